//! Cursors: attributes, OPEN, FETCH, loops.

use super::shared_cursor::{is_cursor_variable, package_cursor};
use crate::context::Lowering;
use crate::naming::{identifier, local_name};
use plconv_diagnostics::Code;
use plconv_hir::expr::{CollectionMethod, CursorAttribute, Expr, ExprKind, Span};
use plconv_hir::query::{Query, QueryBody};
use plconv_hir::stmt::{self, ExceptionRef, Into, Statement, StatementKind};
use plconv_hir::ty::Type;
use plconv_hir::visit::walk_statements;
use plconv_pg::{self as pg, Ident, PlKind, PlStatement, TypeName};
use std::collections::BTreeSet;

/// The error codes of SQL%BULK_EXCEPTIONS.
pub(super) const BULK_CODES: &str = "sql_bulk_codes";

pub(super) fn cursor_name(cursor: &Expr) -> Option<String> {
    match &cursor.kind {
        ExprKind::Variable(variable) => Some(variable.name.clone()),
        _ => None,
    }
}

impl Lowering<'_> {
    /// The variable that keeps an attribute of a cursor.
    pub(super) fn attribute_variable(&self, cursor: &str, attribute: &str) -> String {
        self.free_name(&crate::naming::shorten(&format!(
            "{}_{attribute}",
            identifier(cursor)
        )))
    }

    /// Notes which attributes a routine asks for, so that only those are kept.
    pub(crate) fn note_attributes(&mut self, expr: &Expr) {
        if let ExprKind::CursorAttribute { cursor, attribute } = &expr.kind {
            let name = match cursor {
                None => Some("SQL".to_owned()),
                Some(cursor) if *attribute == CursorAttribute::IsOpen && is_cursor_variable(cursor) => None,
                Some(cursor) => cursor_name(cursor),
            };
            let kept = match attribute {
                CursorAttribute::Found | CursorAttribute::NotFound => "found",
                CursorAttribute::RowCount => "rowcount",
                CursorAttribute::IsOpen => "isopen",
                CursorAttribute::BulkRowCount => "bulk_rowcount",
                CursorAttribute::BulkExceptions => "bulk_exceptions",
            };
            if let Some(name) = name {
                // SQL%FOUND is read from the row count.
                let kept = if name == "SQL" && kept == "found" {
                    "rowcount"
                } else {
                    kept
                };
                if self.routine.attributes.insert((name.clone(), kept)) {
                    let ty = match kept {
                        "found" | "isopen" => "boolean",
                        "rowcount" => "integer",
                        _ => "integer[]",
                    };
                    let variable = self.attribute_variable(&name, kept);
                    self.temporaries.push((Ident(variable), TypeName::builtin(ty)));
                    if kept == "bulk_exceptions" {
                        self.temporaries
                            .push((Ident(self.free_name(BULK_CODES)), TypeName::builtin("integer[]")));
                    }
                }
            }
        }
    }

    /// Keeps whether those cursors are open whose attributes are asked for when they may be closed.
    pub(super) fn keep_whether_open(&mut self) {
        let names: BTreeSet<String> = self.routine.reads_of_closed.values().cloned().collect();
        for name in names {
            if self.routine.attributes.insert((name.clone(), "isopen")) {
                let variable = Ident(self.attribute_variable(&name, "isopen"));
                self.temporaries.push((variable, TypeName::builtin("boolean")));
            }
        }
    }

    /// An attribute that Oracle gives of open cursors only.
    fn of_open_cursor(&mut self, name: &str, value: pg::Expr, span: Span) -> pg::Expr {
        if !self.routine.reads_of_closed.contains_key(&span) {
            return value;
        }
        let is_open = pg::Expr::name(self.attribute_variable(name, "isopen"));
        self.runtime("of_open_cursor", vec![value, is_open])
    }

    pub(crate) fn keeps(&self, cursor: &str, attribute: &'static str) -> bool {
        self.routine.attributes.contains(&(cursor.to_owned(), attribute))
    }

    pub(crate) fn cursor_attribute(
        &mut self,
        cursor: Option<&Expr>,
        attribute: CursorAttribute,
        span: Span,
    ) -> pg::Expr {
        if let Some(value) = cursor.and_then(|cursor| self.shared_attribute(cursor, attribute)) {
            return value;
        }
        let name = match cursor {
            None => "SQL".to_owned(),
            Some(cursor) => match cursor_name(cursor) {
                Some(name) => name,
                None => {
                    self.report(
                        Code::CURSOR_SHAPE,
                        span,
                        "attributes of this cursor are not carried over",
                    );
                    return self.refused_expr("cursor attribute");
                }
            },
        };
        if attribute == CursorAttribute::RowCount
            && cursor.is_some_and(|cursor| matches!(cursor.ty, Type::RefCursor(_)))
        {
            self.report(
                Code::CURSOR_ROW_COUNT,
                span,
                format!("{name}%ROWCOUNT counts the rows that this routine fetches, not those of others"),
            );
        }
        let variable = |kept: &str| pg::Expr::name(self.attribute_variable(&name, kept));
        match (cursor.is_none(), attribute) {
            (true, CursorAttribute::Found) => variable("rowcount").binary(">", pg::Expr::number("0")),
            (true, CursorAttribute::NotFound) => variable("rowcount").binary("=", pg::Expr::number("0")),
            (true, CursorAttribute::IsOpen) => pg::Expr::boolean(false),
            (false, CursorAttribute::Found) => self.of_open_cursor(&name, variable("found"), span),
            (false, CursorAttribute::NotFound) => {
                let found = self.of_open_cursor(&name, variable("found"), span);
                pg::Expr::Unary("NOT", Box::new(found))
            }
            (true, CursorAttribute::RowCount) => variable("rowcount"),
            (false, CursorAttribute::RowCount) => self.of_open_cursor(&name, variable("rowcount"), span),
            (false, CursorAttribute::IsOpen) => {
                pg::Expr::call("coalesce", vec![variable("isopen"), pg::Expr::boolean(false)])
            }
            (_, CursorAttribute::BulkRowCount) => variable("bulk_rowcount"),
            (_, CursorAttribute::BulkExceptions) => variable("bulk_exceptions"),
        }
    }

    /// SQL%BULK_ROWCOUNT(i); SQL%BULK_EXCEPTIONS(i) is only used with its fields.
    pub(crate) fn bulk_attribute(&mut self, attribute: CursorAttribute, index: &Expr) -> pg::Expr {
        let array = match attribute {
            CursorAttribute::BulkRowCount => self.attribute_variable("SQL", "bulk_rowcount"),
            _ => self.attribute_variable("SQL", "bulk_exceptions"),
        };
        let index = self.lower_expr(index);
        pg::Expr::Subscript(Box::new(pg::Expr::name(array)), Box::new(index))
    }

    /// SQL%BULK_EXCEPTIONS(i).ERROR_INDEX and ERROR_CODE: each has an array of its own.
    pub(crate) fn bulk_exception_field(&mut self, base: &Expr, field: &str) -> Option<pg::Expr> {
        let ExprKind::Element { base, index } = &base.kind else {
            return None;
        };
        let ExprKind::CursorAttribute {
            attribute: CursorAttribute::BulkExceptions,
            ..
        } = &base.kind
        else {
            return None;
        };
        let array = if field == "ERROR_CODE" {
            self.free_name(BULK_CODES)
        } else {
            self.attribute_variable("SQL", "bulk_exceptions")
        };
        let index = self.lower_expr(index);
        Some(pg::Expr::Subscript(
            Box::new(pg::Expr::name(array)),
            Box::new(index),
        ))
    }

    pub(super) fn bulk_exception_variables(&mut self) {
        let array = || TypeName::builtin("integer[]");
        self.temporaries
            .push((Ident(self.attribute_variable("SQL", "bulk_exceptions")), array()));
        self.temporaries
            .push((Ident(self.free_name(BULK_CODES)), array()));
    }

    /// The variable that keeps SQL%ROWCOUNT, when the routine asks for it.
    pub(super) fn row_count(&self) -> Option<pg::Expr> {
        self.keeps("SQL", "rowcount")
            .then(|| pg::Expr::name(self.attribute_variable("SQL", "rowcount")))
    }

    /// Keeps SQL%ROWCOUNT after a statement.
    pub(crate) fn keep_row_count(&mut self, statement: &Statement) -> Option<PlStatement> {
        let place = self.row_count()?;
        if matches!(
            statement.kind,
            StatementKind::Commit | StatementKind::Rollback { to: None }
        ) {
            return Some(PlKind::Assign(place, pg::Expr::number("0")).into());
        }
        if matches!(&statement.kind, StatementKind::Insert(insert) if insert.error_log.is_some()) {
            // Counted row by row.
            return None;
        }
        if super::returning::counts_rows(statement) {
            return None;
        }
        if let Some(returned) = self.routine.gathered.first() {
            return Some(PlKind::Assign(place, returned.count()).into());
        }
        let Some(collection) = bulk_target(statement) else {
            return Some(PlKind::GetDiagnostics(false, vec![(place, "ROW_COUNT")]).into());
        };
        // BULK COLLECT is one row of arrays for PostgreSQL.
        let count = Expr {
            kind: ExprKind::CollectionMethod {
                base: Box::new(collection.clone()),
                method: CollectionMethod::Count,
                args: Vec::new(),
            },
            ty: Type::NUMBER,
            ..collection.clone()
        };
        let count = self.lower_expr(&count);
        Some(PlKind::Assign(place, count).into())
    }

    /// What SQL%ROWCOUNT is when a SELECT INTO has found no row, or more than one: 0 and 1 (PL/SQL Language Reference, "Implicit
    /// Cursor Attribute"). Only for handlers that ask.
    pub(super) fn row_count_of_error(&self, handler: &stmt::Handler) -> Option<PlStatement> {
        let place = self.row_count()?;
        let mut asked = false;
        walk_statements(handler.statements.iter(), &mut |expr| {
            asked |= matches!(expr.kind, ExprKind::CursorAttribute { cursor: None, .. });
        });
        let count = match handler.exceptions.as_slice() {
            [ExceptionRef::Predefined(name)] if name == "NO_DATA_FOUND" => "0",
            [ExceptionRef::Predefined(name)] if name == "TOO_MANY_ROWS" => "1",
            _ => return None,
        };
        asked.then(|| PlKind::Assign(place, pg::Expr::number(count)).into())
    }

    /// What a variable knows of the cursor that a routine has given it: it was opened there, and is new here.
    pub(super) fn after_receiving(&mut self, target: &Expr) -> Vec<PlStatement> {
        if matches!(target.ty, Type::RefCursor(_)) {
            self.after_open(target)
        } else {
            Vec::new()
        }
    }

    fn after_open(&mut self, cursor: &Expr) -> Vec<PlStatement> {
        let Some(name) = cursor_name(cursor) else {
            return Vec::new();
        };
        let mut statements: Vec<PlStatement> = Vec::new();
        let mut set = |kept: &'static str, value: pg::Expr, state: &Self| {
            if state.keeps(&name, kept) {
                let variable = pg::Expr::name(self.attribute_variable(&name, kept));
                statements.push(PlKind::Assign(variable, value).into());
            }
        };
        set("isopen", pg::Expr::boolean(true), self);
        set("found", pg::Expr::null(), self);
        set("rowcount", pg::Expr::number("0"), self);
        statements
    }

    pub(crate) fn open(&mut self, cursor: &Expr, args: &[Option<Expr>], span: Span) -> Vec<PlStatement> {
        if let Some(cursor) = package_cursor(cursor) {
            return self.open_package_cursor(cursor, args, span);
        }
        let Some(name) = cursor_name(cursor) else {
            self.report(
                Code::CURSOR_SHAPE,
                span,
                "opening this cursor is not carried over",
            );
            return vec![self.refused_statement("OPEN of a cursor")];
        };
        let args = self.cursor_arguments(&name, args);
        let mut statements = vec![PlKind::Open(pg::Expr::name(identifier(&name)), args).into()];
        statements.extend(self.after_open(cursor));
        statements
    }

    /// Arguments of a cursor with defaults filled in.
    fn cursor_arguments(&mut self, name: &str, args: &[Option<Expr>]) -> Vec<pg::Expr> {
        let parameters = self.routine.cursors.get(name).cloned().unwrap_or_default();
        args.iter()
            .enumerate()
            .map(|(index, arg)| match arg {
                Some(arg) => self.lower_expr(arg),
                None => match parameters
                    .get(index)
                    .and_then(|parameter| parameter.default.clone())
                {
                    Some(default) => self.lower_expr(&default),
                    None => pg::Expr::null(),
                },
            })
            .collect()
    }

    pub(crate) fn open_for(&mut self, cursor: &Expr, query: &Query) -> Vec<PlStatement> {
        let query = self.lower_query(query);
        let (target, after) = self.cursor_target(cursor);
        let mut statements = vec![PlKind::OpenFor(target, Box::new(query)).into()];
        statements.extend(after);
        statements.extend(self.after_open(cursor));
        statements
    }

    /// A cursor variable to open, and what brings it to where it belongs.
    pub(crate) fn cursor_target(&mut self, cursor: &Expr) -> (pg::Expr, Vec<PlStatement>) {
        if let ExprKind::Variable(_) = &cursor.kind {
            return (self.lower_expr(cursor), Vec::new());
        }
        let temporary = self.temporary("opened_cursor", TypeName::builtin("refcursor"));
        let after = self.assign(cursor, pg::Expr::name(temporary.clone()));
        (pg::Expr::name(temporary), after)
    }

    /// The variable that names a cursor; `before` gets what brings the name there.
    pub(super) fn cursor_place(&mut self, cursor: &Expr, before: &mut Vec<PlStatement>) -> pg::Expr {
        if let Some(cursor) = package_cursor(cursor) {
            return self.package_cursor_variable(cursor);
        }
        let lowered = self.lower_expr(cursor);
        if matches!(cursor.kind, ExprKind::Variable(_)) {
            return lowered;
        }
        let variable = pg::Expr::name(self.temporary("named_cursor", TypeName::builtin("refcursor")));
        before.push(PlKind::Assign(variable.clone(), lowered).into());
        variable
    }

    pub(crate) fn close(&mut self, cursor: &Expr) -> Vec<PlStatement> {
        let mut statements = Vec::new();
        let closed = self.cursor_place(cursor, &mut statements);
        let close = self.close_if_open(cursor, PlKind::Close(closed).into());
        statements.push(close);
        if let Some(name) = cursor_name(cursor)
            && self.keeps(&name, "isopen")
        {
            let variable = pg::Expr::name(self.attribute_variable(&name, "isopen"));
            statements.push(PlKind::Assign(variable, pg::Expr::boolean(false)).into());
        }
        statements
    }

    /// FETCH ... BULK COLLECT: row by row into the end of the collections.
    pub(super) fn fetch_bulk(
        &mut self,
        cursor: &Expr,
        into: &Into,
        limit: Option<&Expr>,
        span: Span,
    ) -> Vec<PlStatement> {
        let mut statements = Vec::new();
        let mut row = Vec::new();
        let mut appends = Vec::new();
        let mut ends = Vec::new();
        let columns = self.row_types(cursor, span);
        self.note_texts_of_unknown_rows(cursor, into, &columns, span);
        let converts = super::fetch::converts(into, &columns);
        for (index, target) in into.targets.iter().enumerate() {
            let empty = self.empty_collection(&target.ty);
            statements.extend(self.assign(target, empty));
            let element = target
                .ty
                .collection()
                .map_or(Type::Unknown, |collection| collection.element.clone());
            let value = match &element {
                Type::Record(record) if converts => {
                    // The fields are converted one by one.
                    let mut values = Vec::new();
                    for (field, column) in record.fields.iter().zip(&columns) {
                        let (place, value) = self.fetched_value(&field.ty, Some(column));
                        row.push(place);
                        values.push(value);
                    }
                    let row = self.limited_row_of_columns(values, &element, &columns);
                    row.cast(self.plain_type_name(&element))
                }
                _ => {
                    let column = if converts { columns.get(index) } else { None };
                    let (place, value) = self.fetched_value(&element, column);
                    row.push(place);
                    value
                }
            };
            if self.is_map(&target.ty) {
                // A map is copied whole for each element that it gets, an array is not.
                let elements =
                    pg::Expr::name(self.temporary("fetched_elements", TypeName::builtin("jsonb").array_of()));
                statements.push(PlKind::Assign(elements.clone(), pg::Expr::text("{}")).into());
                let json = pg::Expr::call("to_jsonb", vec![value]);
                let longer = pg::Expr::call("array_append", vec![elements.clone(), json]);
                appends.push(PlKind::Assign(elements.clone(), longer).into());
                let map = self.runtime("map_of", vec![elements]);
                ends.extend(self.assign(target, map));
                continue;
            }
            appends.extend(self.append(target, value));
        }
        let source = self.cursor_place(cursor, &mut statements);
        let mut body: Vec<PlStatement> = vec![PlKind::Fetch(source, row).into()];
        body.extend(self.count_fetch(cursor));
        let name = cursor_name(cursor);
        if let Some(name) = name.as_deref().filter(|name| self.keeps(name, "found")) {
            let variable = pg::Expr::name(self.attribute_variable(name, "found"));
            body.push(PlKind::Assign(variable, pg::Expr::Token("FOUND".to_owned())).into());
        }
        let done = pg::Expr::Unary("NOT", Box::new(pg::Expr::Token("FOUND".to_owned())));
        body.push(PlKind::Exit(None, Some(done)).into());
        if let Some(name) = name.as_deref().filter(|name| self.keeps(name, "rowcount")) {
            let variable = pg::Expr::name(self.attribute_variable(name, "rowcount"));
            let next = variable.clone().binary("+", pg::Expr::number("1"));
            body.push(PlKind::Assign(variable, next).into());
        }
        body.extend(appends);
        statements.push(match limit {
            Some(limit) => PlKind::ForRange {
                label: None,
                variable: Ident::from("fetch_number"),
                reverse: false,
                low: pg::Expr::number("1"),
                high: self.lower_expr(limit),
                body,
            }
            .into(),
            None => PlKind::Loop(None, body).into(),
        });
        statements.extend(ends);
        statements
    }

    /// Targets that PL/pgSQL can write to, and assignments for those it cannot.
    pub(crate) fn into_targets(
        &mut self,
        targets: &[Expr],
        _span: Span,
    ) -> (Vec<pg::Expr>, Vec<PlStatement>) {
        let mut places = Vec::new();
        let mut after = Vec::new();
        for target in targets {
            let plain = match &target.kind {
                ExprKind::Variable(_) | ExprKind::TriggerRow { .. } => true,
                // INTO takes a field for one value, whatever its type.
                ExprKind::Field { base, .. } => {
                    matches!(base.kind, ExprKind::Variable(_))
                        && !matches!(target.ty, Type::Record(_))
                        && !self.is_json_attribute(target)
                }
                _ => false,
            };
            if plain && !self.keeps_null_out(target) {
                let place = self.lower_expr(target);
                after.extend(self.check_fields(&place, &target.ty));
                places.push(place);
                continue;
            }
            let temporary = self.temporary("into_value", self.type_name(&target.ty));
            places.push(pg::Expr::name(temporary.clone()));
            after.extend(self.assign(target, pg::Expr::name(temporary)));
        }
        (places, after)
    }

    // ------------------------------------------------------------ loops

    pub(crate) fn query_loop(
        &mut self,
        label: Option<Ident>,
        variable: &str,
        query: &Query,
        body: &mut dyn FnMut(&mut Self) -> Vec<PlStatement>,
    ) -> Vec<PlStatement> {
        self.note_row_order(query);
        let query = self.lower_query(query);
        let (variable, body) = self.record_loop(variable, body);
        vec![
            PlKind::ForQuery {
                label,
                variable,
                query: Box::new(query),
                body,
            }
            .into(),
        ]
    }

    pub(crate) fn cursor_loop(
        &mut self,
        label: Option<Ident>,
        variable: &str,
        cursor: &Expr,
        args: &[Option<Expr>],
        body: &mut dyn FnMut(&mut Self) -> Vec<PlStatement>,
        span: Span,
    ) -> Vec<PlStatement> {
        match &cursor.kind {
            ExprKind::Variable(reference) => {
                let args = self.cursor_arguments(&reference.name, args);
                self.routine.looped_cursors.push(reference.name.clone());
                let mut body = self.hiding([variable.to_owned()], body);
                self.routine.looped_cursors.pop();
                body.splice(0..0, self.counted_in_loop(&reference.name));
                let mut statements = self.before_loop(&reference.name);
                statements.push(
                    PlKind::ForCursor {
                        label,
                        variable: Ident(local_name(variable)),
                        cursor: Ident(identifier(&reference.name)),
                        args,
                        body,
                    }
                    .into(),
                );
                statements
            }
            ExprKind::PackageVariable(reference) => {
                let Some(lowered) = self.package_cursor_query(reference, args) else {
                    self.report(
                        Code::CURSOR_SHAPE,
                        span,
                        "the query of this package cursor is not known",
                    );
                    return vec![self.refused_statement("loop over a package cursor")];
                };
                self.enter_package_loop(reference);
                let (variable, mut body) = self.record_loop(variable, body);
                let (none, next) = self.leave_package_loop();
                body.splice(0..0, next);
                let rows = PlKind::ForQuery {
                    label,
                    variable,
                    query: Box::new(lowered),
                    body,
                };
                none.into_iter().chain([rows.into()]).collect()
            }
            _ => {
                self.report(
                    Code::CURSOR_SHAPE,
                    span,
                    "a loop over this cursor is not carried over",
                );
                vec![self.refused_statement("cursor loop")]
            }
        }
    }

    /// What a loop over a cursor does to the attributes that are kept of it when it has fetched a row.
    fn counted_in_loop(&self, name: &str) -> Vec<PlStatement> {
        let kept = |attribute: &'static str| {
            (self.keeps(name, attribute)).then(|| pg::Expr::name(self.attribute_variable(name, attribute)))
        };
        let found = kept("found").map(|found| PlKind::Assign(found, pg::Expr::boolean(true)).into());
        let counted = kept("rowcount").map(|count| {
            let next = count.clone().binary("+", pg::Expr::number("1"));
            PlKind::Assign(count, next).into()
        });
        found.into_iter().chain(counted).collect()
    }

    /// What it has fetched before its first row.
    fn before_loop(&self, name: &str) -> Vec<PlStatement> {
        let none = self.keeps(name, "rowcount").then(|| {
            let count = pg::Expr::name(self.attribute_variable(name, "rowcount"));
            PlKind::Assign(count, pg::Expr::number("0")).into()
        });
        none.into_iter().collect()
    }

    /// Whether SQL%ROWCOUNT is another after a statement: the rows of DML, 0 after the end of a transaction.
    pub(crate) fn changes_row_count(kind: &StatementKind) -> bool {
        matches!(
            kind,
            StatementKind::Insert(_)
                | StatementKind::Update(_)
                | StatementKind::Delete(_)
                | StatementKind::Merge(_)
                | StatementKind::SelectInto(_)
                | StatementKind::ExecuteImmediate { .. }
                | StatementKind::Commit
                | StatementKind::Rollback { .. }
        )
    }
}

/// The first collection that a statement with BULK COLLECT fills.
fn bulk_target(statement: &Statement) -> Option<&Expr> {
    bulk_into(statement)?.targets.first()
}

/// BULK COLLECT INTO of a statement.
pub(super) fn bulk_into(statement: &Statement) -> Option<&Into> {
    let into = match &statement.kind {
        StatementKind::SelectInto(query) => match &query.body {
            QueryBody::Block(block) => block.into.as_ref(),
            _ => None,
        },
        StatementKind::Insert(insert) => insert.returning.as_ref().map(|returning| &returning.into),
        StatementKind::Update(update) => update.returning.as_ref().map(|returning| &returning.into),
        StatementKind::Delete(delete) => delete.returning.as_ref().map(|returning| &returning.into),
        StatementKind::ExecuteImmediate { into, returning, .. } => into.as_ref().or(returning.as_ref()),
        _ => None,
    };
    into.filter(|into| into.bulk)
}
