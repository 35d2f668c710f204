//! A test on the user's own servers: a table with every type goes from Oracle to PostgreSQL and is compared.
//!
//! What this project has never seen is a real Oracle; this is how a user finds out whether theirs agrees.

use crate::error::{Error, SourceError};
use crate::events::Silent;
use crate::load::{LoadOptions, load};
use crate::plan::Plan;
use crate::source::OracleSource;
use crate::source::oracle::driver::OracleConnection;
use crate::target::Target;
use crate::validate::{TableValidation, ValidateOptions, validate};
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The table, in the account's own schema, and in the target's schema of the same name.
const NAME: &str = "PLCONV_SELFTEST";

/// Each type: Oracle's, PostgreSQL's, the two values that are stored, as Oracle writes them, and the first one as PostgreSQL's
/// text must show it.
const TYPES: &[(&str, &str, &str, &str, &str)] = &[
    (
        "NUMBER",
        "numeric",
        "-12345.6789",
        "0.000000000000000000000000000001",
        "-12345.6789",
    ),
    (
        "NUMBER(10,2)",
        "numeric(10,2)",
        "99999999.99",
        "-0.01",
        "99999999.99",
    ),
    (
        "NUMBER(38)",
        "numeric(38)",
        "99999999999999999999999999999999999999",
        "-1",
        "99999999999999999999999999999999999999",
    ),
    ("BINARY_FLOAT", "real", "1.5", "0", "1.5"),
    ("BINARY_DOUBLE", "double precision", "-2.25", "0", "-2.25"),
    (
        "VARCHAR2(100)",
        "varchar(100)",
        "'text with ''quotes'''",
        "' '",
        "text with 'quotes'",
    ),
    ("CHAR(10)", "char(10)", "'padded'", "'x'", "padded    "),
    ("NVARCHAR2(100)", "varchar(100)", "'national'", "'x'", "national"),
    (
        "RAW(16)",
        "bytea",
        "HEXTORAW('00FF10')",
        "HEXTORAW('00')",
        "\\x00ff10",
    ),
    (
        "DATE",
        "timestamp(0)",
        "TO_DATE('9999-12-31 23:59:59', 'YYYY-MM-DD HH24:MI:SS')",
        "TO_DATE('0001-01-01 00:00:00', 'YYYY-MM-DD HH24:MI:SS')",
        "9999-12-31 23:59:59",
    ),
    (
        "TIMESTAMP(6)",
        "timestamp",
        "TO_TIMESTAMP('2024-02-29 23:59:59.123456', 'YYYY-MM-DD HH24:MI:SS.FF6')",
        "TO_TIMESTAMP('1970-01-01 00:00:00.000001', 'YYYY-MM-DD HH24:MI:SS.FF6')",
        "2024-02-29 23:59:59.123456",
    ),
    (
        "TIMESTAMP(6) WITH TIME ZONE",
        "timestamptz",
        "TO_TIMESTAMP_TZ('2024-01-01 12:00:00.5 +02:00', 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM')",
        "TO_TIMESTAMP_TZ('2024-01-01 12:00:00 +00:00', 'YYYY-MM-DD HH24:MI:SS TZH:TZM')",
        "2024-01-01 10:00:00.5+00",
    ),
    ("CLOB", "text", "'a short CLOB'", "'x'", "a short CLOB"),
    ("BLOB", "bytea", "HEXTORAW('CAFE')", "HEXTORAW('00')", "\\xcafe"),
];

/// What a selftest needs.
pub struct SelftestOptions {
    /// The source, with its plan.
    pub source: Arc<OracleSource>,
    /// Connect string and user, for the plan.
    pub oracle: String,
    /// The account.
    pub user: String,
    /// The target.
    pub target: Target,
    /// Leave the tables there.
    pub keep: bool,
}

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Selftest {
    /// Each type, and why it failed, when it did.
    pub types: Vec<(String, Option<String>)>,
    /// What validation says.
    pub validation: TableValidation,
}

impl Selftest {
    /// Whether everything is as it must be.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        self.validation.is_equal() && self.types.iter().all(|(_, failure)| failure.is_none())
    }
}

/// Makes the tables, moves the rows, compares, and removes the tables.
///
/// # Errors
/// When a server refuses what the test needs: CREATE TABLE in the account's schema, a schema in the target.
pub fn selftest(options: &SelftestOptions) -> Result<Selftest, Error> {
    let connection = options.source.open()?;
    let mut client = options.target.connect()?;
    let failed = |error: postgres::Error| Error::target("preparing the test", &error);
    let columns = |of: fn(&(&str, &str, &str, &str, &str)) -> String| {
        let named = TYPES
            .iter()
            .enumerate()
            .map(|(index, row)| format!(", C{index} {}", of(row)));
        named.collect::<String>()
    };
    let owner = current_user(connection.as_ref())?;
    drop_source(connection.as_ref());
    let create = format!(
        "CREATE TABLE {NAME} (ID NUMBER(9) PRIMARY KEY{})",
        columns(|row| row.0.to_owned())
    );
    connection.execute(&create, &[])?;
    for (id, value) in [(1, 2), (2, 3)] {
        let values: String = TYPES
            .iter()
            .map(|row| format!(", {}", if value == 2 { row.2 } else { row.3 }))
            .collect();
        connection.execute(&format!("INSERT INTO {NAME} VALUES ({id}{values})"), &[])?;
    }
    connection.execute(&format!("INSERT INTO {NAME} (ID) VALUES (3)"), &[])?;
    connection.execute("COMMIT", &[])?;
    let schema = NAME.to_lowercase();
    client
        .batch_execute(&format!(
            "DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}; \
             CREATE TABLE {schema}.t (id numeric(9) PRIMARY KEY{})",
            columns(|row| row.1.to_owned()).to_lowercase()
        ))
        .map_err(failed)?;
    let result = run(options, &owner, &schema, &mut client);
    if !options.keep {
        drop_source(connection.as_ref());
        client
            .batch_execute(&format!(
                "DROP SCHEMA IF EXISTS {schema} CASCADE; DELETE FROM plconv.run WHERE name = '{schema}'"
            ))
            .map_err(failed)?;
    }
    result
}

fn current_user(connection: &dyn OracleConnection) -> Result<String, SourceError> {
    let rows = connection.texts("SELECT USER FROM dual", &[])?;
    rows.into_iter()
        .next()
        .and_then(|row| row.into_iter().next().flatten())
        .ok_or_else(|| SourceError::permanent("the database does not say who is connected"))
}

/// Drops the table, which may not be there.
fn drop_source(connection: &dyn OracleConnection) {
    let _ = connection.execute(&format!("DROP TABLE {NAME}"), &[]);
}

fn run(
    options: &SelftestOptions,
    owner: &str,
    schema: &str,
    client: &mut postgres::Client,
) -> Result<Selftest, Error> {
    let text = format!(
        "version = 1\nname = \"{schema}\"\n[source]\noracle = {:?}\nuser = {:?}\n[target]\nurl = \"\"\n\
         [[table]]\nsource = '\"{owner}\".{NAME}'\ntarget = \"{schema}.t\"\n",
        options.oracle, options.user
    );
    let plan = Arc::new(Plan::parse(&text)?);
    let source: Arc<dyn crate::source::Source> = options.source.clone();
    load(&LoadOptions {
        plan: plan.clone(),
        source: source.clone(),
        target: options.target.clone(),
        restart: true,
        stop: &AtomicBool::new(false),
        observer: &Silent,
    })?;
    let mut types = Vec::new();
    for (index, (oracle, _, _, _, expected)) in TYPES.iter().enumerate() {
        let row = client
            .query_opt(
                &format!("SELECT format('%s', c{index}) FROM {schema}.t WHERE id = 1"),
                &[],
            )
            .map_err(|error| Error::target("reading the test's rows", &error))?;
        let found: Option<String> = row.map(|row| row.get(0));
        let failure = match found {
            Some(found) if found == *expected => None,
            Some(found) => Some(format!("`{found}` instead of `{expected}`")),
            None => Some("the row did not arrive".to_owned()),
        };
        types.push(((*oracle).to_owned(), failure));
    }
    let validation = validate(
        &ValidateOptions {
            plan,
            source,
            target: options.target.clone(),
            tables: Vec::new(),
            scn: None,
        },
        &mut |_| {},
    )?;
    let validation = validation
        .tables
        .into_iter()
        .next()
        .ok_or_else(|| Error::Stopped("internal error: a validation without a table".to_owned()))?;
    Ok(Selftest { types, validation })
}
