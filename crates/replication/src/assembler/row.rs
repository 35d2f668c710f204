//! A row of V$LOGMNR_CONTENTS.

use plconv_mover::value::hex;
use std::sync::Arc;
use std::time::SystemTime;

/// Values of OPERATION_CODE. Database Reference, V$LOGMNR_CONTENTS.
pub mod code {
    /// INSERT
    pub const INSERT: u32 = 1;
    /// DELETE
    pub const DELETE: u32 = 2;
    /// UPDATE
    pub const UPDATE: u32 = 3;
    /// DDL
    pub const DDL: u32 = 5;
    /// START
    pub const START: u32 = 6;
    /// COMMIT
    pub const COMMIT: u32 = 7;
    /// SEL_LOB_LOCATOR
    pub const SEL_LOB_LOCATOR: u32 = 9;
    /// MISSING_SCN
    pub const MISSING_SCN: u32 = 34;
    /// ROLLBACK
    pub const ROLLBACK: u32 = 36;
    /// XML DOC BEGIN
    pub const XML_BEGIN: u32 = 68;
    /// The beginning of a string of more than 4000 bytes.
    pub const LONG_BEGIN: u32 = 91;
    /// What goes on with a large value: LOB_WRITE, LOB_TRIM, LOB_ERASE, XML DOC WRITE and END, pieces of long strings.
    pub const LARGE: [u32; 7] = [10, 11, 29, 70, 71, 92, 93];
    /// INTERNAL, SELECT_FOR_UPDATE, DPI SAVEPOINT and its ROLLBACK, REPLICATION_MARKER.
    pub const IGNORED: [u32; 3] = [0, 25, 27];
}

/// A transaction: undo segment and slot, and which use of the slot it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Xid(pub [u8; 8]);

impl Xid {
    /// Undo segment and slot.
    #[must_use]
    pub fn slot(self) -> [u8; 4] {
        let [a, b, c, d, ..] = self.0;
        [a, b, c, d]
    }

    /// Whether the sequence number is not known: `ffffffff`.
    #[must_use]
    pub fn is_partial(self) -> bool {
        self.0[4..] == [0xFF; 4]
    }

    /// The same without sequence number.
    #[must_use]
    pub fn partial(self) -> Xid {
        let mut bytes = self.0;
        bytes[4..].fill(0xFF);
        Xid(bytes)
    }
}

impl std::fmt::Display for Xid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

/// A row.
#[derive(Clone, Debug, Default)]
pub struct LogRow {
    /// SCN
    pub scn: u64,
    /// START_SCN; 0 when it is not known.
    pub start_scn: u64,
    /// TIMESTAMP
    pub at: Option<SystemTime>,
    /// THREAD#
    pub thread: u16,
    /// XID
    pub xid: Xid,
    /// CSF: the statement goes on in the next row of the transaction.
    pub continues: bool,
    /// OPERATION_CODE
    pub code: u32,
    /// ROLLBACK: takes back an earlier change.
    pub is_rollback: bool,
    /// SEG_OWNER
    pub owner: String,
    /// TABLE_NAME
    pub table: String,
    /// DATA_OBJ#
    pub object: Option<u64>,
    /// ROW_ID; `None` when it is that of no row.
    pub row_id: Option<Arc<str>>,
    /// SQL_REDO
    pub sql: String,
    /// STATUS: 0 when the statement can be relied on.
    pub status: u32,
    /// INFO
    pub info: String,
    /// USERNAME
    pub user: Option<String>,
}

/// ROW_ID where there is none.
const NO_ROW: &str = "AAAAAAAAAAAAAAAAAA";

impl LogRow {
    /// ROW_ID as a value, `None` for that of no row.
    #[must_use]
    pub fn row_id_of(text: &str) -> Option<Arc<str>> {
        let text = text.trim();
        (!text.is_empty() && text != NO_ROW).then(|| text.into())
    }

    /// The beginning of the statement, for people.
    #[must_use]
    pub fn excerpt(&self) -> String {
        let end = self
            .sql
            .char_indices()
            .nth(200)
            .map_or(self.sql.len(), |(at, _)| at);
        if self.sql.is_empty() {
            self.info.clone()
        } else {
            self.sql[..end].to_owned()
        }
    }
}
