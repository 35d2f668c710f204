//! RENAME of objects, columns and indexes, and what refers to them.

use super::Replay;
use plconv_catalog::{ConstraintKind, ObjectName, SourceText, Table};
use plconv_syntax::ast::{self, AstNode, SyntaxNode};

impl Replay {
    /// `RENAME old TO new`: a table, view, sequence or private synonym of the current schema.
    pub(super) fn rename(&mut self, rename: ast::RenameStmt<'_>) {
        let (Some(old), Some(new)) = (rename.old(), rename.new()) else {
            return;
        };
        let old = ObjectName {
            schema: self.session.schema.clone(),
            name: old.folded(),
        };
        let new = new.folded();
        let catalog = &self.catalog;
        let keys = (catalog.tables.keys())
            .chain(catalog.views.keys())
            .chain(catalog.sequences.keys())
            .chain(catalog.synonyms.keys());
        let found = self.existing(&old, keys);
        match found {
            Some(key) => self.rename_object(&key, &new, rename.syntax()),
            None => self.not_replayed(
                rename.syntax(),
                format!("RENAME names {old}, which is created nowhere before"),
            ),
        }
    }

    /// Gives an object another name in the same schema; it keeps its place.
    pub(super) fn rename_object(&mut self, key: &ObjectName, new: &str, node: SyntaxNode<'_>) {
        let target = ObjectName {
            schema: key.schema.clone(),
            name: new.to_owned(),
        };
        if self.catalog.tables.contains_key(&target) || self.catalog.views.contains_key(&target) {
            self.not_replayed(
                node,
                format!("{key} cannot be renamed: {target} exists already (ORA-00955)"),
            );
            return;
        }
        let catalog = &mut self.catalog;
        if rename_key(&mut catalog.tables, key, &target) {
            if let Some(table) = catalog.tables.get_mut(&target) {
                table.name = target.clone();
            }
        } else if rename_key(&mut catalog.views, key, &target) {
            if let Some(view) = catalog.views.get_mut(&target) {
                view.name = target.clone();
            }
        } else if rename_key(&mut catalog.sequences, key, &target) {
            if let Some(sequence) = catalog.sequences.get_mut(&target) {
                sequence.name = target.clone();
            }
        } else if rename_key(&mut catalog.synonyms, key, &target)
            && let Some(synonym) = catalog.synonyms.get_mut(&target)
        {
            synonym.name = target.clone();
        }
        for name in catalog.renamed.values_mut().filter(|name| **name == *key) {
            name.clone_from(&target);
        }
        catalog.renamed.shift_remove(&target);
        catalog.renamed.insert(key.clone(), target.clone());
        for index in catalog.indexes.values_mut().filter(|index| index.table == *key) {
            index.table = target.clone();
        }
        for code in catalog
            .code
            .values_mut()
            .filter(|code| code.table.as_ref() == Some(key))
        {
            code.table = Some(target.clone());
        }
        for grant in catalog
            .grants
            .iter_mut()
            .filter(|grant| grant.object.as_ref() == Some(key))
        {
            grant.object = Some(target.clone());
        }
        for table in catalog.tables.values_mut() {
            for constraint in &mut table.constraints {
                if let ConstraintKind::ForeignKey {
                    table: referenced, ..
                } = &mut constraint.kind
                    && referenced.name == key.name
                    && (referenced.schema == key.schema || referenced.schema.is_none())
                {
                    referenced.name = target.name.clone();
                }
            }
        }
    }

    pub(super) fn rename_index(&mut self, key: &ObjectName, new: &str, node: SyntaxNode<'_>) {
        let target = ObjectName {
            schema: key.schema.clone(),
            name: new.to_owned(),
        };
        if self.catalog.indexes.contains_key(&target) {
            self.not_replayed(
                node,
                format!("index {key} cannot be renamed: {target} exists already"),
            );
            return;
        }
        rename_key(&mut self.catalog.indexes, key, &target);
        if let Some(index) = self.catalog.indexes.get_mut(&target) {
            index.name = target.clone();
        }
    }

    /// `ALTER TABLE ... RENAME COLUMN`: Oracle changes constraints, indexes and expressions along with it.
    pub(super) fn rename_column(&mut self, table: &mut Table, old: &str, new: &str, node: SyntaxNode<'_>) {
        if table.column(old).is_none() || table.column(new).is_some() {
            self.not_replayed(
                node,
                format!(
                    "column {old} of table {} cannot be renamed to {new} at this point",
                    table.name
                ),
            );
            return;
        }
        let replace = |names: &mut Vec<String>| {
            for name in names.iter_mut().filter(|name| *name == old) {
                new.clone_into(name);
            }
        };
        for column in &mut table.columns {
            if column.name == old {
                new.clone_into(&mut column.name);
            }
            if let Some(expression) = &mut column.virtual_expression {
                rename_in(expression, old, new);
            }
        }
        for constraint in &mut table.constraints {
            match &mut constraint.kind {
                ConstraintKind::PrimaryKey { columns }
                | ConstraintKind::Unique { columns }
                | ConstraintKind::ForeignKey { columns, .. } => replace(columns),
                ConstraintKind::Check { condition } => rename_in(condition, old, new),
            }
        }
        if let Some(partitioning) = &mut table.partitioning {
            partitioning
                .columns
                .iter_mut()
                .for_each(|column| rename_in(column, old, new));
            if let Some(sub) = &mut partitioning.subpartitioning {
                sub.columns
                    .iter_mut()
                    .for_each(|column| rename_in(column, old, new));
            }
        }
        for index in self
            .catalog
            .indexes
            .values_mut()
            .filter(|index| index.table == table.name)
        {
            for column in &mut index.columns {
                rename_in(&mut column.expression, old, new);
                if column.column.as_deref() == Some(old) {
                    column.column = Some(new.to_owned());
                }
            }
        }
        for other in self.catalog.tables.values_mut() {
            for constraint in &mut other.constraints {
                if let ConstraintKind::ForeignKey {
                    table: target,
                    referenced,
                    ..
                } = &mut constraint.kind
                    && target.name == table.name.name
                {
                    replace(referenced);
                }
            }
        }
    }
}

fn rename_key<V>(
    map: &mut plconv_catalog::IndexMap<ObjectName, V>,
    old: &ObjectName,
    new: &ObjectName,
) -> bool {
    let Some(index) = map.get_index_of(old) else {
        return false;
    };
    map.replace_index(index, new.clone()).is_ok()
}

fn rename_in(source: &mut SourceText, old: &str, new: &str) {
    source.text = map_identifiers(&source.text, |name| (name == old).then(|| quoted_if_needed(new)));
}

/// Whether an expression's text contains the name as an identifier.
pub(super) fn mentions(text: &str, name: &str) -> bool {
    let mut found = false;
    map_identifiers(text, |identifier| {
        found |= identifier == name;
        None
    });
    found
}

fn quoted_if_needed(name: &str) -> String {
    let plain = name
        .chars()
        .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || "_$#".contains(c))
        && name.starts_with(|c: char| c.is_ascii_uppercase());
    if plain {
        name.to_lowercase()
    } else {
        format!("\"{name}\"")
    }
}

/// Replaces identifiers of an Oracle text, given by their dictionary names; strings stay as they are.
fn map_identifiers(text: &str, mut replace: impl FnMut(&str) -> Option<String>) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' => rest[1..].find(first).map_or(rest.len(), |end| end + 2),
            _ if is_name_character(first) => rest.find(|c| !is_name_character(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        let dictionary_name = match first {
            '"' => Some(piece.trim_matches('"').to_owned()),
            _ if first.is_alphabetic() => Some(piece.to_uppercase()),
            _ => None,
        };
        match dictionary_name.and_then(|name| replace(&name)) {
            Some(replacement) => result.push_str(&replacement),
            None => result.push_str(piece),
        }
        rest = after;
    }
    result
}

fn is_name_character(character: char) -> bool {
    character.is_alphanumeric() || "_$#".contains(character)
}
