//! Functions that clients cannot show alone, over a project in memory.

use crate::names::Role;
use crate::{
    Base, FileSyntax, Snapshot, TOKEN_TYPES, TokenType, folds, kept, outline, references, semantic_tokens,
    syntax_diagnostics, translation,
};
use plconv_db::Policy;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_project::convert::pipeline::{PipelineInput, analyze};
use plconv_project::convert::{load_tree, open_project};
use plconv_project::{Database, NoProgress, SourceTree};
use plconv_source::{FileId, FileRange, TextRange, TextSize};
use std::collections::BTreeMap;
use std::sync::Arc;

fn snapshot(files: &[(&str, &str)]) -> Snapshot {
    let database = Database::default();
    let tree = SourceTree::in_memory(files.iter().copied());
    let project = open_project(&database, &tree, Policy::default(), None);
    let (loaded, loading) = load_tree(&database, project, &tree);
    let policy = Arc::new(Policy::default());
    let analysis = analyze(&PipelineInput {
        db: &database,
        project,
        loaded: &loaded,
        policy: &policy,
        captured: None,
        progress: &NoProgress,
    });
    Snapshot::new(
        Arc::new(Base::new(tree, policy, analysis, loading)),
        BTreeMap::new(),
    )
}

fn file(text: &str) -> FileSyntax {
    FileSyntax::new(&"a.pkb".into(), text.into(), &Policy::default(), None)
}

fn finding(text: &str, at: &str) -> Diagnostic {
    let start = TextSize::try_from(text.find(at).unwrap()).unwrap();
    let range = TextRange::at(start, TextSize::of(at));
    Diagnostic::new(Code::UNKNOWN_COLUMN, FileRange::new(FileId(0), range), at)
}

const BODY: &str =
    "CREATE PACKAGE BODY p AS\n  PROCEDURE a IS BEGIN one; END;\n  PROCEDURE b IS BEGIN two; END;\nEND;\n/\n";

#[test]
fn a_finding_is_kept_while_the_text_of_its_subprogram_is_the_same() {
    let found = [finding(BODY, "one"), finding(BODY, "two")];
    let before = file(BODY);
    let text = BODY.replace("BEGIN one", "x NUMBER; BEGIN one");
    let after = FileSyntax::new(
        &before.path,
        text.as_str().into(),
        &Policy::default(),
        Some(&before),
    );
    let now = kept(&before, &after, FileId(0), &found);
    assert_eq!(now.len(), 1, "the procedure with the other was edited");
    assert_eq!(
        after.slice(now[0].primary.range),
        "two",
        "and the place has moved"
    );
}

#[test]
fn the_nth_of_equal_parts_stays_the_nth() {
    let twice = BODY.replace("two", "one");
    let before = file(&twice);
    let second = TextSize::try_from(twice.rfind("one").unwrap()).unwrap();
    let range = TextRange::at(second, TextSize::new(3));
    let found = [Diagnostic::new(
        Code::UNKNOWN_COLUMN,
        FileRange::new(FileId(0), range),
        "",
    )];
    let moved = twice.replace("AS\n", "AS\n\n\n");
    let now = kept(&before, &file(&moved), FileId(0), &found);
    assert_eq!(u32::from(now[0].primary.range.start()), u32::from(second) + 2);
}

#[test]
fn units_that_did_not_change_are_not_parsed_again() {
    let before = file("CREATE TABLE a (x NUMBER);\nCREATE TABLE b (y NUMBER);\n");
    let text = "CREATE TABLE a (x NUMBER, z DATE);\nCREATE TABLE b (y NUMBER);\n";
    let after = FileSyntax::new(&before.path, text.into(), &Policy::default(), Some(&before));
    let same = |index: usize| Arc::ptr_eq(&before.units[index].parse, &after.units[index].parse);
    assert!(!same(0) && same(1));
}

#[test]
fn damaged_text_still_has_an_outline_folds_and_tokens() {
    for end in 0..BODY.len() {
        let file = file(&BODY[..end]);
        let _ = (outline(&file), folds(&file), syntax_diagnostics(&file, FileId(0)));
        let tokens = semantic_tokens(None, &file, None);
        let ordered = tokens.is_sorted_by_key(|token| token.range.start());
        assert!(ordered, "{end}");
    }
}

#[test]
fn tokens_know_what_names_stand_for() {
    let snapshot = snapshot(&[
        (
            "p.sql",
            "CREATE TABLE t (id NUMBER, price NUMBER);\n\
             CREATE PACKAGE p IS\n  limit CONSTANT NUMBER := 1;\n  TYPE list IS TABLE OF NUMBER;\n\
             FUNCTION f(a NUMBER) RETURN NUMBER;\nEND;\n/\n",
        ),
        (
            "q.sql",
            "CREATE PROCEDURE q(a NUMBER) IS\n  v NUMBER;\n  l p.list;\nBEGIN\n  \
             SELECT price INTO v FROM t WHERE id = a;\n  v := p.limit + p.f(a) + NVL(v, 0);\nEND;\n/\n",
        ),
    ]);
    let file = snapshot.file("q.sql").unwrap();
    let shown: Vec<String> = semantic_tokens(Some(&snapshot), &file, None)
        .into_iter()
        .filter(|token| {
            !matches!(
                token.kind,
                TokenType::Keyword | TokenType::Operator | TokenType::Number
            )
        })
        .map(|token| {
            let flags = [
                (token.modifiers.declaration, "+"),
                (token.modifiers.readonly, "!"),
                (token.modifiers.library, "*"),
            ];
            let flags = flags.iter().filter(|(is_set, _)| *is_set).map(|(_, sign)| *sign);
            let (text, kind) = (file.slice(token.range), TOKEN_TYPES[token.kind as usize]);
            format!("{}{text} {kind}", flags.collect::<String>())
        })
        .collect();
    assert_eq!(
        shown,
        [
            "+q function",
            "+a parameter",
            "NUMBER type",
            "+v variable",
            "NUMBER type",
            "+l variable",
            "p namespace",
            "list type",
            "price property",
            "v variable",
            "t class",
            "id property",
            "a parameter",
            "v variable",
            "p namespace",
            "!limit variable",
            "p namespace",
            "f function",
            "a parameter",
            "*NVL function",
            "v variable",
        ]
    );
}

#[test]
fn every_name_of_a_routine_has_its_meaning() {
    let snapshot = snapshot(&[(
        "a.sql",
        "CREATE TABLE t (id NUMBER, name VARCHAR2(9));\n\
         CREATE PROCEDURE p(i NUMBER) IS\n  CURSOR c(k NUMBER) IS SELECT x.name FROM t x WHERE x.id = k;\n\
         BEGIN\n  <<outer>> FOR r IN c(i) LOOP\n    UPDATE t SET name = r.name WHERE id = i;\n  END LOOP outer;\nEND p;\n/\n",
    )]);
    let file = snapshot.file("a.sql").unwrap();
    let names = snapshot.names(&file, 1);
    let unit = &file.units[1];
    let shown: Vec<String> = names
        .uses
        .iter()
        .map(|name| {
            let text = unit.tree().slice(name.span.start, name.span.end);
            let role = match name.role {
                Role::Declaration => "+",
                Role::Implementation => "=",
                Role::Write => "!",
                Role::Use => "",
            };
            format!("{role}{text}")
        })
        .collect();
    assert_eq!(
        shown.join(" "),
        "=p +i +c +k x name t +x x id k +outer +r c i t !name r name id i outer p"
    );
}

#[test]
fn a_translation_is_not_current_before_the_analysis_has_come_so_far() {
    let snapshot = snapshot(&[("a.sql", "CREATE TABLE t (id NUMBER(9));\n")]);
    let file = snapshot.file("a.sql").unwrap();
    let now = translation(&snapshot, &file);
    assert!(now.is_current && now.text.contains("numeric(9)"), "{}", now.text);
    assert!(
        now.spans
            .iter()
            .all(|span| span.output.1 as usize <= now.text.len())
    );
    let edited = FileSyntax::new(
        &file.path,
        "CREATE TABLE t (id DATE);\n".into(),
        &Policy::default(),
        None,
    );
    assert!(!translation(&snapshot, &edited).is_current);
}

#[test]
fn work_that_nobody_waits_for_ends_and_leaves_the_rest_usable() {
    let text = "create procedure one is begin null; end;\n/\ncreate procedure two is begin one; end;\n/\n";
    let snapshot = snapshot(&[("a.sql", text)]);
    let file = snapshot.file("a.sql").unwrap();
    let at = TextSize::try_from(text.find("one").unwrap()).unwrap();
    let abandoned = Arc::new(std::sync::atomic::AtomicBool::new(true));
    let stopped = snapshot.clone().until(Arc::clone(&abandoned));
    let work = std::panic::AssertUnwindSafe(|| {
        plconv_project::run_guarded(|| references(&stopped, &file, at, true))
    });
    let payload = std::panic::catch_unwind(work).unwrap_err();
    assert!(payload.is::<plconv_project::Abandoned>());
    abandoned.store(false, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(references(&stopped, &file, at, true).len(), 2);
}
