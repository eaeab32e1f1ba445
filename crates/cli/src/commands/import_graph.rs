//! `reseat user import` where only Microsoft Graph is spoken: read each person, create or change what differs.

use reseat_client::graph::PasswordProfile;
use reseat_client::reseat::ImportRow;
use reseat_formats::Problem;
use reseat_formats::people::{PersonRow, parse_people};
use serde_json::{Map, Value, json};

use super::import::{Done, left};
use super::import_twice::repeated;
use crate::exit::Failure;
use crate::progress;
use crate::session::Session;

/// Sends people one by one.
pub(super) fn one_by_one(
    session: &mut Session<'_, '_>,
    bytes: &[u8],
    done: &mut Done<'_>,
) -> Result<(), Failure> {
    let parsed = parse_people(bytes);
    done.take(parsed.problems.into_iter().map(unreadable).collect())?;
    let mut twice = repeated(&parsed.rows);
    let total = parsed.rows.len() as u64;
    let bar = progress::bar(session.ui, total, session.ui.lang.pick("People", "用户"));
    for (n, row) in parsed.rows.iter().enumerate() {
        if session.interrupts.pressed() {
            bar.finish_and_clear();
            return Err(left(n, total));
        }
        let result = match twice.remove(&row.line) {
            Some(refused) => refused,
            None => one(session, row, done.whole.dry_run)?,
        };
        done.take(vec![result])?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    done.whole.rows.sort_by_key(|row| row.line);
    Ok(())
}

fn unreadable(problem: Problem) -> ImportRow {
    ImportRow {
        line: problem.line.unwrap_or(0),
        status: "refused".to_owned(),
        problem: Some(problem.message),
        ..ImportRow::default()
    }
}

/// A refusal of this person is a row; anything else (no network, no right) ends the import.
fn one(session: &Session<'_, '_>, row: &PersonRow, dry_run: bool) -> Result<ImportRow, Failure> {
    let result = |status: &str, problem: Option<String>| ImportRow {
        line: row.line,
        user_principal_name: Some(row.user_principal_name.clone()),
        status: status.to_owned(),
        problem,
        ..ImportRow::default()
    };
    if !row.user_principal_name.contains('@') {
        let problem = "write the whole sign-in name, with its domain".to_owned();
        return Ok(result("refused", Some(problem)));
    }
    match create_or_update(session, row, dry_run) {
        Ok((status, password, id)) => {
            Ok(ImportRow { temporary_password: password, user_id: id, ..result(status, None) })
        }
        Err(error) => match error.api() {
            Some(api) if api.status == 400 => Ok(result("refused", Some(api.message.clone()))),
            _ => Err(error.into()),
        },
    }
}

type Made = (&'static str, Option<String>, Option<String>);

fn create_or_update(
    session: &Session<'_, '_>,
    row: &PersonRow,
    dry_run: bool,
) -> Result<Made, reseat_client::Error> {
    let graph = session.client.graph();
    let wanted = properties(row);
    let names: Vec<&str> = std::iter::once("id").chain(wanted.keys().map(String::as_str)).collect();
    match graph.user_properties(&row.user_principal_name, &names) {
        Ok(present) => {
            let differs = |(name, value): &(&String, &Value)| present.get(*name) != Some(value);
            let changes: Map<String, Value> =
                wanted.iter().filter(differs).map(|(name, value)| (name.clone(), value.clone())).collect();
            let id = present.get("id").and_then(Value::as_str).map(str::to_owned);
            if changes.is_empty() {
                return Ok(("unchanged", None, id));
            }
            if !dry_run {
                graph.update_user(&row.user_principal_name, &changes)?;
            }
            Ok(("updated", None, id))
        }
        Err(error) if error.status() == Some(404) => {
            if dry_run {
                return Ok(("created", None, None));
            }
            let password = first_password(&session.client.new_id());
            let user = graph.create_user(&new_user(row, wanted, &password))?;
            Ok(("created", Some(password), Some(user.id)))
        }
        Err(error) => Err(error),
    }
}

/// What the file says about a person, under Graph's names; empty cells are left out.
fn properties(row: &PersonRow) -> Map<String, Value> {
    let texts = [
        ("displayName", &row.display_name),
        ("givenName", &row.given_name),
        ("surname", &row.surname),
        ("jobTitle", &row.job_title),
        ("department", &row.department),
        ("officeLocation", &row.office_location),
        ("mobilePhone", &row.mobile_phone),
        ("faxNumber", &row.fax_number),
        ("streetAddress", &row.street_address),
        ("city", &row.city),
        ("state", &row.state),
        ("postalCode", &row.postal_code),
        ("country", &row.country),
        ("usageLocation", &row.usage_location),
    ];
    let mut properties = Map::new();
    for (name, value) in texts {
        if let Some(value) = value {
            properties.insert(name.to_owned(), value.clone().into());
        }
    }
    if let Some(phone) = &row.business_phone {
        properties.insert("businessPhones".to_owned(), json!([phone]));
    }
    if let Some(enabled) = row.account_enabled {
        properties.insert("accountEnabled".to_owned(), enabled.into());
    }
    properties
}

/// Adds what a new person needs beside their properties (contract 2.1).
fn new_user(row: &PersonRow, mut properties: Map<String, Value>, password: &str) -> Map<String, Value> {
    let upn = row.user_principal_name.as_str();
    let nickname = upn.split('@').next().unwrap_or(upn);
    let profile = PasswordProfile { password: password.to_owned(), force_change_password_next_sign_in: true };
    properties.insert("userPrincipalName".to_owned(), upn.into());
    properties.insert("mailNickname".to_owned(), nickname.into());
    properties.insert("passwordProfile".to_owned(), json!(profile));
    properties.entry("accountEnabled").or_insert(true.into());
    properties.entry("displayName").or_insert(nickname.into());
    properties
}

/// Eighty random bits in a form that password rules accept: capitals, small letters, digits, a sign.
pub(super) fn first_password(random_id: &str) -> String {
    let digits: String = random_id.chars().filter(char::is_ascii_hexdigit).collect();
    // Digits 12 and 16 of a random GUID are not random; what is taken lies behind and before them.
    let random =
        format!("{}{}", digits.get(..12).unwrap_or_default(), digits.get(17..25).unwrap_or_default());
    format!("Rs-{random}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_passwords_are_long_and_mixed() {
        assert_eq!(first_password("0b0b6072-21b5-47ca-80b4-2239bbf8975c"), "Rs-0b0b607221b50b42239b");
    }

    #[test]
    fn empty_cells_are_left_out_and_new_people_have_what_graph_wants() {
        let row = PersonRow {
            user_principal_name: "a@x.example".into(),
            city: Some("Leipzig".into()),
            business_phone: Some("1".into()),
            ..PersonRow::default()
        };
        assert_eq!(Value::from(properties(&row)), json!({"city": "Leipzig", "businessPhones": ["1"]}));
        assert_eq!(
            Value::from(new_user(&row, Map::new(), "p")),
            json!({"userPrincipalName": "a@x.example", "mailNickname": "a", "displayName": "a", "accountEnabled": true,
                "passwordProfile": {"password": "p", "forceChangePasswordNextSignIn": true}})
        );
    }
}
