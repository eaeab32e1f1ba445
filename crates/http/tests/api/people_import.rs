//! Importing people: wrong rows are reported, and run twice it ends as run once.

use reseat_testkit::{Who, World};
use serde_json::{Value, json};

use crate::support::*;

const HEADER: &str =
    "Username,First name,Last name,Display name,Job title,Department,Usage location,Block sign in";

fn import(world: &World, who: &Who, query: &str, rows: &[&str]) -> Value {
    let body = format!("{HEADER}\n{}\n", rows.join("\n"));
    let path = format!("/reseat/v1/people/import{query}");
    world.send(who, "POST", &path, &[("content-type", "text/csv")], body.into_bytes()).expect(200)
}

fn tally(report: &Value) -> (u64, u64, u64, u64) {
    let count = |name: &str| report["counts"][name].as_u64().unwrap();
    (count("created"), count("updated"), count("unchanged"), count("refused"))
}

const THREE: &[&str] = &[
    "nora@quillmark.example,Nora,Quist,Nora Quist,Printer,Production,SE,",
    "owen@quillmark.example,Owen,Reyes,Owen Reyes,,Sales,US,yes",
    "gwen@quillmark.example,Gwen,Price,Gwen Price,Head of Sales,Sales,GB,",
];

#[test]
fn a_dry_run_reports_and_writes_nothing() {
    let world = World::small();
    let admin = world.sign_in("users");
    let before = world.export();
    let report = import(&world, &admin, "?dryRun=true", THREE);
    assert_eq!((tally(&report), &report["dryRun"]), ((2, 1, 0, 0), &json!(true)));
    for row in report["rows"].as_array().unwrap() {
        assert_eq!(row["temporaryPassword"], json!(null), "{row}");
    }
    assert_eq!(world.export(), before);
}

#[test]
fn twice_is_once() {
    let world = World::small();
    let admin = world.sign_in("users");
    let report = import(&world, &admin, "", THREE);
    assert_eq!(tally(&report), (2, 1, 0, 0));
    let rows = report["rows"].as_array().unwrap();
    let statuses: Vec<(u64, String)> =
        rows.iter().map(|row| (row["line"].as_u64().unwrap(), text(&row["status"]))).collect();
    let line = |line, status: &str| (line, status.to_owned());
    assert_eq!(statuses, [line(2, "created"), line(3, "created"), line(4, "updated")]);
    assert_eq!(rows[2]["temporaryPassword"], json!(null), "who is known keeps their password");
    assert_ne!(rows[0]["temporaryPassword"], rows[1]["temporaryPassword"]);
    let after = world.export();
    let again = import(&world, &admin, "", THREE);
    assert_eq!(tally(&again), (0, 0, 3, 0));
    assert_eq!(world.export(), after);
    let owen = person(&world, &admin, "owen");
    assert_eq!((&owen["accountEnabled"], &owen["usageLocation"]), (&json!(false), &json!("US")));
    assert_eq!(person(&world, &admin, "gwen")["jobTitle"], "Head of Sales");
    // An empty cell changes nothing.
    import(&world, &admin, "", &["gwen@quillmark.example,,,Gwen Price,,,,"]);
    assert_eq!(world.export(), after);
}

#[test]
fn a_sign_in_name_that_comes_twice_is_refused_with_the_line_of_the_first() {
    let world = World::small();
    let admin = world.sign_in("users");
    let again = THREE[0].replace("owen@", "OWEN@");
    for query in ["?dryRun=true", ""] {
        let report = import(&world, &admin, query, &[THREE[0], THREE[1], &again]);
        let row = &report["rows"][2];
        assert_eq!((&row["line"], &row["status"]), (&json!(4), &json!("refused")), "{report}");
        assert!(text(&row["problem"]).contains("on line 2 already"), "{row}");
        assert_eq!((&row["code"], &row["values"]), (&json!("signInNameTwice"), &json!({"line": "2"})));
    }
}

#[test]
fn an_import_that_was_interrupted_ends_the_same_when_run_again() {
    let [whole, part] = [(); 2].map(|()| World::small());
    for world in [&whole, &part] {
        world.pace(0);
    }
    let admin = part.sign_in("users");
    import(&part, &admin, "", &THREE[..1]);
    import(&part, &admin, "", THREE);
    import(&whole, &whole.sign_in("users"), "", THREE);
    let people = |world: &World| {
        let lines = world.export();
        let mut people: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .filter(|line| line.get("user").is_some())
            .map(|mut user| {
                user["user"] = json!("new people have random ids");
                user
            })
            .collect();
        people.sort_by_key(|user| text(&user["upn"]));
        people
    };
    assert_eq!(people(&part), people(&whole));
}

#[test]
fn a_temporary_password_must_be_changed_first() {
    let world = World::small();
    let admin = world.sign_in("users");
    let report = import(&world, &admin, "", THREE);
    let password = text(&report["rows"][0]["temporaryPassword"]);
    assert!(password.len() >= 12, "{password}");
    let form = format!(
        "grant_type=password&client_id=14d82eec-204b-4c2f-b7e8-296a70dab67e&username=nora%40quillmark.example\
         &password={password}&scope=User.Read"
    );
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let answer =
        world.send(&Who::Nobody, "POST", "/quillmark.example/oauth2/v2.0/token", &headers, form.into_bytes());
    assert_eq!(answer.status, 400);
    assert_eq!(answer.json["error_codes"], json!([50055]), "{}", answer.text);
}

#[test]
fn mixed_problems_are_reported_and_the_rest_is_kept() {
    let world = World::small();
    let admin = world.sign_in("users");
    let report = import(
        &world,
        &admin,
        "",
        &[
            "nora@quillmark.example,Nora,Quist,Nora Quist,,,SE,",
            "no sign-in name,,,Nobody,,,SE,",
            "pia@quillmark.example,Pia,,Pia,,,XX,",
            "nora@quillmark.example,Nora,Again,Nora Again,,,SE,",
            "rob@quillmark.example,Rob,,Rob,,,SE,maybe",
            ",,,Nameless,,,SE,",
            "sam@quillmark.example,Sam,,Sam,,,SE,",
        ],
    );
    let rows = report["rows"].as_array().unwrap();
    let refused: Vec<u64> = rows
        .iter()
        .filter(|row| row["status"] == "refused")
        .map(|row| {
            assert!(!text(&row["problem"]).is_empty() && row["temporaryPassword"].is_null(), "{row}");
            row["line"].as_u64().unwrap()
        })
        .collect();
    assert_eq!(refused, [3, 4, 5, 6, 7]);
    let codes: Vec<String> = rows.iter().filter_map(|row| row["code"].as_str()).map(str::to_owned).collect();
    let expected = ["signInNameInvalid", "countryUnknown", "signInNameTwice", "notYesOrNo", "cellEmpty"];
    assert_eq!(codes, expected, "for programs and other languages");
    assert_eq!(rows[2]["values"], json!({"column": "Usage location", "value": "XX"}));
    assert_eq!(tally(&report), (2, 0, 0, 5));
    assert_eq!(person(&world, &admin, "nora")["surname"], "Quist");
}

#[test]
fn what_cannot_be_read_at_all_is_a_bad_request() {
    let world = World::small();
    let admin = world.sign_in("users");
    let send = |body: &str| {
        let headers = [("content-type", "text/csv")];
        let answer =
            world.send(&admin, "POST", "/reseat/v1/people/import", &headers, body.as_bytes().to_vec());
        (answer.status, answer.json["error"]["message"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(send("").0, 400);
    assert_eq!(send("Name,Place\nA,B\n").0, 400);
    let many: String = (0..1_001).map(|n| format!("u{n}@quillmark.example,U {n}\n")).collect();
    let (status, message) = send(&format!("Username,Display name\n{many}"));
    assert!(status == 400 && message.contains("1000"), "{message}");
}

#[test]
fn rows_that_are_all_wrong_are_told_one_by_one() {
    let world = World::small();
    let admin = world.sign_in("users");
    let wrong = [
        "nora@quillmark.example,Nora,Quist,Nora Quist,,,XX,",
        "owen@quillmark.example,Owen,Reyes,Owen Reyes,,,,perhaps",
    ];
    let report = import(&world, &admin, "?dryRun=true", &wrong);
    assert_eq!(tally(&report), (0, 0, 0, 2));
    assert_eq!((&report["rows"][0]["line"], &report["rows"][1]["line"]), (&json!(2), &json!(3)));
}
