//! Where objects go in the output directory.

use serde::{Deserialize, Serialize};

/// The parts of the output in the order in which `load.sql` runs them.
///
/// Rows come after triggers, because Oracle scripts insert rows into tables whose triggers fill in keys, and before the
/// foreign keys that did not check them in Oracle: scripts that switch constraints off to load in any order are common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// `schemas.sql`
    Schemas,
    /// `extensions.sql`
    Extensions,
    /// `runtime.sql`: the runtime functions in use.
    Runtime,
    /// `types/`: object, collection and record types.
    Types,
    /// `sequences/`
    Sequences,
    /// `tables/` with their columns, keys and checks.
    Tables,
    /// `functions/`: standalone procedures and functions, and those that stand for synonyms.
    Functions,
    /// `packages/<package>/`
    Packages,
    /// `views/`
    Views,
    /// `materialized_views/`
    MaterializedViews,
    /// `functions/` and `packages/`: routines that take or return rows of views.
    RoutinesOfViews,
    /// `indexes/`
    Indexes,
    /// `triggers/`
    Triggers,
    /// `constraints/checked_foreign_keys.sql`: foreign keys that the source creates before the rows they check.
    CheckedForeignKeys,
    /// `data/`: rows and anonymous blocks of scripts, in their order.
    Data,
    /// `triggers/`: those that the source creates after all its rows, so that they do not fire for them. Those it creates
    /// between rows are among the data.
    LateTriggers,
    /// `constraints/`: foreign keys.
    ForeignKeys,
    /// `grants.sql`
    Grants,
    /// `triggers/`: event triggers, which do not fire for what is loaded.
    EventTriggers,
}

impl Phase {
    /// All phases in the order of loading.
    pub const ALL: [Phase; 19] = [
        Phase::Schemas,
        Phase::Extensions,
        Phase::Runtime,
        Phase::Types,
        Phase::Sequences,
        Phase::Tables,
        Phase::Functions,
        Phase::Packages,
        Phase::Views,
        Phase::MaterializedViews,
        Phase::RoutinesOfViews,
        Phase::Indexes,
        Phase::Triggers,
        Phase::CheckedForeignKeys,
        Phase::Data,
        Phase::LateTriggers,
        Phase::ForeignKeys,
        Phase::Grants,
        Phase::EventTriggers,
    ];

    /// The heading in `load.sql`.
    pub fn title(self) -> &'static str {
        match self {
            Phase::Schemas => "schemas",
            Phase::Extensions => "extensions",
            Phase::Runtime => "runtime functions",
            Phase::Types => "types",
            Phase::Sequences => "sequences",
            Phase::Tables => "tables",
            Phase::Functions => "functions and procedures",
            Phase::Packages => "packages",
            Phase::Views => "views",
            Phase::MaterializedViews => "materialized views",
            Phase::RoutinesOfViews => "functions and procedures of rows of views",
            Phase::Indexes => "indexes",
            Phase::Triggers => "triggers",
            Phase::CheckedForeignKeys => "foreign keys that the data has to satisfy at once",
            Phase::Data => "data",
            Phase::LateTriggers => "triggers created after the data",
            Phase::ForeignKeys => "foreign keys",
            Phase::Grants => "grants",
            Phase::EventTriggers => "event triggers",
        }
    }

    /// Whether each file of the phase is one object of PostgreSQL, with all that belongs to it.
    pub fn is_file_for_each_object(self) -> bool {
        match self.place() {
            Place::File(_) => false,
            Place::Directory(_) => self != Phase::Data,
        }
    }

    /// What source maps call the rule that makes the objects of the phase.
    pub fn rule(self) -> &'static str {
        match self {
            Phase::Schemas => "schema",
            Phase::Extensions => "extension",
            Phase::Runtime => "runtime",
            Phase::Types => "type",
            Phase::Sequences => "sequence",
            Phase::Tables => "table",
            Phase::Functions | Phase::RoutinesOfViews => "routine",
            Phase::Packages => "package",
            Phase::Views => "view",
            Phase::MaterializedViews => "materialized-view",
            Phase::Indexes => "index",
            Phase::Triggers | Phase::LateTriggers | Phase::EventTriggers => "trigger",
            Phase::Data => "script-statement",
            Phase::CheckedForeignKeys | Phase::ForeignKeys => "foreign-key",
            Phase::Grants => "grant",
        }
    }

    /// The directory of the phase, or the file when all of it goes into one.
    fn place(self) -> Place {
        match self {
            Phase::Schemas => Place::File("schemas.sql"),
            Phase::Extensions => Place::File("extensions.sql"),
            Phase::Runtime => Place::File("runtime.sql"),
            Phase::Types => Place::Directory("types"),
            Phase::Sequences => Place::Directory("sequences"),
            Phase::Tables => Place::Directory("tables"),
            Phase::Functions | Phase::RoutinesOfViews => Place::Directory("functions"),
            Phase::Packages => Place::Directory("packages"),
            Phase::Views => Place::Directory("views"),
            Phase::MaterializedViews => Place::Directory("materialized_views"),
            Phase::Indexes => Place::Directory("indexes"),
            Phase::Triggers | Phase::LateTriggers | Phase::EventTriggers => Place::Directory("triggers"),
            Phase::Data => Place::Directory("data"),
            Phase::CheckedForeignKeys => Place::File("constraints/checked_foreign_keys.sql"),
            Phase::ForeignKeys => Place::File("constraints/foreign_keys.sql"),
            Phase::Grants => Place::File("grants.sql"),
        }
    }
}

enum Place {
    File(&'static str),
    Directory(&'static str),
}

/// The file of an object: `tables/hr.employees.sql`. Names are PostgreSQL's; characters that file systems or people
/// have trouble with become `_`.
pub fn object_path(phase: Phase, schema: Option<&str>, name: &str) -> String {
    match phase.place() {
        Place::File(path) => path.to_owned(),
        Place::Directory(directory) => format!("{directory}/{}.sql", qualified_file_name(schema, name)),
    }
}

/// The file of a routine of a package: `packages/hr.payroll/raise_salary.sql`.
pub fn package_member_path(schema: Option<&str>, package: &str, member: &str) -> String {
    format!(
        "packages/{}/{}.sql",
        qualified_file_name(schema, package),
        file_name(member)
    )
}

/// The file of the statements of a script that are no objects: `data/003_populate.sql`. `number` counts such scripts
/// in the order of the walk, from 1.
pub fn data_path(number: usize, script_path: &str) -> String {
    let name = script_path.rsplit('/').next().unwrap_or(script_path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("data/{number:03}_{}.sql", file_name(stem))
}

fn qualified_file_name(schema: Option<&str>, name: &str) -> String {
    match schema {
        Some(schema) => format!("{}.{}", file_name(schema), file_name(name)),
        None => file_name(name),
    }
}

/// Longest file name made from an object name, in bytes.
const MAX_FILE_NAME: usize = 120;

/// An object name as a file name.
pub fn file_name(name: &str) -> String {
    let mut text: String = name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '-') {
                c
            } else {
                '_'
            }
        })
        .collect();
    let mut length = text.len().min(MAX_FILE_NAME);
    while !text.is_char_boundary(length) {
        length -= 1;
    }
    text.truncate(length);
    // Names that Windows keeps for devices.
    let lower = text.to_ascii_lowercase();
    let is_port = lower.len() == 4
        && (lower.starts_with("com") || lower.starts_with("lpt"))
        && lower.ends_with(|c: char| c.is_ascii_digit());
    if text.is_empty() || is_port || ["con", "prn", "aux", "nul"].contains(&lower.as_str()) {
        text.push('_');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_are_listed_in_their_order() {
        assert!(Phase::ALL.is_sorted());
    }

    #[test]
    fn paths() {
        assert_eq!(object_path(Phase::Tables, Some("hr"), "emp"), "tables/hr.emp.sql");
        assert_eq!(object_path(Phase::Views, None, "Odd/name"), "views/Odd_name.sql");
        assert_eq!(object_path(Phase::Grants, Some("hr"), "x"), "grants.sql");
        assert_eq!(
            package_member_path(Some("hr"), "pay", "raise"),
            "packages/hr.pay/raise.sql"
        );
        assert_eq!(data_path(3, "a/b/populate.sql"), "data/003_populate.sql");
        assert_eq!(file_name("CON"), "CON_");
        assert_eq!(file_name("lpt1"), "lpt1_");
        assert_eq!(file_name(""), "_");
    }
}
