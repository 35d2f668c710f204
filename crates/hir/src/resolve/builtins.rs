//! Built-in functions: one row each with the type of the result and its rule for NULL.
//! SQL Language Reference, "Functions"; PL/SQL Packages and Types Reference.

use crate::expr::Expr;
use crate::ty::{Nullability, Type};
use plconv_catalog::DataType;

/// A built-in function or procedure.
#[derive(Debug)]
pub struct Builtin {
    /// Upper case name, with package for supplied packages.
    pub name: &'static str,
    /// What it is.
    pub kind: BuiltinKind,
    /// Type of the result.
    pub result: ResultType,
    /// When the result is NULL.
    pub nulls: NullRule,
    /// Whether it may be written without parentheses.
    pub without_parentheses: bool,
    /// Whether two calls may differ.
    pub volatile: bool,
}

/// Kinds of built-in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BuiltinKind {
    /// A function of one row.
    Scalar,
    /// An aggregate; with OVER also a window function.
    Aggregate,
    /// Only with OVER.
    Analytic,
    /// A procedure of a supplied package.
    Procedure,
}

/// Type of a result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResultType {
    /// NUMBER
    Number,
    /// PLS_INTEGER
    Integer,
    /// BINARY_DOUBLE
    Double,
    /// VARCHAR2
    Text,
    /// CLOB
    Clob,
    /// DATE
    Date,
    /// TIMESTAMP
    Timestamp,
    /// TIMESTAMP WITH TIME ZONE
    TimestampTz,
    /// INTERVAL DAY TO SECOND
    IntervalDs,
    /// INTERVAL YEAR TO MONTH
    IntervalYm,
    /// BOOLEAN
    Boolean,
    /// RAW
    Raw,
    /// BLOB
    Blob,
    /// XMLTYPE
    Xml,
    /// JSON
    Json,
    /// ROWID
    Rowid,
    /// TIMESTAMP with the digits of the first argument, nine for text
    LongTimestamp,
    /// TIMESTAMP WITH TIME ZONE, likewise
    LongTimestampTz,
    /// BINARY_FLOAT
    Float,
    /// That of the first argument.
    First,
    /// That of the first argument, VARCHAR2 for CHAR.
    FirstOrText,
    /// CHAR for CHAR, VARCHAR2 otherwise.
    SameText,
    /// That of the second argument.
    Second,
    /// That of the third argument, as DECODE.
    Third,
    /// DATE, unless the first argument is a number (TRUNC, ROUND).
    DateOrNumber,
    /// Number for numbers, otherwise that of the first argument (SUM of intervals).
    Sum,
    /// NUMBER, or BINARY_DOUBLE when an argument is a binary floating-point number.
    Arithmetic,
    /// Text, or CLOB when the first argument is one.
    TextOrClob,
    /// Nothing: a procedure.
    None,
    /// Unknown here.
    Unknown,
}

/// When a result is NULL.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NullRule {
    /// When an argument is.
    AnyArgument,
    /// Never.
    Never,
    /// Possibly, whatever the arguments.
    Maybe,
    /// When all arguments are (COALESCE, NVL).
    AllArguments,
}

/// Digits of the second of a value made from this one.
fn fraction_of(value: Option<&Expr>) -> u8 {
    match value.and_then(|value| value.ty.scalar()) {
        Some(
            DataType::Timestamp { fraction }
            | DataType::TimestampTz { fraction }
            | DataType::TimestampLtz { fraction },
        ) => *fraction,
        _ => 9,
    }
}

impl ResultType {
    /// The result type for these arguments.
    pub fn of(self, args: &[Expr]) -> Type {
        let argument = |index: usize| match args.get(index) {
            Some(argument) => match &argument.ty {
                // The first value that is not NULL decides, as Oracle's NVL(NULL, 1) is a number.
                Type::Null => args
                    .get(index + 1)
                    .map_or(Type::VARCHAR2, |next| next.ty.of_value()),
                ty => ty.of_value(),
            },
            None => Type::Unknown,
        };
        let scalar = Type::Scalar;
        match self {
            ResultType::Number => Type::NUMBER,
            ResultType::Integer => Type::PLS_INTEGER,
            ResultType::Float => scalar(DataType::BinaryFloat),
            ResultType::Double => scalar(DataType::BinaryDouble),
            ResultType::Text => Type::VARCHAR2,
            ResultType::Clob => scalar(DataType::Clob),
            ResultType::Date => Type::DATE,
            ResultType::Timestamp => scalar(DataType::Timestamp { fraction: 6 }),
            ResultType::TimestampTz => scalar(DataType::TimestampTz { fraction: 6 }),
            ResultType::LongTimestamp => scalar(DataType::Timestamp {
                fraction: fraction_of(args.first()),
            }),
            ResultType::LongTimestampTz => scalar(DataType::TimestampTz {
                fraction: fraction_of(args.first()),
            }),
            ResultType::IntervalDs => scalar(DataType::IntervalDayToSecond { fraction: 6 }),
            ResultType::IntervalYm => scalar(DataType::IntervalYearToMonth),
            ResultType::Boolean => Type::BOOLEAN,
            ResultType::Raw => scalar(DataType::Raw { length: None }),
            ResultType::Blob => scalar(DataType::Blob),
            ResultType::Xml => scalar(DataType::Xml),
            ResultType::Json => scalar(DataType::Json),
            ResultType::Rowid => scalar(DataType::Rowid),
            ResultType::First => argument(0),
            ResultType::FirstOrText => argument(0).of_text(),
            ResultType::Second => argument(1).of_text(),
            ResultType::Third => match argument(2) {
                // A first result of NULL or text makes DECODE return VARCHAR2.
                Type::Null => Type::VARCHAR2,
                ty => ty.of_text(),
            },
            ResultType::SameText => match argument(0) {
                ty @ Type::Scalar(DataType::Char { length: Some(_), .. }) => ty,
                _ => Type::VARCHAR2,
            },
            ResultType::DateOrNumber => match argument(0) {
                ty if ty.is_datetime() => Type::DATE,
                Type::Scalar(DataType::BinaryDouble) => scalar(DataType::BinaryDouble),
                _ => Type::NUMBER,
            },
            ResultType::Sum => match argument(0) {
                ty if ty.is_interval() => ty,
                Type::Scalar(DataType::BinaryDouble | DataType::BinaryFloat) => {
                    scalar(DataType::BinaryDouble)
                }
                _ => Type::NUMBER,
            },
            ResultType::Arithmetic => {
                let binary =
                    |ty: &Type| matches!(ty.scalar(), Some(DataType::BinaryDouble | DataType::BinaryFloat));
                if args.iter().any(|argument| binary(&argument.ty)) {
                    scalar(DataType::BinaryDouble)
                } else {
                    Type::NUMBER
                }
            }
            ResultType::TextOrClob => match argument(0) {
                Type::Scalar(DataType::Clob) => scalar(DataType::Clob),
                _ => Type::VARCHAR2,
            },
            ResultType::None | ResultType::Unknown => Type::Unknown,
        }
    }
}

impl NullRule {
    /// The nullability for these arguments.
    pub fn of(self, args: &[Expr]) -> Nullability {
        match self {
            NullRule::Never => Nullability::NotNull,
            NullRule::Maybe => Nullability::Nullable,
            NullRule::AnyArgument => {
                if args
                    .iter()
                    .all(|argument| argument.nullability == Nullability::NotNull)
                {
                    Nullability::NotNull
                } else {
                    Nullability::Nullable
                }
            }
            NullRule::AllArguments => {
                if args
                    .iter()
                    .any(|argument| argument.nullability == Nullability::NotNull)
                {
                    Nullability::NotNull
                } else {
                    Nullability::Nullable
                }
            }
        }
    }
}

/// The built-in of that upper case name.
pub fn find(name: &str) -> Option<&'static Builtin> {
    let index = BUILTINS.binary_search_by(|builtin| builtin.name.cmp(name)).ok()?;
    BUILTINS.get(index)
}

/// The names of all built-ins, in alphabetical order.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUILTINS.iter().map(|builtin| builtin.name)
}

/// Whether a name is that of a package Oracle supplies.
pub fn is_supplied_package(name: &str) -> bool {
    const PREFIXES: &[&str] = &["DBMS_", "UTL_", "OWA_", "APEX_", "SDO_", "CTX_", "ORD_", "LT_"];
    const NAMES: &[&str] = &[
        "HTP",
        "HTF",
        "OWA",
        "WPG_DOCLOAD",
        "XMLDOM",
        "XMLPARSER",
        "XMLTYPE",
        "XDB",
        "WWV_FLOW_API",
    ];
    PREFIXES.iter().any(|prefix| name.starts_with(prefix)) || NAMES.contains(&name)
}

const fn row(name: &'static str, kind: BuiltinKind, result: ResultType, nulls: NullRule) -> Builtin {
    Builtin {
        name,
        kind,
        result,
        nulls,
        without_parentheses: false,
        volatile: false,
    }
}

const fn scalar(name: &'static str, result: ResultType, nulls: NullRule) -> Builtin {
    row(name, BuiltinKind::Scalar, result, nulls)
}

const fn aggregate(name: &'static str, result: ResultType, nulls: NullRule) -> Builtin {
    row(name, BuiltinKind::Aggregate, result, nulls)
}

const fn analytic(name: &'static str, result: ResultType, nulls: NullRule) -> Builtin {
    row(name, BuiltinKind::Analytic, result, nulls)
}

const fn procedure(name: &'static str) -> Builtin {
    Builtin {
        name,
        kind: BuiltinKind::Procedure,
        result: ResultType::None,
        nulls: NullRule::Maybe,
        without_parentheses: true,
        volatile: true,
    }
}

const fn bare(name: &'static str, result: ResultType, nulls: NullRule) -> Builtin {
    Builtin {
        name,
        kind: BuiltinKind::Scalar,
        result,
        nulls,
        without_parentheses: true,
        volatile: true,
    }
}

const fn volatile(name: &'static str, result: ResultType, nulls: NullRule) -> Builtin {
    Builtin {
        name,
        kind: BuiltinKind::Scalar,
        result,
        nulls,
        without_parentheses: true,
        volatile: true,
    }
}

use NullRule::{AllArguments, AnyArgument, Maybe, Never};
use ResultType as R;

/// Sorted by name.
static BUILTINS: &[Builtin] = &[
    scalar("ABS", R::First, AnyArgument),
    scalar("ACOS", R::Arithmetic, AnyArgument),
    scalar("ADD_MONTHS", R::Date, AnyArgument),
    aggregate("ANY_VALUE", R::First, Maybe),
    aggregate("APPROX_COUNT_DISTINCT", R::Number, Never),
    scalar("ASCII", R::Number, AnyArgument),
    scalar("ASCIISTR", R::Text, AnyArgument),
    scalar("ASIN", R::Arithmetic, AnyArgument),
    scalar("ATAN", R::Arithmetic, AnyArgument),
    scalar("ATAN2", R::Arithmetic, AnyArgument),
    aggregate("AVG", R::Sum, Maybe),
    bare("BINARY_DOUBLE_INFINITY", R::Double, Never),
    bare("BINARY_DOUBLE_MAX_NORMAL", R::Double, Never),
    bare("BINARY_DOUBLE_MIN_NORMAL", R::Double, Never),
    bare("BINARY_DOUBLE_NAN", R::Double, Never),
    bare("BINARY_FLOAT_INFINITY", R::Double, Never),
    bare("BINARY_FLOAT_MAX_NORMAL", R::Double, Never),
    bare("BINARY_FLOAT_MIN_NORMAL", R::Double, Never),
    bare("BINARY_FLOAT_NAN", R::Double, Never),
    scalar("BIN_TO_NUM", R::Number, AnyArgument),
    scalar("BITAND", R::Number, AnyArgument),
    scalar("CARDINALITY", R::Number, AnyArgument),
    scalar("CEIL", R::First, AnyArgument),
    scalar("CHARTOROWID", R::Rowid, AnyArgument),
    scalar("CHR", R::Text, AnyArgument),
    scalar("COALESCE", R::FirstOrText, AllArguments),
    aggregate("COLLECT", R::Unknown, Maybe),
    scalar("COMPOSE", R::Text, AnyArgument),
    scalar("CONCAT", R::TextOrClob, AllArguments),
    scalar("CONVERT", R::Text, AnyArgument),
    aggregate("CORR", R::Number, Maybe),
    scalar("COS", R::Arithmetic, AnyArgument),
    scalar("COSH", R::Arithmetic, AnyArgument),
    aggregate("COUNT", R::Number, Never),
    aggregate("COVAR_POP", R::Number, Maybe),
    aggregate("COVAR_SAMP", R::Number, Maybe),
    aggregate("CUME_DIST", R::Number, Never),
    bare("CURRENT_DATE", R::Date, Never),
    bare("CURRENT_TIMESTAMP", R::TimestampTz, Never),
    scalar("DBMS_LOB.GETLENGTH", R::Number, AnyArgument),
    procedure("DBMS_LOCK.SLEEP"),
    procedure("DBMS_OUTPUT.DISABLE"),
    procedure("DBMS_OUTPUT.ENABLE"),
    procedure("DBMS_OUTPUT.NEW_LINE"),
    procedure("DBMS_OUTPUT.PUT"),
    procedure("DBMS_OUTPUT.PUT_LINE"),
    procedure("DBMS_RANDOM.INITIALIZE"),
    procedure("DBMS_RANDOM.SEED"),
    procedure("DBMS_RANDOM.TERMINATE"),
    volatile("DBMS_RANDOM.VALUE", R::Number, Never),
    procedure("DBMS_SESSION.SLEEP"),
    procedure("DBMS_STATS.GATHER_DATABASE_STATS"),
    procedure("DBMS_STATS.GATHER_DICTIONARY_STATS"),
    procedure("DBMS_STATS.GATHER_SYSTEM_STATS"),
    volatile("DBMS_UTILITY.FORMAT_CALL_STACK", R::Text, Maybe),
    volatile("DBMS_UTILITY.FORMAT_ERROR_BACKTRACE", R::Text, Maybe),
    volatile("DBMS_UTILITY.FORMAT_ERROR_STACK", R::Text, Maybe),
    volatile("DBMS_UTILITY.GET_CPU_TIME", R::Number, Never),
    volatile("DBMS_UTILITY.GET_TIME", R::Number, Never),
    bare("DBTIMEZONE", R::Text, Never),
    scalar("DECODE", R::Third, Maybe),
    scalar("DECOMPOSE", R::Text, AnyArgument),
    aggregate("DENSE_RANK", R::Number, Never),
    bare("DICTIONARY_OBJ_NAME", R::Text, Maybe),
    bare("DICTIONARY_OBJ_OWNER", R::Text, Maybe),
    bare("DICTIONARY_OBJ_TYPE", R::Text, Maybe),
    scalar("DUMP", R::Text, AnyArgument),
    scalar("EMPTY_BLOB", R::Blob, Never),
    scalar("EMPTY_CLOB", R::Clob, Never),
    scalar("EXISTSNODE", R::Number, AnyArgument),
    scalar("EXP", R::Arithmetic, AnyArgument),
    scalar("EXTRACT", R::Xml, Maybe),
    scalar("EXTRACTVALUE", R::Text, Maybe),
    analytic("FIRST_VALUE", R::First, Maybe),
    scalar("FLOOR", R::First, AnyArgument),
    scalar("FROM_TZ", R::LongTimestampTz, AnyArgument),
    scalar("GREATEST", R::FirstOrText, AnyArgument),
    aggregate("GROUPING", R::Number, Never),
    aggregate("GROUPING_ID", R::Number, Never),
    aggregate("GROUP_ID", R::Number, Never),
    scalar("HEXTORAW", R::Raw, AnyArgument),
    scalar("INITCAP", R::SameText, AnyArgument),
    scalar("INSTR", R::Number, AnyArgument),
    scalar("INSTRB", R::Number, AnyArgument),
    analytic("LAG", R::First, Maybe),
    scalar("LAST_DAY", R::Date, AnyArgument),
    analytic("LAST_VALUE", R::First, Maybe),
    analytic("LEAD", R::First, Maybe),
    scalar("LEAST", R::FirstOrText, AnyArgument),
    scalar("LENGTH", R::Number, AnyArgument),
    scalar("LENGTHB", R::Number, AnyArgument),
    aggregate("LISTAGG", R::Text, Maybe),
    scalar("LN", R::Arithmetic, AnyArgument),
    scalar("LNNVL", R::Boolean, Never),
    bare("LOCALTIMESTAMP", R::Timestamp, Never),
    scalar("LOG", R::Arithmetic, AnyArgument),
    scalar("LOWER", R::SameText, AnyArgument),
    scalar("LPAD", R::TextOrClob, Maybe),
    scalar("LTRIM", R::TextOrClob, Maybe),
    aggregate("MAX", R::First, Maybe),
    aggregate("MEDIAN", R::First, Maybe),
    aggregate("MIN", R::First, Maybe),
    scalar("MOD", R::Arithmetic, AnyArgument),
    scalar("MONTHS_BETWEEN", R::Number, AnyArgument),
    scalar("NANVL", R::Arithmetic, AnyArgument),
    scalar("NCHR", R::Text, AnyArgument),
    scalar("NEW_TIME", R::Date, AnyArgument),
    scalar("NEXT_DAY", R::Date, AnyArgument),
    scalar("NLSSORT", R::Raw, AnyArgument),
    scalar("NLS_CHARSET_ID", R::Number, Maybe),
    scalar("NLS_INITCAP", R::SameText, AnyArgument),
    scalar("NLS_LOWER", R::SameText, AnyArgument),
    scalar("NLS_UPPER", R::SameText, AnyArgument),
    analytic("NTH_VALUE", R::First, Maybe),
    analytic("NTILE", R::Number, Never),
    scalar("NULLIF", R::First, Maybe),
    scalar("NUMTODSINTERVAL", R::IntervalDs, AnyArgument),
    scalar("NUMTOYMINTERVAL", R::IntervalYm, AnyArgument),
    scalar("NVL", R::FirstOrText, AllArguments),
    scalar("NVL2", R::Second, Maybe),
    bare("ORA_CLIENT_IP_ADDRESS", R::Text, Maybe),
    bare("ORA_DATABASE_NAME", R::Text, Never),
    bare("ORA_DICT_OBJ_NAME", R::Text, Maybe),
    bare("ORA_DICT_OBJ_OWNER", R::Text, Maybe),
    bare("ORA_DICT_OBJ_TYPE", R::Text, Maybe),
    scalar("ORA_HASH", R::Number, AnyArgument),
    bare("ORA_LOGIN_USER", R::Text, Never),
    bare("ORA_SYSEVENT", R::Text, Maybe),
    aggregate("PERCENTILE_CONT", R::Number, Maybe),
    aggregate("PERCENTILE_DISC", R::Number, Maybe),
    aggregate("PERCENT_RANK", R::Number, Never),
    scalar("POWER", R::Arithmetic, AnyArgument),
    scalar("RAISE_APPLICATION_ERROR", R::None, Maybe),
    aggregate("RANK", R::Number, Never),
    analytic("RATIO_TO_REPORT", R::Number, Maybe),
    scalar("RAWTOHEX", R::Text, AnyArgument),
    scalar("REGEXP_COUNT", R::Number, AnyArgument),
    scalar("REGEXP_INSTR", R::Number, AnyArgument),
    scalar("REGEXP_LIKE", R::Boolean, AnyArgument),
    scalar("REGEXP_REPLACE", R::Text, Maybe),
    scalar("REGEXP_SUBSTR", R::Text, Maybe),
    aggregate("REGR_AVGX", R::Number, Maybe),
    aggregate("REGR_AVGY", R::Number, Maybe),
    aggregate("REGR_COUNT", R::Number, Never),
    aggregate("REGR_INTERCEPT", R::Number, Maybe),
    aggregate("REGR_R2", R::Number, Maybe),
    aggregate("REGR_SLOPE", R::Number, Maybe),
    aggregate("REGR_SXX", R::Number, Maybe),
    aggregate("REGR_SXY", R::Number, Maybe),
    aggregate("REGR_SYY", R::Number, Maybe),
    scalar("REMAINDER", R::Arithmetic, AnyArgument),
    scalar("REPLACE", R::TextOrClob, Maybe),
    scalar("ROUND", R::DateOrNumber, AnyArgument),
    scalar("ROWIDTOCHAR", R::Text, AnyArgument),
    analytic("ROW_NUMBER", R::Number, Never),
    scalar("RPAD", R::TextOrClob, Maybe),
    scalar("RTRIM", R::TextOrClob, Maybe),
    bare("SESSIONTIMEZONE", R::Text, Never),
    scalar("SET", R::First, AnyArgument),
    scalar("SIGN", R::Number, AnyArgument),
    scalar("SIN", R::Arithmetic, AnyArgument),
    scalar("SINH", R::Arithmetic, AnyArgument),
    scalar("SOUNDEX", R::Text, Maybe),
    scalar("SQLERRM", R::Text, Never),
    scalar("SQRT", R::Arithmetic, AnyArgument),
    scalar("STANDARD_HASH", R::Raw, Never),
    aggregate("STATS_MODE", R::First, Maybe),
    aggregate("STDDEV", R::Number, Maybe),
    aggregate("STDDEV_POP", R::Number, Maybe),
    aggregate("STDDEV_SAMP", R::Number, Maybe),
    scalar("SUBSTR", R::TextOrClob, Maybe),
    scalar("SUBSTRB", R::Text, Maybe),
    aggregate("SUM", R::Sum, Maybe),
    bare("SYSDATE", R::Date, Never),
    bare("SYSEVENT", R::Text, Maybe),
    bare("SYSTIMESTAMP", R::TimestampTz, Never),
    scalar("SYS_CONNECT_BY_PATH", R::Text, Maybe),
    volatile("SYS_CONTEXT", R::Text, Maybe),
    scalar("SYS_EXTRACT_UTC", R::LongTimestamp, AnyArgument),
    volatile("SYS_GUID", R::Raw, Never),
    scalar("TAN", R::Arithmetic, AnyArgument),
    scalar("TANH", R::Arithmetic, AnyArgument),
    scalar("TO_BINARY_DOUBLE", R::Double, AnyArgument),
    scalar("TO_BINARY_FLOAT", R::Float, AnyArgument),
    scalar("TO_BLOB", R::Blob, AnyArgument),
    scalar("TO_CHAR", R::Text, AnyArgument),
    scalar("TO_CLOB", R::Clob, AnyArgument),
    scalar("TO_DATE", R::Date, AnyArgument),
    scalar("TO_DSINTERVAL", R::IntervalDs, AnyArgument),
    scalar("TO_LOB", R::Clob, AnyArgument),
    scalar("TO_MULTI_BYTE", R::Text, AnyArgument),
    scalar("TO_NCHAR", R::Text, AnyArgument),
    scalar("TO_NCLOB", R::Clob, AnyArgument),
    scalar("TO_NUMBER", R::Number, AnyArgument),
    scalar("TO_SINGLE_BYTE", R::Text, AnyArgument),
    scalar("TO_TIMESTAMP", R::LongTimestamp, AnyArgument),
    scalar("TO_TIMESTAMP_TZ", R::LongTimestampTz, AnyArgument),
    scalar("TO_YMINTERVAL", R::IntervalYm, AnyArgument),
    scalar("TRANSLATE", R::Text, Maybe),
    scalar("TRIM", R::Text, Maybe),
    scalar("TRUNC", R::DateOrNumber, AnyArgument),
    scalar("TZ_OFFSET", R::Text, AnyArgument),
    bare("UID", R::Number, Never),
    scalar("UNISTR", R::Text, AnyArgument),
    scalar("UPPER", R::SameText, AnyArgument),
    bare("USER", R::Text, Never),
    volatile("USERENV", R::Text, Maybe),
    aggregate("VARIANCE", R::Number, Maybe),
    aggregate("VAR_POP", R::Number, Maybe),
    aggregate("VAR_SAMP", R::Number, Maybe),
    scalar("VSIZE", R::Number, AnyArgument),
    scalar("WIDTH_BUCKET", R::Number, AnyArgument),
    aggregate("WM_CONCAT", R::Text, Maybe),
    aggregate("XMLAGG", R::Xml, Maybe),
    scalar("XMLCDATA", R::Xml, AnyArgument),
    scalar("XMLCOMMENT", R::Xml, AnyArgument),
    scalar("XMLCONCAT", R::Xml, Maybe),
    scalar("XMLSEQUENCE", R::Unknown, Maybe),
    scalar("XMLTYPE", R::Xml, Maybe),
    scalar("XMLTYPE.CREATEXML", R::Xml, Maybe),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_so_that_look_ups_find_every_row() {
        for pair in BUILTINS.windows(2) {
            assert!(
                pair[0].name < pair[1].name,
                "{} before {}",
                pair[0].name,
                pair[1].name
            );
        }
        for builtin in BUILTINS {
            assert!(find(builtin.name).is_some(), "{}", builtin.name);
        }
    }
}
