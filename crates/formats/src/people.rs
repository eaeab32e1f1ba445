//! People from a CSV file: the columns of the admin centre's bulk template, in its older and newer spellings, and
//! Graph's property names.

use reseat_model::limits;

use crate::csv_input::{CsvInput, Row};
use crate::{Problem, country};

/// One person of the file. Empty cells are `None`: an import leaves such a property as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonRow {
    /// The line of the row, counted from 1.
    pub line: u64,
    /// `Username`: the sign-in name, or its local part.
    pub user_principal_name: String,
    /// `First name`.
    pub given_name: Option<String>,
    /// `Last name`.
    pub surname: Option<String>,
    /// `Display name`; of first and last name when the cell is empty; may be absent only for someone who exists.
    pub display_name: Option<String>,
    /// `Job title`.
    pub job_title: Option<String>,
    /// `Department`.
    pub department: Option<String>,
    /// `Office number`.
    pub office_location: Option<String>,
    /// `Office phone`.
    pub business_phone: Option<String>,
    /// `Mobile phone`.
    pub mobile_phone: Option<String>,
    /// `Fax`.
    pub fax_number: Option<String>,
    /// `Alternate email address`; the directory model has no such property yet, importers may report it.
    pub alternate_email: Option<String>,
    /// `Address`.
    pub street_address: Option<String>,
    /// `City`.
    pub city: Option<String>,
    /// `State or province`.
    pub state: Option<String>,
    /// `ZIP or postal code`.
    pub postal_code: Option<String>,
    /// `Country or region`, as written.
    pub country: Option<String>,
    /// `Usage location`, or the country when that cell is empty and the country is known: two upper-case letters.
    pub usage_location: Option<String>,
    /// The opposite of `Block sign in`.
    pub account_enabled: Option<bool>,
}

/// The people of a file and what is wrong with it. Rows with a problem are left out, the rest is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParsedPeople {
    /// Rows in the order of the file.
    pub rows: Vec<PersonRow>,
    /// What is wrong, in the order of the file. A problem without a line or on line 1 concerns the whole file. Codes are
    /// `fileEmpty`, `columnMissing`, `notUtf8`, `rowUnreadable`, `tooManyRows`, `tooManyCells`, `cellEmpty`,
    /// `valueTooLong`, `countryUnknown` and `notYesOrNo`; values are the `column`, the `value` written there, and the
    /// `max` of characters, rows or cells.
    pub problems: Vec<Problem>,
}

/// A property, the spellings of its column, and where its text goes.
struct Column {
    spellings: &'static [&'static str],
    set: fn(&mut PersonRow, &str) -> Result<(), Problem>,
}

macro_rules! text_column {
    ($field:ident, $($spelling:literal),+) => {
        Column { spellings: &[$($spelling),+], set: |row, value| { row.$field = Some(value.to_owned()); Ok(()) } }
    };
}

/// Spellings are compared without blanks, punctuation and case, so `User Name` and `userName` are one.
const COLUMNS: &[Column] = &[
    Column {
        spellings: &["Username", "User principal name", "UPN", "Sign-in name"],
        set: |row, value| {
            value.clone_into(&mut row.user_principal_name);
            Ok(())
        },
    },
    text_column!(given_name, "First name", "Given name"),
    text_column!(surname, "Last name", "Surname"),
    text_column!(display_name, "Display name"),
    text_column!(job_title, "Job title", "Title"),
    text_column!(department, "Department"),
    text_column!(office_location, "Office number", "Office", "Office location"),
    text_column!(business_phone, "Office phone", "Phone number", "Business phones", "Telephone number"),
    text_column!(mobile_phone, "Mobile phone"),
    text_column!(fax_number, "Fax", "Fax number"),
    text_column!(alternate_email, "Alternate email address", "Alternate email addresses", "Other mails"),
    text_column!(street_address, "Address", "Street address"),
    text_column!(city, "City"),
    text_column!(state, "State or province", "State"),
    text_column!(postal_code, "ZIP or postal code", "Postal code", "ZIP"),
    text_column!(country, "Country or region", "Country", "Country/Region"),
    Column { spellings: &["Usage location"], set: set_usage_location },
    Column {
        spellings: &["Block sign in", "Block credential", "Sign-in blocked"],
        set: |row, value| {
            row.account_enabled = Some(!yes_or_no("Block sign in", value)?);
            Ok(())
        },
    },
    Column {
        spellings: &["Account enabled"],
        set: |row, value| {
            row.account_enabled = Some(yes_or_no("Account enabled", value)?);
            Ok(())
        },
    },
];

/// Reads people. A byte order mark, CRLF, `;` or tab as separator and any order of columns do not matter; columns that
/// are not known are ignored, and a file without the column `Username` is refused as a whole.
pub fn parse_people(bytes: &[u8]) -> ParsedPeople {
    let mut out = ParsedPeople::default();
    let mut input = match CsvInput::open(bytes, limits::IMPORT_ROWS_MAX) {
        Ok(input) => input,
        Err(problem) => {
            out.problems.push(problem);
            return out;
        }
    };
    let columns: Vec<(usize, &Column)> = COLUMNS
        .iter()
        .filter_map(|column| input.column(column.spellings).map(|index| (index, column)))
        .collect();
    if input.column(COLUMNS[0].spellings).is_none() {
        let missing = "the column Username is missing; the first row names the columns, such as Username, First name, Last \
                       name, Display name";
        out.problems.push(Problem::at(1, missing).coded("columnMissing", [column("Username")]));
        return out;
    }
    while let Some(row) = input.next_row() {
        match row.and_then(|row| person(&row, &columns)) {
            Ok(person) => out.rows.push(person),
            Err(problem) => out.problems.push(problem),
        }
    }
    out
}

fn person(row: &Row, columns: &[(usize, &Column)]) -> Result<PersonRow, Problem> {
    let mut person = PersonRow { line: row.line, ..PersonRow::default() };
    for (index, column) in columns {
        let value = row.get(*index);
        if value.is_empty() {
            continue;
        }
        if value.chars().count() > limits::TEXT_CHARS_MAX {
            let (name, max) = (column.spellings[0], limits::TEXT_CHARS_MAX);
            let problem = Problem::at(row.line, format!("{name} has more than {max} characters"));
            return Err(
                problem.coded("valueTooLong", [("column", name.to_owned()), ("max", max.to_string())])
            );
        }
        (column.set)(&mut person, value).map_err(|problem| Problem { line: Some(row.line), ..problem })?;
    }
    if person.user_principal_name.is_empty() {
        return Err(Problem::at(row.line, "Username is empty").coded("cellEmpty", [column("Username")]));
    }
    fill_in(&mut person).map_err(|problem| Problem { line: Some(row.line), ..problem })?;
    Ok(person)
}

/// The value of a problem's text that names a column.
fn column(name: &str) -> (&'static str, String) {
    ("column", name.to_owned())
}

/// What follows from other cells: the display name from the names, the usage location from the country. A country that
/// nobody knows is a problem: without a usage location the person could not be licensed (VOC-7).
fn fill_in(person: &mut PersonRow) -> Result<(), Problem> {
    if person.display_name.is_none() {
        let names = [person.given_name.as_deref(), person.surname.as_deref()];
        let joined = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
        person.display_name = Some(joined).filter(|name| !name.is_empty());
    }
    if let (None, Some(country)) = (&person.usage_location, &person.country) {
        let hint = ", or fill the column Usage location";
        person.usage_location = Some(country_code("Country or region", country, hint)?);
    }
    Ok(())
}

fn set_usage_location(row: &mut PersonRow, value: &str) -> Result<(), Problem> {
    row.usage_location = Some(country_code("Usage location", value, "")?);
    Ok(())
}

fn country_code(name: &str, value: &str, hint: &str) -> Result<String, Problem> {
    country::code_of(value).map(str::to_owned).ok_or_else(|| {
        let message = format!(
            "{name}: '{value}' is not a country; write its two letters of ISO 3166, such as DE{hint}"
        );
        Problem::whole(message).coded("countryUnknown", [column(name), ("value", value.to_owned())])
    })
}

/// Spreadsheets and scripts write truth in several ways.
fn yes_or_no(name: &str, value: &str) -> Result<bool, Problem> {
    match value.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" | "y" => Ok(true),
        "false" | "no" | "0" | "n" => Ok(false),
        _ => {
            let problem = Problem::whole(format!("{name}: '{value}' is neither Yes nor No"));
            Err(problem.coded("notYesOrNo", [column(name), ("value", value.to_owned())]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "Username,First name,Last name,Display name,Job title,Department,Office number,\
        Office phone,Mobile phone,Fax,Alternate email address,Address,City,State or province,ZIP or postal code,\
        Country or region\r\n";

    fn rows(text: &str) -> Vec<PersonRow> {
        let parsed = parse_people(text.as_bytes());
        assert_eq!(parsed.problems, [], "{text}");
        parsed.rows
    }

    fn problems(text: &str) -> Vec<String> {
        parse_people(text.as_bytes()).problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_admin_centres_template_is_understood() {
        let rows = rows(&format!(
            "\u{feff}{TEMPLATE}chris@contoso.example,Chris,Green,Chris Green,IT Manager,Information Technology,123451,\
             123-555-1211,123-555-6641,123-555-9821,chris@elsewhere.example,1 Main Street,Redmond,WA,98052,\
             United States\r\n"
        ));
        assert_eq!(
            rows,
            [PersonRow {
                line: 2,
                user_principal_name: "chris@contoso.example".into(),
                given_name: Some("Chris".into()),
                surname: Some("Green".into()),
                display_name: Some("Chris Green".into()),
                job_title: Some("IT Manager".into()),
                department: Some("Information Technology".into()),
                office_location: Some("123451".into()),
                business_phone: Some("123-555-1211".into()),
                mobile_phone: Some("123-555-6641".into()),
                fax_number: Some("123-555-9821".into()),
                alternate_email: Some("chris@elsewhere.example".into()),
                street_address: Some("1 Main Street".into()),
                city: Some("Redmond".into()),
                state: Some("WA".into()),
                postal_code: Some("98052".into()),
                country: Some("United States".into()),
                usage_location: Some("US".into()),
                account_enabled: None,
            }]
        );
    }

    #[test]
    fn older_spellings_and_graphs_names_mean_the_same() {
        for header in [
            "User Name;First Name;ZIP or Postal Code;Country or Region;Block sign in",
            "userPrincipalName;givenName;postalCode;country;block credential",
            "USERNAME;FIRST NAME;ZIP OR POSTAL CODE;COUNTRY OR REGION;BLOCK SIGN IN",
        ] {
            let row = &rows(&format!("{header}\nanna;Anna;04109;Germany;Yes\n"))[0];
            assert_eq!(row.user_principal_name, "anna", "{header}");
            assert_eq!(row.given_name.as_deref(), Some("Anna"), "{header}");
            assert_eq!(row.postal_code.as_deref(), Some("04109"), "{header}");
            assert_eq!(row.usage_location.as_deref(), Some("DE"), "{header}");
            assert_eq!(row.account_enabled, Some(false), "{header}");
        }
        let row = &rows("userPrincipalName,accountEnabled\na@x.example,false\n")[0];
        assert_eq!(row.account_enabled, Some(false));
    }

    #[test]
    fn voc_7_the_usage_location_comes_before_the_country() {
        let row = &rows("Username,Usage location,Country\na,cn,Germany\n")[0];
        assert_eq!(row.usage_location.as_deref(), Some("CN"));
        let known = &rows("Username,Usage location,Country\na,CN,Atlantis\n")[0];
        assert_eq!(
            (known.usage_location.as_deref(), known.country.as_deref()),
            (Some("CN"), Some("Atlantis"))
        );
        assert_eq!(rows("Username,Country\na,\n")[0].usage_location, None);
    }

    #[test]
    fn voc_7_an_unknown_country_is_a_problem_that_says_what_to_write() {
        let parsed = parse_people(b"Username,Country or region\na,Atlantis\nb,Norway\n");
        assert_eq!(parsed.rows.len(), 1, "the rest is kept");
        let [problem] = &parsed.problems[..] else { panic!("{:?}", parsed.problems) };
        let text = "line 2: Country or region: 'Atlantis' is not a country; write its two letters of ISO 3166, such \
                    as DE, or fill the column Usage location";
        assert_eq!((problem.to_string().as_str(), problem.code), (text, "countryUnknown"));
        let values = [("column", "Country or region".to_owned()), ("value", "Atlantis".to_owned())];
        assert_eq!(problem.values, values);
    }

    #[test]
    fn every_problem_has_a_code() {
        let long = "x".repeat(limits::TEXT_CHARS_MAX + 1);
        for (text, code) in [
            ("", "fileEmpty"),
            ("Name\nA\n", "columnMissing"),
            ("Username,City\n,Rome\n", "cellEmpty"),
            ("Username,Block sign in\na,perhaps\n", "notYesOrNo"),
            ("Username,Usage location\na,ZZ\n", "countryUnknown"),
            (&format!("Username,City\na,{long}\n"), "valueTooLong"),
        ] {
            let problems = parse_people(text.as_bytes()).problems;
            assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [code], "{text}");
        }
        assert_eq!(parse_people(b"Username\n\xe4a\n").problems[0].code, "notUtf8");
    }

    #[test]
    fn wrong_rows_are_reported_with_their_lines_and_the_rest_is_kept() {
        let text = "Username,Display name,Usage location,Block sign in\n\
                    a,A,DE,no\n\
                    ,B,DE,no\n\
                    \n\
                    c,\"C\nover two lines\",ZZ,\n\
                    d,D,DE,perhaps\n\
                    e,E,FR,1\n";
        let parsed = parse_people(text.as_bytes());
        let kept: Vec<_> =
            parsed.rows.iter().map(|row| (row.line, row.user_principal_name.as_str())).collect();
        assert_eq!(kept, [(2, "a"), (8, "e")]);
        assert_eq!(
            problems(text),
            [
                "line 3: Username is empty",
                "line 5: Usage location: 'ZZ' is not a country; write its two letters of ISO 3166, such as DE",
                "line 7: Block sign in: 'perhaps' is neither Yes nor No",
            ]
        );
    }

    #[test]
    fn a_file_without_the_column_of_sign_in_names_is_refused() {
        assert!(
            problems("First name,Last name\nA,B\n")[0].starts_with("line 1: the column Username is missing")
        );
        assert_eq!(problems(""), ["the file is empty; its first row names the columns"]);
        assert_eq!(problems("\u{feff}\r\n").len(), 1);
        assert_eq!(problems("Username\n\u{e4}a\n"), Vec::<String>::new());
        assert!(
            parse_people(b"Username\n\xe4a\nb\n").problems[0].message.contains("not UTF-8")
                && parse_people(b"Username\n\xe4a\nb\n").rows.len() == 1
        );
    }
}
