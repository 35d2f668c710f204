mod ddl;
mod forms;
mod golden;
mod recovery;
mod reparse;
mod soft_keywords;

use super::*;
use proptest::prelude::*;

fn parsed(text: &str) -> Parse {
    parse_unit(text, &ParseOptions::default())
}

/// Messages of all errors.
fn messages(text: &str) -> Vec<String> {
    parsed(text)
        .errors
        .into_iter()
        .map(|error| error.message)
        .collect()
}

/// The tree of a unit that has no errors: the same whether or not each token is checked before it is reduced for.
fn good(text: &str) -> String {
    let parse = parsed(text);
    assert!(parse.is_ok(), "{text}\n{:?}", parse.errors);
    let options = ParseOptions::default();
    let lexed = Lexed::new(text, &options);
    let tokens = lexed.terminals(TokenKind::StartUnit, Dashes::AreMinus);
    let mut careful = TreeBuilder::new();
    let outcome = Driver::new(text, &tokens, tables::state_machine(&mut careful)).run(TokenKind::StartUnit);
    if outcome.errors.is_empty() {
        assert_eq!(careful.finish(), parse.tree.tree, "{text}");
        assert_eq!(outcome.tokens, parse.tree.tokens, "{text}");
    }
    crate::dump::dump(&parse.tree)
}

#[test]
fn nesting_is_limited_without_recursion() {
    let text = format!("select {}1{} from dual", "(".repeat(10_000), ")".repeat(10_000));
    assert_eq!(parsed(&text).errors[0].kind, ErrorKind::TooDeep);
    let open = format!("select {}", "(".repeat(100_000));
    assert_eq!(parsed(&open).errors[0].kind, ErrorKind::TooDeep);
    let sum = format!("select 1{} from dual", " + 1".repeat(20_000));
    assert_eq!(parsed(&sum).errors[0].kind, ErrorKind::TooDeep);
    let fine = format!("select {}1{} from dual", "(".repeat(500), ")".repeat(500));
    assert!(parsed(&fine).is_ok());
}

#[test]
fn conditional_compilation_leaves_one_unit() {
    let text = "create procedure p is\n$IF $$debug $THEN x := ; $ELSE y number; $END\nbegin null; end;";
    let parse = parsed(text);
    assert!(parse.is_ok(), "{:?}", parse.errors);
    assert_eq!(parse.undefined_flags, ["$$DEBUG"]);
    assert_eq!(parse.tree.inactive().len(), 2);
}

#[test]
fn a_dash_at_the_end_of_a_line_is_a_minus_unless_only_sqlplus_can_read_it() {
    assert!(good("select a -\n b from t").contains("`-`"));
    assert!(!good("grant select on t -\n to u").contains("`-`"));
}

#[test]
fn units_of_all_source_parse_without_create() {
    assert!(good("PROCEDURE p IS BEGIN NULL; END;").starts_with("CreateProcedure"));
    assert!(good("package p is x number; end;").starts_with("CreatePackage"));
}

#[test]
fn entry_points() {
    let options = ParseOptions::default();
    assert!(parse_expression("a + b * 2", &options).is_ok());
    assert!(parse_statements("a := 1; b;", &options).is_ok());
    assert!(parse_declarations("a number; b date := sysdate;", &options).is_ok());
    assert!(parse_query("select 1 from dual", &options).is_ok());
    assert!(!parse_expression("a +", &options).is_ok());
    assert!(!parse_expression("", &options).is_ok());
}

#[test]
fn comments_and_hints_are_found() {
    use crate::ast::{AstNode, Block, SelectStmt, Unit};
    let parse = parsed("begin\n  -- first\n  /* second */\n  a := 1; -- behind\n  b := 2;\nend;");
    let unit = Unit::cast(parse.tree.root());
    let Some(Unit::Block(block)) = unit else {
        panic!("a block: {:?}", parse.errors)
    };
    let statements: Vec<_> = Block::cast(block.syntax())
        .unwrap()
        .body()
        .unwrap()
        .statements()
        .iter()
        .collect();
    let first = statements[0].syntax();
    assert_eq!(
        crate::comments::leading_comments(first).collect::<Vec<_>>(),
        ["-- first", "/* second */"]
    );
    assert_eq!(crate::comments::trailing_comment(first), Some("-- behind"));
    assert_eq!(
        crate::comments::leading_comments(statements[1].syntax()).count(),
        0
    );

    let parse = parsed("select /*+ full(e) */ * from emp e");
    let select = SelectStmt::cast(parse.tree.root()).unwrap();
    assert_eq!(crate::comments::statement_hint(select.syntax()), Some("full(e)"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_text_gives_a_tree(text in "(select|from|where|begin|end|if|then|loop|case|when|is|as|procedure|p|create|table|number|declare|x|:=|;|\\(|\\)|,|'a'|1|\\+|\\.|%|null|exception|--|/\\*| |\n|\\PC)*") {
        let parse = parsed(&text);
        prop_assert!(!crate::dump::dump(&parse.tree).is_empty());
        for error in &parse.errors {
            prop_assert!(error.start <= error.end && error.end as usize <= text.len());
        }
    }

    #[test]
    fn any_damage_to_a_block_keeps_the_rest(at in 6usize..85, word in "[a-z]{1,3}|,|;|\\(|end|if") {
        let mut text = "begin a := 1; if b = 2 then c(3); else d := e + 1; end if; loop exit when f; end loop; g; end;".to_owned();
        let at = text.char_indices().map(|(index, _)| index).nth(at).unwrap_or(0);
        text.insert_str(at, &format!(" {word} "));
        let parse = parsed(&text);
        prop_assert!(parse.errors.iter().all(|error| error.kind == ErrorKind::Recovered), "{:?}", parse.errors);
    }
}
