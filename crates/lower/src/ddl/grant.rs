//! Privileges. Roles that the tree does not create may be missing where the output is loaded, so grants to them look first.

use super::names::{idents, schema_of};
use super::{Ddl, Executables, ObjectKind, Phase};
use crate::naming::identifier;
use plconv_catalog::{CodeKind, Grant, ObjectName};
use plconv_diagnostics::Code;
use plconv_pg::{Ident, QualifiedName, Statement, quote_literal};
use std::collections::BTreeSet;

/// What a privilege is granted on.
enum Target {
    Relation(String),
    Sequence(String),
    /// With its methods.
    Type(String, Executables),
    Routines(Executables),
}

impl Executables {
    /// Adds a routine once: `hr.f(integer)`.
    pub fn add(&mut self, procedure: bool, identity: String) {
        let list = if procedure {
            &mut self.procedures
        } else {
            &mut self.functions
        };
        if !list.contains(&identity) {
            list.push(identity);
        }
    }

    /// What stands after ON, one statement each.
    pub(crate) fn targets(&self) -> Vec<String> {
        match &self.schema {
            Some(schema) if self.whole_schema => {
                vec![format!("ALL ROUTINES IN SCHEMA {}", Ident(schema.clone()))]
            }
            _ => [("FUNCTION", &self.functions), ("PROCEDURE", &self.procedures)]
                .into_iter()
                .filter_map(|(kind, routines)| match routines.as_slice() {
                    [] => None,
                    [one] => Some(format!("{kind} {one}")),
                    several => Some(format!("{kind}\n  {}\n ", several.join(",\n  "))),
                })
                .collect(),
        }
    }
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
        // ON DIRECTORY, EDITION, SCHEMA ... names no object of these.
        let kind = grant.object_kind.as_deref().filter(|kind| *kind != "TYPE");
        let target = match kind {
            Some(_) => None,
            None => self.grant_target(object),
        };
        let Some((key, target)) = target else {
            if kind.is_none() && plconv_hir::supplied::is_of_runtime(object) {
                let message =
                    format!("privileges on {object} left out: everybody may call the functions in its place");
                self.report(Code::ADMIN_STATEMENT, grant.origin, message);
                return;
            }
            let object = kind.map_or_else(|| object.to_string(), |kind| format!("{kind} {object}"));
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
        let calls = match &target {
            Target::Relation(_) => self.calls_of_relation(grant, &key, &clauses),
            Target::Routines(_) | Target::Sequence(_) | Target::Type(..) => Vec::new(),
        };
        let schema = match &target {
            Target::Routines(executables) => executables.schema.clone(),
            Target::Relation(_) | Target::Sequence(_) | Target::Type(..) => schema_of(&key, self.policy),
        };
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
            if let Some(schema) = schema.clone()
                && usage.insert((schema.clone(), role.clone()))
            {
                statements.push(format!("GRANT USAGE ON SCHEMA {} TO {role}", Ident(schema)));
            }
            statements.extend(
                clauses
                    .iter()
                    .map(|clause| format!("GRANT {clause} TO {role}{option}")),
            );
            statements.extend(
                calls
                    .iter()
                    .map(|call| format!("GRANT EXECUTE ON {call} TO {role}")),
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

    /// What users of a table or view must be able to execute. Oracle asks that of its owner only.
    fn calls_of_relation(&mut self, grant: &Grant, relation: &ObjectName, clauses: &[String]) -> Vec<String> {
        let writes = clauses
            .iter()
            .any(|clause| clause.contains("INSERT") || clause.contains("UPDATE"));
        let calls = self.expressions.called_by(relation, writes).targets();
        if !calls.is_empty() {
            self.report(
                Code::CALLS_GRANTED,
                grant.origin,
                format!("who may use {relation} got EXECUTE on the functions it calls"),
            );
        }
        calls
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
                let methods = self.expressions.executables(&name);
                let held = self.pg_name(catalog.topmost(&name)).to_string();
                return Some((name, Target::Type(held, methods)));
            }
            let is_code = [CodeKind::Package, CodeKind::Procedure, CodeKind::Function]
                .iter()
                .any(|kind| catalog.code.contains_key(&(*kind, name.clone())));
            if is_code {
                let executables = self.expressions.executables(&name);
                return Some((name, Target::Routines(executables)));
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
                Target::Type(name, methods) if all || matches!(words.as_str(), "EXECUTE" | "UNDER") => {
                    clauses.push(format!("USAGE ON TYPE {name}"));
                    if let Some(schema) = &methods.schema {
                        clauses.push(format!("USAGE ON SCHEMA {}", Ident(schema.clone())));
                    }
                    let targets = methods.targets();
                    clauses.extend(targets.into_iter().map(|target| format!("EXECUTE ON {target}")));
                }
                Target::Routines(routines) if all || words == "EXECUTE" => {
                    let targets = routines.targets();
                    clauses.extend(targets.into_iter().map(|target| format!("EXECUTE ON {target}")));
                }
                Target::Sequence(_) | Target::Type(..) | Target::Routines(_) => dropped.push(words.as_str()),
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
