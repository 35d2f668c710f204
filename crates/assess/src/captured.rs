//! What a captured catalog adds: sizes, and how the database differs from the tree.

use crate::model::{CapturedFacts, ObjectRow, TableSize};
use std::collections::{BTreeMap, BTreeSet};

/// The dictionary of a database, as somebody captured it.
#[derive(Clone, Debug, Default)]
pub struct CapturedCatalog {
    /// The database's time when it was read.
    pub captured_at: String,
    /// Properties: version, character sets.
    pub database: BTreeMap<String, String>,
    /// The schemas that were read.
    pub schemas: Vec<String>,
    /// Tables that hold rows.
    pub tables: Vec<CapturedTable>,
    /// All objects.
    pub objects: Vec<CapturedObject>,
}

/// A table of the dictionary.
#[derive(Clone, Debug, Default)]
pub struct CapturedTable {
    /// Its owner.
    pub owner: String,
    /// Its name.
    pub name: String,
    /// Rows when statistics were taken.
    pub rows: Option<u64>,
    /// Bytes without LOBs.
    pub bytes: Option<u64>,
    /// Whether `bytes` is the product of rows and their average length, and not the size of segments.
    pub is_estimated: bool,
    /// Bytes of LOBs.
    pub lob_bytes: Option<u64>,
}

/// An object of the dictionary.
#[derive(Clone, Debug, Default)]
pub struct CapturedObject {
    /// Its owner.
    pub owner: String,
    /// Its type, as the dictionary has it.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Whether it compiles.
    pub is_valid: bool,
    /// Why its definition could not be read.
    pub problem: Option<String>,
}

/// Types of objects that a tree names as the dictionary does, and that somebody would miss. Others are created by these,
/// or have names that the database made.
const COMPARED: [&str; 11] = [
    "TABLE",
    "VIEW",
    "MATERIALIZED VIEW",
    "SEQUENCE",
    "PROCEDURE",
    "FUNCTION",
    "PACKAGE",
    "PACKAGE BODY",
    "TYPE",
    "TYPE BODY",
    "TRIGGER",
];

/// The facts, with the numbers of tables among the objects of the report.
pub(crate) fn facts(captured: &CapturedCatalog, objects: &[ObjectRow]) -> CapturedFacts {
    let numbers: BTreeMap<&str, u32> = (0..)
        .zip(objects)
        .filter(|(_, object)| object.kind == "TABLE")
        .map(|(number, object)| (object.name.as_str(), number))
        .collect();
    let mut tables: Vec<TableSize> = captured
        .tables
        .iter()
        .map(|table| {
            let name = format!("{}.{}", table.owner, table.name);
            let unqualified = numbers.get(table.name.as_str());
            TableSize {
                object: numbers.get(name.as_str()).or(unqualified).copied(),
                name,
                rows: table.rows,
                bytes: table.bytes,
                lob_bytes: table.lob_bytes,
            }
        })
        .collect();
    let size = |table: &TableSize| table.bytes.unwrap_or(0) + table.lob_bytes.unwrap_or(0);
    tables.sort_by(|left, right| {
        (size(right), right.rows, &left.name).cmp(&(size(left), left.rows, &right.name))
    });
    let sum = |part: fn(&TableSize) -> Option<u64>| tables.iter().filter_map(part).reduce(|a, b| a + b);
    let described = |object: &CapturedObject| format!("{} {}.{}", object.kind, object.owner, object.name);
    let (only_in_database, only_in_tree) = compared(captured, objects);
    CapturedFacts {
        captured_at: captured.captured_at.clone(),
        database: captured.database.clone(),
        rows: sum(|table| table.rows),
        bytes: sum(|table| table.bytes),
        lob_bytes: sum(|table| table.lob_bytes),
        estimated: captured.tables.iter().filter(|table| table.is_estimated).count() as u64,
        invalid: captured
            .objects
            .iter()
            .filter(|object| !object.is_valid)
            .map(described)
            .collect(),
        not_captured: captured
            .objects
            .iter()
            .filter_map(|object| Some(format!("{}: {}", described(object), object.problem.as_ref()?)))
            .collect(),
        only_in_database,
        only_in_tree,
        tables,
    }
}

/// Objects that only the database has, and those that only the tree has, of the schemas that were captured.
fn compared(captured: &CapturedCatalog, objects: &[ObjectRow]) -> (Vec<String>, Vec<String>) {
    let is_compared = |kind: &str| COMPARED.contains(&kind);
    let in_tree: BTreeSet<(&str, &str)> = objects
        .iter()
        .filter(|object| is_compared(&object.kind))
        .map(|object| (object.kind.as_str(), object.name.as_str()))
        .collect();
    let mut in_database = BTreeSet::new();
    let mut only_in_database = Vec::new();
    for object in captured.objects.iter().filter(|object| is_compared(&object.kind)) {
        let qualified = format!("{}.{}", object.owner, object.name);
        let kind = object.kind.as_str();
        if !in_tree.contains(&(kind, qualified.as_str())) && !in_tree.contains(&(kind, object.name.as_str()))
        {
            only_in_database.push(format!("{kind} {qualified}"));
        }
        in_database.insert((kind, qualified));
        in_database.insert((kind, object.name.clone()));
    }
    let is_captured = |name: &str| match name.split_once('.') {
        Some((schema, _)) => captured.schemas.iter().any(|captured| captured == schema),
        None => true,
    };
    let only_in_tree = in_tree
        .into_iter()
        .filter(|(kind, name)| is_captured(name) && !in_database.contains(&(*kind, (*name).to_owned())))
        .map(|(kind, name)| format!("{kind} {name}"))
        .collect();
    only_in_database.sort();
    (only_in_database, only_in_tree)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Complexity, ObjectEffort, Risk};
    use plconv_project::Fate;

    fn object(kind: &str, name: &str) -> ObjectRow {
        ObjectRow {
            kind: kind.to_owned(),
            name: name.to_owned(),
            postgresql_name: None,
            path: String::new(),
            line: 1,
            last_line: 1,
            code_lines: 1,
            fate: Fate::Translated,
            risk: Risk::Equal,
            complexity: Complexity::None,
            wave: 1,
            findings: Vec::new(),
            effort: ObjectEffort::default(),
            source: Vec::new(),
            generated: Vec::new(),
        }
    }

    fn captured(kind: &str, name: &str) -> CapturedObject {
        CapturedObject {
            owner: "HR".to_owned(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            is_valid: name != "BROKEN",
            problem: None,
        }
    }

    #[test]
    fn a_tree_and_a_database_are_compared_by_schema() {
        let objects = [
            object("TABLE", "EMP"),
            object("VIEW", "HR.GONE"),
            object("VIEW", "OTHER.V"),
            object("INDEX", "HR.EMP_I"),
        ];
        let catalog = CapturedCatalog {
            schemas: vec!["HR".to_owned()],
            objects: vec![
                captured("TABLE", "EMP"),
                captured("PROCEDURE", "BROKEN"),
                captured("INDEX", "SYS_C001"),
            ],
            tables: vec![
                CapturedTable {
                    owner: "HR".to_owned(),
                    name: "SMALL".to_owned(),
                    rows: Some(5),
                    ..CapturedTable::default()
                },
                CapturedTable {
                    owner: "HR".to_owned(),
                    name: "EMP".to_owned(),
                    rows: Some(7),
                    bytes: Some(100),
                    lob_bytes: Some(20),
                    is_estimated: true,
                },
            ],
            ..CapturedCatalog::default()
        };
        let facts = facts(&catalog, &objects);
        assert_eq!(facts.only_in_database, ["PROCEDURE HR.BROKEN"]);
        assert_eq!(facts.only_in_tree, ["VIEW HR.GONE"]);
        assert_eq!(facts.invalid, ["PROCEDURE HR.BROKEN"]);
        assert_eq!(
            (facts.rows, facts.bytes, facts.lob_bytes),
            (Some(12), Some(100), Some(20))
        );
        assert_eq!(facts.estimated, 1);
        let names: Vec<_> = facts
            .tables
            .iter()
            .map(|table| (table.name.as_str(), table.object))
            .collect();
        assert_eq!(names, [("HR.EMP", Some(0)), ("HR.SMALL", None)]);
    }
}
