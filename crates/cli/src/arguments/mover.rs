//! Arguments of the commands that move data.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Arguments of `load`.
#[derive(Args, Debug)]
pub struct LoadArguments {
    /// The plan file.
    #[arg(value_name = "PLAN.toml")]
    pub plan: PathBuf,
    /// Where the two connect.
    #[command(flatten)]
    pub ends: EndArguments,
    /// Readers, each with a writer, in this process; wins over the plan.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub workers: Option<u16>,
    /// Begin anew although a run of this name has not ended.
    #[arg(long)]
    pub restart: bool,
    /// Directory of `migration.log` and `migration.jsonl`; the plan's own when not given.
    #[arg(long, value_name = "DIR")]
    pub log: Option<PathBuf>,
    /// Print the summary as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `precheck`.
#[derive(Args, Debug)]
pub struct PrecheckArguments {
    /// The plan file.
    #[arg(value_name = "PLAN.toml")]
    pub plan: PathBuf,
    /// Where the two connect.
    #[command(flatten)]
    pub ends: EndArguments,
    /// Show only what is not fine.
    #[arg(long)]
    pub quiet: bool,
    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `plan`.
#[derive(Args, Debug)]
pub struct PlanArguments {
    /// The plan file to write; `-` for standard output.
    #[arg(short, long, value_name = "PLAN.toml")]
    pub output: PathBuf,
    /// Oracle to read the dictionary of: `//host:1521/service`. Its password: PLCONV_SOURCE_PASSWORD.
    #[arg(long, value_name = "CONNECT", requires = "user", requires = "schemas")]
    pub oracle: Option<String>,
    /// Account to read with.
    #[arg(long, value_name = "USER")]
    pub user: Option<String>,
    /// Schemas to move, with commas between.
    #[arg(long, value_name = "SCHEMAS", value_delimiter = ',')]
    pub schemas: Vec<String>,
    /// Directory of CSV files, one for each table.
    #[arg(long, value_name = "DIR", conflicts_with = "oracle")]
    pub csv: Option<PathBuf>,
    /// Directory of `catalog capture`, read instead of the Oracle.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["oracle", "csv"])]
    pub catalog: Option<PathBuf>,
    /// Script of INSERT statements, as SQL Developer writes them.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["oracle", "csv", "catalog"])]
    pub script: Option<PathBuf>,
    /// Schema of the target that files go to.
    #[arg(long, value_name = "SCHEMA", conflicts_with_all = ["oracle", "catalog"])]
    pub target_schema: Option<String>,
    /// Name of the run; that of the file when not given.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Replace a plan that is there.
    #[arg(long)]
    pub force: bool,
    /// Where the two connect.
    #[command(flatten)]
    pub ends: EndArguments,
}

/// What `catalog` does.
#[derive(Subcommand, Debug)]
pub enum CatalogCommand {
    /// Read the definitions of schemas from an Oracle: a source tree for `convert`, and a snapshot for `plan`.
    Capture(CaptureArguments),
}

/// Arguments of `catalog capture`.
#[derive(Args, Debug)]
pub struct CaptureArguments {
    /// Oracle to read: `//host:1521/service`. Its password: PLCONV_SOURCE_PASSWORD.
    #[arg(long, value_name = "CONNECT")]
    pub oracle: String,
    /// Account to read with.
    #[arg(long, value_name = "USER")]
    pub user: String,
    /// Schemas to read, with commas between.
    #[arg(long, value_name = "SCHEMAS", value_delimiter = ',', required = true)]
    pub schemas: Vec<String>,
    /// Directory to write: one file for each object, install.sql, catalog.json.
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    /// Read every object, also those that were not altered since the last capture.
    #[arg(long)]
    pub all: bool,
    /// Replace files that were edited since the last capture.
    #[arg(long)]
    pub force: bool,
    /// File whose first line is the password.
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    /// Ask for the password when it is given nowhere.
    #[arg(long)]
    pub ask_passwords: bool,
}

/// Arguments of `serve`.
#[derive(Args, Debug)]
pub struct ServeArguments {
    /// The plan file, for where its target is; or --target alone.
    #[arg(value_name = "PLAN.toml", required_unless_present = "target")]
    pub plan: Option<PathBuf>,
    /// Where the runs are.
    #[command(flatten)]
    pub ends: EndArguments,
    /// Address and port to listen at; port 0 takes a free one. Other machines see nothing unless this says so.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7432")]
    pub listen: std::net::SocketAddr,
    /// File with the token that lets readers in, for scrapers that must know it; random when not given.
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
}

/// Arguments of `selftest`.
#[derive(Args, Debug)]
pub struct SelftestArguments {
    /// Oracle to test with: `//host:1521/service`. Its password: PLCONV_SOURCE_PASSWORD.
    #[arg(long, value_name = "CONNECT")]
    pub oracle: String,
    /// Account; the test makes the table PLCONV_SELFTEST in its schema and drops it again.
    #[arg(long, value_name = "USER")]
    pub user: String,
    /// Leave the tables on both sides there.
    #[arg(long)]
    pub keep: bool,
    /// Where the two connect.
    #[command(flatten)]
    pub ends: EndArguments,
    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `doctor`.
#[derive(Args, Debug)]
pub struct DoctorArguments {
    /// Oracle to look at: `//host:1521/service`. Its password: PLCONV_SOURCE_PASSWORD.
    #[arg(long, value_name = "CONNECT", requires = "user")]
    pub oracle: Option<String>,
    /// Account to connect with.
    #[arg(long, value_name = "USER")]
    pub user: Option<String>,
    /// Where the two connect.
    #[command(flatten)]
    pub ends: EndArguments,
    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `validate`.
#[derive(Args, Debug)]
pub struct ValidateArguments {
    /// The plan file.
    #[arg(value_name = "PLAN.toml")]
    pub plan: PathBuf,
    /// Tables to compare, by their names in the source; all when not given.
    #[arg(value_name = "TABLE")]
    pub tables: Vec<String>,
    /// Where the two connect.
    #[command(flatten)]
    pub ends: EndArguments,
    /// Compare objects of an Oracle source instead of rows: columns, keys, constraints, indexes, sequences.
    #[arg(long)]
    pub objects: bool,
    /// Snapshot of an Oracle source to compare with; that of the last run when not given.
    #[arg(long, value_name = "SCN")]
    pub scn: Option<u64>,
    /// Write statements that make rows which differ as the source has them to a file.
    #[arg(long, value_name = "FILE", conflicts_with = "objects")]
    pub repair: Option<PathBuf>,
    /// Run them too. Nobody may write to the tables meanwhile; with replication use `drift`.
    #[arg(long, requires = "repair")]
    pub execute: bool,
    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Where a command connects. Passwords are no arguments, since other users of the machine can see those.
#[derive(Args, Debug)]
#[command(next_help_heading = "Connections")]
pub struct EndArguments {
    /// PostgreSQL to load into; wins over the plan. Its password: PLCONV_TARGET_PASSWORD, or the plan's password-file.
    #[arg(long, value_name = "URL", env = "PLCONV_TARGET_URL", hide_env_values = true)]
    pub target: Option<String>,
    /// Ask for passwords that are given nowhere.
    #[arg(long)]
    pub ask_passwords: bool,
}
