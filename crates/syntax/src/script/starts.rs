//! Words that statements start with.

use super::lines::{skip_blanks, word_at};

/// First words of statements. SQL Language Reference, "SQL Statements"; PL/SQL Language Reference, "Block".
const STATEMENT_STARTS: &[&str] = &[
    "ADMINISTER",
    "ALTER",
    "ANALYZE",
    "ASSOCIATE",
    "AUDIT",
    "BEGIN",
    "CALL",
    "COMMENT",
    "COMMIT",
    "CREATE",
    "DECLARE",
    "DELETE",
    "DISASSOCIATE",
    "DROP",
    "EXPLAIN",
    "FLASHBACK",
    "GRANT",
    "INSERT",
    "LOCK",
    "MERGE",
    "NOAUDIT",
    "PURGE",
    "RENAME",
    "REVOKE",
    "ROLLBACK",
    "SAVEPOINT",
    "SELECT",
    "SET",
    "TRUNCATE",
    "UPDATE",
    "WITH",
];

/// What CREATE makes of PL/SQL; the text of ALL_SOURCE starts with these words.
const STORED_UNITS: &[&str] = &["PACKAGE", "PROCEDURE", "FUNCTION", "TRIGGER", "TYPE", "LIBRARY"];

/// First words that occur nowhere inside of a statement when one of the second words follows.
const DEFINITE_STARTS: &[(&str, &[&str])] = &[
    (
        "ALTER",
        &[
            "DATABASE",
            "FUNCTION",
            "INDEX",
            "MATERIALIZED",
            "PACKAGE",
            "PROCEDURE",
            "PROFILE",
            "ROLE",
            "SEQUENCE",
            "SESSION",
            "SYSTEM",
            "TABLE",
            "TABLESPACE",
            "TRIGGER",
            "TYPE",
            "USER",
            "VIEW",
        ],
    ),
    ("COMMENT", &["ON"]),
    (
        "CREATE",
        &[
            "AND",
            "BITMAP",
            "CLUSTER",
            "CONTEXT",
            "DATABASE",
            "DIRECTORY",
            "EDITIONABLE",
            "FORCE",
            "FUNCTION",
            "GLOBAL",
            "INDEX",
            "JAVA",
            "LIBRARY",
            "MATERIALIZED",
            "NONEDITIONABLE",
            "OR",
            "PACKAGE",
            "PRIVATE",
            "PROCEDURE",
            "PROFILE",
            "PUBLIC",
            "ROLE",
            "SEQUENCE",
            "SYNONYM",
            "TABLE",
            "TABLESPACE",
            "TRIGGER",
            "TYPE",
            "UNIQUE",
            "USER",
            "VIEW",
        ],
    ),
    (
        "DROP",
        &[
            "DIRECTORY",
            "FUNCTION",
            "MATERIALIZED",
            "PACKAGE",
            "PROCEDURE",
            "PUBLIC",
            "ROLE",
            "SEQUENCE",
            "SYNONYM",
            "TABLE",
            "TABLESPACE",
            "TRIGGER",
            "USER",
            "VIEW",
        ],
    ),
    ("TRUNCATE", &["CLUSTER", "TABLE"]),
];

/// Whether a word at the start of a line can start a statement for the server.
pub fn is_reserved_start(word: &str) -> bool {
    is_one_of(word, STATEMENT_STARTS)
}

/// Whether a word says what kind of stored PL/SQL follows.
pub fn is_stored_unit(word: &str) -> bool {
    is_one_of(word, STORED_UNITS)
}

/// Whether the words at `position` start a definition and can be part of no other statement.
pub fn is_definite_start(text: &str, position: usize) -> bool {
    let first = word_at(text, position);
    let Some((_, seconds)) = DEFINITE_STARTS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(first))
    else {
        return false;
    };
    let second = word_at(text, skip_blanks(text, position + first.len()));
    is_one_of(second, seconds)
}

/// Whether a word is in a list, in any case.
pub fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|item| item.eq_ignore_ascii_case(word))
}
