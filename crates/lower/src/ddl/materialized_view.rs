//! Materialized views. PostgreSQL refreshes them only when told to, and as a whole.

use super::names::idents;
use super::{Ddl, LoweredQuery, ObjectKind, Phase};
use plconv_catalog::{MaterializedView, ObjectName};
use plconv_diagnostics::Code;
use plconv_pg::{CreateView, Statement};

impl Ddl<'_> {
    pub(super) fn materialized_views(&mut self) {
        for (name, view) in &self.catalog.materialized_views {
            let pg_name = self.pg_name(name);
            self.begin(
                ObjectKind::MaterializedView,
                &name.to_string(),
                pg_name,
                Phase::Views,
                view.origin,
            );
            self.materialized_view(name, view);
            self.end();
        }
    }

    fn materialized_view(&mut self, name: &ObjectName, view: &MaterializedView) {
        self.report_physical(&view.physical, view.origin);
        if view.prebuilt && self.catalog.tables.contains_key(name) {
            self.report(
                Code::MATERIALIZED_VIEW_REFRESH,
                view.origin,
                format!("{name} is built on the table of that name, which stays an ordinary table"),
            );
            return;
        }
        let refreshes: Vec<&str> = view
            .options
            .iter()
            .map(String::as_str)
            .filter(|option| {
                ["FAST", "COMMIT", "START", "NEXT", "STATEMENT", "REWRITE"]
                    .iter()
                    .any(|word| option.contains(word))
                    && !option.starts_with("DISABLE")
            })
            .collect();
        if view.build_deferred {
            self.report(
                Code::MATERIALIZED_VIEW_REFRESH,
                view.origin,
                format!("{name}: reading it before its first refresh raises an error; in Oracle it has no rows then"),
            );
        }
        if !refreshes.is_empty() {
            self.report(
                Code::MATERIALIZED_VIEW_REFRESH,
                view.origin,
                format!(
                    "{name}: {} has no counterpart; run REFRESH MATERIALIZED VIEW",
                    refreshes.join(", ")
                ),
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
        match self.absorb(query) {
            Some(query) => {
                self.emit(Statement::CreateMaterializedView(Box::new(CreateView {
                    name: self.pg_name(name),
                    columns: idents(&view.aliases),
                    query,
                    suffix: if view.build_deferred { "WITH NO DATA" } else { "" },
                    comments: Vec::new(),
                })));
                let stand_in =
                    self.raising_view(name, &view.aliases, &columns, "is not valid", "WITH NO DATA");
                self.stand_in(Statement::CreateMaterializedView(stand_in));
            }
            None => {
                self.stub_query(name, &view.query.text, &view.aliases, &columns);
                self.report(
                    Code::OBJECT_STUBBED,
                    view.origin,
                    format!("{name} raises an error when it is read"),
                );
                return;
            }
        }
        self.comment_on("MATERIALIZED VIEW", name, view.comment.as_ref());
        for (column, text) in &view.column_comments {
            self.comment_on_column(name, column, text);
        }
    }
}
