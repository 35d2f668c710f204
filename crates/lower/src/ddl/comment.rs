//! COMMENT ON.

use super::Ddl;
use crate::naming::identifier;
use plconv_catalog::ObjectName;
use plconv_pg::{Ident, Statement};

impl Ddl<'_> {
    pub(super) fn comment_on(&mut self, kind: &'static str, name: &ObjectName, text: Option<&String>) {
        if let Some(text) = text {
            let name = self.pg_name(name);
            self.emit(Statement::Comment {
                kind,
                name,
                text: text.clone(),
            });
        }
    }

    pub(super) fn comment_on_column(&mut self, relation: &ObjectName, column: &str, text: &str) {
        let mut name = self.pg_name(relation);
        name.0.push(Ident(identifier(column)));
        self.emit(Statement::Comment {
            kind: "COLUMN",
            name,
            text: text.to_owned(),
        });
    }
}
