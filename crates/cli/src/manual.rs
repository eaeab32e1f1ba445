//! Completion scripts and the manual page, both made from the same definitions as `--help`.

use std::io::{self, Write};

use clap::Command;
use clap_complete::Shell;

use crate::args::definition;

/// Writes the completion script for a shell.
pub fn completions(shell: Shell, out: &mut dyn Write) {
    let mut command = definition();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "reseat", &mut script);
    // A closed pipe is the reader's wish.
    let _ = out.write_all(&script);
}

/// Writes the manual page: one page that holds every command.
///
/// # Errors
/// When it cannot be written.
pub fn page(out: &mut dyn Write) -> io::Result<()> {
    let mut command = definition();
    command.build();
    clap_mangen::Man::new(command.clone()).title("RESEAT").render(out)?;
    for (name, sub) in leaves(&command, "reseat") {
        writeln!(out, ".SH \"{}\"", name.to_uppercase())?;
        let text = sub.get_about().map(ToString::to_string).unwrap_or_default();
        writeln!(out, "{}", roff(&text))?;
        let man = clap_mangen::Man::new(sub.clone().bin_name(&name));
        let mut synopsis = Vec::new();
        man.render_synopsis_section(&mut synopsis)?;
        man.render_options_section(&mut synopsis)?;
        out.write_all(&as_subsections(&synopsis))?;
    }
    Ok(())
}

/// Every command that can be run, with its whole name, in the order of the help.
pub fn leaves<'c>(command: &'c Command, name: &str) -> Vec<(String, &'c Command)> {
    let mut found = Vec::new();
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let whole = format!("{name} {}", sub.get_name());
        if sub.has_subcommands() {
            found.extend(leaves(sub, &whole));
        } else {
            found.push((whole, sub));
        }
    }
    found
}

/// The sections of a command become subsections of the page.
fn as_subsections(text: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(text).replace(".SH ", ".SS ").into_bytes()
}

/// A line that begins with a dot or a quote would be a request.
fn roff(text: &str) -> String {
    text.lines()
        .map(|l| if l.starts_with(['.', '\'']) { format!("\\&{l}") } else { l.to_owned() })
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<String> {
        let mut command = definition();
        command.build();
        leaves(&command, "reseat").into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn the_arguments_are_consistent() {
        definition().debug_assert();
    }

    #[test]
    fn the_manual_page_and_the_completions_list_every_command() {
        let mut page_text = Vec::new();
        page(&mut page_text).unwrap();
        let page_text = String::from_utf8(page_text).unwrap();
        let scripts = [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell, Shell::Elvish].map(|shell| {
            let mut script = Vec::new();
            completions(shell, &mut script);
            (shell, String::from_utf8(script).unwrap())
        });
        assert!(names().len() > 20, "{:?}", names());
        for name in names() {
            assert!(page_text.contains(&format!(".SH \"{}\"", name.to_uppercase())), "man page lacks {name}");
            for (shell, script) in &scripts {
                for word in name.split(' ') {
                    assert!(script.contains(word), "{shell} lacks {name}");
                }
            }
        }
    }

    #[test]
    fn the_manual_names_every_command() {
        let manual = include_str!("../../../docs/cli.md");
        for name in names() {
            assert!(manual.contains(&name), "docs/cli.md lacks {name}");
        }
    }
}
