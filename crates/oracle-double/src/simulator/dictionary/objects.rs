//! Views of tables and other objects: ALL_TABLES and its like, without their first word.

use super::{columns, constraints, made, tables, yes};
use crate::simulator::query::Context;
use crate::simulator::state::{State, View};
use crate::simulator::storage::{EXTENT_BLOCKS, StoredTable};
use crate::simulator::table::{Key, SupplementalLog};
use crate::value::Value;

const BLOCK: u64 = 8192;

/// Views that are empty here, with their columns.
const EMPTY: &[(&str, &str)] = &[
    (
        "IND_EXPRESSIONS",
        "INDEX_OWNER INDEX_NAME TABLE_OWNER TABLE_NAME COLUMN_EXPRESSION:l COLUMN_POSITION:n",
    ),
    (
        "TAB_SUBPARTITIONS",
        "TABLE_OWNER TABLE_NAME PARTITION_NAME SUBPARTITION_NAME HIGH_VALUE:l SUBPARTITION_POSITION:n NUM_ROWS:n",
    ),
    (
        "PART_KEY_COLUMNS",
        "OWNER NAME OBJECT_TYPE COLUMN_NAME COLUMN_POSITION:n",
    ),
    (
        "IND_PARTITIONS",
        "INDEX_OWNER INDEX_NAME PARTITION_NAME PARTITION_POSITION:n STATUS",
    ),
    ("TAB_COMMENTS", "OWNER TABLE_NAME TABLE_TYPE COMMENTS"),
    ("COL_COMMENTS", "OWNER TABLE_NAME COLUMN_NAME COMMENTS"),
    ("SYNONYMS", "OWNER SYNONYM_NAME TABLE_OWNER TABLE_NAME DB_LINK"),
    (
        "TAB_PRIVS",
        "GRANTEE OWNER TABLE_NAME GRANTOR PRIVILEGE GRANTABLE TYPE",
    ),
    ("EXTERNAL_TABLES", "OWNER TABLE_NAME TYPE_NAME"),
    (
        "NESTED_TABLES",
        "OWNER TABLE_NAME PARENT_TABLE_NAME PARENT_TABLE_COLUMN",
    ),
    ("MVIEWS", "OWNER MVIEW_NAME QUERY:l"),
    ("MVIEW_LOGS", "LOG_OWNER MASTER LOG_TABLE"),
    ("TYPES", "OWNER TYPE_NAME TYPECODE"),
    ("DB_LINKS", "OWNER DB_LINK USERNAME HOST"),
    ("DIRECTORIES", "OWNER DIRECTORY_NAME DIRECTORY_PATH"),
    (
        "DEPENDENCIES",
        "OWNER NAME TYPE REFERENCED_OWNER REFERENCED_NAME REFERENCED_TYPE",
    ),
    (
        "LOGSTDBY_UNSUPPORTED",
        "OWNER TABLE_NAME COLUMN_NAME ATTRIBUTES DATA_TYPE",
    ),
    ("ENCRYPTED_COLUMNS", "OWNER TABLE_NAME COLUMN_NAME ENCRYPTION_ALG"),
    ("RECYCLEBIN", "OWNER OBJECT_NAME ORIGINAL_NAME"),
    ("REFRESH_CHILDREN", "OWNER NAME"),
    ("QUEUE_TABLES", "OWNER QUEUE_TABLE"),
    ("SCHEDULER_JOBS", "OWNER JOB_NAME JOB_ACTION"),
];

pub(super) fn view(context: &Context<'_>, name: &str) -> Option<View> {
    let state = context.state;
    Some(match name {
        "TABLES" | "ALL_TABLES" => all_tables(state),
        "TAB_COLUMNS" | "TAB_COLS" => columns::columns(state),
        "CONSTRAINTS" => constraints::constraints(state),
        "CONS_COLUMNS" => constraints::constraint_columns(state),
        "INDEXES" => indexes(state),
        "IND_COLUMNS" => index_columns(state),
        "SEQUENCES" => sequences(state),
        "TAB_IDENTITY_COLS" => identities(state),
        "TAB_PARTITIONS" => partitions(state),
        "PART_TABLES" => partitioned(state),
        "OBJECTS" => objects(state),
        "SOURCE" => source(state),
        "VIEWS" => views(state),
        "TRIGGERS" => triggers(state),
        "LOBS" => lobs(state),
        "USERS" => users(state),
        "EXTENTS" => extents(state),
        "SEGMENTS" => segments(state),
        "LOG_GROUPS" => log_groups(state),
        "DATA_FILES" => made(
            "FILE_NAME FILE_ID:n TABLESPACE_NAME BYTES:n RELATIVE_FNO:n",
            (7_u32..9)
                .map(|file| {
                    vec![
                        format!("/u01/users{file}.dbf").into(),
                        file.into(),
                        "USERS".into(),
                        (1_u64 << 30).into(),
                        file.into(),
                    ]
                })
                .collect(),
        ),
        "TABLESPACES" => made(
            "TABLESPACE_NAME BLOCK_SIZE:n STATUS CONTENTS LOGGING FORCE_LOGGING ENCRYPTED",
            vec![vec![
                "USERS".into(),
                BLOCK.into(),
                "ONLINE".into(),
                "PERMANENT".into(),
                "LOGGING".into(),
                "NO".into(),
                "NO".into(),
            ]],
        ),
        _ => {
            return EMPTY
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, columns)| made(columns, Vec::new()));
        }
    })
}

fn blocks(table: &StoredTable, segment: usize) -> u64 {
    table.segments[segment].used.div_ceil(table.table.rows_per_block)
}

fn rows(table: &StoredTable) -> u64 {
    table.segments.iter().map(|segment| segment.used).sum()
}

fn all_tables(state: &State) -> View {
    let row = |(owner, name, table): (Value, Value, &StoredTable)| {
        let declared = &table.table;
        let blocks: u64 = (0..table.segments.len())
            .map(|segment| blocks(table, segment))
            .sum();
        vec![
            owner,
            name,
            if declared.partitions.is_empty() {
                "USERS".into()
            } else {
                Value::Null
            },
            Value::Null,
            "VALID".into(),
            rows(table).into(),
            blocks.into(),
            100.into(),
            yes(!declared.partitions.is_empty()),
            if declared.index_organised {
                "IOT".into()
            } else {
                Value::Null
            },
            if declared.temporary { "Y" } else { "N" }.into(),
            "N".into(),
            "NO".into(),
            if declared.row_movement {
                "ENABLED"
            } else {
                "DISABLED"
            }
            .into(),
            "DISABLED".into(),
            "NO".into(),
            "NO".into(),
            "YES".into(),
            Value::Time(State::time(table.defined)),
            Value::Null,
            Value::Null,
            if declared.temporary {
                "SYS$TRANSACTION".into()
            } else {
                Value::Null
            },
        ]
    };
    made(
        "OWNER TABLE_NAME TABLESPACE_NAME CLUSTER_NAME STATUS NUM_ROWS:n BLOCKS:n AVG_ROW_LEN:n PARTITIONED IOT_TYPE TEMPORARY \
         SECONDARY NESTED ROW_MOVEMENT COMPRESSION DROPPED EXTERNAL LOGGING LAST_ANALYZED:d IOT_NAME COMPRESS_FOR DURATION",
        tables(state).map(row).collect(),
    )
}

/// All indexes of a table, and whether they are unique.
fn indexes_of(table: &StoredTable) -> impl Iterator<Item = (&Key, bool)> {
    let unique = table.table.keys().map(|key| (key, true));
    unique.chain(table.table.indexes.iter().map(|key| (key, false)))
}

fn indexes(state: &State) -> View {
    let mut rows = Vec::new();
    for (owner, name, table) in tables(state) {
        for (key, unique) in indexes_of(table) {
            let mut row = vec![
                owner.clone(),
                key.name.as_str().into(),
                "NORMAL".into(),
                owner.clone(),
                name.clone(),
            ];
            row.extend([
                "TABLE".into(),
                if unique { "UNIQUE" } else { "NONUNIQUE" }.into(),
                "VALID".into(),
            ]);
            row.extend(["NO".into(), "N".into(), "N".into(), "VISIBLE".into(), Value::Null]);
            rows.push(row);
        }
    }
    made(
        "OWNER INDEX_NAME INDEX_TYPE TABLE_OWNER TABLE_NAME TABLE_TYPE UNIQUENESS STATUS PARTITIONED TEMPORARY GENERATED VISIBILITY \
         FUNCIDX_STATUS",
        rows,
    )
}

fn index_columns(state: &State) -> View {
    let mut rows = Vec::new();
    for (owner, name, table) in tables(state) {
        for (key, _) in indexes_of(table) {
            for (position, column) in (1_u32..).zip(&key.columns) {
                let column = table.columns[*column].name.as_str();
                let mut row = vec![
                    owner.clone(),
                    key.name.as_str().into(),
                    owner.clone(),
                    name.clone(),
                    column.into(),
                ];
                row.extend([position.into(), "ASC".into()]);
                rows.push(row);
            }
        }
    }
    made(
        "INDEX_OWNER INDEX_NAME TABLE_OWNER TABLE_NAME COLUMN_NAME COLUMN_POSITION:n DESCEND",
        rows,
    )
}

/// The name of the sequence behind an identity column.
fn identity_sequence(table: &StoredTable) -> String {
    format!("ISEQ$$_{}", table.object)
}

fn sequences(state: &State) -> View {
    let largest = || {
        Value::Number(
            "9999999999999999999999999999"
                .parse()
                .unwrap_or(crate::Number::ZERO),
        )
    };
    let row = |owner: Value, name: Value, last: i64, increment: i64, cache: i64| {
        vec![
            owner,
            name,
            1.into(),
            largest(),
            increment.into(),
            "N".into(),
            "N".into(),
            cache.into(),
            last.into(),
        ]
    };
    let mut rows: Vec<Vec<Value>> = state
        .sequences
        .iter()
        .map(|sequence| {
            row(
                Value::text(&sequence.owner),
                Value::text(&sequence.name),
                sequence.last,
                sequence.increment,
                sequence.cache,
            )
        })
        .collect();
    for (owner, _, table) in tables(state) {
        if table.table.identity.is_some() {
            // What is cached counts as used.
            rows.push(row(
                owner,
                identity_sequence(table).into(),
                table.next_identity.div_euclid(20) * 20 + 21,
                1,
                20,
            ));
        }
    }
    made(
        "SEQUENCE_OWNER SEQUENCE_NAME MIN_VALUE:n MAX_VALUE:n INCREMENT_BY:n CYCLE_FLAG ORDER_FLAG CACHE_SIZE:n LAST_NUMBER:n",
        rows,
    )
}

fn identities(state: &State) -> View {
    let rows = tables(state).filter_map(|(owner, name, table)| {
        let column = &table.columns[table.table.identity?].name;
        let sequence = identity_sequence(table);
        Some(vec![
            owner,
            name,
            column.as_str().into(),
            "BY DEFAULT".into(),
            sequence.into(),
            "START WITH: 1, INCREMENT BY: 1".into(),
        ])
    });
    made(
        "OWNER TABLE_NAME COLUMN_NAME GENERATION_TYPE SEQUENCE_NAME IDENTITY_OPTIONS",
        rows.collect(),
    )
}

fn partitions(state: &State) -> View {
    let mut rows = Vec::new();
    for (owner, name, table) in tables(state) {
        for (position, segment) in (1_u32..).zip(&table.segments) {
            if let Some(partition) = &segment.name {
                let mut row = vec![
                    owner.clone(),
                    name.clone(),
                    "NO".into(),
                    partition.as_str().into(),
                    0.into(),
                ];
                row.extend([
                    "DEFAULT".into(),
                    position.into(),
                    "USERS".into(),
                    segment.used.into(),
                ]);
                rows.push(row);
            }
        }
    }
    made(
        "TABLE_OWNER TABLE_NAME COMPOSITE PARTITION_NAME SUBPARTITION_COUNT:n HIGH_VALUE:l PARTITION_POSITION:n TABLESPACE_NAME \
         NUM_ROWS:n",
        rows,
    )
}

fn partitioned(state: &State) -> View {
    let rows = tables(state).filter(|(_, _, table)| !table.table.partitions.is_empty());
    let rows = rows.map(|(owner, name, table)| {
        vec![
            owner,
            name,
            "LIST".into(),
            "NONE".into(),
            (table.segments.len() as u64).into(),
        ]
    });
    made(
        "OWNER TABLE_NAME PARTITIONING_TYPE SUBPARTITIONING_TYPE PARTITION_COUNT:n",
        rows.collect(),
    )
}

fn objects(state: &State) -> View {
    let mut rows = Vec::new();
    let mut add = |owner: Value,
                   name: Value,
                   sub: Value,
                   id: u32,
                   data: Value,
                   kind: &str,
                   scn: u64,
                   temporary: bool| {
        let time = Value::Time(State::time(scn));
        let mut row = vec![
            owner,
            name,
            sub,
            id.into(),
            data,
            kind.into(),
            time.clone(),
            time,
            "VALID".into(),
        ];
        row.extend([
            if temporary { "Y" } else { "N" }.into(),
            "N".into(),
            "N".into(),
            "N".into(),
        ]);
        rows.push(row);
    };
    for (owner, name, table) in tables(state) {
        let is_temporary = table.table.temporary;
        let whole = if table.table.partitions.is_empty() {
            table.segments[0].data_object.into()
        } else {
            Value::Null
        };
        add(
            owner.clone(),
            name.clone(),
            Value::Null,
            table.object,
            whole,
            "TABLE",
            table.defined,
            is_temporary,
        );
        for segment in table.segments.iter().filter(|segment| segment.name.is_some()) {
            let sub = segment.name.as_deref().into();
            let data = segment.data_object.into();
            add(
                owner.clone(),
                name.clone(),
                sub,
                segment.data_object,
                data,
                "TABLE PARTITION",
                table.defined,
                false,
            );
        }
    }
    for (id, (owner, _, table)) in (70_000_u32..).zip(tables(state)) {
        for (key, _) in indexes_of(table) {
            let name = key.name.as_str().into();
            let object = id.into();
            add(
                owner.clone(),
                name,
                Value::Null,
                id,
                object,
                "INDEX",
                table.defined,
                false,
            );
        }
    }
    for (id, object) in (60_000_u32..).zip(&state.sources) {
        add(
            Value::text(&object.owner),
            Value::text(&object.name),
            Value::Null,
            id,
            Value::Null,
            &object.kind,
            object.defined,
            false,
        );
    }
    for (id, sequence) in (50_000_u32..).zip(&state.sequences) {
        add(
            Value::text(&sequence.owner),
            Value::text(&sequence.name),
            Value::Null,
            id,
            Value::Null,
            "SEQUENCE",
            0,
            false,
        );
    }
    made(
        "OWNER OBJECT_NAME SUBOBJECT_NAME OBJECT_ID:n DATA_OBJECT_ID:n OBJECT_TYPE CREATED:d LAST_DDL_TIME:d STATUS TEMPORARY \
         GENERATED SECONDARY ORACLE_MAINTAINED",
        rows,
    )
}

fn source(state: &State) -> View {
    let mut rows = Vec::new();
    for object in &state.sources {
        if object.kind == "VIEW" {
            continue;
        }
        // The text begins with the kind of the object: CREATE OR REPLACE is no part of it.
        let body = object.text.trim_start();
        let body = body.strip_prefix("CREATE OR REPLACE ").unwrap_or(body);
        for (line, text) in (1_u32..).zip(body.split_inclusive('\n')) {
            let mut row = vec![
                Value::text(&object.owner),
                Value::text(&object.name),
                Value::text(&object.kind),
            ];
            row.extend([line.into(), Value::text(text)]);
            rows.push(row);
        }
    }
    made("OWNER NAME TYPE LINE:n TEXT", rows)
}

fn views(state: &State) -> View {
    let rows = state
        .sources
        .iter()
        .filter(|object| object.kind == "VIEW")
        .map(|object| {
            let at = object.text.to_uppercase().find(" AS ").map_or(0, |at| at + 4);
            let text = object.text[at..].trim().trim_end_matches(';').to_owned();
            let mut row = vec![
                Value::text(&object.owner),
                Value::text(&object.name),
                (text.len() as u64).into(),
            ];
            row.extend([Value::text(&text), Value::text(&text)]);
            row
        });
    made("OWNER VIEW_NAME TEXT_LENGTH:n TEXT:l TEXT_VC", rows.collect())
}

fn triggers(state: &State) -> View {
    let rows = state
        .sources
        .iter()
        .filter(|object| object.kind == "TRIGGER")
        .map(|object| {
            let mut row = vec![
                Value::text(&object.owner),
                Value::text(&object.name),
                Value::Null,
                Value::Null,
            ];
            row.extend([
                Value::text(&object.owner),
                Value::Null,
                "ENABLED".into(),
                Value::text(&object.text),
            ]);
            row
        });
    made(
        "OWNER TRIGGER_NAME TRIGGER_TYPE TRIGGERING_EVENT TABLE_OWNER TABLE_NAME STATUS TRIGGER_BODY:l",
        rows.collect(),
    )
}

fn lobs(state: &State) -> View {
    let mut rows = Vec::new();
    for (owner, name, table) in tables(state) {
        for column in table.columns.iter().filter(|column| column.data_type.is_lob()) {
            let segment = format!("SYS_LOB{:010}$$", table.object);
            rows.push(vec![
                owner.clone(),
                name.clone(),
                column.name.as_str().into(),
                segment.into(),
                BLOCK.into(),
                "YES".into(),
            ]);
        }
    }
    made(
        "OWNER TABLE_NAME COLUMN_NAME SEGMENT_NAME CHUNK:n SECUREFILE",
        rows,
    )
}

fn users(state: &State) -> View {
    let mut names: Vec<&String> = state.tables.keys().map(|(owner, _)| owner).collect();
    names.extend(state.sources.iter().map(|object| &object.owner));
    names.sort();
    names.dedup();
    let rows = (100_u32..).zip(names).map(|(id, name)| {
        let mut row = vec![
            Value::text(name),
            id.into(),
            Value::Time(State::time(0)),
            "OPEN".into(),
        ];
        row.extend(["11G 12C".into(), "N".into(), "USERS".into()]);
        row
    });
    made(
        "USERNAME USER_ID:n CREATED:d ACCOUNT_STATUS PASSWORD_VERSIONS ORACLE_MAINTAINED DEFAULT_TABLESPACE",
        rows.collect(),
    )
}

fn segment_type(partition: Option<&str>) -> Value {
    if partition.is_some() {
        "TABLE PARTITION"
    } else {
        "TABLE"
    }
    .into()
}

fn extents(state: &State) -> View {
    let mut rows = Vec::new();
    for (owner, name, table) in tables(state) {
        for (at, segment) in table.segments.iter().enumerate() {
            for (extent, (file, block, blocks)) in (0_u32..).zip(table.extents(at)) {
                let partition = segment.name.as_deref();
                let mut row = vec![
                    owner.clone(),
                    name.clone(),
                    partition.into(),
                    segment_type(partition),
                    "USERS".into(),
                ];
                row.extend([
                    extent.into(),
                    u32::from(file).into(),
                    block.into(),
                    (blocks * BLOCK).into(),
                    blocks.into(),
                ]);
                row.push(u32::from(file).into());
                rows.push(row);
            }
        }
    }
    made(
        "OWNER SEGMENT_NAME PARTITION_NAME SEGMENT_TYPE TABLESPACE_NAME EXTENT_ID:n FILE_ID:n BLOCK_ID:n BYTES:n BLOCKS:n \
         RELATIVE_FNO:n",
        rows,
    )
}

fn segments(state: &State) -> View {
    let mut rows = Vec::new();
    for (owner, name, table) in tables(state) {
        for (at, segment) in table.segments.iter().enumerate() {
            let extents = table.extents(at).count() as u64;
            let blocks = extents * EXTENT_BLOCKS;
            let partition = segment.name.as_deref();
            let mut row = vec![
                owner.clone(),
                name.clone(),
                partition.into(),
                segment_type(partition),
                "USERS".into(),
            ];
            row.extend([(blocks * BLOCK).into(), blocks.into(), extents.into()]);
            rows.push(row);
        }
    }
    made(
        "OWNER SEGMENT_NAME PARTITION_NAME SEGMENT_TYPE TABLESPACE_NAME BYTES:n BLOCKS:n EXTENTS:n",
        rows,
    )
}

fn log_groups(state: &State) -> View {
    let rows = tables(state).filter_map(|(owner, name, table)| {
        let kind = match table.table.supplemental_log {
            SupplementalLog::None => return None,
            SupplementalLog::PrimaryKey => "PRIMARY KEY LOGGING",
            SupplementalLog::All => "ALL COLUMN LOGGING",
        };
        let group = format!("SYS_C{:06}L", table.object);
        Some(vec![
            owner,
            group.into(),
            name,
            kind.into(),
            "ALWAYS".into(),
            "GENERATED NAME".into(),
        ])
    });
    made(
        "OWNER LOG_GROUP_NAME TABLE_NAME LOG_GROUP_TYPE ALWAYS GENERATED",
        rows.collect(),
    )
}
