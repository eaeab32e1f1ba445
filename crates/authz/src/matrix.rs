//! The printed form of the table, for people to review.

use std::fmt::Write as _;

use crate::action::Action;
use crate::roles;
use crate::scopes::scopes;
use crate::table::{needs_no_role, reach};

const LEGEND: &str = "\
Who may do what. Y everyone, L7 and L9 only the people of notes 7 and 9 of rules.md 3.2, - nobody.
Every other administrator role reads people as Directory Readers do (25.25). Everyone reads themselves.
";

/// The whole table as text: one line per action with a mark per role, then one line per action with its permissions.
pub fn matrix() -> String {
    let mut text = String::from(LEGEND);
    text.push('\n');
    for (n, role) in roles::NAMED.iter().enumerate() {
        line(&mut text, format_args!("{:>2} {}", n + 1, roles::name_of(*role)));
    }
    text.push('\n');
    let header: String = (1..=roles::NAMED.len()).map(|n| format!(" {n:>2}")).collect();
    line(&mut text, format_args!("{:<22}{header}", "action"));
    for action in Action::ALL {
        let marks: String = roles::NAMED
            .iter()
            .map(|role| format!(" {:>2}", reach(*role, *action).map_or("-", |reach| reach.mark())))
            .collect();
        let note = if needs_no_role(*action) { "  and anyone signed in" } else { "" };
        line(&mut text, format_args!("{:<22}{marks}{note}", action.name()));
    }
    text.push_str("\nPermissions, one of (delegated and application)\n");
    for action in Action::ALL {
        let wanted = scopes(*action);
        let names = if wanted.is_empty() { "any token".to_owned() } else { wanted.join(" | ") };
        line(&mut text, format_args!("{:<22} {names}", action.name()));
    }
    text
}

fn line(text: &mut String, content: std::fmt::Arguments<'_>) {
    // Writing into a String cannot fail.
    let _ = writeln!(text, "{content}");
}
