use super::*;

/// Statements and commands as text.
fn pieces(text: &str) -> Vec<&str> {
    let range = |item| match item {
        ScriptItem::Statement(statement) => statement.range,
        ScriptItem::MetaCommand { range } => range,
    };
    split(text).into_iter().map(|item| &text[range(item)]).collect()
}

#[test]
fn semicolons_end_statements_and_comments_between_them_are_dropped() {
    assert_eq!(
        pieces("-- head; no\nSELECT 1; /* a; /* nested; */ b; */ SELECT 2 -- tail;\n;;\nSELECT 3"),
        ["SELECT 1", "SELECT 2", "SELECT 3"]
    );
    assert_eq!(pieces(" \n -- nothing\n"), Vec::<&str>::new());
    assert_eq!(pieces("\u{feff}SELECT 1;"), ["SELECT 1"]);
}

#[test]
fn quotes_hide_semicolons() {
    assert_eq!(pieces("SELECT 'a;''b;';x"), ["SELECT 'a;''b;'", "x"]);
    // Without E, a backslash is a character like any other.
    assert_eq!(pieces(r"SELECT 'a\';x"), [r"SELECT 'a\'", "x"]);
    assert_eq!(pieces(r"SELECT E'a\';b';x"), [r"SELECT E'a\';b'", "x"]);
    assert_eq!(pieces(r"SELECT e'\\';x"), [r"SELECT e'\\'", "x"]);
    // The e belongs to the name before it.
    assert_eq!(pieces(r"SELECT date'\';x"), [r"SELECT date'\'", "x"]);
    assert_eq!(pieces(r#"SELECT "a;""b\";x"#), [r#"SELECT "a;""b\""#, "x"]);
    assert_eq!(
        pieces("SELECT U&'\\0041;', b'1;', N';';x"),
        ["SELECT U&'\\0041;', b'1;', N';'", "x"]
    );
}

#[test]
fn dollar_quotes_hide_everything_up_to_their_own_tag() {
    let text = "DO $$ BEGIN; 'x $a$ END; $$;x";
    assert_eq!(pieces(text), ["DO $$ BEGIN; 'x $a$ END; $$", "x"]);
    let text = "DO $a$ b; $$ c; $$ $A$; $a$;x";
    assert_eq!(pieces(text), ["DO $a$ b; $$ c; $$ $A$; $a$", "x"]);
    // Names may hold dollars, parameters begin with one.
    assert_eq!(
        pieces("SELECT v$a;SELECT a$$;x$$"),
        ["SELECT v$a", "SELECT a$$", "x$$"]
    );
    assert_eq!(pieces("EXECUTE p($1);SELECT $2"), ["EXECUTE p($1)", "SELECT $2"]);
    let ScriptItem::Statement(statement) = &split(text)[0] else {
        panic!("a statement")
    };
    assert_eq!(&text[statement.dollar_quoted[0].clone()], " b; $$ c; $$ $A$; ");
}

#[test]
fn begin_atomic_bodies_and_rule_actions_keep_their_semicolons() {
    let function = "CREATE OR REPLACE FUNCTION f(a int) RETURNS int BEGIN ATOMIC \
                    SELECT CASE WHEN a > 1 THEN 2 END; SELECT 1; END";
    assert_eq!(pieces(&format!("{function};x")), [function, "x"]);
    let procedure = "create procedure p() begin atomic insert into t values (1); end";
    assert_eq!(pieces(&format!("{procedure};x")), [procedure, "x"]);
    let rule = "CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b)";
    assert_eq!(pieces(&format!("{rule};x")), [rule, "x"]);
    // Not in a routine, BEGIN is a statement.
    assert_eq!(
        pieces("BEGIN; CREATE TABLE t(); END; x"),
        ["BEGIN", "CREATE TABLE t()", "END", "x"]
    );
}

#[test]
fn meta_commands_reach_to_the_line_end_or_to_the_separator() {
    assert_eq!(
        pieces("\\set ON_ERROR_STOP on\n\\ir 'a;b\\'c.sql'  \nSELECT 1;\\echo x \\\\ SELECT 2;"),
        [
            "\\set ON_ERROR_STOP on",
            "\\ir 'a;b\\'c.sql'",
            "SELECT 1",
            "\\echo x",
            "SELECT 2"
        ]
    );
    // Inside a statement a backslash is no command here: PostgreSQL will reject the statement aloud.
    assert_eq!(pieces("SELECT 1 \\gset\n;x"), ["SELECT 1 \\gset", "x"]);
}

#[test]
fn copy_data_is_not_sql() {
    let text = "COPY t (a) FROM STDIN;\n1;\n'\n\\.\nSELECT 1;";
    let items = split(text);
    let ScriptItem::Statement(copy) = &items[0] else {
        panic!("a statement")
    };
    assert_eq!(&text[copy.range.clone()], "COPY t (a) FROM STDIN");
    assert_eq!(&text[copy.copy_data.clone().unwrap()], "1;\n'\n");
    assert_eq!(pieces(text), ["COPY t (a) FROM STDIN", "SELECT 1"]);
    assert_eq!(pieces("COPY t FROM 'file';1;"), ["COPY t FROM 'file'", "1"]);
}

#[test]
fn unfinished_text_ends_at_the_end_without_panic() {
    let text = "SELECT E'a\\'; ü $x$ /* /* */ ' \" ( \\ir";
    for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
        for start in (0..=end).filter(|&start| text.is_char_boundary(start)) {
            let part = &text[start..end];
            let mut last = 0;
            for item in split(part) {
                let range = match item {
                    ScriptItem::Statement(statement) => statement.range,
                    ScriptItem::MetaCommand { range } => range,
                };
                assert!(
                    last <= range.start && range.start < range.end && range.end <= part.len(),
                    "{part:?}"
                );
                last = range.end;
            }
        }
    }
}
