//! `reseat setup`: an organisation and its first Global Administrator in an empty data directory (design section 6).

use std::io::{BufRead, IsTerminal, Write};

use clap::Args;
use reseat_app::entropy::SystemEntropy;
use reseat_app::identity::password;
use reseat_app::tenant::create_from_file;
use reseat_formats::tenant::TenantFile;
use reseat_model::tenant::Tenant;
use serde_json::json;

use super::assemble::Assembled;
use super::{DataDir, ServerFailure, assemble};
use crate::exit::Exit;

/// Options of `reseat setup`. What is not given is asked for when a person sits at the terminal.
#[derive(Debug, Clone, Args)]
#[command(after_help = "What is not given is asked for at the terminal. Example:
  reseat setup --organization 'Quillmark Books' --domain quillmark.example --admin greta")]
pub struct SetupArgs {
    #[command(flatten)]
    pub data: DataDir,
    /// Name of the organization
    #[arg(long, value_name = "NAME")]
    pub organization: Option<String>,
    /// Its domain, behind the @ of sign-in names
    #[arg(long, value_name = "DOMAIN")]
    pub domain: Option<String>,
    /// Sign-in name of the first Global Administrator; the domain is added when it is missing
    #[arg(long, value_name = "NAME")]
    pub admin: Option<String>,
    /// Display name of that administrator; the sign-in name without its domain when absent
    #[arg(long, value_name = "NAME")]
    pub admin_name: Option<String>,
    /// Country of the organization, two letters of ISO 3166
    #[arg(long, value_name = "CODE", default_value = "US")]
    pub country: String,
    /// Time zone in which dates are shown, such as Europe/Berlin
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    pub time_zone: String,
    /// Whose words the admin center uses
    #[arg(long, value_name = "CLOUD", default_value = "worldwide", value_parser = ["worldwide", "germany", "21vianet"])]
    pub cloud: String,
    /// Make a data directory whose clock an administrator can move, for trying things out
    #[arg(long)]
    pub simulated_clock: bool,
}

/// What was made.
pub(super) struct Made {
    /// The application on the new data directory.
    pub assembled: Assembled,
    /// The organisation.
    pub tenant: Tenant,
    /// Sign-in name of the first Global Administrator.
    pub admin: String,
    /// Their one-time password.
    pub password: String,
}

/// Makes the organization and prints the one-time password.
///
/// # Errors
/// When something is missing or wrong, or the directory holds an organization already. Nothing is made then.
pub fn setup(args: SetupArgs) -> Result<Exit, ServerFailure> {
    let data = args.data.clone();
    let clock = if args.simulated_clock { " --simulated-clock" } else { "" };
    let made = make(args, &mut |label, flag| ask(label, flag))?;
    made.assembled.app.writer.close();
    let directory = data.data_dir.display();
    let key = data.master_key_file.map(|file| format!(" --master-key-file {}", file.display()));
    let key = key.unwrap_or_default();
    writeln!(
        std::io::stdout(),
        "{} is set up in {directory}.\n\n  Sign in as   {}\n  Password     {}\n\n\
         The password is shown only here and must be changed at the first sign-in.\n\n\
         Next, start the server:\n  reseat serve --data-dir {directory}{key}{clock}\n\
         Then open https://localhost:8443/ to add products and import people.",
        made.tenant.display_name,
        made.admin,
        made.password
    )
    .map_err(|error| ServerFailure::of("standard output", error))?;
    Ok(Exit::Done)
}

/// The same without a word; `ask` is asked for what is missing.
pub(super) fn make(
    args: SetupArgs,
    ask: &mut dyn FnMut(&str, &str) -> Result<String, ServerFailure>,
) -> Result<Made, ServerFailure> {
    let (data, simulated) = (args.data.clone(), args.simulated_clock);
    if data.exists()? {
        let tenants = super::tenant::all(&assemble::open_existing(&data)?.app)?;
        if let Some(first) = tenants.first() {
            return Err(ServerFailure(format!(
                "{} holds the organization {} already; use another --data-dir, or 'reseat admin recover' when \
                 nobody can sign in",
                data.place(),
                first.domain
            )));
        }
    }
    let (password, _) = password::draw(&SystemEntropy).map_err(|error| ServerFailure::of("setup", error))?;
    let (text, admin) = document(args, &password, ask)?;
    let file = parse(&text)?;
    let assembled = assemble::open(&data, simulated, Some(&file))?;
    let tenant = create_from_file(&assembled.app, &file)
        .map_err(|error| ServerFailure(format!("nothing was made:\n{error}")))?;
    Ok(Made { assembled, tenant, admin, password })
}

/// The tenant file that stands for the arguments, and the administrator's whole sign-in name.
fn document(
    args: SetupArgs,
    password: &str,
    ask: &mut dyn FnMut(&str, &str) -> Result<String, ServerFailure>,
) -> Result<(String, String), ServerFailure> {
    let mut given = |value: Option<String>, label: &str, flag: &str| {
        let value = value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        value.map_or_else(|| ask(label, flag), Ok)
    };
    let organization = given(args.organization, "Name of the organization", "--organization")?;
    let domain = given(args.domain, "Its domain", "--domain")?.to_lowercase();
    let admin = given(args.admin, "Sign-in name of the first Global Administrator", "--admin")?;
    let admin = if admin.contains('@') { admin } else { format!("{admin}@{domain}") };
    let name = args.admin_name.unwrap_or_else(|| admin.split('@').next().unwrap_or_default().to_owned());
    let document = json!({
        "tenant": {
            "displayName": organization, "domain": domain, "country": args.country, "timeZone": args.time_zone,
            "cloud": args.cloud,
        },
        "people": [{
            "upn": admin, "displayName": name, "usageLocation": args.country, "password": password,
            "mustChangePassword": true, "roles": ["Global Administrator"],
        }],
    });
    Ok((document.to_string(), admin))
}

/// What is wrong is said without the lines of a file that nobody wrote.
fn parse(text: &str) -> Result<TenantFile, ServerFailure> {
    reseat_formats::tenant::parse(text).map_err(|problems| {
        let messages: Vec<_> =
            problems.into_iter().map(|problem| format!("\n  {}", problem.message)).collect();
        ServerFailure(format!("nothing was made:{}", messages.concat()))
    })
}

/// Asks the person at the terminal; without one, says which option is missing.
fn ask(label: &str, flag: &str) -> Result<String, ServerFailure> {
    let failed = |error| ServerFailure::of("the terminal", error);
    if !std::io::stdin().is_terminal() {
        return Err(ServerFailure(format!("{flag} is missing")));
    }
    loop {
        let mut out = std::io::stderr().lock();
        write!(out, "{label}: ").and_then(|()| out.flush()).map_err(failed)?;
        let mut line = String::new();
        if std::io::stdin().lock().read_line(&mut line).map_err(failed)? == 0 {
            return Err(ServerFailure(format!("{flag} is missing")));
        }
        if !line.trim().is_empty() {
            return Ok(line.trim().to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args() -> SetupArgs {
        SetupArgs {
            data: DataDir::at("x".as_ref(), None),
            organization: Some("Quillmark \"Books\"".to_owned()),
            domain: Some("Quillmark.Example".to_owned()),
            admin: Some("greta".to_owned()),
            admin_name: None,
            country: "DE".to_owned(),
            time_zone: "Europe/Berlin".to_owned(),
            cloud: "germany".to_owned(),
            simulated_clock: false,
        }
    }

    fn nobody(_: &str, flag: &str) -> Result<String, ServerFailure> {
        Err(ServerFailure(format!("{flag} is missing")))
    }

    #[test]
    fn the_arguments_make_one_administrator_with_a_password_to_change() {
        let (text, admin) = document(args(), "secret-1", &mut nobody).unwrap();
        let file = reseat_formats::tenant::parse(&text).unwrap();
        assert_eq!(admin, "greta@quillmark.example");
        assert_eq!(file.tenant.display_name, "Quillmark \"Books\"");
        let person = &file.people[0];
        assert_eq!((person.upn.as_str(), person.display_name.as_str()), (admin.as_str(), "greta"));
        assert!(person.must_change_password && person.password.as_deref() == Some("secret-1"));
        assert_eq!(person.roles.len(), 1);
    }

    #[test]
    fn what_is_missing_is_asked_for_or_named() {
        let mut without = args();
        without.domain = None;
        assert_eq!(document(without.clone(), "p", &mut nobody).unwrap_err().0, "--domain is missing");
        let mut answer = |_: &str, _: &str| Ok("books.example".to_owned());
        assert_eq!(document(without, "p", &mut answer).unwrap().1, "greta@books.example");
    }

    #[test]
    fn a_wrong_country_or_time_zone_is_named() {
        for (country, zone, word) in [("XX", "UTC", "XX"), ("DE", "Mars Base", "Mars Base")] {
            let wrong = SetupArgs { country: country.to_owned(), time_zone: zone.to_owned(), ..args() };
            let (text, _) = document(wrong, "p", &mut nobody).unwrap();
            let error = parse(&text).err().map(|e| e.0).unwrap_or_default();
            assert!(error.contains(word), "{error}");
        }
    }
}
