//! Built-in functions that are one function or a few words in PostgreSQL.

/// How a built-in is written in PostgreSQL.
pub(super) enum Form {
    /// A function of PostgreSQL that does the same.
    Native(&'static str),
    /// A function of the runtime.
    Runtime(&'static str),
    /// A function of the runtime for NUMBER, and one for binary floating-point numbers.
    Either(&'static str, &'static str),
    /// A function of PostgreSQL that knows binary floating-point numbers only, of a number as well.
    Floating(&'static str),
    /// Words that stand for the call.
    Words(&'static str),
}

/// A built-in: name, form, and the kinds of its arguments; the last kind serves for further arguments. `t` is text, `b`
/// text with the blanks of CHAR, `n` a number, `N` one that is no integer for PostgreSQL, `d` a date, `x` as it is.
pub(super) struct Row(pub &'static str, pub Form, pub &'static str);

use Form::{Either, Floating, Native, Runtime, Words};

/// Sorted by name.
static ROWS: &[Row] = &[
    Row("ABS", Native("abs"), "n"),
    Row("ACOS", Floating("acos"), "n"),
    Row("ADD_MONTHS", Runtime("add_months"), "dn"),
    Row("ASCII", Runtime("ascii"), "t"),
    Row("ASCIISTR", Runtime("asciistr"), "t"),
    Row("ASIN", Floating("asin"), "n"),
    Row("ATAN", Floating("atan"), "n"),
    Row("ATAN2", Floating("atan2"), "n"),
    Row(
        "BINARY_DOUBLE_INFINITY",
        Words("'Infinity'::double precision"),
        "",
    ),
    Row(
        "BINARY_DOUBLE_MAX_NORMAL",
        Words("1.7976931348623157e308::double precision"),
        "",
    ),
    Row(
        "BINARY_DOUBLE_MIN_NORMAL",
        Words("2.2250738585072014e-308::double precision"),
        "",
    ),
    Row("BINARY_DOUBLE_NAN", Words("'NaN'::double precision"), ""),
    Row("BINARY_FLOAT_INFINITY", Words("'Infinity'::real"), ""),
    Row("BINARY_FLOAT_MAX_NORMAL", Words("3.40282347e38::real"), ""),
    Row("BINARY_FLOAT_MIN_NORMAL", Words("1.17549435e-38::real"), ""),
    Row("BINARY_FLOAT_NAN", Words("'NaN'::real"), ""),
    Row("BITAND", Runtime("bitand"), "n"),
    Row("CHR", Runtime("chr"), "n"),
    Row("COS", Floating("cos"), "n"),
    Row("COSH", Floating("cosh"), "n"),
    Row("CURRENT_TIMESTAMP", Words("current_timestamp"), ""),
    Row("DBMS_LOB.GETLENGTH", Native("length"), "x"),
    Row("DICTIONARY_OBJ_NAME", Runtime("ora_dict_obj_name"), ""),
    Row("DICTIONARY_OBJ_OWNER", Runtime("ora_dict_obj_owner"), ""),
    Row("DICTIONARY_OBJ_TYPE", Runtime("ora_dict_obj_type"), ""),
    Row("EMPTY_BLOB", Words("''::bytea"), ""),
    Row("EMPTY_CLOB", Words("''::text"), ""),
    Row("EXP", Either("exp", "binary_exp"), "n"),
    Row("FROM_TZ", Runtime("from_tz"), "xt"),
    Row("HEXTORAW", Runtime("hextoraw"), "t"),
    Row("INITCAP", Runtime("initcap"), "t"),
    Row("INSTR", Runtime("instr"), "btnn"),
    Row("INSTRB", Runtime("instrb"), "btnn"),
    Row("LAST_DAY", Runtime("last_day"), "d"),
    Row("LENGTH", Native("length"), "b"),
    Row("LENGTHB", Native("octet_length"), "b"),
    Row("LN", Either("ln", "binary_ln"), "n"),
    Row("LOCALTIMESTAMP", Words("localtimestamp"), ""),
    Row("LOG", Either("log", "binary_log"), "n"),
    Row("LOWER", Native("lower"), "t"),
    Row("LPAD", Runtime("lpad"), "bnt"),
    Row("LTRIM", Runtime("ltrim"), "bt"),
    Row("MOD", Either("mod", "binary_mod"), "n"),
    Row("MONTHS_BETWEEN", Runtime("months_between"), "d"),
    Row("NEW_TIME", Runtime("new_time"), "dt"),
    Row("NEXT_DAY", Runtime("next_day"), "dt"),
    Row("NLS_CHARSET_ID", Runtime("nls_charset_id"), "t"),
    Row("NLS_INITCAP", Runtime("initcap"), "t"),
    Row("NLS_LOWER", Native("lower"), "t"),
    Row("NLS_UPPER", Native("upper"), "t"),
    Row("NUMTODSINTERVAL", Runtime("numtodsinterval"), "nt"),
    Row("NUMTOYMINTERVAL", Runtime("numtoyminterval"), "nt"),
    Row("ORA_CLIENT_IP_ADDRESS", Words("host(inet_client_addr())"), ""),
    Row("ORA_DATABASE_NAME", Words("upper(current_database())"), ""),
    Row("ORA_DICT_OBJ_NAME", Runtime("ora_dict_obj_name"), ""),
    Row("ORA_DICT_OBJ_OWNER", Runtime("ora_dict_obj_owner"), ""),
    Row("ORA_DICT_OBJ_TYPE", Runtime("ora_dict_obj_type"), ""),
    Row("ORA_LOGIN_USER", Words("upper(session_user)"), ""),
    Row("ORA_SYSEVENT", Runtime("ora_sysevent"), ""),
    Row("POWER", Either("power", "binary_power"), "n"),
    Row("RAWTOHEX", Runtime("rawtohex"), "x"),
    Row("REGEXP_COUNT", Runtime("regexp_count"), "btnt"),
    Row("REGEXP_INSTR", Runtime("regexp_instr"), "btnnntn"),
    Row("REGEXP_LIKE", Runtime("regexp_like"), "bt"),
    Row("REGEXP_REPLACE", Runtime("regexp_replace"), "bttnnt"),
    Row("REGEXP_SUBSTR", Runtime("regexp_substr"), "btnntn"),
    Row("REMAINDER", Either("remainder", "binary_remainder"), "n"),
    Row("REPLACE", Runtime("replace"), "bt"),
    Row("RPAD", Runtime("rpad"), "bnt"),
    Row("RTRIM", Runtime("rtrim"), "t"),
    Row("SESSIONTIMEZONE", Words("current_setting('TimeZone')"), ""),
    Row("SIGN", Native("sign"), "N"),
    Row("SIN", Floating("sin"), "n"),
    Row("SINH", Floating("sinh"), "n"),
    Row("SOUNDEX", Runtime("soundex"), "t"),
    Row("SQRT", Either("sqrt", "binary_sqrt"), "n"),
    Row("SUBSTR", Runtime("substr"), "bnn"),
    Row("SUBSTRB", Runtime("substrb"), "bnn"),
    Row("SYSEVENT", Runtime("ora_sysevent"), ""),
    Row("SYSTIMESTAMP", Runtime("systimestamp"), ""),
    Row("SYS_GUID", Runtime("sys_guid"), ""),
    Row("TAN", Floating("tan"), "n"),
    Row("TANH", Floating("tanh"), "n"),
    Row("TO_DSINTERVAL", Runtime("to_dsinterval"), "t"),
    Row("TO_YMINTERVAL", Runtime("to_yminterval"), "t"),
    Row("TRANSLATE", Runtime("translate"), "bt"),
    Row("TRIM", Runtime("trim_both"), "t"),
    Row("TZ_OFFSET", Runtime("tz_offset"), "t"),
    Row("UPPER", Native("upper"), "t"),
    Row("USER", Words("upper(session_user)"), ""),
    Row("WIDTH_BUCKET", Native("width_bucket"), "n"),
];

/// The row of a built-in.
pub(super) fn row(name: &str) -> Option<&'static Row> {
    ROWS.binary_search_by(|row| row.0.cmp(name))
        .ok()
        .and_then(|index| ROWS.get(index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_names_runtime_functions_that_exist() {
        for pair in ROWS.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} before {}", pair[0].0, pair[1].0);
        }
        for Row(name, form, _) in ROWS {
            if let Runtime(function) = form {
                assert!(
                    plconv_runtime::find(function).is_some(),
                    "{name} needs {function}"
                );
            }
        }
    }
}
