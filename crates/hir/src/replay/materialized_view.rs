//! CREATE MATERIALIZED VIEW and its logs. SQL Language Reference, "CREATE MATERIALIZED VIEW".

use super::Replay;
use super::source::{has_phrase, object_name, one_line, words};
use plconv_catalog::{MaterializedView, OtherObject};
use plconv_syntax::ast::{self, AstNode};

impl Replay {
    pub(super) fn create_materialized_view(&mut self, create: ast::CreateMaterializedView<'_>) {
        let name = self.defined_name(create.name());
        let origin = self.origin(create.syntax());
        if let Some(earlier) = self.catalog.materialized_views.get(&name).map(|view| view.origin) {
            self.report_duplicate("materialized view", &name, earlier, origin, false);
            return;
        }
        // Tables and views share their names: the view that was there before stands in for this one.
        if let Some(earlier) = self.catalog.views.shift_remove(&name) {
            self.report_duplicate("materialized view", &name, earlier.origin, origin, true);
        }
        let Some(query) = create.query() else {
            return;
        };
        let mut view = MaterializedView {
            name: name.clone(),
            query: self.source_text(query.syntax()),
            origin,
            ..MaterializedView::default()
        };
        for column in create.columns().iter() {
            if let ast::ViewColumn::ViewColumnName(column) = column {
                view.aliases.extend(column.name().map(|name| name.folded()));
            }
        }
        for attribute in create.attributes().iter() {
            match attribute {
                ast::MviewAttribute::MviewOption(option) => {
                    let words = words(option.syntax());
                    view.build_deferred |= has_phrase(&words, "BUILD DEFERRED");
                    view.prebuilt |= has_phrase(&words, "PREBUILT TABLE");
                    view.options.push(one_line(option.syntax()).to_uppercase());
                }
                ast::MviewAttribute::PhysicalAttribute(_)
                | ast::MviewAttribute::PartitionBy(_)
                | ast::MviewAttribute::LobStorage(_) => view.physical.push(one_line(attribute.syntax())),
            }
        }
        self.catalog.materialized_views.insert(name, view);
    }

    pub(super) fn create_materialized_view_log(&mut self, create: ast::CreateMaterializedViewLog<'_>) {
        self.catalog.others.push(OtherObject {
            kind: "MATERIALIZED VIEW LOG".to_owned(),
            name: create.table().map(object_name).unwrap_or_default().to_string(),
            text: create.syntax().text().to_owned(),
            origin: self.origin(create.syntax()),
        });
    }
}
