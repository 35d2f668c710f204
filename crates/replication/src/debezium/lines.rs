//! Where lines of events come from.

use plconv_mover::error::Error;
use std::io::BufRead;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

/// Lines that are read ahead.
const AHEAD: usize = 1024;

/// What reading the next line came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextLine {
    /// There is one.
    Line,
    /// None came in time.
    Nothing,
    /// There are no more.
    End,
}

/// Lines in the order in which they were written.
pub trait Lines: Send {
    /// Puts the next line into `text`, in place of what is there.
    ///
    /// # Errors
    /// When the input fails.
    fn next_line(&mut self, text: &mut Vec<u8>, wait: Duration) -> Result<NextLine, Error>;

    /// Where the last line is, for inputs that can be read from there again.
    fn place(&self) -> Option<i64> {
        None
    }

    /// Lines before a place are not wanted again.
    ///
    /// # Errors
    /// When the input cannot be told.
    fn confirm(&mut self, _place: i64) -> Result<(), Error> {
        Ok(())
    }
}

/// Lines of a file or a pipe. A thread reads them, since a pipe may say nothing for long; it ends with the input, or behind the
/// next line when nobody wants it.
pub struct InputLines {
    lines: Receiver<std::io::Result<Vec<u8>>>,
}

impl InputLines {
    /// Lines of an input.
    pub fn new(mut input: impl BufRead + Send + 'static) -> InputLines {
        let (send, lines) = mpsc::sync_channel(AHEAD);
        std::thread::spawn(move || {
            loop {
                let mut line = Vec::new();
                let message = match input.read_until(b'\n', &mut line) {
                    Ok(0) => return,
                    Ok(_) => Ok(line),
                    Err(error) => Err(error),
                };
                let is_last = message.is_err();
                if send.send(message).is_err() || is_last {
                    return;
                }
            }
        });
        InputLines { lines }
    }
}

impl Lines for InputLines {
    fn next_line(&mut self, text: &mut Vec<u8>, wait: Duration) -> Result<NextLine, Error> {
        match self.lines.recv_timeout(wait) {
            Ok(Ok(line)) => {
                *text = line;
                Ok(NextLine::Line)
            }
            Ok(Err(error)) => Err(Error::File {
                path: "the events of Debezium".to_owned(),
                message: error.to_string(),
            }),
            Err(RecvTimeoutError::Timeout) => Ok(NextLine::Nothing),
            Err(RecvTimeoutError::Disconnected) => Ok(NextLine::End),
        }
    }
}
