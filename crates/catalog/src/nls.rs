//! The formats by which dates become text, and text dates, where no format is written.

use serde::{Deserialize, Serialize};

/// NLS parameters of a session, or of the project; what is absent has the value of the territory AMERICA. Database
/// Globalization Support Guide, "Date and Time Parameters".
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct NlsFormats {
    /// NLS_DATE_FORMAT
    pub date_format: Option<String>,
    /// NLS_TIMESTAMP_FORMAT
    pub timestamp_format: Option<String>,
    /// NLS_TIMESTAMP_TZ_FORMAT
    pub timestamp_tz_format: Option<String>,
}

impl NlsFormats {
    /// These formats, and for what is absent the others.
    #[must_use]
    pub fn or(&self, others: &NlsFormats) -> NlsFormats {
        let either = |one: &Option<String>, other: &Option<String>| one.clone().or_else(|| other.clone());
        NlsFormats {
            date_format: either(&self.date_format, &others.date_format),
            timestamp_format: either(&self.timestamp_format, &others.timestamp_format),
            timestamp_tz_format: either(&self.timestamp_tz_format, &others.timestamp_tz_format),
        }
    }

    /// The place of a parameter, by its name in upper case.
    pub fn parameter(&mut self, name: &str) -> Option<&mut Option<String>> {
        match name {
            "NLS_DATE_FORMAT" => Some(&mut self.date_format),
            "NLS_TIMESTAMP_FORMAT" => Some(&mut self.timestamp_format),
            "NLS_TIMESTAMP_TZ_FORMAT" => Some(&mut self.timestamp_tz_format),
            _ => None,
        }
    }
}
