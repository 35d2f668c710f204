use super::*;
use crate::change::Datum;
use crate::logminer::catalog::{CapturedTable, Version};
use crate::redo::ColumnType;
use std::collections::BTreeSet;

/// A dictionary that is not asked.
struct Nothing;

impl Dictionary for Nothing {
    fn table(&self, _name: &TableName) -> Result<Option<Definition>, SourceError> {
        Ok(None)
    }

    fn key_before(&self, _: &TableName, _: &[Arc<str>], _: &str, _: u64) -> Result<KeyBefore, SourceError> {
        Ok(KeyBefore::None)
    }
}

fn assembler(budget: usize) -> Assembler {
    let table = CapturedTable {
        objects: BTreeSet::from([1]),
        versions: vec![Version {
            from: 0,
            owner: "O".into(),
            name: "T".into(),
            key: vec!["ID".into()],
            columns: [
                ("ID", ColumnType::Number),
                ("V", ColumnType::Text),
                ("C", ColumnType::Clob),
            ]
            .map(|(name, kind)| Column {
                name: name.into(),
                kind,
            })
            .into(),
            is_certain: true,
            is_dropped: false,
        }],
        reaches_back: false,
    };
    Assembler::new(Catalog::new(vec![table]), budget, std::env::temp_dir())
}

fn row(scn: u64, code: u32, sql: &str) -> LogRow {
    LogRow {
        scn,
        start_scn: 1,
        thread: 1,
        xid: Xid([1; 8]),
        code,
        owner: "O".to_owned(),
        table: "T".to_owned(),
        object: Some(1),
        row_id: LogRow::row_id_of(&format!("AAAA{scn:014}")),
        sql: sql.to_owned(),
        ..LogRow::default()
    }
}

fn changes(assembler: &mut Assembler) -> Vec<Change> {
    let committed = assembler.take_committed();
    assert_eq!(committed.len(), 1);
    let read = committed[0].transaction.changes.read().unwrap();
    read.map(|change| change.unwrap().into_owned()).collect()
}

fn take(assembler: &mut Assembler, row: LogRow) {
    assembler.row(row, &Nothing).unwrap();
}

/// A transaction of many changes, of which a savepoint takes the latter part back: memory stays within its budget.
///
/// `PLCONV_LARGE_TRANSACTION` says how many changes.
#[test]
fn large_transactions_stay_within_the_budget() {
    const BUDGET: usize = 1 << 20;
    let count = std::env::var("PLCONV_LARGE_TRANSACTION")
        .ok()
        .and_then(|text| text.parse::<u64>().ok())
        .unwrap_or(30_000);
    let mut assembler = assembler(BUDGET);
    take(&mut assembler, row(1, code::START, "set transaction read write;"));
    let mut largest = 0;
    let value = "x".repeat(100);
    for scn in 2..count + 2 {
        let sql = format!("insert into \"O\".\"T\"(\"ID\",\"V\",\"C\") values ('{scn}','{value}',NULL);");
        take(&mut assembler, row(scn, code::INSERT, &sql));
        largest = largest.max(assembler.memory());
    }
    for scn in (count / 2 + 2..count + 2).rev() {
        let undone = LogRow {
            is_rollback: true,
            ..row(scn, code::DELETE, "delete from \"O\".\"T\" where ROWID = 'x';")
        };
        take(&mut assembler, undone);
        largest = largest.max(assembler.memory());
    }
    assert_eq!(assembler.oldest_open(), Some(1));
    take(&mut assembler, row(2 * count, code::COMMIT, "commit;"));
    largest = largest.max(assembler.memory());
    let committed = assembler.take_committed();
    let found = &committed[0].transaction.changes;
    assert_eq!(found.len(), count / 2);
    for (change, scn) in found.read().unwrap().zip(2..) {
        assert_eq!(change.unwrap().scn, scn);
    }
    // A frame that is taken back is read as a whole.
    assert!(largest < 2 * BUDGET, "{largest}");
}

#[test]
fn statements_go_on_in_more_rows_and_may_have_no_end() {
    let mut assembler = assembler(1000);
    let first = |sql: &str| LogRow {
        continues: true,
        ..row(2, code::INSERT, sql)
    };
    take(&mut assembler, first("insert into \"O\".\"T\"(\"ID\",\"V\""));
    take(&mut assembler, first(") values ('1','a"));
    take(&mut assembler, row(2, code::INSERT, "b');"));
    take(&mut assembler, first("insert into \"O\".\"T\"(\"ID\""));
    take(&mut assembler, row(9, code::COMMIT, "commit;"));
    let found = changes(&mut assembler);
    // Half a statement: the row is read again, in place of what was told of it.
    assert_eq!(found.len(), 2);
    assert!(
        found
            .iter()
            .all(|change| matches!(change.operation, Operation::Reselect { .. }))
    );
}

#[test]
fn what_cannot_be_told_is_said() {
    let mut assembler = assembler(1000);
    let nowhere = LogRow {
        row_id: None,
        ..row(2, 255, "Unsupported")
    };
    take(
        &mut assembler,
        row(2, code::INSERT, "insert into \"O\".\"T\"(\"ID\") values ('1');"),
    );
    take(&mut assembler, nowhere);
    take(&mut assembler, row(9, code::COMMIT, "commit;"));
    let found = changes(&mut assembler);
    assert!(
        matches!(
            &found[..],
            [Change {
                operation: Operation::Unsupported { .. },
                ..
            }]
        ),
        "{found:?}"
    );
    let gap = assembler
        .row(row(10, code::MISSING_SCN, ""), &Nothing)
        .unwrap_err();
    assert!(gap.to_string().contains("gap"), "{gap}");
}

#[test]
fn large_values_belong_to_their_row_whatever_its_key_becomes() {
    let mut assembler = assembler(1 << 20);
    let of_row = |scn: u64, code: u32, sql: &str| LogRow {
        row_id: LogRow::row_id_of("AAARFwAAHAAAACAAAA"),
        ..row(scn, code, sql)
    };
    let locator = "select \"C\" into loc_c from \"O\".\"T\" where \"ID\" = '1' for update;";
    // Pieces may come before the row.
    take(&mut assembler, of_row(2, code::SEL_LOB_LOCATOR, locator));
    take(
        &mut assembler,
        of_row(2, 10, " buf_c := 'it's'; dbms_lob.write(loc_c, 4, 1, buf_c);"),
    );
    take(
        &mut assembler,
        of_row(
            3,
            code::INSERT,
            "insert into \"O\".\"T\"(\"ID\",\"C\") values ('1',EMPTY_CLOB());",
        ),
    );
    take(
        &mut assembler,
        of_row(
            4,
            code::UPDATE,
            "update \"O\".\"T\" set \"ID\" = '2' where \"ID\" = '1';",
        ),
    );
    take(&mut assembler, row(9, code::COMMIT, "commit;"));
    let found = changes(&mut assembler);
    let Operation::Reselect { key, columns, .. } = &found[2].operation else {
        panic!("{found:?}")
    };
    assert_eq!(*key, vec![("ID".into(), Datum::Number("2".into()))]);
    assert_eq!(columns, &["C".into()]);
}

#[test]
fn large_values_of_many_rows_stay_within_the_budget() {
    const BUDGET: usize = 64 << 10;
    const ROWS: u64 = 3000;
    let mut assembler = assembler(BUDGET);
    let mut largest = 0;
    for id in 1..=ROWS {
        let row_id = format!("AAA{id:015}");
        let of_row = |code: u32, sql: String| LogRow {
            row_id: LogRow::row_id_of(&row_id),
            ..row(id + 1, code, &sql)
        };
        // Every third row comes, and has its value at once.
        if id % 3 == 0 {
            let sql = format!("insert into \"O\".\"T\"(\"ID\",\"C\") values ('{id}',EMPTY_CLOB());");
            take(&mut assembler, of_row(code::INSERT, sql));
        }
        let sql = format!("select \"C\" into loc_c from \"O\".\"T\" where \"ID\" = '{id}' for update;");
        take(&mut assembler, of_row(code::SEL_LOB_LOCATOR, sql));
        largest = largest.max(assembler.memory());
    }
    // What is on disk has its key of then, and a row that came is not found by the key that it came with.
    for id in [7, 9] {
        let sql = format!(
            "update \"O\".\"T\" set \"ID\" = '{}' where \"ID\" = '{id}';",
            ROWS + id
        );
        take(&mut assembler, row(ROWS + id, code::UPDATE, &sql));
    }
    take(&mut assembler, row(2 * ROWS, code::COMMIT, "commit;"));
    assert!(largest <= BUDGET && assembler.memory() <= BUDGET, "{largest}");
    let mut again = std::collections::BTreeSet::new();
    let mut missing = std::collections::BTreeSet::new();
    for change in changes(&mut assembler) {
        let (row, to) = match change.operation {
            Operation::Reselect { key, .. } => (key, &mut again),
            Operation::Insert { new } if new.contains(&("C".into(), Datum::Missing)) => (new, &mut missing),
            _ => continue,
        };
        let Some((_, Datum::Number(id))) = row.into_iter().find(|(name, _)| name.as_ref() == "ID") else {
            panic!()
        };
        to.insert(id.parse::<u64>().unwrap());
    }
    let unread = |id: &u64| !again.contains(id) && !missing.contains(id);
    assert_eq!((1..=ROWS).chain([ROWS + 7, ROWS + 9]).find(unread), None);
    // Rows that came have their values read with them, unless they had gone to disk in between.
    assert!(missing.len() > ROWS as usize / 4, "{}", missing.len());
}

#[test]
fn a_table_is_given_up_when_too_many_of_its_rows_are_to_be_read_again() {
    const LIMIT: usize = 50;
    let mut assembler = assembler(1 << 20);
    assembler.unclear_limit = LIMIT;
    let unsupported = |scn: u64| LogRow {
        info: "Unsupported".to_owned(),
        ..row(scn, 255, "")
    };
    // As many as are remembered are read again.
    (2..)
        .take(LIMIT)
        .for_each(|scn| take(&mut assembler, unsupported(scn)));
    take(&mut assembler, row(100, code::COMMIT, "commit;"));
    let found = changes(&mut assembler);
    assert_eq!(found.len(), LIMIT);
    let is_read_again = |change: &Change| matches!(change.operation, Operation::Reselect { .. });
    assert!(found.iter().all(is_read_again));
    // With more, whatever else is known of the table is of no use.
    take(
        &mut assembler,
        row(101, code::INSERT, "insert into \"O\".\"T\"(\"ID\") values ('1');"),
    );
    for scn in (102..).take(5 * LIMIT) {
        take(&mut assembler, unsupported(scn));
        assert!(assembler.unclear <= LIMIT);
    }
    take(&mut assembler, row(900, code::COMMIT, "commit;"));
    let found = changes(&mut assembler);
    let [
        Change {
            table,
            operation: Operation::Unsupported { reason },
            ..
        },
    ] = found.as_slice()
    else {
        panic!("{found:?}");
    };
    assert_eq!(table.table.as_ref(), "T");
    assert!(reason.starts_with("51 rows of one transaction would have to be read again: operation 255"));
    assert_eq!(assembler.unclear, 0);
}

#[test]
fn transactions_without_number_are_found_by_their_slot() {
    let mut assembler = assembler(1000);
    let partial = |row: LogRow| LogRow {
        xid: Xid([1; 8]).partial(),
        ..row
    };
    let insert = |id: u64| {
        row(
            id,
            code::INSERT,
            &format!("insert into \"O\".\"T\"(\"ID\") values ('{id}');"),
        )
    };
    take(&mut assembler, partial(insert(2)));
    take(&mut assembler, insert(3));
    take(&mut assembler, partial(insert(4)));
    take(&mut assembler, partial(row(9, code::COMMIT, "commit;")));
    let committed = assembler.take_committed();
    assert_eq!(committed[0].transaction.id.0, "0101010101010101");
    assert_eq!(committed[0].transaction.changes.len(), 3);
    assert_eq!(assembler.open(), 0);
}

#[test]
fn what_began_before_the_log_is_read_is_noticed() {
    let mut assembler = assembler(1000);
    assembler.begin(100);
    let late = LogRow {
        start_scn: 90,
        ..row(101, code::INSERT, "insert into \"O\".\"T\"(\"ID\") values ('1');")
    };
    take(&mut assembler, late);
    assert_eq!(assembler.begins_before(), Some(90));
    assembler.begin(89);
    assert_eq!(assembler.begins_before(), None);
}
