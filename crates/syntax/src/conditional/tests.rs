use super::*;
use crate::lexer::lex;

fn run(text: &str, flags: &Flags) -> (String, Selection) {
    let tokens: Vec<RawToken> = lex(text).filter(|token| !token.kind.is_trivia()).collect();
    let selection = select(text, tokens, flags);
    let words: Vec<&str> = selection
        .active
        .iter()
        .map(|token| &text[token.start as usize..token.end as usize])
        .collect();
    (words.join(" "), selection)
}

fn active(text: &str) -> String {
    run(text, &Flags::default()).0
}

#[test]
fn the_first_true_branch_wins_else_the_else_branch() {
    assert_eq!(
        active("a $IF TRUE $THEN b $ELSIF TRUE $THEN c $ELSE d $END e"),
        "a b e"
    );
    assert_eq!(
        active("a $IF FALSE $THEN b $ELSIF 1 = 1 $THEN c $ELSE d $END e"),
        "a c e"
    );
    assert_eq!(active("a $if null $then b $else d $end e"), "a d e");
    assert_eq!(active("a $IF FALSE $THEN b $END e"), "a e");
}

#[test]
fn versions_are_compared_with_the_assumed_database() {
    assert_eq!(
        active("$IF DBMS_DB_VERSION.VERSION >= 12 $THEN new $ELSE old $END"),
        "new"
    );
    assert_eq!(
        active("$IF DBMS_DB_VERSION.VER_LE_12_1 $THEN old $ELSE new $END"),
        "new"
    );
    assert_eq!(active("$IF SYS.DBMS_DB_VERSION.VER_LE_19 $THEN yes $END"), "yes");
    assert_eq!(
        active("$IF NOT DBMS_DB_VERSION.VER_LE_11 AND (1 < 2 OR FALSE) $THEN x $END"),
        "x"
    );
}

#[test]
fn unknown_flags_are_null_and_reported() {
    let (words, selection) = run("$IF $$debug OR pkg.trace $THEN a $ELSE b $END", &Flags::default());
    assert_eq!(words, "b");
    assert_eq!(selection.undefined, ["$$DEBUG", "PKG.TRACE"]);
    let mut flags = Flags::default();
    flags.values.insert("DEBUG".to_owned(), FlagValue::Boolean(true));
    assert_eq!(run("$IF $$debug $THEN a $END", &flags).0, "a");
    assert_eq!(active("$IF $$x IS NULL $THEN a $END"), "a");
    assert_eq!(active("$IF NOT $$x $THEN a $ELSE b $END"), "b");
}

#[test]
fn nested_constructs_in_inactive_text_stay_inactive() {
    assert_eq!(
        active("$IF FALSE $THEN $IF TRUE $THEN a $ELSE b $END c $ELSE d $END"),
        "d"
    );
    assert_eq!(
        active("$IF TRUE $THEN $IF FALSE $THEN a $ELSE b $END c $ELSE d $END"),
        "b c"
    );
}

#[test]
fn inactive_text_is_kept_as_ranges() {
    let text = "a $IF FALSE $THEN b c $END d $IF TRUE $THEN e $END";
    let (_, selection) = run(text, &Flags::default());
    let ranges: Vec<&str> = selection
        .inactive
        .iter()
        .map(|(start, end)| &text[*start as usize..*end as usize])
        .collect();
    assert_eq!(ranges, ["$IF FALSE $THEN b c $END", "$IF TRUE $THEN", "$END"]);
}

#[test]
fn problems_are_reported() {
    let (words, selection) = run(
        "a $IF TRUE $THEN $ERROR 'no ' || 'way' $END $END b $END",
        &Flags::default(),
    );
    assert_eq!(words, "a b");
    let messages: Vec<&str> = selection
        .problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(messages, ["$ERROR 'no ' || 'way'", "$END without $IF"]);
    assert_eq!(run("$IF TRUE $THEN a", &Flags::default()).1.problems.len(), 1);
    assert!(
        run("$IF FALSE $THEN $ERROR 'x' $END $END", &Flags::default())
            .1
            .problems
            .is_empty()
    );
}
