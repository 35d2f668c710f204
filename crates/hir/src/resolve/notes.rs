//! Noting what names stand for.

use super::name::{Reference, Segment};
use super::{Resolver, span_of};
use crate::expr::{Expr, ExprKind};
use crate::item::RoutineId;
use crate::notes::{NameMeaning, NameNote};
use crate::ty::{Nullability, RecordIdentity, Type};
use plconv_catalog::ObjectName;
use plconv_syntax::ast::{self, AstNode};

impl Resolver<'_> {
    /// Keeps what names stand for, for [`Resolver::take_notes`].
    #[must_use]
    pub fn with_notes(mut self) -> Self {
        self.notes = Some(Vec::new());
        self
    }

    /// What was noted.
    pub fn take_notes(&mut self) -> Vec<NameNote> {
        self.notes.take().unwrap_or_default()
    }

    fn note(&mut self, name: ast::Name<'_>, meaning: NameMeaning, ty: Type, nullability: Nullability) {
        let unit = self.sink.location().unit;
        if let Some(notes) = &mut self.notes {
            notes.push(NameNote {
                unit,
                span: span_of(name.syntax()),
                meaning,
                ty,
                nullability,
            });
        }
    }

    /// Notes the name in the header of a routine.
    pub(super) fn note_header(&mut self, name: Option<ast::ObjectName<'_>>, id: &RoutineId) {
        if self.notes.is_some()
            && let Some(name) = name.and_then(|name| name.parts().iter().last())
        {
            let meaning = NameMeaning::RoutineDeclaration(id.clone());
            self.note(name, meaning, Type::Unknown, Nullability::Nullable);
        }
    }

    /// Notes the declaration of a variable or parameter.
    pub(super) fn note_declared(&mut self, name: Option<ast::Name<'_>>, ty: &Type, not_null: bool) {
        if self.notes.is_some()
            && let Some(name) = name
        {
            let meaning = NameMeaning::Local {
                name: name.folded(),
                qualifier: None,
            };
            let nullability = if not_null {
                Nullability::NotNull
            } else {
                Nullability::Nullable
            };
            self.note(name, meaning, ty.clone(), nullability);
        }
    }

    /// Notes the last name of the start of a reference, which took the first `taken` segments.
    pub(super) fn note_head(&mut self, reference: &Reference<'_>, head: &Expr, taken: usize) {
        if self.notes.is_none() {
            return;
        }
        let name = reference
            .segments
            .iter()
            .take(taken)
            .rev()
            .find_map(|segment| match segment {
                Segment::Name(name) => Some(*name),
                Segment::Arguments(_) => None,
            });
        if let Some(name) = name
            && let Some(meaning) = self.meaning(head)
        {
            self.note(name, meaning, head.ty.clone(), head.nullability);
        }
    }

    /// Notes a member of a value.
    pub(super) fn note_member(&mut self, base: &Type, name: ast::Name<'_>, member: &Expr) {
        if self.notes.is_none() {
            return;
        }
        let field = name.folded();
        let meaning = match &member.kind {
            ExprKind::Field { .. } => match base {
                Type::Record(record) => match &record.identity {
                    RecordIdentity::Row(table) => NameMeaning::Column {
                        relation: Some(table.clone()),
                        column: field,
                    },
                    RecordIdentity::Declared(of) => NameMeaning::Field {
                        of: of.name.clone(),
                        field,
                    },
                    RecordIdentity::Anonymous => NameMeaning::Column {
                        relation: None,
                        column: field,
                    },
                },
                Type::Object(object) => NameMeaning::Field {
                    of: object.name.to_string(),
                    field,
                },
                Type::Unknown | Type::Null | Type::Scalar(_) | Type::Collection(_) | Type::RefCursor(_) => {
                    return;
                }
            },
            ExprKind::CollectionMethod { .. } => NameMeaning::BuiltIn(field),
            ExprKind::Call { routine, .. } => NameMeaning::Routine(routine.clone()),
            _ => return,
        };
        self.note(name, meaning, member.ty.clone(), member.nullability);
    }

    fn meaning(&self, head: &Expr) -> Option<NameMeaning> {
        Some(match &head.kind {
            ExprKind::Column(column) | ExprKind::OuterJoinColumn(column) => NameMeaning::Column {
                relation: self.relation_of(&column.relation, &column.column, column.depth),
                column: column.column.clone(),
            },
            ExprKind::TriggerRow {
                column: Some(column), ..
            } => NameMeaning::Column {
                relation: self.trigger_table.clone(),
                column: column.clone(),
            },
            ExprKind::Variable(variable) => NameMeaning::Local {
                name: variable.name.clone(),
                qualifier: variable.qualifier.clone(),
            },
            ExprKind::PackageVariable(variable) => NameMeaning::Member {
                package: variable.package.clone(),
                name: variable.name.clone(),
            },
            ExprKind::SequenceValue { sequence, .. } => NameMeaning::Sequence(sequence.clone()),
            ExprKind::Call { routine, .. } => NameMeaning::Routine(routine.clone()),
            ExprKind::Builtin { name, .. } => NameMeaning::BuiltIn(name.clone()),
            ExprKind::Window { function, .. } => return self.meaning(function),
            ExprKind::Convert { operand, .. } => return self.meaning(operand),
            _ => return None,
        })
    }

    /// The table behind a relation of a query; without a name the one that has the column.
    fn relation_of(&self, name: &str, column: &str, depth: u32) -> Option<ObjectName> {
        let index = self.queries.len().checked_sub(depth as usize + 1)?;
        let relations = &self.queries.get(index)?.relations;
        let found = relations.iter().find(|relation| {
            if name.is_empty() {
                relation.columns.iter().any(|field| field.name == column)
            } else {
                relation.name == name
            }
        })?;
        found.object.clone()
    }
}
