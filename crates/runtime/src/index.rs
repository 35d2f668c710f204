//! The table of the runtime files.

use std::sync::OnceLock;

use crate::function::RuntimeFunction;

macro_rules! files {
    ($($name:literal,)*) => {
        &[$(($name, include_str!(concat!("../sql/", $name, ".sql")))),*]
    };
}

/// Every file of `sql/`, sorted by name.
const FILES: &[(&str, &str)] = files![
    "add_months",
    "bitand",
    "date_add_days",
    "date_diff_days",
    "divide",
    "exp",
    "greatest_or_null",
    "instr",
    "last_day",
    "least_or_null",
    "ln",
    "log",
    "mod",
    "months_between",
    "next_day",
    "num_to_char",
    "number_round",
    "oracle_error_message",
    "power",
    "raise_oracle_error",
    "remainder",
    "sqlstate_for_oracle_error",
    "sqrt",
    "substr",
    "sysdate",
    "sysdate_sql",
    "systimestamp",
];

/// All runtime functions, sorted by name.
pub fn functions() -> &'static [RuntimeFunction] {
    static FUNCTIONS: OnceLock<Vec<RuntimeFunction>> = OnceLock::new();
    FUNCTIONS.get_or_init(|| {
        FILES
            .iter()
            .map(|(name, sql)| RuntimeFunction::from_file(name, sql))
            .collect()
    })
}

/// The runtime function with this name.
pub fn find(name: &str) -> Option<&'static RuntimeFunction> {
    let functions = functions();
    functions
        .binary_search_by(|function| function.name.cmp(name))
        .ok()
        .map(|at| &functions[at])
}
