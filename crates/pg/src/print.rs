//! The printer: trees to text through a Wadler-style layout.

mod ddl;
mod expr;
mod plpgsql;
mod query;

pub use plpgsql::dollar_quote;

use crate::ddl::Statement;
use crate::expr::Expr;
use crate::plpgsql::Made;
use pretty::{RcDoc, Render, RenderAnnotated};
use std::rc::Rc;

/// A document to lay out.
pub(crate) type Doc = RcDoc<'static, Mark>;

/// What is known of a part of a document.
#[derive(Clone, Debug)]
pub(crate) enum Mark {
    /// It comes from a statement of the source.
    Statement(Made),
    /// It was printed before.
    Printed(Rc<[Origin]>),
}

/// Layout choices.
#[derive(Clone, Copy, Debug)]
pub struct PrintOptions {
    /// Columns a line may have.
    pub width: usize,
}

impl Default for PrintOptions {
    fn default() -> Self {
        PrintOptions { width: 100 }
    }
}

/// Indentation in columns.
pub(crate) const INDENT: isize = 2;

/// Text, and which parts of it come from which statements of the source.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Printed {
    /// The text.
    pub text: String,
    /// In the order of their ends.
    pub origins: Vec<Origin>,
}

/// A part of printed text that comes from a statement of the source; positions are bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Origin {
    /// First byte of the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The place in the source unit: first byte, and the byte after the last.
    pub source: (u32, u32),
    /// The rule that made it.
    pub rule: &'static str,
}

impl Printed {
    /// Adds more text.
    pub fn append(&mut self, more: &Printed) {
        let shift = self.text.len();
        self.text.push_str(&more.text);
        self.origins.extend(more.origins.iter().map(|origin| Origin {
            start: origin.start + shift,
            end: origin.end + shift,
            ..*origin
        }));
    }
}

impl From<String> for Printed {
    fn from(text: String) -> Self {
        Printed {
            text,
            origins: Vec::new(),
        }
    }
}

/// One statement with its semicolon and a line feed at the end.
pub fn print_statement(statement: &Statement, options: PrintOptions) -> Printed {
    let mut printed = render(ddl::statement(statement), options);
    if !matches!(statement, Statement::Remark(_) | Statement::SourceComment(_)) {
        printed.text.push(';');
    }
    printed.text.push('\n');
    printed
}

/// Statements separated by blank lines.
pub fn print_statements(statements: &[Statement], options: PrintOptions) -> Printed {
    let mut out = Printed::default();
    for (index, statement) in statements.iter().enumerate() {
        let after_comment = index > 0 && statements[index - 1].is_comment();
        if index > 0 && !after_comment {
            out.text.push('\n');
        }
        out.append(&print_statement(statement, options));
    }
    out
}

/// An expression on its own.
pub fn print_expr(expression: &Expr, options: PrintOptions) -> String {
    render(expr::expr(expression), options).text
}

pub(crate) fn render(doc: Doc, options: PrintOptions) -> Printed {
    let mut out = Output::default();
    // Writing to a String cannot fail.
    let _ = doc.render_raw(options.width, &mut out);
    out.end_line();
    out.printed
}

/// What the layout writes to: takes away blanks at line ends, and notes where the marks are.
#[derive(Default)]
struct Output {
    printed: Printed,
    /// Marks that have begun, with their first byte.
    open: Vec<(usize, Mark)>,
    /// Up to here text stays as it is: line ends in literals are no line ends of the layout.
    fixed: usize,
}

impl Output {
    fn end_line(&mut self) {
        let text = &mut self.printed.text;
        let end = text.trim_end_matches(' ').len().max(self.fixed);
        text.truncate(end);
    }
}

impl Render for Output {
    type Error = std::fmt::Error;

    fn write_str(&mut self, part: &str) -> Result<usize, Self::Error> {
        if part == "\n" {
            self.end_line();
        }
        self.printed.text.push_str(part);
        if part.len() > 1 && part.contains('\n') {
            self.fixed = self.printed.text.len();
        }
        Ok(part.len())
    }

    fn fail_doc(&self) -> Self::Error {
        std::fmt::Error
    }
}

impl<'a> RenderAnnotated<'a, Mark> for Output {
    fn push_annotation(&mut self, mark: &'a Mark) -> Result<(), Self::Error> {
        self.open.push((self.printed.text.len(), mark.clone()));
        Ok(())
    }

    fn pop_annotation(&mut self) -> Result<(), Self::Error> {
        let end = self.printed.text.len();
        match self.open.pop() {
            Some((start, Mark::Statement(made))) => self.printed.origins.push(Origin {
                start,
                end,
                source: made.from,
                rule: made.by,
            }),
            Some((shift, Mark::Printed(origins))) => {
                self.printed.origins.extend(origins.iter().map(|origin| Origin {
                    start: origin.start + shift,
                    end: origin.end + shift,
                    ..*origin
                }));
            }
            None => {}
        }
        Ok(())
    }
}

pub(crate) fn text(text: impl Into<String>) -> Doc {
    RcDoc::text(text.into())
}

pub(crate) fn commas(items: impl IntoIterator<Item = Doc>) -> Doc {
    RcDoc::intersperse(items, RcDoc::text(",").append(RcDoc::line()))
}

/// `(items)`, broken one per line when too long.
pub(crate) fn parenthesised(items: Vec<Doc>) -> Doc {
    if items.is_empty() {
        return text("()");
    }
    text("(")
        .append(RcDoc::line_().append(commas(items)).nest(INDENT))
        .append(RcDoc::line_())
        .append(text(")"))
        .group()
}

/// A comment of the source: relative indentation of its further lines is dropped to what follows the first.
pub(crate) fn comment(comment: &str) -> Doc {
    let comment = match comment.strip_prefix("/*") {
        // Comments nest in PostgreSQL.
        Some(inner) => format!("/*{}", inner.replace("/*", "/ *")),
        None => comment.to_owned(),
    };
    let mut all = comment.split('\n');
    let mut doc = text(all.next().unwrap_or("").trim_end());
    for line in all {
        let body = line.trim();
        // Further lines of a block comment line up under its first star.
        let body = if body.starts_with('*') {
            format!(" {body}")
        } else {
            format!("   {body}")
        };
        doc = doc
            .append(RcDoc::hardline())
            .append(text(body.trim_end().to_owned()));
    }
    doc
}

/// Comments on lines of their own.
pub(crate) fn comments(list: &[String]) -> Doc {
    list.iter().fold(RcDoc::nil(), |doc, item| {
        doc.append(comment(item)).append(RcDoc::hardline())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plpgsql::{Block, PlKind, PlStatement};

    fn assign(target: &str, value: &str, origin: (u32, u32)) -> PlStatement {
        PlStatement {
            origin: Some(Made {
                from: origin,
                by: "assignment",
            }),
            ..PlKind::Assign(Expr::name(target), Expr::text(value)).into()
        }
    }

    #[test]
    fn comments_do_not_nest() {
        let statement = PlStatement {
            comments: crate::plpgsql::Comments {
                leading: vec!["/* SELECT /*+ FULL(t) a\n  /* b */".to_owned()],
                ..crate::plpgsql::Comments::default()
            },
            ..assign("a", "/*", (1, 2))
        };
        let statement = Statement::Do(Box::new(Block {
            statements: vec![statement],
            ..Block::default()
        }));
        let printed = print_statement(&statement, PrintOptions::default());
        assert!(
            printed.text.contains("/* SELECT / *+ FULL(t) a") && printed.text.contains("/ * b */"),
            "{}",
            printed.text
        );
    }

    #[test]
    fn blanks_and_line_feeds_of_literals_stay() {
        let statement = Statement::Do(Box::new(Block {
            statements: vec![assign("a", "one  \n   two  ", (1, 2))],
            ..Block::default()
        }));
        let printed = print_statement(&statement, PrintOptions::default());
        assert!(
            printed.text.contains("a := 'one  \n   two  ';"),
            "{}",
            printed.text
        );
    }

    #[test]
    fn statements_know_where_they_come_from() {
        let block = |value| {
            Statement::Do(Box::new(Block {
                statements: vec![assign("first", value, (10, 20)), assign("second", "y", (30, 40))],
                ..Block::default()
            }))
        };
        let printed = print_statements(&[block("x"), block("z")], PrintOptions::default());
        let parts: Vec<(&str, (u32, u32))> = printed
            .origins
            .iter()
            .map(|origin| (&printed.text[origin.start..origin.end], origin.source))
            .collect();
        assert_eq!(
            parts,
            [
                ("first := 'x';", (10, 20)),
                ("second := 'y';", (30, 40)),
                ("first := 'z';", (10, 20)),
                ("second := 'y';", (30, 40)),
            ]
        );
    }
}
