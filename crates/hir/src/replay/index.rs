//! CREATE INDEX and ALTER INDEX. SQL Language Reference, "CREATE INDEX".

use super::Replay;
use super::source::{
    has_phrase, head_has, if_not_exists, object_name, one_line, plain_column, string_value, words,
};
use plconv_catalog::{Index, IndexColumn, ObjectName};
use plconv_syntax::ast::{self, AstNode};

impl Replay {
    pub(super) fn create_index(&mut self, create: ast::CreateIndex<'_>) {
        let mut name = self.defined_name(create.name());
        let origin = self.origin(create.syntax());
        let written = create.table().map(object_name).unwrap_or_default();
        let table = self
            .existing_table(&written)
            .or_else(|| self.existing(&written, self.catalog.materialized_views.keys()))
            .unwrap_or(written);
        // An index without a schema is in the schema of the user; the tree has one schema only, that of the table.
        if name.schema.is_none() {
            name.schema = table.schema.clone();
        }
        if let Some(earlier) = self.catalog.indexes.get(&name).map(|index| index.origin) {
            if !if_not_exists(create.syntax(), create.name()) {
                self.report_duplicate("index", &name, earlier, origin, false);
            }
            return;
        }
        let mut index = Index {
            name: name.clone(),
            table,
            origin,
            ..Index::default()
        };
        if let Some(head) = create.create() {
            index.unique = head_has(head, "UNIQUE");
            index.bitmap = head_has(head, "BITMAP");
            if head_has(head, "SEARCH") {
                index.index_type = Some(ObjectName::qualified("CTXSYS", "CONTEXT_V2"));
            }
        }
        for item in create.columns().iter() {
            let Some(expr) = item.expr() else {
                continue;
            };
            index.columns.push(IndexColumn {
                expression: self.source_text(expr.syntax()),
                column: plain_column(expr),
                descending: item.direction().is_some_and(|direction| direction.is("DESC")),
            });
        }
        if create.cluster().is_some() {
            index.flags.push("CLUSTER".to_owned());
        }
        if !create.join_from().is_empty() {
            index.flags.push("BITMAP JOIN".to_owned());
        }
        for attribute in create.attributes().iter() {
            if let ast::IndexAttribute::PhysicalAttribute(attribute) = attribute {
                self.storage_text(attribute.syntax());
            }
            index_attribute(&mut index, attribute);
        }
        self.catalog.indexes.insert(name, index);
    }

    pub(super) fn alter_index(&mut self, alter: ast::AlterIndex<'_>) {
        let Some(name) = alter.name().map(object_name) else {
            return;
        };
        let Some(key) = self.existing(&name, self.catalog.indexes.keys()) else {
            let words = words(alter.syntax());
            // The index behind a constraint has its name.
            let behind_constraint = self.catalog.tables.values().any(|table| {
                table
                    .constraints
                    .iter()
                    .any(|constraint| constraint.name.as_ref() == Some(&name.name))
            });
            if behind_constraint && !has_phrase(&words, "RENAME TO") {
                return;
            }
            self.names_missing(
                alter.syntax(),
                format!("ALTER INDEX names {name}, which is created nowhere before"),
            );
            return;
        };
        if let Some(new) = alter.new_name() {
            self.rename_index(&key, &new.folded(), alter.syntax());
            return;
        }
        let words = words(alter.syntax());
        let Some(index) = self.catalog.indexes.get_mut(&key) else {
            return;
        };
        // The words after ALTER INDEX and the name.
        let action: Vec<&str> = words.iter().map(String::as_str).collect();
        let has = |word: &str| action.contains(&word);
        if has("PARTITION") || has("SUBPARTITION") || has("ATTRIBUTES") {
            index.physical.push(one_line(alter.syntax()));
        } else if has("INVISIBLE") || has("UNUSABLE") {
            let flag = if has("INVISIBLE") { "INVISIBLE" } else { "UNUSABLE" };
            if !index.flags.iter().any(|known| known == flag) {
                index.flags.push(flag.to_owned());
            }
        } else if has("VISIBLE") {
            index.flags.retain(|flag| flag != "INVISIBLE");
        } else if has("REBUILD") {
            index.flags.retain(|flag| flag != "UNUSABLE");
            index.reverse = (index.reverse || has("REVERSE")) && !has("NOREVERSE");
        } else {
            index.physical.push(one_line(alter.syntax()));
        }
    }
}

fn index_attribute(index: &mut Index, attribute: ast::IndexAttribute<'_>) {
    match attribute {
        ast::IndexAttribute::PhysicalAttribute(attribute) => {
            let text = one_line(attribute.syntax());
            if text.eq_ignore_ascii_case("REVERSE") {
                index.reverse = true;
            } else {
                index.physical.push(text);
            }
        }
        ast::IndexAttribute::PartitionBy(partition_by) => {
            index.physical.push(one_line(partition_by.syntax()))
        }
        ast::IndexAttribute::LocalPartitions(local) => {
            let kind = local.kind().map(|kind| kind.upper()).unwrap_or_default();
            if kind == "GLOBAL" || kind == "LOCAL" {
                index.flags.push(kind);
            } else {
                index.physical.push(one_line(local.syntax()));
            }
        }
        ast::IndexAttribute::DomainIndex(domain) => {
            if let Some(indextype) = domain.indextype() {
                index.index_type = Some(object_name(indextype));
            }
            if let Some(parameters) = domain.parameters() {
                index.parameters = Some(string_value(parameters.text().trim_matches(['(', ')', ' '])));
            }
        }
        ast::IndexAttribute::IndexFlag(flag) => {
            let word = flag.syntax().text().to_uppercase();
            match word.as_str() {
                "REVERSE" => index.reverse = true,
                "VISIBLE" => {}
                _ => index.flags.push(word),
            }
        }
    }
}
