//! Changes of a table between the rows that a script brings: the output has the table as it is after all scripts.

use super::source::object_name;
use super::{Replay, span};
use plconv_catalog::{ObjectName, Origin};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, SyntaxNode};

impl Replay {
    /// Remembers the tables whose rows a unit changes.
    pub(super) fn note_rows(&mut self, unit: SyntaxNode<'_>) {
        let targets: Vec<ObjectName> = unit
            .descendants()
            .filter(|node| {
                ast::InsertStmt::cast(*node).is_some()
                    || ast::MultiInto::cast(*node).is_some()
                    || ast::UpdateStmt::cast(*node).is_some()
                    || ast::DeleteStmt::cast(*node).is_some()
                    || ast::MergeStmt::cast(*node).is_some()
            })
            .filter_map(|change| change.descendants().find_map(ast::ObjectName::cast))
            .map(object_name)
            .collect();
        self.takes_numbers |= unit.text().to_ascii_uppercase().contains(".NEXTVAL");
        for target in targets {
            let table = self.existing_table(&target).unwrap_or(target);
            self.with_rows.insert(table);
        }
    }

    /// Says that a change of a sequence holds for the numbers that a script took before it.
    pub(super) fn note_change_between_numbers(&mut self, sequence: &ObjectName, place: Origin) {
        if !self.with_rows.is_empty() || self.takes_numbers {
            self.sink.report(
                Code::CHANGE_BETWEEN_ROWS,
                span(place),
                format!("sequence {sequence} changes here, after statements that may have taken its numbers; the output has the last state for all"),
            );
        }
    }

    /// Says that a change of a table holds for rows that came before it.
    pub(super) fn note_change_between_rows(&mut self, table: &ObjectName, what: &str, place: Origin) {
        if self.with_rows.contains(table) {
            self.sink.report(
                Code::CHANGE_BETWEEN_ROWS,
                span(place),
                format!("{what} here, after rows of {table}; the output has the last state for all rows"),
            );
        }
    }
}
