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
    "array_count",
    "array_extend",
    "array_first",
    "array_index",
    "array_last",
    "array_next",
    "array_prior",
    "array_trim_end",
    "ascii",
    "at_time_zone",
    "autonomous_connection",
    "bitand",
    "chr",
    "concat",
    "date_add_days",
    "date_add_interval",
    "date_diff_days",
    "datetime_to_char",
    "dbms_assert_qualified_sql_name",
    "dbms_assert_simple_sql_name",
    "dbms_output_disable",
    "dbms_output_enable",
    "dbms_output_new_line",
    "dbms_output_put",
    "dbms_output_put_line",
    "divide",
    "double_to_char",
    "element",
    "exact_char",
    "exp",
    "format_call_stack",
    "format_error_backtrace",
    "format_error_stack",
    "from_tz",
    "greatest_or_null",
    "hextoraw",
    "initcap",
    "instr",
    "instrb",
    "interval_ds_to_char",
    "interval_ym_to_char",
    "is_json",
    "json_array_text",
    "json_document",
    "json_value",
    "json_value_number",
    "last_day",
    "least_or_null",
    "lengthb",
    "ln",
    "log",
    "lpad",
    "ltrim",
    "map_append",
    "map_count",
    "map_delete",
    "map_delete_range",
    "map_exists",
    "map_extend",
    "map_first",
    "map_from_array",
    "map_get",
    "map_last",
    "map_next",
    "map_of",
    "map_prior",
    "map_set",
    "mod",
    "months_between",
    "new_time",
    "next_day",
    "num_to_char",
    "number_in_words",
    "number_round",
    "numtodsinterval",
    "numtoyminterval",
    "oracle_error_message",
    "parse_datetime",
    "power",
    "raise_application_error",
    "raise_oracle_error",
    "rawtohex",
    "refuse_date_unit",
    "refused",
    "regexp_count",
    "regexp_flags",
    "regexp_instr",
    "regexp_like",
    "regexp_pattern",
    "regexp_replace",
    "regexp_substr",
    "remainder",
    "replace",
    "round_date",
    "rpad",
    "rtrim",
    "soundex",
    "sqlcode",
    "sqlerrm",
    "sqlstate_for_oracle_error",
    "sqrt",
    "state_clear",
    "state_exists",
    "state_get",
    "state_guc_clear",
    "state_guc_exists",
    "state_guc_get",
    "state_guc_name",
    "state_guc_set",
    "state_name",
    "state_set",
    "substr",
    "substrb",
    "sys_guid",
    "sysdate",
    "sysdate_sql",
    "systimestamp",
    "time_zone",
    "to_char",
    "to_char_date",
    "to_char_hexadecimal",
    "to_char_text_minimum",
    "to_date",
    "to_dsinterval",
    "to_number",
    "to_timestamp",
    "to_timestamp_tz",
    "to_yminterval",
    "translate",
    "trim_both",
    "trunc_date",
    "tz_offset",
    "user_exception_sqlstate",
    "utl_raw_cast_to_raw",
    "utl_raw_cast_to_varchar2",
    "utl_raw_substr",
    "varray_extend",
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
