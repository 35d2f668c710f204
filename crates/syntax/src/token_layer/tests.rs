use super::*;
use crate::lexer::lex;
use plconv_grammar::KEYWORDS;
use proptest::prelude::*;

fn kinds(text: &str) -> Vec<TokenKind> {
    let raw: Vec<RawToken> = lex(text).filter(|token| !token.kind.is_trivia()).collect();
    terminals(text, &raw)
        .into_iter()
        .map(|token| token.kind)
        .collect()
}

#[test]
fn every_keyword_is_found_in_any_case() {
    for entry in KEYWORDS {
        assert_eq!(keyword(entry.word), Some(entry.kind), "{}", entry.word);
        assert_eq!(
            keyword(&entry.word.to_lowercase()),
            Some(entry.kind),
            "{}",
            entry.word
        );
    }
    assert_eq!(keyword("emp"), None);
}

#[test]
fn words_of_two_readings_are_fused() {
    use TokenKind as T;
    assert_eq!(kinds("a not in b"), [T::A, T::NotLookahead, T::In, T::Identifier]);
    assert_eq!(kinds("not null"), [T::Not, T::Null]);
    assert_eq!(
        kinds("with time zone with local time zone with x"),
        [T::WithTimeZone, T::WithLocalTimeZone, T::With, T::Identifier]
    );
    assert_eq!(
        kinds("as of scn as of_x"),
        [T::AsOf, T::Scn, T::As, T::Identifier]
    );
    assert_eq!(
        kinds("x(+) > = y | | z ^ = w"),
        [
            T::Identifier,
            T::OuterJoinMark,
            T::GreaterOrEqual,
            T::Identifier,
            T::Concatenation,
            T::Identifier,
            T::NotEqual,
            T::Identifier
        ]
    );
}

#[test]
fn links_take_their_domain() {
    use TokenKind as T;
    assert_eq!(
        kinds("emp@link.dom.com x@l .f"),
        [
            T::Identifier,
            T::DbLink,
            T::Identifier,
            T::DbLink,
            T::Dot,
            T::Identifier
        ]
    );
}

#[test]
fn neighbours_make_reserved_words_names() {
    use TokenKind as T;
    // The end of two CASE expressions, not of a routine that is called END.
    assert_eq!(kinds("x end end;"), [T::Identifier, T::End, T::End, T::Semicolon]);
    assert_eq!(kinds("t.delete(1)")[2], T::Identifier);
    assert_eq!(kinds("p(end => 1)")[2], T::Identifier);
    assert_eq!(kinds("procedure delete(x")[1], T::Identifier);
    assert_eq!(kinds("end delete;")[1], T::Identifier);
    assert_eq!(kinds("end if;")[1], T::If);
    assert_eq!(kinds("grant create procedure to x")[3], T::To);
    assert_eq!(kinds("select set(x)")[1], T::Identifier);
}

#[test]
fn a_colon_after_an_operand_is_no_bind_variable() {
    use TokenKind as T;
    assert_eq!(kinds("'k' :v"), [T::String, T::Colon, T::Identifier]);
    assert_eq!(kinds("into :v"), [T::Into, T::BindVariable]);
}

#[test]
fn a_column_may_be_called_constraint() {
    use TokenKind as T;
    assert_eq!(
        kinds("(owner varchar2(30), constraint varchar2(30))")[7],
        T::Identifier
    );
    assert_eq!(kinds("(a number, constraint c check (a > 0))")[4], T::Constraint);
}

#[test]
fn the_model_clause_is_text_up_to_its_end() {
    use TokenKind as T;
    assert_eq!(
        kinds("model dimension by (a) measures (b) rules automatic order (b[1] = 2) order by a"),
        [T::Model, T::Opaque, T::Order, T::By, T::A]
    );
}

proptest! {
    #[test]
    fn no_rule_concerns_a_plain_token(text in crate::soup::SOUP) {
        let raw = lex(&text).filter(|token| !token.kind.is_trivia());
        let classified: Vec<Token> = raw.map(|token| classify(&text, &token)).collect();
        let quick = fuse::Fuser::new(&text, &classified).run();
        let slow = fuse::Fuser::new(&text, &classified).run_slowly();
        prop_assert_eq!(quick, slow);
    }
}
