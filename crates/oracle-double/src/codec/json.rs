//! JSON values and OSON, the binary form they have on the wire.

use super::number::Number;
use std::fmt::{self, Write};

/// A JSON value. The members of an object keep their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` and `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
}

impl fmt::Display for Json {
    /// As JSON_SERIALIZE writes it: without blanks.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => formatter.write_str("null"),
            Json::Bool(truth) => write!(formatter, "{truth}"),
            Json::Number(number) => write!(formatter, "{number}"),
            Json::String(text) => write_string(formatter, text),
            Json::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    write!(formatter, "{}{item}", if at == 0 { '[' } else { ',' })?;
                }
                formatter.write_str(if items.is_empty() { "[]" } else { "]" })
            }
            Json::Object(members) => {
                for (at, (name, value)) in members.iter().enumerate() {
                    formatter.write_char(if at == 0 { '{' } else { ',' })?;
                    write_string(formatter, name)?;
                    write!(formatter, ":{value}")?;
                }
                formatter.write_str(if members.is_empty() { "{}" } else { "}" })
            }
        }
    }
}

fn write_string(formatter: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    formatter.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' | '\\' => write!(formatter, "\\{character}")?,
            control if control < ' ' => write!(formatter, "\\u{:04x}", u32::from(control))?,
            other => formatter.write_char(other)?,
        }
    }
    formatter.write_char('"')
}

impl std::str::FromStr for Json {
    type Err = ();

    /// Reads a document; that of a text which is none fails.
    fn from_str(text: &str) -> Result<Json, ()> {
        let mut reader = TextReader {
            rest: text.trim_start(),
        };
        let value = reader.value().ok_or(())?;
        if reader.rest.is_empty() {
            Ok(value)
        } else {
            Err(())
        }
    }
}

/// A document that is read.
struct TextReader<'a> {
    rest: &'a str,
}

impl<'a> TextReader<'a> {
    /// Passes over a token and the blanks behind it.
    fn sign(&mut self, token: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(token)?.trim_start();
        Some(())
    }

    fn value(&mut self) -> Option<Json> {
        for (word, value) in [
            ("null", Json::Null),
            ("true", Json::Bool(true)),
            ("false", Json::Bool(false)),
        ] {
            if self.sign(word).is_some() {
                return Some(value);
            }
        }
        match self.rest.as_bytes().first()? {
            b'"' => self.string().map(Json::String),
            b'[' => self.list("[", "]", Self::value).map(Json::Array),
            b'{' => self.list("{", "}", Self::member).map(Json::Object),
            _ => {
                let is_part = |character: char| character.is_ascii_digit() || "+-.eE".contains(character);
                let end = self
                    .rest
                    .find(|character| !is_part(character))
                    .unwrap_or(self.rest.len());
                let number = self.rest[..end].parse().ok()?;
                self.rest = self.rest[end..].trim_start();
                Some(Json::Number(number))
            }
        }
    }

    fn member(&mut self) -> Option<(String, Json)> {
        let name = self.string()?;
        self.sign(":")?;
        Some((name, self.value()?))
    }

    fn list<T>(&mut self, open: &str, close: &str, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.sign(open)?;
        let mut items = Vec::new();
        if self.sign(close).is_some() {
            return Some(items);
        }
        loop {
            items.push(item(self)?);
            if self.sign(close).is_some() {
                return Some(items);
            }
            self.sign(",")?;
        }
    }

    fn string(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut characters = self.rest.strip_prefix('"')?.chars();
        loop {
            match characters.next()? {
                '"' => break,
                '\\' => text.push(match characters.next()? {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    'u' => {
                        let digits: String = characters.by_ref().take(4).collect();
                        char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
                    }
                    other => other,
                }),
                other => text.push(other),
            }
        }
        self.rest = characters.as_str().trim_start();
        Some(text)
    }
}

const MAGIC: [u8; 3] = [0xff, 0x4a, 0x5a];
const VERSION: u8 = 1;

const RELATIVE_OFFSETS: u16 = 0x0001;
const INLINE_LEAF: u16 = 0x0002;
const NAMES_COUNT_4: u16 = 0x0008;
const SCALAR: u16 = 0x0010;
const HASH_1: u16 = 0x0100;
const NAMES_COUNT_2: u16 = 0x0400;
const NAMES_SEGMENT_4: u16 = 0x0800;
const TREE_SEGMENT_4: u16 = 0x1000;
const TINY_NODES: u16 = 0x2000;

const NULL: u8 = 0x30;
const TRUE: u8 = 0x31;
const FALSE: u8 = 0x32;
const STRING_1: u8 = 0x33;
const NUMBER: u8 = 0x34;
const STRING_2: u8 = 0x37;
const STRING_4: u8 = 0x38;
const OBJECT: u8 = 0x84;
const ARRAY: u8 = 0xc0;
/// Set in the type of a container: the offsets of its members have four bytes.
const OFFSETS_4: u8 = 0x20;

/// The OSON of a value.
#[must_use]
pub fn encode(value: &Json) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.push(VERSION);
    let mut names = Vec::new();
    collect_names(value, &mut names);
    names.sort_by_key(|name| (hash(name), name.len(), name.clone()));
    names.dedup();
    let mut tree = Vec::new();
    encode_node(value, &names, &mut tree);
    if !matches!(value, Json::Array(_) | Json::Object(_)) {
        out.extend((INLINE_LEAF | SCALAR | TREE_SEGMENT_4).to_be_bytes());
        out.extend(length4(tree.len()));
        out.extend(tree);
        return out;
    }
    let flags = INLINE_LEAF | HASH_1 | NAMES_COUNT_4 | NAMES_SEGMENT_4 | TREE_SEGMENT_4 | TINY_NODES;
    out.extend(flags.to_be_bytes());
    let mut segment = Vec::new();
    let mut offsets = Vec::new();
    for name in &names {
        offsets.extend(length4(segment.len()));
        // Longer names need a second segment, which no test has had a use for.
        let bytes = &name.as_bytes()[..name.len().min(255)];
        segment.push(u8::try_from(bytes.len()).unwrap_or(u8::MAX));
        segment.extend(bytes);
    }
    out.extend(length4(names.len()));
    out.extend(length4(segment.len()));
    out.extend(length4(tree.len()));
    out.extend([0, 0]);
    out.extend(names.iter().map(|name| hash(name)));
    out.extend(offsets);
    out.extend(segment);
    out.extend(tree);
    out
}

fn length4(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes()
}

/// The last byte of the FNV hash, by which names are sorted.
fn hash(name: &str) -> u8 {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(16_777_619)
    });
    hash.to_le_bytes()[0]
}

fn collect_names(value: &Json, names: &mut Vec<String>) {
    match value {
        Json::Array(items) => items.iter().for_each(|item| collect_names(item, names)),
        Json::Object(members) => {
            for (name, member) in members {
                names.push(name.clone());
                collect_names(member, names);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

fn encode_node(value: &Json, names: &[String], tree: &mut Vec<u8>) {
    match value {
        Json::Null => tree.push(NULL),
        Json::Bool(true) => tree.push(TRUE),
        Json::Bool(false) => tree.push(FALSE),
        Json::Number(number) => {
            tree.push(NUMBER);
            tree.push(u8::try_from(number.encoded().len()).unwrap_or(0));
            tree.extend(number.encoded());
        }
        Json::String(text) => {
            if let Ok(length) = u8::try_from(text.len()) {
                tree.extend([STRING_1, length]);
            } else if let Ok(length) = u16::try_from(text.len()) {
                tree.push(STRING_2);
                tree.extend(length.to_be_bytes());
            } else {
                tree.push(STRING_4);
                tree.extend(length4(text.len()));
            }
            tree.extend(text.as_bytes());
        }
        Json::Array(items) => encode_container(ARRAY, &[], items.iter(), items.len(), names, tree),
        Json::Object(members) => {
            let ids: Vec<usize> = members
                .iter()
                .map(|(name, _)| names.iter().position(|known| known == name).unwrap_or(0) + 1)
                .collect();
            let values = members.iter().map(|(_, member)| member);
            encode_container(OBJECT, &ids, values, members.len(), names, tree);
        }
    }
}

fn encode_container<'value>(
    kind: u8,
    ids: &[usize],
    values: impl Iterator<Item = &'value Json>,
    count: usize,
    names: &[String],
    tree: &mut Vec<u8>,
) {
    // 0x10: the number of members has four bytes.
    tree.push(kind | OFFSETS_4 | 0x10);
    tree.extend(length4(count));
    for id in ids {
        tree.extend(length4(*id));
    }
    let offsets = tree.len();
    tree.resize(offsets + 4 * count, 0);
    for (at, value) in values.enumerate() {
        let start = length4(tree.len());
        tree[offsets + 4 * at..offsets + 4 * at + 4].copy_from_slice(&start);
        encode_node(value, names, tree);
    }
}

/// The value of an OSON; `None` if it is damaged or has types that JSON text lacks.
#[must_use]
pub fn decode(oson: &[u8]) -> Option<Json> {
    let mut at = Bytes { bytes: oson, at: 0 };
    if at.take(3)? != MAGIC || at.unsigned(1)? != u64::from(VERSION) {
        return None;
    }
    let flags = u16::try_from(at.unsigned(2)?).ok()?;
    let size = |large: u16| if flags & large != 0 { 4 } else { 2 };
    let mut decoder = Decoder {
        names: Vec::new(),
        id_size: 1,
        tree: &[],
        relative: flags & RELATIVE_OFFSETS != 0,
    };
    if flags & SCALAR != 0 {
        at.unsigned(size(TREE_SEGMENT_4))?;
        decoder.tree = &oson[at.at..];
        return decoder.node(0, 0);
    }
    decoder.id_size = if flags & NAMES_COUNT_4 != 0 {
        4
    } else if flags & NAMES_COUNT_2 != 0 {
        2
    } else {
        1
    };
    let count = usize::try_from(at.unsigned(decoder.id_size)?).ok()?;
    let segment_size = usize::try_from(at.unsigned(size(NAMES_SEGMENT_4))?).ok()?;
    at.unsigned(size(TREE_SEGMENT_4))?;
    at.take(2)?;
    at.take(count)?;
    let mut offsets = Vec::new();
    for _ in 0..count {
        offsets.push(usize::try_from(at.unsigned(size(NAMES_SEGMENT_4))?).ok()?);
    }
    let segment = at.take(segment_size)?;
    for offset in offsets {
        let length = usize::from(*segment.get(offset)?);
        let name = segment.get(offset + 1..offset + 1 + length)?;
        decoder.names.push(std::str::from_utf8(name).ok()?.to_owned());
    }
    decoder.tree = &oson[at.at..];
    decoder.node(0, 0)
}

struct Bytes<'bytes> {
    bytes: &'bytes [u8],
    at: usize,
}

impl<'bytes> Bytes<'bytes> {
    fn take(&mut self, count: usize) -> Option<&'bytes [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(count)?)?;
        self.at += count;
        Some(taken)
    }

    fn unsigned(&mut self, size: usize) -> Option<u64> {
        Some(
            self.take(size)?
                .iter()
                .fold(0, |value, byte| value << 8 | u64::from(*byte)),
        )
    }
}

struct Decoder<'oson> {
    names: Vec<String>,
    id_size: usize,
    tree: &'oson [u8],
    relative: bool,
}

/// Deeper values are damaged ones whose offsets run in circles.
const DEEPEST: usize = 200;

impl Decoder<'_> {
    fn node(&self, offset: usize, depth: usize) -> Option<Json> {
        if depth > DEEPEST {
            return None;
        }
        let mut at = Bytes {
            bytes: self.tree,
            at: offset,
        };
        let kind = u8::try_from(at.unsigned(1)?).ok()?;
        if kind & 0x80 != 0 {
            return self.container(kind, offset, at, depth);
        }
        let text = |at: &mut Bytes<'_>, size: usize| {
            let length = usize::try_from(at.unsigned(size)?).ok()?;
            Some(Json::String(
                std::str::from_utf8(at.take(length)?).ok()?.to_owned(),
            ))
        };
        match kind {
            NULL => Some(Json::Null),
            TRUE => Some(Json::Bool(true)),
            FALSE => Some(Json::Bool(false)),
            STRING_1 => text(&mut at, 1),
            STRING_2 => text(&mut at, 2),
            STRING_4 => text(&mut at, 4),
            NUMBER | 0x74 => {
                let length = usize::try_from(at.unsigned(1)?).ok()?;
                Number::from_encoded(at.take(length)?).map(Json::Number)
            }
            // Numbers whose length is in the type.
            0x20..=0x2f | 0x60..=0x6f => {
                let length = usize::from(kind & 0x0f) + 1;
                Number::from_encoded(at.take(length)?).map(Json::Number)
            }
            // Strings whose length is the type.
            0..=0x1f => {
                let text = at.take(usize::from(kind))?;
                Some(Json::String(std::str::from_utf8(text).ok()?.to_owned()))
            }
            _ => None,
        }
    }

    fn container(&self, kind: u8, offset: usize, mut at: Bytes<'_>, depth: usize) -> Option<Json> {
        let count_size = match kind & 0x18 {
            0 => 1,
            0x08 => 2,
            0x10 => 4,
            // Shares the names of another object: written by servers only.
            _ => return None,
        };
        let count = usize::try_from(at.unsigned(count_size)?).ok()?;
        let is_object = kind & 0x40 == 0;
        let mut ids = Vec::new();
        if is_object {
            for _ in 0..count {
                ids.push(usize::try_from(at.unsigned(self.id_size)?).ok()?);
            }
        }
        let offset_size = if kind & OFFSETS_4 != 0 { 4 } else { 2 };
        let mut items = Vec::new();
        for _ in 0..count {
            let mut member = usize::try_from(at.unsigned(offset_size)?).ok()?;
            if self.relative {
                member = member.checked_add(offset)?;
            }
            items.push(self.node(member, depth + 1)?);
        }
        if !is_object {
            return Some(Json::Array(items));
        }
        let mut members = Vec::new();
        for (id, item) in ids.into_iter().zip(items) {
            members.push((self.names.get(id.checked_sub(1)?)?.clone(), item));
        }
        Some(Json::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, decode, encode};
    use crate::codec::number::Number;
    use proptest::prelude::*;

    fn json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::Bool),
            any::<i64>().prop_map(|value| Json::Number(Number::from(value))),
            ".{0,300}".prop_map(Json::String),
        ];
        leaf.prop_recursive(4, 40, 8, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..8).prop_map(Json::Array),
                prop::collection::btree_map("[a-zäö]{1,8}", inner, 0..8)
                    .prop_map(|members| Json::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn values_come_back(value in json()) {
            prop_assert_eq!(decode(&encode(&value)), Some(value));
        }

        #[test]
        fn damage_is_found(value in json(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let mut oson = encode(&value);
            let at = at.index(oson.len());
            oson[at] = byte;
            let _ = decode(&oson);
            oson.truncate(at);
            let _ = decode(&oson);
        }
    }
}
