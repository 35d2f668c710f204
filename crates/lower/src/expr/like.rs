//! LIKE and its escape character. SQL Language Reference, "LIKE Condition".

use crate::context::Lowering;
use plconv_hir::expr::{Expr, ExprKind, Literal};
use plconv_pg as pg;

impl Lowering<'_> {
    /// The pattern of LIKE and what stands behind ESCAPE.
    pub(super) fn like_pattern(
        &mut self,
        pattern: &Expr,
        escape: Option<&Expr>,
    ) -> (pg::Expr, Option<pg::Expr>) {
        let lowered = self.lower_expr(pattern);
        let Some(escape) = escape else {
            // Oracle has no escape character unless one is given; PostgreSQL's default is the backslash.
            let plain = literal(pattern).is_some_and(|text| !text.contains('\\'));
            return (lowered, (!plain).then(|| pg::Expr::text("")));
        };
        let lowered_escape = self.lower_expr(escape);
        let valid = matches!(
            (literal(pattern), literal(escape)),
            (Some(pattern), Some(escape)) if escapes_are_valid(pattern, escape)
        );
        if valid {
            return (lowered, Some(lowered_escape));
        }
        // PostgreSQL takes any character behind the escape character, Oracle the three that need it.
        let pattern = self.runtime("like_pattern", vec![lowered, lowered_escape.clone()]);
        (pattern, Some(lowered_escape))
    }
}

fn literal(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Literal(Literal::String(text)) => Some(text),
        _ => None,
    }
}

fn escapes_are_valid(pattern: &str, escape: &str) -> bool {
    let mut marks = escape.chars();
    let (Some(escape), None) = (marks.next(), marks.next()) else {
        return false;
    };
    let mut marks = pattern.chars();
    while let Some(mark) = marks.next() {
        if mark == escape
            && !marks
                .next()
                .is_some_and(|next| next == escape || matches!(next, '%' | '_'))
        {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::escapes_are_valid;

    #[test]
    fn only_wildcards_and_the_escape_itself_are_escaped() {
        assert!(escapes_are_valid(r"a\_b\%\\", r"\"));
        assert!(escapes_are_valid("a!!b%", "!"));
        assert!(!escapes_are_valid(r"a\b", r"\"));
        assert!(!escapes_are_valid(r"a\", r"\"));
        assert!(!escapes_are_valid("a", ""));
        assert!(!escapes_are_valid("a", "xy"));
    }
}
