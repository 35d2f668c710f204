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

/// A type that is tested.
struct Tested {
    /// Oracle's, and the version of the server that has it first.
    oracle: &'static str,
    since: u32,
    /// PostgreSQL's.
    target: &'static str,
    /// The two values that are stored, as Oracle writes them.
    first: &'static str,
    second: &'static str,
    /// The first one as PostgreSQL's text must show it.
    shown: &'static str,
}

const fn tested(
    (oracle, since): (&'static str, u32),
    target: &'static str,
    [first, second, shown]: [&'static str; 3],
) -> Tested {
    Tested {
        oracle,
        since,
        target,
        first,
        second,
        shown,
    }
}

/// Every type whose values can be read.
const TYPES: &[Tested] = &[
    tested(
        ("NUMBER", 0),
        "numeric",
        ["-12345.6789", "0.000000000000000000000000000001", "-12345.6789"],
    ),
    tested(
        ("NUMBER(10,2)", 0),
        "numeric(10,2)",
        ["99999999.99", "-0.01", "99999999.99"],
    ),
    tested(
        ("NUMBER(38)", 0),
        "numeric(38)",
        [
            "99999999999999999999999999999999999999",
            "-1",
            "99999999999999999999999999999999999999",
        ],
    ),
    tested(
        ("BINARY_FLOAT", 0),
        "real",
        ["1.5", "BINARY_FLOAT_INFINITY", "1.5"],
    ),
    tested(
        ("BINARY_DOUBLE", 0),
        "double precision",
        ["-2.25", "BINARY_DOUBLE_NAN", "-2.25"],
    ),
    tested(
        ("VARCHAR2(100)", 0),
        "varchar(100)",
        ["'text with ''quotes'''", "' '", "text with 'quotes'"],
    ),
    tested(("CHAR(10)", 0), "char(10)", ["'padded'", "'x'", "padded    "]),
    tested(
        ("NVARCHAR2(100)", 0),
        "varchar(100)",
        ["'national'", "'x'", "national"],
    ),
    tested(
        ("RAW(16)", 0),
        "bytea",
        ["HEXTORAW('00FF10')", "HEXTORAW('00')", "\\x00ff10"],
    ),
    tested(
        ("DATE", 0),
        "timestamp(0)",
        [
            "TO_DATE('9999-12-31 23:59:59', 'YYYY-MM-DD HH24:MI:SS')",
            "TO_DATE('0001-01-01 00:00:00', 'YYYY-MM-DD HH24:MI:SS')",
            "9999-12-31 23:59:59",
        ],
    ),
    tested(
        ("TIMESTAMP(6)", 0),
        "timestamp",
        [
            "TO_TIMESTAMP('2024-02-29 23:59:59.123456', 'YYYY-MM-DD HH24:MI:SS.FF6')",
            "TO_TIMESTAMP('1970-01-01 00:00:00.000001', 'YYYY-MM-DD HH24:MI:SS.FF6')",
            "2024-02-29 23:59:59.123456",
        ],
    ),
    tested(
        ("TIMESTAMP(6) WITH TIME ZONE", 0),
        "timestamptz",
        [
            "TO_TIMESTAMP_TZ('2024-01-01 12:00:00.5 +02:00', 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM')",
            "TO_TIMESTAMP_TZ('2024-01-01 12:00:00 +00:00', 'YYYY-MM-DD HH24:MI:SS TZH:TZM')",
            "2024-01-01 10:00:00.5+00",
        ],
    ),
    tested(
        ("TIMESTAMP(6) WITH LOCAL TIME ZONE", 0),
        "timestamptz",
        [
            "TO_TIMESTAMP_TZ('2024-01-01 12:00:00.5 +02:00', 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM')",
            "TO_TIMESTAMP_TZ('2024-01-01 12:00:00 +00:00', 'YYYY-MM-DD HH24:MI:SS TZH:TZM')",
            "2024-01-01 10:00:00.5+00",
        ],
    ),
    tested(
        ("INTERVAL YEAR(4) TO MONTH", 0),
        "interval year to month",
        [
            "TO_YMINTERVAL('-9999-11')",
            "TO_YMINTERVAL('00-01')",
            "P-9999Y-11M",
        ],
    ),
    tested(
        ("INTERVAL DAY(9) TO SECOND(6)", 0),
        "interval day to second",
        [
            "TO_DSINTERVAL('-3 04:05:06.789')",
            "TO_DSINTERVAL('999999999 23:59:59.999999')",
            "P-3DT-4H-5M-6.789S",
        ],
    ),
    tested(("CLOB", 0), "text", ["'a short CLOB'", "'x'", "a short CLOB"]),
    tested(("NCLOB", 0), "text", ["'a short NCLOB'", "'x'", "a short NCLOB"]),
    tested(
        ("BLOB", 0),
        "bytea",
        ["HEXTORAW('CAFE')", "HEXTORAW('00')", "\\xcafe"],
    ),
    tested(
        ("XMLTYPE", 0),
        "xml",
        ["XMLTYPE('<a>&amp;</a>')", "XMLTYPE('<b/>')", "<a>&amp;</a>"],
    ),
    tested(
        ("JSON", 21),
        "jsonb",
        [
            "JSON('{\"a\":[1,null,\"x\"]}')",
            "JSON('[1e2]')",
            "{\"a\": [1, null, \"x\"]}",
        ],
    ),
    tested(("BOOLEAN", 23), "boolean", ["TRUE", "FALSE", "t"]),
    tested(
        ("VECTOR(3, FLOAT32)", 23),
        "real[]",
        [
            "TO_VECTOR('[1.5, -0.1, 3]')",
            "TO_VECTOR('[0, 0, 0]')",
            "{1.5,-0.1,3}",
        ],
    ),
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
    /// Types that the server has not, or refuses, with what it says.
    pub left_out: Vec<(String, String)>,
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
    let owner = current_user(connection.as_ref())?;
    drop_source(connection.as_ref());
    let (types, left_out) = create_source(connection.as_ref())?;
    for (id, is_first) in [(1, true), (2, false)] {
        let values: String = types
            .iter()
            .map(|tested| format!(", {}", if is_first { tested.first } else { tested.second }))
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
            columns(&types, |tested| tested.target).to_lowercase()
        ))
        .map_err(failed)?;
    let result = run(options, &owner, &schema, &types, &mut client);
    if !options.keep {
        drop_source(connection.as_ref());
        client
            .batch_execute(&format!(
                "DROP SCHEMA IF EXISTS {schema} CASCADE; DELETE FROM plconv.run WHERE name = '{schema}'"
            ))
            .map_err(failed)?;
    }
    result.map(|result| Selftest { left_out, ..result })
}

/// The columns of a table with these types, behind its key.
fn columns(types: &[&Tested], of: fn(&Tested) -> &'static str) -> String {
    let named = types.iter().enumerate();
    named
        .map(|(index, tested)| format!(", C{index} {}", of(tested)))
        .collect()
}

/// The types that are tested, and those that are not with the reason.
type Chosen = (Vec<&'static Tested>, Vec<(String, String)>);

/// Makes the table, without newer types where COMPATIBLE does not allow them.
fn create_source(connection: &dyn OracleConnection) -> Result<Chosen, SourceError> {
    let create = |types: &[&Tested]| {
        let columns = columns(types, |tested| tested.oracle);
        connection.execute(
            &format!("CREATE TABLE {NAME} (ID NUMBER(9) PRIMARY KEY{columns})"),
            &[],
        )
    };
    let because = |types: Vec<&Tested>, why: &str| -> Vec<(String, String)> {
        let named = types.into_iter();
        named
            .map(|tested| (tested.oracle.to_owned(), why.to_owned()))
            .collect()
    };
    let version = connection.major_version();
    let (here, missing): (Vec<&Tested>, Vec<&Tested>) =
        TYPES.iter().partition(|tested| tested.since <= version);
    let mut left_out = because(missing, &format!("Oracle {version} has no such type"));
    let Err(error) = create(&here) else {
        return Ok((here, left_out));
    };
    let (old, newer): (Vec<&Tested>, Vec<&Tested>) = here.into_iter().partition(|tested| tested.since == 0);
    if newer.is_empty() {
        return Err(error);
    }
    create(&old)?;
    left_out.extend(because(newer, &error.message));
    Ok((old, left_out))
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
    tested: &[&Tested],
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
    for (index, tested) in tested.iter().enumerate() {
        let expected = tested.shown;
        let row = client
            .query_opt(
                &format!("SELECT format('%s', c{index}) FROM {schema}.t WHERE id = 1"),
                &[],
            )
            .map_err(|error| Error::target("reading the test's rows", &error))?;
        let found: Option<String> = row.map(|row| row.get(0));
        let failure = match found {
            Some(found) if found == expected => None,
            Some(found) => Some(format!("`{found}` instead of `{expected}`")),
            None => Some("the row did not arrive".to_owned()),
        };
        types.push((tested.oracle.to_owned(), failure));
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
    Ok(Selftest {
        types,
        left_out: Vec::new(),
        validation,
    })
}
