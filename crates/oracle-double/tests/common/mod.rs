//! What tests with a driver have in common.

#![allow(dead_code, reason = "each test uses a part")]

use oracle_double::{Column, Done, Double, Options, Script, Style, Value};
use oracledb::{Config, Connection, ErrorKind, Row};
use std::sync::{Arc, Mutex};

/// Both styles, 19c and 23ai.
pub const STYLES: [Style; 2] = [Style::V19, Style::V23];

/// A double with a script.
pub fn start(style: Style, script: Script) -> Double {
    Double::start(Options::new(style), script).expect("a double")
}

/// A connection of scott.
pub fn connect(double: &Double) -> Connection {
    connect_as(double, "scott", "tiger").expect("a connection")
}

/// A connection of somebody.
pub fn connect_as(double: &Double, user: &str, password: &str) -> Result<Connection, oracledb::Error> {
    let config = Config::default()
        .set_credentials(user, password)
        .set_connect_string(&double.connect_string())?;
    oracledb::connect(config)
}

/// Runs a test in both styles; the double must have understood everything.
pub fn in_styles(script: impl Fn() -> Script, test: impl Fn(&Double, &Connection)) {
    for style in STYLES {
        let double = start(style, script());
        let connection = connect(&double);
        test(&double, &connection);
        drop(connection);
        assert_eq!(double.protocol_errors(), Vec::<String>::new(), "{style:?}");
    }
}

/// The code of a database error.
pub fn code(error: &oracledb::Error) -> usize {
    match error.kind() {
        ErrorKind::DbError(error) => error.code(),
        _ => panic!("no error of the database: {error}"),
    }
}

/// `n` rows with their number and a text that repeats.
pub fn numbers(sql: &str, count: i64) -> Script {
    Script::new().rows(sql, vec![Column::number("N"), Column::text("T")], move |_| {
        (0..count).map(|n| [Value::from(n), Value::from(format!("text {}", n / 3))].into())
    })
}

/// The value of a column.
pub fn get<T: for<'row> oracledb::FromDbValue<'row>>(row: &Row, column: usize) -> T {
    row.get(column).expect("a value")
}

/// The rows that were inserted.
#[derive(Clone, Default)]
pub struct Inserted(Arc<Mutex<Vec<Vec<Value>>>>);

impl Inserted {
    /// Takes the rows of a statement.
    pub fn script(&self, sql: &str) -> Script {
        let rows = Arc::clone(&self.0);
        Script::new().statement(sql, move |statement| {
            rows.lock().expect("rows").extend_from_slice(statement.rows);
            Ok(Done {
                rows_affected: statement.rows.len() as u64,
                ..Done::default()
            })
        })
    }

    /// What was inserted since the last time.
    pub fn take(&self) -> Vec<Vec<Value>> {
        std::mem::take(&mut self.0.lock().expect("rows"))
    }
}
