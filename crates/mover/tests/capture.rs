//! Definitions of a double of an Oracle server, captured into a source tree.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail like tests"
)]
#![allow(clippy::disallowed_methods, reason = "talks to servers")]

use oracle_double::{
    Action, Column, DataType, Double, Fault, On, Options, OracleError, Simulator, Style, Table, Value,
};
use plconv_mover::catalog::{Capture, CaptureOptions, CatalogSnapshot, capture};
use plconv_mover::error::Error;
use plconv_mover::plan::Plan;
use plconv_mover::source::OracleSource;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

struct Fixture {
    simulator: Simulator,
    double: Double,
    directory: tempfile::TempDir,
}

impl Fixture {
    fn new(style: Style) -> Fixture {
        let simulator = Simulator::new();
        simulator.add(
            Table::new("HR", "DEPARTMENTS")
                .column(Column::new("ID", DataType::Number(6, 0)).not_null())
                .column(Column::new("NAME", DataType::Varchar2(30)))
                .primary_key(&["ID"]),
        );
        simulator.add(
            Table::new("HR", "EMPLOYEES")
                .column(Column::new("ID", DataType::Number(6, 0)).not_null())
                .column(Column::new("DEPARTMENT_ID", DataType::Number(6, 0)))
                .primary_key(&["ID"])
                .index("EMPLOYEES_DEPARTMENT", &["DEPARTMENT_ID"])
                .foreign_key("EMPLOYEES_DEPARTMENT_FK", &["DEPARTMENT_ID"], "HR", "DEPARTMENTS"),
        );
        simulator.add(Table::new("HR", "MLOG$_EMPLOYEES").column(Column::new("X", DataType::Date)));
        simulator.add_sequence("HR", "EMPLOYEES_SEQ", 207, 1, 20);
        simulator.add_sequence("HR", "ISEQ$$_70001", 5, 1, 20);
        simulator.add_source(
            "HR",
            "VIEW",
            "A_VIEW",
            "CREATE OR REPLACE FORCE VIEW \"HR\".\"A_VIEW\" (\"ID\") AS\nSELECT id FROM z_view",
        );
        simulator.add_source(
            "HR",
            "VIEW",
            "Z_VIEW",
            "CREATE OR REPLACE FORCE VIEW \"HR\".\"Z_VIEW\" (\"ID\") AS\nSELECT id FROM employees",
        );
        simulator.add_source(
            "HR",
            "PROCEDURE",
            "Mixed",
            "CREATE OR REPLACE PROCEDURE \"HR\".\"Mixed\" IS\nBEGIN\n  NULL; -- R&D\nEND;\n",
        );
        simulator.add_source("HR", "JAVA SOURCE", "Hello", "class Hello {}");
        let text = |name: &str| Column::new(name, DataType::Varchar2(128));
        simulator.set_view(
            "ALL_DEPENDENCIES",
            [
                "OWNER",
                "NAME",
                "TYPE",
                "REFERENCED_OWNER",
                "REFERENCED_NAME",
                "REFERENCED_TYPE",
            ]
            .map(text)
            .into(),
            vec![
                ["HR", "A_VIEW", "VIEW", "HR", "Z_VIEW", "VIEW"]
                    .map(Value::text)
                    .into(),
            ],
        );
        simulator.set_view(
            "ALL_TAB_COMMENTS",
            ["OWNER", "TABLE_NAME", "TABLE_TYPE", "COMMENTS"].map(text).into(),
            vec![
                ["HR", "EMPLOYEES", "TABLE", "Everybody's data"]
                    .map(Value::text)
                    .into(),
            ],
        );
        simulator.set_view(
            "DBA_TAB_PRIVS",
            ["OWNER", "TABLE_NAME", "GRANTEE", "PRIVILEGE", "GRANTABLE"]
                .map(text)
                .into(),
            vec![["HR", "EMPLOYEES", "OE", "SELECT", "YES"].map(Value::text).into()],
        );
        // What was made is older than the first capture.
        simulator.advance(simulator.scn() + 10_000);
        Fixture {
            double: Double::start(Options::new(style), simulator.clone()).unwrap(),
            simulator,
            directory: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, file: &str) -> PathBuf {
        self.directory.path().join(file)
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    fn capture_with(&self, schemas: &[&str], all: bool, force: bool) -> Result<Capture, Error> {
        let plan = Plan::of_connections(Some(&self.double.connect_string()), Some("scott"));
        let source = OracleSource::new(Arc::new(plan), "tiger".to_owned()).unwrap();
        let connection = source.open().unwrap();
        capture(&mut CaptureOptions {
            connection: connection.as_ref(),
            schemas: &schemas.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(),
            directory: self.directory.path(),
            all,
            force,
            progress: &mut |_, _| {},
        })
    }

    fn capture(&self) -> Capture {
        self.capture_with(&["hr"], false, false).unwrap()
    }

    fn files(&self) -> BTreeMap<PathBuf, String> {
        let mut files = BTreeMap::new();
        let mut directories = vec![self.directory.path().to_owned()];
        while let Some(directory) = directories.pop() {
            for entry in std::fs::read_dir(directory).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    directories.push(path);
                } else {
                    let text = std::fs::read_to_string(&path).unwrap();
                    files.insert(path.strip_prefix(self.directory.path()).unwrap().to_owned(), text);
                }
            }
        }
        files
    }
}

#[test]
fn schemas_become_a_source_tree() {
    for style in [Style::V19, Style::V23] {
        let fixture = Fixture::new(style);
        let capture = fixture.capture();
        assert_eq!(
            capture.problems,
            ["JAVA SOURCE HR.Hello: objects of this type are not captured"]
        );
        assert_eq!((capture.read, capture.unchanged, capture.removed), (8, 0, 0));
        let script = fixture.read("install.sql");
        let files: Vec<&str> = script
            .lines()
            .filter_map(|line| line.strip_prefix("@@"))
            .collect();
        let procedure = files.iter().find(|file| file.contains("/procedures/")).unwrap();
        assert_eq!(
            files,
            [
                "hr/sequences/employees_seq.sql",
                "hr/tables/departments.sql",
                "hr/tables/employees.sql",
                "hr/indexes/employees_department.sql",
                "hr/foreign_keys/employees_department_fk.sql",
                procedure,
                "hr/views/z_view.sql",
                "hr/views/a_view.sql",
                "hr/comments.sql",
                "hr/grants.sql",
            ]
        );
        let table = fixture.read("hr/tables/employees.sql");
        assert!(table.starts_with("CREATE TABLE \"HR\".\"EMPLOYEES\""), "{table}");
        assert!(
            table.ends_with(";\n") && !table.contains("FOREIGN KEY"),
            "{table}"
        );
        let key = fixture.read("hr/foreign_keys/employees_department_fk.sql");
        assert!(
            key.contains("REFERENCES \"HR\".\"DEPARTMENTS\" (\"ID\")"),
            "{key}"
        );
        assert!(fixture.read(procedure).ends_with("END;\n/\n"));
        assert_eq!(
            fixture.read("hr/comments.sql"),
            "COMMENT ON TABLE \"HR\".\"EMPLOYEES\" IS 'Everybody''s data';\n"
        );
        assert_eq!(
            fixture.read("hr/grants.sql"),
            "GRANT SELECT ON \"HR\".\"EMPLOYEES\" TO \"OE\" WITH GRANT OPTION;\n"
        );
        let snapshot = CatalogSnapshot::read(fixture.directory.path()).unwrap().unwrap();
        assert_eq!(snapshot.database["character-set"], "AL32UTF8");
        let tables: Vec<&str> = snapshot.tables.iter().map(|table| &table.name[..]).collect();
        assert_eq!(tables, ["DEPARTMENTS", "EMPLOYEES"]);
        assert_eq!(snapshot.tables[0].columns.len(), 2);
        assert_eq!(snapshot.sequences[0].last_number.as_deref(), Some("207"));
    }
}

#[test]
fn only_what_was_altered_is_read_again() {
    let fixture = Fixture::new(Style::V23);
    fixture.capture();
    let before = fixture.files();
    fixture.simulator.advance(fixture.simulator.scn() + 10_000);
    let again = fixture.capture();
    assert_eq!((again.read, again.unchanged), (0, 8));
    let mut after = fixture.files();
    let time_only = after.get_mut(Path::new("catalog.json")).unwrap();
    assert_ne!(*time_only, before[Path::new("catalog.json")]);
    time_only.clone_from(&before[Path::new("catalog.json")]);
    assert_eq!(after, before);

    let altered = "CREATE OR REPLACE FORCE VIEW \"HR\".\"Z_VIEW\" (\"ID\") AS\nSELECT 1 FROM dual";
    fixture.simulator.add_source("HR", "VIEW", "Z_VIEW", altered);
    let mut session = fixture.simulator.session("HR");
    session.run("DROP TABLE hr.employees", &[]).unwrap();
    fixture.simulator.advance(fixture.simulator.scn() + 10_000);
    let again = fixture.capture();
    assert_eq!((again.read, again.unchanged, again.removed), (1, 4, 3));
    assert_eq!(fixture.read("hr/views/z_view.sql"), format!("{altered};\n"));
    assert!(!fixture.path("hr/tables/employees.sql").exists());
    assert!(!fixture.read("install.sql").contains("employees.sql"));
}

#[test]
fn edited_files_are_kept_and_named() {
    let fixture = Fixture::new(Style::V23);
    fixture.capture();
    std::fs::write(fixture.path("hr/tables/departments.sql"), "-- mine\n").unwrap();
    let again = fixture.capture();
    assert_eq!(fixture.read("hr/tables/departments.sql"), "-- mine\n");
    assert!(
        again.problems[0].starts_with("TABLE HR.DEPARTMENTS: its file was edited"),
        "{:?}",
        again.problems
    );
    let forced = fixture.capture_with(&["HR"], false, true).unwrap();
    assert_eq!(forced.problems.len(), 1);
    assert!(
        fixture
            .read("hr/tables/departments.sql")
            .starts_with("CREATE TABLE")
    );
    assert_eq!(fixture.capture_with(&["HR"], true, false).unwrap().read, 8);
}

#[test]
fn what_dbms_metadata_refuses_comes_from_the_dictionary() {
    let fixture = Fixture::new(Style::V19);
    let refused = Action::Error(OracleError::new(31603, "object not found in schema"));
    let fault = Fault::new(On::Statement("GET_DDL".to_owned()), refused);
    fixture.double.faults().add(fault.times(100));
    let capture = fixture.capture();
    // Sequences, tables, an index and a foreign key are in no other view as statements.
    assert_eq!(capture.read, 3, "{:?}", capture.problems);
    assert_eq!(capture.problems.len(), 6, "{:?}", capture.problems);
    assert!(
        capture
            .problems
            .iter()
            .any(|problem| problem.starts_with("TABLE HR.EMPLOYEES: ORA-31603"))
    );
    let script = fixture.read("install.sql");
    let procedure = script.lines().find_map(|line| {
        line.strip_prefix("@@")
            .filter(|file| file.contains("/procedures/"))
    });
    let procedure = fixture.read(procedure.unwrap());
    assert!(
        procedure.starts_with("ALTER SESSION SET CURRENT_SCHEMA = \"HR\";\n"),
        "{procedure}"
    );
    assert!(
        procedure.contains("R&D") && procedure.ends_with("END;\n/\n"),
        "{procedure}"
    );
    let view = fixture.read("hr/views/z_view.sql");
    assert!(view.ends_with("AS\nSELECT id FROM employees;\n"), "{view}");
}

#[test]
fn a_schema_that_is_not_there_is_an_error() {
    let fixture = Fixture::new(Style::V23);
    let error = fixture.capture_with(&["NOBODY"], false, false).unwrap_err();
    assert_eq!(
        error.to_string(),
        "source: schema NOBODY has nothing that this account sees"
    );
    assert!(fixture.files().is_empty());
}
