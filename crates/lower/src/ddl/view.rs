//! Views.

use super::names::idents;
use super::{Ddl, LoweredQuery, ObjectKind, Phase, QueryColumn};
use plconv_catalog::{ObjectName, View};
use plconv_diagnostics::Code;
use plconv_pg::{CreateView, Expr, FromItem, Query, QueryBody, Statement};
use std::collections::BTreeSet;

impl Ddl<'_> {
    pub(super) fn views(&mut self) {
        for (name, view) in &self.catalog.views {
            let pg_name = self.pg_name(name);
            self.begin(
                ObjectKind::View,
                &name.to_string(),
                pg_name,
                Phase::Views,
                view.origin,
            );
            self.view(name, view);
            self.end();
        }
    }

    fn view(&mut self, name: &ObjectName, view: &View) {
        if view.object_view {
            self.report(
                Code::OBJECT_TYPE_FEATURE,
                view.origin,
                format!("object view {name} became a view of its columns; it has no object identifiers"),
            );
        }
        let LoweredQuery {
            query,
            columns,
            functions,
        } = self.expressions.lower_query(&view.query, name, &view.aliases);
        for function in functions {
            self.emit(function);
        }
        let Some(mut query) = self.absorb(query) else {
            self.view_stub(name, view, &columns);
            return;
        };
        if !view.aliases.is_empty() && !columns.is_empty() && view.aliases.len() != columns.len() {
            self.report(
                Code::INVALID_QUERY,
                view.origin,
                format!(
                    "view {name} has {} names for {} columns; Oracle raises ORA-01730",
                    view.aliases.len(),
                    columns.len()
                ),
            );
            self.view_stub(name, view, &columns);
            return;
        }
        let names = match view.aliases.is_empty() {
            true => columns.iter().map(|column| &column.name).collect::<Vec<_>>(),
            false => view.aliases.iter().collect(),
        };
        if let Some(twice) = first_repeated(&names) {
            self.report(
                Code::INVALID_QUERY,
                view.origin,
                format!("view {name} has two columns {twice}; Oracle raises ORA-00957"),
            );
            let mut seen = BTreeSet::new();
            let columns: Vec<_> = (columns.iter())
                .filter(|column| seen.insert(column.name.clone()))
                .cloned()
                .collect();
            self.view_stub(name, view, &columns);
            return;
        }
        let mut suffix = "";
        if view.read_only {
            // OFFSET makes a view not updatable and changes nothing else.
            if is_updatable(&query) {
                query.offset = Some(Expr::number("0"));
            }
            self.report(
                Code::READ_ONLY_VIEW,
                view.origin,
                format!("view {name} is kept read-only by its query"),
            );
        } else if view.check_option {
            if is_updatable(&query) {
                suffix = "WITH CHECK OPTION";
            } else {
                self.report(
                    Code::UNSUPPORTED_CLAUSE,
                    view.origin,
                    format!("WITH CHECK OPTION of view {name}: PostgreSQL cannot update this query"),
                );
            }
        }
        self.emit(Statement::CreateView(Box::new(CreateView {
            name: self.pg_name(name),
            columns: idents(&view.aliases),
            query,
            suffix,
            comments: Vec::new(),
        })));
        let stand_in = self.raising_view(name, &view.aliases, &columns, "is not valid", "");
        self.stand_in(Statement::CreateView(stand_in));
        self.view_comments(name, view);
    }

    fn view_comments(&mut self, name: &ObjectName, view: &View) {
        self.comment_on("VIEW", name, view.comment.as_ref());
        for (column, text) in &view.column_comments {
            self.comment_on_column(name, column, text);
        }
    }

    /// A view that raises when it is read, so that what uses it can be loaded.
    fn view_stub(&mut self, name: &ObjectName, view: &View, columns: &[QueryColumn]) {
        self.stub_query(name, &view.query.text, &view.aliases, columns);
        if view.force {
            self.report(
                Code::FORCE_VIEW,
                view.origin,
                format!("view {name} was created with FORCE and is not valid"),
            );
        }
        self.report(
            Code::OBJECT_STUBBED,
            view.origin,
            format!("view {name} raises an error when it is read"),
        );
    }
}

/// The first name that was there before.
fn first_repeated<'n>(names: &[&'n String]) -> Option<&'n String> {
    let mut seen = BTreeSet::new();
    names
        .iter()
        .copied()
        .filter(|name| *name != "*")
        .find(|name| !seen.insert(*name))
}

/// Whether PostgreSQL updates the table through a view of this query. PostgreSQL manual, "Updatable Views".
fn is_updatable(query: &Query) -> bool {
    let QueryBody::Select(select) = &query.body else {
        return false;
    };
    query.with.is_empty()
        && query.limit.is_none()
        && query.offset.is_none()
        && !select.distinct
        && select.group_by.is_empty()
        && select.having.is_none()
        && select.windows.is_empty()
        && matches!(select.from.as_slice(), [FromItem::Table { sample: None, .. }])
}
