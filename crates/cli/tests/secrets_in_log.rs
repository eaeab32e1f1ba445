//! No secret is in any log (design section 9): a server that logs as much as it can is driven through everything that takes
//! or gives a secret, and its log is searched for every one of them.

mod common;

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use common::server::Server;
use common::text;
use serde_json::{Value, json};

const PASSWORD: &str = "Plum-Orchard-2026!";
const WRONG: &str = "Wrong-Orchard-2026!";
const FIRST: &str = "First-Orchard-2026!";
const RESET: &str = "Reset-Orchard-2026!";
const BROKEN: &str = "Broken-Orchard-2026!";
const APP: &str = "5f1c0a4e-7b7e-4c58-9d4e-0a6d2f3b8c11";
const APP_SECRET: &str = "an-application-secret-for-this-test";
const POWERSHELL: &str = "14d82eec-204b-4c2f-b7e8-296a70dab67e";
const FORM: &str = "application/x-www-form-urlencoded";

fn tenant() -> String {
    format!(
        "tenant: {{ displayName: Plum, domain: plum.example, country: DE, settings: {{ passwordGrant: true }} }}\n\
         applications:\n  - {{ name: Scripts, clientId: {APP}, secret: {APP_SECRET}, appRoles: [User.ReadWrite.All] }}\n\
         people:\n  - {{ upn: admin, displayName: Ada, password: {PASSWORD}, roles: [Global Administrator] }}\n"
    )
}

/// A program that keeps cookies and remembers what must not be logged.
struct Client {
    address: String,
    cookies: BTreeMap<String, String>,
    secrets: Vec<String>,
}

struct Answer {
    status: u16,
    location: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// A hidden field of the page's form.
    fn hidden(&self, name: &str) -> String {
        let field = self.body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
        field.split('"').next().unwrap_or_default().to_owned()
    }
}

impl Client {
    fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!("Cookie: {}\r\nContent-Length: {}\r\n\r\n{body}", cookies.join("; "), body.len());
        stream.write_all(head.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut answer =
            Answer { status: head[9..12].parse().unwrap(), location: String::new(), body: body.to_owned() };
        for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
            if name.eq_ignore_ascii_case("location") {
                value.clone_into(&mut answer.location);
            }
            if name.eq_ignore_ascii_case("set-cookie") {
                let (name, value) = value.split(';').next().unwrap().split_once('=').unwrap();
                self.secret(value);
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// Posts a form; answers what came back.
    fn form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encoded: Vec<_> =
            fields.iter().map(|(name, value)| format!("{name}={}", percent(value))).collect();
        self.send("POST", path, &[("Content-Type", FORM)], &encoded.join("&"))
    }

    /// Posts JSON with a token; the answer must be a good one.
    #[track_caller]
    fn json(&mut self, token: &str, method: &str, path: &str, body: &Value) -> Value {
        let bearer = format!("Bearer {token}");
        let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
        let answer = self.send(method, path, &headers, &body.to_string());
        assert!((200..300).contains(&answer.status), "{method} {path}: {} {}", answer.status, answer.body);
        answer.json()
    }

    fn secret(&mut self, text: &str) {
        // What is shorter could stand in a log by chance.
        if text.len() >= 8 {
            self.secrets.push(text.to_owned());
        }
    }

    /// Remembers what an answer gave.
    #[track_caller]
    fn given(&mut self, answer: &Value, names: &[&str]) -> String {
        for name in names {
            let text = answer[name].as_str().unwrap_or_else(|| panic!("{name} in {answer}")).to_owned();
            self.secret(&text);
        }
        answer[names[0]].as_str().unwrap_or_default().to_owned()
    }
}

fn percent(text: &str) -> String {
    let plain = |b: &u8| b.is_ascii_alphanumeric() || b"-._~".contains(b);
    text.bytes().map(|b| if plain(&b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// A value of an address's query.
fn parameter(address: &str, name: &str) -> String {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let pair = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    pair.unwrap_or_default().to_owned()
}

/// Passwords, tokens, refresh tokens, client secrets and device codes at the endpoints for programs.
fn programs(client: &mut Client) -> String {
    const TOKEN: &str = "/plum.example/oauth2/v2.0/token";
    let scope = "https://graph.microsoft.com/.default offline_access openid";
    let ask = |client: &mut Client, password: &str| {
        let fields = [
            ("grant_type", "password"),
            ("client_id", POWERSHELL),
            ("username", "admin@plum.example"),
            ("password", password),
            ("scope", scope),
        ];
        client.form(TOKEN, &fields)
    };
    assert_eq!(ask(client, WRONG).status, 400);
    let answer = ask(client, PASSWORD).json();
    let token = client.given(&answer, &["access_token", "refresh_token", "id_token"]);
    let refresh = answer["refresh_token"].as_str().unwrap().to_owned();
    let fields =
        [("grant_type", "refresh_token"), ("client_id", POWERSHELL), ("refresh_token", refresh.as_str())];
    let again = client.form(TOKEN, &fields).json();
    client.given(&again, &["access_token", "refresh_token"]);
    let own = [("grant_type", "client_credentials"), ("client_id", APP), ("client_secret", APP_SECRET)];
    let own = [own.as_slice(), &[("scope", "https://graph.microsoft.com/.default")]].concat();
    let app = client.form(TOKEN, &own).json();
    client.given(&app, &["access_token"]);
    let wrong = [own.as_slice(), &[("client_assertion", BROKEN)]].concat();
    client.form(TOKEN, &wrong);
    let device = [("client_id", POWERSHELL), ("scope", "User.Read")];
    let device = client.form("/plum.example/oauth2/v2.0/devicecode", &device).json();
    client.given(&device, &["device_code", "user_code"]);
    client.send("GET", &format!("/devicelogin?otc={}", device["user_code"].as_str().unwrap()), &[], "");
    // Secrets where they do not belong are not logged either.
    client.send("GET", &format!("/v1.0/me?access_token={token}"), &[], "");
    client.send("GET", "/v1.0/me", &[("Authorization", &format!("Bearer {token}x"))], "");
    client.send("GET", "/v1.0/me", &[("Authorization", &format!("Basic {token}"))], "");
    token
}

/// The console's round trip, its session and its end.
fn browser(client: &mut Client) {
    let start = client.send("GET", "/reseat/sign-in", &[], "");
    client.secret(&parameter(&start.location, "state"));
    let path = start.location.split_once(&client.address.clone()).unwrap().1.to_owned();
    let page = client.send("GET", &path, &[], "");
    let action = page.body.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mut fields = Vec::new();
    for name in [
        "client_id",
        "redirect_uri",
        "response_type",
        "scope",
        "state",
        "code_challenge",
        "code_challenge_method",
        "csrf",
    ] {
        fields.push((name, page.hidden(name)));
    }
    client.secret(&page.hidden("csrf"));
    let mut form: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    form.extend([("username", "admin@plum.example"), ("password", WRONG)]);
    assert_eq!(client.form(&action, &form).status, 401);
    form.pop();
    form.push(("password", PASSWORD));
    let signed_in = client.form(&action, &form);
    assert_eq!(signed_in.status, 303, "{}", signed_in.body);
    client.secret(&parameter(&signed_in.location, "code"));
    let path = signed_in.location.split_once(&client.address.clone()).unwrap().1.to_owned();
    assert_eq!(client.send("GET", &path, &[], "").status, 303);
    let session = client.send("GET", "/reseat/v1/session", &[], "").json();
    let csrf = client.given(&session, &["csrfToken"]);
    client.send("POST", "/reseat/sign-out", &[("X-Reseat-Csrf", &csrf)], "");
}

/// Passwords and secrets that administrators set and are shown.
fn administration(client: &mut Client, token: &str) {
    let profile = |password: &str| json!({"password": password, "forceChangePasswordNextSignIn": false});
    let person = json!({
        "accountEnabled": true, "displayName": "Bo", "mailNickname": "bo", "userPrincipalName": "bo@plum.example",
        "passwordProfile": profile(FIRST),
    });
    client.json(token, "POST", "/v1.0/users", &person);
    client.json(token, "PATCH", "/v1.0/users/bo@plum.example", &json!({"passwordProfile": profile(RESET)}));
    let app = client.json(token, "POST", "/v1.0/applications", &json!({"displayName": "New"}));
    let path = format!("/v1.0/applications/{}/addPassword", app["id"].as_str().unwrap());
    let made = client.json(token, "POST", &path, &json!({"passwordCredential": {"displayName": "one"}}));
    client.given(&made, &["secretText"]);
    let bearer = format!("Bearer {token}");
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "text/csv")];
    let csv = "Username,Display name\ncy@plum.example,Cy\n";
    let imported = client.send("POST", "/reseat/v1/people/import", &headers, csv).json();
    client.given(&imported["rows"][0], &["temporaryPassword"]);
    // A body that cannot be read may be said back to its sender, but not logged.
    let broken = format!("{{\"passwordProfile\":{{\"password\":\"{BROKEN}\"}},");
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
    for path in ["/v1.0/users", "/v1.0/$batch", "/reseat/v1/people/update", "/reseat/v1/changes"] {
        assert!(client.send("POST", path, &headers, &broken).status >= 400, "{path}");
    }
}

#[test]
fn no_secret_is_in_any_log() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let file = directory.path().join("tenant.yaml");
    std::fs::write(&file, tenant()).expect("a tenant file");
    let data = directory.path().join("data");
    for log in [&["--log", "trace"][..], &["--log", "debug", "--log-json"]] {
        let more = [log, &["--simulated-clock", "--tenant", text(&file)]].concat();
        let server = Server::start(&data, &more);
        let address = server.url().trim_start_matches("http://").to_owned();
        let mut client = Client { address, cookies: BTreeMap::new(), secrets: Vec::new() };
        for known in [PASSWORD, WRONG, FIRST, RESET, BROKEN, APP_SECRET] {
            client.secret(known);
        }
        let token = programs(&mut client);
        browser(&mut client);
        administration(&mut client, &token);
        server.ask_to_stop();
        let (status, said) = server.ended();
        assert!(status.success(), "{status}");
        assert!(said.matches("/oauth2/v2.0/token").count() >= 5, "the log tells of the requests:\n{said}");
        assert!(client.secrets.len() > 20, "{}", client.secrets.len());
        for secret in &client.secrets {
            let line =
                said.lines().find(|line| line.contains(secret.as_str()) || line.contains(&percent(secret)));
            assert!(line.is_none(), "a secret is in the log: {line:?}");
        }
        std::fs::remove_dir_all(&data).expect("the data directory goes");
        std::fs::remove_file(data.with_extension("log")).expect("the log goes");
    }
}
