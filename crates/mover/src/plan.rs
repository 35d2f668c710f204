//! The plan file: what is moved, from where, to where, and how. A TOML file that people edit.

use crate::encode::DateMask;
use crate::error::Error;
use crate::policy::ColumnPolicy;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

mod capture;

pub use capture::{CapturePlan, DebeziumPlan, TimeUnit};

/// The form of plan files that this program reads.
pub const VERSION: u32 = 1;

/// A plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Plan {
    /// Form of the file.
    pub version: u32,
    /// What the run is called in the target's state tables: two processes with the same plan share one run.
    pub name: String,
    /// Where rows come from.
    pub source: SourcePlan,
    /// Where they go.
    pub target: TargetPlan,
    /// How they are moved.
    #[serde(default)]
    pub load: LoadPlan,
    /// What happens to values that do not fit, unless a column says otherwise.
    #[serde(default)]
    pub policy: ColumnPolicy,
    /// The tables.
    #[serde(default, rename = "table")]
    pub tables: Vec<TablePlan>,
    /// Sequences that go on where the source's stand.
    #[serde(default, rename = "sequence")]
    pub sequences: Vec<SequencePlan>,
    /// Findings of the precheck that are accepted.
    #[serde(default, rename = "ignore")]
    pub ignored: Vec<IgnoredCheck>,
    /// Where failures and ends are told.
    #[serde(default)]
    pub notify: NotifyPlan,
    /// How changes are carried over after the load.
    #[serde(default)]
    pub replication: ReplicationPlan,
    /// How they are carried back after the cutover.
    #[serde(default)]
    pub fallback: FallbackPlan,
}

/// The source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct SourcePlan {
    /// Connect string of an Oracle database: `//host:1521/service` or a descriptor. Without one the tables name files.
    pub oracle: Option<String>,
    /// Account to read with.
    pub user: Option<String>,
    /// File with its password, when not in PLCONV_SOURCE_PASSWORD.
    pub password_file: Option<PathBuf>,
    /// Directory that files are relative to; the plan's own when not given.
    pub directory: Option<PathBuf>,
    /// SCN of the snapshot; the current one when the run begins.
    pub scn: Option<u64>,
    /// Whether all of a run is read at one SCN, or each chunk at the current one.
    pub snapshot: Snapshot,
    /// Tables that scripts have rows of, and that are not moved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub leave_out: Vec<String>,
    /// Rows in one answer of the server; by the size of its network packets when not given.
    pub array_size: Option<u32>,
}

/// When Oracle's rows are read as of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Snapshot {
    /// All as of one SCN.
    #[default]
    Run,
    /// Each chunk as of the SCN that it was begun at: for tables that nobody changes, or that change capture catches up.
    Chunk,
}

/// The target.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct TargetPlan {
    /// Connection URL or keywords of PostgreSQL; PLCONV_TARGET_URL wins.
    pub url: String,
    /// File with the password, when not in the URL or PLCONV_TARGET_PASSWORD.
    pub password_file: Option<PathBuf>,
}

/// How rows are moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct LoadPlan {
    /// Readers, each with a writer, in one process.
    pub workers: usize,
    /// Kilobytes of source that one transaction moves.
    pub chunk_kb: u64,
    /// What happens to indexes, primary keys and unique constraints of tables that begin empty.
    pub indexes: Indexes,
    /// What happens to tables that have rows.
    pub existing: Existing,
    /// Rows a second in one process; 0 for no limit.
    pub rows_per_second: u64,
    /// Megabytes a second in one process; 0 for no limit.
    pub mb_per_second: u64,
    /// Seconds for which errors that may go away are tried again.
    pub retry_seconds: u64,
    /// Rows of one chunk that may go to the quarantine before the run stops.
    pub quarantine_limit: u64,
    /// Largest large value that is read into memory, in kilobytes; larger ones are streamed through a file.
    pub inline_lob_kb: u64,
    /// Whether commits wait for the target's disk.
    pub commits: Commits,
    /// Files of the log: `migration.log` and `migration.jsonl` are written here.
    pub log_directory: Option<PathBuf>,
}

impl Default for LoadPlan {
    fn default() -> Self {
        LoadPlan {
            workers: 2,
            chunk_kb: 64 * 1024,
            indexes: Indexes::default(),
            existing: Existing::default(),
            rows_per_second: 0,
            mb_per_second: 0,
            retry_seconds: 1800,
            quarantine_limit: 1000,
            inline_lob_kb: 1024,
            commits: Commits::default(),
            log_directory: None,
        }
    }
}

/// Indexes of a table while it is loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Indexes {
    /// They are dropped first and built afterwards, in parallel.
    #[default]
    Rebuild,
    /// They stay.
    Keep,
}

/// Tables that have rows already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Existing {
    /// The run does not begin.
    #[default]
    Fail,
    /// The table is left as it is.
    Skip,
    /// Its rows are removed first.
    Truncate,
    /// Rows are added.
    Append,
    /// Rows are added, or take the place of those with the same primary key.
    Upsert,
}

/// Durability while loading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Commits {
    /// They do.
    #[default]
    Durable,
    /// They do not: a crash of the server may undo the last chunks, which are then loaded again.
    Asynchronous,
}

/// One table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct TablePlan {
    /// Its name in the source, as Oracle's dictionary has it: `HR.EMPLOYEES`. For files it is a name for reports.
    pub source: String,
    /// Its name in the target, as written in SQL: `hr.employees`, `"Hr"."Employees"`.
    pub target: String,
    /// Condition on the source's rows, as Oracle writes it.
    #[serde(rename = "where")]
    pub filter: Option<String>,
    /// Columns to move; all when not given.
    pub columns: Option<Vec<String>>,
    /// Overrides `load.existing`.
    pub existing: Option<Existing>,
    /// CSV files, relative to the source's directory.
    pub csv: Vec<PathBuf>,
    /// Form of the CSV files.
    pub dialect: CsvDialect,
    /// Scripts of INSERT statements, relative to the source's directory; rows of other tables in them are for those.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub script: Vec<PathBuf>,
    /// Control file of SQL*Loader, which names the data files.
    pub control_file: Option<PathBuf>,
    /// What is particular about columns, by their names in the source.
    pub column: BTreeMap<String, ColumnPlan>,
    /// Changes that are replicated after the load: `insert`, `update`, `delete`; all when not given.
    pub operations: Option<BTreeSet<Operation>>,
}

impl TablePlan {
    /// What is particular about a column of the source.
    #[must_use]
    pub fn choices(&self, column: &str) -> Option<&ColumnPlan> {
        let mut named = self.column.iter();
        named
            .find(|(name, _)| name.eq_ignore_ascii_case(column))
            .map(|(_, choices)| choices)
    }
}

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// INSERT
    Insert,
    /// UPDATE
    Update,
    /// DELETE
    Delete,
    /// TRUNCATE
    Truncate,
}

/// The form of CSV files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct CsvDialect {
    /// Between fields: `,`, `;`, `\t`, `||`.
    pub delimiter: String,
    /// Around fields; empty for none. Inside it is doubled.
    pub quote: String,
    /// Whether the first record names the columns.
    pub header: bool,
    /// Names of all fields, where the first record does not name them or names others.
    pub fields: Option<Vec<String>>,
    /// Whether fields that are missing at the end of a record are NULL.
    pub trailing_nulls: bool,
    /// A field without quotes that stands for NULL, besides the empty one.
    pub null: Option<String>,
    /// Character set, by Oracle's name or a common one; UTF-8 when not given.
    pub encoding: Option<String>,
}

impl Default for CsvDialect {
    fn default() -> Self {
        CsvDialect {
            delimiter: ",".to_owned(),
            quote: "\"".to_owned(),
            header: true,
            fields: None,
            trailing_nulls: false,
            null: None,
            encoding: None,
        }
    }
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ColumnPlan {
    /// Its name in the target, without quotes.
    pub target: Option<String>,
    /// How texts are read as dates: Oracle's format model.
    pub format: Option<DateMask>,
    /// Changes of texts before they are stored, in this order.
    pub transform: Vec<Transform>,
    /// Texts that become others; `""` stands for NULL.
    pub values: BTreeMap<String, String>,
    /// An expression of PostgreSQL in place of the value, which is `{}` in it: `upper({})`.
    pub expression: Option<String>,
    /// The PostgreSQL type of `{}`; that of the target column when not given.
    pub expression_type: Option<String>,
    /// Overrides the plan's.
    pub nul: Option<crate::policy::OnNul>,
    /// Overrides the plan's.
    pub out_of_range: Option<crate::policy::OnOutOfRange>,
    /// Overrides the plan's.
    pub precision: Option<crate::policy::OnPrecision>,
    /// Overrides the plan's.
    pub too_long: Option<crate::policy::OnTooLong>,
    /// Overrides the plan's.
    pub invalid_text: Option<crate::policy::OnInvalidText>,
    /// Overrides the plan's.
    pub empty_text: Option<crate::policy::OnEmptyText>,
    /// Whether large values of it are moved.
    pub lob: LobPolicy,
}

/// What happens to large values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LobPolicy {
    /// They are moved.
    #[default]
    Move,
    /// NULL takes the place of all values of the column; nobody reads them.
    Null,
}

/// A built-in change of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Transform {
    /// Without blanks around.
    Trim,
    /// Without blanks behind.
    TrimEnd,
    /// In upper case.
    Upper,
    /// In lower case.
    Lower,
    /// Letters become `x` and digits `0`: for copies that must not hold personal data.
    Mask,
}

/// A sequence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SequencePlan {
    /// Its name in the source.
    pub source: String,
    /// Its name in the target, as written in SQL.
    pub target: String,
}

/// An accepted finding of the precheck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct IgnoredCheck {
    /// The check.
    pub check: String,
    /// The object, when only there.
    #[serde(default)]
    pub object: Option<String>,
    /// Why it is fine.
    pub reason: String,
}

/// How changes are carried over after the load.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ReplicationPlan {
    /// What happens when the target is not as the source was before a change.
    pub conflicts: OnConflict,
    /// What happens with statements of DDL in the source.
    pub ddl: OnDdl,
    /// Whether tables that are created beside those of the plan are created in the target too, and replicated.
    pub new_tables: bool,
    /// The policy file that says which types new columns get; the defaults of the conversion when not given.
    pub policy_file: Option<PathBuf>,
    /// Changes that one transaction of the target takes at most, unless one of the source has more.
    pub group_changes: u64,
    /// Milliseconds for which transactions of the source are gathered into one of the target.
    pub group_milliseconds: u64,
    /// Changes a second; 0 for no limit.
    pub changes_per_second: u64,
    /// Megabytes of changes that are held in memory: that are read ahead, that are gathered, and of one table before they are
    /// sent, each.
    pub memory_mb: u64,
    /// Seconds after which a row of PLCONV_HEARTBEAT is changed in the source when it tells nothing; 0 for never.
    pub heartbeat_seconds: u64,
    /// Where changes come from.
    pub capture: CapturePlan,
}

impl Default for ReplicationPlan {
    fn default() -> Self {
        ReplicationPlan {
            conflicts: OnConflict::default(),
            ddl: OnDdl::default(),
            new_tables: false,
            policy_file: None,
            group_changes: 10_000,
            group_milliseconds: 200,
            changes_per_second: 0,
            memory_mb: 64,
            heartbeat_seconds: 0,
            capture: CapturePlan::default(),
        }
    }
}

/// How changes are carried back after the cutover.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct FallbackPlan {
    /// Account of Oracle to write with; that of the source when not given.
    pub user: Option<String>,
    /// File with its password, when not in PLCONV_FALLBACK_PASSWORD.
    pub password_file: Option<PathBuf>,
}

/// A change that does not meet the row it was made to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnConflict {
    /// Nothing more is applied until a person has looked.
    #[default]
    Stop,
    /// It goes to `plconv.replication_conflict`, and the others go on.
    Log,
}

/// A statement of DDL in the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnDdl {
    /// What can be translated is applied at its place; anything else stops the table.
    Auto,
    /// Its translation waits in `plconv.replication_ddl` until somebody accepts it.
    #[default]
    Ask,
    /// It stops the table.
    Stop,
}

/// Who is told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct NotifyPlan {
    /// URLs that get a POST with JSON when a run fails or finishes.
    pub webhooks: Vec<String>,
}

impl Plan {
    /// A plan that moves nothing, for commands that only connect.
    #[must_use]
    pub fn of_connections(oracle: Option<&str>, user: Option<&str>) -> Plan {
        Plan {
            version: VERSION,
            name: String::new(),
            source: SourcePlan {
                oracle: oracle.map(str::to_owned),
                user: user.map(str::to_owned),
                ..SourcePlan::default()
            },
            target: TargetPlan::default(),
            load: LoadPlan::default(),
            policy: ColumnPolicy::default(),
            tables: Vec::new(),
            sequences: Vec::new(),
            ignored: Vec::new(),
            notify: NotifyPlan::default(),
            replication: ReplicationPlan::default(),
            fallback: FallbackPlan::default(),
        }
    }

    /// Reads a plan file.
    ///
    /// # Errors
    /// When it cannot be read or makes no sense; the text names the line.
    pub fn read(path: &Path) -> Result<Plan, Error> {
        let text = std::fs::read_to_string(path).map_err(|error| Error::File {
            path: path.display().to_string(),
            message: match error.kind() {
                std::io::ErrorKind::NotFound => "there is no such plan; `plconv plan` writes one".to_owned(),
                _ => error.to_string(),
            },
        })?;
        let mut plan = Plan::parse(&text).map_err(|error| match error {
            Error::Usage(message) => Error::Usage(format!("{}: {message}", path.display())),
            other => other,
        })?;
        let beside = path.parent().unwrap_or(Path::new("."));
        let directory = plan.source.directory.take().unwrap_or_default();
        plan.source.directory = Some(beside.join(directory));
        plan.read_control_files()?;
        Ok(plan)
    }

    /// Replaces control files of SQL*Loader by what they say.
    fn read_control_files(&mut self) -> Result<(), Error> {
        let mut tables = std::mem::take(&mut self.tables);
        for table in &mut tables {
            let Some(control) = table.control_file.clone() else {
                continue;
            };
            let path = self.file(&control);
            let failed = |message: String| Error::File {
                path: path.display().to_string(),
                message,
            };
            let text = std::fs::read_to_string(&path).map_err(|error| failed(error.to_string()))?;
            crate::source::control::apply(&text, table).map_err(failed)?;
            // Data files are named as seen from the control file.
            if let Some(beside) = control.parent() {
                for file in &mut table.csv {
                    *file = beside.join(&*file);
                }
            }
        }
        self.tables = tables;
        Ok(())
    }

    /// Reads the text of a plan file.
    ///
    /// # Errors
    /// When it makes no sense.
    pub fn parse(text: &str) -> Result<Plan, Error> {
        let plan: Plan = toml::from_str(text).map_err(|error| Error::Usage(error.to_string()))?;
        plan.check()?;
        Ok(plan)
    }

    fn check(&self) -> Result<(), Error> {
        let usage = |message: String| Err(Error::Usage(message));
        if self.version != VERSION {
            return usage(format!(
                "version {} of plan files is not known; this is {VERSION}",
                self.version
            ));
        }
        if self.load.workers == 0 || self.load.workers > 256 {
            return usage("load.workers is a number from 1 to 256".to_owned());
        }
        if self.load.chunk_kb == 0 {
            return usage("load.chunk-kb is at least 1".to_owned());
        }
        let mut targets = BTreeMap::new();
        for table in &self.tables {
            if table.source.is_empty() || table.target.is_empty() {
                return usage("each table has a source and a target".to_owned());
            }
            if let Some(other) = targets.insert(&table.target, &table.source) {
                return usage(format!(
                    "{other} and {} go to the same table {}",
                    table.source, table.target
                ));
            }
            let forms = usize::from(!table.csv.is_empty())
                + usize::from(table.control_file.is_some())
                + usize::from(!table.script.is_empty());
            match (self.source.oracle.is_some(), forms) {
                (true, 0) | (false, 1) => {}
                (true, _) => {
                    return usage(format!(
                        "{}: its rows come from Oracle or from files, not both",
                        table.source
                    ));
                }
                (false, 0) => {
                    return usage(format!(
                        "{}: name its csv files, control-file or script, or source.oracle",
                        table.source
                    ));
                }
                (false, _) => {
                    return usage(format!("{}: its rows come from one kind of files", table.source));
                }
            }
            if self.source.oracle.is_none() && table.filter.is_some() {
                return usage(format!(
                    "{}: `where` is for tables of an Oracle; rows of files are all moved",
                    table.source
                ));
            }
            if table.dialect.delimiter.is_empty() || table.dialect.quote.len() > 1 {
                return usage(format!(
                    "{}: a delimiter has at least one character, a quote at most one",
                    table.source
                ));
            }
        }
        for ignored in &self.ignored {
            if ignored.reason.trim().is_empty() {
                return usage(format!("the ignored check {} needs a reason", ignored.check));
            }
        }
        Ok(())
    }

    /// The plan without anything that may differ between processes that share a run: where they connect and how much they
    /// take. What is left must be equal.
    #[must_use]
    pub fn shared_part(&self) -> String {
        let shared = Plan {
            source: SourcePlan {
                oracle: None,
                user: None,
                password_file: None,
                directory: None,
                array_size: None,
                ..self.source.clone()
            },
            target: TargetPlan::default(),
            load: LoadPlan {
                existing: self.load.existing,
                indexes: self.load.indexes,
                chunk_kb: self.load.chunk_kb,
                ..LoadPlan::default()
            },
            ignored: Vec::new(),
            notify: NotifyPlan::default(),
            replication: ReplicationPlan::default(),
            fallback: FallbackPlan::default(),
            ..self.clone()
        };
        toml::to_string(&shared).unwrap_or_default()
    }

    /// The plan that a [`Plan::shared_part`] was taken of, with everything else as it is here.
    ///
    /// # Errors
    /// When the text is none.
    pub fn sharing(&self, shared: &str) -> Result<Plan, Error> {
        let begun: Plan = toml::from_str(shared)
            .map_err(|error| Error::Stopped(format!("the plan of the run cannot be understood: {error}")))?;
        let own = self.clone();
        Ok(Plan {
            source: SourcePlan {
                oracle: own.source.oracle,
                user: own.source.user,
                password_file: own.source.password_file,
                directory: own.source.directory,
                array_size: own.source.array_size,
                ..begun.source
            },
            target: own.target,
            load: LoadPlan {
                existing: begun.load.existing,
                indexes: begun.load.indexes,
                chunk_kb: begun.load.chunk_kb,
                ..own.load
            },
            ignored: own.ignored,
            notify: own.notify,
            replication: own.replication,
            fallback: own.fallback,
            ..begun
        })
    }

    /// The policy of a column.
    #[must_use]
    pub fn column_policy(&self, column: Option<&ColumnPlan>) -> ColumnPolicy {
        let mut policy = self.policy.clone();
        if let Some(column) = column {
            policy.nul = column.nul.unwrap_or(policy.nul);
            policy.out_of_range = column.out_of_range.unwrap_or(policy.out_of_range);
            policy.precision = column.precision.unwrap_or(policy.precision);
            policy.too_long = column.too_long.unwrap_or(policy.too_long);
            policy.invalid_text = column.invalid_text.unwrap_or(policy.invalid_text);
            policy.empty_text = column.empty_text.unwrap_or(policy.empty_text);
        }
        policy
    }

    /// A file of the source.
    #[must_use]
    pub fn file(&self, path: &Path) -> PathBuf {
        match &self.source.directory {
            Some(directory) => directory.join(path),
            None => path.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
