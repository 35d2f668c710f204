//! Files compared with what is in a real PostgreSQL.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail like tests"
)]
#![allow(clippy::disallowed_methods, reason = "writes the files it loads")]

mod common;

use common::Fixture;

const DDL: &str = "CREATE TABLE t (id integer PRIMARY KEY, n numeric, c char(5), v varchar(10), d timestamp, j jsonb, \
                   f double precision, b bytea, x xml, tags text[])";

fn fixture() -> Fixture {
    let mut csv = "ID,N,C,V,D,J,F,B,X,TAGS\n".to_owned();
    for id in 0..2000 {
        csv.push_str(&format!(
            "{id},{id}.500,ab,text {id},2024-01-01 00:00:{:02},\"{{\"\"b\"\": 1,  \"\"a\"\": 2}}\",{id}e-3,00FF,<?xml version=\"1.0\"?><a/>,{{a}}\n",
            id % 60
        ));
    }
    Fixture::new(
        DDL,
        &csv.replace("<?xml version=\"1.0\"?>", "<?xml version='1.0'?>"),
    )
}

#[test]
fn what_was_loaded_is_equal() {
    let fixture = fixture();
    fixture.load("").unwrap();
    let table = fixture.validate("").unwrap();
    assert!(table.is_equal(), "{table:?}");
    assert_eq!((table.source_rows, table.target_rows), (2000, 2000));
}

#[test]
fn differences_are_found_and_shown() {
    let fixture = fixture();
    fixture.load("").unwrap();
    fixture.execute(
        "UPDATE t SET n = 7.25, v = NULL WHERE id = 17; DELETE FROM t WHERE id IN (3, 4); INSERT INTO t (id) VALUES (9999)",
    );
    let table = fixture.validate("").unwrap();
    assert_eq!((table.missing, table.extra, table.different), (2, 1, 1));
    let shown = |kind: &str| {
        let mut keys: Vec<String> = table
            .examples
            .iter()
            .filter(|difference| difference.kind == kind)
            .map(|difference| format!("{} {:?}", difference.key, difference.place))
            .collect();
        keys.sort();
        keys
    };
    assert_eq!(
        shown("missing"),
        ["id=3 Some(\"line 5\")", "id=4 Some(\"line 6\")"]
    );
    assert_eq!(shown("extra"), ["id=9999 None"]);
    let different = table
        .examples
        .iter()
        .find(|difference| difference.kind == "different")
        .unwrap();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        different.columns,
        [
            ("n".to_owned(), text("17.5"), text("7.25")),
            ("v".to_owned(), text("text 17"), None),
        ]
    );
}

#[test]
fn the_quarantine_explains_what_is_missing() {
    let fixture = Fixture::new(
        "CREATE TABLE t (id integer CHECK (id <> 2), v varchar(2))",
        "ID,V\n1,a\n2,b\n3,abc\n",
    );
    fixture.load("").unwrap();
    let table = fixture.validate("").unwrap();
    assert_eq!((table.missing, table.quarantined, table.unfit_rows), (1, 1, 1));
    // Without a key, rows are told apart by all their values.
    fixture.execute("INSERT INTO t VALUES (1, 'a')");
    let table = fixture.validate("").unwrap();
    assert_eq!((table.extra, table.missing), (1, 1));
}
