//! CREATE VIEW. SQL Language Reference, "CREATE VIEW".

use super::Replay;
use super::source::{head_has, if_not_exists, one_line, replaces, words};
use plconv_catalog::{ObjectName, TypeKind, View};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode};

impl Replay {
    pub(super) fn create_view(&mut self, create: ast::CreateView<'_>) {
        let name = self.defined_name(create.name());
        let origin = self.origin(create.syntax());
        if let Some(earlier) = self.catalog.views.get(&name).map(|view| view.origin) {
            let replaces = replaces(create.create());
            if !if_not_exists(create.syntax(), create.name()) {
                self.report_duplicate("view", &name, earlier, origin, replaces);
            }
            if !replaces {
                return;
            }
        }
        // Tables and views share their names.
        if let Some(earlier) = self.catalog.tables.get(&name).map(|table| table.origin) {
            self.report_duplicate("view", &name, earlier, origin, false);
            return;
        }
        let Some(query) = create.query() else {
            return;
        };
        let mut view = View {
            name: name.clone(),
            query: self.source_text(query.syntax()),
            force: create
                .create()
                .is_some_and(|head| head_has(head, "FORCE") && !head_has(head, "NO")),
            origin,
            ..View::default()
        };
        for column in create.columns().iter() {
            match column {
                ast::ViewColumn::ViewColumnName(column) => {
                    if words(column.syntax()).iter().any(|word| word == "INVISIBLE") {
                        let place = super::span(self.origin(column.syntax()));
                        self.sink.report(
                            Code::INVISIBLE_COLUMN,
                            place,
                            format!("invisible column of view {name} is part of SELECT *"),
                        );
                    }
                    view.aliases.extend(column.name().map(|name| name.folded()));
                }
                // Oracle does not enforce the constraints of views: they are always DISABLE NOVALIDATE.
                ast::ViewColumn::TableConstraint(_) => {}
            }
        }
        for attribute in create.attributes().iter() {
            let text = one_line(attribute.syntax());
            let upper = text.to_uppercase();
            let place = super::span(self.origin(attribute.syntax()));
            if upper.starts_with("OF ") {
                view.object_view = true;
                if view.aliases.is_empty() {
                    view.aliases = self.attributes_of(upper.split_whitespace().nth(1).unwrap_or_default());
                }
            } else if upper.starts_with("BEQUEATH CURRENT_USER") {
                self.sink.report(
                    Code::UNSUPPORTED_CLAUSE,
                    place,
                    format!("{text}: view {name} reads its tables with the rights of its owner"),
                );
            } else if upper.starts_with("DEFAULT COLLATION") && !upper.ends_with("USING_NLS_COMP") {
                self.sink.report(
                    Code::UNSUPPORTED_CLAUSE,
                    place,
                    format!("{text}: columns of view {name} have the collation of the database"),
                );
            }
        }
        match create
            .restriction()
            .map(|restriction| one_line(restriction.syntax()).to_uppercase())
        {
            Some(words) if words.contains("READ") => view.read_only = true,
            Some(words) if words.contains("CHECK") => view.check_option = true,
            Some(_) | None => {}
        }
        // A replaced view keeps its place and loses its comments, as in Oracle.
        self.catalog.views.insert(name, view);
    }

    /// The attributes of an object type, those of its supertypes first: the columns of an object view.
    fn attributes_of(&self, written: &str) -> Vec<String> {
        let written = written.replace('"', "");
        let mut next = Some(match written.split_once('.') {
            Some((schema, name)) => ObjectName::qualified(schema, name),
            None => ObjectName::unqualified(written),
        });
        let mut chain: Vec<Vec<String>> = Vec::new();
        while let Some(name) = next.take() {
            let Some(TypeKind::Object {
                supertype,
                attributes,
                ..
            }) = self
                .existing(&name, self.catalog.types.keys())
                .and_then(|key| self.catalog.types.get(&key))
                .map(|definition| &definition.kind)
            else {
                break;
            };
            chain.push(attributes.iter().map(|(name, _)| name.clone()).collect());
            // Supertypes cannot be circular in Oracle; a broken source can be.
            if chain.len() < 32 {
                next.clone_from(supertype);
            }
        }
        chain.into_iter().rev().flatten().collect()
    }
}
