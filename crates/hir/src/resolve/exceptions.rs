//! Predefined exceptions and the numbers of others. PL/SQL Language Reference, "Predefined Exceptions".

use plconv_syntax::ast::{self, AstNode, List};

/// Whether a name is that of an exception declared in STANDARD or a supplied package.
pub fn is_predefined(name: &str) -> bool {
    PREDEFINED.binary_search(&name).is_ok()
}

/// `PRAGMA EXCEPTION_INIT(name, number)` of a declaration list.
pub(super) fn exception_numbers(list: List<'_, ast::Declaration<'_>>) -> Vec<(String, i32)> {
    list.iter()
        .filter_map(|declaration| {
            let ast::Declaration::PragmaStmt(pragma) = declaration else {
                return None;
            };
            let pragma = pragma.pragma()?;
            if pragma.name()?.folded() != "EXCEPTION_INIT" {
                return None;
            }
            let mut values = pragma.args().iter().filter_map(|argument| match argument {
                ast::Argument::PlainArgument(plain) => plain.value(),
                _ => None,
            });
            let name = super::name::Reference::of(values.next()?).names().pop()?;
            let number: String = values
                .next()?
                .syntax()
                .text()
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            Some((name, number.trim_matches('\'').parse().ok()?))
        })
        .collect()
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
