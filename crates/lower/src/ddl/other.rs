//! Users, roles, and what has no counterpart: each by its name.

use super::{Ddl, ObjectKind, Phase};
use crate::naming::identifier;
use plconv_catalog::{OtherObject, link_name};
use plconv_diagnostics::Code;
use plconv_pg::{Ident, QualifiedName, Statement, quote_literal};

impl Ddl<'_> {
    /// Roles belong to the whole cluster and may exist already.
    pub(super) fn roles(&mut self) {
        for other in self.catalog.others.iter().filter(|other| is_role(other)) {
            let role = identifier(&other.name);
            let login = if other.kind == "USER" { " LOGIN" } else { "" };
            self.begin(
                ObjectKind::Role,
                &other.name,
                QualifiedName::plain(role.clone()),
                Phase::Roles,
                other.origin,
            );
            self.emit(Statement::Raw(format!(
                "DO $$\nBEGIN\n  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {}) THEN\n    CREATE ROLE {}{login};\n  END IF;\nEND\n$$",
                quote_literal(&role),
                Ident(role),
            )));
            let text = other.text.to_uppercase();
            if text.contains("IDENTIFIED") || text.contains("PROFILE") || text.contains("QUOTA") {
                self.report(
                    Code::ADMIN_STATEMENT,
                    other.origin,
                    format!(
                        "{}: password, quotas and profile are not carried over",
                        other.name
                    ),
                );
            }
            self.end();
        }
    }

    pub(super) fn others(&mut self) {
        for other in self.catalog.others.iter().filter(|other| !is_role(other)) {
            let name = format!("{} {}", other.kind, other.name);
            let pg_name = QualifiedName::plain(identifier(&other.name));
            self.begin(ObjectKind::Other, &name, pg_name, Phase::Schemas, other.origin);
            let link = other
                .kind
                .ends_with("DATABASE LINK")
                .then(|| link_name(&other.name));
            let linked = link.and_then(|link| self.catalog.links.get(&link));
            if let Some(schema) = linked {
                let message = format!(
                    "{name}: what is behind it is expected in the schema {}",
                    identifier(schema)
                );
                self.report(Code::LINKED_TABLE, other.origin, message);
            } else {
                let (code, why) = outcome(&other.kind);
                self.report(code, other.origin, format!("{name}: {why}"));
            }
            self.end();
        }
    }

    /// Whether the tree creates the role.
    pub(super) fn creates_role(&self, name: &str) -> bool {
        self.catalog
            .others
            .iter()
            .any(|other| is_role(other) && other.name == name)
    }
}

fn is_role(other: &OtherObject) -> bool {
    matches!(other.kind.as_str(), "USER" | "ROLE")
}

fn outcome(kind: &str) -> (Code, &'static str) {
    match kind {
        "DATABASE LINK" | "PUBLIC DATABASE LINK" => (
            Code::DATABASE_LINK,
            "create a foreign server with postgres_fdw or oracle_fdw in its place",
        ),
        "MATERIALIZED VIEW LOG" => (
            Code::MATERIALIZED_VIEW_REFRESH,
            "changes are not logged; the views on it are refreshed as a whole",
        ),
        "PRIVATE TEMPORARY TABLE" => (Code::TEMPORARY_TABLE, "lives in the session of the script only"),
        "CONTEXT" => (
            Code::BUILT_IN_APPROXIMATED,
            "its values are kept in the session; that only its package sets them is not enforced",
        ),
        "DIRECTORY" => (
            Code::UNSUPPORTED_OBJECT,
            "directories have no counterpart; set plconv.directory_name, with its name in lower case, to the path on the new server",
        ),
        "MATERIALIZED ZONEMAP" | "INMEMORY JOIN GROUP" => (
            Code::STORAGE_CLAUSE_DROPPED,
            "it speeds up scans only; BRIN indexes do the same for tables that are stored in order",
        ),
        "TABLESPACE" | "TABLESPACE SET" | "PROFILE" | "MANDATORY PROFILE" | "EDITION"
        | "ROLLBACK SEGMENT" | "UNDO" | "TEMPORARY" | "BIGFILE" | "SMALLFILE" | "DATABASE"
        | "PLUGGABLE DATABASE" | "PFILE" | "SPFILE" | "CONTROLFILE" | "RESTORE POINT" | "DISKGROUP"
        | "PMEM FILESTORE" | "OUTLINE" => (
            Code::ADMIN_STATEMENT,
            "administration of the database is not carried over",
        ),
        _ => (Code::UNSUPPORTED_OBJECT, "this kind of object has no counterpart"),
    }
}
