//! A conversation with one client: connecting, logging in, and the functions it calls.

mod answers;
mod binds;
mod execute;
mod lobs;
mod rows;

use crate::auth::{Challenge, write_parameters};
use crate::database::{Login, OracleError, Session};
use crate::faults::{Action, Event, WireFaults};
use crate::server::{Shared, Style};
use crate::wire::buffer::Writer;
use crate::wire::packet::kind;
use crate::wire::stream::{Conversation, Incoming, Stop, Stream};
pub(crate) use answers::Answers;
use execute::Cursor;
use lobs::Lobs;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Kinds of messages.
mod message {
    pub(super) const PROTOCOL: u8 = 1;
    pub(super) const DATA_TYPES: u8 = 2;
    pub(super) const FUNCTION: u8 = 3;
    pub(super) const ERROR: u8 = 4;
    pub(super) const ROW_HEADER: u8 = 6;
    pub(super) const ROW_DATA: u8 = 7;
    pub(super) const PARAMETER: u8 = 8;
    pub(super) const STATUS: u8 = 9;
    pub(super) const IO_VECTOR: u8 = 11;
    pub(super) const LOB_DATA: u8 = 14;
    pub(super) const DESCRIBE: u8 = 16;
    pub(super) const PIGGYBACK: u8 = 17;
    pub(super) const BIT_VECTOR: u8 = 21;
    pub(super) const END_OF_RESPONSE: u8 = 29;
    pub(super) const FAST_AUTH: u8 = 34;
}

/// Functions a client calls, alone or along with another.
mod function {
    pub(super) const REEXECUTE: u8 = 4;
    pub(super) const FETCH: u8 = 5;
    pub(super) const LOGOFF: u8 = 9;
    pub(super) const COMMIT: u8 = 14;
    pub(super) const ROLLBACK: u8 = 15;
    pub(super) const REEXECUTE_AND_FETCH: u8 = 78;
    pub(super) const EXECUTE: u8 = 94;
    pub(super) const LOB: u8 = 96;
    pub(super) const CLOSE_CURSORS: u8 = 105;
    pub(super) const AUTH_2: u8 = 115;
    pub(super) const AUTH_1: u8 = 118;
    pub(super) const END_TO_END: u8 = 135;
    pub(super) const PING: u8 = 147;
    pub(super) const SET_SCHEMA: u8 = 152;
    pub(super) const SET_KEYS: u8 = 154;
    pub(super) const SESSION_STATE: u8 = 176;
}

/// Versions of the fields of messages.
mod fields {
    pub(super) const V12_2: u8 = 8;
    pub(super) const V12_2_EXT_1: u8 = 9;
    pub(super) const V20_1: u8 = 14;
    pub(super) const V23_1: u8 = 17;
    pub(super) const V23_1_EXT_1: u8 = 18;
    pub(super) const V23_1_EXT_3: u8 = 20;
    pub(super) const V23_4: u8 = 24;
}

/// AL32UTF8
const CHARSET: u16 = 873;
/// AL16UTF16
const NATIONAL_CHARSET: u16 = 2000;

/// Why a call got no answer of its own.
enum Trouble {
    /// The client is told.
    Oracle(OracleError),
    /// There is nobody left to tell.
    Stop(Stop),
}

impl From<Stop> for Trouble {
    fn from(stop: Stop) -> Trouble {
        Trouble::Stop(stop)
    }
}

impl From<OracleError> for Trouble {
    fn from(error: OracleError) -> Trouble {
        Trouble::Oracle(error)
    }
}

type Call<T> = Result<T, Trouble>;

/// A call answered, and whether the client goes on.
enum Next {
    Continue,
    End,
}

/// What an ERROR message says besides the error.
#[derive(Clone, Copy, Default)]
struct Ending {
    cursor: u16,
    rows: u64,
}

pub(crate) struct Connection<S> {
    stream: Stream<S>,
    shared: Arc<Shared>,
    login: Login,
    challenge: Option<Challenge>,
    session: Option<Box<dyn Session>>,
    killed: Arc<AtomicBool>,
    cursors: BTreeMap<u16, Cursor>,
    last_cursor: u16,
    lobs: Lobs,
}

impl<S: Read + Write> Connection<S> {
    pub(crate) fn new(
        socket: S,
        shared: Arc<Shared>,
        session_id: u32,
        killed: Arc<AtomicBool>,
    ) -> Connection<S> {
        let faults = WireFaults::new(shared.faults.clone());
        Connection {
            stream: Stream::new(socket, faults),
            shared,
            login: Login {
                session_id,
                ..Login::default()
            },
            challenge: None,
            session: None,
            killed,
            cursors: BTreeMap::new(),
            last_cursor: 0,
            lobs: Lobs::default(),
        }
    }

    /// Talks until either side ends it. Rolls back what is not committed.
    pub(crate) fn run(&mut self) -> Conversation<()> {
        let end = self.converse();
        if let Some(session) = self.session.as_mut() {
            // Nobody is there to be told.
            let _ = session.rollback();
        }
        end
    }

    /// The same with a client that has logged in already: SCOTT.
    pub(crate) fn run_logged_in(&mut self) -> Conversation<()> {
        self.stream.accepted(8192);
        self.login.user = "SCOTT".to_owned();
        self.session = self.shared.database.open(&self.login).ok();
        self.answer_all()
    }

    /// The other end, after the conversation.
    pub(crate) fn into_socket(self) -> S {
        self.stream.into_socket()
    }

    fn converse(&mut self) -> Conversation<()> {
        self.accept()?;
        self.answer_all()
    }

    fn answer_all(&mut self) -> Conversation<()> {
        loop {
            if self.stream.is_drained() && self.stream.next()? == Incoming::Interrupted {
                let error = OracleError::new(1013, "user requested cancel of current operation");
                let mut out = Writer::new();
                self.write_error(&mut out, Some(&error), Ending::default());
                self.reply(out)?;
                continue;
            }
            match self.answer() {
                Ok(Next::Continue) => {}
                Ok(Next::End) => return Ok(()),
                Err(Trouble::Stop(stop)) => return Err(stop),
                Err(Trouble::Oracle(error)) => {
                    self.fail(&error, Ending::default())?;
                    if error.ends_session() || self.session.is_none() {
                        return Ok(());
                    }
                }
            }
        }
    }

    fn style(&self) -> Style {
        self.shared.options.style
    }

    /// Whether messages have the fields of a version.
    fn has(&self, version: u8) -> bool {
        self.style().field_version() >= version
    }

    fn accept(&mut self) -> Conversation<()> {
        let packet = self.stream.read_packet()?;
        if packet.kind != kind::CONNECT {
            return Err(Stop::Protocol(format!(
                "a packet of kind {} instead of CONNECT",
                packet.kind
            )));
        }
        let short = |at: usize| {
            let bytes = packet.body.get(at..at + 2);
            bytes.map_or(0, |bytes| usize::from(u16::from_be_bytes([bytes[0], bytes[1]])))
        };
        let mut sdu = short(6);
        if let Some(bytes) = packet.body.get(50..54) {
            sdu = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize;
        }
        let (length, offset) = (short(16), short(18).saturating_sub(8));
        let descriptor = match packet.body.get(offset..offset + length) {
            Some(descriptor) => descriptor.to_vec(),
            // A long descriptor has a packet of its own.
            None => {
                let body = self.stream.read_packet()?.body;
                body.get(2.min(length)..).unwrap_or_default().to_vec()
            }
        };
        let descriptor = String::from_utf8_lossy(&descriptor).into_owned();
        self.login.service = attribute(&descriptor, "SERVICE_NAME")
            .or_else(|| attribute(&descriptor, "SID"))
            .unwrap_or_default();
        if !self
            .login
            .service
            .eq_ignore_ascii_case(&self.shared.options.service)
        {
            let text = "(DESCRIPTION=(ERR=12514)(VSNNUM=0)(ERROR_STACK=(ERROR=(CODE=12514)(EMFI=4))))";
            let mut body = Writer::new();
            body.u8(0x22)
                .u8(0)
                .u16be(u16::try_from(text.len()).unwrap_or(0))
                .raw(text.as_bytes());
            self.stream.send_packet(kind::REFUSE, body.bytes())?;
            return Err(Stop::Closed);
        }
        let sdu = sdu.clamp(512, self.shared.options.sdu.max(512));
        let (version, flags) = match self.style() {
            Style::V19 => (318, 0),
            // Fast authentication and end of response.
            Style::V23 => (319, 0x1200_0000),
        };
        // 0x04: no native network encryption; 0x10: nothing without it.
        let encryption = if self.shared.options.native_encryption {
            0x10
        } else {
            0x04
        };
        let short_sdu = u16::try_from(sdu).unwrap_or(u16::MAX);
        let mut body = Writer::new();
        body.u16be(version)
            .u16be(0)
            .u16be(short_sdu)
            .u16be(short_sdu)
            .raw(&[1, 0]);
        body.u16be(0).u16be(45).u8(encryption).u8(encryption).raw(&[0; 8]);
        let long_sdu = u32::try_from(sdu).unwrap_or(u32::MAX);
        body.u32be(long_sdu).u32be(long_sdu).u8(0).u32be(flags);
        self.stream.send_packet(kind::ACCEPT, body.bytes())?;
        self.stream.accepted(sdu);
        Ok(())
    }

    /// Reads one message and answers it.
    fn answer(&mut self) -> Call<Next> {
        match self.stream.u8()? {
            message::PROTOCOL => {
                self.read_protocol()?;
                let mut out = Writer::new();
                self.write_protocol(&mut out);
                self.stream.send_data(out.bytes(), false)?;
            }
            message::DATA_TYPES => {
                self.read_data_types()?;
                self.stream.send_data(&[message::DATA_TYPES, 0, 0], false)?;
            }
            message::FAST_AUTH => self.fast_auth()?,
            message::PIGGYBACK => {
                let number = self.read_function()?;
                self.piggyback(number)?;
            }
            message::FUNCTION => {
                let number = self.read_function()?;
                return self.call(number);
            }
            other => return Err(Stop::Protocol(format!("a message of kind {other}")).into()),
        }
        Ok(Next::Continue)
    }

    /// Number of a function; its sequence number and token are of no interest.
    fn read_function(&mut self) -> Conversation<u8> {
        let number = self.stream.u8()?;
        self.stream.u8()?;
        if self.has(fields::V23_1_EXT_1) {
            self.stream.unsigned()?;
        }
        Ok(number)
    }

    fn read_protocol(&mut self) -> Conversation<()> {
        // Versions of the protocol that the client knows, then its name.
        self.stream.terminated()?;
        let driver = self.stream.terminated()?;
        self.login.driver = String::from_utf8_lossy(&driver).into_owned();
        Ok(())
    }

    fn write_protocol(&self, out: &mut Writer) {
        out.u8(message::PROTOCOL).u8(6).u8(0);
        out.raw(b"x86_64/Linux 2.4.xx\0").u16le(CHARSET).u8(1).u16le(0);
        let mut conversion = [0; 11];
        conversion[9..].copy_from_slice(&NATIONAL_CHARSET.to_be_bytes());
        out.u16be(11).raw(&conversion);
        let mut compile_time = [0; 45];
        compile_time[7] = self.style().field_version();
        let mut run_time = [0; 11];
        // Strings of 32 K bytes.
        run_time[6] = if self.shared.options.extended_strings {
            0x04
        } else {
            0
        };
        out.counted(&compile_time).counted(&run_time);
    }

    fn read_data_types(&mut self) -> Conversation<()> {
        self.stream.skip(5)?;
        self.stream.counted()?;
        self.stream.counted()?;
        while self.stream.u16be()? != 0 {
            if self.stream.u16be()? != 0 {
                self.stream.skip(4)?;
            }
        }
        Ok(())
    }

    /// Three messages in one.
    fn fast_auth(&mut self) -> Call<()> {
        self.stream.skip(3)?;
        self.expect(message::PROTOCOL)?;
        self.read_protocol()?;
        self.stream.skip(6)?;
        self.expect(message::DATA_TYPES)?;
        self.read_data_types()?;
        self.expect(message::FUNCTION)?;
        self.expect(function::AUTH_1)?;
        // The sequence number; there is no token before the versions of fields are agreed on.
        self.stream.skip(1)?;
        let (user, _) = self.read_auth()?;
        let mut out = Writer::new();
        self.write_protocol(&mut out);
        out.raw(&[message::DATA_TYPES, 0, 0]);
        self.begin_login(user, &mut out);
        self.write_error(&mut out, None, Ending::default());
        Ok(self.reply(out)?)
    }

    fn expect(&mut self, expected: u8) -> Conversation<()> {
        match self.stream.u8()? {
            found if found == expected => Ok(()),
            found => Err(Stop::Protocol(format!("{found} instead of {expected}"))),
        }
    }

    fn read_auth(&mut self) -> Conversation<(String, BTreeMap<String, String>)> {
        let has_user = self.stream.u8()? != 0;
        self.stream.unsigned()?;
        self.stream.unsigned()?;
        self.stream.skip(1)?;
        let count = self.stream.size()?;
        self.stream.skip(2)?;
        let user = if has_user {
            self.stream.text()?
        } else {
            String::new()
        };
        let mut pairs = BTreeMap::new();
        for _ in 0..count {
            let name = self.stream.twice_counted()?;
            let value = self.stream.twice_counted()?;
            self.stream.unsigned()?;
            let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
            pairs.insert(text(name), text(value));
        }
        Ok((user, pairs))
    }

    fn begin_login(&mut self, user: String, out: &mut Writer) {
        self.login.user = match user.strip_prefix('"').and_then(|user| user.strip_suffix('"')) {
            Some(quoted) => quoted.to_owned(),
            None => user.to_uppercase(),
        };
        let (stored, known) = self.shared.password(&self.login.user);
        let challenge = Challenge::new(stored, known);
        write_parameters(out, &challenge.parameters(self.shared.options.verifier));
        self.challenge = Some(challenge);
    }

    fn finish_login(&mut self, pairs: &BTreeMap<String, String>) -> Call<Writer> {
        let proof = self
            .challenge
            .take()
            .and_then(|challenge| challenge.answer(pairs));
        let Some(proof) = proof else {
            return Err(OracleError::new(1017, "invalid username/password; logon denied").into());
        };
        self.happen(&Event::Login)?;
        let alter_session = pairs.get("AUTH_ALTER_SESSION").map_or("", String::as_str);
        alter_session
            .trim_end_matches('\0')
            .clone_into(&mut self.login.alter_session);
        self.session = Some(self.shared.database.open(&self.login)?);
        let service = self.shared.options.service.clone();
        let mut out = Writer::new();
        let parameters = [
            ("AUTH_VERSION_STRING", "- Production".to_owned(), 0),
            ("AUTH_VERSION_NO", self.style().version_number().to_string(), 0),
            ("AUTH_SESSION_ID", self.login.session_id.to_string(), 0),
            ("AUTH_SERIAL_NUM", "1".to_owned(), 0),
            ("AUTH_SC_DBUNIQUE_NAME", service.to_uppercase(), 0),
            ("AUTH_SC_DB_DOMAIN", String::new(), 0),
            ("AUTH_SC_SERVICE_NAME", service.clone(), 0),
            ("AUTH_INSTANCENAME", service, 0),
            ("AUTH_MAX_OPEN_CURSORS", "300".to_owned(), 0),
            ("AUTH_MAX_IDEN_LENGTH", "128".to_owned(), 0),
            ("AUTH_SVR_RESPONSE", proof, 0),
        ];
        write_parameters(&mut out, &parameters);
        Ok(out)
    }

    fn call(&mut self, number: u8) -> Call<Next> {
        match number {
            function::AUTH_1 => {
                let (user, _) = self.read_auth()?;
                let mut out = Writer::new();
                self.begin_login(user, &mut out);
                self.end_call(out)?;
            }
            function::AUTH_2 => {
                let (_, pairs) = self.read_auth()?;
                let out = self.finish_login(&pairs)?;
                self.end_call(out)?;
            }
            function::LOGOFF => {
                if let Some(session) = self.session.as_mut() {
                    session.commit()?;
                }
                self.status()?;
                return Ok(Next::End);
            }
            function::PING => self.status()?,
            function::COMMIT => {
                self.commit()?;
                self.status()?;
            }
            function::ROLLBACK => {
                self.alive()?.rollback()?;
                self.status()?;
            }
            function::EXECUTE => self.execute()?,
            function::REEXECUTE => self.reexecute(false)?,
            function::REEXECUTE_AND_FETCH => self.reexecute(true)?,
            function::FETCH => self.fetch()?,
            function::LOB => self.lob_operation()?,
            other => return Err(Stop::Protocol(format!("function {other}")).into()),
        }
        Ok(Next::Continue)
    }

    /// The session, unless somebody killed it.
    fn alive(&mut self) -> Call<&mut Box<dyn Session>> {
        if self.killed.load(Ordering::Acquire) {
            return Err(OracleError::new(28, "your session has been killed").into());
        }
        self.session
            .as_mut()
            .ok_or_else(|| OracleError::new(1012, "not logged on").into())
    }

    fn commit(&mut self) -> Call<()> {
        self.alive()?;
        self.happen(&Event::Commit)?;
        self.alive()?.commit()?;
        self.happen(&Event::Committed)
    }

    /// Lets a fault happen if one is due.
    fn happen(&mut self, event: &Event<'_>) -> Call<()> {
        match self.shared.faults.happen(event) {
            Some(action) => self.suffer(action),
            None => Ok(()),
        }
    }

    fn suffer(&mut self, action: Action) -> Call<()> {
        match action {
            Action::Error(error) => Err(error.into()),
            Action::Cut => Err(Stop::Closed.into()),
            Action::Wait(gate) => {
                gate.pass();
                Ok(())
            }
        }
    }

    fn call_status(&self) -> u64 {
        let in_transaction = self
            .session
            .as_ref()
            .is_some_and(|session| session.in_transaction());
        if in_transaction { 2 } else { 0 }
    }

    fn status(&mut self) -> Conversation<()> {
        let mut out = Writer::new();
        out.u8(message::STATUS).unsigned(self.call_status()).unsigned(0);
        self.reply(out)
    }

    /// Ends an answer without an error.
    fn end_call(&mut self, mut out: Writer) -> Conversation<()> {
        self.write_error(&mut out, None, Ending::default());
        self.reply(out)
    }

    fn reply(&mut self, mut out: Writer) -> Conversation<()> {
        let end_of_response = self.style() == Style::V23;
        if end_of_response {
            out.u8(message::END_OF_RESPONSE);
        }
        self.stream.send_data(out.bytes(), end_of_response)
    }

    /// Tells of an error by a break, as servers do. What was read of the call is forgotten.
    fn fail(&mut self, error: &OracleError, ending: Ending) -> Conversation<()> {
        self.stream.drain();
        let mut out = Writer::new();
        self.write_error(&mut out, Some(error), ending);
        // Before the login is complete servers answer without a break.
        if self.session.is_some() {
            self.stream.break_off()?;
        }
        self.reply(out)
    }

    fn write_error(&self, out: &mut Writer, error: Option<&OracleError>, ending: Ending) {
        let code = error.map_or(0, |error| u64::from(error.code));
        out.u8(message::ERROR).unsigned(self.call_status()).unsigned(0);
        // Row number, short code, errors of array elements.
        out.unsigned(ending.rows & 0xffff_ffff)
            .unsigned(code.min(0xffff))
            .unsigned(0)
            .unsigned(0);
        out.unsigned(u64::from(ending.cursor));
        out.unsigned(error.map_or(0, |error| u64::from(error.offset)));
        // SQL type, fatal, flags, cursor options, UPI parameter, warnings.
        out.raw(&[0; 6]);
        // Rowid of the last row.
        out.unsigned(0).unsigned(0).u8(0).unsigned(0).unsigned(0);
        // Error of the operating system, statement, call, padding, successful iterations, logical rowid.
        out.unsigned(0).u8(0).u8(0).unsigned(0).unsigned(0).unsigned(0);
        // Errors of a batch: codes, offsets, texts.
        out.unsigned(0).unsigned(0).unsigned(0);
        out.unsigned(code).unsigned(ending.rows);
        if self.has(fields::V20_1) {
            out.unsigned(0).unsigned(0);
        }
        if let Some(error) = error {
            out.counted(error.message.as_bytes());
        }
    }

    /// What comes along with the next function, and has no answer.
    fn piggyback(&mut self, number: u8) -> Call<()> {
        let stream = &mut self.stream;
        match number {
            function::CLOSE_CURSORS => {
                stream.skip(1)?;
                for _ in 0..stream.size()? {
                    let cursor = u16::try_from(stream.unsigned()?).unwrap_or(0);
                    self.cursors.remove(&cursor);
                }
            }
            function::END_TO_END => {
                stream.skip(2)?;
                stream.unsigned()?;
                let mut texts = 0;
                // Client identifier, module, action; two more that have other types; client info; two of
                // unknown use; database operation.
                for at in 0..9 {
                    stream.skip(1)?;
                    let length = stream.size()?;
                    if !matches!(at, 3 | 4 | 6 | 7) && length > 0 {
                        texts += 1;
                    }
                }
                for _ in 0..texts {
                    stream.counted()?;
                }
            }
            function::SESSION_STATE => {
                stream.unsigned()?;
            }
            function::SET_SCHEMA => {
                stream.skip(1)?;
                stream.twice_counted()?;
            }
            function::SET_KEYS => {
                stream.skip(1)?;
                stream.unsigned()?;
                stream.skip(1)?;
                let count = stream.size()?;
                stream.unsigned()?;
                stream.skip(1)?;
                stream.counted()?;
                for _ in 0..count {
                    stream.twice_counted()?;
                    stream.twice_counted()?;
                    stream.unsigned()?;
                }
            }
            function::LOB => self.free_temporary_lobs()?,
            other => return Err(Stop::Protocol(format!("piggyback {other}")).into()),
        }
        Ok(())
    }
}

/// The value of `NAME=value` in a connect descriptor.
fn attribute(descriptor: &str, name: &str) -> Option<String> {
    let upper = descriptor.to_ascii_uppercase();
    let start = upper.find(&format!("({name}="))? + name.len() + 2;
    let length = descriptor[start..].find(')')?;
    Some(descriptor[start..start + length].trim().to_owned())
}
