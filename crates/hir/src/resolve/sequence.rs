//! NEXTVAL and CURRVAL. SQL Language Reference, "Sequence Pseudocolumns".

use super::Resolver;
use super::name::Head;
use crate::expr::{Expr, ExprKind, Span};
use crate::ty::{Nullability, Type};
use plconv_catalog::ObjectName;
use plconv_diagnostics::Code;

impl Resolver<'_> {
    /// `name.NEXTVAL` where nothing else has that name: only a sequence can be meant, even one outside of the tree.
    pub(super) fn unknown_sequence_head(&mut self, names: &[&str], span: Span) -> Option<Head> {
        let (sequence, next) = match names {
            [name, "NEXTVAL"] => (ObjectName::unqualified(*name), true),
            [name, "CURRVAL"] => (ObjectName::unqualified(*name), false),
            [schema, name, "NEXTVAL"] => (ObjectName::qualified(*schema, *name), true),
            [schema, name, "CURRVAL"] => (ObjectName::qualified(*schema, *name), false),
            _ => return None,
        };
        self.sink.report(
            Code::UNKNOWN_NAME,
            span,
            format!("sequence {sequence} is declared nowhere in the source tree"),
        );
        Some((self.sequence_value(sequence, next, span), names.len()))
    }

    /// The next or current value of a sequence.
    pub(super) fn sequence_value(&mut self, sequence: ObjectName, next: bool, span: Span) -> Expr {
        self.effects.volatile = true;
        Expr {
            kind: ExprKind::SequenceValue { sequence, next },
            ty: Type::NUMBER,
            nullability: Nullability::NotNull,
            span,
        }
    }
}
