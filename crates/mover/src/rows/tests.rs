use super::*;
use crate::policy::ColumnPolicy;
use std::sync::mpsc;

fn route(name: &str, target: TargetType) -> ColumnRoute {
    ColumnRoute {
        source: name.to_owned(),
        encoder: ColumnEncoder::new(target, ColumnPolicy::default(), None),
        transforms: Vec::new(),
        values: BTreeMap::new(),
        lob: LobPolicy::Move,
    }
}

/// A large value of one repeated byte sequence.
struct Repeated {
    piece: &'static str,
    times: u64,
    is_text: bool,
}

impl LargeValue for Repeated {
    fn is_text(&self) -> bool {
        self.is_text
    }

    fn byte_length(&self) -> Option<u64> {
        (!self.is_text).then_some(self.piece.len() as u64 * self.times)
    }

    fn open(&self) -> std::io::Result<Box<dyn Read + '_>> {
        struct Reader(&'static [u8], u64);
        impl Read for Reader {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                let mut filled = 0;
                while self.1 > 0 && filled + self.0.len() <= buffer.len() {
                    buffer[filled..filled + self.0.len()].copy_from_slice(self.0);
                    filled += self.0.len();
                    self.1 -= 1;
                }
                if filled == 0 && self.1 > 0 && !buffer.is_empty() {
                    return Err(std::io::Error::other("too small a buffer for this test"));
                }
                Ok(filled)
            }
        }
        Ok(Box::new(Reader(self.piece.as_bytes(), self.times)))
    }
}

fn run(
    routes: &mut [ColumnRoute],
    inline_lob: u64,
    rows: impl FnOnce(&mut RowEncoder<'_>),
) -> (ReadSummary, Vec<u8>, usize) {
    let (output, pieces) = mpsc::sync_channel(4);
    let (_give_back, used) = mpsc::channel();
    let throttle = Throttle::new(0, 0, &crate::events::Silent);
    let limits = Limits {
        inline_lob,
        rejected: 10,
    };
    std::thread::scope(|scope| {
        let writer = scope.spawn(move || {
            let (mut bytes, mut largest) = (Vec::new(), 0);
            for piece in pieces {
                let Piece::Bytes(more) = piece else {
                    panic!("a block")
                };
                largest = more.len().max(largest);
                bytes.extend_from_slice(&more);
            }
            (bytes, largest)
        });
        let mut encoder = RowEncoder::new(routes, Care::Stream, limits, &throttle, &output, &used);
        rows(&mut encoder);
        let (summary, alive) = encoder.finish();
        assert!(alive);
        drop(output);
        let (bytes, largest) = writer.join().unwrap();
        (summary, bytes, largest)
    })
}

#[test]
fn a_bad_row_leaves_nothing() {
    let mut routes = [
        route("ID", TargetType::Integer),
        route("NAME", TargetType::Text { limit: Some(3) }),
    ];
    let (summary, bytes, _) = run(&mut routes, 1024, |encoder| {
        encoder
            .row(Place::Line(1), &mut [Value::Number("1"), Value::Text("abc")])
            .unwrap();
        encoder
            .row(Place::Line(2), &mut [Value::Number("2"), Value::Text("abcd")])
            .unwrap();
        encoder
            .broken(Place::Line(3), "3", "1 fields instead of 2")
            .unwrap();
    });
    assert_eq!(summary.rows, 1);
    assert_eq!(bytes.len(), 19 + 2 + 8 + 7 + 2);
    let [first, second] = &summary.rejected[..] else {
        panic!("two rows")
    };
    assert_eq!(first.column.as_deref(), Some("NAME"));
    assert_eq!(first.values, serde_json::json!({"ID": "2", "NAME": "abcd"}));
    assert_eq!(second.place, "line 3");
}

#[test]
fn large_values_are_streamed_in_small_pieces() {
    let mut routes = [
        route("C", TargetType::Text { limit: None }),
        route("B", TargetType::Bytea),
    ];
    let times = 3_000_000;
    let (summary, bytes, largest) = run(&mut routes, 4096, |encoder| {
        let text = Repeated {
            piece: "ä",
            times,
            is_text: true,
        };
        let binary = Repeated {
            piece: "12",
            times,
            is_text: false,
        };
        let empty = Repeated {
            piece: "",
            times: 0,
            is_text: true,
        };
        encoder
            .row(Place::Row(1), &mut [Value::Large(&text), Value::Large(&binary)])
            .unwrap();
        encoder
            .row(Place::Row(2), &mut [Value::Large(&empty), Value::Null])
            .unwrap();
    });
    assert_eq!(summary.rows, 2);
    assert!(summary.rejected.is_empty());
    assert_eq!(
        bytes.len() as u64,
        19 + 2 + 4 + 2 * times + 4 + 2 * times + 2 + 4 + 4 + 2
    );
    assert!(largest <= 3 * BUFFER, "{largest}");
}

#[test]
fn texts_are_changed_as_the_plan_says() {
    let mut out = String::new();
    let mut changed = |text: &str, transforms: &[Transform]| {
        let values = BTreeMap::from([("Y".to_owned(), "true".to_owned())]);
        transform(text, transforms, &values, &mut out);
        out.clone()
    };
    assert_eq!(changed(" y ", &[Transform::Trim, Transform::Upper]), "true");
    assert_eq!(changed("Ab-12 ", &[Transform::TrimEnd, Transform::Mask]), "xx-00");
}

#[test]
fn large_texts_are_changed_or_refused() {
    let mut routes = [route("C", TargetType::Text { limit: None })];
    routes[0].transforms = vec![Transform::Mask];
    let (summary, bytes, _) = run(&mut routes, 4096, |encoder| {
        for times in [1000, 3_000_000] {
            let text = Repeated {
                piece: "ä1b",
                times,
                is_text: true,
            };
            encoder
                .row(Place::Row(times), &mut [Value::Large(&text)])
                .unwrap();
        }
    });
    assert_eq!(summary.rows, 1);
    assert!(bytes.ends_with(&[b"x0x".repeat(1000), vec![255, 255]].concat()));
    let [refused] = &summary.rejected[..] else {
        panic!("one row")
    };
    assert_eq!(
        (refused.place.as_str(), refused.reason.as_str()),
        ("row 3000000", "too-long")
    );
}
