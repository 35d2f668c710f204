//! Frames and requests of OpenLogReplicator: four bytes of length (little-endian, then eight when all are set), a message of
//! Protocol Buffers as request and first answer, JSON afterwards.

use std::io::{Error, ErrorKind, Read, Write};

/// A message may not be longer, so that a length that is none does not take all memory.
const LONGEST: u64 = 4 << 30;

/// What a client asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// How things stand.
    Info,
    /// Begin at an SCN.
    Start(u64),
    /// Go on behind a message.
    Continue(Option<(u64, u64)>),
    /// Messages up to this one are safe.
    Confirm(u64, u64),
}

/// What the server answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Ready,
    FailedStart,
    Starting,
    AlreadyStarted,
    Replicate,
    InvalidDatabase,
    Other(u64),
}

pub(super) fn write_frame(stream: &mut impl Write, message: &[u8]) -> std::io::Result<()> {
    match u32::try_from(message.len()) {
        Ok(length) if length < u32::MAX => stream.write_all(&length.to_le_bytes())?,
        Ok(_) | Err(_) => {
            stream.write_all(&u32::MAX.to_le_bytes())?;
            stream.write_all(&(message.len() as u64).to_le_bytes())?;
        }
    }
    stream.write_all(message)?;
    stream.flush()
}

/// Collects the bytes of a frame, so that a wait which ends in the middle loses nothing.
#[derive(Debug, Default)]
pub(super) struct Frames {
    buffer: Vec<u8>,
}

impl Frames {
    /// The next whole message; `None` when the stream has no more for now.
    pub(super) fn read(&mut self, stream: &mut impl Read) -> std::io::Result<Option<Vec<u8>>> {
        loop {
            if let Some((start, length)) = self.head()? {
                let end = start + length;
                if self.buffer.len() >= end {
                    let rest = self.buffer.split_off(end);
                    let mut message = std::mem::replace(&mut self.buffer, rest);
                    message.drain(..start);
                    return Ok(Some(message));
                }
            }
            let mut piece = [0; 64 * 1024];
            match stream.read(&mut piece) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(count) => self.buffer.extend_from_slice(&piece[..count]),
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                    return Ok(None);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Where the message begins, and its length.
    fn head(&self) -> std::io::Result<Option<(usize, usize)>> {
        let Some((short, rest)) = self.buffer.split_first_chunk() else {
            return Ok(None);
        };
        let short = u32::from_le_bytes(*short);
        let (start, length) = if short == u32::MAX {
            match rest.split_first_chunk() {
                Some((long, _)) => (12, u64::from_le_bytes(*long)),
                None => return Ok(None),
            }
        } else {
            (4, u64::from(short))
        };
        if length > LONGEST {
            return Err(Error::new(
                ErrorKind::InvalidData,
                format!("a message of {length} bytes"),
            ));
        }
        Ok(Some((start, length as usize)))
    }
}

/// A field of Protocol Buffers that is a number.
fn number(field: u64, value: u64, out: &mut Vec<u8>) {
    varint(field << 3, out);
    varint(value, out);
}

fn varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// A request as bytes: `RedoRequest`.
pub(super) fn request(request: &Request, database: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let code = match request {
        Request::Info => 0,
        Request::Start(_) => 1,
        Request::Continue(_) => 2,
        Request::Confirm(..) => 3,
    };
    number(1, code, &mut out);
    varint(2 << 3 | 2, &mut out);
    varint(database.len() as u64, &mut out);
    out.extend_from_slice(database.as_bytes());
    match request {
        Request::Info | Request::Continue(None) => {}
        Request::Start(scn) => number(3, *scn, &mut out),
        Request::Continue(Some((scn, index))) | Request::Confirm(scn, index) => {
            number(8, *scn, &mut out);
            number(9, *index, &mut out);
        }
    }
    out
}

/// The code of an answer: `RedoResponse`. Without one it is 0.
pub(super) fn answer(bytes: &[u8]) -> Option<Answer> {
    let mut rest = bytes;
    let mut code = 0;
    while !rest.is_empty() {
        let key = read_varint(&mut rest)?;
        match key & 7 {
            0 => {
                let value = read_varint(&mut rest)?;
                if key >> 3 == 1 {
                    code = value;
                }
            }
            1 => rest = rest.get(8..)?,
            2 => {
                let length = usize::try_from(read_varint(&mut rest)?).ok()?;
                rest = rest.get(length..)?;
            }
            5 => rest = rest.get(4..)?,
            _ => return None,
        }
    }
    Some(match code {
        0 => Answer::Ready,
        1 => Answer::FailedStart,
        2 => Answer::Starting,
        3 => Answer::AlreadyStarted,
        4 => Answer::Replicate,
        6 => Answer::InvalidDatabase,
        other => Answer::Other(other),
    })
}

fn read_varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (first, behind) = rest.split_first()?;
        *rest = behind;
        value |= u64::from(first & 0x7F) << shift;
        if first & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Hands out a few bytes at a time, with pauses.
    struct Slow<'a>(&'a [u8], usize, bool);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.2 = !self.2;
            if self.2 {
                return Err(ErrorKind::WouldBlock.into());
            }
            let count = self.1.min(self.0.len()).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    proptest! {
        #[test]
        fn frames_come_back(messages in proptest::collection::vec(any::<Vec<u8>>(), 0..5), piece in 1..20usize) {
            let mut bytes = Vec::new();
            for message in &messages {
                write_frame(&mut bytes, message).unwrap();
            }
            let mut frames = Frames::default();
            let mut slow = Slow(&bytes, piece, false);
            let mut found = Vec::new();
            loop {
                match frames.read(&mut slow) {
                    Ok(Some(message)) => found.push(message),
                    Ok(None) => {}
                    Err(error) => {
                        prop_assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
                        break;
                    }
                }
            }
            prop_assert_eq!(found, messages);
        }

        #[test]
        fn no_bytes_stop_it(bytes in any::<Vec<u8>>()) {
            let _ = answer(&bytes);
            let mut frames = Frames::default();
            while let Ok(Some(_)) = frames.read(&mut bytes.as_slice()) {}
        }
    }

    #[test]
    fn requests_and_answers() {
        assert_eq!(
            request(&Request::Start(300), "DB"),
            [8, 1, 18, 2, b'D', b'B', 24, 0xAC, 2]
        );
        assert_eq!(
            request(&Request::Confirm(1, 2), "D"),
            [8, 3, 18, 1, b'D', 64, 1, 72, 2]
        );
        assert_eq!(answer(&[8, 4, 16, 5]), Some(Answer::Replicate));
        assert_eq!(answer(&[]), Some(Answer::Ready));
        assert_eq!(answer(&[8]), None);
        let long = [&[0xFF; 4][..], &3u64.to_le_bytes(), b"abc"].concat();
        assert_eq!(
            Frames::default().read(&mut long.as_slice()).unwrap(),
            Some(b"abc".to_vec())
        );
    }
}
