//! A replication connection to PostgreSQL: the protocol that the driver does not speak.
//!
//! Logging in, simple queries, and the stream that START_REPLICATION begins. Reading waits as long as it is told; nothing
//! here runs in the background.

use super::lsn::Lsn;
use bytes::{Buf, Bytes, BytesMut};
use plconv_mover::error::Error;
use plconv_mover::target::Target;
use postgres::config::{ChannelBinding as BindingMode, Host, SslMode};
use postgres_protocol::authentication::{md5_hash, sasl};
use postgres_protocol::message::frontend;
use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
#[cfg(unix)]
use std::os::unix::net::UnixStream;
use std::time::{Duration, SystemTime};

/// How long the server may take to answer a login or a query.
const PATIENCE: Duration = Duration::from_secs(60);

/// Larger messages are none: PostgreSQL has no values beyond a gigabyte, and rows come as text.
const LARGEST: usize = 0x7FFF_FFFF;

/// Bytes that are read at once.
const PIECE: usize = 64 * 1024;

/// What comes in the stream.
#[derive(Debug)]
pub enum Frame {
    /// A message of the output plugin.
    Message {
        /// How far the server's log was written when it was sent.
        server_end: Lsn,
        /// The message.
        bytes: Bytes,
    },
    /// A sign of life.
    KeepAlive {
        /// Everything that committed up to here has been sent.
        sent_to: Lsn,
        /// Whether the server wants to hear how far we are.
        wants_reply: bool,
    },
}

enum Stream {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
    Tls(Box<StreamOwned<ClientConnection, TcpStream>>),
}

/// The connection.
pub struct ReplicationConnection {
    stream: Stream,
    /// Bytes that were read and not yet understood.
    read: BytesMut,
    shown: String,
}

/// A message of the server: its kind and what is in it.
struct Raw {
    tag: u8,
    body: Bytes,
}

impl ReplicationConnection {
    /// Logs in.
    ///
    /// # Errors
    /// When no host of the target lets us.
    pub fn connect(target: &Target) -> Result<ReplicationConnection, Error> {
        let config = target.config();
        let hosts = config.get_hosts();
        let mut last = None;
        let count = hosts.len().max(config.get_hostaddrs().len()).max(1);
        for number in 0..count {
            let port = config
                .get_ports()
                .get(number)
                .or(config.get_ports().first())
                .copied()
                .unwrap_or(5432);
            let address = config.get_hostaddrs().get(number).map(ToString::to_string);
            match open(target, hosts.get(number), address.as_deref(), port) {
                Ok(stream) => {
                    let mut connection = ReplicationConnection {
                        stream,
                        read: BytesMut::with_capacity(PIECE),
                        shown: target.shown(),
                    };
                    connection.log_in(target)?;
                    return Ok(connection);
                }
                Err(error) => last = Some(error),
            }
        }
        Err(last.unwrap_or_else(|| Error::Usage("the target's URL names no host".to_owned())))
    }

    fn log_in(&mut self, target: &Target) -> Result<(), Error> {
        let config = target.config();
        let user = config.get_user().unwrap_or("postgres");
        let password = config.get_password();
        let mut parameters = vec![
            ("user", user),
            ("database", config.get_dbname().unwrap_or(user)),
            ("replication", "database"),
            ("application_name", "plconv fallback"),
            ("client_encoding", "UTF8"),
            // The texts of values are made in these.
            ("DateStyle", "ISO"),
            ("IntervalStyle", "iso_8601"),
            ("TimeZone", "UTC"),
            ("extra_float_digits", "1"),
            ("bytea_output", "hex"),
        ];
        if let Some(options) = config.get_options() {
            parameters.push(("options", options));
        }
        let mut out = BytesMut::new();
        frontend::startup_message(parameters, &mut out).map_err(|error| self.lost(&error))?;
        self.send(&out)?;
        let refuse = |message: &str| Error::Target {
            what: format!("connecting to {} for replication", target.shown()),
            message: message.to_owned(),
            state: Some("28000".to_owned()),
        };
        let mut scram: Option<sasl::ScramSha256> = None;
        loop {
            let message = self.message()?;
            let mut body = message.body;
            match message.tag {
                b'R' if body.remaining() >= 4 => {
                    let kind = body.get_i32();
                    let secret =
                        || password.ok_or_else(|| refuse("the server wants a password, and there is none"));
                    out.clear();
                    let written = match kind {
                        0 => continue,
                        3 => frontend::password_message(secret()?, &mut out),
                        5 if body.remaining() >= 4 => {
                            let mut salt = [0; 4];
                            body.copy_to_slice(&mut salt);
                            let hash = md5_hash(user.as_bytes(), secret()?, salt);
                            frontend::password_message(hash.as_bytes(), &mut out)
                        }
                        10 => {
                            if config.get_channel_binding() == BindingMode::Require {
                                return Err(refuse(
                                    "the URL demands channel_binding = require, which the connection for replication cannot do",
                                ));
                            }
                            let can = body.split(|byte| *byte == 0).any(|name| name == b"SCRAM-SHA-256");
                            if !can {
                                return Err(refuse(
                                    "the server offers no way of logging in that is known here",
                                ));
                            }
                            let state =
                                sasl::ScramSha256::new(secret()?, sasl::ChannelBinding::unsupported());
                            let written =
                                frontend::sasl_initial_response("SCRAM-SHA-256", state.message(), &mut out);
                            scram = Some(state);
                            written
                        }
                        11 => {
                            let Some(state) = &mut scram else {
                                return Err(refuse("the server goes on with a login that was not begun"));
                            };
                            state
                                .update(&body)
                                .and_then(|()| frontend::sasl_response(state.message(), &mut out))
                        }
                        12 => {
                            let Some(state) = &mut scram else {
                                return Err(refuse("the server ends a login that was not begun"));
                            };
                            // The server, too, has to know the password.
                            state.finish(&body).map_err(|error| refuse(&error.to_string()))?;
                            continue;
                        }
                        _ => {
                            return Err(refuse(
                                "the server wants a way of logging in that is not known here",
                            ));
                        }
                    };
                    written.map_err(|error| refuse(&error.to_string()))?;
                    let bytes = out.split();
                    self.send(&bytes)?;
                }
                b'E' => {
                    return Err(server_error(
                        format!("connecting to {} for replication", target.shown()),
                        &body,
                    ));
                }
                b'Z' => return Ok(()),
                _ => {}
            }
        }
    }

    /// Runs a statement and returns its rows as texts.
    ///
    /// # Errors
    /// What the server says.
    pub fn query(&mut self, what: &str, sql: &str) -> Result<Vec<Vec<Option<String>>>, Error> {
        let mut out = BytesMut::new();
        frontend::query(sql, &mut out).map_err(|error| self.lost(&error))?;
        self.send(&out)?;
        let (mut rows, mut failed) = (Vec::new(), None);
        loop {
            let message = self.message()?;
            match message.tag {
                b'D' => rows.push(data_row(message.body)),
                b'E' => failed = Some(server_error(what.to_owned(), &message.body)),
                b'Z' => break,
                _ => {}
            }
        }
        failed.map_or(Ok(rows), Err)
    }

    /// Begins the stream of a slot.
    ///
    /// # Errors
    /// What the server says, for example that another connection has the slot.
    pub fn start(&mut self, slot: &str, from: Lsn, publication: &str) -> Result<(), Error> {
        let names = format!("\"{}\"", publication.replace('"', "\"\""));
        let sql = format!(
            "START_REPLICATION SLOT \"{}\" LOGICAL {from} (proto_version '1', publication_names '{}', messages 'true')",
            slot.replace('"', "\"\""),
            names.replace('\'', "''"),
        );
        let mut out = BytesMut::new();
        frontend::query(&sql, &mut out).map_err(|error| self.lost(&error))?;
        self.send(&out)?;
        loop {
            let message = self.message()?;
            match message.tag {
                b'W' => return Ok(()),
                b'E' => {
                    return Err(server_error(
                        format!("reading replication slot {slot}"),
                        &message.body,
                    ));
                }
                _ => {}
            }
        }
    }

    /// What comes next in the stream; `None` when nothing came within `wait`.
    ///
    /// # Errors
    /// When the connection is lost or the server ends the stream.
    pub fn receive(&mut self, wait: Duration) -> Result<Option<Frame>, Error> {
        loop {
            let Some(Raw { tag, mut body }) = self.receive_raw(wait)? else {
                return Ok(None);
            };
            match tag {
                b'd' if !body.is_empty() => match body.get_u8() {
                    b'w' if body.remaining() >= 24 => {
                        body.advance(8);
                        let server_end = Lsn(body.get_u64());
                        body.advance(8);
                        return Ok(Some(Frame::Message {
                            server_end,
                            bytes: body,
                        }));
                    }
                    b'k' if body.remaining() >= 17 => {
                        let sent_to = Lsn(body.get_u64());
                        body.advance(8);
                        return Ok(Some(Frame::KeepAlive {
                            sent_to,
                            wants_reply: body.get_u8() != 0,
                        }));
                    }
                    _ => return Err(self.lost(&"a message that is none of replication")),
                },
                b'E' => {
                    return Err(server_error("reading the replication slot".to_owned(), &body));
                }
                b'c' | b'C' | b'Z' => return Err(self.lost(&"the server has ended the stream")),
                _ => {}
            }
        }
    }

    /// Tells the server what it need not keep any more: everything up to a position.
    ///
    /// # Errors
    /// When the connection is lost.
    pub fn confirm(&mut self, position: Lsn, wants_reply: bool) -> Result<(), Error> {
        let now = SystemTime::now()
            .duration_since(super::pgoutput::time_of(0))
            .map_or(0, |since| since.as_micros() as u64);
        let mut out = Vec::with_capacity(39);
        out.push(b'd');
        out.extend_from_slice(&38u32.to_be_bytes());
        out.push(b'r');
        for number in [position.0, position.0, position.0, now] {
            out.extend_from_slice(&number.to_be_bytes());
        }
        out.push(u8::from(wants_reply));
        self.send(&out)
    }

    fn send(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let written = match &mut self.stream {
            Stream::Tcp(stream) => stream.write_all(bytes),
            #[cfg(unix)]
            Stream::Unix(stream) => stream.write_all(bytes),
            Stream::Tls(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
        };
        written.map_err(|error| self.lost(&error))
    }

    /// The next message, whatever it takes; what the server says besides is left out.
    fn message(&mut self) -> Result<Raw, Error> {
        match self.receive_raw(PATIENCE)? {
            Some(message) => Ok(message),
            None => Err(self.lost(&"the server does not answer")),
        }
    }

    fn receive_raw(&mut self, wait: Duration) -> Result<Option<Raw>, Error> {
        loop {
            if let Some(header) = self.read.get(..5) {
                let tag = header[0];
                let length = u32::from_be_bytes([header[1], header[2], header[3], header[4]]) as usize;
                if !(4..=LARGEST).contains(&length) {
                    return Err(self.lost(&"a message without a sensible length"));
                }
                if self.read.len() > length {
                    self.read.advance(5);
                    let body = self.read.split_to(length - 4).freeze();
                    return Ok(Some(Raw { tag, body }));
                }
                self.read.reserve(length + 1 - self.read.len());
            }
            if !self.fill(wait)? {
                return Ok(None);
            }
        }
    }

    /// Reads what has come; `false` when nothing did within `wait`.
    fn fill(&mut self, wait: Duration) -> Result<bool, Error> {
        let wait = Some(wait.max(Duration::from_millis(1)));
        let old = self.read.len();
        self.read.resize(old + PIECE, 0);
        let piece = self.read.get_mut(old..).unwrap_or_default();
        let result = match &mut self.stream {
            Stream::Tcp(stream) => stream.set_read_timeout(wait).and_then(|()| stream.read(piece)),
            #[cfg(unix)]
            Stream::Unix(stream) => stream.set_read_timeout(wait).and_then(|()| stream.read(piece)),
            Stream::Tls(stream) => stream
                .sock
                .set_read_timeout(wait)
                .and_then(|()| stream.read(piece)),
        };
        let count = *result.as_ref().unwrap_or(&0);
        self.read.truncate(old + count);
        match result {
            Ok(0) => Err(self.lost(&"the server has closed the connection")),
            Ok(_) => Ok(true),
            Err(error) => match error.kind() {
                ErrorKind::WouldBlock | ErrorKind::TimedOut => Ok(false),
                ErrorKind::Interrupted => Ok(true),
                _ => Err(self.lost(&error)),
            },
        }
    }

    fn lost(&self, error: &dyn std::fmt::Display) -> Error {
        Error::Target {
            what: format!("replication from {}", self.shown),
            message: error.to_string(),
            state: None,
        }
    }
}

impl Drop for ReplicationConnection {
    fn drop(&mut self) {
        // The slot is free as soon as the server knows.
        let mut out = BytesMut::new();
        frontend::terminate(&mut out);
        let _ = self.send(&out);
    }
}

fn open(target: &Target, host: Option<&Host>, address: Option<&str>, port: u16) -> Result<Stream, Error> {
    let failed = |error: &dyn std::fmt::Display| Error::Target {
        what: format!("connecting to {} for replication", target.shown()),
        message: error.to_string(),
        state: None,
    };
    let name = match host {
        #[cfg(unix)]
        Some(Host::Unix(directory)) => {
            let path = directory.join(format!(".s.PGSQL.{port}"));
            return UnixStream::connect(path)
                .map(Stream::Unix)
                .map_err(|error| failed(&error));
        }
        Some(Host::Tcp(name)) => name.as_str(),
        None => "localhost",
    };
    let timeout = target.config().get_connect_timeout().copied().unwrap_or(PATIENCE);
    let addresses = (address.unwrap_or(name), port)
        .to_socket_addrs()
        .map_err(|error| failed(&error))?;
    let mut result = Err(failed(&"the host has no address"));
    for address in addresses {
        match TcpStream::connect_timeout(&address, timeout) {
            Ok(stream) => {
                result = Ok(stream);
                break;
            }
            Err(error) => result = Err(failed(&error)),
        }
    }
    let mut stream = result?;
    let _ = stream.set_nodelay(true);
    if target.config().get_ssl_mode() == SslMode::Disable {
        return Ok(Stream::Tcp(stream));
    }
    let mut out = BytesMut::new();
    frontend::ssl_request(&mut out);
    let mut answer = [0];
    stream
        .set_read_timeout(Some(timeout))
        .and_then(|()| stream.write_all(&out))
        .and_then(|()| stream.read_exact(&mut answer))
        .map_err(|error| failed(&error))?;
    if answer != *b"S" {
        if target.config().get_ssl_mode() == SslMode::Require {
            return Err(failed(&"the server does not support TLS, which the URL demands"));
        }
        return Ok(Stream::Tcp(stream));
    }
    let name = ServerName::try_from(name.to_owned()).map_err(|error| failed(&error))?;
    let client = ClientConnection::new(target.tls_config(), name).map_err(|error| failed(&error))?;
    Ok(Stream::Tls(Box::new(StreamOwned::new(client, stream))))
}

/// The values of a row.
fn data_row(mut body: Bytes) -> Vec<Option<String>> {
    let mut row = Vec::new();
    if body.remaining() < 2 {
        return row;
    }
    for _ in 0..body.get_u16() {
        if body.remaining() < 4 {
            break;
        }
        let length = body.get_i32();
        row.push(match usize::try_from(length) {
            Ok(length) if length <= body.remaining() => {
                Some(String::from_utf8_lossy(&body.split_to(length)).into_owned())
            }
            _ => None,
        });
    }
    row
}

/// An error as the server tells it: fields of a letter and a text.
fn server_error(what: String, body: &[u8]) -> Error {
    let (mut message, mut more, mut state) = (String::new(), Vec::new(), None);
    for field in body.split(|byte| *byte == 0) {
        let Some((kind, text)) = field.split_first() else {
            break;
        };
        let text = String::from_utf8_lossy(text).into_owned();
        match kind {
            b'C' => state = Some(text),
            b'M' => message = text,
            b'D' | b'H' => more.push(text),
            _ => {}
        }
    }
    for text in more {
        message.push_str("; ");
        message.push_str(&text);
    }
    Error::Target { what, message, state }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_says_is_told() {
        let error = server_error("x".to_owned(), b"SFATAL\0C53300\0Mtoo many\0Hfewer\0\0");
        assert!(
            matches!(&error, Error::Target { message, state, .. } if message == "too many; fewer" && state.as_deref() == Some("53300"))
        );
        assert!(error.is_transient());
        let row = data_row(Bytes::from_static(
            b"\0\x03\0\0\0\x01a\xff\xff\xff\xff\0\0\0\x09b",
        ));
        assert_eq!(row, [Some("a".to_owned()), None, None]);
        assert_eq!(data_row(Bytes::new()), Vec::<Option<String>>::new());
    }
}
