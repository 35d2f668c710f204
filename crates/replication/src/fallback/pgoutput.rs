//! The messages of PostgreSQL's output plugin `pgoutput`, protocol version 1.
//!
//! Input: the bytes of one message. Output: what it says, borrowed from them. Transactions come whole and in the order of
//! their commits: parts of open ones are sent from version 2 on only, and nobody asks for it.

use super::lsn::Lsn;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Bytes that are no message, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} at byte {at} of a message of pgoutput")]
pub struct PgOutputError {
    /// Where in the message.
    pub at: usize,
    /// What is wrong.
    pub message: &'static str,
}

/// A message.
#[derive(Clone, Debug, PartialEq)]
pub enum Message<'a> {
    /// A transaction begins.
    Begin {
        /// Where its commit is.
        final_lsn: Lsn,
        /// When it committed.
        committed_at: SystemTime,
        /// Its number.
        xid: u32,
    },
    /// It ends.
    Commit {
        /// Where the commit begins.
        commit_lsn: Lsn,
        /// Where the commit ends: reading goes on there.
        end_lsn: Lsn,
        /// When it committed.
        committed_at: SystemTime,
    },
    /// It was replicated from elsewhere; comes behind Begin.
    Origin {
        /// Where it committed there.
        lsn: Lsn,
        /// Name of the origin.
        name: &'a str,
    },
    /// What a table is like from here on.
    Relation(Relation),
    /// What a type is called that is not built in.
    Type {
        /// Its number.
        oid: u32,
        /// Its schema.
        schema: &'a str,
        /// Its name.
        name: &'a str,
    },
    /// A row came.
    Insert {
        /// The table's number.
        relation: u32,
        /// The row.
        new: Tuple<'a>,
    },
    /// A row changed.
    Update {
        /// The table's number.
        relation: u32,
        /// What it was; `None` when its identity is as in the new row.
        old: Option<OldTuple<'a>>,
        /// The row.
        new: Tuple<'a>,
    },
    /// A row went.
    Delete {
        /// The table's number.
        relation: u32,
        /// What it was.
        old: OldTuple<'a>,
    },
    /// All rows of tables went.
    Truncate {
        /// Whether those that refer to them were emptied too; they are among the tables when they are published.
        cascade: bool,
        /// Whether their sequences began anew.
        restart_identity: bool,
        /// The tables' numbers.
        relations: Vec<u32>,
    },
    /// What `pg_logical_emit_message` wrote.
    Logical {
        /// Whether it belongs to its transaction.
        is_transactional: bool,
        /// Where it is.
        lsn: Lsn,
        /// Who it is for.
        prefix: &'a str,
        /// What it says.
        content: &'a [u8],
    },
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its number.
    pub id: u32,
    /// Its schema; `pg_catalog` comes as nothing.
    pub schema: String,
    /// Its name.
    pub name: String,
    /// What of a row is sent when it changes or goes.
    pub identity: Identity,
    /// Its published columns.
    pub columns: Vec<RelationColumn>,
}

/// What of a row is sent when it changes or goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// The primary key.
    Default,
    /// Nothing.
    Nothing,
    /// All columns.
    Full,
    /// The columns of an index.
    Index,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationColumn {
    /// Whether it identifies rows.
    pub is_key: bool,
    /// Its name.
    pub name: String,
    /// Its type's number.
    pub type_oid: u32,
    /// The modifier of its type.
    pub type_modifier: i32,
}

/// The values of a row, one for each column of its table.
pub type Tuple<'a> = Vec<Cell<'a>>;

/// A value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// NULL; also a column that does not identify rows where only such are sent.
    Null,
    /// A large value that did not change, which is not sent.
    Unchanged,
    /// The value as text.
    Text(&'a str),
    /// The value in the type's binary form.
    Binary(&'a [u8]),
}

/// What a row was.
#[derive(Clone, Debug, PartialEq)]
pub struct OldTuple<'a> {
    /// Whether all its columns are there, or only those that identify it.
    pub is_whole: bool,
    /// The values.
    pub tuple: Tuple<'a>,
}

/// Reads one message.
///
/// # Errors
/// When the bytes are none of version 1.
pub fn decode(bytes: &[u8]) -> Result<Message<'_>, PgOutputError> {
    let mut reader = Reader { bytes, at: 0 };
    let message = reader.message()?;
    if reader.at < bytes.len() {
        return Err(reader.error("more than the message"));
    }
    Ok(message)
}

/// A time as the server sends it: microseconds since 2000-01-01.
#[must_use]
pub fn time_of(microseconds: i64) -> SystemTime {
    const OF_2000: Duration = Duration::from_secs(946_684_800);
    let distance = Duration::from_micros(microseconds.unsigned_abs());
    let of_2000 = UNIX_EPOCH + OF_2000;
    let time = if microseconds < 0 {
        of_2000.checked_sub(distance)
    } else {
        of_2000.checked_add(distance)
    };
    time.unwrap_or(of_2000)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn error(&self, message: &'static str) -> PgOutputError {
        PgOutputError { at: self.at, message }
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], PgOutputError> {
        let end = self.at.checked_add(count);
        let Some(taken) = end.and_then(|end| self.bytes.get(self.at..end)) else {
            return Err(self.error("fewer bytes than announced"));
        };
        self.at += count;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], PgOutputError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    fn u8(&mut self) -> Result<u8, PgOutputError> {
        Ok(u8::from_be_bytes(self.array()?))
    }

    fn u16(&mut self) -> Result<u16, PgOutputError> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    fn u32(&mut self) -> Result<u32, PgOutputError> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    fn lsn(&mut self) -> Result<Lsn, PgOutputError> {
        Ok(Lsn(u64::from_be_bytes(self.array()?)))
    }

    fn time(&mut self) -> Result<SystemTime, PgOutputError> {
        Ok(time_of(i64::from_be_bytes(self.array()?)))
    }

    /// Bytes whose number comes first.
    fn counted(&mut self) -> Result<&'a [u8], PgOutputError> {
        let count = self.u32()?;
        let count = usize::try_from(count).map_err(|_| self.error("too many bytes"))?;
        self.take(count)
    }

    fn text(&mut self, bytes: &'a [u8]) -> Result<&'a str, PgOutputError> {
        std::str::from_utf8(bytes).map_err(|_| self.error("bytes that are no UTF-8"))
    }

    /// A text that ends with a byte 0.
    fn name(&mut self) -> Result<&'a str, PgOutputError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let Some(length) = memchr::memchr(0, rest) else {
            return Err(self.error("a name without its end"));
        };
        let name = self.take(length)?;
        self.take(1)?;
        self.text(name)
    }

    fn message(&mut self) -> Result<Message<'a>, PgOutputError> {
        Ok(match self.u8()? {
            b'B' => Message::Begin {
                final_lsn: self.lsn()?,
                committed_at: self.time()?,
                xid: self.u32()?,
            },
            b'C' => {
                self.u8()?;
                Message::Commit {
                    commit_lsn: self.lsn()?,
                    end_lsn: self.lsn()?,
                    committed_at: self.time()?,
                }
            }
            b'O' => Message::Origin {
                lsn: self.lsn()?,
                name: self.name()?,
            },
            b'R' => Message::Relation(self.relation()?),
            b'Y' => Message::Type {
                oid: self.u32()?,
                schema: self.name()?,
                name: self.name()?,
            },
            b'I' => {
                let relation = self.u32()?;
                self.expect_new()?;
                Message::Insert {
                    relation,
                    new: self.tuple()?,
                }
            }
            b'U' => {
                let relation = self.u32()?;
                let old = match self.bytes.get(self.at) {
                    Some(b'K' | b'O') => Some(self.old()?),
                    _ => None,
                };
                self.expect_new()?;
                Message::Update {
                    relation,
                    old,
                    new: self.tuple()?,
                }
            }
            b'D' => Message::Delete {
                relation: self.u32()?,
                old: self.old()?,
            },
            b'T' => {
                let count = self.u32()?;
                let flags = self.u8()?;
                let mut relations = Vec::new();
                for _ in 0..count {
                    relations.push(self.u32()?);
                }
                Message::Truncate {
                    cascade: flags & 1 != 0,
                    restart_identity: flags & 2 != 0,
                    relations,
                }
            }
            b'M' => Message::Logical {
                is_transactional: self.u8()? & 1 != 0,
                lsn: self.lsn()?,
                prefix: self.name()?,
                content: self.counted()?,
            },
            _ => {
                self.at = 0;
                return Err(self.error("no kind of message of protocol version 1"));
            }
        })
    }

    fn relation(&mut self) -> Result<Relation, PgOutputError> {
        let id = self.u32()?;
        let schema = self.name()?.to_owned();
        let name = self.name()?.to_owned();
        let identity = match self.u8()? {
            b'd' => Identity::Default,
            b'n' => Identity::Nothing,
            b'f' => Identity::Full,
            b'i' => Identity::Index,
            _ => return Err(self.error("no kind of replica identity")),
        };
        let mut columns = Vec::new();
        for _ in 0..self.u16()? {
            columns.push(RelationColumn {
                is_key: self.u8()? & 1 != 0,
                name: self.name()?.to_owned(),
                type_oid: self.u32()?,
                type_modifier: i32::from_be_bytes(self.array()?),
            });
        }
        Ok(Relation {
            id,
            schema,
            name,
            identity,
            columns,
        })
    }

    fn expect_new(&mut self) -> Result<(), PgOutputError> {
        match self.u8()? {
            b'N' => Ok(()),
            _ => Err(self.error("no new row where one is due")),
        }
    }

    fn old(&mut self) -> Result<OldTuple<'a>, PgOutputError> {
        let is_whole = match self.u8()? {
            b'O' => true,
            b'K' => false,
            _ => return Err(self.error("no old row where one is due")),
        };
        Ok(OldTuple {
            is_whole,
            tuple: self.tuple()?,
        })
    }

    fn tuple(&mut self) -> Result<Tuple<'a>, PgOutputError> {
        let count = self.u16()?;
        let mut tuple = Vec::new();
        for _ in 0..count {
            tuple.push(match self.u8()? {
                b'n' => Cell::Null,
                b'u' => Cell::Unchanged,
                b't' => {
                    let bytes = self.counted()?;
                    Cell::Text(self.text(bytes)?)
                }
                b'b' => Cell::Binary(self.counted()?),
                _ => return Err(self.error("no kind of value")),
            });
        }
        Ok(tuple)
    }
}

#[cfg(test)]
mod tests;
