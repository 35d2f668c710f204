//! The printer: trees to text through a Wadler-style layout.

mod ddl;
mod expr;
mod plpgsql;
mod query;

use crate::ddl::Statement;
use crate::expr::Expr;
use pretty::RcDoc;

/// A document to lay out.
pub(crate) type Doc = RcDoc<'static, ()>;

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

/// One statement with its semicolon and a line feed at the end.
pub fn print_statement(statement: &Statement, options: PrintOptions) -> String {
    let mut text = render(ddl::statement(statement), options);
    if !matches!(statement, Statement::Remark(_) | Statement::SourceComment(_)) {
        text.push(';');
    }
    text.push('\n');
    text
}

/// Statements separated by blank lines.
pub fn print_statements(statements: &[Statement], options: PrintOptions) -> String {
    let mut out = String::new();
    for (index, statement) in statements.iter().enumerate() {
        let after_comment = index > 0
            && matches!(
                statements[index - 1],
                Statement::SourceComment(_) | Statement::Remark(_)
            );
        if index > 0 && !after_comment {
            out.push('\n');
        }
        out.push_str(&print_statement(statement, options));
    }
    out
}

/// An expression on its own.
pub fn print_expr(expression: &Expr, options: PrintOptions) -> String {
    render(expr::expr(expression), options)
}

pub(crate) fn render(doc: Doc, options: PrintOptions) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = doc.render_fmt(options.width, &mut out);
    let trimmed: Vec<&str> = out.split('\n').map(str::trim_end).collect();
    trimmed.join("\n")
}

pub(crate) fn text(text: impl Into<String>) -> Doc {
    RcDoc::text(text.into())
}

/// Lines that keep their own line feeds; the layout's indentation applies to each.
pub(crate) fn lines(text_lines: &str) -> Doc {
    RcDoc::intersperse(
        text_lines.split('\n').map(|line| text(line.trim_end())),
        RcDoc::hardline(),
    )
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
