//! What is parsed again after an edit is what a new parse gives.

use super::super::reparse::{by_members, reparse_unit};
use super::*;
use crate::dump::dump;

const BODY: &str = "create or replace package body shop as
  limit constant number := 10;
  function first return number is begin return 1; end;
  -- Adds up.
  procedure add (a in number, b number default f(1, 2)) is
    total number := a + b;
    procedure inner (x number) is begin total := total + x; end inner;
  begin
    if total > limit then
      insert into log (text) values ('it''s ' || total);
    end if;
    for r in (select id, name from item where price > total) loop
      inner(r.id); /* each */
    end loop;
  end add;
  state varchar2(10);
  function name (n number) return varchar2 is
  begin
    return case when n = 1 then q'[one]' else to_char(n) end;
  exception when others then
    return null;
  end name;
  procedure later;
  procedure last is
  begin
    update item set price = price * 2 where id = (select max(id) from item);
    later;
  end;
begin
  state := 'new';
end shop;
";

/// The old text with the first `from` replaced, and whether only members were read again.
fn edited(old: &str, from: &str, to: &str) -> (String, bool) {
    let text = old.replacen(from, to, 1);
    assert_ne!(text, old, "{from}");
    let options = ParseOptions::default();
    let before = parse_unit(old, &options);
    let after = reparse_unit(&before, &text, &options);
    let anew = parse_unit(&text, &options);
    assert_same(&after, &anew, &text);
    let in_part = by_members(&before, &text, &options).is_some();
    (text, in_part)
}

fn assert_same(after: &Parse, anew: &Parse, text: &str) {
    assert_eq!(after.errors, anew.errors, "{text}");
    assert_eq!(dump(&after.tree), dump(&anew.tree), "{text}");
    assert_eq!(after.tree.tokens, anew.tree.tokens, "{text}");
    assert_eq!(after.tree.trivia, anew.tree.trivia, "{text}");
    assert_eq!(after.tree.inactive, anew.tree.inactive, "{text}");
    assert_eq!(after.tree.text, anew.tree.text);
    assert_eq!(after.undefined_flags, anew.undefined_flags);
    assert_eq!(after.reading, anew.reading);
    if anew.errors.is_empty() {
        assert_eq!(after.tree, anew.tree, "{text}");
    }
}

#[test]
fn an_edit_inside_of_a_routine_reads_that_routine_again() {
    for (from, to) in [
        ("total > limit", "total >= limit"),
        ("a + b;", "a + b; more date;"),
        ("end add;", "end add;\n  procedure another is begin null; end;"),
        ("return null;", "return q'[;)]';"),
        ("/* each */", "/* each; end; */ -- (\n"),
        ("where id = (select max(id) from item)", ""),
        ("return 1", "return 2"),
        // Mistakes, as they are while one types.
        ("a + b;", "a + ;"),
        ("if total > limit then", "if total > then"),
        ("return null;", "retrun null;"),
    ] {
        let (_, in_part) = edited(BODY, from, to);
        assert!(in_part, "{from} to {to}");
    }
}

#[test]
fn routines_that_are_left_open_give_what_a_new_parse_gives() {
    for (from, to) in [
        ("a + b;", "a + b"),
        ("    end if;\n", ""),
        ("later;\n  end;", "later; x;"),
        ("  end loop;", "  end"),
        ("  end add;", ""),
        ("procedure later;", "procedure later is"),
        ("function name", "function"),
    ] {
        edited(BODY, from, to);
    }
}

#[test]
fn what_reaches_out_of_a_routine_reads_all_again() {
    for (from, to) in [
        ("constant number", "constant integer"),
        ("'it''s '", "'it''s "),
        ("/* each */", "/* each"),
        ("state := 'new'", "state := 'old'"),
        ("is begin total", "is $if true $then begin $end total"),
        ("f(1, 2)", "f((1, 2)"),
    ] {
        let (_, in_part) = edited(BODY, from, to);
        assert!(!in_part, "{from} to {to}");
    }
}

#[test]
fn edits_follow_each_other() {
    let (text, _) = edited(BODY, "a + b;", "a + ;");
    // What is done about the mistake depends on what follows it.
    let (text, in_part) = edited(&text, "return null;", "return nvl(n, 1);");
    assert!(!in_part);
    let (text, in_part) = edited(&text, "a + ;", "a + b - 1;");
    assert!(in_part);
    let flagged = text.replacen("update item", "$if $$debug $then trace; $end\n update item", 1);
    let (_, in_part) = edited(&flagged, "nvl(n, 1)", "nvl(n,\n 2)");
    assert!(in_part);
}

proptest! {
    #[test]
    fn any_edits_give_the_tree_of_the_text(
        cuts in prop::collection::vec((0.0..1.0_f64, 0_usize..30, prop::sample::select(PIECES)), 1..6)
    ) {
        let options = ParseOptions::default();
        let mut parse = parse_unit(BODY, &options);
        let mut text = BODY.to_owned();
        for (place, length, piece) in cuts {
            let start = boundary(&text, (place * text.len() as f64) as usize);
            let end = boundary(&text, start + length);
            text.replace_range(start..end, piece);
            let after = reparse_unit(&parse, &text, &options);
            assert_same(&after, &parse_unit(&text, &options), &text);
            parse = after;
        }
    }
}

/// The last boundary of characters that is not behind a byte.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

const PIECES: &[&str] = &[
    "",
    "",
    " ",
    "x",
    "\n",
    "null;",
    "end;",
    "end if;",
    "(",
    ")",
    "'",
    "/*",
    "*/",
    "--",
    "begin ",
    "is ",
    ";",
    "procedure p is begin null; end;\n",
    "function f return number is\n",
    "if a then ",
    "loop ",
    "q'[",
    "-\n",
    "$if ",
    "$end ",
    "json_object(",
    "select 1 from dual;",
    "\u{e4}",
    ":= ",
    "case ",
    "as ",
    "package ",
    "[",
    "pragma x;",
];
