//! A first plan, written for people: what was found at the source, with comments where a choice is wanted.

use crate::catalog::{self, CapturedSequence, CapturedTable};
use crate::error::{Error, SourceError};
use crate::source::oracle::dictionary::{Reading, selected};
use crate::source::oracle::driver::OracleConnection;
use plconv_catalog::DataType;
use plconv_catalog::naming::identifier;
use plconv_catalog::type_map::{Loss, TypeChoices, postgres_type};
use plconv_pg::quote_identifier as quote;
use std::fmt::Write;
use std::path::Path;

/// What a draft is about.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Name of the run.
    pub name: String,
    /// Lines of `[source]`.
    pub source: Vec<String>,
    /// URL of the target, without a password.
    pub target: String,
    /// Tables, those with the most rows first: the long ones should not begin last.
    pub tables: Vec<DraftTable>,
    /// Sequences: name in the source and in the target.
    pub sequences: Vec<(String, String)>,
}

/// A table of a draft.
#[derive(Clone, Debug, Default)]
pub struct DraftTable {
    /// Its name in the source.
    pub source: String,
    /// Its name in the target.
    pub target: String,
    /// Comments before it.
    pub notes: Vec<String>,
    /// Its other keys.
    pub keys: Vec<String>,
    /// Sections of columns: name, comments, keys.
    pub columns: Vec<(String, Vec<String>, Vec<String>)>,
}

/// Reads what schemas of an Oracle have.
///
/// # Errors
/// When the dictionary cannot be read, or a schema has no tables.
pub fn of_oracle(connection: &dyn OracleConnection, schemas: &[String]) -> Result<Draft, Error> {
    let (tables, sequences) = catalog::tables_and_sequences(connection, schemas)?;
    of_catalog(&tables, &sequences, schemas)
}

/// A draft of what a dictionary says.
///
/// # Errors
/// When a schema has no tables.
pub fn of_catalog(
    tables: &[CapturedTable],
    sequences: &[CapturedSequence],
    schemas: &[String],
) -> Result<Draft, Error> {
    let mut draft = Draft::default();
    for schema in schemas {
        let owner = catalog::schema_name(schema);
        let before = draft.tables.len();
        let of_owner = tables.iter().filter(|table| table.owner == owner);
        draft.tables.extend(of_owner.map(oracle_table));
        if draft.tables.len() == before {
            let message = format!("schema {owner} has no tables that this account sees");
            return Err(SourceError::permanent(message).into());
        }
        let of_owner = sequences.iter().filter(|sequence| sequence.owner == owner);
        draft.sequences.extend(of_owner.map(|sequence| {
            (
                dotted(&owner, &sequence.name),
                target_name(&owner, &sequence.name),
            )
        }));
    }
    Ok(draft)
}

fn oracle_table(captured: &CapturedTable) -> DraftTable {
    let mut table = DraftTable {
        source: dotted(&captured.owner, &captured.name),
        target: target_name(&captured.owner, &captured.name),
        ..DraftTable::default()
    };
    table.notes.push(match captured.rows {
        Some(count) => format!("about {count} rows when statistics were taken"),
        None => "no statistics".to_owned(),
    });
    let (readable, other): (Vec<_>, Vec<_>) = captured
        .columns
        .iter()
        .partition(|column| selected(column, Reading::default()).is_some());
    for column in &other {
        table.notes.push(format!(
            "{} has type {}, whose values cannot be read as they are: it is left out",
            column.name, column.type_name
        ));
    }
    if !other.is_empty() {
        let names: Vec<&str> = readable.iter().map(|column| column.name.as_str()).collect();
        table.keys.push(format!("columns = {}", toml::Value::from(names)));
    }
    for column in readable {
        let (mut notes, mut keys) = (Vec::new(), Vec::new());
        let loss = postgres_type(&column.data_type, &TypeChoices::default()).and_then(|mapped| mapped.loss);
        match loss {
            Some(Loss::Nanoseconds) => {
                notes.push(format!("{}: PostgreSQL keeps microseconds", column.type_name));
                keys.push("precision = \"truncate\"".to_owned());
            }
            Some(Loss::TimeZoneName) => {
                notes.push("the instant is kept, the time zone of each value is not".to_owned())
            }
            Some(
                Loss::FileLocator
                | Loss::ByteLength
                | Loss::RawLength
                | Loss::RowAddress
                | Loss::SignificantDigits
                | Loss::WrapAround,
            )
            | None => {}
        }
        if matches!(column.data_type, DataType::Clob | DataType::Blob) {
            notes.push("lob = \"null\" would leave its values out".to_owned());
        }
        if !notes.is_empty() {
            table.columns.push((column.name.clone(), notes, keys));
        }
    }
    table
}

/// One table for each CSV file of a directory.
///
/// # Errors
/// When the directory cannot be read, or has none.
pub fn of_directory(directory: &Path, schema: Option<&str>) -> Result<Draft, Error> {
    let failed = |error: std::io::Error| Error::File {
        path: directory.display().to_string(),
        message: error.to_string(),
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(directory).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
        {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Error::Usage(format!("{} has no CSV files", directory.display())));
    }
    let mut draft = Draft {
        source: vec![format!(
            "directory = {}",
            toml::Value::from(directory.display().to_string())
        )],
        ..Draft::default()
    };
    for file in files {
        let stem = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let target = quote(&stem.to_lowercase());
        draft.tables.push(DraftTable {
            source: stem.to_uppercase(),
            target: match schema {
                Some(schema) => format!("{}.{target}", quote(schema)),
                None => target,
            },
            keys: vec![format!("csv = [{}]", toml::Value::from(name))],
            ..DraftTable::default()
        });
    }
    Ok(draft)
}

/// The tables that a script of INSERT statements has rows of.
///
/// # Errors
/// When it cannot be read.
pub fn of_script(file: &Path, schema: Option<&str>) -> Result<Draft, Error> {
    let names = crate::source::script::tables(file)?;
    if names.is_empty() {
        return Err(Error::Usage(format!(
            "{} has no INSERT statements",
            file.display()
        )));
    }
    let directory = file.parent().unwrap_or(Path::new(""));
    let name = file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut draft = Draft {
        source: vec![format!(
            "directory = {}",
            toml::Value::from(directory.display().to_string())
        )],
        ..Draft::default()
    };
    for (owner, table) in names {
        let target = quote(&identifier(&table));
        let schema = schema
            .map(quote)
            .or(owner.as_deref().map(|owner| quote(&identifier(owner))));
        draft.tables.push(DraftTable {
            source: match &owner {
                Some(owner) => dotted(owner, &table),
                None => dotted_part(&table),
            },
            target: match schema {
                Some(schema) => format!("{schema}.{target}"),
                None => target,
            },
            keys: vec![format!("script = [{}]", toml::Value::from(name.as_str()))],
            ..DraftTable::default()
        });
    }
    Ok(draft)
}

/// `HR.EMPLOYEES`, with quotes where a name needs them.
fn dotted(owner: &str, name: &str) -> String {
    format!("{}.{}", dotted_part(owner), dotted_part(name))
}

fn dotted_part(name: &str) -> String {
    let plain = name
        .bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"_$#".contains(&byte));
    if plain {
        name.to_owned()
    } else {
        format!("\"{name}\"")
    }
}

fn target_name(owner: &str, name: &str) -> String {
    format!("{}.{}", quote(&identifier(owner)), quote(&identifier(name)))
}

impl Draft {
    /// The plan file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::from(
            "# A plan of plconv. docs/mover.md explains every key; `plconv precheck` says whether it can work, `plconv load` moves\n\
             # the rows, `plconv validate` compares both sides.\nversion = 1\n\n\
             # Processes with the same plan share one run by this name.\n",
        );
        let _ = writeln!(
            text,
            "name = {}\n\n[source]",
            toml::Value::from(self.name.as_str())
        );
        for line in &self.source {
            let _ = writeln!(text, "{line}");
        }
        let _ = writeln!(
            text,
            "\n[target]\n# The password: PLCONV_TARGET_PASSWORD, password-file = \"...\", or --ask-passwords.\nurl = {}\n",
            toml::Value::from(self.target.as_str())
        );
        text.push_str(
            "[load]\nworkers = 2                # readers of one process, each with a writer\n\
             existing = \"fail\"          # tables that have rows: fail, skip, truncate, append, upsert\n\
             indexes = \"rebuild\"        # or keep\nrows-per-second = 0        # 0: no limit\nmb-per-second = 0\n\
             quarantine-limit = 1000    # bad rows of one chunk before the run stops\nlog-directory = \"log\"\n\n\
             # What happens to values that do not fit; nothing is changed unless this says so.\n[policy]\n\
             nul = \"quarantine\"          # strip, replace\nout-of-range = \"quarantine\" # null, infinity\n\
             precision = \"quarantine\"    # truncate, round\ntoo-long = \"quarantine\"     # truncate\n\
             invalid-text = \"quarantine\" # replace\n\n\
             # Of a table: where = \"...\" (on the source), columns = [...], existing, and for `plconv migrate`\n\
             # operations = [\"insert\", \"update\", \"delete\", \"truncate\"]. Of a column, under [table.column.NAME]: target, format,\n\
             # transform, values, expression (of PostgreSQL, with {} for the value), lob, and the policies above.\n",
        );
        for table in &self.tables {
            text.push('\n');
            for note in &table.notes {
                let _ = writeln!(text, "# {note}");
            }
            let _ = writeln!(
                text,
                "[[table]]\nsource = {}\ntarget = {}",
                toml::Value::from(table.source.as_str()),
                toml::Value::from(table.target.as_str())
            );
            for key in &table.keys {
                let _ = writeln!(text, "{key}");
            }
            for (name, notes, keys) in &table.columns {
                for note in notes {
                    let _ = writeln!(text, "# {name}: {note}");
                }
                if !keys.is_empty() {
                    let _ = writeln!(text, "[table.column.{}]", toml::Value::from(name.as_str()));
                    for key in keys {
                        let _ = writeln!(text, "{key}");
                    }
                }
            }
        }
        for (source, target) in &self.sequences {
            let _ = writeln!(
                text,
                "\n[[sequence]]\nsource = {}\ntarget = {}",
                toml::Value::from(source.as_str()),
                toml::Value::from(target.as_str())
            );
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;

    #[test]
    fn a_draft_is_a_plan() {
        let draft = Draft {
            name: "hr".to_owned(),
            source: vec!["oracle = \"//h/s\"".to_owned(), "user = \"u\"".to_owned()],
            target: "postgresql://h/d".to_owned(),
            tables: vec![DraftTable {
                source: dotted("HR", "Mixed Case"),
                target: target_name("HR", "Mixed Case"),
                notes: vec!["about 7 rows".to_owned()],
                keys: vec!["columns = [\"A\"]".to_owned()],
                columns: vec![(
                    "TS $".to_owned(),
                    vec!["microseconds".to_owned()],
                    vec!["precision = \"truncate\"".to_owned()],
                )],
            }],
            sequences: vec![(dotted("HR", "S"), target_name("HR", "S"))],
        };
        let plan = Plan::parse(&draft.text()).unwrap_or_else(|error| panic!("{error}\n{}", draft.text()));
        assert_eq!(plan.tables[0].source, "HR.\"Mixed Case\"");
        assert_eq!(plan.tables[0].target, "hr.\"Mixed Case\"");
        assert_eq!(
            plan.tables[0].column["TS $"].precision,
            Some(crate::policy::OnPrecision::Truncate)
        );
        assert_eq!(plan.sequences[0].target, "hr.s");
    }
}
