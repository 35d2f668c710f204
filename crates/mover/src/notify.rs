//! Webhooks: somebody is told that a run finished, failed or was stopped.

use crate::error::Error;
use crate::load::RunSummary;
use crate::tls;
use serde::Serialize;
use std::time::Duration;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// What is posted, as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notification {
    /// `finished`, `failed` or `interrupted`.
    pub event: &'static str,
    /// Name of the run.
    pub name: String,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<i64>,
    /// Rows loaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// Rows in the quarantine.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejected: Option<u64>,
    /// What failed, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<String>,
    /// All of it in a sentence, by the name under which chat systems look for it.
    pub text: String,
}

impl Notification {
    /// What is told about the end of a load; `None` when another process of the run tells it.
    #[must_use]
    pub fn of_load(name: &str, result: &Result<RunSummary, Error>) -> Option<Notification> {
        let of_summary = |event, summary: &RunSummary, failures: &[String], text| Notification {
            event,
            name: name.to_owned(),
            run: Some(summary.run),
            rows: Some(summary.rows),
            rejected: Some(summary.rejected),
            failures: failures.to_vec(),
            text,
        };
        match result {
            Ok(summary) if summary.is_finished => summary.is_finished_here.then(|| {
                let text = format!(
                    "plconv: {name} is finished: {} rows, {} in the quarantine",
                    summary.rows, summary.rejected
                );
                of_summary("finished", summary, &[], text)
            }),
            Ok(summary) => {
                let first = summary.failures.first().map_or("", String::as_str);
                let text = format!("plconv: {name} is not finished: {first}");
                Some(of_summary("failed", summary, &summary.failures, text))
            }
            Err(error) => {
                let is_interrupted = matches!(error, Error::Interrupted);
                Some(Notification {
                    event: if is_interrupted { "interrupted" } else { "failed" },
                    name: name.to_owned(),
                    run: None,
                    rows: None,
                    rejected: None,
                    failures: vec![error.to_string()],
                    text: format!("plconv: {name}: {error}"),
                })
            }
        }
    }

    /// Posts it to each URL; what did not work is returned. URLs hold secrets, so only their hosts are named.
    #[must_use]
    pub fn post(&self, urls: &[String]) -> Vec<String> {
        if urls.is_empty() {
            return Vec::new();
        }
        let body = serde_json::to_string(self).unwrap_or_default();
        let agent = agent();
        urls.iter()
            .filter_map(|url| {
                let failed = |message: String| Some(format!("webhook at {}: {message}", host(url)));
                let agent = match &agent {
                    Ok(agent) => agent,
                    Err(error) => return failed(error.to_string()),
                };
                let sent = agent
                    .post(url)
                    .header("Content-Type", "application/json")
                    .send(body.as_bytes());
                match sent {
                    Ok(_) => None,
                    Err(ureq::Error::BadUri(_)) => failed("this is no URL".to_owned()),
                    Err(error) => failed(error.to_string()),
                }
            })
            .collect()
    }
}

fn agent() -> Result<ureq::Agent, Error> {
    let roots: Vec<Certificate<'static>> = tls::trusted(None)?
        .iter()
        .map(|certificate| Certificate::from_der(certificate).to_owned())
        .collect();
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::from(roots))
        .unversioned_rustls_crypto_provider(tls::provider())
        .build();
    Ok(ureq::Agent::new_with_config(
        ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(10)))
            .tls_config(tls)
            .build(),
    ))
}

/// The host of a URL: without its path, which may be a secret, and without a user.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader, Read, Write};

    #[test]
    fn a_webhook_gets_json() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!(
            "http://{}/hook/s3cr3t",
            listener.local_addr().expect("an address")
        );
        let server = std::thread::spawn(move || {
            let (stream, _) = listener.accept().expect("a client");
            let mut reader = BufReader::new(stream);
            let (mut length, mut line) = (0, String::new());
            while reader.read_line(&mut line).expect("a line") > 2 {
                if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().expect("a number");
                }
                line.clear();
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).expect("a body");
            let answer = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
            reader.get_mut().write_all(answer).expect("an answer");
            String::from_utf8(body).expect("text")
        });
        let result = Err(Error::Stopped("no more".to_owned()));
        let notification = Notification::of_load("hr", &result).expect("something to tell");
        assert_eq!(notification.post(&[url]), Vec::<String>::new());
        assert_eq!(
            server.join().expect("a server"),
            r#"{"event":"failed","name":"hr","failures":["no more"],"text":"plconv: hr: no more"}"#
        );
    }

    #[test]
    fn secrets_of_urls_are_not_told() {
        let result = Err(Error::Interrupted);
        let notification = Notification::of_load("hr", &result).expect("something to tell");
        let failures = notification.post(&["http://u:s3cr3t@127.0.0.1:1/s3cr3t".to_owned()]);
        assert!(
            failures[0].starts_with("webhook at 127.0.0.1:1: "),
            "{failures:?}"
        );
        assert!(!failures[0].contains("s3cr3t"), "{failures:?}");
    }
}
