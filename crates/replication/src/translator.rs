//! Statements of DDL of the source for the target, by the rules that convert whole schemas.

use crate::apply::{DdlTable, DdlTranslator, Translated, Translation};
use plconv_catalog::DataType;
use plconv_db::Policy;
use plconv_mover::error::Error;
use plconv_mover::plan::Plan;
use plconv_mover::source::SourceColumn;
use plconv_pg::{Ident, QualifiedName};
use plconv_project::convert::pipeline::following::{self, FollowedTable, Following};
use plconv_project::policy_file::read_policy;
use std::collections::BTreeMap;

/// Translates by a policy.
#[derive(Debug)]
pub struct Translator {
    policy: Policy,
}

impl Translator {
    /// One with the policy that a plan names.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub fn new(plan: &Plan) -> Result<Translator, Error> {
        let policy = match &plan.replication.policy_file {
            Some(file) => read_policy(&plan.file(file)).map_err(|error| Error::Usage(format!("{error}")))?,
            None => Policy::default(),
        };
        Ok(Translator { policy })
    }
}

impl DdlTranslator for Translator {
    fn translate(&self, statement: &str, table: &DdlTable<'_>) -> Translation {
        let columns: Vec<(String, Option<DataType>)> = table
            .columns
            .iter()
            .map(|column| (column.name.clone(), column.data_type.clone()))
            .collect();
        let target = name_of(table.target);
        let renamed: BTreeMap<String, String> = table.renamed.clone();
        let followed = FollowedTable {
            columns: &columns,
            target: &target,
            renamed: &renamed,
        };
        match following::follow(statement, &followed, &self.policy) {
            Following::Nothing => Translation::Ignored,
            Following::Left(reason) => Translation::Left(reason),
            Following::Refused(reason) => Translation::Refused(reason),
            Following::Statements(followed) => Translation::Statements(Box::new(Translated {
                statements: followed.statements,
                columns: followed
                    .columns
                    .into_iter()
                    .map(|(name, data_type)| SourceColumn { name, data_type })
                    .collect(),
                needs_rows: followed.needs_rows,
                is_optional: followed.is_optional,
                new_name: followed.new_name.map(|name| {
                    let renamed = plconv_catalog::naming::identifier(&name);
                    let mut target = target.clone();
                    if let Some(last) = target.0.last_mut() {
                        *last = Ident(renamed);
                    }
                    (name, target.to_string())
                }),
                is_dropped: followed.is_dropped,
                is_created: followed.is_created,
                notes: followed.notes,
            })),
        }
    }

    fn indexed_table(&self, statement: &str) -> Option<(Option<String>, String)> {
        following::indexed_table(statement)
    }
}

/// A name as SQL has it.
pub(crate) fn name_of(sql: &str) -> QualifiedName {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut characters = sql.chars().peekable();
    let mut is_quoted = false;
    while let Some(character) = characters.next() {
        match character {
            '"' if is_quoted && characters.peek() == Some(&'"') => {
                characters.next();
                part.push('"');
            }
            '"' => is_quoted = !is_quoted,
            '.' if !is_quoted => parts.push(Ident(std::mem::take(&mut part))),
            other => part.push(other),
        }
    }
    parts.push(Ident(part));
    QualifiedName(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_sql() {
        for name in ["t", "s.t", "\"S\".\"a.\"\"b\"", "public.\"order\""] {
            assert_eq!(name_of(name).to_string(), name);
        }
    }
}
