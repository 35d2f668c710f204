//! DML on views: PostgreSQL changes rows through a view of one table only, Oracle also through joins that preserve keys.

use crate::context::Lowering;
use plconv_catalog::ObjectName;
use plconv_diagnostics::Code;
use plconv_hir::expr::Span;

/// Words that make a view one whose rows PostgreSQL does not change. PostgreSQL, CREATE VIEW, "Updatable Views".
const NOT_UPDATABLE: &[&str] = &[
    "CONNECT",
    "DISTINCT",
    "EXCEPT",
    "FETCH",
    "GROUP",
    "HAVING",
    "INTERSECT",
    "JOIN",
    "MINUS",
    "ROWNUM",
    "UNION",
    "UNIQUE",
];

impl Lowering<'_> {
    /// Tells of a statement that PostgreSQL refuses when it runs, since it changes the rows of such a view; the error that
    /// Oracle raises where it refuses the statement too.
    pub(super) fn check_target(&mut self, target: &ObjectName, span: Span) -> Result<(), String> {
        let Some(view) = self.program.catalog.views.get(target) else {
            return Ok(());
        };
        if self.instead_of.is_none_or(|views| views.contains(target)) {
            return Ok(());
        }
        if view.read_only {
            return Err("ORA-42399: cannot perform a DML operation on a read-only view".to_owned());
        }
        if is_of_one_table(&view.query.text) {
            return Ok(());
        }
        self.report(
            Code::UNSUPPORTED_STATEMENT,
            span,
            format!("PostgreSQL changes no rows of view {target}, which is not one of a single table"),
        )
        .help = Some("change the table itself, or write an INSTEAD OF trigger".to_owned());
        Ok(())
    }

    /// Whether a statement that changes the rows of a view has to change those of a table in its query instead.
    pub(super) fn is_join_view(&self, target: &ObjectName) -> bool {
        let view = self.program.catalog.views.get(target);
        view.is_some_and(|view| !view.read_only && !view.check_option && !is_of_one_table(&view.query.text))
            && self.instead_of.is_some_and(|views| !views.contains(target))
    }

    /// The error of an INSERT or UPDATE that gives virtual columns values.
    pub(super) fn check_columns<'c>(
        &self,
        table: &ObjectName,
        mut given: impl Iterator<Item = &'c str>,
        error: &str,
    ) -> Result<(), String> {
        let is_virtual = |name| {
            let table = self.program.catalog.tables.get(table)?;
            table.column(name)?.virtual_expression.as_ref()
        };
        match given.find(|name| is_virtual(name).is_some()) {
            Some(_) => Err(error.to_owned()),
            None => Ok(()),
        }
    }
}

/// Whether the query of a view reads one table as it is, by the words outside of parentheses.
fn is_of_one_table(query: &str) -> bool {
    let words = outer_words(query);
    let begins_with = words.first().map(String::as_str);
    let from = words
        .iter()
        .position(|word| word == "FROM")
        .unwrap_or(words.len());
    let end = words
        .iter()
        .position(|word| word == "WHERE")
        .unwrap_or(words.len());
    let sources = words.get(from + 1..end).unwrap_or_default();
    begins_with == Some("SELECT")
        && !words.iter().any(|word| NOT_UPDATABLE.contains(&word.as_str()))
        && !sources.iter().any(|word| word == "," || word == "(")
}

/// The words of a query in upper case with commas; of what stands in parentheses only the opening one.
fn outer_words(query: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut depth = 0_u32;
    let mut quote = None;
    for character in query.chars() {
        if let Some(open) = quote {
            quote = (character != open).then_some(open);
            continue;
        }
        if depth == 0 && (character.is_alphanumeric() || "_$#.".contains(character)) {
            word.extend(character.to_uppercase());
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        match character {
            '\'' | '"' => quote = Some(character),
            '(' => {
                if depth == 0 {
                    words.push("(".to_owned());
                }
                depth += 1;
            }
            ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => words.push(",".to_owned()),
            _ => {}
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::is_of_one_table;

    #[test]
    fn views_of_one_table() {
        assert!(is_of_one_table(
            "select a, upper(b) c, 'from x, y' from t where a in (select 1 from u, v)"
        ));
        assert!(is_of_one_table("SELECT * FROM s.t"));
        assert!(!is_of_one_table("SELECT a.x FROM a, b WHERE a.i = b.i"));
        assert!(!is_of_one_table("SELECT a.x FROM a JOIN b ON a.i = b.i"));
        assert!(!is_of_one_table("SELECT DISTINCT x FROM a"));
        assert!(!is_of_one_table("SELECT x FROM (SELECT 1 x FROM dual)"));
        assert!(!is_of_one_table(
            "WITH q AS (SELECT 1 x FROM dual) SELECT x FROM q"
        ));
    }
}
