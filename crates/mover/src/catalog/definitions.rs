//! The statement that creates an object, by DBMS_METADATA, or by the dictionary where that is not allowed.

use super::order::{KINDS, rank};
use crate::error::SourceError;
use crate::source::oracle::dictionary::{columns, quoted};
use crate::source::oracle::driver::OracleConnection;
use std::fmt::Write;

/// Foreign keys come in files of their own, since tables may refer to each other; what PostgreSQL has no counterpart of stays out.
const TRANSFORMS: &[(&str, &str)] = &[
    ("SQLTERMINATOR", "TRUE"),
    ("PRETTY", "TRUE"),
    ("SEGMENT_ATTRIBUTES", "FALSE"),
    ("STORAGE", "FALSE"),
    ("TABLESPACE", "FALSE"),
    ("REF_CONSTRAINTS", "FALSE"),
];

/// Says once for a session what definitions should look like.
///
/// # Errors
/// What Oracle says.
pub fn prepare(connection: &dyn OracleConnection) -> Result<(), SourceError> {
    let mut block = "BEGIN ".to_owned();
    for (name, value) in TRANSFORMS {
        let _ = write!(
            block,
            "DBMS_METADATA.SET_TRANSFORM_PARAM(DBMS_METADATA.SESSION_TRANSFORM, '{name}', {value}); "
        );
    }
    block.push_str("END;");
    connection.execute(&block, &[])
}

/// An object's definition, ready for SQL*Plus.
///
/// # Errors
/// What Oracle says, when the dictionary does not help either.
pub fn definition(
    connection: &dyn OracleConnection,
    owner: &str,
    kind: &str,
    name: &str,
) -> Result<String, SourceError> {
    let metadata = rank(kind).map_or(kind, |rank| KINDS[rank].1);
    let rows = connection.texts(
        "SELECT DBMS_METADATA.GET_DDL(:1, :2, :3) FROM dual",
        &[metadata, name, owner],
    );
    let text = match rows {
        Ok(rows) => rows
            .into_iter()
            .next()
            .and_then(|row| row.into_iter().next().flatten()),
        Err(error) => match of_dictionary(connection, owner, kind, name)? {
            Some(text) => Some(text),
            None => return Err(error),
        },
    };
    match text {
        Some(text) => Ok(terminated(&text, kind)),
        None => Err(SourceError::permanent("DBMS_METADATA returns nothing for it")),
    }
}

/// The definition from ALL_SOURCE or ALL_VIEWS: other schemas' definitions need SELECT_CATALOG_ROLE in DBMS_METADATA only.
fn of_dictionary(
    connection: &dyn OracleConnection,
    owner: &str,
    kind: &str,
    name: &str,
) -> Result<Option<String>, SourceError> {
    if kind == "VIEW" {
        let rows = connection.texts(
            "SELECT text FROM all_views WHERE owner = :1 AND view_name = :2",
            &[owner, name],
        )?;
        let Some(text) = rows
            .into_iter()
            .next()
            .and_then(|row| row.into_iter().next().flatten())
        else {
            return Ok(None);
        };
        // An invalid view has no columns.
        let names: Vec<String> = columns(connection, owner, name)
            .unwrap_or_default()
            .iter()
            .map(|column| quoted(&column.name))
            .collect();
        let list = if names.is_empty() {
            String::new()
        } else {
            format!(" ({})", names.join(", "))
        };
        return Ok(Some(format!(
            "CREATE OR REPLACE FORCE VIEW {}.{}{list} AS\n{text}",
            quoted(owner),
            quoted(name)
        )));
    }
    let rows = connection.texts(
        "SELECT text FROM all_source WHERE owner = :1 AND name = :2 AND type = :3 ORDER BY line",
        &[owner, name, kind],
    )?;
    if rows.is_empty() {
        return Ok(None);
    }
    let body: String = rows.into_iter().flatten().flatten().collect();
    // The text has the name without its owner.
    Ok(Some(format!(
        "ALTER SESSION SET CURRENT_SCHEMA = {};\n\nCREATE OR REPLACE {body}",
        quoted(owner)
    )))
}

/// Whether SQL*Plus needs a line with a slash behind it.
fn is_program(kind: &str) -> bool {
    matches!(
        kind,
        "TYPE" | "TYPE BODY" | "PACKAGE" | "PACKAGE BODY" | "FUNCTION" | "PROCEDURE" | "TRIGGER"
    ) || matches!(kind, "PROGRAM" | "SCHEDULE" | "JOB")
}

/// A text that ends as SQL*Plus wants it.
fn terminated(text: &str, kind: &str) -> String {
    let text = text.trim();
    let ends_with_slash = text.lines().next_back().is_some_and(|line| line.trim() == "/");
    if ends_with_slash || !is_program(kind) && text.ends_with(';') {
        return format!("{text}\n");
    }
    // `ALTER TRIGGER ... ENABLE;` follows the slash of the trigger itself.
    let has_slash = text.lines().any(|line| line.trim() == "/");
    match (is_program(kind), has_slash) {
        (true, true) => format!("{text}\n"),
        (true, false) => format!("{text}\n/\n"),
        (false, _) => format!("{text};\n"),
    }
}

/// Comments of a schema's tables, views and columns, as statements.
///
/// # Errors
/// What Oracle says.
pub fn comments(connection: &dyn OracleConnection, owner: &str) -> Result<String, SourceError> {
    let literal = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let mut statements = String::new();
    let tables = connection.texts(
        "SELECT table_name, comments, table_type FROM all_tab_comments WHERE owner = :1 AND comments IS NOT NULL \
         ORDER BY table_name",
        &[owner],
    )?;
    for row in tables {
        let [Some(table), Some(comment), _] = &row[..] else {
            continue;
        };
        if !super::is_internal_table(table) {
            let _ = writeln!(
                statements,
                "COMMENT ON TABLE {}.{} IS {};",
                quoted(owner),
                quoted(table),
                literal(comment)
            );
        }
    }
    let columns = connection.texts(
        "SELECT table_name, column_name, comments FROM all_col_comments WHERE owner = :1 AND comments IS NOT NULL \
         ORDER BY table_name, column_name",
        &[owner],
    )?;
    for row in columns {
        let [Some(table), Some(column), Some(comment)] = &row[..] else {
            continue;
        };
        if !super::is_internal_table(table) {
            let _ = writeln!(
                statements,
                "COMMENT ON COLUMN {}.{}.{} IS {};",
                quoted(owner),
                quoted(table),
                quoted(column),
                literal(comment)
            );
        }
    }
    Ok(statements)
}

/// Grants on a schema's objects, as statements.
///
/// # Errors
/// What Oracle says.
pub fn grants(connection: &dyn OracleConnection, owner: &str) -> Result<String, SourceError> {
    // The view of all privileges needs SELECT_CATALOG_ROLE; the other has those that the account may know about.
    let query = |view: &str, column: &str| {
        format!(
            "SELECT DISTINCT privilege, table_name, grantee, grantable FROM {view} WHERE {column} = :1 \
             ORDER BY table_name, grantee, privilege, grantable"
        )
    };
    let rows = connection
        .texts(&query("dba_tab_privs", "owner"), &[owner])
        .or_else(|_| connection.texts(&query("all_tab_privs", "table_schema"), &[owner]))?;
    let mut statements = String::new();
    for row in rows {
        let [Some(privilege), Some(object), Some(grantee), grantable] = &row[..] else {
            continue;
        };
        if object.starts_with("BIN$") {
            continue;
        }
        let option = if grantable.as_deref() == Some("YES") {
            " WITH GRANT OPTION"
        } else {
            ""
        };
        let grantee = if grantee == "PUBLIC" {
            grantee.clone()
        } else {
            quoted(grantee)
        };
        let _ = writeln!(
            statements,
            "GRANT {privilege} ON {}.{} TO {grantee}{option};",
            quoted(owner),
            quoted(object)
        );
    }
    Ok(statements)
}

#[cfg(test)]
mod tests {
    use super::terminated;

    #[test]
    fn texts_end_as_sqlplus_wants() {
        assert_eq!(
            terminated("\n  CREATE TABLE t (a NUMBER)  ", "TABLE"),
            "CREATE TABLE t (a NUMBER);\n"
        );
        assert_eq!(
            terminated("CREATE VIEW v AS SELECT 1 FROM dual;\n", "VIEW"),
            "CREATE VIEW v AS SELECT 1 FROM dual;\n"
        );
        assert_eq!(
            terminated("CREATE FUNCTION f ... END;", "FUNCTION"),
            "CREATE FUNCTION f ... END;\n/\n"
        );
        assert_eq!(
            terminated("CREATE FUNCTION f ... END;\n/\n", "FUNCTION"),
            "CREATE FUNCTION f ... END;\n/\n"
        );
        let trigger = "CREATE TRIGGER g ... END;\n/\nALTER TRIGGER g ENABLE;";
        assert_eq!(terminated(trigger, "TRIGGER"), format!("{trigger}\n"));
    }
}
