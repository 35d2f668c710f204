//! What the server answers, byte for byte as clients see it.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail like tests")]
#![allow(clippy::disallowed_methods, reason = "talks to servers")]

mod common;

use common::{Fixture, TOKEN};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// The status line and headers, and the body.
fn ask(fixture: &Fixture, request: &str, headers: &str) -> (String, String) {
    let mut stream = TcpStream::connect(fixture.dashboard.address()).unwrap();
    let text = format!("{request} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(text.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.to_owned(), body.to_owned())
}

fn status(answer: &(String, String)) -> &str {
    answer.0.split(' ').nth(1).unwrap()
}

#[test]
fn nobody_sees_anything_without_the_token() {
    let fixture = Fixture::new();
    for path in [
        "/",
        "/state.json",
        "/metrics",
        "/events",
        "/page.js",
        "/?token=wrong",
    ] {
        let answer = ask(&fixture, &format!("GET {path}"), "");
        assert_eq!(status(&answer), "401", "{path}");
        assert!(!answer.1.contains("postgres"), "{}", answer.1);
    }
    assert_eq!(
        status(&ask(&fixture, "GET /", "Cookie: plconv=0123456789abcdef0124\r\n")),
        "401"
    );
    // The URL that is printed becomes a cookie, and leaves the address.
    let answer = ask(&fixture, &format!("GET /?token={TOKEN}"), "");
    assert_eq!(status(&answer), "303");
    let cookie = format!("Set-Cookie: plconv={TOKEN}; HttpOnly; SameSite=Strict; Path=/");
    assert!(answer.0.contains(&cookie), "{}", answer.0);
    let answer = ask(&fixture, "GET /", &format!("Cookie: a=b; plconv={TOKEN}\r\n"));
    assert_eq!(status(&answer), "200");
    assert!(answer.0.contains("Content-Security-Policy: default-src 'none'"));
    assert!(answer.1.contains("<title>plconv</title>"));
}

#[test]
fn a_replication_is_shown_with_what_is_wrong_with_it() {
    let fixture = Fixture::new();
    let bearer = format!("Authorization: Bearer {TOKEN}\r\n");
    let mut client = fixture.client();
    client
        .batch_execute(include_str!("../../replication/src/state.sql"))
        .unwrap();
    client
        .batch_execute(
            "INSERT INTO plconv.replication (name, state, low_scn, commit_scn, lag_seconds, updated_at)
               VALUES ('personnel', 'applying', 1, 1, 2, now() - interval '2 minutes');
             INSERT INTO plconv.replication_table (job_id, source, target, state, error, advice)
               VALUES (1, 'HR.JOBS', 'jobs', 'stopped', 'no key', 'add one'), (1, 'HR.EMPLOYEES', 'employees', 'applying', NULL, NULL);
             INSERT INTO plconv.replication_ddl (job_id, commit_scn, statement, state) VALUES (1, 1, 'ALTER', 'waiting');
             INSERT INTO plconv.replication_conflict (job_id, source, commit_scn, transaction, operation, reason)
               VALUES (1, 'HR.EMPLOYEES', 1, '1', 'update', 'gone')",
        )
        .unwrap();
    let state: serde_json::Value =
        serde_json::from_str(&ask(&fixture, "GET /state.json", &bearer).1).unwrap();
    let job = &state["replications"][0];
    assert!(job["silent_seconds"].as_f64().unwrap() >= 120.0, "{job}");
    assert_eq!(
        (&job["waiting"], &job["conflicts"], &job["copying"]),
        (&1.into(), &1.into(), &0.into()),
        "{job}"
    );
    let stopped = serde_json::json!([{"source": "HR.JOBS", "error": "no key", "advice": "add one"}]);
    assert_eq!(job["stopped"], stopped);
    let metrics = ask(&fixture, "GET /metrics", &bearer).1;
    for line in [
        "plconv_replication_lag_seconds{name=\"personnel\"} 2",
        "plconv_replication_stopped_tables{name=\"personnel\"} 1",
        "plconv_replication_conflicts{name=\"personnel\"} 1",
    ] {
        assert!(metrics.contains(line), "{line}\n{metrics}");
    }
}

#[test]
fn a_run_can_be_seen_and_ordered_about() {
    let fixture = Fixture::new();
    let bearer = format!("Authorization: Bearer {TOKEN}\r\n");
    let answer = ask(&fixture, "GET /state.json", &bearer);
    assert!(answer.1.contains("\"run\":null"), "{}", answer.1);

    let summary = fixture.load().unwrap();
    assert!(summary.is_finished && summary.is_finished_here);
    let metrics = ask(&fixture, &format!("GET /metrics?token={TOKEN}"), "").1;
    for line in [
        "# TYPE plconv_rows_total counter",
        "plconv_run_info{run=\"1\",name=\"personnel\",state=\"finished\",wanted=\"run\"} 1",
        "plconv_rows_total{run=\"1\",name=\"personnel\",table=\"HR.EMPLOYEES\"} 997",
        "plconv_quarantined_rows_total{run=\"1\",name=\"personnel\",table=\"HR.EMPLOYEES\"} 3",
        "plconv_chunks{run=\"1\",name=\"personnel\",table=\"HR.EMPLOYEES\",state=\"pending\"} 0",
        "plconv_tasks{run=\"1\",name=\"personnel\",state=\"failed\"} 0",
    ] {
        assert!(metrics.contains(line), "{line}\n{metrics}");
    }

    // Orders: by POST, with a header that pages of others cannot send, to runs that have not ended.
    let with_header = format!("{bearer}X-Plconv: 1\r\nContent-Length: 0\r\n");
    assert_eq!(status(&ask(&fixture, "GET /runs/1/pause", &bearer)), "405");
    assert_eq!(status(&ask(&fixture, "POST /runs/1/pause", &bearer)), "403");
    assert_eq!(status(&ask(&fixture, "POST /runs/1/pause", &with_header)), "409");
    assert_eq!(
        status(&ask(&fixture, "POST /runs/1/explode", &with_header)),
        "404"
    );
    fixture.execute(
        "UPDATE plconv.run SET finished_at = NULL, state = 'loading';
         UPDATE plconv.chunk SET state = 'failed', error = 'x' WHERE table_no = 0",
    );
    for (action, wanted) in [
        ("pause", "pause"),
        ("retry", "pause"),
        ("stop", "stop"),
        ("resume", "run"),
    ] {
        let answer = ask(&fixture, &format!("POST /runs/1/{action}"), &with_header);
        assert_eq!(status(&answer), "200");
        assert!(
            answer.1.contains(&format!("\"wanted\":\"{wanted}\"")),
            "{}",
            answer.1
        );
    }
    assert_eq!(
        fixture.number("SELECT count(*) FROM plconv.chunk WHERE state = 'failed'"),
        0
    );
}

#[test]
fn news_come_by_themselves() {
    let fixture = Fixture::new();
    fixture.load().unwrap();
    let stream = TcpStream::connect(fixture.dashboard.address()).unwrap();
    let request = format!("GET /events?run=1 HTTP/1.1\r\nHost: localhost\r\nCookie: plconv={TOKEN}\r\n\r\n");
    (&stream).write_all(request.as_bytes()).unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    assert!(
        lines
            .by_ref()
            .any(|line| line == "Content-Type: text/event-stream")
    );
    let first = lines.by_ref().find(|line| line.starts_with("data: ")).unwrap();
    assert!(first.contains("\"state\":\"finished\""), "{first}");
    fixture.execute("UPDATE plconv.run SET name = 'renamed'");
    assert!(lines.any(|line| line.starts_with("data: ") && line.contains("renamed")));
}
