//! Going on after the embedded server had to start again.
//!
//! A new backend knows what was committed. The settings of the session and the statements of an open transaction are run
//! again; those after the last savepoint had failed anyway.

use super::{Flow, Runner};
use crate::place::SourceText;
use crate::session::RawError;
use crate::split::Statement;
use std::ops::Range;
use std::sync::Arc;

/// Statements that a new backend has not seen.
#[derive(Default)]
pub(super) struct Replay {
    /// Settings outside of transactions.
    settings: Vec<Ran>,
    /// The statements of the open transaction, BEGIN first when the script says it.
    transaction: Vec<Ran>,
}

#[derive(Clone)]
struct Ran {
    source: Arc<SourceText>,
    statement: Statement,
}

impl Replay {
    /// A statement ran; `is_open`: a transaction is open after it.
    pub(super) fn ran(&mut self, source: &Arc<SourceText>, statement: &Statement, is_open: bool) {
        let ran = Ran {
            source: Arc::clone(source),
            statement: statement.clone(),
        };
        if is_open {
            self.transaction.push(ran);
            return;
        }
        // Committed, or taken back.
        let ended = std::mem::take(&mut self.transaction);
        let is_setting = |ran: &Ran| sets_session(&ran.source.text[ran.statement.range.clone()]);
        self.settings
            .extend(ended.into_iter().chain([ran]).filter(is_setting));
    }

    /// The transaction of an object ended; `committed`: it did not fail.
    pub(super) fn ended(&mut self, committed: bool) {
        let ended = std::mem::take(&mut self.transaction);
        if committed {
            let is_setting = |ran: &Ran| sets_session(&ran.source.text[ran.statement.range.clone()]);
            self.settings.extend(ended.into_iter().filter(is_setting));
        }
    }
}

/// Whether a statement changes a setting of the session.
fn sets_session(sql: &str) -> bool {
    let mut words = sql.split_whitespace();
    let first = words.next().unwrap_or_default();
    (first.eq_ignore_ascii_case("set")
        && words
            .next()
            .is_some_and(|word| !word.eq_ignore_ascii_case("local")))
        || first.eq_ignore_ascii_case("reset")
}

impl Runner<'_> {
    /// Takes up the work where a statement of our own failed, on a backend that is started again; stops when the error is
    /// none that this helps against.
    pub(super) fn start_again(&mut self, error: RawError, source: &SourceText, range: Range<usize>) -> Flow {
        if !self.session.must_restart(&error) {
            return self.broken(error, source, range);
        }
        let replayed = self.session.restart().and_then(|()| self.replay_all());
        // What it says was said before.
        self.session.take_notices();
        match replayed {
            Ok(()) => Flow::GoOn,
            Err(error) => self.broken(*error, source, range),
        }
    }

    fn replay_all(&mut self) -> Result<(), Box<RawError>> {
        for number in 0..self.replay.settings.len() {
            let Ran { source, statement } = self.replay.settings[number].clone();
            self.session.simple(&source.text[statement.range])?;
        }
        if self.is_in_own_block() {
            self.session.simple("BEGIN")?;
        }
        for number in 0..self.replay.transaction.len() {
            let Ran { source, statement } = self.replay.transaction[number].clone();
            let sql = &source.text[statement.range.clone()];
            match &statement.copy_data {
                Some(data) => self.session.copy_in(sql, &source.text[data.clone()])?,
                None => self.session.simple(sql)?,
            };
        }
        Ok(())
    }

    fn broken(&mut self, error: RawError, source: &SourceText, range: Range<usize>) -> Flow {
        self.failed(error.placed(source.place(range)));
        self.outcome.stopped = true;
        Flow::Stop
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_of_the_session_are_known() {
        for sql in [
            "SET search_path = hr",
            "set check_function_bodies = off",
            "RESET ALL",
        ] {
            assert!(sets_session(sql), "{sql}");
        }
        for sql in ["SET LOCAL search_path = hr", "SELECT 1", "UPDATE t SET a = 1"] {
            assert!(!sets_session(sql), "{sql}");
        }
    }
}
