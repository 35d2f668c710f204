use super::*;
use crate::change::TableName;
use crate::change::{Datum, Operation, Row};
use plconv_mover::value::DateTime;
use proptest::prelude::*;

fn datum() -> impl Strategy<Value = Datum> {
    let at = (
        -4712..=9999i32,
        1..=12u8,
        1..=31u8,
        0..24u8,
        0..60u8,
        0..1_000_000_000u32,
    )
        .prop_map(|(year, month, day, hour, minute, nanosecond)| DateTime {
            year,
            month,
            day,
            hour,
            minute,
            second: minute,
            nanosecond,
        });
    prop_oneof![
        Just(Datum::Null),
        Just(Datum::Missing),
        any::<String>().prop_map(|text| Datum::Text(text.into())),
        "-?[0-9]{1,40}".prop_map(|text| Datum::Number(text.into())),
        proptest::num::f32::NORMAL.prop_map(Datum::Float),
        proptest::num::f64::NORMAL.prop_map(Datum::Double),
        any::<Vec<u8>>().prop_map(|bytes| Datum::Bytes(bytes.into())),
        any::<bool>().prop_map(Datum::Boolean),
        at.clone().prop_map(Datum::DateTime),
        at.prop_map(Datum::Instant),
        any::<i32>().prop_map(Datum::Months),
        (any::<i32>(), any::<i64>()).prop_map(|(days, nanoseconds)| Datum::Duration { days, nanoseconds }),
    ]
}

fn row() -> impl Strategy<Value = Row> {
    proptest::collection::vec(("[A-Z]{1,3}".prop_map(Arc::from), datum()), 0..5)
}

fn change() -> impl Strategy<Value = Change> {
    let text = || any::<String>().prop_map(Arc::<str>::from);
    let operation = prop_oneof![
        row().prop_map(|new| Operation::Insert { new }),
        (row(), row()).prop_map(|(old, new)| Operation::Update { old, new }),
        row().prop_map(|old| Operation::Delete { old }),
        (row(), proptest::collection::vec(text(), 0..3), text())
            .prop_map(|(key, columns, reason)| { Operation::Reselect { key, columns, reason } }),
        Just(Operation::Truncate),
        text().prop_map(|text| Operation::Ddl { text }),
        text().prop_map(|reason| Operation::Unsupported { reason }),
    ];
    (
        "[A-Z]{1,2}",
        "[A-Z]{1,2}",
        any::<u64>(),
        any::<Option<String>>(),
        operation,
    )
        .prop_map(|(owner, table, scn, row_id, operation)| Change {
            table: TableName {
                owner: owner.into(),
                table: table.into(),
            },
            scn,
            row_id: row_id.map(Arc::from),
            operation,
        })
}

/// A step of a transaction: a change that is pushed, one that is taken back, or a spill.
#[derive(Clone, Debug)]
enum Step {
    Push(Box<Change>),
    Pop,
    Spill,
    /// Leaves out changes with an odd SCN.
    Retain,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => change().prop_map(|change| Step::Push(Box::new(change))),
        2 => Just(Step::Pop),
        1 => Just(Step::Spill),
        1 => Just(Step::Retain),
    ]
}

proptest! {
    #[test]
    fn a_stack_on_disk_is_a_stack(steps in proptest::collection::vec(step(), 0..40)) {
        let directory = tempfile::tempdir().unwrap();
        let mut store = SpillStore::new(directory.path().to_owned());
        let mut stack = ChangeStack::default();
        let mut model: Vec<Change> = Vec::new();
        for step in steps {
            match step {
                Step::Push(change) => {
                    model.push((*change).clone());
                    stack.push(*change);
                }
                Step::Pop => prop_assert_eq!(stack.pop().unwrap(), model.pop()),
                Step::Spill => stack.spill(&mut store).unwrap(),
                Step::Retain => {
                    model.retain(|change| change.scn % 2 == 0);
                    stack.retain(&mut store, |change| change.scn % 2 == 0).unwrap();
                }
            }
            prop_assert_eq!(stack.len(), model.len() as u64);
        }
        for _ in 0..2 {
            let read: Vec<Change> = stack.read().unwrap().map(|change| change.unwrap().into_owned()).collect();
            prop_assert_eq!(&read, &model);
        }
        // The files have no names.
        prop_assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 0);
    }

    #[test]
    fn bytes_that_are_no_changes_are_an_error(bytes in any::<Vec<u8>>()) {
        let mut decoder = Decoder::new(&bytes);
        while let Some(Ok(_)) = decoder.next() {}
    }
}
