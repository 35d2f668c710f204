//! DDL that reads or removes rows, so that its place is among the statements on data.

use super::Middle;
use super::code::{empty_piece, with_lowering};
use super::dynamic_maintenance::{alter_partition_call, truncate_verb};
use super::pieces::Piece;
use crate::layout::Phase;
use plconv_catalog::ObjectName;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_hir::build::SourceUnit;
use plconv_hir::expr::{BinaryOp, Expr, ExprKind, Span};
use plconv_hir::item::TopStatement;
use plconv_hir::program::SchemaObject;
use plconv_hir::resolve;
use plconv_hir::stmt::{Statement, StatementKind};
use plconv_hir::visit::children;
use plconv_lower::naming::identifier;
use plconv_lower::top::TransactionUse;
use plconv_pg::{Ident, QualifiedName, quote_literal};
use plconv_source::FileRange;
use plconv_syntax::ast::{self, AstNode};

/// TRUNCATE, and identity columns that start after the rows there are; `None` for other units. Both commit in Oracle.
pub(super) fn lower_ddl_on_rows(
    middle: &Middle<'_>,
    number: u32,
    unit: &SourceUnit,
    syntax: ast::Unit<'_>,
) -> Option<Piece> {
    let span = Span {
        start: syntax.syntax().start(),
        end: syntax.syntax().end(),
    };
    let place = unit.location.file_range(span);
    let mut diagnostics = Vec::new();
    let text: String = match syntax {
        ast::Unit::TruncateStmt(truncate) => {
            let (table, is_known) = table_name(middle, number, unit, truncate.name()?)?;
            if !is_known {
                let message = format!("{table} is declared nowhere in the tree");
                diagnostics.push(Diagnostic::new(Code::UNKNOWN_TABLE, place, message));
            }
            let (found, _) = found_table(middle, number, truncate.name()?)?;
            let known = middle.program.catalog.tables.get(&found);
            let verb = known.map_or("TRUNCATE TABLE", |table| truncate_verb(table, middle));
            format!("{verb} {table};\n")
        }
        ast::Unit::AlterTable(alter) => {
            let columns = limit_columns(alter);
            if columns.is_empty() {
                return truncated_partitions(middle, number, alter, place);
            }
            let (table, _) = table_name(middle, number, unit, alter.name()?)?;
            columns
                .iter()
                .map(|column| start_after_rows(&table, &identifier(column)))
                .collect()
        }
        _ => return None,
    };
    Some(Piece {
        phase: Phase::Data,
        order: number,
        text: text.into(),
        transaction: Some(TransactionUse::Outside),
        may_fail: !diagnostics.is_empty(),
        diagnostics,
        ..empty_piece(number, place)
    })
}

/// TRUNCATE PARTITION.
fn truncated_partitions(
    middle: &Middle<'_>,
    number: u32,
    alter: ast::AlterTable<'_>,
    place: FileRange,
) -> Option<Piece> {
    let actions: Vec<_> = alter.actions().iter().collect();
    let [ast::AlterTableAction::OpaqueAction(action)] = actions.as_slice() else {
        return None;
    };
    let truncates = action.action().is_some_and(|word| word.is("TRUNCATE"));
    let partitions: Vec<String> = action.names().iter().map(|name| name.folded()).collect();
    if !truncates || partitions.is_empty() {
        return None;
    }
    let (table, _) = found_table(middle, number, alter.name()?)?;
    let mut runtime = Vec::new();
    let text: String = partitions
        .iter()
        .map(|partition| {
            let call = alter_partition_call("TRUNCATE", &table, partition, middle, &mut runtime);
            format!("SELECT {call};\n")
        })
        .collect();
    Some(Piece {
        phase: Phase::Data,
        order: number,
        text: text.into(),
        transaction: Some(TransactionUse::Outside),
        runtime: runtime.into_iter().collect(),
        ..empty_piece(number, place)
    })
}

/// A block that does nothing but drop objects by EXECUTE IMMEDIATE, and look whether they are there: in the empty
/// database that the output is loaded into nothing is.
pub(super) fn cleanup_block(top: &TopStatement, number: u32, unit: &SourceUnit, span: Span) -> Option<Piece> {
    let TopStatement::Statement(statement) = top else {
        return None;
    };
    let mut drops = false;
    if !matches!(statement.kind, StatementKind::Block(_)) || !only_drops(statement, &mut drops) || !drops {
        return None;
    }
    let place = unit.location.file_range(span);
    Some(Piece {
        phase: Phase::Data,
        order: number,
        transaction: Some(TransactionUse::Inside),
        diagnostics: vec![Diagnostic::new(
            Code::CLEANUP_BLOCK,
            place,
            "this block only drops what an earlier run left, and is left out",
        )],
        ..empty_piece(number, place)
    })
}

/// The constant that the text of a dynamic statement begins with.
fn first_text(sql: &Expr) -> String {
    match &sql.kind {
        ExprKind::Binary {
            op: BinaryOp::Concat,
            left,
            ..
        } => first_text(left),
        _ => resolve::constant_text(sql).unwrap_or_default(),
    }
}

fn only_drops(statement: &Statement, drops: &mut bool) -> bool {
    match &statement.kind {
        StatementKind::ExecuteImmediate { sql, .. } => {
            let text = first_text(sql);
            let is_drop = text
                .trim_start()
                .get(..5)
                .is_some_and(|word| word.eq_ignore_ascii_case("DROP "));
            *drops |= is_drop;
            is_drop
        }
        StatementKind::Block(block) => {
            let handlers = block.handlers.iter().flat_map(|handler| &handler.statements);
            block
                .statements
                .iter()
                .chain(handlers)
                .all(|statement| only_drops(statement, drops))
        }
        StatementKind::Null
        | StatementKind::Raise(_)
        | StatementKind::Assign { .. }
        | StatementKind::SelectInto(_) => true,
        StatementKind::BuiltinCall { name, .. } => {
            name == "RAISE_APPLICATION_ERROR" || name.starts_with("DBMS_OUTPUT.")
        }
        StatementKind::Open { .. }
        | StatementKind::Fetch { .. }
        | StatementKind::Close(_)
        | StatementKind::CollectionCall { .. }
        | StatementKind::Exit { .. }
        | StatementKind::Continue { .. } => true,
        StatementKind::If { .. }
        | StatementKind::ForQuery { .. }
        | StatementKind::ForCursor { .. }
        | StatementKind::ForRange { .. }
        | StatementKind::While { .. }
        | StatementKind::Loop(_) => children(statement).all(|statement| only_drops(statement, drops)),
        _ => false,
    }
}

/// Columns that `MODIFY column GENERATED ... AS IDENTITY (START WITH LIMIT VALUE)` names.
fn limit_columns(alter: ast::AlterTable<'_>) -> Vec<String> {
    let mut columns = Vec::new();
    for action in alter.actions().iter() {
        let ast::AlterTableAction::ModifyColumns(modify) = action else {
            continue;
        };
        for column in modify.columns().iter() {
            let from_limit = column.attributes().iter().any(|attribute| match attribute {
                ast::ColumnAttribute::ColumnIdentity(identity) => {
                    identity.options().iter().any(|option| option.limit().is_some())
                }
                _ => false,
            });
            if from_limit {
                columns.extend(column.name().map(|name| name.folded()));
            }
        }
    }
    columns
}

/// The next value is the one after the largest; without rows nothing changes.
fn start_after_rows(table: &QualifiedName, column: &str) -> String {
    let sequence = format!(
        "pg_get_serial_sequence({}, {})",
        quote_literal(&table.to_string()),
        quote_literal(column)
    );
    format!(
        "SELECT setval({sequence}, max({})) FROM {table};\n",
        Ident(column.to_owned())
    )
}

/// The name of a table in PostgreSQL, and whether the tree declares the table.
fn table_name(
    middle: &Middle<'_>,
    number: u32,
    unit: &SourceUnit,
    name: ast::ObjectName<'_>,
) -> Option<(QualifiedName, bool)> {
    let (table, is_known) = found_table(middle, number, name)?;
    let (name, ..) = with_lowering(middle, unit.location.clone(), None, |lowering| {
        lowering.object_name(&table)
    });
    Some((name, is_known))
}

/// The table a name stands for, and whether the project has it.
fn found_table(middle: &Middle<'_>, number: u32, name: ast::ObjectName<'_>) -> Option<(ObjectName, bool)> {
    let parts: Vec<String> = name.parts().iter().map(|part| part.folded()).collect();
    let (schema, table) = match parts.as_slice() {
        [table] => (None, table),
        [schema, table, ..] => (Some(schema.as_str()), table),
        [] => return None,
    };
    let current = middle.current_schema(number);
    Some(match middle.program.find(current, schema, table) {
        Some(SchemaObject::Relation(found)) => (found, true),
        _ => {
            let schema = schema.map(str::to_owned);
            let name = table.clone();
            (ObjectName { schema, name }, false)
        }
    })
}
