//! The choices of a project: one value, read from `plconv.toml` by `plconv-project`, a salsa input here.

use plconv_catalog::NlsFormats;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Every choice has a safe default; `docs/policy.md` says what each costs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Policy {
    /// Oldest PostgreSQL major version the output must load on.
    pub target_version: u32,
    /// PostgreSQL schema for objects whose Oracle schema is not written; none: the schema in the search path.
    pub default_schema: Option<String>,
    /// Schema of the runtime functions.
    pub runtime_schema: String,
    /// Type mapping.
    pub types: TypePolicy,
    /// Formats of dates without one, unless the script sets them itself.
    pub nls: NlsFormats,
    /// Where package variables live.
    pub package_state: PackageState,
    /// What becomes of global temporary tables.
    pub temporary_tables: TemporaryTables,
    /// How autonomous transactions are carried.
    pub autonomous: Autonomous,
    /// Routines run with their owner's rights unless they say AUTHID CURRENT_USER; off: with the caller's rights.
    pub definer_rights: bool,
    /// The schemas that stand for what is behind database links, by the names of the links.
    pub database_links: BTreeMap<String, String>,
    /// Values of substitution variables (`&name`).
    pub define: BTreeMap<String, String>,
    /// Flags of conditional compilation (`$$name`).
    pub plsql_ccflags: BTreeMap<String, String>,
    /// Encoding of source files; guessed per file when absent.
    pub encoding: Option<String>,
    /// Installation scripts to start from, relative to the source root; without any, all scripts that no other includes.
    pub scripts: Vec<String>,
    /// Files and directories, relative to the source root, that are not read unless a script includes them.
    pub exclude: Vec<String>,
    /// Line width of the output.
    pub line_width: usize,
    /// Findings that are accepted; they change reports and exit statuses, never the output.
    pub allow: Vec<Allow>,
}

/// A finding that is accepted. What is not given may be anything.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Allow {
    /// Code or name of a diagnostic.
    pub code: String,
    /// Why.
    pub reason: String,
    /// A file or directory, relative to the source root.
    #[serde(default)]
    pub file: Option<String>,
    /// The object it belongs to: `HR.EMPLOYEES`.
    #[serde(default)]
    pub object: Option<String>,
    /// The last day on which it is accepted: `2027-06-30`.
    #[serde(default)]
    pub until: Option<String>,
}

/// Type mapping choices.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct TypePolicy {
    /// NUMBER(p,0) becomes smallint, integer or bigint instead of numeric(p).
    pub integers: bool,
}

/// Backends of package variables.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PackageState {
    /// Kept in the session, not undone by ROLLBACK, as in Oracle.
    Session,
    /// Kept in settings: faster, but undone by ROLLBACK and by exception handlers.
    Setting,
}

/// Forms of global temporary tables.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TemporaryTables {
    /// A permanent unlogged table keyed by the backend, under a view of the old name.
    Unlogged,
    /// `CREATE TEMPORARY TABLE` at first use.
    Session,
}

/// Forms of autonomous transactions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Autonomous {
    /// A stub that raises.
    Refuse,
    /// Through the extension dblink, on a connection of its own.
    Dblink,
}

impl Default for Policy {
    fn default() -> Self {
        Policy {
            target_version: 15,
            default_schema: None,
            runtime_schema: "oracle".to_owned(),
            types: TypePolicy::default(),
            nls: NlsFormats::default(),
            package_state: PackageState::Session,
            temporary_tables: TemporaryTables::Unlogged,
            autonomous: Autonomous::Dblink,
            definer_rights: true,
            database_links: BTreeMap::new(),
            define: BTreeMap::new(),
            plsql_ccflags: BTreeMap::new(),
            encoding: None,
            scripts: Vec::new(),
            exclude: Vec::new(),
            line_width: 100,
            allow: Vec::new(),
        }
    }
}

impl Policy {
    /// Whether `exclude` names the file or a directory above it.
    pub fn is_excluded(&self, path: &str) -> bool {
        self.exclude.iter().any(|excluded| is_at_or_below(path, excluded))
    }
}

/// Whether a path is `place` or in the directory `place`; both are relative to the source root.
pub fn is_at_or_below(path: &str, place: &str) -> bool {
    let place = place.trim_start_matches("./").trim_end_matches('/');
    path.strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
