mod comments;
mod dynamic;
mod edits;
mod objects;
mod one_unit;
mod plsql;
mod queries;
mod scripts;
mod tables;
mod unresolved;

use super::*;
use crate::NoProgress;
use crate::layout::Phase;
use crate::manifest::Fate;

fn convert(files: &[(&str, &str)]) -> Conversion {
    convert_with(files, Policy::default())
}

fn convert_with(files: &[(&str, &str)], policy: Policy) -> Conversion {
    let db = Database::default();
    let tree = SourceTree::in_memory(files.iter().copied());
    let project = open_project(&db, &tree, policy, None);
    convert_project(&db, project, &tree, &NoProgress)
}

/// What code and statements become: refusals and warnings first, then the SQL; tables and other DDL are left out.
fn translated(source: &str) -> String {
    let conversion = convert(&[("a.sql", source)]);
    let mut text = String::new();
    for found in &conversion.diagnostics {
        if found.severity() == plconv_diagnostics::Severity::Refused {
            text.push_str(&format!("refused {}: {}\n", found.code, found.message));
        }
    }
    for file in &conversion.output.files {
        if matches!(
            file.phase,
            Phase::Functions | Phase::Packages | Phase::Data | Phase::Triggers
        ) {
            text.push_str(&file.text);
        }
    }
    text
}

#[test]
fn the_manifest_counts_what_could_be_parsed() {
    let conversion = convert(&[(
        "a.sql",
        "create table t (n number);\ncreate table (n number);\ninsert into t values (1);\n\
         begin\n  null;\n  n n n;\nend;\n/\n",
    )]);
    let units = conversion.manifest.units;
    assert_eq!((units.parsed, units.with_syntax_errors), (2, 2));
}

#[test]
fn every_create_and_every_statement_is_in_the_manifest() {
    let conversion = convert(&[(
        "a.sql",
        "set echo on\n-- people\ncreate table hr.emp (id number);\ninsert into hr.emp values (1);\ncreate tablespace ts;\n",
    )]);
    let objects: Vec<(&str, &str, &str)> = conversion
        .manifest
        .objects
        .iter()
        .map(|object| (object.kind.as_str(), object.name.as_str(), object.source.as_str()))
        .collect();
    assert_eq!(
        objects,
        [("TABLE", "HR.EMP", "a.sql:3"), ("TABLESPACE", "TS", "a.sql:5")]
    );
    let statements: Vec<&str> = conversion
        .manifest
        .statements
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(statements, ["INSERT"]);
}

#[test]
fn wrapped_and_broken_units_are_refused_in_the_manifest_too() {
    let conversion = convert(&[("a.sql", "create or replace package p wrapped\na000000\nabcd\n/\n")]);
    let object = conversion.manifest.objects.first().unwrap();
    assert_eq!(
        (object.kind.as_str(), object.name.as_str(), object.fate),
        ("PACKAGE", "P", Fate::Refused)
    );
    assert!(object.diagnostics.contains(&Code::WRAPPED_PLSQL));
}

#[test]
fn a_single_script_loads_what_it_includes_and_nothing_else() {
    let db = Database::default();
    let mut tree = SourceTree::in_memory([
        ("a.sql", "@@b\n"),
        ("b.sql", "create table b (x number);\n"),
        ("c.sql", "create table c (x number);\n"),
    ]);
    tree.only = Some("a.sql".into());
    let project = open_project(&db, &tree, Policy::default(), None);
    let (loaded, diagnostics) = load_tree(&db, project, &tree);
    assert_eq!(loaded.units().count(), 1);
    assert!(diagnostics.is_empty());
}

#[test]
fn triggers_come_where_they_were_among_the_rows() {
    let trigger = |name: &str| {
        format!(
            "create or replace trigger {name} before insert on t for each row begin :new.n := 1; end;\n/\n"
        )
    };
    let source = format!(
        "create table t (n number);\n{}insert into t values (1);\n{}commit;\ninsert into t values (2);\n{}commit;\n",
        trigger("first"),
        trigger("middle"),
        trigger("last"),
    );
    let conversion = convert(&[("a.sql", &source)]);
    let paths: Vec<&str> = conversion
        .output
        .files
        .iter()
        .map(|file| file.path.as_str())
        .filter(|path| path.starts_with("data/") || path.starts_with("triggers/"))
        .collect();
    assert_eq!(
        paths,
        [
            "triggers/first.sql",
            "data/001_a.sql",
            "triggers/middle.sql",
            "data/002_a.sql",
            "triggers/last.sql"
        ]
    );
}

#[test]
fn types_with_rows_of_views_come_after_the_views() {
    let source = "create table t (a number);
create view v as select a from t;
create package pk as
  type plain is record (n number);
  type with_row is record (r v%rowtype);
  function f(p plain) return number;
  procedure z(p with_row);
end;
/
create package body pk as
  function f(p plain) return number is begin return p.n; end;
  procedure z(p with_row) is begin null; end;
end;
/
";
    let conversion = convert(&[("a.sql", source)]);
    let loaded: Vec<&str> = (conversion.output.files.iter())
        .map(|file| file.path.as_str())
        .filter(|path| path.starts_with("packages/") || path.starts_with("views/"))
        .collect();
    assert_eq!(
        loaded,
        [
            "packages/pk/types.sql",
            "packages/pk/f.sql",
            "views/v.sql",
            "packages/pk/types_of_views.sql",
            "packages/pk/z.sql"
        ]
    );
}

#[test]
fn a_logon_trigger_needs_the_event_of_postgresql_17() {
    let source = "create or replace trigger at_logon after logon on database begin null; end;\n/\n";
    let converted = |target_version| {
        let policy = Policy {
            target_version,
            ..Policy::default()
        };
        convert_with(&[("a.sql", source)], policy)
    };
    let text = |conversion: &Conversion| {
        let files = conversion.output.files.iter();
        let trigger = files.filter(|file| file.path.starts_with("triggers/"));
        trigger.map(|file| file.text.clone()).collect::<String>()
    };
    let codes = |conversion: &Conversion| -> Vec<Code> {
        conversion.diagnostics.iter().map(|found| found.code).collect()
    };
    let before = converted(15);
    assert_eq!(text(&before), "");
    assert_eq!(codes(&before), [Code::TRIGGER_EVENT]);
    let now = converted(17);
    assert!(
        text(&now).contains("CREATE EVENT TRIGGER at_logon ON login EXECUTE FUNCTION at_logon();"),
        "{}",
        text(&now)
    );
    assert_eq!(codes(&now), [Code::EVENT_TRIGGER]);
}

/// The files of foreign keys and rows in the order of loading.
fn keys_and_rows(files: &[(&str, &str)]) -> Vec<String> {
    let conversion = convert(files);
    let paths = conversion.output.files.iter().map(|file| file.path.clone());
    paths
        .filter(|path| path.starts_with("data/") || path.starts_with("constraints/"))
        .collect()
}

#[test]
fn foreign_keys_check_the_rows_that_they_checked_in_the_source() {
    let tables = "create table p (id number primary key);
         create table c (id number constraint c_p references p);\n";
    let rows = "insert into p values (1);\ninsert into c values (1);\n";
    let script = format!("{tables}{rows}");
    assert_eq!(
        keys_and_rows(&[("a.sql", &script)]),
        ["constraints/checked_foreign_keys.sql", "data/001_a.sql"]
    );
    let switched = format!(
        "{tables}alter table c modify constraint c_p disable;\n{rows}alter table c modify constraint c_p enable;\n"
    );
    assert_eq!(
        keys_and_rows(&[("a.sql", &switched)]),
        ["data/001_a.sql", "constraints/foreign_keys.sql"]
    );
    // Nothing says in which order these run.
    assert_eq!(
        keys_and_rows(&[("a_tables.sql", tables), ("b_rows.sql", rows)]),
        ["data/001_b_rows.sql", "constraints/foreign_keys.sql"]
    );
    assert_eq!(
        keys_and_rows(&[
            ("install.sql", "@@a_tables\n@@b_rows\n"),
            ("a_tables.sql", tables),
            ("b_rows.sql", rows)
        ]),
        ["constraints/checked_foreign_keys.sql", "data/001_b_rows.sql"]
    );
}
