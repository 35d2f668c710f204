//! PL/pgSQL and the statements that hold it.

use super::expr::{expr, place};
use super::{
    Doc, INDENT, Mark, PrintOptions, Printed, comment, comments, ddl, parenthesised, query, render, text,
};
use crate::ddl::{CreateRoutine, RoutineParameter};
use crate::name::{Ident, quote_literal};
use crate::plpgsql::*;
use pretty::RcDoc;
use std::rc::Rc;

/// Bodies are laid out on their own: the layout of the header must not depend on them.
fn body_text(block: &Block, options: &[&str]) -> Printed {
    let head: String = options.iter().map(|option| format!("{option}\n")).collect();
    let mut body = Printed::from(head);
    body.append(&render(block_doc(block), PrintOptions::default()));
    body.text.push(';');
    body
}

/// A body between `$$`, or between tags that it does not contain, on lines of their own.
pub fn dollar_quote(body: &str) -> String {
    let tag = dollar_tag(body);
    format!("{tag}\n{body}\n{tag}")
}

/// `$$`, or a tag that the body does not contain.
fn dollar_tag(body: &str) -> String {
    let mut tag = "$$".to_owned();
    let mut number = 0;
    while body.contains(tag.as_str()) {
        tag = if number == 0 {
            "$body$".to_owned()
        } else {
            format!("$body{number}$")
        };
        number += 1;
    }
    tag
}

/// Lines of a body must stay where they are; nesting does not apply at statement level.
fn raw(body: Printed) -> Doc {
    text(body.text).annotate(Mark::Printed(Rc::from(body.origins)))
}

pub(crate) fn do_block(block: &Block) -> Doc {
    let body = body_text(block, &["#variable_conflict use_column"]);
    let tag = dollar_tag(&body.text);
    text(format!("DO {tag}"))
        .append(RcDoc::hardline())
        .append(raw(body))
        .append(RcDoc::hardline())
        .append(text(tag))
}

pub(crate) fn routine(routine: &CreateRoutine) -> Doc {
    let kind = if routine.procedure {
        "PROCEDURE"
    } else {
        "FUNCTION"
    };
    let parameters = routine.parameters.iter().map(parameter).collect();
    let mut doc = comments(&routine.comments)
        .append(text(format!("CREATE OR REPLACE {kind} {}", routine.name)))
        .append(parenthesised(parameters));
    if let Some(returns) = &routine.returns {
        doc = doc
            .append(RcDoc::hardline())
            .append(text(format!("RETURNS {returns}")));
    }
    doc = doc.append(RcDoc::hardline()).append(text("LANGUAGE plpgsql"));
    for attribute in &routine.attributes {
        doc = doc.append(RcDoc::hardline()).append(text(attribute.clone()));
    }
    let body = body_text(&routine.body, &routine.options);
    let tag = dollar_tag(&body.text);
    doc.append(RcDoc::hardline())
        .append(text(format!("AS {tag}")))
        .append(RcDoc::hardline())
        .append(raw(body))
        .append(RcDoc::hardline())
        .append(text(tag))
}

fn parameter(parameter: &RoutineParameter) -> Doc {
    let mode = if parameter.mode.is_empty() {
        String::new()
    } else {
        format!("{} ", parameter.mode)
    };
    let doc = text(format!("{mode}{} {}", parameter.name, parameter.ty));
    match &parameter.default {
        Some(default) => doc.append(text(" DEFAULT ")).append(expr(default)),
        None => doc,
    }
}

fn block_doc(block: &Block) -> Doc {
    let mut doc = RcDoc::nil();
    if let Some(label) = &block.label {
        doc = doc.append(text(format!("<<{label}>>"))).append(RcDoc::hardline());
    }
    if !block.declarations.is_empty() {
        doc = doc.append(text("DECLARE"));
        for declared in &block.declarations {
            doc = doc.append(RcDoc::hardline().append(declaration(declared)).nest(INDENT));
        }
        doc = doc.append(RcDoc::hardline());
    }
    doc = doc
        .append(text("BEGIN"))
        .append(body(&block.statements))
        .append(RcDoc::hardline());
    if !block.handlers.is_empty() {
        doc = doc.append(text("EXCEPTION"));
        for handler in &block.handlers {
            let head = comments(&handler.comments.leading)
                .append(text(format!("WHEN {} THEN", handler.conditions.join(" OR "))));
            doc = doc.append(
                RcDoc::hardline()
                    .append(trailing(head, handler.comments.trailing.as_deref()))
                    .append(body(&handler.statements))
                    .nest(INDENT),
            );
        }
        doc = doc.append(RcDoc::hardline());
    }
    doc.append(text("END"))
}

/// Statements one level deeper; an empty list needs a NULL statement.
fn body(statements: &[PlStatement]) -> Doc {
    if statements
        .iter()
        .all(|statement| matches!(statement.kind, PlKind::Remark(_)))
    {
        let null = RcDoc::hardline().append(text("NULL;")).nest(INDENT);
        return statement_list(statements).append(null);
    }
    statement_list(statements)
}

fn statement_list(statements: &[PlStatement]) -> Doc {
    statements.iter().fold(RcDoc::nil(), |doc, item| {
        doc.append(RcDoc::hardline().append(statement(item)).nest(INDENT))
    })
}

fn trailing(doc: Doc, comment_text: Option<&str>) -> Doc {
    match comment_text {
        Some(text_of) => doc.append(text(" ")).append(comment(text_of)),
        None => doc,
    }
}

fn declaration(declared: &Declaration) -> Doc {
    let doc = match &declared.kind {
        DeclarationKind::Variable {
            name,
            constant,
            ty,
            not_null,
            default,
        } => {
            let constant = if *constant { "CONSTANT " } else { "" };
            let not_null = if *not_null { " NOT NULL" } else { "" };
            let doc = text(format!("{name} {constant}{ty}{not_null}"));
            match default {
                Some(default) => doc.append(text(" := ")).append(expr(default)),
                None => doc,
            }
        }
        DeclarationKind::Cursor {
            name,
            parameters,
            query: inner,
        } => {
            let parameters = if parameters.is_empty() {
                String::new()
            } else {
                let list: Vec<String> = parameters
                    .iter()
                    .map(|(name, ty)| format!("{name} {ty}"))
                    .collect();
                format!(" ({})", list.join(", "))
            };
            text(format!("{name} CURSOR{parameters} FOR"))
                .append(RcDoc::line().append(query::query(inner)).nest(INDENT).group())
        }
    };
    let doc = comments(&declared.comments.leading).append(doc).append(text(";"));
    trailing(doc, declared.comments.trailing.as_deref())
}

fn label_doc(label: Option<&Ident>) -> Doc {
    match label {
        Some(label) => text(format!("<<{label}>>")).append(RcDoc::hardline()),
        None => RcDoc::nil(),
    }
}

fn end_loop(head: Doc, statements: &[PlStatement], label: Option<&Ident>) -> Doc {
    let end = match label {
        Some(label) => format!("END LOOP {label}"),
        None => "END LOOP".to_owned(),
    };
    head.append(body(statements))
        .append(RcDoc::hardline())
        .append(text(end))
}

fn statement(item: &PlStatement) -> Doc {
    let mut doc = kind(&item.kind);
    if !matches!(item.kind, PlKind::Remark(_)) {
        doc = doc.append(text(";"));
    }
    if let Some(made) = item.origin {
        doc = doc.annotate(Mark::Statement(made));
    }
    let doc = comments(&item.comments.leading).append(doc);
    let doc = trailing(doc, item.comments.trailing.as_deref());
    item.comments.after.iter().fold(doc, |doc, line| {
        doc.append(RcDoc::hardline()).append(comment(line))
    })
}

fn kind(kind: &PlKind) -> Doc {
    match kind {
        PlKind::Assign(target, value) => place(target)
            .append(text(" := "))
            .append(expr(value).nest(INDENT))
            .group(),
        PlKind::If(branches, else_statements) => if_statement(branches, else_statements.as_deref()),
        PlKind::Case(operand, branches, else_statements) => {
            case_statement(operand.as_ref(), branches, else_statements.as_deref())
        }
        PlKind::Loop(label, statements) => end_loop(
            label_doc(label.as_ref()).append(text("LOOP")),
            statements,
            label.as_ref(),
        ),
        PlKind::While(label, condition, statements) => {
            let head = label_doc(label.as_ref())
                .append(text("WHILE "))
                .append(expr(condition))
                .append(text(" LOOP"));
            end_loop(head, statements, label.as_ref())
        }
        PlKind::ForRange {
            label,
            variable,
            reverse,
            low,
            high,
            body,
        } => {
            let reverse = if *reverse { "REVERSE " } else { "" };
            let head = label_doc(label.as_ref())
                .append(text(format!("FOR {variable} IN {reverse}")))
                .append(expr(low))
                .append(text(".."))
                .append(expr(high))
                .append(text(" LOOP"));
            end_loop(head, body, label.as_ref())
        }
        PlKind::ForQuery {
            label,
            variable,
            query: inner,
            body,
        } => {
            let head = label_doc(label.as_ref())
                .append(text(format!("FOR {variable} IN")))
                .append(
                    RcDoc::line()
                        .append(query::query(inner))
                        .nest(INDENT)
                        .append(RcDoc::line())
                        .group(),
                )
                .append(text("LOOP"));
            end_loop(head, body, label.as_ref())
        }
        PlKind::ForCursor {
            label,
            variable,
            cursor,
            args,
            body,
        } => {
            let mut head = label_doc(label.as_ref()).append(text(format!("FOR {variable} IN {cursor}")));
            if !args.is_empty() {
                head = head.append(parenthesised(args.iter().map(expr).collect()));
            }
            end_loop(head.append(text(" LOOP")), body, label.as_ref())
        }
        PlKind::Foreach {
            label,
            variable,
            array,
            body,
        } => {
            let head = label_doc(label.as_ref())
                .append(text(format!("FOREACH {variable} IN ARRAY ")))
                .append(expr(array))
                .append(text(" LOOP"));
            end_loop(head, body, label.as_ref())
        }
        PlKind::Exit(label, condition) => leave("EXIT", label.as_ref(), condition.as_ref()),
        PlKind::Continue(label, condition) => leave("CONTINUE", label.as_ref(), condition.as_ref()),
        PlKind::Return(None) => text("RETURN"),
        PlKind::Return(Some(value)) => text("RETURN ").append(expr(value).nest(INDENT)).group(),
        PlKind::ReturnNext(None) => text("RETURN NEXT"),
        PlKind::ReturnNext(Some(value)) => text("RETURN NEXT ").append(expr(value)),
        PlKind::ReturnQuery(inner) => {
            text("RETURN QUERY").append(RcDoc::line().append(query::query(inner)).nest(INDENT).group())
        }
        PlKind::Raise(inner) => raise(inner),
        PlKind::Null => text("NULL"),
        PlKind::Block(block) => {
            let doc = block_doc(block);
            match &block.label {
                Some(label) => doc.append(text(format!(" {label}"))),
                None => doc,
            }
        }
        PlKind::Sql(inner) => ddl::statement(inner),
        PlKind::Perform(call) => text("PERFORM ").append(expr(call)),
        PlKind::PerformQuery(inner) => text("PERFORM * FROM ")
            .append(query::nested(inner))
            .append(text(" AS selected")),
        PlKind::Call(name, args) => {
            text(format!("CALL {name}")).append(parenthesised(args.iter().map(expr).collect()))
        }
        PlKind::Execute { sql, into, using } => {
            let mut doc = text("EXECUTE ").append(expr(sql).nest(INDENT));
            if let Some(targets) = into {
                doc = doc.append(RcDoc::line().append(query::into(targets)).nest(INDENT));
            }
            using_values(doc, using).group()
        }
        PlKind::Open(cursor, args) => {
            let doc = text("OPEN ").append(expr(cursor));
            if args.is_empty() {
                doc
            } else {
                doc.append(parenthesised(args.iter().map(expr).collect()))
            }
        }
        PlKind::OpenFor(cursor, inner) => text("OPEN ")
            .append(expr(cursor))
            .append(text(" FOR"))
            .append(RcDoc::line().append(query::query(inner)).nest(INDENT).group()),
        PlKind::OpenForExecute(cursor, sql, using) => {
            let doc = text("OPEN ")
                .append(expr(cursor))
                .append(text(" FOR EXECUTE "))
                .append(expr(sql));
            using_values(doc, using).group()
        }
        PlKind::Fetch(cursor, targets) => text("FETCH ")
            .append(expr(cursor))
            .append(text(" INTO "))
            .append(super::commas(targets.iter().map(expr)).nest(INDENT).group()),
        PlKind::Close(cursor) => text("CLOSE ").append(expr(cursor)),
        PlKind::GetDiagnostics(stacked, items) => {
            let word = if *stacked {
                "GET STACKED DIAGNOSTICS "
            } else {
                "GET DIAGNOSTICS "
            };
            let items = items
                .iter()
                .map(|(target, item)| expr(target).append(text(format!(" = {item}"))));
            text(word).append(super::commas(items).nest(INDENT).group())
        }
        PlKind::Commit => text("COMMIT"),
        PlKind::Rollback => text("ROLLBACK"),
        PlKind::Raw(raw) => text(raw.clone()),
        PlKind::Remark(remark) => RcDoc::intersperse(
            remark.iter().map(|line| text(format!("-- {line}"))),
            RcDoc::hardline(),
        ),
    }
}

fn using_values(doc: Doc, using: &[crate::expr::Expr]) -> Doc {
    if using.is_empty() {
        return doc;
    }
    let values = super::commas(using.iter().map(expr));
    doc.append(RcDoc::line().append(text("USING ")).append(values).nest(INDENT))
}

fn leave(word: &str, label: Option<&Ident>, condition: Option<&crate::expr::Expr>) -> Doc {
    let mut doc = text(word);
    if let Some(label) = label {
        doc = doc.append(text(format!(" {label}")));
    }
    match condition {
        Some(condition) => doc
            .append(text(" WHEN "))
            .append(expr(condition).nest(INDENT))
            .group(),
        None => doc,
    }
}

fn if_statement(
    branches: &[(crate::expr::Expr, Vec<PlStatement>)],
    else_statements: Option<&[PlStatement]>,
) -> Doc {
    let mut doc = RcDoc::nil();
    for (index, (condition, statements)) in branches.iter().enumerate() {
        if index > 0 {
            doc = doc.append(RcDoc::hardline());
        }
        doc = doc
            .append(text(if index == 0 { "IF " } else { "ELSIF " }))
            .append(super::expr::before_then(condition).nest(INDENT))
            .append(text(" THEN"))
            .append(body(statements));
    }
    if let Some(statements) = else_statements {
        doc = doc
            .append(RcDoc::hardline())
            .append(text("ELSE"))
            .append(body(statements));
    }
    doc.append(RcDoc::hardline()).append(text("END IF"))
}

fn case_statement(
    operand: Option<&crate::expr::Expr>,
    branches: &[(Vec<crate::expr::Expr>, Vec<PlStatement>)],
    else_statements: Option<&[PlStatement]>,
) -> Doc {
    let mut doc = text("CASE");
    if let Some(operand) = operand {
        doc = doc.append(text(" ")).append(expr(operand));
    }
    for (conditions, statements) in branches {
        let conditions = super::commas(conditions.iter().map(super::expr::before_then));
        doc = doc.append(
            RcDoc::hardline()
                .append(text("WHEN "))
                .append(conditions)
                .append(text(" THEN"))
                .append(body(statements))
                .nest(INDENT),
        );
    }
    if let Some(statements) = else_statements {
        doc = doc.append(
            RcDoc::hardline()
                .append(text("ELSE"))
                .append(body(statements))
                .nest(INDENT),
        );
    }
    doc.append(RcDoc::hardline()).append(text("END CASE"))
}

fn raise(raise: &Raise) -> Doc {
    let mut doc = text("RAISE");
    if !raise.level.is_empty() {
        doc = doc.append(text(format!(" {}", raise.level)));
    }
    if let Some(sqlstate) = &raise.sqlstate {
        doc = doc.append(text(format!(" SQLSTATE {}", quote_literal(sqlstate))));
    }
    if let Some(format) = &raise.format {
        doc = doc.append(text(format!(" {}", quote_literal(format))));
    }
    for value in &raise.args {
        doc = doc.append(text(", ")).append(expr(value).nest(INDENT));
    }
    if !raise.using.is_empty() {
        let options = raise
            .using
            .iter()
            .map(|(name, value)| text(format!("{name} = ")).append(expr(value)));
        doc = doc.append(
            RcDoc::line()
                .append(text("USING "))
                .append(super::commas(options))
                .nest(INDENT),
        );
    }
    doc.group()
}
