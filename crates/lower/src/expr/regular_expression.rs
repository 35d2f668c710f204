//! Regular expressions that PostgreSQL reads in another way. SQL Language Reference, "Oracle Regular Expression Support";
//! PostgreSQL manual, "Regular Expression Matching Rules".

use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, Literal, Span};

impl Lowering<'_> {
    /// Reports a pattern with greedy and non-greedy quantifiers: in PostgreSQL the first one decides for all.
    pub(super) fn note_regular_expression(&mut self, args: &[Expr], span: Span) {
        let Some(ExprKind::Literal(Literal::String(pattern))) = args.get(1).map(|pattern| &pattern.kind)
        else {
            return;
        };
        if mixes_quantifiers(pattern) {
            self.report(
                Code::REGULAR_EXPRESSION,
                span,
                "the pattern mixes greedy and non-greedy quantifiers; in PostgreSQL the first one decides for all",
            );
        }
    }
}

fn mixes_quantifiers(pattern: &str) -> bool {
    let (mut greedy, mut lazy) = (false, false);
    let mut marks = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(mark) = marks.next() {
        let quantifier = match mark {
            '\\' if !in_class => {
                marks.next();
                false
            }
            '[' if !in_class => {
                in_class = true;
                // The first bracket after [ or [^ belongs to the class.
                marks.next_if_eq(&'^');
                marks.next_if_eq(&']');
                false
            }
            ']' if in_class => {
                in_class = false;
                false
            }
            '*' | '+' | '?' => !in_class,
            '{' if !in_class => {
                // {n} alone takes a fixed number.
                let count: String = marks.by_ref().take_while(|mark| *mark != '}').collect();
                count.contains(',')
            }
            _ => false,
        };
        if quantifier {
            if marks.next_if_eq(&'?').is_some() {
                lazy = true;
            } else {
                greedy = true;
            }
        }
    }
    greedy && lazy
}

#[cfg(test)]
mod tests {
    use super::mixes_quantifiers;

    #[test]
    fn greedy_and_non_greedy() {
        assert!(mixes_quantifiers("(.*?);(.*)"));
        assert!(mixes_quantifiers("a??b{2,3}"));
        assert!(!mixes_quantifiers("<.*?>"));
        assert!(!mixes_quantifiers("[*?]+x{2}"));
        assert!(!mixes_quantifiers(r"\?b*?"));
    }
}
