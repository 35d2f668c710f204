use super::*;
use proptest::prelude::*;

fn kinds(text: &str) -> Vec<(RawKind, &str)> {
    lex(text)
        .filter(|token| token.kind != RawKind::Whitespace)
        .map(|token| (token.kind, &text[token.start as usize..token.end as usize]))
        .collect()
}

fn words(text: &str) -> Vec<&str> {
    kinds(text).into_iter().map(|(_, word)| word).collect()
}

#[test]
fn strings_of_every_form() {
    use Ending::{Closed, Open};
    use RawKind::{AlternativeString, String, Word};
    assert_eq!(kinds("'it''s'"), [(String(Closed), "'it''s'")]);
    assert_eq!(
        kinds("N'ä' ''"),
        [(String(Closed), "N'ä'"), (String(Closed), "''")]
    );
    assert_eq!(
        kinds("q'[it's; ]]' x"),
        [(AlternativeString(Closed), "q'[it's; ]]'"), (Word, "x")]
    );
    assert_eq!(kinds("Nq'!don't!'"), [(AlternativeString(Closed), "Nq'!don't!'")]);
    assert_eq!(kinds("nQ'''a''"), [(AlternativeString(Closed), "nQ'''a''")]);
    assert_eq!(kinds("q'{a}"), [(AlternativeString(Open), "q'{a}")]);
    assert_eq!(kinds("'abc\n/"), [(String(Open), "'abc\n/")]);
}

#[test]
fn numbers_and_ranges() {
    assert_eq!(words("1..10"), ["1", "..", "10"]);
    assert_eq!(
        words("1. .5 1.5e-3f 2d 1e 3.f"),
        ["1.", ".5", "1.5e-3f", "2d", "1", "e", "3.f"]
    );
    assert_eq!(words("1.e5 7days 1.e+5"), ["1.e5", "7", "days", "1.e+5"]);
}

#[test]
fn binds_and_assignment() {
    assert_eq!(words("x:=:new.id"), ["x", ":=", ":new", ".", "id"]);
    assert_eq!(words(":1 :\"Ä b\" : old"), [":1", ":\"Ä b\"", ": old"]);
}

#[test]
fn substitution_variables_are_parts_of_words() {
    assert_eq!(
        words("&schema..emp_&&suffix._t"),
        ["&schema.", ".", "emp_&&suffix._t"]
    );
    assert_eq!(words("&1 a & b"), ["&1", "a", "&", "b"]);
}

#[test]
fn conditional_compilation() {
    assert_eq!(
        kinds("$IF $$debug $THEN"),
        [
            (RawKind::Directive, "$IF"),
            (RawKind::Inquiry, "$$debug"),
            (RawKind::Directive, "$THEN")
        ]
    );
}

#[test]
fn comments_do_not_nest_and_hide_quotes() {
    assert_eq!(
        words("/* a /* ' */ b -- don't\nc"),
        ["/* a /* ' */", "b", "-- don't", "c"]
    );
    assert_eq!(kinds("/* x"), [(RawKind::BlockComment(Ending::Open), "/* x")]);
}

#[test]
fn an_open_quoted_name_spoils_its_line_only() {
    assert_eq!(words("\"abc\nx"), ["\"abc", "x"]);
}

#[test]
fn operators_prefer_the_longest() {
    assert_eq!(
        words("a<=b<>c^=d||e**f=>g"),
        [
            "a", "<=", "b", "<>", "c", "^=", "d", "||", "e", "**", "f", "=>", "g"
        ]
    );
}

proptest! {
    #[test]
    fn tokens_tile_any_text(text in "\\PC*|([a-z'\"q\\[\\]/*\\-;:&$. \\n0-9]|'|q'|/\\*|\\*/|--|ä|€|\u{0})*") {
        let mut position = 0;
        for token in lex(&text) {
            prop_assert_eq!(token.start, position);
            prop_assert!(token.end > token.start);
            prop_assert!(text.is_char_boundary(token.end as usize));
            position = token.end;
        }
        prop_assert_eq!(position as usize, text.len());
        let solid = lex(&text).filter(|token| token.kind != RawKind::Whitespace);
        prop_assert!(lex(&text).without_blanks().eq(solid));
    }
}

proptest! {
    #[test]
    fn common_tokens_are_those_of_the_automaton(text in crate::soup::SOUP) {
        let mut slow: Vec<RawToken> = lex(&text).collect();
        slow.retain(|token| token.kind != RawKind::Whitespace);
        let quick: Vec<RawToken> = lex(&text).without_blanks().collect();
        prop_assert_eq!(quick, slow);
    }
}
