//! What goes wrong, and when: errors, lost connections and delays that a test asks for.

use crate::database::OracleError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A gate that lets everybody pass once it is open. A test closes nothing and waits for nothing but events.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    state: Arc<(Mutex<GateState>, Condvar)>,
}

#[derive(Debug, Default)]
struct GateState {
    open: bool,
    waiting: usize,
    /// How many ever came.
    arrived: usize,
}

impl Gate {
    /// A closed gate.
    #[must_use]
    pub fn new() -> Gate {
        Gate::default()
    }

    fn lock(&self) -> MutexGuard<'_, GateState> {
        self.state.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets everybody pass who waits or will come.
    pub fn open(&self) {
        self.lock().open = true;
        self.state.1.notify_all();
    }

    /// Waits until somebody has come to the gate.
    pub fn wait_for_arrival(&self) {
        self.wait_for_arrivals(1);
    }

    /// Waits until so many have come to the gate.
    pub fn wait_for_arrivals(&self, count: usize) {
        let mut state = self.lock();
        while state.arrived < count {
            state = self.state.1.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// How many stand before the gate.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.lock().waiting
    }

    /// Waits until the gate is open.
    pub fn pass(&self) {
        let mut state = self.lock();
        state.waiting += 1;
        state.arrived += 1;
        self.state.1.notify_all();
        while !state.open {
            state = self.state.1.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.waiting -= 1;
    }
}

/// When a fault happens. Texts of statements are compared without case and with any blanks as one.
#[derive(Clone, Debug)]
pub enum On {
    /// Instead of logging in, after the password was found right.
    Login,
    /// Before a statement runs that contains this text.
    Statement(String),
    /// Before row number `row`, from 0, of a query that contains this text. The client may have got rows before it.
    Row {
        /// Part of the text of the query.
        sql: String,
        /// How many rows come before.
        row: u64,
    },
    /// Before a commit: the changes are lost unless it is repeated.
    Commit,
    /// After a commit, before the client knows: the changes are there.
    Committed,
    /// When this many packets have been sent on a connection, from its ACCEPT on.
    Packet(u64),
    /// When this many bytes have been sent on a connection, in the middle of a packet if need be.
    Byte(u64),
    /// Before a LOB is read.
    LobRead,
}

/// What happens.
#[derive(Clone, Debug)]
pub enum Action {
    /// An error. The session ends with those that end sessions, such as ORA-00028.
    Error(OracleError),
    /// The connection is lost.
    Cut,
    /// Nothing happens until the gate is open.
    Wait(Gate),
}

/// A fault that a test asks for.
#[derive(Clone, Debug)]
pub struct Fault {
    /// When.
    pub on: On,
    /// What.
    pub action: Action,
    /// How often it does not happen before it does.
    pub skip: u64,
    /// How often it happens then.
    pub times: u64,
}

impl Fault {
    /// A fault that happens once, the first time it can.
    #[must_use]
    pub fn new(on: On, action: Action) -> Fault {
        Fault {
            on,
            action,
            skip: 0,
            times: 1,
        }
    }

    /// ORA-01555 before a row of a query that contains a text.
    #[must_use]
    pub fn snapshot_too_old(sql: &str, row: u64) -> Fault {
        Fault::new(
            On::Row {
                sql: sql.to_owned(),
                row,
            },
            Action::Error(OracleError::new(
                1555,
                "snapshot too old: rollback segment number 9 with name \"_SYSSMU9_1\" too small",
            )),
        )
    }

    /// ORA-00028 before a row of a query that contains a text, and the end of the session.
    #[must_use]
    pub fn killed_session(sql: &str, row: u64) -> Fault {
        Fault::new(
            On::Row {
                sql: sql.to_owned(),
                row,
            },
            Action::Error(OracleError::new(28, "your session has been killed")),
        )
    }

    /// ORA-03113 before a row of a query that contains a text, and the end of the session.
    #[must_use]
    pub fn end_of_file(sql: &str, row: u64) -> Fault {
        Fault::new(
            On::Row {
                sql: sql.to_owned(),
                row,
            },
            Action::Error(OracleError::new(3113, "end-of-file on communication channel")),
        )
    }

    /// The same fault, not the first times.
    #[must_use]
    pub fn skip(mut self, skip: u64) -> Fault {
        self.skip = skip;
        self
    }

    /// The same fault, more than once.
    #[must_use]
    pub fn times(mut self, times: u64) -> Fault {
        self.times = times;
        self
    }
}

/// The faults of a double. Clones are handles of the same.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    armed: Arc<Mutex<Vec<Fault>>>,
    count: Arc<AtomicUsize>,
}

/// Something that is about to happen and may go wrong.
pub(crate) enum Event<'event> {
    Login,
    Statement(&'event str),
    Commit,
    Committed,
    LobRead,
}

impl Faults {
    /// Asks for a fault.
    pub fn add(&self, fault: Fault) {
        let mut armed = self.lock();
        armed.push(fault);
        self.count.store(armed.len(), Ordering::Release);
    }

    /// Takes back all that have not happened; says how many.
    pub fn clear(&self) -> usize {
        let mut armed = self.lock();
        let count = armed.len();
        armed.clear();
        self.count.store(0, Ordering::Release);
        count
    }

    /// How many are still to happen.
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.count.load(Ordering::Acquire)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.armed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The action of the first fault that fits, which has then happened.
    fn take(&self, fits: impl Fn(&On) -> bool) -> Option<Action> {
        if self.remaining() == 0 {
            return None;
        }
        let mut armed = self.lock();
        let mut happens = None;
        for (at, fault) in armed.iter_mut().enumerate() {
            if !fits(&fault.on) {
                continue;
            }
            if fault.skip > 0 {
                fault.skip -= 1;
                continue;
            }
            fault.times = fault.times.saturating_sub(1);
            happens = Some((at, fault.action.clone(), fault.times == 0));
            break;
        }
        let (at, action, is_over) = happens?;
        if is_over {
            armed.remove(at);
            self.count.store(armed.len(), Ordering::Release);
        }
        Some(action)
    }

    pub(crate) fn happen(&self, event: &Event<'_>) -> Option<Action> {
        self.take(|on| match (on, event) {
            (On::Login, Event::Login)
            | (On::Commit, Event::Commit)
            | (On::Committed, Event::Committed)
            | (On::LobRead, Event::LobRead) => true,
            (On::Statement(part), Event::Statement(sql)) => contains(sql, part),
            _ => false,
        })
    }

    /// Before which of the next rows of a query something goes wrong, if before any.
    pub(crate) fn in_rows(&self, sql: &str, from: u64, count: u64) -> Option<u64> {
        if self.remaining() == 0 {
            return None;
        }
        let armed = self.lock();
        let rows = armed.iter().filter_map(|fault| match &fault.on {
            On::Row { sql: part, row }
                if (from..from.saturating_add(count)).contains(row) && contains(sql, part) =>
            {
                Some(*row)
            }
            _ => None,
        });
        rows.min()
    }

    pub(crate) fn before_row(&self, sql: &str, at: u64) -> Option<Action> {
        self.take(|on| matches!(on, On::Row { sql: part, row } if *row == at && contains(sql, part)))
    }
}

fn contains(sql: &str, part: &str) -> bool {
    normalised(sql).contains(&normalised(part))
}

/// Upper case, each run of blanks one, none at the ends.
pub(crate) fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.to_uppercase());
    }
    out
}

/// What happens to a packet.
pub(crate) enum PacketFault {
    /// Only so many of its bytes are sent.
    CutAfter(usize),
    Wait(Gate),
}

/// The faults of one connection below messages.
pub(crate) struct WireFaults {
    faults: Faults,
    packets: u64,
    bytes: u64,
}

impl WireFaults {
    pub(crate) fn new(faults: Faults) -> WireFaults {
        WireFaults {
            faults,
            packets: 0,
            bytes: 0,
        }
    }

    pub(crate) fn are_armed(&self) -> bool {
        self.faults.remaining() > 0
    }

    /// Counts packets that nothing happened to.
    pub(crate) fn sent(&mut self, packets: &[Vec<u8>]) {
        self.packets += packets.len() as u64;
        self.bytes += packets.iter().map(|packet| packet.len() as u64).sum::<u64>();
    }

    /// Counts a packet, and says what happens to it.
    pub(crate) fn before(&mut self, length: usize) -> Option<PacketFault> {
        let (packet, first) = (self.packets, self.bytes);
        self.packets += 1;
        self.bytes += length as u64;
        let after = self.bytes;
        // The connection may have been beyond the place when the fault was asked for.
        let cut = std::cell::Cell::new(0);
        let action = self.faults.take(|on| match on {
            On::Packet(place) => packet >= *place,
            On::Byte(place) if after > *place => {
                cut.set(usize::try_from(place.saturating_sub(first)).unwrap_or(0));
                true
            }
            _ => false,
        })?;
        match action {
            Action::Wait(gate) => Some(PacketFault::Wait(gate)),
            // There is no place for an error below messages: the connection ends.
            Action::Cut | Action::Error(_) => Some(PacketFault::CutAfter(cut.get())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, Event, Fault, Faults, On, PacketFault, WireFaults};

    #[test]
    fn faults_skip_and_repeat() {
        let faults = Faults::default();
        faults.add(
            Fault::new(On::Statement("from  t".to_owned()), Action::Cut)
                .skip(1)
                .times(2),
        );
        let happens = || faults.happen(&Event::Statement("select *\nFROM T")).is_some();
        assert_eq!(
            [happens(), happens(), happens(), happens()],
            [false, true, true, false]
        );
        assert_eq!(faults.remaining(), 0);
    }

    #[test]
    fn a_byte_is_in_the_middle_of_a_packet() {
        let faults = Faults::default();
        faults.add(Fault::new(On::Byte(15), Action::Cut));
        let mut wire = WireFaults::new(faults);
        assert!(wire.before(10).is_none());
        assert!(matches!(wire.before(10), Some(PacketFault::CutAfter(5))));
        assert!(wire.before(10).is_none());
    }
}
