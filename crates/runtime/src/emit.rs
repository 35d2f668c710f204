//! The SQL text for the functions in use.

use std::collections::BTreeSet;

use crate::function::SCHEMA;
use crate::index::find;

/// A name that is not in the runtime.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no runtime function `{name}`")]
pub struct UnknownFunction {
    /// The name as given.
    pub name: String,
}

/// SQL text that creates the schema, the named functions and everything they call.
///
/// A function comes after those it depends on; otherwise the order is that of the names, so the text depends
/// only on the set of names. `schema` is quoted where PostgreSQL needs it. The text can be run again.
///
/// # Errors
/// The first name that the runtime does not have.
pub fn emit<'a>(names: impl IntoIterator<Item = &'a str>, schema: &str) -> Result<String, UnknownFunction> {
    let wanted: BTreeSet<&str> = names.into_iter().collect();
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    for name in wanted {
        visit(name, &mut seen, &mut order)?;
    }
    let schema = quote_identifier(schema);
    // Like Oracle's own packages, they are for everybody.
    let mut text =
        format!("CREATE SCHEMA IF NOT EXISTS {schema};\nGRANT USAGE ON SCHEMA {schema} TO PUBLIC;\n");
    for sql in order {
        text.push('\n');
        text.push_str(&sql.replace(SCHEMA, &schema));
    }
    Ok(text)
}

fn visit<'a>(
    name: &'a str,
    seen: &mut BTreeSet<&'a str>,
    order: &mut Vec<&'static str>,
) -> Result<(), UnknownFunction> {
    if !seen.insert(name) {
        return Ok(());
    }
    let function = find(name).ok_or_else(|| UnknownFunction {
        name: name.to_owned(),
    })?;
    for dependency in &function.depends_on {
        visit(dependency, seen, order)?;
    }
    order.push(function.sql);
    Ok(())
}

/// Quotes unless the identifier is lower case letters, digits and underscores, which fold to themselves.
fn quote_identifier(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if plain {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_come_first_and_once() {
        let text = emit(["date_diff_days", "divide"], "oracle").unwrap();
        assert!(text.starts_with("CREATE SCHEMA IF NOT EXISTS oracle;\n"));
        let divide = text.find("FUNCTION oracle.divide(").unwrap();
        let difference = text.find("FUNCTION oracle.date_diff_days(").unwrap();
        assert!(divide < difference);
        assert_eq!(
            text.matches("CREATE OR REPLACE FUNCTION oracle.divide(").count(),
            1
        );
    }

    #[test]
    fn order_of_names_does_not_matter() {
        let one = emit(["instr", "add_months"], "oracle").unwrap();
        assert_eq!(one, emit(["add_months", "instr", "instr"], "oracle").unwrap());
    }

    #[test]
    fn schema_is_quoted_where_needed() {
        assert!(
            emit(["instr"], "My Schema")
                .unwrap()
                .contains("FUNCTION \"My Schema\".instr(")
        );
    }

    #[test]
    fn unknown_name_is_an_error() {
        let error = emit(["instr", "no_such"], "oracle").unwrap_err();
        assert_eq!(error.to_string(), "there is no runtime function `no_such`");
    }
}
