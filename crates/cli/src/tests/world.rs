//! A server that answers by method and path, a clock that moves only when someone sleeps, a terminal of 80 columns.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reseat_client::{Error, Http, HttpRequest, HttpResponse, Runtime};
use serde_json::Value;

use crate::args::Cli;
use crate::edge::Interrupts;
use crate::exit::Exit;
use crate::lang::Lang;
use crate::output::Ui;
use crate::run::{World, run};

/// Answers in the order in which they are given for a request line; the last one stays.
#[derive(Default)]
pub struct Server {
    routes: Mutex<Vec<(String, VecDeque<HttpResponse>)>>,
    seen: Mutex<Vec<HttpRequest>>,
}

impl Server {
    /// A Reseat server on which everybody is signed in.
    pub fn reseat() -> Arc<Self> {
        let server = Self::graph();
        server.on("GET /reseat/v1/clock", 200, &include_json("clock"));
        server.on("GET /reseat/v1/products", 200, &include_json("products"));
        server
    }

    /// A service that has only Graph.
    pub fn graph() -> Arc<Self> {
        let server = Arc::new(Self::default());
        server.on(
            "POST /contoso.example/oauth2/v2.0/token",
            200,
            r#"{"access_token":"t","expires_in":3599}"#,
        );
        server
    }

    /// Adds an answer for requests whose line begins with `line`.
    pub fn on(&self, line: &str, status: u16, body: &str) {
        let headers = vec![("request-id".to_owned(), "req-1".to_owned())];
        let response = HttpResponse { status, headers, body: body.as_bytes().to_vec() };
        let mut routes = self.routes.lock().unwrap();
        match routes.iter_mut().find(|(known, _)| known == line) {
            Some((_, answers)) => answers.push_back(response),
            None => routes.push((line.to_owned(), VecDeque::from([response]))),
        }
    }

    /// `METHOD /path` of every request but sign-in and the question what the server is.
    pub fn lines(&self) -> Vec<String> {
        let all = self.seen.lock().unwrap();
        let lines = all.iter().map(line_of);
        lines.filter(|l| !l.contains("/oauth2/") && l != "GET /reseat/v1/clock").collect()
    }

    /// Whether any request so far had this text in its body.
    pub fn was_sent(&self, text: &str) -> bool {
        let all = self.seen.lock().unwrap();
        all.iter().any(|request| String::from_utf8_lossy(&request.body).contains(text))
    }

    /// The JSON body of the last request whose line begins with `line`.
    pub fn body(&self, line: &str) -> Value {
        let all = self.seen.lock().unwrap();
        let request = all.iter().rev().find(|r| line_of(r).starts_with(line)).expect("the request was sent");
        serde_json::from_slice(&request.body).expect("its body is JSON")
    }
}

fn line_of(request: &HttpRequest) -> String {
    format!("{} /{}", request.method, request.url.splitn(4, '/').nth(3).unwrap_or(""))
}

impl Http for Server {
    fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Error> {
        self.seen.lock().unwrap().push(request.clone());
        let line = line_of(request);
        let mut routes = self.routes.lock().unwrap();
        // The longest route wins, so that a list and one of its entries can both be given.
        let found = routes.iter_mut().filter(|(known, _)| line.starts_with(known.as_str()));
        match found.max_by_key(|(known, _)| known.len()) {
            Some((_, answers)) if answers.len() > 1 => Ok(answers.pop_front().unwrap_or_default()),
            Some((_, answers)) => Ok(answers.front().cloned().unwrap_or_default()),
            None => Ok(HttpResponse {
                status: 404,
                headers: vec![("request-id".into(), "req-404".into())],
                body: br#"{"error":{"code":"Request_ResourceNotFound","message":"Resource 'x' does not exist."}}"#
                    .to_vec(),
            }),
        }
    }
}

/// A file of `tests/data`.
pub fn include_json(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/tests/data").join(format!("{name}.json"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

#[derive(Default)]
struct Still {
    now: AtomicU64,
    ids: AtomicU64,
}

impl Runtime for Still {
    fn unix_seconds(&self) -> u64 {
        self.now.load(Ordering::SeqCst)
    }

    fn sleep(&self, time: Duration) {
        self.now.fetch_add(time.as_secs(), Ordering::SeqCst);
    }

    fn new_id(&self) -> String {
        format!("id-{}", self.ids.fetch_add(1, Ordering::SeqCst))
    }
}

/// Ctrl-C that was pressed before the work began, or never.
#[derive(Default)]
struct Pressed(AtomicBool);

impl Interrupts for Pressed {
    fn watch(&self, _on: bool) {}

    fn pressed(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// One run and what came of it.
pub struct Run {
    pub server: Arc<Server>,
    pub width: u16,
    pub lang: Lang,
    /// What the person types; `None` when nobody is there.
    pub typed: Option<&'static str>,
    pub interrupted: bool,
    pub credentials: bool,
    pub home: tempfile::TempDir,
}

/// What a run printed and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub exit: Exit,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn on(server: &Arc<Server>) -> Self {
        Self {
            server: server.clone(),
            width: 80,
            lang: Lang::En,
            typed: None,
            interrupted: false,
            credentials: true,
            home: tempfile::tempdir().unwrap(),
        }
    }

    pub fn wide(self) -> Self {
        Self { width: 120, ..self }
    }

    pub fn chinese(self) -> Self {
        Self { lang: Lang::Zh, ..self }
    }

    pub fn typing(self, typed: &'static str) -> Self {
        Self { typed: Some(typed), ..self }
    }

    pub fn config(&self) -> PathBuf {
        self.home.path().join("config.json")
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        let config = self.config().display().to_string();
        let mut line = vec!["reseat", "--config", &config];
        if self.credentials {
            line.extend(["--url", "https://localhost:8443", "--tenant", "contoso.example"]);
            line.extend(["--client-id", "app", "--client-secret", "secret"]);
        }
        line.extend(args);
        let cli = match Cli::read(line.into_iter().map(Into::into)) {
            Ok(cli) => cli,
            Err(error) => return Ran { exit: Exit::Usage, out: String::new(), err: error.to_string() },
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut ui = Ui {
            out: &mut out,
            err: &mut err,
            format: cli.global.output,
            width: self.width,
            color: false,
            quiet: cli.global.quiet,
            progress: false,
            lang: self.lang,
        };
        let server = self.server.clone();
        let make_http = move |_: Option<&std::path::Path>| Ok(server.clone() as Arc<dyn Http>);
        let world = World {
            make_http: &make_http,
            variable: &|_| None,
            runtime: Arc::new(Still::default()),
            input: &mut self.typed.unwrap_or_default().as_bytes(),
            interactive: self.typed.is_some(),
            interrupts: &Pressed(AtomicBool::new(self.interrupted)),
        };
        let outcome = run(&mut ui, world, cli.place, cli.command);
        let (exit, text) = match outcome {
            Ok(exit) => (exit, String::new()),
            Err(failure) => (failure.exit, failure.text()),
        };
        let text_of = |bytes| String::from_utf8(bytes).unwrap();
        Ran { exit, out: text_of(out), err: text_of(err) + &text }
    }
}

impl Ran {
    /// Everything a person would see, for snapshots.
    pub fn screen(&self) -> String {
        format!("{}[stderr]\n{}exit {}", self.out, self.err, self.exit as u8)
    }
}
