//! Queries and DML.

use super::expr::{expr, order_item, window};
use super::{Doc, INDENT, commas, ddl, parenthesised, text};
use crate::expr::Expr;
use crate::name::{Ident, QualifiedName};
use crate::query::*;
use pretty::RcDoc;

/// A query in parentheses.
pub(crate) fn nested(inner: &Query) -> Doc {
    text("(")
        .append(RcDoc::line_().append(query(inner)).nest(INDENT))
        .append(RcDoc::line_())
        .append(text(")"))
        .group()
}

pub(crate) fn query(inner: &Query) -> Doc {
    let mut doc = with(&inner.with, inner.recursive).append(body(&inner.body, 0));
    if !inner.order_by.is_empty() {
        doc = doc
            .append(RcDoc::line())
            .append(text("ORDER BY "))
            .append(commas(inner.order_by.iter().map(order_item)).nest(INDENT).group());
    }
    match (&inner.limit, inner.with_ties) {
        (Some(limit), true) => {
            doc = doc
                .append(offset(inner))
                .append(RcDoc::line())
                .append(text("FETCH FIRST "))
                .append(text("("))
                .append(expr(limit))
                .append(text(") ROWS WITH TIES"));
        }
        (Some(limit), false) => {
            doc = doc
                .append(RcDoc::line())
                .append(text("LIMIT "))
                .append(expr(limit))
                .append(offset(inner));
        }
        (None, _) => doc = doc.append(offset(inner)),
    }
    if let Some(lock) = &inner.lock {
        doc = doc.append(RcDoc::line()).append(text("FOR UPDATE"));
        if !lock.of.is_empty() {
            doc = doc.append(text(format!(" OF {}", idents(&lock.of))));
        }
        if !lock.wait.is_empty() {
            doc = doc.append(text(format!(" {}", lock.wait)));
        }
    }
    doc
}

fn offset(inner: &Query) -> Doc {
    match &inner.offset {
        Some(offset) => RcDoc::line().append(text("OFFSET ")).append(expr(offset)),
        None => RcDoc::nil(),
    }
}

fn with(items: &[CommonTable], recursive: bool) -> Doc {
    if items.is_empty() {
        return RcDoc::nil();
    }
    let list = items.iter().map(|item| {
        let columns = if item.columns.is_empty() {
            String::new()
        } else {
            format!(" ({})", idents(&item.columns))
        };
        let doc = text(format!("{}{columns} AS (", item.name))
            .append(RcDoc::hardline().append(ddl::statement(&item.body)).nest(INDENT))
            .append(RcDoc::hardline())
            .append(text(")"));
        if item.suffix.is_empty() {
            doc
        } else {
            doc.append(text(format!(" {}", item.suffix)))
        }
    });
    text(if recursive { "WITH RECURSIVE " } else { "WITH " })
        .append(RcDoc::intersperse(list, text(",").append(RcDoc::hardline())))
        .append(RcDoc::hardline())
}

/// INTERSECT binds tighter than UNION and EXCEPT, which are equal.
fn set_level(op: &str) -> u8 {
    if op.starts_with("INTERSECT") { 2 } else { 1 }
}

fn body(inner: &QueryBody, minimum: u8) -> Doc {
    match inner {
        QueryBody::Select(block) => select(block),
        QueryBody::Nested(inner) => nested(inner),
        QueryBody::Values(rows) => {
            let rows = rows
                .iter()
                .map(|row| parenthesised(row.iter().map(expr).collect()));
            text("VALUES ").append(commas(rows).nest(INDENT)).group()
        }
        QueryBody::Set(left, op, right) => {
            let level = set_level(op);
            let doc = body(left, level)
                .append(RcDoc::hardline())
                .append(text(*op))
                .append(RcDoc::hardline())
                .append(body(right, level + 1));
            if level < minimum {
                text("(")
                    .append(RcDoc::hardline().append(doc).nest(INDENT))
                    .append(RcDoc::hardline())
                    .append(text(")"))
            } else {
                doc
            }
        }
    }
}

fn clause(word: &str, content: Doc) -> Doc {
    RcDoc::line()
        .append(text(format!("{word} ")))
        .append(content.nest(INDENT).group())
}

fn select(block: &Select) -> Doc {
    let mut head = String::from("SELECT");
    if let Some(hint) = &block.hint {
        head.push(' ');
        head.push_str(hint);
    }
    if block.distinct {
        head.push_str(" DISTINCT");
    }
    let mut doc = text(head);
    if !block.items.is_empty() {
        let list = commas(block.items.iter().map(select_item));
        doc = doc.append(RcDoc::line().append(list).nest(INDENT).group());
    }
    if let Some(targets) = &block.into {
        doc = doc.append(RcDoc::line()).append(into(targets));
    }
    if !block.from.is_empty() {
        doc = doc.append(clause("FROM", commas(block.from.iter().map(from_item))));
    }
    if let Some(condition) = &block.condition {
        doc = doc.append(clause("WHERE", expr(condition)));
    }
    if !block.group_by.is_empty() {
        doc = doc.append(clause("GROUP BY", commas(block.group_by.iter().map(expr))));
    }
    if let Some(having) = &block.having {
        doc = doc.append(clause("HAVING", expr(having)));
    }
    if !block.windows.is_empty() {
        let list = block
            .windows
            .iter()
            .map(|(name, spec)| text(format!("{name} AS ")).append(window(spec)));
        doc = doc.append(clause("WINDOW", commas(list)));
    }
    doc
}

pub(crate) fn into(into: &Into) -> Doc {
    text(if into.strict { "INTO STRICT " } else { "INTO " })
        .append(commas(into.targets.iter().map(expr)).nest(INDENT).group())
}

pub(crate) fn select_item(item: &SelectItem) -> Doc {
    match &item.alias {
        Some(alias) => expr(&item.expr).append(text(format!(" AS {alias}"))),
        None => expr(&item.expr),
    }
}

pub(crate) fn from_item(item: &FromItem) -> Doc {
    let aliased = |doc: Doc, alias: Option<&Ident>, columns: &[Ident]| {
        let doc = match alias {
            Some(alias) => doc.append(text(format!(" AS {alias}"))),
            None => doc,
        };
        if columns.is_empty() {
            doc
        } else {
            doc.append(text(format!(" ({})", idents(columns))))
        }
    };
    match item {
        FromItem::Table { name, alias, sample } => {
            let doc = aliased(text(name.to_string()), alias.as_ref(), &[]);
            match sample {
                Some(sample) => doc.append(text(" TABLESAMPLE ")).append(expr(sample)),
                None => doc,
            }
        }
        FromItem::Query {
            lateral,
            query,
            alias,
            columns,
        } => {
            let doc = if *lateral {
                text("LATERAL ").append(nested(query))
            } else {
                nested(query)
            };
            aliased(doc, Some(alias), columns)
        }
        FromItem::Function {
            lateral,
            call,
            ordinality,
            alias,
            columns,
        } => {
            let mut doc = if *lateral { text("LATERAL ") } else { RcDoc::nil() };
            doc = doc.append(expr(call));
            if *ordinality {
                doc = doc.append(text(" WITH ORDINALITY"));
            }
            aliased(doc, alias.as_ref(), columns)
        }
        FromItem::Records { call, alias, columns } => {
            let columns = columns.iter().map(|(name, ty)| text(format!("{name} {ty}")));
            expr(call)
                .append(text(format!(" AS {alias} ")))
                .append(parenthesised(columns.collect()))
        }
        FromItem::Join {
            left,
            kind,
            right,
            on,
            using,
        } => {
            let right_doc = match right.as_ref() {
                FromItem::Join { .. } => text("(").append(from_item(right)).append(text(")")),
                _ => from_item(right),
            };
            let mut doc = from_item(left)
                .append(RcDoc::line())
                .append(text(format!("{kind} ")))
                .append(right_doc);
            if let Some(on) = on {
                doc = doc.append(text(" ON ")).append(expr(on).nest(INDENT));
            }
            if !using.is_empty() {
                doc = doc.append(text(format!(" USING ({})", idents(using))));
            }
            doc
        }
    }
}

pub(crate) fn idents(list: &[Ident]) -> String {
    list.iter().map(Ident::to_string).collect::<Vec<_>>().join(", ")
}

fn tail(doc: Doc, returning: &[SelectItem], targets: Option<&Into>) -> Doc {
    let mut doc = doc;
    if !returning.is_empty() {
        doc = doc.append(clause("RETURNING", commas(returning.iter().map(select_item))));
    }
    if let Some(targets) = targets {
        doc = doc.append(RcDoc::line()).append(into(targets));
    }
    doc
}

fn target(word: &str, table: &crate::name::QualifiedName, alias: Option<&Ident>) -> Doc {
    match alias {
        Some(alias) => text(format!("{word} {table} AS {alias}")),
        None => text(format!("{word} {table}")),
    }
}

pub(crate) fn insert(inner: &Insert) -> Doc {
    let mut doc = with(&inner.with, false).append(target("INSERT INTO", &inner.table, inner.alias.as_ref()));
    if !inner.columns.is_empty() {
        let columns = inner
            .columns
            .iter()
            .map(|column| text(column.to_string()))
            .collect();
        doc = doc.append(text(" ")).append(parenthesised(columns));
    }
    if inner.overriding {
        doc = doc.append(text(" OVERRIDING SYSTEM VALUE"));
    }
    doc = match &inner.source {
        Some(source) => doc.append(RcDoc::line()).append(query(source)),
        None => doc.append(text(" DEFAULT VALUES")),
    };
    if let Some(conflict) = &inner.on_conflict {
        doc = doc.append(RcDoc::line()).append(text(conflict.clone()));
    }
    tail(doc, &inner.returning, inner.into.as_ref()).group()
}

fn assignments(set: &[(Vec<QualifiedName>, Expr)]) -> Doc {
    commas(set.iter().map(|(columns, value)| match columns.as_slice() {
        [column] => text(format!("{column} = ")).append(expr(value)),
        _ => {
            let columns: Vec<String> = columns.iter().map(ToString::to_string).collect();
            text(format!("({}) = ", columns.join(", "))).append(expr(value))
        }
    }))
}

fn conditions(doc: Doc, condition: Option<&Expr>, current_of: Option<&Ident>) -> Doc {
    if let Some(condition) = condition {
        return doc.append(clause("WHERE", expr(condition)));
    }
    match current_of {
        Some(cursor) => doc
            .append(RcDoc::line())
            .append(text(format!("WHERE CURRENT OF {cursor}"))),
        None => doc,
    }
}

pub(crate) fn update(inner: &Update) -> Doc {
    let mut doc =
        target("UPDATE", &inner.table, inner.alias.as_ref()).append(clause("SET", assignments(&inner.set)));
    if !inner.from.is_empty() {
        doc = doc.append(clause("FROM", commas(inner.from.iter().map(from_item))));
    }
    doc = conditions(doc, inner.condition.as_ref(), inner.current_of.as_ref());
    tail(doc, &inner.returning, inner.into.as_ref()).group()
}

pub(crate) fn delete(inner: &Delete) -> Doc {
    let mut doc = target("DELETE FROM", &inner.table, inner.alias.as_ref());
    if !inner.using.is_empty() {
        doc = doc.append(clause("USING", commas(inner.using.iter().map(from_item))));
    }
    doc = conditions(doc, inner.condition.as_ref(), inner.current_of.as_ref());
    tail(doc, &inner.returning, inner.into.as_ref()).group()
}

pub(crate) fn merge(inner: &Merge) -> Doc {
    let mut doc = target("MERGE INTO", &inner.table, inner.alias.as_ref())
        .append(RcDoc::hardline())
        .append(text("USING "))
        .append(from_item(&inner.source))
        .append(RcDoc::hardline())
        .append(text("ON "))
        .append(expr(&inner.on));
    for branch in &inner.branches {
        let mut head = text(if branch.matched {
            "WHEN MATCHED"
        } else {
            "WHEN NOT MATCHED"
        });
        if let Some(condition) = &branch.condition {
            head = head.append(text(" AND ")).append(expr(condition));
        }
        let action = match &branch.action {
            MergeAction::Update(set) => text("UPDATE SET ").append(assignments(set).nest(INDENT).group()),
            MergeAction::Delete => text("DELETE"),
            MergeAction::Nothing => text("DO NOTHING"),
            MergeAction::Insert(columns, values) => {
                let columns = columns.iter().map(|column| text(column.to_string())).collect();
                text("INSERT ")
                    .append(parenthesised(columns))
                    .append(RcDoc::line())
                    .append(text("VALUES "))
                    .append(parenthesised(values.iter().map(expr).collect()))
                    .group()
            }
        };
        doc = doc
            .append(RcDoc::hardline())
            .append(head)
            .append(text(" THEN"))
            .append(RcDoc::hardline().append(action).nest(INDENT));
    }
    doc
}
