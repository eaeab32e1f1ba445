//! What every answer tells a browser, whatever made it; and that only the console's own pages change anything.

use reseat_testkit::{Answer, Who, World};
use serde_json::json;

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).map_or("", |value| value.to_str().unwrap())
}

/// One of each kind of answer.
fn kinds(world: &World) -> Vec<(&'static str, Answer)> {
    let admin = world.sign_in("admin");
    let get = |who: &Who, path: &str| world.send(who, "GET", path, &[], Vec::new());
    vec![
        ("page", get(&Who::Nobody, "/users")),
        ("no such asset", get(&Who::Nobody, "/assets/none.js")),
        ("sign-in page", get(&Who::Nobody, "/devicelogin")),
        ("sign-in style", get(&Who::Nobody, "/reseat/sign-in/style.css")),
        ("redirect", get(&Who::Nobody, "/reseat/sign-in")),
        ("link", get(&Who::Nobody, "/fwlink/p/?linkid=842264")),
        ("list", get(&admin, "/v1.0/users?$top=1")),
        ("reseat list", get(&admin, "/reseat/v1/products")),
        ("no token", get(&Who::Nobody, "/v1.0/users")),
        ("not found", get(&admin, "/v1.0/users/none@none.example")),
        ("no such path", get(&admin, "/reseat/v1/none")),
        ("wrong method", world.send(&admin, "DELETE", "/reseat/v1/products", &[], Vec::new())),
        ("wrong host", world.send(&admin, "GET", "/", &[("host", "evil.example")], Vec::new())),
        ("token error", world.send(&Who::Nobody, "POST", "/common/oauth2/v2.0/token", &[], Vec::new())),
        ("keys", get(&Who::Nobody, "/common/discovery/v2.0/keys")),
        ("health", get(&Who::Nobody, "/healthz")),
        ("metrics", get(&Who::Nobody, "/metrics")),
        ("document", get(&Who::Nobody, "/reseat/v1/openapi.json")),
    ]
}

#[test]
fn every_kind_of_answer_has_the_headers() {
    let world = World::small();
    for (kind, answer) in kinds(&world) {
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff", "{kind}");
        assert_eq!(header(&answer, "x-frame-options"), "DENY", "{kind}");
        assert_eq!(header(&answer, "cross-origin-resource-policy"), "same-origin", "{kind}");
        assert!(["no-referrer", "same-origin"].contains(&header(&answer, "referrer-policy")), "{kind}");
        assert!(header(&answer, "permissions-policy").contains("camera=()"), "{kind}");
        // Applications open the sign-in in a window of their own.
        let opener = if kind == "sign-in page" { "unsafe-none" } else { "same-origin" };
        assert_eq!(header(&answer, "cross-origin-opener-policy"), opener, "{kind}");
        let policy = header(&answer, "content-security-policy");
        assert!(
            policy.contains("frame-ancestors 'none'") && policy.contains("default-src '"),
            "{kind}: {policy}"
        );
        assert!(!policy.contains("unsafe-") && !policy.contains('*'), "{kind}: {policy}");
        assert!(
            !answer.headers.contains_key("server") && !answer.headers.contains_key("x-powered-by"),
            "{kind}"
        );
    }
}

#[test]
fn the_consoles_nonce_is_fresh_for_each_answer() {
    let world = World::small();
    let nonce = || {
        let page = world.send(&Who::Nobody, "GET", "/", &[], Vec::new());
        let policy = header(&page, "content-security-policy").to_owned();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        assert!(
            nonce.len() >= 22 && page.text.contains(&format!("nonce=\"{nonce}\"")),
            "{policy}\n{}",
            page.text
        );
        nonce
    };
    assert_ne!(nonce(), nonce());
}

#[test]
fn browsers_are_told_to_come_back_over_https_only_where_the_server_is_reached_so() {
    let world = World::small();
    let hsts = |host: &str| {
        let answer = world.send(&Who::Nobody, "GET", "/", &[("host", host)], Vec::new());
        assert_eq!(answer.status, 200, "{host}");
        header(&answer, "strict-transport-security").to_owned()
    };
    assert_eq!(hsts("reseat.example"), "max-age=31536000");
    assert_eq!(hsts("localhost:8443"), "", "other programs share the name of the machine itself");
}

#[test]
fn what_is_personal_is_stored_nowhere() {
    let world = World::small();
    let admin = world.sign_in("admin");
    for path in ["/v1.0/users?$top=1", "/reseat/v1/session", "/reseat/v1/people", "/v1.0/me"] {
        let answer = world.send(&admin, "GET", path, &[], Vec::new());
        let cache = header(&answer, "cache-control");
        assert!(cache.contains("no-store") || cache.contains("no-cache"), "{path}: {cache}");
    }
}

#[test]
fn no_other_site_changes_anything_with_a_persons_cookie() {
    let world = World::small();
    let Who::Cookie { cookie, csrf } = world.console("admin") else { panic!("a console has a cookie") };
    let csrf = csrf.unwrap();
    let cookie = format!("reseat_session={cookie}");
    let body = json!({"displayName": "Changed"}).to_string().into_bytes();
    let path = format!("/v1.0/users/{}", world.id("mei"));
    let ask = |more: &[(&str, &str)]| {
        let mut headers = vec![("cookie", cookie.as_str()), ("content-type", "application/json")];
        headers.extend_from_slice(more);
        world.send(&Who::Nobody, "PATCH", &path, &headers, body.clone()).status
    };
    assert_eq!(ask(&[]), 403, "without the header");
    assert_eq!(ask(&[("x-reseat-csrf", "guess")]), 403, "with a guess");
    for site in ["cross-site", "same-site", "none"] {
        assert_eq!(ask(&[("x-reseat-csrf", &csrf), ("sec-fetch-site", site)]), 403, "{site}");
    }
    assert_eq!(ask(&[("x-reseat-csrf", &csrf), ("sec-fetch-site", "same-origin")]), 204);
    // No answer that depends on the cookie may be read by another site.
    let answer = world.send(
        &Who::Nobody,
        "GET",
        "/reseat/v1/session",
        &[("cookie", &cookie), ("origin", "https://evil.example")],
        Vec::new(),
    );
    assert!(!answer.headers.contains_key("access-control-allow-origin"), "{:?}", answer.headers);
}
