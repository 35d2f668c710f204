//! Scripts against the catalog they leave behind, as compact text.

use super::Replay;
use crate::sink::UnitLocation;
use plconv_catalog::{Catalog, Code as StoredCode, ConstraintKind, DataType, Origin, Table};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode};
use plconv_syntax::parser::{ParseOptions, parse_unit};

fn replay(script: &[&str]) -> (Catalog, Vec<Code>) {
    let mut replay = Replay::new();
    for (number, text) in script.iter().enumerate() {
        let parse = parse_unit(text, &ParseOptions::default());
        assert!(parse.errors.is_empty(), "{text}: {:?}", parse.errors);
        let unit = ast::Unit::cast(parse.tree.root()).unwrap_or_else(|| panic!("no unit: {text}"));
        replay.apply(
            unit,
            &UnitLocation {
                unit: number as u32,
                ..UnitLocation::default()
            },
        );
    }
    let (catalog, diagnostics) = replay.finish();
    (
        catalog,
        diagnostics.iter().map(|diagnostic| diagnostic.code).collect(),
    )
}

fn show(table: &Table) -> String {
    let mut lines = vec![table.name.to_string()];
    for column in &table.columns {
        let mut line = format!("  {} {:?}", column.name, column.data_type);
        if column.not_null {
            line.push_str(" not null");
        }
        if let Some(default) = &column.default {
            line.push_str(&format!(" default {}", default.text));
        }
        if column.identity.is_some() {
            line.push_str(" identity");
        }
        if let Some(expression) = &column.virtual_expression {
            line.push_str(&format!(" as {}", expression.text));
        }
        if let Some(comment) = &column.comment {
            line.push_str(&format!(" comment {comment}"));
        }
        lines.push(line);
    }
    for constraint in &table.constraints {
        let what = match &constraint.kind {
            ConstraintKind::PrimaryKey { columns } => format!("primary key {}", columns.join(",")),
            ConstraintKind::Unique { columns } => format!("unique {}", columns.join(",")),
            ConstraintKind::ForeignKey {
                columns,
                table,
                on_delete,
                ..
            } => {
                format!("foreign key {} to {table} {on_delete:?}", columns.join(","))
            }
            ConstraintKind::Check { condition } => format!("check {}", condition.text),
        };
        let state = match (constraint.enabled, constraint.validated) {
            (true, true) => "",
            (true, false) => " novalidate",
            (false, _) => " disabled",
        };
        let deferrable = if constraint.initially_deferred {
            " deferred"
        } else {
            ""
        };
        let name = constraint.name.as_deref().unwrap_or("?");
        lines.push(format!("  {name}: {what}{state}{deferrable}"));
    }
    lines.join("\n")
}

#[track_caller]
fn check_tables(script: &[&str], expected: &[&str], expected_codes: &[Code]) {
    let (catalog, codes) = replay(script);
    let shown: Vec<String> = catalog.tables.values().map(show).collect();
    assert_eq!(shown.join("\n"), expected.join("\n"));
    assert_eq!(codes, expected_codes);
}

#[test]
fn later_statements_change_the_table() {
    check_tables(
        &[
            "CREATE TABLE emp (id NUMBER(9) CONSTRAINT emp_pk PRIMARY KEY, name VARCHAR2(20 CHAR) NOT NULL, old DATE)",
            "ALTER TABLE emp ADD (dept NUMBER(4), note CLOB DEFAULT 'x')",
            "ALTER TABLE emp MODIFY (name VARCHAR2(40 CHAR), note DEFAULT NULL)",
            "ALTER TABLE emp DROP COLUMN old",
            "ALTER TABLE emp RENAME COLUMN dept TO dept_id",
            "ALTER TABLE emp ADD CONSTRAINT emp_ck CHECK (dept_id > 0 AND name <> 'dept_id')",
            "ALTER TABLE emp RENAME COLUMN dept_id TO department",
            "COMMENT ON COLUMN emp.name IS 'who''s who'",
        ],
        &[
            "EMP",
            "  ID Number { precision: Some(9), scale: Some(0) } not null",
            "  NAME Varchar2 { length: Some(40), unit: Char, national: false } not null comment who's who",
            "  DEPARTMENT Number { precision: Some(4), scale: Some(0) }",
            "  NOTE Clob",
            "  EMP_PK: primary key ID",
            "  EMP_CK: check department > 0 AND name <> 'dept_id'",
        ],
        &[],
    );
}

#[test]
fn states_of_constraints() {
    check_tables(
        &[
            "CREATE TABLE d (id NUMBER PRIMARY KEY)",
            "CREATE TABLE t (a NUMBER REFERENCES d ON DELETE CASCADE, b NUMBER, c NUMBER,
               CONSTRAINT u UNIQUE (b) DEFERRABLE INITIALLY DEFERRED, CONSTRAINT k CHECK (c > 0) ENABLE NOVALIDATE)",
            "ALTER TABLE t ADD CONSTRAINT k2 CHECK (b > 0) DISABLE",
            "ALTER TABLE t DISABLE CONSTRAINT u",
            "ALTER TABLE t ENABLE CONSTRAINT k2",
            "ALTER TABLE d DROP PRIMARY KEY CASCADE",
        ],
        &[
            "D",
            "  ID Number { precision: None, scale: None }",
            "T",
            "  A Number { precision: None, scale: None }",
            "  B Number { precision: None, scale: None }",
            "  C Number { precision: None, scale: None }",
            "  U: unique B disabled deferred",
            "  K: check c > 0 novalidate",
            "  K2: check b > 0",
        ],
        &[],
    );
}

#[test]
fn what_cannot_be_applied_is_reported() {
    check_tables(
        &[
            "ALTER TABLE nowhere ADD (a NUMBER)",
            "CREATE TABLE t (a NUMBER)",
            "CREATE TABLE t (b NUMBER)",
            "ALTER TABLE t DROP COLUMN b",
            "COMMENT ON TABLE nowhere IS 'x'",
            "CREATE TABLE gone (a NUMBER)",
            "DROP TABLE gone",
        ],
        &["T", "  A Number { precision: None, scale: None }"],
        &[
            Code::DUPLICATE_DEFINITION,
            Code::ALTER_NOT_REPLAYED,
            Code::ALTER_NOT_REPLAYED,
            Code::ALTER_NOT_REPLAYED,
            Code::DROPPED_OBJECT,
        ],
    );
}

#[test]
fn data_types_have_oracles_defaults() {
    let cases = [
        ("NUMBER", DataType::NUMBER),
        (
            "NUMBER(*,2)",
            DataType::Number {
                precision: None,
                scale: Some(2),
            },
        ),
        (
            "NUMBER(5,-2)",
            DataType::Number {
                precision: Some(5),
                scale: Some(-2),
            },
        ),
        (
            "INTEGER",
            DataType::Number {
                precision: Some(38),
                scale: Some(0),
            },
        ),
        (
            "DECIMAL(7,2)",
            DataType::Number {
                precision: Some(7),
                scale: Some(2),
            },
        ),
        (
            "FLOAT",
            DataType::Float {
                binary_precision: 126,
            },
        ),
        ("REAL", DataType::Float { binary_precision: 63 }),
        (
            "DOUBLE PRECISION",
            DataType::Float {
                binary_precision: 126,
            },
        ),
        ("TIMESTAMP", DataType::Timestamp { fraction: 6 }),
        (
            "TIMESTAMP(3) WITH TIME ZONE",
            DataType::TimestampTz { fraction: 3 },
        ),
        (
            "TIMESTAMP WITH LOCAL TIME ZONE",
            DataType::TimestampLtz { fraction: 6 },
        ),
        ("LONG RAW", DataType::LongRaw),
        ("SYS.XMLTYPE", DataType::Xml),
        ("RAW(16)", DataType::Raw { length: Some(16) }),
    ];
    for (text, expected) in cases {
        let (catalog, _) = replay(&[&format!("CREATE TABLE t (c {text})")]);
        assert_eq!(catalog.tables[0].columns[0].data_type, expected, "{text}");
    }
    let (catalog, _) = replay(&["CREATE TABLE t (a CHAR, b NATIONAL CHARACTER(3), c CHARACTER VARYING(9))"]);
    let types: Vec<String> = catalog.tables[0]
        .columns
        .iter()
        .map(|column| format!("{:?}", column.data_type))
        .collect();
    assert_eq!(
        types,
        [
            "Char { length: Some(1), unit: Byte, national: false }",
            "Char { length: Some(3), unit: Char, national: true }",
            "Varchar2 { length: Some(9), unit: Byte, national: false }",
        ]
    );
}

#[test]
fn partitions_are_added_split_and_dropped() {
    let (catalog, codes) = replay(&[
        "CREATE TABLE t (d NUMBER) PARTITION BY RANGE (d) (
           PARTITION a VALUES LESS THAN (10), PARTITION m VALUES LESS THAN (MAXVALUE))",
        "ALTER TABLE t SPLIT PARTITION m AT (20) INTO (PARTITION b, PARTITION m)",
        "ALTER TABLE t DROP PARTITION a",
        "CREATE TABLE l (k NUMBER) PARTITION BY LIST (k) (PARTITION x VALUES (1))",
        "ALTER TABLE l MODIFY PARTITION x ADD VALUES (2, 3)",
        "ALTER TABLE l ADD PARTITION y VALUES (DEFAULT)",
    ]);
    let bounds = |table: &Table| -> Vec<String> {
        let partitioning = table.partitioning.as_ref().unwrap();
        partitioning
            .partitions
            .iter()
            .map(|one| {
                let values: Vec<&str> = one.values.iter().map(|value| value.text.as_str()).collect();
                format!("{} {}", one.name.clone().unwrap_or_default(), values.join(","))
            })
            .collect()
    };
    assert_eq!(bounds(&catalog.tables[0]), ["B 20", "M MAXVALUE"]);
    assert_eq!(bounds(&catalog.tables[1]), ["X 1,2,3", "Y DEFAULT"]);
    assert_eq!(codes, []);
}

#[test]
fn indexes_sequences_views_synonyms_and_types() {
    let (catalog, codes) = replay(&[
        "CREATE TABLE hr.t (a NUMBER, b VARCHAR2(5))",
        "CREATE UNIQUE INDEX hr.i ON hr.t (UPPER(b), a DESC) REVERSE TABLESPACE users",
        "ALTER INDEX hr.i RENAME TO i2",
        "CREATE SEQUENCE s START WITH 5 INCREMENT BY -1 MAXVALUE 9 NOCACHE CYCLE",
        "ALTER SEQUENCE s NOCYCLE",
        "CREATE OR REPLACE FORCE VIEW v (x) AS SELECT a FROM hr.t WITH READ ONLY",
        "CREATE PUBLIC SYNONYM p FOR hr.t",
        "CREATE TYPE o AS OBJECT (x NUMBER, MEMBER FUNCTION f RETURN NUMBER)",
        "CREATE TYPE c AS VARRAY(3) OF o",
        "ALTER TYPE o ADD ATTRIBUTE (y DATE) CASCADE",
        "CREATE TABLE t2 (a NUMBER GENERATED BY DEFAULT ON NULL AS IDENTITY (START WITH 7), e AS (a * 2))",
    ]);
    let index = &catalog.indexes[0];
    assert_eq!(index.name.to_string(), "HR.I2");
    assert!(index.unique && index.reverse && index.columns[1].descending);
    assert_eq!(index.columns[0].expression.text, "UPPER(b)");
    assert_eq!(index.columns[1].column.as_deref(), Some("A"));
    let options = &catalog.sequences[0].options;
    assert_eq!(options.increment.as_deref(), Some("-1"));
    assert!(
        !options.cycle && options.cache.as_deref() == Some("1") && options.maximum.as_deref() == Some("9")
    );
    let view = &catalog.views[0];
    assert!(view.force && view.read_only && view.aliases == ["X"]);
    assert_eq!(view.query.text, "SELECT a FROM hr.t");
    assert_eq!(catalog.synonyms[0].name.to_string(), "PUBLIC.P");
    let types = format!(
        "{:?}",
        catalog
            .types
            .values()
            .map(|definition| &definition.kind)
            .collect::<Vec<_>>()
    );
    assert!(
        types.contains(r#"("Y", Date)"#) && types.contains("has_methods: true") && types.contains("limit: 3"),
        "{types}"
    );
    let identity = catalog.tables[1].columns[0].identity.as_ref().unwrap();
    assert!(!identity.always && identity.on_null && identity.options.start.as_deref() == Some("7"));
    assert_eq!(
        catalog.tables[1].columns[1]
            .virtual_expression
            .as_ref()
            .unwrap()
            .text,
        "a * 2"
    );
    assert_eq!(catalog.schemas, ["HR"]);
    assert_eq!(codes, []);
}

#[test]
fn code_and_grants() {
    let (catalog, codes) = replay(&[
        "CREATE TABLE t (a NUMBER)",
        "CREATE OR REPLACE TRIGGER g BEFORE INSERT ON t FOR EACH ROW BEGIN NULL; END;",
        "ALTER TABLE t DISABLE ALL TRIGGERS",
        "CREATE PROCEDURE p IS BEGIN NULL; END;",
        "CREATE OR REPLACE PROCEDURE p IS BEGIN NULL; END;",
        "GRANT SELECT, UPDATE (a) ON t TO x, y WITH GRANT OPTION",
        "REVOKE SELECT ON t FROM x",
        "RENAME t TO u",
    ]);
    let StoredCode { enabled, table, .. } = &catalog.code[0];
    assert!(!enabled);
    assert_eq!(table.as_ref().unwrap().name, "U");
    assert_eq!(
        catalog.code[1].replaced,
        [Origin {
            unit: 3,
            start: 0,
            end: catalog.code[1].replaced[0].end
        }]
    );
    let grants: Vec<String> = catalog
        .grants
        .iter()
        .map(|grant| {
            format!(
                "{:?} on {} to {:?}",
                grant.privileges,
                grant.object.clone().unwrap_or_default(),
                grant.grantees
            )
        })
        .collect();
    assert_eq!(
        grants,
        [
            r#"[("SELECT", []), ("UPDATE", ["A"])] on U to ["Y"]"#,
            r#"[("UPDATE", ["A"])] on U to ["X"]"#,
        ]
    );
    assert_eq!(codes, [Code::DUPLICATE_DEFINITION]);
}

#[test]
fn types_are_found_in_the_schema_of_what_names_them() {
    let (catalog, codes) = replay(&[
        "ALTER SESSION SET CURRENT_SCHEMA = garden",
        "CREATE TYPE flower UNDER plant (colour VARCHAR2(20))",
        "CREATE TABLE beds OF flower (PRIMARY KEY (name))",
        "CREATE TABLE pots (content leaf_list, tool shed.tool)",
        "CREATE TYPE plant AS OBJECT (name VARCHAR2(30)) NOT FINAL",
        "CREATE TYPE plant_list AS TABLE OF plant",
        "CREATE SYNONYM leaf_list FOR plant_list",
    ]);
    assert_eq!(codes, []);
    let types: Vec<String> = (catalog.types.values())
        .map(|definition| format!("{:?}", definition.kind))
        .collect();
    assert!(
        types[0].contains(r#"supertype: Some(ObjectName { schema: Some("GARDEN"), name: "PLANT" })"#),
        "{types:?}"
    );
    assert!(
        types[2].contains(r#"Named(ObjectName { schema: Some("GARDEN"), name: "PLANT" })"#),
        "{types:?}"
    );
    let tables: Vec<&Table> = catalog.tables.values().collect();
    assert_eq!(
        tables[0].of_type,
        Some(plconv_catalog::ObjectName::qualified("GARDEN", "FLOWER"))
    );
    let named = |name| DataType::Named(plconv_catalog::ObjectName::qualified("GARDEN", name));
    assert_eq!(tables[1].columns[0].data_type, named("PLANT_LIST"));
    assert_eq!(
        tables[1].columns[1].data_type,
        DataType::Named(plconv_catalog::ObjectName::qualified("SHED", "TOOL")),
        "a type outside the tree keeps its name"
    );
}

#[test]
fn a_variable_without_a_value_names_no_schema() {
    let (catalog, codes) = replay(&[
        "ALTER SESSION SET CURRENT_SCHEMA = &owner",
        "CREATE TABLE beds (n NUMBER)",
        "CREATE SYNONYM beds FOR beds",
    ]);
    assert_eq!(codes, []);
    assert!(catalog.schemas.is_empty());
    assert!(
        catalog.synonyms.is_empty(),
        "what `FOR &owner..beds` leaves is no synonym"
    );
}

#[test]
fn an_alter_waits_for_the_table_of_a_later_session() {
    let scripts: &[&[&str]] = &[
        &[
            "ALTER TABLE a ADD CONSTRAINT a_pk PRIMARY KEY (id)",
            "COMMENT ON TABLE a IS 'late'",
            "ALTER TABLE b ADD (c NUMBER)",
            "CREATE TABLE b (id NUMBER)",
        ],
        &["CREATE TABLE a (id NUMBER)", "ALTER TABLE nowhere ADD (c NUMBER)"],
    ];
    let texts: Vec<&str> = scripts.concat();
    let parses: Vec<_> = texts
        .iter()
        .map(|text| parse_unit(text, &ParseOptions::default()))
        .collect();
    let units: Vec<_> = parses
        .iter()
        .map(|parse| ast::Unit::cast(parse.tree.root()).unwrap())
        .collect();
    let location = |number: usize| UnitLocation {
        unit: number as u32,
        ..UnitLocation::default()
    };
    let mut replay = Replay::new();
    let mut number = 0;
    for script in scripts {
        replay.start_session();
        for _ in *script {
            replay.apply(units[number], &location(number));
            number += 1;
        }
    }
    assert_eq!(replay.waiting(), [0, 1, 2, 5]);
    for number in replay.waiting() {
        replay.apply_late(units[number as usize], &location(number as usize));
    }
    let (catalog, diagnostics) = replay.finish();
    let columns = |name: &str| {
        let table = catalog.tables.values().find(|table| table.name.name == name);
        table.map(|table| {
            (
                table.columns.len(),
                table.constraints.len(),
                table.comment.clone(),
            )
        })
    };
    assert_eq!(columns("A"), Some((1, 1, Some("late".to_owned()))));
    assert_eq!(columns("B"), Some((1, 0, None)));
    let codes: Vec<Code> = diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(
        codes,
        [
            Code::ALTER_APPLIED_LATE,
            Code::ALTER_APPLIED_LATE,
            Code::ALTER_NOT_REPLAYED,
            Code::ALTER_NOT_REPLAYED
        ]
    );
}
