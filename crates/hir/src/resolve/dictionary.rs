//! What every Oracle database has besides built-in functions: views of the dictionary, types and functions of Oracle's
//! own schemas. Database Reference, "Static Data Dictionary Views" and "Dynamic Performance Views".

use crate::ty::Type;
use plconv_catalog::DataType;

/// Views without one of the prefixes.
const VIEWS: &[&str] = &[
    "CAT",
    "CHANGE_PROPAGATION_SETS",
    "COLS",
    "DATABASE_PROPERTIES",
    "DICT",
    "DICTIONARY",
    "GLOBAL_NAME",
    "IND",
    "NLS_DATABASE_PARAMETERS",
    "NLS_INSTANCE_PARAMETERS",
    "NLS_SESSION_PARAMETERS",
    "OBJ",
    "PRODUCT_COMPONENT_VERSION",
    "RECYCLEBIN",
    "ROLE_ROLE_PRIVS",
    "ROLE_SYS_PRIVS",
    "ROLE_TAB_PRIVS",
    "SEQ",
    "SESSION_PRIVS",
    "SESSION_ROLES",
    "SYN",
    "TABS",
];
const PREFIXES: &[&str] = &["USER_", "ALL_", "DBA_", "CDB_", "V$", "GV$", "V_$", "GV_$"];

/// Whether a name that the source declares nowhere is a view of the dictionary.
pub(crate) fn is_dictionary_view(schema: Option<&str>, name: &str) -> bool {
    schema.is_none_or(|schema| schema == "SYS")
        && (VIEWS.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix)))
}

/// The type of a column by the dictionary's naming: identifiers, counts and positions are numbers.
pub(crate) fn column_type(column: &str) -> Type {
    let ends = |endings: &[&str]| endings.iter().any(|ending| column.ends_with(ending));
    if ends(&[
        "_ID", "_COUNT", "_NUMBER", "_LENGTH", "_SIZE", "_BYTES", "_ROWS", "_VALUE",
    ]) || [
        "BLOCKS",
        "COLUMN_POSITION",
        "INCREMENT_BY",
        "LINE",
        "POSITION",
        "BYTES",
        "DATA_PRECISION",
        "DATA_SCALE",
        "SID",
        "LEVEL",
    ]
    .contains(&column)
    {
        Type::NUMBER
    } else if ["CREATED", "LAST_DDL_TIME", "LAST_ANALYZED", "LOGON_TIME"].contains(&column)
        || ends(&["_DATE"])
    {
        Type::Scalar(DataType::Date)
    } else {
        Type::VARCHAR2
    }
}

/// Schemas of the database itself.
const SUPPLIED_SCHEMAS: &[&str] = &["CTXSYS", "MDSYS", "ORDSYS", "SYS", "XDB"];

/// Functions on object references, files and stored XML, operators of Oracle Text and Spatial, functions of vectors, and
/// constructors of supplied types.
const SUPPLIED_FUNCTIONS: &[&str] = &[
    "BFILENAME",
    "CATSEARCH",
    "CONTAINS",
    "DBURITYPE",
    "DELETEXML",
    "DEREF",
    "EQUALS_PATH",
    "FROM_VECTOR",
    "HTTPURITYPE",
    "INNER_PRODUCT",
    "INSERTCHILDXML",
    "MAKE_REF",
    "MATCHES",
    "NLS_CHARSET_NAME",
    "REF",
    "REFTOHEX",
    "SCORE",
    "SDO_ANYINTERACT",
    "SDO_CONTAINS",
    "SDO_COVEREDBY",
    "SDO_COVERS",
    "SDO_EQUAL",
    "SDO_FILTER",
    "SDO_GEOMETRY",
    "SDO_INSIDE",
    "SDO_JOIN",
    "SDO_NN",
    "SDO_NN_DISTANCE",
    "SDO_ON",
    "SDO_OVERLAPS",
    "SDO_POINT_TYPE",
    "SDO_RELATE",
    "SDO_TOUCH",
    "SDO_WITHIN_DISTANCE",
    "SYS_DBURIGEN",
    "TO_VECTOR",
    "UNDER_PATH",
    "UPDATEXML",
    "VALUE",
    "VECTOR_DISTANCE",
    "XDBURITYPE",
];

/// Whether a function that the source declares nowhere is Oracle's.
pub(crate) fn is_supplied_function(names: &[String]) -> bool {
    match names {
        [name] => SUPPLIED_FUNCTIONS.contains(&name.as_str()),
        [schema, ..] => SUPPLIED_SCHEMAS.contains(&schema.as_str()),
        [] => false,
    }
}
