//! What happens to values that the target cannot hold as they are. Whatever changes a value is counted.

use serde::{Deserialize, Serialize};

/// Choices for one column; the defaults change nothing: such a row goes to the quarantine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ColumnPolicy {
    /// Characters with code 0, which PostgreSQL's text cannot hold.
    pub nul: OnNul,
    /// Dates outside PostgreSQL's calendar, and days that only the Julian calendar has.
    pub out_of_range: OnOutOfRange,
    /// Digits that the target type has no place for.
    pub precision: OnPrecision,
    /// Texts longer than the target column.
    pub too_long: OnTooLong,
    /// Bytes that are no text in the source's character set.
    pub invalid_text: OnInvalidText,
    /// Empty texts of files; a live Oracle has none.
    pub empty_text: OnEmptyText,
}

/// Characters with code 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnNul {
    /// The row goes to the quarantine.
    #[default]
    Quarantine,
    /// They are left out.
    Strip,
    /// U+2400 (symbol for null) takes their place.
    Replace,
}

/// Dates that PostgreSQL does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnOutOfRange {
    /// The row goes to the quarantine.
    #[default]
    Quarantine,
    /// NULL takes their place.
    Null,
    /// `-infinity` or `infinity` takes their place; a day that only the Julian calendar has becomes the next one.
    Infinity,
}

/// Digits without a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnPrecision {
    /// The row goes to the quarantine.
    #[default]
    Quarantine,
    /// They are cut off.
    Truncate,
    /// The value is rounded, half away from zero.
    Round,
}

/// Texts that are too long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnTooLong {
    /// The row goes to the quarantine.
    #[default]
    Quarantine,
    /// They are cut after the last character that fits.
    Truncate,
}

/// Bytes that are no text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnInvalidText {
    /// The row goes to the quarantine.
    #[default]
    Quarantine,
    /// U+FFFD takes the place of what cannot be read.
    Replace,
}

/// Empty texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnEmptyText {
    /// They are NULL, as in Oracle.
    #[default]
    Null,
    /// They stay empty.
    Keep,
}

/// Why a value does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Misfit {
    /// A character with code 0.
    Nul,
    /// Outside the calendar.
    OutOfRange,
    /// Digits without a place.
    Precision,
    /// Too long a text.
    TooLong,
    /// Bytes that are no text.
    InvalidText,
    /// Nothing of the target type.
    Invalid,
}

impl Misfit {
    /// Its name in plans, quarantine rows and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Misfit::Nul => "nul",
            Misfit::OutOfRange => "out-of-range",
            Misfit::Precision => "precision",
            Misfit::TooLong => "too-long",
            Misfit::InvalidText => "invalid-text",
            Misfit::Invalid => "invalid",
        }
    }
}

/// A value that the target cannot hold and no policy changes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ValueError {
    /// What is wrong with it.
    pub misfit: Misfit,
    /// The same for people.
    pub message: String,
}

impl ValueError {
    /// An error with a text.
    pub fn new(misfit: Misfit, message: impl Into<String>) -> Self {
        ValueError {
            misfit,
            message: message.into(),
        }
    }
}

/// How many values a column's policies changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Changes {
    /// Characters with code 0 removed or replaced.
    pub nul: u64,
    /// Dates replaced.
    pub out_of_range: u64,
    /// Digits cut or rounded.
    pub precision: u64,
    /// Texts cut.
    pub too_long: u64,
    /// Bytes replaced.
    pub invalid_text: u64,
}

impl Changes {
    /// All together.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.nul + self.out_of_range + self.precision + self.too_long + self.invalid_text
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: &Changes) {
        self.nul += other.nul;
        self.out_of_range += other.out_of_range;
        self.precision += other.precision;
        self.too_long += other.too_long;
        self.invalid_text += other.invalid_text;
    }
}

impl std::fmt::Display for Changes {
    /// `3 too-long, 1 nul`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let counts = [
            (self.nul, Misfit::Nul),
            (self.out_of_range, Misfit::OutOfRange),
            (self.precision, Misfit::Precision),
            (self.too_long, Misfit::TooLong),
            (self.invalid_text, Misfit::InvalidText),
        ];
        let mut separator = "";
        for (count, misfit) in counts.into_iter().filter(|(count, _)| *count > 0) {
            write!(f, "{separator}{count} {}", misfit.name())?;
            separator = ", ";
        }
        Ok(())
    }
}
