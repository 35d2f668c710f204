//! Small catalogs against the SQL that the PostgreSQL manual describes. Expressions are taken as they are.

use super::Executables;
use super::{DdlExpressions, Lowered, LoweredQuery, QueryColumn, lower_catalog};
use plconv_catalog::{
    Catalog, Code as Code_, CodeKind, Column, Constraint, ConstraintKind, DataType, Grant, Identity, Index,
    IndexColumn, LengthUnit, ObjectName, OnDelete, Origin, OtherObject, Partition, PartitionKind,
    Partitioning, Sequence, SequenceOptions, SourceText, Table, TemporaryRows, TypeDefinition, TypeKind,
    View,
};
use plconv_db::Policy;
use plconv_db::policy::TemporaryTables;
use plconv_diagnostics::Code;
use plconv_hir::sink::UnitLocation;
use plconv_pg::{
    Expr, PrintOptions, QualifiedName, Query, QueryBody, Select, SelectItem, Statement, print_statements,
};

/// Takes Oracle texts over in lower case; what contains `volatile` is not immutable, what contains `refuse` is refused.
struct Stub;

impl Stub {
    fn expr(text: &SourceText) -> Lowered<Expr> {
        let immutable = !text.text.contains("volatile");
        let mut lowered = Lowered::plain(Expr::Token(text.text.to_lowercase()), immutable);
        if text.text.contains("refuse") {
            lowered.value = None;
        }
        lowered
    }
}

impl DdlExpressions for Stub {
    fn location(&self, unit: u32) -> UnitLocation {
        UnitLocation {
            unit,
            ..UnitLocation::default()
        }
    }
    fn lower_default(&mut self, text: &SourceText, _: &ObjectName, _: &Column) -> Lowered<Expr> {
        Stub::expr(text)
    }
    fn lower_condition(&mut self, text: &SourceText, _: &ObjectName) -> Lowered<Expr> {
        Stub::expr(text)
    }
    fn lower_value(&mut self, text: &SourceText, _: &ObjectName) -> Lowered<Expr> {
        Stub::expr(text)
    }
    fn lower_bound(&mut self, text: &SourceText, _: &DataType) -> Lowered<Expr> {
        Stub::expr(text)
    }
    fn lower_query(&mut self, text: &SourceText, _: &ObjectName, _: &[String]) -> LoweredQuery {
        let select = Select {
            items: vec![SelectItem {
                expr: Expr::name("id"),
                alias: None,
            }],
            from: vec![plconv_pg::FromItem::Table {
                name: QualifiedName::plain(text.text.to_lowercase()),
                alias: None,
                sample: None,
            }],
            ..Select::default()
        };
        let query = Query {
            body: QueryBody::Select(Box::new(select)),
            ..Query::default()
        };
        let mut lowered = Lowered::plain(query, true);
        if text.text.contains("refuse") {
            lowered.value = None;
        }
        let column = QueryColumn {
            name: "ID".to_owned(),
            data_type: Some(number(9)),
            not_null: false,
        };
        LoweredQuery {
            query: lowered,
            columns: vec![column],
            functions: Vec::new(),
        }
    }
    fn executables(&mut self, object: &ObjectName) -> Executables {
        Executables {
            functions: vec![format!("{}(integer)", object.name.to_lowercase())],
            ..Executables::default()
        }
    }

    fn called_by(&mut self, _: &ObjectName, _: bool) -> Executables {
        Executables::default()
    }
}

fn number(precision: u8) -> DataType {
    DataType::Number {
        precision: Some(precision),
        scale: Some(0),
    }
}

fn text(value: &str) -> SourceText {
    SourceText {
        text: value.to_owned(),
        origin: Origin::default(),
    }
}

fn name(value: &str) -> ObjectName {
    ObjectName::unqualified(value)
}

fn column(name: &str, data_type: DataType) -> Column {
    Column {
        name: name.to_owned(),
        data_type,
        not_null: false,
        not_null_name: None,
        default: None,
        default_on_null: false,
        identity: None,
        virtual_expression: None,
        invisible: false,
        comment: None,
        origin: Origin::default(),
    }
}

fn not_null(name: &str, data_type: DataType) -> Column {
    Column {
        not_null: true,
        ..column(name, data_type)
    }
}

fn constraint(name: &str, kind: ConstraintKind) -> Constraint {
    Constraint {
        name: (!name.is_empty()).then(|| name.to_owned()),
        kind,
        deferrable: false,
        initially_deferred: false,
        enabled: true,
        validated: true,
        using_index: None,
        origin: Origin::default(),
    }
}

fn strings(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn primary_key(name: &str, columns: &[&str]) -> Constraint {
    constraint(
        name,
        ConstraintKind::PrimaryKey {
            columns: strings(columns),
        },
    )
}

fn unique(name: &str, columns: &[&str]) -> Constraint {
    constraint(
        name,
        ConstraintKind::Unique {
            columns: strings(columns),
        },
    )
}

fn foreign_key(label: &str, columns: &[&str], table: &str) -> Constraint {
    constraint(
        label,
        ConstraintKind::ForeignKey {
            columns: strings(columns),
            table: name(table),
            referenced: Vec::new(),
            on_delete: OnDelete::Cascade,
        },
    )
}

fn table(table_name: &str, columns: Vec<Column>, constraints: Vec<Constraint>) -> Table {
    Table {
        name: name(table_name),
        columns,
        constraints,
        ..Table::default()
    }
}

fn catalog(tables: Vec<Table>) -> Catalog {
    let mut catalog = Catalog::default();
    for table in tables {
        catalog.tables.insert(table.name.clone(), table);
    }
    catalog
}

fn index(label: &str, on: &str, columns: &[&str]) -> Index {
    Index {
        name: name(label),
        table: name(on),
        columns: columns
            .iter()
            .map(|key| IndexColumn {
                expression: text(key),
                column: key
                    .chars()
                    .all(|c| c.is_alphabetic() || c == '_')
                    .then(|| (*key).to_owned()),
                descending: false,
            })
            .collect(),
        ..Index::default()
    }
}

fn lower_with(catalog: &Catalog, policy: &Policy) -> (String, Vec<Code>) {
    let objects = lower_catalog(catalog, policy, &mut Stub);
    let statements: Vec<Statement> = objects
        .iter()
        .flat_map(|object| object.statements.clone())
        .collect();
    let codes = objects
        .iter()
        .flat_map(|object| object.diagnostics.iter().map(|found| found.code))
        .collect();
    (
        print_statements(&statements, PrintOptions::default())
            .text
            .replace("\n\n", "\n"),
        codes,
    )
}

#[track_caller]
fn check(catalog: &Catalog, expected: &str, expected_codes: &[Code]) {
    let (sql, codes) = lower_with(catalog, &Policy::default());
    let expected: String = expected
        .lines()
        .map(|line| format!("{}\n", line.strip_prefix("        ").unwrap_or(line)))
        .collect();
    assert_eq!(sql.trim(), expected.trim());
    assert_eq!(codes, expected_codes);
}

#[test]
fn types_keys_defaults_and_foreign_keys() {
    let tables = vec![
        table(
            "EMP",
            vec![
                not_null("ID", number(9)),
                Column {
                    default: Some(text("'new'")),
                    comment: Some("it's a state".to_owned()),
                    ..column(
                        "STATE",
                        DataType::Varchar2 {
                            length: Some(10),
                            unit: LengthUnit::Char,
                            national: false,
                        },
                    )
                },
                column("HIRED", DataType::Date),
                column(
                    "order",
                    DataType::Number {
                        precision: Some(5),
                        scale: Some(-2),
                    },
                ),
                column("DEPT_ID", number(9)),
            ],
            vec![
                primary_key("EMP_PK", &["ID"]),
                constraint(
                    "EMP_CK",
                    ConstraintKind::Check {
                        condition: text("ID > 0"),
                    },
                ),
                foreign_key("EMP_DEPT_FK", &["DEPT_ID"], "DEPT"),
            ],
        ),
        table(
            "DEPT",
            vec![not_null("ID", number(9))],
            vec![primary_key("DEPT_PK", &["ID"])],
        ),
    ];
    check(
        &catalog(tables),
        "CREATE TABLE emp (
          id numeric(9) NOT NULL,
          state varchar(10) COLLATE \"C\" DEFAULT 'new',
          hired timestamp(0),
          \"order\" numeric(5, -2),
          dept_id numeric(9),
          CONSTRAINT emp_pk PRIMARY KEY (id),
          CONSTRAINT emp_ck CHECK (id > 0)
        );
        COMMENT ON COLUMN emp.state IS 'it''s a state';
        CREATE TABLE dept (
          id numeric(9) NOT NULL,
          CONSTRAINT dept_pk PRIMARY KEY (id)
        );
        ALTER TABLE emp
          ADD CONSTRAINT emp_dept_fk FOREIGN KEY (dept_id) REFERENCES dept (id) ON DELETE CASCADE;",
        &[Code::COLLATION, Code::BLANKS_BEYOND_LIMIT],
    );
}

#[test]
fn unique_keys_compare_nulls_as_oracle_does() {
    let columns = || {
        vec![
            column("A", number(9)),
            column("B", number(9)),
            not_null("C", number(9)),
        ]
    };
    let tables = vec![
        table("T1", columns(), vec![unique("U1", &["A", "B"])]),
        table("T2", columns(), vec![unique("U2", &["A", "C"])]),
        table("T3", columns(), vec![unique("U3", &["A"]), unique("U4", &["C"])]),
    ];
    check(
        &catalog(tables),
        "CREATE TABLE t1 (
          a numeric(9),
          b numeric(9),
          c numeric(9) NOT NULL
        );
        CREATE UNIQUE INDEX u1 ON t1 (a, b) NULLS NOT DISTINCT WHERE NOT (a IS NULL AND b IS NULL);
        CREATE TABLE t2 (
          a numeric(9),
          b numeric(9),
          c numeric(9) NOT NULL,
          CONSTRAINT u2 UNIQUE NULLS NOT DISTINCT (a, c)
        );
        CREATE TABLE t3 (
          a numeric(9),
          b numeric(9),
          c numeric(9) NOT NULL,
          CONSTRAINT u3 UNIQUE (a),
          CONSTRAINT u4 UNIQUE (c)
        );",
        &[Code::UNIQUE_WITH_NULLS, Code::UNIQUE_WITH_NULLS],
    );
}

#[test]
fn constraint_states() {
    let mut disabled = unique("U", &["ID"]);
    disabled.enabled = false;
    let mut novalidate = constraint(
        "C1",
        ConstraintKind::Check {
            condition: text("ID > 0"),
        },
    );
    novalidate.validated = false;
    novalidate.origin.unit = 1;
    let mut deferrable = primary_key("PK", &["ID"]);
    deferrable.deferrable = true;
    deferrable.initially_deferred = true;
    let tables = vec![table(
        "T",
        vec![not_null("ID", number(9))],
        vec![deferrable, disabled, novalidate],
    )];
    check(
        &catalog(tables),
        "CREATE TABLE t (
          id numeric(9) NOT NULL,
          CONSTRAINT pk PRIMARY KEY (id) DEFERRABLE INITIALLY DEFERRED
        );
        ALTER TABLE t ADD CONSTRAINT c1 CHECK (id > 0) NOT VALID;",
        &[Code::DISABLED_CONSTRAINT],
    );
}

#[test]
fn a_foreign_key_refers_to_a_table_of_its_own_schema() {
    let in_schema = |mut table: Table| {
        table.name.schema = Some("HR".to_owned());
        table
    };
    let parent = || {
        table(
            "PARENT",
            vec![not_null("ID", number(5))],
            vec![primary_key("", &["ID"])],
        )
    };
    let child = table(
        "CHILD",
        vec![column("PARENT_ID", number(5))],
        vec![foreign_key("", &["PARENT_ID"], "PARENT")],
    );
    check(
        &catalog(vec![parent(), in_schema(parent()), in_schema(child)]),
        "CREATE TABLE parent (
          id numeric(5) NOT NULL,
          PRIMARY KEY (id)
        );
        CREATE TABLE hr.parent (
          id numeric(5) NOT NULL,
          PRIMARY KEY (id)
        );
        CREATE TABLE hr.child (
          parent_id numeric(5)
        );
        ALTER TABLE hr.child ADD FOREIGN KEY (parent_id) REFERENCES hr.parent (id) ON DELETE CASCADE;",
        &[],
    );
}

#[test]
fn identity_columns_and_the_keys_that_refer_to_them_are_bigint() {
    let options = SequenceOptions {
        start: Some("100".to_owned()),
        ..SequenceOptions::default()
    };
    let tables = vec![
        table(
            "CHILD",
            vec![column("PARENT_ID", number(10))],
            vec![foreign_key("", &["PARENT_ID"], "PARENT")],
        ),
        table(
            "PARENT",
            vec![Column {
                identity: Some(Identity {
                    always: true,
                    on_null: false,
                    options,
                }),
                ..not_null("ID", DataType::NUMBER)
            }],
            vec![primary_key("", &["ID"])],
        ),
    ];
    check(
        &catalog(tables),
        "CREATE TABLE child (
          parent_id bigint
        );
        CREATE TABLE parent (
          id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100) NOT NULL,
          PRIMARY KEY (id)
        );
        ALTER TABLE child ADD FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE;",
        &[],
    );
}

#[test]
fn virtual_invisible_and_default_on_null_columns() {
    let columns = vec![
        Column {
            invisible: true,
            ..column("HIDDEN", number(1))
        },
        Column {
            virtual_expression: Some(text("A * 2")),
            ..column("TWICE", number(9))
        },
        Column {
            virtual_expression: Some(text("volatile(A)")),
            ..column("OTHER", number(9))
        },
        Column {
            default: Some(text("0")),
            default_on_null: true,
            ..not_null("A", number(9))
        },
    ];
    check(
        &catalog(vec![table("T", columns, Vec::new())]),
        "CREATE TABLE t (
          twice numeric(9) GENERATED ALWAYS AS (a * 2) STORED,
          other numeric(9),
          a numeric(9) DEFAULT 0 NOT NULL,
          hidden numeric(1)
        );
        CREATE FUNCTION t__default_on_null() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
          NEW.a := coalesce(NEW.a, 0);
          RETURN NEW;
        END
        $$;
        CREATE TRIGGER a__t__default_on_null BEFORE INSERT ON t
          FOR EACH ROW EXECUTE FUNCTION t__default_on_null();
        CREATE FUNCTION t__computed() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
          NEW.other := (SELECT volatile(a) FROM (SELECT NEW.*) AS t);
          RETURN NEW;
        END
        $$;
        CREATE TRIGGER zz__t__computed BEFORE INSERT OR UPDATE ON t
          FOR EACH ROW EXECUTE FUNCTION t__computed();",
        &[
            Code::VIRTUAL_COLUMN,
            Code::INVISIBLE_COLUMN,
            Code::DEFAULT_ON_NULL,
        ],
    );
}

fn partition(label: &str, values: &[&str]) -> Partition {
    Partition {
        name: Some(label.to_owned()),
        values: values.iter().map(|value| text(value)).collect(),
        subpartitions: Vec::new(),
        subpartition_count: None,
    }
}

fn partitioned(kind: PartitionKind, key: &str, partitions: Vec<Partition>) -> Partitioning {
    Partitioning {
        kind,
        columns: vec![text(key)],
        interval: None,
        automatic: false,
        subpartitioning: None,
        partitions,
        count: None,
    }
}

#[test]
fn null_goes_to_the_partition_of_maxvalue() {
    let partitions = vec![
        partition("P1", &["10"]),
        partition("P2", &["20"]),
        partition("PM", &["MAXVALUE"]),
    ];
    let mut nullable = table("R", vec![column("K", number(9))], Vec::new());
    nullable.partitioning = Some(partitioned(PartitionKind::Range, "k", partitions.clone()));
    let mut strict = table(
        "S",
        vec![not_null("K", number(9))],
        vec![primary_key("S_PK", &["K"])],
    );
    strict.partitioning = Some(partitioned(PartitionKind::Range, "k", partitions));
    check(
        &catalog(vec![nullable, strict]),
        "CREATE TABLE r (
          k numeric(9)
        )
        PARTITION BY RANGE (k);
        CREATE TABLE r_p1 PARTITION OF r FOR VALUES FROM (MINVALUE) TO (10);
        CREATE TABLE r_p2 PARTITION OF r FOR VALUES FROM (10) TO (20);
        CREATE TABLE r_pm PARTITION OF r DEFAULT;
        CREATE TABLE s (
          k numeric(9) NOT NULL,
          CONSTRAINT s_pk PRIMARY KEY (k)
        )
        PARTITION BY RANGE (k);
        CREATE TABLE s_p1 PARTITION OF s FOR VALUES FROM (MINVALUE) TO (10);
        CREATE TABLE s_p2 PARTITION OF s FOR VALUES FROM (10) TO (20);
        CREATE TABLE s_pm PARTITION OF s FOR VALUES FROM (20) TO (MAXVALUE);",
        &[],
    );
}

#[test]
fn a_key_without_the_partition_key_keeps_the_table_whole() {
    let mut payment = table(
        "PAYMENT",
        vec![not_null("ID", number(9)), column("DAY", number(9))],
        vec![primary_key("PK", &["ID"])],
    );
    payment.partitioning = Some(partitioned(
        PartitionKind::Range,
        "DAY",
        vec![partition("P1", &["10"])],
    ));
    check(
        &catalog(vec![payment]),
        "CREATE TABLE payment (
          id numeric(9) NOT NULL,
          day numeric(9),
          CONSTRAINT pk PRIMARY KEY (id)
        );",
        &[Code::PARTITION_KEY_UNIQUENESS],
    );
}

#[test]
fn composite_interval_and_hash_partitions() {
    let mut composite = table(
        "C",
        vec![column("D", number(9)), column("H", number(9))],
        Vec::new(),
    );
    let mut level = partitioned(PartitionKind::Range, "D", vec![partition("P1", &["10"])]);
    level.interval = Some(text("10"));
    level.subpartitioning = Some(Box::new(Partitioning {
        count: Some(2),
        ..partitioned(PartitionKind::Hash, "H", Vec::new())
    }));
    composite.partitioning = Some(level);
    let mut list = table("L", vec![column("K", number(9))], Vec::new());
    list.partitioning = Some(partitioned(
        PartitionKind::List,
        "K",
        vec![partition("A", &["1", "NULL"]), partition("Z", &["DEFAULT"])],
    ));
    check(
        &catalog(vec![composite, list]),
        "CREATE TABLE c (
          d numeric(9),
          h numeric(9)
        )
        PARTITION BY RANGE (d);
        CREATE TABLE c_p1 PARTITION OF c FOR VALUES FROM (MINVALUE) TO (10)
          PARTITION BY HASH (h);
        CREATE TABLE c_p1_p1 PARTITION OF c_p1 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
        CREATE TABLE c_p1_p2 PARTITION OF c_p1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
        CREATE TABLE c_default PARTITION OF c DEFAULT;
        CREATE TABLE l (
          k numeric(9)
        )
        PARTITION BY LIST (k);
        CREATE TABLE l_a PARTITION OF l FOR VALUES IN (1, null);
        CREATE TABLE l_z PARTITION OF l DEFAULT;",
        &[Code::INTERVAL_PARTITION],
    );
}

#[test]
fn temporary_tables_show_each_transaction_its_own_rows() {
    let mut work = table(
        "WORK",
        vec![not_null("ID", number(9))],
        vec![primary_key("WORK_PK", &["ID"])],
    );
    work.temporary = Some(TemporaryRows::Delete);
    let catalog = catalog(vec![work]);
    check(
        &catalog,
        "CREATE UNLOGGED TABLE work__rows (
          transaction_key xid8 DEFAULT pg_current_xact_id() NOT NULL,
          id numeric(9) NOT NULL,
          CONSTRAINT work_pk PRIMARY KEY (transaction_key, id)
        );
        CREATE INDEX ON work__rows (transaction_key);
        CREATE VIEW work AS
          SELECT id
          FROM work__rows
          WHERE transaction_key = pg_current_xact_id_if_assigned();
        CREATE FUNCTION work__clean() RETURNS void
        LANGUAGE sql AS $$
          DELETE FROM work__rows WHERE transaction_key < pg_snapshot_xmin(pg_current_snapshot())
        $$;",
        &[Code::TEMPORARY_TABLE],
    );
    let mut kept = table("KEPT", vec![column("ID", number(9))], Vec::new());
    kept.temporary = Some(TemporaryRows::Preserve);
    let (sql, _) = lower_with(&super::tests::catalog(vec![kept]), &Policy::default());
    assert!(
        sql.contains("session_key text DEFAULT kept__session() NOT NULL"),
        "{sql}"
    );
    assert!(sql.contains("WHERE session_key = kept__session()"), "{sql}");
    let policy = Policy {
        temporary_tables: TemporaryTables::Session,
        ..Policy::default()
    };
    let (sql, _) = lower_with(&catalog, &policy);
    assert!(sql.contains("CREATE OR REPLACE FUNCTION work__init()"), "{sql}");
    assert!(sql.contains("    CREATE TEMPORARY TABLE work ("), "{sql}");
    assert!(sql.contains("ON COMMIT DELETE ROWS"), "{sql}");
}

#[test]
fn indexes_and_their_names() {
    let mut catalog = catalog(vec![table(
        "T",
        vec![not_null("ID", number(9)), column("A", number(9))],
        vec![primary_key("T_PK", &["ID"])],
    )]);
    let mut add = |index: Index| {
        catalog.indexes.insert(index.name.clone(), index);
    };
    add(index("T", "T", &["A"]));
    add(index("REDUNDANT", "T", &["ID"]));
    add(index("WITH_NULLS", "T", &["A", "0"]));
    add(index("F", "T", &["upper(A)"]));
    add(index("G", "T", &["volatile(A)"]));
    add(Index {
        unique: true,
        ..index("U", "T", &["A", "upper(A)"])
    });
    add(Index {
        bitmap: true,
        reverse: true,
        ..index("B", "T", &["A"])
    });
    add(Index {
        index_type: Some(name("CONTEXT")),
        ..index("D", "T", &["A"])
    });
    check(
        &catalog,
        "CREATE TABLE t (
          id numeric(9) NOT NULL,
          a numeric(9),
          CONSTRAINT t_pk PRIMARY KEY (id)
        );
        CREATE INDEX t_idx ON t (a);
        CREATE INDEX with_nulls ON t (a);
        CREATE INDEX f ON t ((upper(a)));
        CREATE UNIQUE INDEX u ON t (a, (upper(a))) NULLS NOT DISTINCT
          WHERE NOT (a IS NULL AND upper(a) IS NULL);
        CREATE INDEX b ON t (a);",
        &[
            Code::NAME_CHANGED,
            Code::REDUNDANT_INDEX,
            Code::FUNCTION_INDEX,
            Code::UNIQUE_WITH_NULLS,
            Code::BITMAP_INDEX,
            Code::REVERSE_INDEX,
            Code::DOMAIN_INDEX,
        ],
    );
}

#[test]
fn sequences_are_clamped_to_bigint() {
    let mut catalog = Catalog::default();
    let mut add = |label: &str, options: SequenceOptions| {
        catalog.sequences.insert(
            name(label),
            Sequence {
                name: name(label),
                options,
                origin: Origin::default(),
            },
        );
    };
    let some = |value: &str| Some(value.to_owned());
    add(
        "A",
        SequenceOptions {
            start: some("10"),
            increment: some("1"),
            maximum: some("9999999999999999999999999999"),
            cache: some("20"),
            ..SequenceOptions::default()
        },
    );
    add(
        "B",
        SequenceOptions {
            maximum: some("99999999999999999999"),
            minimum: some("-5"),
            increment: some("-2"),
            cycle: true,
            ..SequenceOptions::default()
        },
    );
    check(
        &catalog,
        "CREATE SEQUENCE a START WITH 10;
        CREATE SEQUENCE b INCREMENT BY -2 MINVALUE -5 MAXVALUE 9223372036854775807 CYCLE;",
        &[Code::SEQUENCE_CLAMPED],
    );
}

#[test]
fn views_keep_read_only_and_check_option() {
    let mut catalog = catalog(vec![table("T", vec![column("ID", number(9))], Vec::new())]);
    let mut add = |view: View| {
        catalog.views.insert(view.name.clone(), view);
    };
    let view = |label: &str| View {
        name: name(label),
        query: text("T"),
        ..View::default()
    };
    add(View {
        read_only: true,
        aliases: strings(&["X"]),
        ..view("V1")
    });
    add(View {
        check_option: true,
        ..view("V2")
    });
    add(View {
        query: text("refuse"),
        force: true,
        ..view("V3")
    });
    check(
        &catalog,
        "CREATE TABLE t (
          id numeric(9)
        );
        CREATE VIEW v1 (x) AS
        SELECT id FROM t OFFSET 0;
        CREATE VIEW v2 AS
        SELECT id FROM t
        WITH CHECK OPTION;
        -- The query could not be carried over:
        -- refuse
        CREATE VIEW v3 AS
        SELECT NULL::numeric(9) AS id
        FROM oracle.raise_application_error(-20999, 'V3 could not be carried over');",
        &[Code::READ_ONLY_VIEW, Code::FORCE_VIEW, Code::OBJECT_STUBBED],
    );
}

#[test]
fn collection_types_are_domains_and_object_types_composites() {
    let mut catalog = Catalog::default();
    let mut add = |label: &str, kind: TypeKind| {
        let definition = TypeDefinition {
            name: name(label),
            kind,
            origin: Origin::default(),
            body: None,
        };
        catalog.types.insert(name(label), definition);
    };
    add(
        "ADDRESS",
        TypeKind::Object {
            supertype: None,
            attributes: vec![
                ("CITY".to_owned(), DataType::VARCHAR2),
                ("ZIP".to_owned(), number(5)),
            ],
            has_methods: false,
            not_final: false,
            not_instantiable: false,
        },
    );
    add(
        "ADDRESSES",
        TypeKind::NestedTable {
            element: DataType::Named(name("ADDRESS")),
        },
    );
    add(
        "THREE",
        TypeKind::Varray {
            limit: 3,
            element: number(5),
        },
    );
    add(
        "MATRIX",
        TypeKind::NestedTable {
            element: DataType::Named(name("THREE")),
        },
    );
    check(
        &catalog,
        "CREATE TYPE address AS (
          city text,
          zip numeric(5)
        );
        CREATE DOMAIN addresses AS address[];
        CREATE DOMAIN three AS numeric(5)[] CHECK (cardinality(VALUE) <= 3);
        CREATE DOMAIN matrix AS jsonb;",
        &[],
    );
}

#[test]
fn grants_look_for_roles_the_tree_does_not_create() {
    let mut catalog = catalog(vec![table(
        "T",
        vec![column("ID", number(9)), column("A", number(9))],
        Vec::new(),
    )]);
    catalog.others.push(OtherObject {
        kind: "ROLE".to_owned(),
        name: "READER".to_owned(),
        text: String::new(),
        origin: Origin::default(),
    });
    let code = Code_ {
        name: name("F"),
        origin: Origin::default(),
        replaced: Vec::new(),
        enabled: true,
        table: None,
    };
    catalog.code.insert((CodeKind::Function, name("F")), code);
    let mut add = |privileges: &[(&str, &[&str])], object: &str, grantee: &str, with_option: bool| {
        catalog.grants.push(Grant {
            privileges: privileges
                .iter()
                .map(|(words, columns)| ((*words).to_owned(), strings(columns)))
                .collect(),
            object_kind: None,
            object: Some(name(object)),
            grantees: strings(&[grantee]),
            with_option,
            origin: Origin::default(),
        });
    };
    add(
        &[("SELECT", &[]), ("UPDATE", &["A"]), ("DEBUG", &[])],
        "T",
        "READER",
        true,
    );
    add(&[("SELECT", &[])], "T", "OUTSIDER", false);
    add(&[("EXECUTE", &[])], "F", "READER", false);
    check(
        &catalog,
        "DO $$
        BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'reader') THEN
            CREATE ROLE reader;
          END IF;
        END
        $$;
        CREATE TABLE t (
          id numeric(9),
          a numeric(9)
        );
        GRANT SELECT ON t TO reader WITH GRANT OPTION;
        GRANT UPDATE (a) ON t TO reader WITH GRANT OPTION;
        DO $$
        BEGIN
          IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'outsider') THEN
            GRANT SELECT ON t TO outsider;
          END IF;
        END
        $$;
        GRANT EXECUTE ON FUNCTION f(integer) TO reader;",
        &[Code::GRANT_DROPPED, Code::UNKNOWN_ROLE],
    );
}

#[test]
fn every_object_outside_the_model_is_named() {
    let mut catalog = Catalog::default();
    for kind in [
        "DATABASE LINK",
        "DIRECTORY",
        "CONTEXT",
        "MATERIALIZED VIEW LOG",
        "TABLESPACE",
        "JAVA",
    ] {
        catalog.others.push(OtherObject {
            kind: kind.to_owned(),
            name: "X".to_owned(),
            text: String::new(),
            origin: Origin::default(),
        });
    }
    check(
        &catalog,
        "",
        &[
            Code::DATABASE_LINK,
            Code::UNSUPPORTED_OBJECT,
            Code::BUILT_IN_APPROXIMATED,
            Code::MATERIALIZED_VIEW_REFRESH,
            Code::ADMIN_STATEMENT,
            Code::UNSUPPORTED_OBJECT,
        ],
    );
}

#[test]
fn literals_of_session_tables_keep_their_lines() {
    let mut work = table("WORK", vec![column("A", number(9))], Vec::new());
    work.temporary = Some(TemporaryRows::Preserve);
    work.comment = Some("one\n  two $$".to_owned());
    let policy = Policy {
        temporary_tables: TemporaryTables::Session,
        ..Policy::default()
    };
    let (sql, _) = lower_with(&catalog(vec![work]), &policy);
    assert!(sql.contains("COMMENT ON TABLE work IS 'one\n  two $$';"), "{sql}");
    assert!(sql.contains("$body$"), "{sql}");
}
