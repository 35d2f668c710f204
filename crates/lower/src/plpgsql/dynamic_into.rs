//! What EXECUTE IMMEDIATE brings back: one row, or collections.

use crate::context::Lowering;
use crate::types::CollectionForm;
use plconv_hir::expr::{Expr, Span};
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, Ident, PlKind, PlStatement, Raise, TypeName};

impl Lowering<'_> {
    /// One row of a query, or of a statement with RETURNING, which may also change none.
    pub(super) fn execute_into(
        &mut self,
        text: pg::Expr,
        targets: &[Expr],
        using: Vec<pg::Expr>,
        is_query: bool,
        span: Span,
    ) -> Vec<PlStatement> {
        let (targets, after) = self.into_targets(targets, span);
        let mut statements = vec![
            PlKind::Execute {
                sql: text,
                into: Some(pg::Into {
                    strict: is_query,
                    targets,
                }),
                using,
            }
            .into(),
        ];
        if !is_query {
            statements.extend(self.at_most_one_row());
        }
        statements.extend(after);
        statements
    }

    /// EXECUTE ... INTO without STRICT takes the first row; Oracle raises ORA-01422.
    fn at_most_one_row(&mut self) -> [PlStatement; 2] {
        let count = pg::Expr::name(self.temporary("returned_rows", TypeName::builtin("bigint")));
        let raise = PlKind::Raise(Raise {
            level: "EXCEPTION",
            using: vec![
                ("ERRCODE", pg::Expr::text("too_many_rows")),
                ("MESSAGE", pg::Expr::text("query returned more than one row")),
            ],
            ..Raise::default()
        });
        let several = count.clone().binary(">", pg::Expr::number("1"));
        [
            PlKind::GetDiagnostics(false, vec![(count, "ROW_COUNT")]).into(),
            PlKind::If(vec![(several, vec![raise.into()])], None).into(),
        ]
    }

    /// BULK COLLECT: the statement becomes a WITH item whose columns are collected.
    pub(super) fn execute_bulk(
        &mut self,
        text: pg::Expr,
        targets: &[Expr],
        using: Vec<pg::Expr>,
    ) -> Vec<PlStatement> {
        let record = match targets {
            [target] => target
                .ty
                .collection()
                .map(|collection| collection.element.clone())
                .filter(|element| matches!(element, Type::Record(_))),
            _ => None,
        };
        let columns = record
            .as_ref()
            .map_or(targets.len(), |record| record.fields().len());
        let names: Vec<Ident> = (1..=columns)
            .map(|index| Ident(format!("value_{index}")))
            .collect();
        let list: Vec<String> = names.iter().map(ToString::to_string).collect();
        let list = list.join(", ");
        let collected = match &record {
            Some(record) => {
                let row = self.plain_type_name(record);
                format!("coalesce(array_agg(ROW({list})::{row}), '{{}}')")
            }
            None => names
                .iter()
                .map(|name| format!("coalesce(array_agg({name}), '{{}}')"))
                .collect::<Vec<_>>()
                .join(", "),
        };
        let before = format!("WITH found ({list}) AS (");
        let behind = format!(") SELECT {collected} FROM found");
        let text = match text {
            pg::Expr::Text(text) => pg::Expr::text(format!("{before}{text}{behind}")),
            text => pg::Expr::text(before)
                .binary("||", text)
                .binary("||", pg::Expr::text(behind)),
        };
        let (places, after) = self.array_places(targets);
        let mut statements: Vec<PlStatement> = vec![
            PlKind::Execute {
                sql: text,
                into: Some(pg::Into {
                    strict: false,
                    targets: places,
                }),
                using,
            }
            .into(),
        ];
        statements.extend(after);
        statements
    }

    /// Where arrays go on their way to collections, and what brings them there.
    pub(super) fn array_places(&mut self, targets: &[Expr]) -> (Vec<pg::Expr>, Vec<PlStatement>) {
        if let Some(gathered) = self.gathered_places() {
            return gathered;
        }
        let mut places = Vec::new();
        let mut after = Vec::new();
        for target in targets {
            let (place, assignments) = self.array_place(target);
            places.push(place);
            after.extend(assignments);
        }
        (places, after)
    }

    fn array_place(&mut self, target: &Expr) -> (pg::Expr, Vec<PlStatement>) {
        let form = target
            .ty
            .collection()
            .map(|collection| self.collection_form(collection));
        if matches!(form, Some(CollectionForm::Map { .. })) {
            let element = target
                .ty
                .collection()
                .map_or(Type::Unknown, |collection| collection.element.clone());
            let array = self.temporary("into_values", self.type_name(&element).array_of());
            let value = self.from_array(pg::Expr::name(array.clone()), &target.ty);
            return (pg::Expr::name(array), self.assign(target, value));
        }
        let (mut places, after) = self.into_targets(std::slice::from_ref(target), Span::default());
        (places.pop().unwrap_or_else(pg::Expr::null), after)
    }
}
