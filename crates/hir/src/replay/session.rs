//! ALTER SESSION SET: what it changes for the statements that follow in a script. SQL Language Reference, "ALTER SESSION".

use super::Replay;
use plconv_diagnostics::Code;
use plconv_syntax::ast::SyntaxNode;

/// Parameters on which results depend, with the values that the output has anyway.
const EFFECTIVE: &[(&str, &str)] = &[
    ("NLS_CALENDAR", "GREGORIAN"),
    ("NLS_COMP", "BINARY"),
    ("NLS_DATE_LANGUAGE", "AMERICAN"),
    ("NLS_LANGUAGE", "AMERICAN"),
    ("NLS_NUMERIC_CHARACTERS", ".,"),
    ("NLS_SORT", "BINARY"),
    ("NLS_TERRITORY", "AMERICA"),
    ("TIME_ZONE", ""),
];

impl Replay {
    /// `settings` are the words after SET: names, `=` and values.
    pub(super) fn alter_session(&mut self, node: SyntaxNode<'_>, settings: &[String]) {
        let place = super::span(self.origin(node));
        for setting in settings.chunks(3) {
            let (name, value) = match setting {
                [name, equals, value] if equals == "=" => (name.as_str(), unquoted(value)),
                _ => (settings.first().map_or("", String::as_str), String::new()),
            };
            if name == "CURRENT_SCHEMA" {
                // A substitution variable without a value names no schema.
                self.session.schema = (!value.starts_with('&')).then_some(value);
            } else if let Some(format) = self.session.nls.parameter(name) {
                *format = Some(value);
            } else if EFFECTIVE
                .iter()
                .any(|(known, usual)| *known == name && !value.eq_ignore_ascii_case(usual))
            {
                self.sink.report(
                    Code::SESSION_SETTING,
                    place,
                    format!(
                        "ALTER SESSION SET {name} = {value} is left out, and what follows may depend on it"
                    ),
                );
            } else {
                self.sink.report(
                    Code::ADMIN_STATEMENT,
                    place,
                    format!("ALTER SESSION SET {name} has no counterpart in the output"),
                );
            }
        }
    }
}

/// The value of a text literal, or the name in quotes.
fn unquoted(value: &str) -> String {
    if let Some(text) = value.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')) {
        return text.replace("''", "'");
    }
    value.trim_matches('"').to_owned()
}
