//! Exceptions: conditions of handlers, RAISE. SQLSTATEs come from the runtime's table.

use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::Span;
use plconv_hir::item::ExceptionId;
use plconv_hir::stmt::ExceptionRef;
use plconv_pg::{self as pg, PlKind, Raise};

/// SQLSTATEs that have a condition name a reader knows.
static CONDITION_NAMES: &[(&str, &str)] = &[
    ("P0002", "no_data_found"),
    ("P0003", "too_many_rows"),
    ("23505", "unique_violation"),
    ("22012", "division_by_zero"),
];

fn condition(state: &str) -> String {
    match CONDITION_NAMES.iter().find(|(known, _)| *known == state) {
        Some((_, name)) => (*name).to_owned(),
        None => format!("SQLSTATE '{state}'"),
    }
}

/// A number for a declared exception that depends on nothing but its full name.
fn ordinal(id: &ExceptionId) -> u32 {
    let mut name = id.schema.clone().unwrap_or_default();
    for part in id
        .package
        .iter()
        .chain(&id.scope)
        .chain(std::iter::once(&id.name))
    {
        name.push('.');
        name.push_str(part);
    }
    // The runtime takes it modulo the number of states.
    name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The state of an exception without a number.
pub(super) fn state_of(exception: &ExceptionRef) -> String {
    match exception {
        ExceptionRef::Declared(id) => plconv_runtime::sqlstate_for_user_exception(ordinal(id)),
        // Nothing raises what is not declared, which the resolver has reported.
        ExceptionRef::Predefined(_) | ExceptionRef::Others | ExceptionRef::Unresolved(_) => {
            "U0000".to_owned()
        }
    }
}

impl Lowering<'_> {
    /// The conditions of WHEN.
    pub(crate) fn conditions(&mut self, exceptions: &[ExceptionRef], span: Span) -> Vec<String> {
        let mut conditions = Vec::new();
        for exception in exceptions {
            match exception {
                ExceptionRef::Others => conditions.push("OTHERS".to_owned()),
                ExceptionRef::Predefined(name) => {
                    if name == "ROWTYPE_MISMATCH" {
                        self.report(
                            Code::EXCEPTION_APPROXIMATED,
                            span,
                            "FETCH of a row into a record of other fields raises no error in PostgreSQL: missing values are NULL, further ones are left out",
                        );
                    }
                    conditions.extend(
                        plconv_runtime::sqlstates_for_predefined(name)
                            .iter()
                            .map(|state| condition(state)),
                    );
                }
                ExceptionRef::Declared(id) => match id.number {
                    Some(number) => {
                        if matches!(number, -2291 | -2292) {
                            self.report(
                                Code::EXCEPTION_APPROXIMATED,
                                span,
                                "ORA-02291 and ORA-02292 are both foreign_key_violation in PostgreSQL; its message, which has to be English, tells them apart",
                            );
                        }
                        conditions.extend(
                            plconv_runtime::sqlstates_for_oracle_error(number)
                                .iter()
                                .map(|state| condition(state)),
                        );
                    }
                    None => {
                        let state = plconv_runtime::sqlstate_for_user_exception(ordinal(id));
                        conditions.push(condition(&state));
                    }
                },
                // Reported by the resolver: nothing raises it.
                ExceptionRef::Unresolved(_) => conditions.push("SQLSTATE 'U0000'".to_owned()),
            }
        }
        conditions.dedup();
        conditions
    }

    /// RAISE.
    pub(crate) fn raise(&mut self, exception: Option<&ExceptionRef>) -> PlKind {
        let (state, message) = match exception {
            None => return PlKind::Raise(Raise::default()),
            Some(ExceptionRef::Declared(id)) => match id.number {
                Some(number) => {
                    let states = plconv_runtime::sqlstates_for_oracle_error(number);
                    let state = states
                        .first()
                        .cloned()
                        .unwrap_or_else(|| plconv_runtime::sqlstate_for_oracle_number(number));
                    (state, format!("ORA-{:05}: ", number.unsigned_abs()))
                }
                None => (
                    plconv_runtime::sqlstate_for_user_exception(ordinal(id)),
                    "User-Defined Exception".to_owned(),
                ),
            },
            Some(ExceptionRef::Predefined(name)) => {
                let state = plconv_runtime::sqlstates_for_predefined(name)
                    .first()
                    .copied()
                    .unwrap_or("P0001");
                (state.to_owned(), predefined_message(name).to_owned())
            }
            Some(ExceptionRef::Others | ExceptionRef::Unresolved(_)) => {
                ("U0000".to_owned(), "unknown exception".to_owned())
            }
        };
        PlKind::Raise(Raise {
            level: "EXCEPTION",
            using: vec![
                ("ERRCODE", pg::Expr::text(state)),
                ("MESSAGE", pg::Expr::text(message)),
            ],
            ..Raise::default()
        })
    }
}

/// Texts of the predefined exceptions. PL/SQL Language Reference, "Predefined Exceptions".
fn predefined_message(name: &str) -> &'static str {
    match name {
        "NO_DATA_FOUND" => "ORA-01403: no data found",
        "TOO_MANY_ROWS" => "ORA-01422: exact fetch returns more than requested number of rows",
        "DUP_VAL_ON_INDEX" => "ORA-00001: unique constraint violated",
        "ZERO_DIVIDE" => "ORA-01476: divisor is equal to zero",
        "VALUE_ERROR" => "ORA-06502: PL/SQL: numeric or value error",
        "INVALID_NUMBER" => "ORA-01722: invalid number",
        "CURSOR_ALREADY_OPEN" => "ORA-06511: PL/SQL: cursor already open",
        "INVALID_CURSOR" => "ORA-01001: invalid cursor",
        "CASE_NOT_FOUND" => "ORA-06592: CASE not found while executing CASE statement",
        "COLLECTION_IS_NULL" => "ORA-06531: Reference to uninitialized collection",
        "SUBSCRIPT_BEYOND_COUNT" => "ORA-06533: Subscript beyond count",
        "SUBSCRIPT_OUTSIDE_LIMIT" => "ORA-06532: Subscript outside of limit",
        "PROGRAM_ERROR" => "ORA-06501: PL/SQL: program error",
        "STORAGE_ERROR" => "ORA-06500: PL/SQL: storage error",
        "TIMEOUT_ON_RESOURCE" => "ORA-00051: timeout occurred while waiting for a resource",
        "NOT_LOGGED_ON" => "ORA-01012: not logged on",
        "LOGIN_DENIED" => "ORA-01017: invalid username/password; logon denied",
        "SYS_INVALID_ROWID" => "ORA-01410: invalid ROWID",
        "ROWTYPE_MISMATCH" => "ORA-06504: PL/SQL: Return types of Result Set variables or query do not match",
        "ACCESS_INTO_NULL" => "ORA-06530: Reference to uninitialized composite",
        "NO_DATA_NEEDED" => "ORA-06548: no more rows needed",
        "SELF_IS_NULL" => "ORA-30625: method dispatch on NULL SELF argument is disallowed",
        _ => "ORA-06510: PL/SQL: unhandled user-defined exception",
    }
}
