//! Privileges. Roles that the tree does not create may be missing where the output is loaded, so grants to them look first.

use super::names::{idents, schema_of};
use super::{Ddl, ObjectKind, Phase};
use crate::naming::identifier;
use plconv_catalog::{CodeKind, Grant, ObjectName};
use plconv_diagnostics::Code;
use plconv_pg::{Ident, QualifiedName, Statement, quote_literal};
use std::collections::BTreeSet;

/// What a privilege is granted on.
enum Target {
    Relation(String),
    Sequence(String),
    Type(String),
    Routines(Vec<String>),
}

impl Ddl<'_> {
    pub(super) fn grants(&mut self) {
        let catalog = self.catalog;
        let mut unknown_roles = BTreeSet::new();
        let mut usage = BTreeSet::new();
        for grant in &catalog.grants {
            let object = grant
                .object
                .as_ref()
                .map_or_else(|| "SYSTEM".to_owned(), ToString::to_string);
            let name = format!("GRANT ON {object} TO {}", grant.grantees.join(", "));
            let pg_name = QualifiedName::plain(identifier(&object));
            self.begin(ObjectKind::Grant, &name, pg_name, Phase::Grants, grant.origin);
            match &grant.object {
                Some(object) => self.object_grant(grant, object, &mut unknown_roles, &mut usage),
                None => self.system_grant(grant),
            }
            self.end();
        }
    }

    fn object_grant(
        &mut self,
        grant: &Grant,
        object: &ObjectName,
        unknown_roles: &mut BTreeSet<String>,
        usage: &mut BTreeSet<(String, String)>,
    ) {
        let Some((key, target)) = self.grant_target(object) else {
            self.report(
                Code::GRANT_DROPPED,
                grant.origin,
                format!("privileges on {object} dropped: it is not in the output"),
            );
            return;
        };
        self.depend(key.clone());
        let clauses = self.privilege_clauses(grant, object, &target);
        if clauses.is_empty() {
            return;
        }
        if let Target::Routines(routines) = &target
            && !grant.grantees.iter().any(|grantee| grantee == "PUBLIC")
        {
            // PostgreSQL lets PUBLIC execute new routines, Oracle does not.
            for routine in routines {
                self.emit(Statement::Raw(format!("REVOKE EXECUTE ON {routine} FROM PUBLIC")));
            }
        }
        let option = if grant.with_option {
            " WITH GRANT OPTION"
        } else {
            ""
        };
        for grantee in &grant.grantees {
            let role = if grantee == "PUBLIC" {
                "PUBLIC".to_owned()
            } else {
                Ident(identifier(grantee)).to_string()
            };
            let option = if grantee == "PUBLIC" { "" } else { option };
            let mut statements = Vec::new();
            if let Some(schema) = schema_of(&key, self.policy)
                && usage.insert((schema.clone(), role.clone()))
            {
                statements.push(format!("GRANT USAGE ON SCHEMA {} TO {role}", Ident(schema)));
            }
            statements.extend(
                clauses
                    .iter()
                    .map(|clause| format!("GRANT {clause} TO {role}{option}")),
            );
            if grantee == "PUBLIC" || self.creates_role(grantee) {
                statements
                    .into_iter()
                    .for_each(|statement| self.emit(Statement::Raw(statement)));
                continue;
            }
            if unknown_roles.insert(grantee.clone()) {
                self.report(
                    Code::UNKNOWN_ROLE,
                    grant.origin,
                    format!("{grantee} is created nowhere in the tree; grants to it take effect only where it exists"),
                );
            }
            let body: String = statements
                .iter()
                .map(|statement| format!("    {statement};\n"))
                .collect();
            self.emit(Statement::Raw(format!(
                "DO $$\nBEGIN\n  IF EXISTS (SELECT FROM pg_roles WHERE rolname = {}) THEN\n{body}  END IF;\nEND\n$$",
                quote_literal(&identifier(grantee)),
            )));
        }
    }

    /// What the object is; synonyms are followed.
    fn grant_target(&mut self, object: &ObjectName) -> Option<(ObjectName, Target)> {
        let catalog = self.catalog;
        let mut candidates = vec![object.clone()];
        if let Some(synonym) = catalog.synonyms.get(object) {
            candidates.push(synonym.target.clone());
        }
        candidates.push(ObjectName::unqualified(object.name.clone()));
        if object.schema.is_none() {
            candidates.extend(
                catalog
                    .schemas
                    .iter()
                    .map(|schema| ObjectName::qualified(schema, object.name.clone())),
            );
        }
        for name in candidates {
            let printed = self.pg_name(&name).to_string();
            if let Some(table) = catalog.tables.get(&name) {
                let is_missing = table.temporary.is_some() && !self.temporary_is_view();
                return (!is_missing).then_some((name, Target::Relation(printed)));
            }
            if catalog.views.contains_key(&name) || catalog.materialized_views.contains_key(&name) {
                return Some((name, Target::Relation(printed)));
            }
            if catalog.sequences.contains_key(&name) {
                return Some((name, Target::Sequence(printed)));
            }
            if catalog.types.contains_key(&name) {
                return Some((name, Target::Type(printed)));
            }
            let is_code = [CodeKind::Package, CodeKind::Procedure, CodeKind::Function]
                .iter()
                .any(|kind| catalog.code.contains_key(&(*kind, name.clone())));
            if is_code {
                let routines = self.expressions.routines(&name);
                return Some((name, Target::Routines(routines)));
            }
        }
        None
    }

    /// `SELECT (a, b) ON TABLE t` for each privilege that has a counterpart.
    fn privilege_clauses(&mut self, grant: &Grant, object: &ObjectName, target: &Target) -> Vec<String> {
        let mut clauses = Vec::new();
        let mut dropped = Vec::new();
        for (words, columns) in &grant.privileges {
            let list: Vec<String> = idents(columns).iter().map(ToString::to_string).collect();
            let list = if list.is_empty() {
                String::new()
            } else {
                format!(" ({})", list.join(", "))
            };
            let all = matches!(words.as_str(), "ALL" | "ALL PRIVILEGES");
            match target {
                Target::Relation(name) => match words.as_str() {
                    "SELECT" | "INSERT" | "UPDATE" | "DELETE" | "REFERENCES" => {
                        clauses.push(format!("{words}{list} ON {name}"));
                    }
                    "READ" => clauses.push(format!("SELECT ON {name}")),
                    // ALTER, INDEX and DEBUG, which ALL includes, belong to the owner in PostgreSQL.
                    _ if all => clauses.push(format!("SELECT, INSERT, UPDATE, DELETE, REFERENCES ON {name}")),
                    _ => dropped.push(words.as_str()),
                },
                Target::Sequence(name) if all || words == "SELECT" => {
                    clauses.push(format!("USAGE, SELECT ON SEQUENCE {name}"));
                }
                Target::Type(name) if all || matches!(words.as_str(), "EXECUTE" | "UNDER") => {
                    clauses.push(format!("USAGE ON TYPE {name}"));
                }
                Target::Routines(routines) if all || words == "EXECUTE" => {
                    clauses.extend(routines.iter().map(|routine| format!("EXECUTE ON {routine}")));
                }
                Target::Sequence(_) | Target::Type(_) | Target::Routines(_) => dropped.push(words.as_str()),
            }
        }
        if !dropped.is_empty() {
            self.report(
                Code::GRANT_DROPPED,
                grant.origin,
                format!(
                    "{} on {object} has no counterpart: in PostgreSQL it belongs to the owner",
                    dropped.join(", ")
                ),
            );
        }
        clauses
    }

    /// Roles are granted when the tree creates them; system privileges have no counterpart.
    fn system_grant(&mut self, grant: &Grant) {
        let option = if grant.with_option {
            " WITH ADMIN OPTION"
        } else {
            ""
        };
        let mut dropped = Vec::new();
        for (words, _) in &grant.privileges {
            for grantee in &grant.grantees {
                if self.creates_role(words) && self.creates_role(grantee) {
                    let role = Ident(identifier(words));
                    let member = Ident(identifier(grantee));
                    self.emit(Statement::Raw(format!("GRANT {role} TO {member}{option}")));
                } else if !dropped.contains(&words.as_str()) {
                    dropped.push(words.as_str());
                }
            }
        }
        if !dropped.is_empty() {
            self.report(
                Code::GRANT_DROPPED,
                grant.origin,
                format!(
                    "{} to {} has no counterpart",
                    dropped.join(", "),
                    grant.grantees.join(", ")
                ),
            );
        }
    }
}
