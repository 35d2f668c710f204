use super::*;
use crate::code::Area;

#[test]
fn codes_and_names_are_unique_and_codes_are_sorted() {
    let codes: Vec<_> = all().map(|declaration| declaration.code).collect();
    assert!(codes.is_sorted_by(|left, right| left < right));
    let mut names: Vec<_> = all().map(|declaration| declaration.name).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn every_declaration_is_found_by_its_code_its_id_and_its_name() {
    for declaration in all() {
        assert!(std::ptr::eq(find(declaration.code), declaration));
        assert_eq!(declaration.id.parse(), Ok(declaration.code));
        assert_eq!(declaration.name.parse(), Ok(declaration.code));
        assert_eq!(declaration.id, format!("PLC{:04}", declaration.code.number()));
    }
}

#[test]
fn each_code_is_in_the_file_of_its_area() {
    let expected = [
        Area::Reader,
        Area::Syntax,
        Area::NamesAndTypes,
        Area::Ddl,
        Area::Sql,
        Area::PlSql,
        Area::BuiltIns,
        Area::Runtime,
        Area::Output,
        Area::Verify,
        Area::Internal,
    ];
    for (table, area) in AREAS.iter().zip(expected) {
        for declaration in *table {
            assert_eq!(declaration.code.area(), area, "{}", declaration.id);
        }
    }
}

#[test]
fn names_and_summaries_have_the_house_form() {
    for declaration in all() {
        let name = declaration.name;
        assert!(
            name.chars()
                .all(|character| character.is_ascii_lowercase() || character == '-'),
            "{name} is not in kebab-case"
        );
        assert!(
            !declaration.summary.ends_with('.') && declaration.summary.len() <= 90,
            "{name}"
        );
    }
}

#[test]
fn every_page_has_the_required_sections() {
    let headings = ["## Why it matters", "## Oracle", "## PostgreSQL", "## What to do"];
    for declaration in all() {
        let (id, page) = (declaration.id, declaration.page);
        let found: Vec<_> = page
            .lines()
            .filter(|line| line.starts_with("# ") || line.starts_with("## "))
            .collect();
        assert_eq!(found, headings, "{id}");
        assert!(page.contains("\n```oracle\n"), "{id} has no oracle example");
        assert!(page.contains("\n```pg\n"), "{id} has no pg example");
        assert_eq!(
            page.lines().filter(|line| line.starts_with("```")).count() % 2,
            0,
            "{id}: open block"
        );
        let after = page.rsplit("## What to do").next().unwrap_or_default().trim();
        assert!(after.len() > 40, "{id} does not say what to do");
        let lines = page.lines().count();
        assert!((10..=60).contains(&lines), "{id} has {lines} lines");
    }
}

#[test]
fn every_page_file_belongs_to_a_declaration() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/pages");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort_unstable();
    let declared: Vec<_> = all()
        .map(|declaration| format!("{}.md", declaration.id))
        .collect();
    assert_eq!(files, declared);
}
