//! A mistake at a known place of a file is reported there, whatever the encoding and the line ends of the file are.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "helpers of tests fail like tests, and write files"
)]

use plconv_diagnostics::Code;
use plconv_project::discover::read_files;
use plconv_project::listing::{Details, list_files};

/// A small generator of numbers: the same ones everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn of<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[self.below(items.len())]
    }
}

/// How a file is written.
struct Encoding {
    /// Set in the policy; `None` where the file says it.
    hint: Option<&'static str>,
    encode: fn(&str) -> Vec<u8>,
    /// Words of the language.
    words: &'static [&'static str],
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

fn with_mark(text: &str, encode: fn(&str) -> Vec<u8>) -> Vec<u8> {
    encode(&format!("\u{feff}{text}"))
}

fn in_charset(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy, "{text} is not in {}", encoding.name());
    bytes.into_owned()
}

const WESTERN: &[&str] = &["größe", "straße", "année", "señor", "x"];
const ALL: &[&str] = &["größe", "таблица", "员工", "łódź", "😀", "x", "e\u{301}"];

const ENCODINGS: &[Encoding] = &[
    Encoding {
        hint: None,
        encode: |text| text.as_bytes().to_vec(),
        words: ALL,
    },
    Encoding {
        hint: None,
        encode: |text| with_mark(text, |text| text.as_bytes().to_vec()),
        words: ALL,
    },
    Encoding {
        hint: None,
        encode: |text| utf16(text, u16::to_le_bytes),
        words: ALL,
    },
    Encoding {
        hint: None,
        encode: |text| utf16(text, u16::to_be_bytes),
        words: ALL,
    },
    Encoding {
        hint: None,
        encode: |text| with_mark(text, |text| utf16(text, u16::to_le_bytes)),
        words: ALL,
    },
    Encoding {
        hint: None,
        encode: |text| with_mark(text, |text| utf16(text, u16::to_be_bytes)),
        words: ALL,
    },
    Encoding {
        hint: Some("WE8MSWIN1252"),
        encode: |text| in_charset(text, encoding_rs::WINDOWS_1252),
        words: WESTERN,
    },
    Encoding {
        hint: Some("windows-1250"),
        encode: |text| in_charset(text, encoding_rs::WINDOWS_1250),
        words: &["łódź", "žluťoučký", "größe", "x"],
    },
    Encoding {
        hint: Some("AMERICAN_AMERICA.CL8MSWIN1251"),
        encode: |text| in_charset(text, encoding_rs::WINDOWS_1251),
        words: &["таблица", "отдел", "x"],
    },
    Encoding {
        hint: Some("ZHS16GBK"),
        encode: |text| in_charset(text, encoding_rs::GBK),
        words: &["员工", "部门", "工资", "x"],
    },
];

/// A script with names in any language, and the line and column, from 1, of the one `]` that is wrong in it.
fn script(numbers: &mut Numbers, words: &[&str], line_end: &str) -> (String, (u32, u32)) {
    let count = 3 + numbers.below(30);
    let wrong = numbers.below(count);
    let mut text = String::new();
    let mut lines = 1;
    let mut place = (0, 0);
    for number in 0..count {
        let (table, column, comment) = (numbers.of(words), numbers.of(words), numbers.of(words));
        let padding = " ".repeat(numbers.below(3) * 250);
        let first = match numbers.below(4) {
            0 => format!("-- {comment}{padding}{line_end}"),
            1 => format!("prompt {comment} it's{line_end}"),
            2 => format!("/* {comment}{line_end}*/{line_end}"),
            _ => String::new(),
        };
        lines += first.matches(line_end).count();
        text.push_str(&first);
        let mut line = format!("select '{column}' \"{column} {table}\"{padding} ");
        if number == wrong {
            place = (
                u32::try_from(lines).unwrap(),
                u32::try_from(line.chars().count() + 1).unwrap(),
            );
            line.push(']');
        }
        text.push_str(&format!("{line}{line_end}from \"{table}\";{padding}{line_end}"));
        lines += 2;
    }
    (text, place)
}

#[test]
fn a_mistake_is_reported_where_it_is() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.sql");
    let mut numbers = Numbers(88_172_645_463_325_252);
    for encoding in ENCODINGS {
        for line_end in ["\n", "\r\n", "\r"] {
            for _ in 0..8 {
                let (text, place) = script(&mut numbers, encoding.words, line_end);
                std::fs::write(&path, (encoding.encode)(&text)).unwrap();
                let tree = read_files(std::slice::from_ref(&path), encoding.hint);
                let (_, diagnostics) = list_files(&tree, Details::default());
                let places: Vec<(Code, u32, u32)> = diagnostics
                    .iter()
                    .map(|found| {
                        let index = plconv_source::LineIndex::new(&tree.files[0].text);
                        let position = index.position(found.primary.range.start());
                        (found.code, position.line, position.column)
                    })
                    .collect();
                let [(_, line, column)] = places.as_slice() else {
                    panic!("{places:?} instead of {place:?} in {text}");
                };
                assert_eq!((*line, *column), place, "{} {text}", tree.files[0].encoding);
            }
        }
    }
}
