//! Global temporary tables. Each session sees its own rows; ON COMMIT DELETE ROWS ends them with the transaction.
//!
//! Policy `unlogged`: a permanent table `t__rows` whose first column says whose rows they are, under a view of the old
//! name. Rows of DELETE tables carry the transaction's number, which never comes again, so that they are out of sight
//! after COMMIT and ROLLBACK alike; those of PRESERVE tables carry the backend's number and start time.
//! Policy `session`: a routine `t__init()` that creates a PostgreSQL temporary table.

use super::Ddl;
use super::table::{column_ident, create_table};
use plconv_catalog::{Table, TemporaryRows};
use plconv_db::policy::TemporaryTables;
use plconv_diagnostics::Code;
use plconv_pg::{Block, Column, CreateRoutine, Expr, Ident, PlKind, Statement, TypeName};

impl Ddl<'_> {
    /// Whether temporary tables are views over permanent ones.
    pub(super) fn temporary_is_view(&self) -> bool {
        match self.policy.temporary_tables {
            TemporaryTables::Unlogged => true,
            TemporaryTables::Session => false,
        }
    }

    pub(super) fn temporary_table(&mut self, table: &Table) {
        match self.policy.temporary_tables {
            TemporaryTables::Unlogged => self.unlogged_table(table),
            TemporaryTables::Session => self.session_table(table),
        }
    }

    fn unlogged_table(&mut self, table: &Table) {
        let rows = self.derived_name(&table.name, "__rows");
        let clean = self.derived_name(&table.name, "__clean");
        let view = self.pg_name(&table.name);
        let session = self.derived_name(&table.name, "__session");
        let session_function = format!("{session}()");
        if table.temporary == Some(TemporaryRows::Preserve) {
            self.emit(Statement::Raw(format!(
                "CREATE FUNCTION {session}() RETURNS text\nLANGUAGE sql STABLE AS $$\n{SESSION_KEY}\n$$"
            )));
        }
        let (owner, ty, value, current, stale) = match table.temporary {
            Some(TemporaryRows::Preserve) => (
                "session_key",
                "text",
                session_function.clone(),
                session_function,
                ENDED_SESSION,
            ),
            Some(TemporaryRows::Delete) | None => (
                "transaction_key",
                "xid8",
                "pg_current_xact_id()".to_owned(),
                "pg_current_xact_id_if_assigned()".to_owned(),
                "transaction_key < pg_snapshot_xmin(pg_current_snapshot())",
            ),
        };
        let key = Ident(owner.to_owned());
        let mut columns = vec![Column {
            name: key.clone(),
            ty: TypeName::builtin(ty),
            collation: None,
            default: Some(Expr::Token(value)),
            identity: None,
            generated: None,
            not_null_name: None,
            not_null: true,
            comments: Vec::new(),
        }];
        columns.extend(self.columns(table));
        let (constraints, after) = self.key_and_check_constraints(table, &rows, std::slice::from_ref(&key));
        self.emit(create_table(
            rows.clone(),
            "UNLOGGED",
            columns,
            constraints,
            Vec::new(),
        ));
        after.into_iter().for_each(|statement| self.emit(statement));
        self.emit(Statement::Raw(format!("CREATE INDEX ON {rows} ({key})")));
        let names: Vec<String> = table
            .columns
            .iter()
            .map(|column| column_ident(&column.name).to_string())
            .collect();
        self.emit(Statement::Raw(format!(
            "CREATE VIEW {view} AS\n  SELECT {}\n  FROM {rows}\n  WHERE {key} = {current}",
            names.join(", "),
        )));
        self.emit(Statement::Raw(format!(
            "CREATE FUNCTION {clean}() RETURNS void\nLANGUAGE sql AS $$\n  DELETE FROM {rows} WHERE {stale}\n$$"
        )));
        self.report(
            Code::TEMPORARY_TABLE,
            table.origin,
            format!(
                "temporary table {} is a view of {rows}; call {clean}() from time to time to remove rows that are out of sight",
                table.name
            ),
        );
    }

    fn session_table(&mut self, table: &Table) {
        let init = self.derived_name(&table.name, "__init");
        let name = plconv_pg::QualifiedName::plain(column_ident(&table.name.name));
        let columns = self.columns(table);
        let (constraints, after) = self.key_and_check_constraints(table, &name, &[]);
        let on_commit = match table.temporary {
            Some(TemporaryRows::Preserve) => "ON COMMIT PRESERVE ROWS",
            Some(TemporaryRows::Delete) | None => "ON COMMIT DELETE ROWS",
        };
        let create = create_table(
            name,
            "TEMPORARY",
            columns,
            constraints,
            vec![on_commit.to_owned()],
        );
        // A statement of a body keeps the text of its literals, line ends and all.
        let comments = comments(table);
        let statements = std::iter::once(create)
            .chain(after)
            .chain(comments)
            .map(|statement| PlKind::Sql(Box::new(statement)).into())
            .collect();
        let exists = format!("pg_temp.{}", column_ident(&table.name.name));
        let absent = Expr::call("to_regclass", vec![Expr::text(exists)]).is_null(false);
        self.emit(Statement::CreateRoutine(Box::new(CreateRoutine {
            name: init.clone(),
            procedure: false,
            parameters: Vec::new(),
            returns: Some(TypeName::builtin("void")),
            attributes: Vec::new(),
            body: Block {
                statements: vec![PlKind::If(vec![(absent, statements)], None).into()],
                ..Block::default()
            },
            options: Vec::new(),
            comments: Vec::new(),
        })));
        self.report(
            Code::TEMPORARY_TABLE,
            table.origin,
            format!(
                "temporary table {} exists in a session after {init}() was called",
                table.name
            ),
        );
    }
}

/// The comments of a table that exists only in a session.
fn comments(table: &Table) -> Vec<Statement> {
    let name = plconv_pg::QualifiedName::plain(column_ident(&table.name.name));
    let own = table.comment.iter().map(|text| ("TABLE", name.clone(), text));
    let columns = table.columns.iter().filter_map(|column| {
        let mut full = name.clone();
        full.0.push(column_ident(&column.name));
        Some(("COLUMN", full, column.comment.as_ref()?))
    });
    own.chain(columns)
        .map(|(kind, name, text)| Statement::Comment {
            kind,
            name,
            text: text.clone(),
        })
        .collect()
}

/// Process numbers come again after a session has ended; together with the start time they do not.
const SESSION_KEY: &str = "  SELECT a.pid || '/' || extract(epoch FROM a.backend_start)
  FROM pg_stat_get_activity(pg_backend_pid()) a";

/// Rows of sessions that have ended. The start of other users' sessions is not visible to everybody: those stay.
const ENDED_SESSION: &str = "NOT EXISTS (
    SELECT FROM pg_stat_activity a
    WHERE a.pid::text = split_part(session_key, '/', 1)
      AND (a.backend_start IS NULL
        OR session_key = a.pid || '/' || extract(epoch FROM a.backend_start)))";
