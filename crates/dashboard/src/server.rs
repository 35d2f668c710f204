//! The HTTP server: a thread for requests, and one for each reader of live updates.

use crate::actions::Action;
use crate::metrics;
use crate::state::{self, State};
use crate::token::Token;
use plconv_mover::error::Error;
use plconv_mover::target::Target;
use postgres::Client;
use std::io::Write;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tiny_http::{Header, Method, Request, Response, Server};

/// How often a page gets news.
const INTERVAL: Duration = Duration::from_secs(1);

/// A page that gets no news for so many intervals gets a sign of life, by which a connection that is gone is noticed.
const SILENT_INTERVALS: u32 = 15;

const PAGE: &str = include_str!("../web/page.html");
const STYLE: &str = include_str!("../web/page.css");
const SCRIPT: &str = include_str!("../web/page.js");

/// Nothing from elsewhere, and nobody shows the page inside of theirs.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";

/// What a dashboard needs.
pub struct DashboardOptions {
    /// Where the state tables are.
    pub target: Target,
    /// Address and port to listen at; port 0 takes a free one.
    pub listen: SocketAddr,
    /// What readers must know.
    pub token: Token,
}

/// A dashboard that serves until it is dropped.
pub struct Dashboard {
    server: Arc<Server>,
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<std::thread::JoinHandle<()>>,
}

struct Shared {
    target: Target,
    token: Token,
    client: Mutex<Option<Client>>,
    closing: AtomicBool,
}

impl Dashboard {
    /// Begins to serve.
    ///
    /// # Errors
    /// When the address is not free.
    pub fn start(options: DashboardOptions) -> Result<Dashboard, Error> {
        let server = Server::http(options.listen)
            .map_err(|error| Error::Stopped(format!("cannot listen at {}: {error}", options.listen)))?;
        let server = Arc::new(server);
        let address = server.server_addr().to_ip().unwrap_or(options.listen);
        let shared = Arc::new(Shared {
            target: options.target,
            token: options.token,
            client: Mutex::new(None),
            closing: AtomicBool::new(false),
        });
        let thread = std::thread::spawn({
            let (server, shared) = (Arc::clone(&server), Arc::clone(&shared));
            move || {
                while let Ok(request) = server.recv() {
                    answer(&shared, request);
                    if shared.closing.load(Ordering::Relaxed) {
                        return;
                    }
                }
            }
        });
        Ok(Dashboard {
            server,
            address,
            shared,
            thread: Some(thread),
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL that lets somebody in.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/?token={}", self.address, self.shared.token.secret())
    }
}

impl Drop for Dashboard {
    fn drop(&mut self) {
        self.shared.closing.store(true, Ordering::Relaxed);
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Shared {
    /// Does something with the connection, and makes a new one when it was lost.
    fn with_client<T>(&self, action: impl Fn(&mut Client) -> Result<T, Error>) -> Result<T, Error> {
        let mut slot = self.client.lock().unwrap_or_else(PoisonError::into_inner);
        for attempt in 0..2 {
            let mut client = match slot.take() {
                Some(client) => client,
                None => self.target.connect()?,
            };
            match action(&mut client) {
                Ok(value) => {
                    *slot = Some(client);
                    return Ok(value);
                }
                Err(error) if attempt == 0 && error.is_transient() => {}
                Err(error) => return Err(error),
            }
        }
        Err(Error::Stopped("the target does not answer".to_owned()))
    }

    fn state(&self, run: Option<i64>) -> Result<State, Error> {
        let target = self.target.shown();
        self.with_client(|client| state::read(client, &target, run))
    }

    /// The state as JSON; what went wrong is a part of it.
    fn json(&self, run: Option<i64>) -> String {
        match self.state(run) {
            Ok(state) => serde_json::to_string(&state).unwrap_or_default(),
            Err(error) => serde_json::json!({ "problem": error.to_string() }).to_string(),
        }
    }
}

type Answer = Response<std::io::Cursor<Vec<u8>>>;

fn with(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Answer {
    let response = Response::from_data(body).with_status_code(status);
    let headers = [
        ("Content-Type", kind),
        ("Content-Security-Policy", POLICY),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
    ];
    with_headers(response, &headers)
}

fn with_headers(mut response: Answer, headers: &[(&str, &str)]) -> Answer {
    for (name, value) in headers {
        if let Ok(header) = Header::from_bytes(*name, *value) {
            response.add_header(header);
        }
    }
    response
}

fn plain(status: u16, text: &str) -> Answer {
    with(status, "text/plain; charset=utf-8", text)
}

fn answer(shared: &Arc<Shared>, request: Request) {
    let url = request.url().to_owned();
    let (path, query) = url.split_once('?').unwrap_or((&url, ""));
    let parameter = |name: &str| {
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    };
    // A reader that went away needs no answer.
    if parameter("token").is_some_and(|token| shared.token.is(token)) && path == "/" {
        // From here on the cookie knows it, and the address no longer shows it.
        let cookie = format!(
            "plconv={}; HttpOnly; SameSite=Strict; Path=/",
            shared.token.secret()
        );
        let response = with_headers(plain(303, ""), &[("Location", "/"), ("Set-Cookie", &cookie)]);
        let _ = request.respond(response);
        return;
    }
    if !is_allowed(shared, &request, parameter("token")) {
        let _ = request.respond(plain(
            401,
            "This page needs the token that `plconv serve` printed: open the whole URL.\n",
        ));
        return;
    }
    let run = parameter("run").and_then(|run| run.parse().ok());
    let is_get = *request.method() == Method::Get || *request.method() == Method::Head;
    let response = match path {
        "/events" if is_get => {
            let shared = Arc::clone(shared);
            std::thread::spawn(move || live(&shared, run, request));
            return;
        }
        "/" if is_get => with(200, "text/html; charset=utf-8", PAGE),
        "/page.css" if is_get => with(200, "text/css; charset=utf-8", STYLE),
        "/page.js" if is_get => with(200, "text/javascript; charset=utf-8", SCRIPT),
        "/state.json" if is_get => with(200, "application/json", shared.json(run)),
        "/metrics" if is_get => match shared.state(run) {
            Ok(state) => with(200, metrics::CONTENT_TYPE, metrics::text(&state)),
            Err(error) => plain(503, &format!("{error}\n")),
        },
        _ => order(shared, &request, path),
    };
    let _ = request.respond(response);
}

fn order(shared: &Shared, request: &Request, path: &str) -> Answer {
    let mut parts = path.trim_start_matches('/').split('/');
    let (Some("runs"), Some(Ok(run)), Some(action), None) = (
        parts.next(),
        parts.next().map(str::parse::<i64>),
        parts.next().and_then(Action::by_name),
        parts.next(),
    ) else {
        return plain(404, "There is no such page.\n");
    };
    if *request.method() != Method::Post {
        return plain(405, "Orders are given by POST.\n");
    }
    // Other sites cannot set this header; the cookie alone would be sent with their requests by older browsers.
    if header(request, "X-Plconv").is_none() {
        return plain(403, "Orders need the header X-Plconv.\n");
    }
    match shared.with_client(|client| action.give(client, run)) {
        Ok(true) => with(200, "application/json", shared.json(Some(run))),
        Ok(false) => plain(409, "The run has ended.\n"),
        Err(error) => plain(503, &format!("{error}\n")),
    }
}

fn header<'a>(request: &'a Request, name: &'static str) -> Option<&'a str> {
    let mut headers = request.headers().iter();
    headers
        .find(|header| header.field.equiv(name))
        .map(|header| header.value.as_str())
}

/// Whether a request has the token: in its cookie, as a bearer, or in the URL, as scrapers of metrics may want.
fn is_allowed(shared: &Shared, request: &Request, in_url: Option<&str>) -> bool {
    let cookie = header(request, "Cookie").and_then(|cookies| {
        let mut cookies = cookies.split(';');
        cookies.find_map(|cookie| cookie.trim().strip_prefix("plconv="))
    });
    let bearer = header(request, "Authorization").and_then(|value| value.strip_prefix("Bearer "));
    [cookie, bearer, in_url]
        .into_iter()
        .flatten()
        .any(|token| shared.token.is(token))
}

/// Sends news as server-sent events until the reader is gone.
fn live(shared: &Shared, run: Option<i64>, request: Request) {
    let mut writer = request.into_writer();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
    let mut send = |text: &str| writer.write_all(text.as_bytes()).and_then(|()| writer.flush());
    if send(head).is_err() {
        return;
    }
    // Nothing is ever sent: it is the clock.
    let (_clock, ticks) = mpsc::channel::<()>();
    let (mut last, mut silent) = (String::new(), 0);
    while !shared.closing.load(Ordering::Relaxed) {
        let json = shared.json(run);
        let sent = if json != last {
            silent = 0;
            last = json;
            send(&format!("data: {last}\n\n"))
        } else if silent >= SILENT_INTERVALS {
            silent = 0;
            send(": still here\n\n")
        } else {
            silent += 1;
            Ok(())
        };
        if sent.is_err() || ticks.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Disconnected) {
            return;
        }
    }
}
