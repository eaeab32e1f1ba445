//! Lists of accounts: one sign-in name or id per line, or a CSV with such a column, as `--from` takes them.

use std::collections::BTreeSet;

use reseat_model::fold::fold;
use reseat_model::limits;

use crate::Problem;
use crate::csv_input::CsvInput;

/// One account of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// The line of the row, counted from 1.
    pub line: u64,
    /// A sign-in name or an object id, as written.
    pub account: String,
}

/// The accounts of a file, each once, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParsedAccounts {
    /// Accounts in the order of the file; a repeated one only where it first stands.
    pub rows: Vec<AccountRow>,
    /// What is wrong, in the order of the file.
    pub problems: Vec<Problem>,
}

/// Columns that name an account, best first.
const COLUMNS: [&[&str]; 2] =
    [&["User principal name", "Username", "UPN", "Sign-in name", "Account"], &["Id", "Object id", "User id"]];

/// Reads a list of accounts. A first row that names one of the usual columns makes it a CSV; otherwise every line is
/// an account, where a line with several cells is a problem. Lines that begin with `#` are comments.
pub fn parse_accounts(bytes: &[u8]) -> ParsedAccounts {
    let parsed = match CsvInput::open(bytes, limits::JOB_USERS_MAX) {
        Ok(input) => match COLUMNS.iter().find_map(|names| input.column(names)) {
            Some(column) => of_column(input, column),
            None => of_lines(bytes),
        },
        Err(_) => of_lines(bytes),
    };
    each_once(parsed)
}

fn of_column(mut input: CsvInput<'_>, column: usize) -> ParsedAccounts {
    let mut out = ParsedAccounts::default();
    while let Some(row) = input.next_row() {
        match row {
            Ok(row) if row.get(column).is_empty() => {
                out.problems.push(Problem::at(row.line, "the account is empty"));
            }
            Ok(row) => out.rows.push(AccountRow { line: row.line, account: row.get(column).to_owned() }),
            Err(problem) => out.problems.push(problem),
        }
    }
    out
}

fn of_lines(bytes: &[u8]) -> ParsedAccounts {
    let mut out = ParsedAccounts::default();
    let Ok(text) = str::from_utf8(bytes) else {
        out.problems.push(Problem::whole("the file is not UTF-8; save it as CSV UTF-8"));
        return out;
    };
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let number = index as u64 + 1;
        let account = line.trim().trim_matches('"').trim();
        if account.is_empty() || account.starts_with('#') {
            continue;
        }
        if account.contains([',', ';', '\t', ' ']) {
            out.problems.push(Problem::at(
                number,
                format!("'{account}' is not one account; name the column userPrincipalName in the first row"),
            ));
        } else {
            out.rows.push(AccountRow { line: number, account: account.to_owned() });
        }
    }
    out
}

fn each_once(parsed: ParsedAccounts) -> ParsedAccounts {
    let mut seen = BTreeSet::new();
    let rows = parsed.rows.into_iter().filter(|row| seen.insert(fold(&row.account))).collect();
    ParsedAccounts { rows, problems: parsed.problems }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accounts(text: &str) -> Vec<String> {
        let parsed = parse_accounts(text.as_bytes());
        assert_eq!(parsed.problems, [], "{text}");
        parsed.rows.into_iter().map(|row| format!("{} {}", row.line, row.account)).collect()
    }

    #[test]
    fn a_plain_list_has_one_account_per_line() {
        let text =
            "\u{feff}# leavers of March\r\nanna@x.example\r\n\r\n \"ben@x.example\" \r\nANNA@x.example\r\n";
        assert_eq!(accounts(text), ["2 anna@x.example", "4 ben@x.example"]);
        assert_eq!(
            accounts("6fd2c87f-b296-42f0-b197-1e91e994b900"),
            ["1 6fd2c87f-b296-42f0-b197-1e91e994b900"]
        );
        assert_eq!(accounts(""), Vec::<String>::new());
    }

    #[test]
    fn a_csv_is_read_by_its_column_whatever_else_it_holds() {
        for text in [
            "displayName,userPrincipalName,department\nAnna,anna@x.example,IT\n",
            "Display name;User Name\nAnna;anna@x.example\n",
            "id,Username\n1,anna@x.example\n",
            "id\nanna@x.example\n",
        ] {
            assert_eq!(accounts(text), ["2 anna@x.example"], "{text}");
        }
    }

    #[test]
    fn wrong_lines_are_reported_and_the_rest_is_kept() {
        let parsed = parse_accounts(b"Anna,anna@x.example\nben@x.example\n");
        assert_eq!(parsed.problems.len(), 1);
        assert_eq!(parsed.problems[0].line, Some(1));
        assert_eq!(parsed.rows.len(), 1);
        let parsed = parse_accounts(b"userPrincipalName,x\n,1\nben@x.example,2\n");
        assert_eq!(parsed.problems, [Problem::at(2, "the account is empty")]);
        assert_eq!(parsed.rows, [AccountRow { line: 3, account: "ben@x.example".into() }]);
    }
}
