//! Records of FOR loops: in PL/SQL the loop declares its record, in PL/pgSQL the record is a variable of the block around.
//! PL/SQL Language Reference, "Cursor FOR LOOP Statement".

use crate::context::Lowering;
use crate::naming::{identifier, local_name};
use plconv_hir::stmt::{Block, DeclarationKind, Statement, StatementKind};
use plconv_hir::visit::children;
use plconv_pg::{self as pg, Ident, PlStatement, TypeName};
use std::collections::BTreeSet;

impl Lowering<'_> {
    /// Lowers the body of a loop with its record, whose variable gets a name that nothing else in the routine has.
    pub(super) fn record_loop(
        &mut self,
        variable: &str,
        body: &mut dyn FnMut(&mut Self) -> Vec<PlStatement>,
    ) -> (Ident, Vec<PlStatement>) {
        let base = local_name(variable);
        let others = (2_u32..).map(|number| format!("{base}_{number}"));
        let free = std::iter::once(base.clone())
            .chain(others)
            .map(Ident)
            .find(|name| {
                let mut around = self.routine.loop_names.iter();
                let taken = around.any(|(known, record)| match record {
                    Some(record) => record == name,
                    None => identifier(known) == name.0,
                });
                !taken && !self.routine.declared.contains(&name.0)
            })
            .unwrap_or(Ident(base));
        if !self.temporaries.iter().any(|(known, _)| *known == free) {
            self.temporaries.push((free.clone(), TypeName::builtin("record")));
        }
        let entry = (variable.to_owned(), Some(free.clone()));
        let body = self.with_names([entry], body);
        (free, body)
    }

    /// Lowers what declares names, which hide the records of loops around.
    pub(super) fn hiding<T>(
        &mut self,
        names: impl IntoIterator<Item = String>,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.with_names(names.into_iter().map(|name| (name, None)), work)
    }

    fn with_names<T>(
        &mut self,
        names: impl IntoIterator<Item = (String, Option<Ident>)>,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer = self.routine.loop_names.len();
        self.routine.loop_names.extend(names);
        let result = work(self);
        self.routine.loop_names.truncate(outer);
        result
    }

    /// The record that an unqualified name means in the loops around.
    pub(crate) fn loop_record(&self, name: &str) -> Option<pg::Expr> {
        let mut names = self.routine.loop_names.iter().rev();
        let (_, record) = names.find(|(known, _)| known == name)?;
        record.as_ref().map(|record| pg::Expr::name(record.0.clone()))
    }
}

/// The variables and cursors that a block declares itself.
pub(super) fn declared_by(block: &Block) -> impl Iterator<Item = String> + '_ {
    block
        .declarations
        .iter()
        .filter_map(|declaration| match &declaration.kind {
            DeclarationKind::Variable(variable) => Some(variable.name.clone()),
            DeclarationKind::Cursor(cursor) => Some(cursor.name.clone()),
            DeclarationKind::Exception(_)
            | DeclarationKind::Type(_)
            | DeclarationKind::Routine(_)
            | DeclarationKind::Forward(_)
            | DeclarationKind::Pragma(_)
            | DeclarationKind::Refused(_) => None,
        })
}

/// The names in PostgreSQL of all that a block, the blocks in it and their loops over ranges and cursors declare.
pub(super) fn declared_in(block: &Block) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = declared_by(block).map(|name| local_name(&name)).collect();
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    for statement in block.statements.iter().chain(handled) {
        add_declared(statement, &mut names);
    }
    names
}

fn add_declared(statement: &Statement, names: &mut BTreeSet<String>) {
    if let StatementKind::Block(block) = &statement.kind {
        names.extend(declared_in(block));
        return;
    }
    if let StatementKind::ForRange { variable, .. } | StatementKind::Forall { variable, .. } = &statement.kind
    {
        names.insert(local_name(variable));
    }
    children(statement).for_each(|inner| add_declared(inner, names));
}
