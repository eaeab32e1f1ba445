//! Requests that no honest client sends: each is answered as what it is, and nothing is answered with a 500.

use std::io::Write as _;

use reseat_testkit::{Answer, Who, World};
use serde_json::{Value, json};

/// Sends bytes as JSON.
fn sent(world: &World, who: &Who, path: &str, body: &[u8]) -> Answer {
    world.send(who, "POST", path, &[("content-type", "application/json")], body.to_vec())
}

#[track_caller]
fn assert_refused(answer: &Answer, what: &str) {
    assert!((400..500).contains(&answer.status), "{what}: {} {}", answer.status, answer.text);
}

#[test]
fn only_configured_names_are_answered_for() {
    let world = World::small();
    let admin = world.sign_in("admin");
    for host in [
        "evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "localhost:1:2",
        "",
        "169.254.169.254",
    ] {
        for path in
            ["/v1.0/users?$top=1", "/reseat/v1/session", "/", "/common/v2.0/.well-known/openid-configuration"]
        {
            let answer = world.send(&admin, "GET", path, &[("host", host)], Vec::new());
            assert_eq!(answer.status, 421, "{host} {path}: {}", answer.text);
        }
    }
    let evil = [
        ("x-forwarded-host", "evil.example"),
        ("forwarded", "host=evil.example"),
        ("x-reseat-base", "https://evil.example"),
        ("x-original-url", "/v1.0/domains"),
    ];
    let page = world.send(&admin, "GET", "/v1.0/users?$top=1", &evil, Vec::new());
    assert!(page.status == 200 && !page.text.contains("evil.example"), "{}", page.text);
}

#[test]
fn paths_do_not_leave_the_console() {
    let world = World::small();
    for path in [
        "/assets/../../../etc/passwd",
        "/assets/..%2f..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e/%2e%2e/Cargo.toml",
        "/assets/....//....//etc/passwd",
        "/assets/%00index.js",
        "/assets/..%5c..%5cCargo.toml",
        "/assets//etc/passwd",
    ] {
        let answer = world.send(&Who::Nobody, "GET", path, &[], Vec::new());
        assert_eq!(answer.status, 404, "{path}: {}", answer.text);
    }
    // Dots and encodings do not find another route than the plain path.
    for path in ["/%76%31.0/me", "/reseat/v1/../v1/session", "/v1.0/%2e%2e/v1.0/me", "/V1.0/me/..;/me"] {
        let answer = world.send(&Who::Nobody, "GET", path, &[], Vec::new());
        let unsaid = !answer.text.contains("userPrincipalName");
        assert!(unsaid && answer.status < 500, "{path}: {} {}", answer.status, answer.text);
    }
}

#[test]
fn parameters_that_come_twice_are_refused() {
    let world = World::small();
    let admin = world.sign_in("admin");
    for path in [
        "/v1.0/users?$top=1&$top=2",
        "/v1.0/users?$filter=accountEnabled eq true&%24filter=accountEnabled eq false",
    ] {
        assert_refused(&world.send(&admin, "GET", &path.replace(' ', "%20"), &[], Vec::new()), path);
    }
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let twice = "grant_type=client_credentials&grant_type=password&client_id=a&client_id=b&scope=x";
    let answer =
        world.send(&Who::Nobody, "POST", "/common/oauth2/v2.0/token", &form, twice.as_bytes().to_vec());
    assert_refused(&answer, "grant_type twice");
}

#[test]
fn bodies_that_are_deep_large_or_no_text_are_refused() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let deep = format!("{}{}", "{\"a\":[".repeat(20_000), "]}".repeat(20_000));
    let sku = world.sku("ENTERPRISEPACK");
    for path in [
        "/v1.0/users",
        "/v1.0/$batch",
        "/reseat/v1/changes",
        "/reseat/v1/previews",
        "/reseat/v1/people/update",
    ] {
        for (what, body) in [
            ("deep", deep.as_bytes()),
            ("not UTF-8", b"{\"displayName\":\"\xff\xfe\"}".as_slice()),
            ("half a surrogate", br#"{"displayName":"\ud800"}"#),
            ("broken off", b"{\"displayName\":"),
            ("a NUL", b"{\0}"),
            ("a list", b"[1,2,3]"),
            ("a huge number", br#"{"people":{"ids":1e99999},"requests":1e99999,"accountEnabled":1e99999}"#),
            ("nothing", b""),
        ] {
            assert_refused(&sent(&world, &admin, path, body), &format!("{path} {what}"));
        }
    }
    let number = br#"{"people":{"ids":[]},"expectedCount":99999999999999999999999999}"#;
    assert_refused(&sent(&world, &admin, "/reseat/v1/changes", number), "a number beyond 64 bits");
    let nul =
        json!({"addLicenses": [{"skuId": format!("{sku}\0"), "disabledPlans": []}], "removeLicenses": []});
    let path = format!("/v1.0/users/{}/assignLicense", world.id("mei"));
    assert_refused(&sent(&world, &admin, &path, nul.to_string().as_bytes()), "a NUL in an id");
    let large = vec![b' '; reseat_model::limits::JSON_BODY_BYTES_MAX + 1];
    assert_eq!(sent(&world, &admin, "/v1.0/users", &large).status, 413);
    let large = vec![b' '; reseat_model::limits::IMPORT_BODY_BYTES_MAX + 1];
    let csv = [("content-type", "text/csv")];
    assert_eq!(world.send(&admin, "POST", "/reseat/v1/people/import", &csv, large).status, 413);
}

#[test]
fn a_packed_body_does_not_unpack_beyond_the_limit() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![b' '; 1024 * 1024];
    for _ in 0..200 {
        packer.write_all(&zeros).unwrap();
    }
    let bomb = packer.finish().unwrap();
    assert!(bomb.len() < 1024 * 1024, "small on the wire");
    let headers = [("content-type", "application/json"), ("content-encoding", "gzip")];
    assert_eq!(world.send(&admin, "POST", "/v1.0/users", &headers, bomb.clone()).status, 413);
    // What takes files unpacks nothing at all.
    let headers = [("content-type", "text/csv"), ("content-encoding", "gzip")];
    assert_refused(&world.send(&admin, "POST", "/reseat/v1/people/import", &headers, bomb), "a packed file");
}

#[test]
fn a_batch_in_a_batch_and_one_that_is_too_long_are_refused() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let item = |id: usize| json!({"id": id.to_string(), "method": "GET", "url": "/me"});
    let inner = json!({"requests": [item(1)]});
    let headers = json!({"content-type": "application/json"});
    for url in ["/$batch", "/%24batch", "$batch", "/v1.0/$batch", "//$batch", "/./$batch"] {
        let body = json!({"requests": [{"id": "1", "method": "POST", "url": url, "headers": headers, "body": inner}]});
        let answer = sent(&world, &admin, "/v1.0/$batch", body.to_string().as_bytes());
        let status = answer.json["responses"][0]["status"].as_u64().unwrap_or(400);
        assert!((400..500).contains(&status), "{url}: {}", answer.text);
    }
    let many: Vec<Value> = (0..21).map(item).collect();
    assert_refused(
        &sent(&world, &admin, "/v1.0/$batch", json!({"requests": many}).to_string().as_bytes()),
        "21 items",
    );
    let circle = json!({"requests": [
        {"id": "1", "dependsOn": ["2"], "method": "GET", "url": "/me"},
        {"id": "2", "dependsOn": ["1"], "method": "GET", "url": "/me"},
    ]});
    assert_refused(&sent(&world, &admin, "/v1.0/$batch", circle.to_string().as_bytes()), "a circle");
}

#[test]
fn filters_that_are_too_long_or_too_deep_are_refused() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let deep = format!("{}accountEnabled eq true{}", "not(".repeat(200), ")".repeat(200));
    let wide = vec!["accountEnabled eq true"; 1_000].join(" or ");
    let nul = "displayName eq '\0'".to_owned();
    for filter in [deep, wide] {
        let path = format!("/v1.0/users?$filter={}", filter.replace(' ', "%20"));
        assert_refused(&world.send(&admin, "GET", &path, &[], Vec::new()), "a filter");
    }
    let path = format!("/v1.0/users?$filter={}", nul.replace(' ', "%20").replace('\0', "%00"));
    assert!(world.send(&admin, "GET", &path, &[], Vec::new()).status < 500);
    assert!(world.send(&admin, "GET", "/v1.0/users?$search=%ff%fe%00", &[], Vec::new()).status < 500);
    assert_refused(&world.send(&admin, "GET", "/v1.0/users?$skiptoken=%ff", &[], Vec::new()), "a page token");
}

#[test]
fn a_file_of_nothing_but_separators_or_of_endless_rows_is_refused_whole() {
    let world = World::small();
    let admin = world.sign_in("admin");
    let csv = [("content-type", "text/csv")];
    let wide = format!("Username\n{}\n", ",".repeat(1_000_000)).into_bytes();
    let long = format!("Username\n{}", "a\n".repeat(300_000)).into_bytes();
    let huge = format!("Username,City\nzed,\"{}\"\n", "x".repeat(1_000_000)).into_bytes();
    for (what, file) in [("wide", wide), ("long", long)] {
        let people = world.send(&admin, "POST", "/reseat/v1/people/import?dryRun=true", &csv, file.clone());
        let taken = people.json["counts"]["created"].as_u64().unwrap_or_default();
        assert!(people.status < 500 && taken == 0, "{what}: {} {}", people.status, people.text);
        assert!(people.text.len() < 10_000, "{what}: what is wrong is said once, not for each row");
        assert_refused(&world.send(&admin, "POST", "/reseat/v1/catalog/import", &csv, file), what);
    }
    let answer = world.send(&admin, "POST", "/reseat/v1/people/import?dryRun=true", &csv, huge);
    assert!(
        answer.status == 400 || answer.json["counts"]["refused"] == 1,
        "{} {}",
        answer.status,
        answer.text
    );
    assert!(answer.text.len() < 10_000, "the cell is not said back");
}
