//! Views of Oracle's dictionary that the runtime has, with the columns whose information PostgreSQL has as well.
//! Database Reference, "Static Data Dictionary Views" and "Dynamic Performance Views".

use super::OWNER;
use crate::resolve::dictionary::column_type;
use crate::ty::Field;
use plconv_catalog::{Catalog, ObjectName};

/// Sorted by name.
const VIEWS: &[(&str, &[&str])] = &[
    (
        "ALL_COL_COMMENTS",
        &["OWNER", "TABLE_NAME", "COLUMN_NAME", "COMMENTS"],
    ),
    (
        "ALL_CONSTRAINTS",
        &[
            "OWNER",
            "CONSTRAINT_NAME",
            "CONSTRAINT_TYPE",
            "TABLE_NAME",
            "SEARCH_CONDITION",
            "R_OWNER",
            "R_CONSTRAINT_NAME",
            "DELETE_RULE",
            "STATUS",
            "DEFERRABLE",
            "DEFERRED",
            "VALIDATED",
            "INDEX_NAME",
        ],
    ),
    (
        "ALL_CONS_COLUMNS",
        &[
            "OWNER",
            "CONSTRAINT_NAME",
            "TABLE_NAME",
            "COLUMN_NAME",
            "POSITION",
        ],
    ),
    (
        "ALL_INDEXES",
        &[
            "OWNER",
            "INDEX_NAME",
            "INDEX_TYPE",
            "TABLE_OWNER",
            "TABLE_NAME",
            "TABLE_TYPE",
            "UNIQUENESS",
            "STATUS",
            "NUM_ROWS",
            "PARTITIONED",
            "TEMPORARY",
        ],
    ),
    (
        "ALL_IND_COLUMNS",
        &[
            "INDEX_OWNER",
            "TABLE_OWNER",
            "INDEX_NAME",
            "TABLE_NAME",
            "COLUMN_NAME",
            "COLUMN_POSITION",
            "DESCEND",
        ],
    ),
    (
        "ALL_OBJECTS",
        &[
            "OWNER",
            "OBJECT_NAME",
            "OBJECT_ID",
            "OBJECT_TYPE",
            "STATUS",
            "TEMPORARY",
            "GENERATED",
        ],
    ),
    (
        "ALL_SEQUENCES",
        &[
            "SEQUENCE_OWNER",
            "SEQUENCE_NAME",
            "MIN_VALUE",
            "MAX_VALUE",
            "INCREMENT_BY",
            "CYCLE_FLAG",
            "ORDER_FLAG",
            "CACHE_SIZE",
            "LAST_NUMBER",
        ],
    ),
    (
        "ALL_TABLES",
        &[
            "OWNER",
            "TABLE_NAME",
            "TABLESPACE_NAME",
            "STATUS",
            "NUM_ROWS",
            "BLOCKS",
            "PARTITIONED",
            "TEMPORARY",
            "NESTED",
            "LAST_ANALYZED",
        ],
    ),
    (
        "ALL_TAB_COLUMNS",
        &[
            "OWNER",
            "TABLE_NAME",
            "COLUMN_NAME",
            "DATA_TYPE",
            "DATA_LENGTH",
            "DATA_PRECISION",
            "DATA_SCALE",
            "NULLABLE",
            "COLUMN_ID",
            "DATA_DEFAULT",
            "CHAR_LENGTH",
            "CHAR_USED",
        ],
    ),
    (
        "ALL_TAB_COMMENTS",
        &["OWNER", "TABLE_NAME", "TABLE_TYPE", "COMMENTS"],
    ),
    (
        "ALL_TRIGGERS",
        &[
            "OWNER",
            "TRIGGER_NAME",
            "TRIGGER_TYPE",
            "TRIGGERING_EVENT",
            "TABLE_OWNER",
            "BASE_OBJECT_TYPE",
            "TABLE_NAME",
            "STATUS",
        ],
    ),
    ("ALL_USERS", &["USERNAME", "USER_ID"]),
    ("ALL_VIEWS", &["OWNER", "VIEW_NAME", "READ_ONLY"]),
    ("GLOBAL_NAME", &["GLOBAL_NAME"]),
    ("USER_COL_COMMENTS", &["TABLE_NAME", "COLUMN_NAME", "COMMENTS"]),
    (
        "USER_CONSTRAINTS",
        &[
            "OWNER",
            "CONSTRAINT_NAME",
            "CONSTRAINT_TYPE",
            "TABLE_NAME",
            "SEARCH_CONDITION",
            "R_OWNER",
            "R_CONSTRAINT_NAME",
            "DELETE_RULE",
            "STATUS",
            "DEFERRABLE",
            "DEFERRED",
            "VALIDATED",
            "INDEX_NAME",
        ],
    ),
    (
        "USER_CONS_COLUMNS",
        &[
            "OWNER",
            "CONSTRAINT_NAME",
            "TABLE_NAME",
            "COLUMN_NAME",
            "POSITION",
        ],
    ),
    (
        "USER_INDEXES",
        &[
            "INDEX_NAME",
            "INDEX_TYPE",
            "TABLE_OWNER",
            "TABLE_NAME",
            "TABLE_TYPE",
            "UNIQUENESS",
            "STATUS",
            "NUM_ROWS",
            "PARTITIONED",
            "TEMPORARY",
        ],
    ),
    (
        "USER_IND_COLUMNS",
        &[
            "INDEX_NAME",
            "TABLE_NAME",
            "COLUMN_NAME",
            "COLUMN_POSITION",
            "DESCEND",
        ],
    ),
    (
        "USER_OBJECTS",
        &[
            "OBJECT_NAME",
            "OBJECT_ID",
            "OBJECT_TYPE",
            "STATUS",
            "TEMPORARY",
            "GENERATED",
        ],
    ),
    (
        "USER_SEQUENCES",
        &[
            "SEQUENCE_NAME",
            "MIN_VALUE",
            "MAX_VALUE",
            "INCREMENT_BY",
            "CYCLE_FLAG",
            "ORDER_FLAG",
            "CACHE_SIZE",
            "LAST_NUMBER",
        ],
    ),
    (
        "USER_TABLES",
        &[
            "TABLE_NAME",
            "TABLESPACE_NAME",
            "STATUS",
            "NUM_ROWS",
            "BLOCKS",
            "PARTITIONED",
            "TEMPORARY",
            "NESTED",
            "LAST_ANALYZED",
        ],
    ),
    (
        "USER_TAB_COLUMNS",
        &[
            "TABLE_NAME",
            "COLUMN_NAME",
            "DATA_TYPE",
            "DATA_LENGTH",
            "DATA_PRECISION",
            "DATA_SCALE",
            "NULLABLE",
            "COLUMN_ID",
            "DATA_DEFAULT",
            "CHAR_LENGTH",
            "CHAR_USED",
        ],
    ),
    ("USER_TAB_COMMENTS", &["TABLE_NAME", "TABLE_TYPE", "COMMENTS"]),
    (
        "USER_TRIGGERS",
        &[
            "TRIGGER_NAME",
            "TRIGGER_TYPE",
            "TRIGGERING_EVENT",
            "TABLE_OWNER",
            "BASE_OBJECT_TYPE",
            "TABLE_NAME",
            "STATUS",
        ],
    ),
    ("USER_USERS", &["USERNAME", "USER_ID", "ACCOUNT_STATUS"]),
    ("USER_VIEWS", &["VIEW_NAME", "READ_ONLY"]),
    (
        "V$SESSION",
        &[
            "SID",
            "USERNAME",
            "STATUS",
            "MACHINE",
            "PROGRAM",
            "MODULE",
            "CLIENT_INFO",
            "LOGON_TIME",
            "PROCESS",
            "TYPE",
        ],
    ),
];

/// The views with their columns.
pub fn views() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    VIEWS.iter().copied()
}

/// The columns of a view that the runtime has.
pub fn columns(name: &str) -> Option<Vec<Field>> {
    let index = VIEWS.binary_search_by(|(view, _)| (*view).cmp(name)).ok()?;
    let (_, columns) = VIEWS.get(index)?;
    let field = |column: &&str| Field {
        name: (*column).to_owned(),
        ty: column_type(column),
        not_null: false,
    };
    Some(columns.iter().map(field).collect())
}

/// The runtime's view for one of the dictionary, unless the tree defines it.
pub fn runtime_view(catalog: &Catalog, name: &ObjectName) -> Option<String> {
    let is_view = name.schema.as_deref() == Some(OWNER)
        && VIEWS.iter().any(|(view, _)| *view == name.name)
        && !catalog.views.contains_key(name)
        && !catalog.tables.contains_key(name);
    is_view.then(|| runtime_name(&name.name))
}

/// What a view is called in the runtime.
pub fn runtime_name(view: &str) -> String {
    view.to_lowercase().replace('$', "_")
}

#[cfg(test)]
mod tests {
    #[test]
    fn views_are_sorted() {
        assert!(super::VIEWS.is_sorted_by_key(|(name, _)| *name));
    }
}
