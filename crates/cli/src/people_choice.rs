//! From `--user`, `--from`, `--all` and `--filter` to the people a change concerns.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use reseat_client::Client;
use reseat_client::reseat::PeopleChoice;

use crate::args::People;
use crate::exit::Failure;

/// Whom a change concerns, before the server has been asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// These accounts: sign-in names or object ids.
    Accounts(Vec<String>),
    /// Everyone who holds one of these products and, if given, matches a filter.
    Holders {
        /// The products' ids.
        skus: Vec<String>,
        /// An OData filter.
        filter: Option<String>,
    },
    /// Everyone who matches a filter.
    Matching(String),
}

/// Reads what the options name. `skus` are the products that `--all` without a filter means; a command where `--all`
/// alone would mean the whole organisation gives none and thereby asks for a filter.
///
/// # Errors
/// A usage failure, or a file that cannot be read.
pub fn choose(people: &People, skus: &[String], input: &mut dyn Read) -> Result<Chosen, Failure> {
    if let Some(file) = &people.from {
        return Ok(Chosen::Accounts(accounts(file, input)?));
    }
    if !people.all {
        return Ok(Chosen::Accounts(people.user.clone()));
    }
    match (&people.filter, skus) {
        (filter, skus) if !skus.is_empty() => {
            Ok(Chosen::Holders { skus: skus.to_vec(), filter: filter.clone() })
        }
        (Some(filter), _) => Ok(Chosen::Matching(filter.clone())),
        (None, _) => Err(Failure::usage("'--all' alone would mean everyone in the organization")
            .next("say whom: --all --filter \"department eq 'Sales'\"")),
    }
}

fn accounts(file: &Path, input: &mut dyn Read) -> Result<Vec<String>, Failure> {
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        input.read_to_end(&mut bytes).map(drop)
    } else {
        read_into(file, &mut bytes)
    };
    read.map_err(|e| Failure::file(file, &e))?;
    let parsed = reseat_formats::accounts::parse_accounts(&bytes);
    if !parsed.problems.is_empty() {
        let lines: Vec<_> = parsed.problems.iter().take(10).map(|p| format!("\n  {p}")).collect();
        return Err(Failure::usage(format!("{} cannot be used as it is:{}", file.display(), lines.concat()))
            .next("correct these lines; nothing was changed"));
    }
    if parsed.rows.is_empty() {
        return Err(Failure::usage(format!("{} names nobody", file.display())));
    }
    Ok(parsed.rows.into_iter().map(|row| row.account).collect())
}

fn read_into(file: &Path, bytes: &mut Vec<u8>) -> io::Result<()> {
    *bytes = fs::read(file)?;
    Ok(())
}

/// The OData filter for holders of products.
pub fn holders_filter(skus: &[String], filter: Option<&str>) -> String {
    let any: Vec<_> = skus.iter().map(|sku| format!("x/skuId eq {sku}")).collect();
    let holds = format!("assignedLicenses/any(x:{})", any.join(" or "));
    match filter {
        Some(filter) => format!("({filter}) and {holds}"),
        None => holds,
    }
}

/// The form in which a Reseat server takes people.
///
/// # Errors
/// When sign-in names and ids are mixed and a name cannot be looked up.
pub fn for_reseat(client: &Client, chosen: Chosen) -> Result<PeopleChoice, Failure> {
    match chosen {
        Chosen::Holders { skus, filter: None } if skus.len() == 1 => {
            Ok(PeopleChoice::HoldersOf(skus.concat()))
        }
        Chosen::Holders { skus, filter } => {
            Ok(PeopleChoice::Filter(holders_filter(&skus, filter.as_deref())))
        }
        Chosen::Matching(filter) => Ok(PeopleChoice::Filter(filter)),
        Chosen::Accounts(accounts) => {
            let ids = accounts.iter().filter(|account| is_guid(account)).count();
            if ids == 0 {
                return Ok(PeopleChoice::UserPrincipalNames(accounts));
            }
            if ids == accounts.len() {
                return Ok(PeopleChoice::Ids(accounts));
            }
            let id = |account: String| {
                if is_guid(&account) {
                    Ok(account)
                } else {
                    client.reseat().person(&account).map(|p| p.user.id)
                }
            };
            Ok(PeopleChoice::Ids(accounts.into_iter().map(id).collect::<Result<_, _>>()?))
        }
    }
}

/// Whether a text is an object id.
pub fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(n, byte)| match n {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exit::Exit;

    fn all(filter: Option<&str>) -> People {
        People { all: true, filter: filter.map(str::to_owned), ..People::default() }
    }

    #[test]
    fn all_means_the_holders_and_a_filter_narrows_them() {
        let skus = ["s1".to_owned()];
        let chosen = choose(&all(Some("department eq 'Sales'")), &skus, &mut io::empty()).unwrap();
        let Chosen::Holders { skus, filter } = chosen else { panic!("not holders") };
        assert_eq!(
            holders_filter(&skus, filter.as_deref()),
            "(department eq 'Sales') and assignedLicenses/any(x:x/skuId eq s1)"
        );
        assert_eq!(
            holders_filter(&["a".to_owned(), "b".to_owned()], None),
            "assignedLicenses/any(x:x/skuId eq a or x/skuId eq b)"
        );
    }

    #[test]
    fn all_alone_never_means_the_whole_organisation() {
        assert_eq!(choose(&all(None), &[], &mut io::empty()).unwrap_err().exit, Exit::Usage);
        let matching = choose(&all(Some("x")), &[], &mut io::empty()).unwrap();
        assert_eq!(matching, Chosen::Matching("x".into()));
    }

    #[test]
    fn a_list_is_read_from_standard_input_and_its_faults_are_named() {
        let from = People { from: Some("-".into()), ..People::default() };
        let chosen = choose(&from, &[], &mut "a@x.example\nb@x.example\n".as_bytes()).unwrap();
        assert_eq!(chosen, Chosen::Accounts(vec!["a@x.example".into(), "b@x.example".into()]));
        let failure = choose(&from, &[], &mut "a@x.example b@x.example\n".as_bytes()).unwrap_err();
        assert_eq!(failure.exit, Exit::Usage);
        assert!(failure.message.contains("line 1"), "{}", failure.message);
        assert_eq!(choose(&from, &[], &mut "# nobody\n".as_bytes()).unwrap_err().exit, Exit::Usage);
    }

    #[test]
    fn object_ids_are_told_from_sign_in_names() {
        assert!(is_guid("6fd2c87f-b296-42f0-b197-1e91e994b900"));
        assert!(!is_guid("dana@contoso.example") && !is_guid("6fd2c87fb29642f0b1971e91e994b900----"));
    }
}
