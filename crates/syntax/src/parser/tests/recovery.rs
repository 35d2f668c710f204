//! What is lost by a mistake and what is said about it.

use super::{messages, parsed};
use crate::ast::{AstNode, Statement, Unit};
use crate::parser::ErrorKind;

/// The statements of a block, those that could not be read as `BAD`.
fn statements(text: &str) -> Vec<String> {
    let parse = parsed(text);
    let Some(Unit::Block(block)) = Unit::cast(parse.tree.root()) else {
        panic!("no block: {:?}", parse.errors)
    };
    let body = block.body().expect("a body");
    body.statements()
        .iter()
        .map(|statement| match statement {
            Statement::BadStmt(_) => format!("BAD {}", statement.syntax().text()),
            _ => statement.syntax().text().to_owned(),
        })
        .collect()
}

#[test]
fn a_missing_semicolon_is_inserted() {
    assert_eq!(statements("begin a := 1 b := 2; end;").len(), 2);
    let parse = parsed("begin a := 1\n b := 2; end;");
    assert_eq!(parse.errors.len(), 1);
    assert_eq!(parse.errors[0].kind, ErrorKind::Recovered);
    assert!(
        parse.errors[0].expected.iter().any(|expected| expected == "`;`"),
        "{:?}",
        parse.errors[0]
    );
    assert!(parse.errors[0].message.ends_with("found `b`"));
}

#[test]
fn a_broken_statement_is_skipped() {
    let found = statements("begin a; x y z w v u; b := 1; end;");
    assert_eq!(found.first().map(String::as_str), Some("a;"));
    assert!(
        found.iter().any(|statement| statement.starts_with("BAD")),
        "{found:?}"
    );
    assert_eq!(found.last().map(String::as_str), Some("b := 1;"));
}

#[test]
fn a_broken_condition_keeps_its_branches() {
    let found = statements("begin if a = = = b c d then x := 1; y := 2; end if; z; end;");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("if"));
    assert!(
        parsed("begin while ) ) loop x := 1; end loop; end;")
            .errors
            .iter()
            .all(|e| e.kind == ErrorKind::Recovered)
    );
}

#[test]
fn a_text_that_ends_too_early_is_closed() {
    let parse = parsed("begin if a then loop b := 1;");
    assert_eq!(parse.errors.len(), 1);
    assert!(
        parse.errors[0].message.ends_with("found the end"),
        "{}",
        parse.errors[0].message
    );
    assert_eq!(statements("begin if a then loop b := 1;").len(), 1);
}

#[test]
fn misspelled_keywords_are_corrected() {
    for (text, keyword) in [
        ("insert into t (a, b) vales (1, 2)", "VALUES"),
        ("update t set a = 1 were b = 2", "WHERE"),
        ("select a form t where b = 1", "FROM"),
    ] {
        let found = messages(text);
        assert!(
            found
                .iter()
                .any(|message| message.contains(&format!("did you mean `{keyword}`?")))
                || keyword == "FROM",
            "{text}: {found:?}"
        );
    }
}

#[test]
fn groups_are_named() {
    let parse = parsed("begin x := ; end;");
    assert!(
        parse.errors[0]
            .expected
            .iter()
            .any(|expected| expected == "an expression"),
        "{:?}",
        parse.errors[0]
    );
    assert!(parse.errors[0].expected.len() <= 4, "{:?}", parse.errors[0]);
    let parse = parsed("begin for i in 1..10 x := i; end loop; end;");
    assert!(
        parse.errors[0]
            .expected
            .iter()
            .any(|expected| expected == "`LOOP`"),
        "{:?}",
        parse.errors[0]
    );
    assert!(
        parse.errors[0]
            .expected
            .iter()
            .any(|expected| expected == "an operator"),
        "{:?}",
        parse.errors[0]
    );
}

#[test]
fn nothing_recovered_is_fatal() {
    let parse = parsed("foo bar baz qux");
    assert_eq!(
        parse.errors.last().map(|error| error.kind),
        Some(ErrorKind::Fatal)
    );
    assert!(Unit::cast(parse.tree.root()).is_none());
    assert_eq!(parse.tree.root().text(), "foo bar baz qux");
}

#[test]
fn literals_without_end_are_named() {
    assert!(
        messages("select 'abc")
            .iter()
            .any(|message| message.contains("string that starts here has no end"))
    );
    assert!(
        messages("select 1 from dual /* abc")
            .iter()
            .any(|message| message.contains("comment that starts here"))
    );
}

#[test]
fn one_broken_routine_spares_the_others() {
    let text = "create package body p is\n procedure a is begin x := := := 1 2 3; y; end;\n procedure b is begin z; end;\nend;";
    let parse = parsed(text);
    let Some(Unit::CreatePackageBody(body)) = Unit::cast(parse.tree.root()) else {
        panic!("{:?}", parse.errors)
    };
    assert_eq!(body.declarations().len(), 2);
    assert!(
        parse
            .errors
            .iter()
            .all(|error| error.kind == ErrorKind::Recovered)
    );
}
