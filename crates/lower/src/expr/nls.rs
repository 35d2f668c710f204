//! The NLS parameter of TO_CHAR, TO_DATE and TO_NUMBER. SQL Language Reference, "TO_CHAR (number)", "TO_CHAR (datetime)".

use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, Span};
use plconv_hir::resolve::constant_text;
use plconv_pg as pg;

/// What the output takes without the parameter.
const NUMERIC_CHARACTERS: &str = ".,";

/// What an NLS parameter asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Nls {
    /// Decimal and group character.
    characters: String,
    /// Whether month and day names are English.
    english: bool,
}

impl Nls {
    /// `NLS_NUMERIC_CHARACTERS = ',.' NLS_DATE_LANGUAGE = German`; `None` when it asks for something else.
    fn parse(text: &str) -> Option<Nls> {
        let mut nls = Nls {
            characters: NUMERIC_CHARACTERS.to_owned(),
            english: true,
        };
        let mut rest = text.trim();
        while !rest.is_empty() {
            let (name, value) = rest.split_once('=')?;
            let value = value.trim_start();
            let (value, after) = match value.strip_prefix('\'') {
                Some(quoted) => unquoted(quoted)?,
                None => {
                    let (value, after) =
                        value.split_at(value.find(char::is_whitespace).unwrap_or(value.len()));
                    (value.to_owned(), after)
                }
            };
            match name.trim().to_uppercase().as_str() {
                "NLS_NUMERIC_CHARACTERS" if value.chars().count() == 2 => nls.characters = value,
                "NLS_DATE_LANGUAGE" => {
                    nls.english = matches!(value.to_uppercase().as_str(), "AMERICAN" | "ENGLISH");
                }
                // The one that PostgreSQL counts in.
                "NLS_CALENDAR" if value.eq_ignore_ascii_case("GREGORIAN") => {}
                _ => return None,
            }
            rest = after.trim();
        }
        Some(nls)
    }
}

/// The text up to the closing quote, with doubled quotes made one, and what is after it.
fn unquoted(quoted: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = quoted.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\'' && characters.next_if(|(_, next)| *next == '\'').is_none() {
            return Some((value, &quoted[at + 1..]));
        }
        value.push(character);
    }
    None
}

impl Lowering<'_> {
    /// The NLS parameter of a date function; `Err` is the expression that refuses it.
    pub(super) fn date_language(&mut self, parameter: Option<&Expr>, span: Span) -> Result<(), pg::Expr> {
        match self.nls(parameter) {
            Some(nls) if nls.english => Ok(()),
            _ => Err(self.refused_nls(span)),
        }
    }

    /// Decimal and group characters other than PostgreSQL's; `Err` is the expression that refuses the parameter.
    pub(super) fn numeric_characters(
        &mut self,
        parameter: Option<&Expr>,
        format: &Expr,
        span: Span,
    ) -> Result<Option<String>, pg::Expr> {
        let plain = constant_text(format).is_some_and(|format| {
            // A point or comma in the format stands for itself.
            !format.contains(['.', ',']) && !format.to_uppercase().contains(['L', 'C', 'U'])
        });
        match self.nls(parameter) {
            Some(nls) if nls.characters == NUMERIC_CHARACTERS => Ok(None),
            Some(nls) if plain => Ok(Some(nls.characters)),
            _ => Err(self.refused_nls(span)),
        }
    }

    fn nls(&self, parameter: Option<&Expr>) -> Option<Nls> {
        match parameter {
            Some(parameter) => Nls::parse(&constant_text(parameter)?),
            None => Nls::parse(""),
        }
    }

    fn refused_nls(&mut self, span: Span) -> pg::Expr {
        self.report(
            Code::FORMAT_MODEL,
            span,
            "this NLS parameter is not carried over: the output knows English names, and other decimal and group characters with D and G only",
        );
        self.refused_expr("an NLS parameter")
    }
}

/// The text of a number with `characters` instead of point and comma.
pub(super) fn with_characters(text: pg::Expr, characters: Option<String>) -> pg::Expr {
    swap(text, NUMERIC_CHARACTERS, characters.as_deref())
}

/// The text of a number with point and comma instead of `characters`.
pub(super) fn without_characters(text: pg::Expr, characters: Option<String>) -> pg::Expr {
    match characters {
        Some(characters) => swap(text, &characters, Some(NUMERIC_CHARACTERS)),
        None => text,
    }
}

fn swap(text: pg::Expr, from: &str, to: Option<&str>) -> pg::Expr {
    match to {
        Some(to) => pg::Expr::call("translate", vec![text, pg::Expr::text(from), pg::Expr::text(to)]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::Nls;

    fn parsed(text: &str) -> Option<(String, bool)> {
        Nls::parse(text).map(|nls| (nls.characters, nls.english))
    }

    #[test]
    fn parameters() {
        assert_eq!(parsed(""), Some((".,".to_owned(), true)));
        assert_eq!(
            parsed("NLS_DATE_LANGUAGE=AMERICAN"),
            Some((".,".to_owned(), true))
        );
        assert_eq!(
            parsed("nls_date_language = 'German'"),
            Some((".,".to_owned(), false))
        );
        assert_eq!(
            parsed("NLS_NUMERIC_CHARACTERS=',.'"),
            Some((",.".to_owned(), true))
        );
        assert_eq!(
            parsed("NLS_NUMERIC_CHARACTERS = '.''' "),
            Some((".'".to_owned(), true))
        );
        assert_eq!(
            parsed("NLS_NUMERIC_CHARACTERS=',.' NLS_DATE_LANGUAGE=English"),
            Some((",.".to_owned(), true))
        );
        assert_eq!(parsed("NLS_CALENDAR=GREGORIAN"), Some((".,".to_owned(), true)));
        assert_eq!(parsed("NLS_CALENDAR='Thai Buddha'"), None);
        assert_eq!(parsed("NLS_CURRENCY='EUR'"), None);
        assert_eq!(parsed("nonsense"), None);
    }
}
