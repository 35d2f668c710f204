//! COMMENT ON. SQL Language Reference, "COMMENT".

use super::Replay;
use super::source::{object_name, parts, string_value};
use plconv_catalog::ObjectName;
use plconv_syntax::ast::{self, AstNode};

impl Replay {
    pub(super) fn comment(&mut self, comment: ast::CommentStmt<'_>) {
        let (Some(written), Some(text)) = (comment.name(), comment.text()) else {
            return;
        };
        let value = string_value(text.text());
        // An empty text takes the comment away, since the empty string is NULL.
        let value = (!value.is_empty()).then_some(value);
        let kind = comment.kind().map(|kind| kind.upper()).unwrap_or_default();
        let applied = if kind.starts_with("COLUMN") {
            self.comment_on_column(parts(written), value)
        } else {
            self.comment_on_object(&object_name(written), value)
        };
        if !applied {
            let name = parts(written).join(".");
            self.names_missing(
                comment.syntax(),
                format!("COMMENT ON {kind} names {name}, which is created nowhere before"),
            );
        }
    }

    fn comment_on_object(&mut self, name: &ObjectName, value: Option<String>) -> bool {
        if let Some(key) = self.existing(name, self.catalog.materialized_views.keys()) {
            if let Some(view) = self.catalog.materialized_views.get_mut(&key) {
                view.comment = value;
            }
            return true;
        }
        if let Some(key) = self.existing_table(name) {
            if let Some(table) = self.catalog.tables.get_mut(&key) {
                table.comment = value;
            }
            return true;
        }
        if let Some(key) = self.existing(name, self.catalog.views.keys()) {
            if let Some(view) = self.catalog.views.get_mut(&key) {
                view.comment = value;
            }
            return true;
        }
        false
    }

    fn comment_on_column(&mut self, mut parts: Vec<String>, value: Option<String>) -> bool {
        let (Some(column), Some(table)) = (parts.pop(), parts.pop()) else {
            return false;
        };
        let name = ObjectName {
            schema: parts.pop(),
            name: table,
        };
        if let Some(key) = self.existing_table(&name) {
            let table = self.catalog.tables.get_mut(&key);
            let found = table.and_then(|table| table.columns.iter_mut().find(|known| known.name == column));
            return found.map(|column| column.comment = value).is_some();
        }
        let comments = match self.existing(&name, self.catalog.views.keys()) {
            Some(key) => self
                .catalog
                .views
                .get_mut(&key)
                .map(|view| &mut view.column_comments),
            None => match self.existing(&name, self.catalog.materialized_views.keys()) {
                Some(key) => self
                    .catalog
                    .materialized_views
                    .get_mut(&key)
                    .map(|view| &mut view.column_comments),
                None => None,
            },
        };
        let Some(comments) = comments else {
            return false;
        };
        match value {
            Some(value) => comments.insert(column, value),
            None => comments.shift_remove(&column),
        };
        true
    }
}
