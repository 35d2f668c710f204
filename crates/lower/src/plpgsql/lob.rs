//! LOB locators: Oracle's variable points to the LOB of a table, PostgreSQL's has its value.

use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, Span, VariableKind};
use plconv_hir::item::RoutineId;
use plconv_hir::stmt::{Block, Statement, StatementKind};
use plconv_hir::supplied::OWNER;
use plconv_hir::targets::own_targets;
use plconv_hir::visit::children;
use std::collections::BTreeSet;

/// Procedures of DBMS_LOB that change the LOB their first argument points to.
const CHANGING: &[&str] = &[
    "APPEND",
    "CONVERTTOBLOB",
    "CONVERTTOCLOB",
    "COPY",
    "ERASE",
    "TRIM",
    "WRITE",
    "WRITEAPPEND",
];

impl Lowering<'_> {
    /// Says that a LOB of a table may stay as it is. SecureFiles and Large Objects Developer's Guide, "Persistent LOB
    /// Operations": what is written through a locator is written to the row.
    pub(super) fn report_locator(&mut self, routine: &RoutineId, args: &[Option<Expr>], span: Span) {
        let is_changing = routine.schema.as_deref() == Some(OWNER)
            && routine.package.as_deref() == Some("DBMS_LOB")
            && CHANGING.contains(&routine.name.as_str());
        let Some(Some(lob)) = args.first() else {
            return;
        };
        if is_changing && self.may_point_to_a_table(lob) {
            self.report(
                Code::LOB_LOCATOR,
                span,
                format!(
                    "DBMS_LOB.{} changes the variable; when it was read from a table, Oracle changes the table as well",
                    routine.name
                ),
            )
            .help = Some("write the variable back with an UPDATE when the LOB is that of a row".to_owned());
        }
    }

    fn may_point_to_a_table(&self, lob: &Expr) -> bool {
        let ExprKind::Variable(variable) = &lob.kind else {
            // A field of a row, a package variable.
            return true;
        };
        matches!(
            variable.kind,
            VariableKind::InParameter | VariableKind::OutParameter
        ) || self.routine.read_from_tables.contains(&variable.name)
    }
}

/// The variables of a block that a query, a cursor or a RETURNING clause gives values.
pub(super) fn read_from_tables(block: &Block) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    for statement in block.statements.iter().chain(handled) {
        add_read(statement, &mut found);
    }
    found
}

fn add_read(statement: &Statement, found: &mut BTreeSet<String>) {
    if !matches!(statement.kind, StatementKind::Assign { .. }) {
        own_targets(statement, &mut |target| {
            if let ExprKind::Variable(variable) = &target.kind {
                found.insert(variable.name.clone());
            }
        });
    }
    for child in children(statement) {
        add_read(child, found);
    }
}
