//! Predefined exceptions. PL/SQL Language Reference, "Predefined Exceptions".

/// Whether a name is that of an exception declared in STANDARD or a supplied package.
pub fn is_predefined(name: &str) -> bool {
    PREDEFINED.binary_search(&name).is_ok()
}

/// Sorted by name.
static PREDEFINED: &[&str] = &[
    "ACCESS_INTO_NULL",
    "CASE_NOT_FOUND",
    "COLLECTION_IS_NULL",
    "CURSOR_ALREADY_OPEN",
    "DUP_VAL_ON_INDEX",
    "INVALID_CURSOR",
    "INVALID_NUMBER",
    "LOGIN_DENIED",
    "NOT_LOGGED_ON",
    "NO_DATA_FOUND",
    "NO_DATA_NEEDED",
    "PROGRAM_ERROR",
    "ROWTYPE_MISMATCH",
    "SELF_IS_NULL",
    "STORAGE_ERROR",
    "SUBSCRIPT_BEYOND_COUNT",
    "SUBSCRIPT_OUTSIDE_LIMIT",
    "SYS_INVALID_ROWID",
    "TIMEOUT_ON_RESOURCE",
    "TOO_MANY_ROWS",
    "VALUE_ERROR",
    "ZERO_DIVIDE",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sorted() {
        assert!(super::PREDEFINED.is_sorted());
    }
}
