//! Codes and what is declared about them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::declarations;

/// What happened to the construct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Not carried over: the output raises, omits or stubs it.
    Refused,
    /// Carried over under an assumption that the reader must confirm.
    Assumed,
    /// Carried over, or without effect in PostgreSQL; worth knowing.
    Note,
}

/// When it would hurt if nobody looked at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// The construct is missing from the output or PostgreSQL would reject it when it is loaded.
    Load,
    /// It would fail when it runs.
    Runtime,
    /// It would run and could give another result.
    Silent,
    /// It would run and could be slower.
    Performance,
    /// It would not hurt.
    Note,
}

/// The part of the work that a code belongs to, by its first two digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// 00: files, encodings, SQL*Plus.
    Reader,
    /// 01: statements and units that do not parse.
    Syntax,
    /// 02: names and types.
    NamesAndTypes,
    /// 03: DDL.
    Ddl,
    /// 04: SQL statements and expressions.
    Sql,
    /// 05: PL/SQL.
    PlSql,
    /// 06: built-in functions and supplied packages.
    BuiltIns,
    /// 07: assumptions about behaviour when it runs.
    Runtime,
    /// 08: the files written.
    Output,
    /// 09: what a real PostgreSQL said about the output.
    Verify,
    /// 99: mistakes of plconv itself.
    Internal,
}

/// Everything declared about one code.
#[derive(Debug)]
pub struct Declaration {
    /// The code.
    pub code: Code,
    /// `PLC0101`.
    pub id: &'static str,
    /// `syntax-error`.
    pub name: &'static str,
    /// What happened to the construct.
    pub severity: Severity,
    /// When it would hurt.
    pub class: Class,
    /// One line without a full stop, for lists.
    pub summary: &'static str,
    /// The Markdown page, without a title.
    pub page: &'static str,
}

/// A permanent diagnostic code; the constants (`Code::SYNTAX_ERROR`) are declared by area.
///
/// Serialized as `"PLC0101"`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u16);

impl Code {
    /// Reads the number of a declared code; used by the declaration macro only, at compile time.
    pub(crate) const fn declared(id: &str) -> Self {
        let digits = id.as_bytes();
        let mut number = 0;
        let mut index = 3;
        while index < digits.len() {
            number = number * 10 + (digits[index] - b'0') as u16;
            index += 1;
        }
        Self(number)
    }

    /// The declared code that is written like this: `PLC0101`.
    fn from_id(id: &str) -> Option<Self> {
        let code = Self(id.strip_prefix("PLC")?.parse().ok()?);
        (declarations::find(code).id == id).then_some(code)
    }

    /// All codes in their order.
    pub fn all() -> impl Iterator<Item = Self> {
        declarations::all().map(|declaration| declaration.code)
    }

    /// What is declared about the code.
    pub fn declaration(self) -> &'static Declaration {
        declarations::find(self)
    }

    /// The number: 101 for `PLC0101`.
    pub const fn number(self) -> u16 {
        self.0
    }

    /// `PLC0101`.
    pub fn as_str(self) -> &'static str {
        self.declaration().id
    }

    /// `syntax-error`.
    pub fn name(self) -> &'static str {
        self.declaration().name
    }

    /// What happened to the construct.
    pub fn severity(self) -> Severity {
        self.declaration().severity
    }

    /// When it would hurt.
    pub fn class(self) -> Class {
        self.declaration().class
    }

    /// One line for lists.
    pub fn summary(self) -> &'static str {
        self.declaration().summary
    }

    /// The Markdown page, without a title.
    pub fn page(self) -> &'static str {
        self.declaration().page
    }

    /// The part of the work that the code belongs to.
    pub const fn area(self) -> Area {
        match self.0 / 100 {
            0 => Area::Reader,
            1 => Area::Syntax,
            2 => Area::NamesAndTypes,
            3 => Area::Ddl,
            4 => Area::Sql,
            5 => Area::PlSql,
            6 => Area::BuiltIns,
            7 => Area::Runtime,
            8 => Area::Output,
            9 => Area::Verify,
            _ => Area::Internal,
        }
    }
}

impl Severity {
    /// All severities, the gravest first.
    pub const ALL: [Self; 3] = [Self::Refused, Self::Assumed, Self::Note];

    /// `refused`, `assumed` or `note`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Assumed => "assumed",
            Self::Note => "note",
        }
    }
}

impl Class {
    /// All classes, in the order in which they would hurt.
    pub const ALL: [Self; 5] = [
        Self::Load,
        Self::Runtime,
        Self::Silent,
        Self::Performance,
        Self::Note,
    ];

    /// `load`, `runtime`, `silent`, `performance` or `note`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Runtime => "runtime",
            Self::Silent => "silent",
            Self::Performance => "performance",
            Self::Note => "note",
        }
    }
}

impl Area {
    /// The heading in the reference of codes.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Reader => "Files and scripts",
            Self::Syntax => "Syntax",
            Self::NamesAndTypes => "Names and types",
            Self::Ddl => "DDL",
            Self::Sql => "SQL",
            Self::PlSql => "PL/SQL",
            Self::BuiltIns => "Built-in functions and supplied packages",
            Self::Runtime => "Assumptions about behaviour",
            Self::Output => "Output",
            Self::Verify => "Verification",
            Self::Internal => "Internal errors",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}({})", self.as_str(), self.name())
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Display for Class {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// A text that is neither a code nor a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCode(pub String);

impl fmt::Display for UnknownCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "there is no diagnostic `{}`", self.0)
    }
}

impl std::error::Error for UnknownCode {}

/// From a code (`PLC0101`, in any case) or a name (`syntax-error`).
impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let wanted = text.trim();
        if let Some(code) = Self::from_id(wanted) {
            return Ok(code);
        }
        declarations::all()
            .find(|declaration| {
                declaration.id.eq_ignore_ascii_case(wanted) || declaration.name.eq_ignore_ascii_case(wanted)
            })
            .map(|declaration| declaration.code)
            .ok_or_else(|| UnknownCode(wanted.to_owned()))
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
