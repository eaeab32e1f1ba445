//! The server in process: tokens, cookies and whole requests.

use std::sync::{Mutex, OnceLock, PoisonError};

use axum::http::{HeaderName, HeaderValue, Method, Uri};
use reseat_testkit::{Answer, Who, World};

/// One server for all runs of a process, and what stands for `{token}` in the seeds.
struct Served {
    world: World,
    token: String,
    cookie: String,
    csrf: String,
}

fn served<T>(work: impl FnOnce(&Served) -> T) -> T {
    static SERVED: OnceLock<Mutex<Served>> = OnceLock::new();
    let served = SERVED.get_or_init(|| {
        let world = World::small();
        // Nothing expires because many requests are sent.
        world.pace(0);
        let Who::Token(token) = world.sign_in("admin") else { panic!("a person signs in with a token") };
        let Who::Cookie { cookie, csrf } = world.console("admin") else { panic!("a console has a cookie") };
        Mutex::new(Served { world, token, cookie, csrf: csrf.unwrap_or_default() })
    });
    work(&served.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Whatever is asked, the answer is one that the server means to give.
fn assert_meant(asked: &str, answer: &Answer) {
    assert!(answer.status < 500, "{asked}\n{} {}", answer.status, answer.text);
    assert_eq!(answer.headers["x-content-type-options"], "nosniff", "{asked}");
    assert!(
        answer.text.is_empty() || answer.headers.contains_key("content-type"),
        "{asked}\n{}",
        answer.text
    );
}

/// An access token: none but the server's own is accepted.
pub fn bearer(bytes: &[u8]) {
    served(|served| {
        let text = String::from_utf8_lossy(bytes).replace("{token}", &served.token);
        if served.world.identity().verify(&text).is_ok() {
            // The last character of base64 has bits that do not count.
            let (own, shown) = (served.token.as_str(), text.trim());
            let signed = |token: &str| token.rsplit_once('.').map(|(signed, _)| signed.to_owned());
            assert_eq!(signed(shown), signed(own), "{text}");
        }
    });
}

/// A `Cookie` header: only the session's own value is somebody, and only with its CSRF header may it change anything.
pub fn cookies(bytes: &[u8]) {
    served(|served| {
        let text = String::from_utf8_lossy(bytes).replace("{session}", &served.cookie);
        let Ok(value) = HeaderValue::from_bytes(text.as_bytes()) else { return };
        let Ok(value) = value.to_str() else { return };
        let headers = [("cookie", value), ("content-type", "application/json")];
        let answer = served.world.send(&Who::Nobody, "GET", "/reseat/v1/session", &headers, Vec::new());
        assert_meant(&text, &answer);
        assert!(answer.status == 401 || text.contains(&served.cookie), "{text}: {}", answer.text);
        let change = served.world.send(&Who::Nobody, "POST", "/v1.0/users", &headers, b"{}".to_vec());
        assert!([401, 403].contains(&change.status), "{text}: {} {}", change.status, change.text);
    });
}

/// A whole request: `METHOD /path?query`, headers, an empty line, the body. `{token}`, `{session}` and `{csrf}` stand for the
/// administrator's.
pub fn request(bytes: &[u8]) {
    asked(bytes);
}

/// The status of the answer; nothing when the bytes are no request at all, which is refused before the application.
fn asked(bytes: &[u8]) -> Option<u16> {
    served(|served| {
        let (head, body) = match bytes.windows(2).position(|pair| pair == b"\n\n") {
            Some(at) => (&bytes[..at], &bytes[at + 2..]),
            None => (bytes, &[][..]),
        };
        let head = String::from_utf8_lossy(head)
            .replace("{token}", &served.token)
            .replace("{session}", &served.cookie)
            .replace("{csrf}", &served.csrf);
        let mut lines = head.lines();
        let (method, path) = lines.next().and_then(|line| line.split_once(' ')).unwrap_or(("GET", "/"));
        let is_request = Method::from_bytes(method.as_bytes()).is_ok() && path.parse::<Uri>().is_ok();
        if !is_request || !path.starts_with('/') {
            return None;
        }
        let headers: Vec<(&str, &str)> = lines
            .filter_map(|line| line.split_once(": "))
            .filter(|(name, value)| {
                HeaderName::from_bytes(name.as_bytes()).is_ok() && HeaderValue::from_str(value).is_ok()
            })
            .collect();
        let answer = served.world.send(&Who::Nobody, method, path, &headers, body.to_vec());
        assert_meant(&head, &answer);
        Some(answer.status)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seeds that are all refused at the door would fuzz the door only.
    #[test]
    fn the_seeds_get_past_the_door() {
        let seeds = crate::corpus::seeds("request").expect("the seeds can be read");
        let statuses: Vec<_> = seeds.iter().filter_map(|seed| asked(seed)).collect();
        let good = statuses.iter().filter(|status| (200..400).contains(*status)).count();
        assert!(statuses.len() == seeds.len() && good * 2 >= seeds.len(), "{statuses:?}");
    }
}
