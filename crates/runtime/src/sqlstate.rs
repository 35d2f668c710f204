//! The SQLSTATE of every Oracle error.
//!
//! An Oracle error that PostgreSQL itself raises keeps PostgreSQL's state (ORA-00001 is `23505`). Every other
//! Oracle number gets a state of its own: a letter for the ten thousands and the last four digits, so that
//! ORA-01839 is `O1839`, ORA-12899 `Q2899` and ORA-20010 `R0010`.
//!
//! A state that ends in `000` names a whole class to PL/pgSQL: a handler for it would catch the class. So the
//! last three digits `000` are written `K00`: ORA-20000 is `R0K00`.
//!
//! User-declared exceptions get `U` and four base-36 digits, again never ending in `000`.
//! The classes are among those that the SQL standard leaves to implementations (first character 5-9 or I-Z) and
//! that PostgreSQL does not use.

/// First character by ten thousands of the Oracle number. `P` and `X` belong to PostgreSQL, `U` to user exceptions.
const TEN_THOUSANDS: [char; 10] = ['O', 'Q', 'R', 'S', 'T', 'V', 'W', 'I', 'J', 'K'];

/// How many states there are for user-declared exceptions.
pub const USER_EXCEPTION_STATES: u32 = 36 * 46_655;

/// The state that an Oracle number has of its own, whether or not PostgreSQL has a counterpart.
///
/// The sign is ignored; numbers are taken modulo 100000, which is the range of five-digit ORA numbers.
#[must_use]
pub fn sqlstate_for_oracle_number(number: i32) -> String {
    let number = number.unsigned_abs() % 100_000;
    let letter = TEN_THOUSANDS[(number / 10_000) as usize % TEN_THOUSANDS.len()];
    let thousands = number / 1_000 % 10;
    match number % 1_000 {
        0 => format!("{letter}{thousands}K00"),
        rest => format!("{letter}{thousands}{rest:03}"),
    }
}

/// The state of `RAISE_APPLICATION_ERROR(code, ...)`: `-20001` gives `R0001`, `-20000` gives `R0K00`.
#[must_use]
pub fn sqlstate_for_application_error(code: i32) -> String {
    sqlstate_for_oracle_number(code)
}

/// The state of a user-declared exception without `PRAGMA EXCEPTION_INIT`.
///
/// The ordinal is any number that is unique per declaration in the whole project; it is taken modulo
/// [`USER_EXCEPTION_STATES`]. Ordinal 0 is `U0001`.
#[must_use]
pub fn sqlstate_for_user_exception(ordinal: u32) -> String {
    const DIGITS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let ordinal = ordinal % USER_EXCEPTION_STATES;
    let value = ordinal / 46_655 * 46_656 + ordinal % 46_655 + 1;
    let mut state = String::from("U");
    for power in [46_656, 1_296, 36, 1] {
        state.push(char::from(DIGITS[(value / power % 36) as usize]));
    }
    state
}

/// One Oracle error: its number, the predefined exception of PL/SQL if it has one, and its states.
struct OracleError {
    number: i32,
    predefined: Option<&'static str>,
    states: &'static [&'static str],
}

const fn named(number: i32, predefined: &'static str, states: &'static [&'static str]) -> OracleError {
    OracleError {
        number,
        predefined: Some(predefined),
        states,
    }
}

const fn numbered(number: i32, states: &'static [&'static str]) -> OracleError {
    OracleError {
        number,
        predefined: None,
        states,
    }
}

/// PL/SQL Language Reference, "Predefined Exceptions", and the Oracle errors that PostgreSQL raises itself.
///
/// The first state is the one to raise; a handler names all of them. An error that PostgreSQL can raise has
/// PostgreSQL's states; VALUE_ERROR and INVALID_NUMBER share most states, because PostgreSQL does not tell
/// conversions in SQL from those in PL/pgSQL: the runtime's `sqlcode` does.
const ORACLE_ERRORS: &[OracleError] = &[
    named(-1, "DUP_VAL_ON_INDEX", &["23505"]),
    named(-51, "TIMEOUT_ON_RESOURCE", &["O0051", "55P03"]),
    numbered(-54, &["55P03"]),
    numbered(-60, &["40P01"]),
    numbered(-904, &["42703"]),
    numbered(-942, &["42P01"]),
    named(-1001, "INVALID_CURSOR", &["34000", "24000", "22004"]),
    numbered(-1013, &["57014"]),
    named(-1012, "NOT_LOGGED_ON", &["O1012"]),
    named(-1017, "LOGIN_DENIED", &["28P01", "28000"]),
    numbered(-1031, &["42501"]),
    numbered(-1400, &["23502"]),
    named(100, "NO_DATA_FOUND", &["P0002", "02000"]),
    named(-1403, "NO_DATA_FOUND", &["P0002", "02000"]),
    numbered(-1402, &["44000"]),
    numbered(-1407, &["23502"]),
    named(-1410, "SYS_INVALID_ROWID", &["O1410", "22P02"]),
    named(-1422, "TOO_MANY_ROWS", &["P0003"]),
    numbered(-1426, &["22003"]),
    numbered(-1427, &["21000"]),
    numbered(-1438, &["22003"]),
    numbered(-1455, &["22003"]),
    named(-1476, "ZERO_DIVIDE", &["22012"]),
    named(-1722, "INVALID_NUMBER", &["22P02", "22003"]),
    numbered(-2290, &["23514"]),
    numbered(-2291, &["23503"]),
    numbered(-2292, &["23503", "23001"]),
    named(-6500, "STORAGE_ERROR", &["53200", "54001"]),
    named(-6501, "PROGRAM_ERROR", &["O6501", "XX000"]),
    named(
        -6502,
        "VALUE_ERROR",
        &["O6502", "22P02", "22003", "22001", "22004", "23514"],
    ),
    numbered(-6503, &["2F005"]),
    named(-6504, "ROWTYPE_MISMATCH", &["O6504", "42804"]),
    named(-6511, "CURSOR_ALREADY_OPEN", &["42P03"]),
    named(-6530, "ACCESS_INTO_NULL", &["O6530"]),
    named(-6531, "COLLECTION_IS_NULL", &["O6531"]),
    named(-6532, "SUBSCRIPT_OUTSIDE_LIMIT", &["O6532"]),
    named(-6533, "SUBSCRIPT_BEYOND_COUNT", &["O6533", "2202E"]),
    named(-6548, "NO_DATA_NEEDED", &["O6548"]),
    named(-6592, "CASE_NOT_FOUND", &["20000"]),
    numbered(-8177, &["40001"]),
    numbered(-12725, &["2201B"]),
    numbered(-12726, &["2201B"]),
    numbered(-12727, &["2201B"]),
    numbered(-12728, &["2201B"]),
    numbered(-12729, &["2201B"]),
    numbered(-12730, &["2201B"]),
    numbered(-12731, &["2201B"]),
    numbered(-12732, &["2201B"]),
    numbered(-12733, &["2201B"]),
    numbered(-12899, &["22001"]),
    numbered(-30006, &["55P03"]),
    numbered(-30926, &["21000"]),
    named(-30625, "SELF_IS_NULL", &["S0625"]),
    numbered(-32795, &["428C9"]),
    numbered(-32796, &["428C9"]),
    numbered(-54013, &["428C9"]),
    numbered(-54017, &["428C9"]),
];

/// The states of a predefined PL/SQL exception, upper case name; the first is the one to raise, a handler names
/// all. Empty for a name that PL/SQL does not predefine.
#[must_use]
pub fn sqlstates_for_predefined(name: &str) -> &'static [&'static str] {
    ORACLE_ERRORS
        .iter()
        .find(|error| error.predefined == Some(name))
        .map_or(&[], |error| error.states)
}

/// The number that SQLCODE has for a predefined exception, upper case name.
#[must_use]
pub fn number_of_predefined(name: &str) -> Option<i32> {
    ORACLE_ERRORS
        .iter()
        .find(|error| error.predefined == Some(name))
        .map(|error| error.number)
}

/// The states of an Oracle error as `PRAGMA EXCEPTION_INIT` names it (`-2291`, `100`, `-20010`); the first is the
/// one to raise, a handler names all. The errors -2291 and -2292, and -1400 and -1407, share a state: a handler
/// must ask `sqlcode` which of them it was.
#[must_use]
pub fn sqlstates_for_oracle_error(number: i32) -> Vec<String> {
    match ORACLE_ERRORS.iter().find(|error| error.number == number) {
        Some(error) => error.states.iter().map(|state| (*state).to_owned()).collect(),
        None => vec![sqlstate_for_oracle_number(number)],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn own_states_are_injective_and_never_a_class() {
        let states: BTreeSet<String> = (0..100_000).map(sqlstate_for_oracle_number).collect();
        assert_eq!(states.len(), 100_000);
        assert!(
            states
                .iter()
                .all(|state| state.len() == 5 && !state.ends_with("000"))
        );
        assert!(
            !states
                .iter()
                .any(|state| state.starts_with('P') || state.starts_with('X'))
        );
        assert!(!states.iter().any(|state| state.starts_with('U')));
    }

    #[test]
    fn documented_examples() {
        assert_eq!(sqlstate_for_oracle_number(1839), "O1839");
        assert_eq!(sqlstate_for_oracle_number(-12899), "Q2899");
        assert_eq!(sqlstate_for_application_error(-20000), "R0K00");
        assert_eq!(sqlstate_for_application_error(-20010), "R0010");
        assert_eq!(sqlstate_for_application_error(-20999), "R0999");
    }

    #[test]
    fn user_exception_states_are_injective_and_never_a_class() {
        let states: BTreeSet<String> = (0..100_000).map(sqlstate_for_user_exception).collect();
        assert_eq!(states.len(), 100_000);
        assert!(
            states
                .iter()
                .all(|state| state.len() == 5 && !state.ends_with("000"))
        );
        assert_eq!(sqlstate_for_user_exception(0), "U0001");
        assert_eq!(sqlstate_for_user_exception(46_654), "U0ZZZ");
        assert_eq!(sqlstate_for_user_exception(46_655), "U1001");
    }

    #[test]
    fn predefined_exceptions() {
        assert_eq!(sqlstates_for_predefined("DUP_VAL_ON_INDEX"), ["23505"]);
        assert_eq!(sqlstates_for_predefined("NO_DATA_FOUND")[0], "P0002");
        assert!(sqlstates_for_predefined("PAST_DUE").is_empty());
        assert_eq!(sqlstates_for_oracle_error(-2291), ["23503"]);
        assert_eq!(sqlstates_for_oracle_error(-20010), ["R0010"]);
        assert_eq!(sqlstates_for_oracle_error(100), sqlstates_for_oracle_error(-1403));
    }

    #[test]
    fn own_states_in_the_table_follow_the_scheme() {
        for error in ORACLE_ERRORS {
            let own = sqlstate_for_oracle_number(error.number);
            for state in error
                .states
                .iter()
                .filter(|state| TEN_THOUSANDS.iter().any(|c| state.starts_with(*c)))
            {
                assert_eq!(*state, own, "of ORA{}", error.number);
            }
        }
    }
}
