//! What an editor asks of an analysed project.

use super::*;
use crate::convert::pipeline::{Analysis, ResolvedItem, analyze};

fn analysis(files: &[(&str, &str)]) -> Analysis {
    let db = Database::default();
    let tree = SourceTree::in_memory(files.iter().copied());
    let project = open_project(&db, &tree, Policy::default(), None);
    let (loaded, _) = load_tree(&db, project, &tree);
    analyze(&PipelineInput {
        db: &db,
        project,
        loaded: &loaded,
        policy: project.policy(&db),
        captured: None,
        progress: &NoProgress,
    })
}

const SOURCE: &str = "create table t (id number, name varchar2(10));\n\
     create view v as select id from t;\n\
     create package p as\n  procedure a;\nend;\n/\n\
     create package body p as\n  procedure a is\n  begin\n    update t set id = 1;\n    missing;\n  end;\nend;\n/\n\
     insert into t values (1, 'x');\n";

#[test]
fn units_lowered_one_by_one_give_the_text_of_the_whole() {
    let analysis = analysis(&[("a.sql", SOURCE)]);
    let whole = analysis.lower();
    let text = |unit: u32| -> Vec<String> {
        let pieces = analysis.lower_unit(unit).pieces;
        pieces.into_iter().map(|piece| piece.text).collect()
    };
    for unit in 0..5 {
        for text in text(unit) {
            let is_there = whole.files.iter().any(|file| file.text.contains(&text));
            assert!(is_there, "{text} is not in\n{:?}", whole.files);
        }
    }
    assert_eq!(text(0).len(), 1);
    assert!(text(3)[0].contains("UPDATE t"));
    assert!(text(4)[0].starts_with("INSERT INTO t"));
}

#[test]
fn a_unit_has_its_items_its_findings_and_a_map() {
    let analysis = analysis(&[("a.sql", SOURCE)]);
    let at = SOURCE.find("update t").unwrap();
    let file = analysis.units()[0].location.file;
    let unit = analysis.units_at(file, (at as u32).into()).next().unwrap();
    assert_eq!(unit, 3);
    let items = analysis.items(unit);
    assert!(matches!(items[..], [ResolvedItem::Package(package)] if package.value.name.name == "P"));
    let found = analysis.diagnostics_of(unit);
    let call = SOURCE.find("missing").unwrap();
    assert!(
        found
            .iter()
            .any(|found| u32::from(found.primary.range.start()) as usize == call)
    );
    assert_eq!(analysis.diagnostics_of(0), []);
    let lowered = analysis.lower_unit(unit);
    let piece = &lowered.pieces[0];
    let update = piece
        .spans
        .iter()
        .find(|span| u32::from(span.source.range.start()) as usize == at)
        .unwrap();
    let text = &piece.text[update.output_start as usize..update.output_end as usize];
    assert!(text.trim_start().starts_with("UPDATE t"), "{text}");
    assert!(lowered.diagnostics.iter().all(|found| found.primary.file == file));
}
