//! A network that answers from a script and a clock that moves only when someone sleeps.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reseat_client::{Client, Credential, Endpoints, Error, Http, HttpRequest, HttpResponse, Runtime};

/// One scripted answer; `None` is a lost connection.
pub type Scripted = Option<HttpResponse>;

#[derive(Default)]
pub struct FakeHttp {
    answers: Mutex<VecDeque<Scripted>>,
    seen: Mutex<Vec<HttpRequest>>,
}

impl FakeHttp {
    pub fn new(answers: impl IntoIterator<Item = Scripted>) -> Arc<Self> {
        Arc::new(Self { answers: Mutex::new(answers.into_iter().collect()), seen: Mutex::default() })
    }

    pub fn seen(&self) -> Vec<HttpRequest> {
        self.seen.lock().unwrap().clone()
    }

    /// `METHOD path?query` of every request.
    pub fn lines(&self) -> Vec<String> {
        let path = |url: &str| url.splitn(4, '/').nth(3).unwrap_or("").to_owned();
        self.seen().iter().map(|r| format!("{} /{}", r.method, path(&r.url))).collect()
    }
}

impl Http for FakeHttp {
    fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Error> {
        self.seen.lock().unwrap().push(request.clone());
        let next = self.answers.lock().unwrap().pop_front();
        let lost = || Error::Unreachable { url: request.url.clone(), source: "connection lost".into() };
        next.unwrap_or_else(|| panic!("no answer left for {} {}", request.method, request.url))
            .ok_or_else(lost)
    }
}

#[derive(Default)]
pub struct FakeRuntime {
    now: Mutex<u64>,
    ids: Mutex<u64>,
    sleeps: Mutex<Vec<u64>>,
}

impl FakeRuntime {
    pub fn at(now: u64) -> Arc<Self> {
        Arc::new(Self { now: Mutex::new(now), ..Self::default() })
    }

    pub fn sleeps(&self) -> Vec<u64> {
        self.sleeps.lock().unwrap().clone()
    }

    pub fn advance(&self, seconds: u64) {
        *self.now.lock().unwrap() += seconds;
    }
}

impl Runtime for FakeRuntime {
    fn unix_seconds(&self) -> u64 {
        *self.now.lock().unwrap()
    }

    fn sleep(&self, time: Duration) {
        self.sleeps.lock().unwrap().push(time.as_secs());
        self.advance(time.as_secs());
    }

    fn new_id(&self) -> String {
        let mut n = self.ids.lock().unwrap();
        *n += 1;
        format!("id-{n}")
    }
}

pub fn ok(body: &str) -> Scripted {
    status(200, &[], body)
}

pub fn status(status: u16, headers: &[(&str, &str)], body: &str) -> Scripted {
    let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    Some(HttpResponse { status, headers, body: body.as_bytes().to_vec() })
}

/// A client with a ready token, so that a script holds only the requests under test.
pub fn client(answers: impl IntoIterator<Item = Scripted>) -> (Client, Arc<FakeHttp>, Arc<FakeRuntime>) {
    let (http, runtime) = (FakeHttp::new(answers), FakeRuntime::at(1_000));
    let endpoints = Endpoints::server("https://localhost:8443").unwrap();
    let credential = Credential::AccessToken("token".into());
    (Client::new(http.clone(), runtime.clone(), endpoints, "contoso.example", credential), http, runtime)
}

pub fn header<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
}
