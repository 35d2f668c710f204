//! RETURNING ... BULK COLLECT INTO: the rows that a statement changed go through a WITH item. PL/SQL Language Reference,
//! "RETURNING INTO Clause" and "FORALL Statement": in FORALL each run of the statement adds its rows to those of the runs before.

use super::cursor::bulk_into;
use crate::context::Lowering;
use plconv_hir::dml::Returning;
use plconv_hir::expr::{Expr, Span};
use plconv_hir::stmt::Statement;
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, Ident, PlKind, PlStatement, TypeName};

/// The values for one target of RETURNING in FORALL.
#[derive(Clone, Debug)]
pub(crate) struct Gathered {
    /// The variable for those of the run at hand.
    run: Ident,
    /// The variable for those of all runs.
    all: Ident,
    /// The type of both.
    ty: TypeName,
}

impl Gathered {
    /// How many rows the run at hand returned.
    pub(super) fn count(&self) -> pg::Expr {
        pg::Expr::call("cardinality", vec![pg::Expr::name(self.run.clone())])
    }

    /// `all := '{}'`
    pub(super) fn none_yet(&self) -> PlStatement {
        let empty = pg::Expr::text("{}").cast(self.ty.clone());
        PlKind::Assign(pg::Expr::name(self.all.clone()), empty).into()
    }

    /// `all := all || run`
    fn add_run(&self) -> PlStatement {
        let all = pg::Expr::name(self.all.clone());
        let longer = all.clone().binary("||", pg::Expr::name(self.run.clone()));
        PlKind::Assign(all, longer).into()
    }
}

impl Lowering<'_> {
    /// Variables for what the statement of a FORALL returns; none when it returns nothing.
    pub(super) fn gather_returned(&mut self, statement: &Statement) -> Vec<Gathered> {
        let targets = bulk_into(statement).map_or(&[] as &[Expr], |into| &into.targets);
        let mut gathered = Vec::new();
        for target in targets {
            let ty = self.plain_type_name(&element_of(target)).array_of();
            let run = self.temporary("returned", ty.clone());
            let all = self.temporary("all_returned", ty.clone());
            gathered.push(Gathered { run, all, ty });
        }
        gathered
    }

    /// Brings what all runs of a FORALL returned to the targets.
    pub(super) fn assign_gathered(
        &mut self,
        statement: &Statement,
        gathered: &[Gathered],
    ) -> Vec<PlStatement> {
        let targets = bulk_into(statement).map_or(&[] as &[Expr], |into| &into.targets);
        let mut statements = Vec::new();
        for (target, gathered) in targets.iter().zip(gathered) {
            let (limited, array) = self.array_within_limits(target, pg::Expr::name(gathered.all.clone()));
            statements.extend(limited);
            let value = self.from_array(array, &target.ty);
            statements.extend(self.assign(target, value));
        }
        statements
    }

    /// Where the statement of a FORALL puts arrays, and what adds them to those of the runs before.
    pub(super) fn gathered_places(&self) -> Option<(Vec<pg::Expr>, Vec<PlStatement>)> {
        let gathered = &self.routine.gathered;
        let places = gathered.iter().map(|target| pg::Expr::name(target.run.clone()));
        (!gathered.is_empty()).then(|| (places.collect(), gathered.iter().map(Gathered::add_run).collect()))
    }

    /// DML with RETURNING ... BULK COLLECT INTO.
    pub(super) fn bulk_returning(
        &mut self,
        returning: &Returning,
        lower: impl FnOnce(&mut Self, Option<pg::Into>) -> Result<pg::Statement, String>,
    ) -> Vec<PlStatement> {
        let lowered = match lower(self, None) {
            Ok(lowered) => lowered,
            Err(what) => return vec![self.refused_statement(&what)],
        };
        let names: Vec<Ident> = (1..=returning.values.len())
            .map(|index| Ident(format!("value_{index}")))
            .collect();
        let changed = pg::CommonTable {
            name: Ident::from("changed"),
            columns: names.clone(),
            body: lowered,
            suffix: String::new(),
        };
        let from = pg::FromItem::Table {
            name: pg::QualifiedName::plain("changed"),
            alias: None,
            sample: None,
        };
        let types: Vec<Type> = returning.values.iter().map(|value| value.ty.clone()).collect();
        self.collect_columns(vec![changed], from, (&names, &types), &returning.into.targets)
    }

    /// `SELECT coalesce(array_agg(column), '{}'), ... INTO targets FROM rows`; the columns are named and have types.
    pub(super) fn collect_columns(
        &mut self,
        with: Vec<pg::CommonTable>,
        from: pg::FromItem,
        (names, types): (&[Ident], &[Type]),
        targets: &[Expr],
    ) -> Vec<PlStatement> {
        let gathered = self.gathered_places();
        let limited = targets
            .iter()
            .any(|target| self.limited_elements(target).is_some());
        let mut items = Vec::new();
        for (value, target) in self
            .collected_values((names, types), targets)
            .into_iter()
            .zip(targets)
        {
            let collected = pg::Expr::call("array_agg", vec![value]);
            let empty = pg::Expr::text("{}").cast(self.plain_type_name(&element_of(target)).array_of());
            let array = pg::Expr::call("coalesce", vec![collected, empty]);
            let expr = if gathered.is_some() || limited {
                array
            } else {
                self.from_array(array, &target.ty)
            };
            items.push(pg::SelectItem { expr, alias: None });
        }
        let (places, after) = match gathered {
            Some(gathered) => gathered,
            None if limited => self.array_places(targets),
            None => self.into_targets(targets, Span::default()),
        };
        let select = pg::Select {
            items,
            into: Some(pg::Into {
                strict: false,
                targets: places,
            }),
            from: vec![from],
            ..pg::Select::default()
        };
        let query = pg::Query {
            with,
            body: pg::QueryBody::Select(Box::new(select)),
            ..pg::Query::default()
        };
        let mut statements: Vec<PlStatement> =
            vec![PlKind::Sql(Box::new(pg::Statement::Query(Box::new(query)))).into()];
        statements.extend(after);
        statements
    }

    /// What each target gets of a row: a column, or the whole row for a collection of records.
    fn collected_values(&mut self, (names, types): (&[Ident], &[Type]), targets: &[Expr]) -> Vec<pg::Expr> {
        let columns = names.iter().map(|name| pg::Expr::name(name.clone())).collect();
        let [target] = targets else { return columns };
        let element = element_of(target);
        if !matches!(element, Type::Record(_)) {
            return columns;
        }
        let row = self.plain_type_name(&element);
        vec![self.limited_row_of_columns(columns, &element, types).cast(row)]
    }
}

fn element_of(collection: &Expr) -> Type {
    collection
        .ty
        .collection()
        .map_or(Type::Unknown, |collection| collection.element.clone())
}
