//! DDL and the choice between statements.

use super::expr::{expr, restricted};
use super::query::{self, idents};
use super::{Doc, INDENT, comment, comments, parenthesised, plpgsql, text};
use crate::ddl::*;
use crate::name::{Ident, quote_literal};
use pretty::RcDoc;

pub(crate) fn statement(inner: &Statement) -> Doc {
    match inner {
        Statement::Query(inner) => query::query(inner).group(),
        Statement::Insert(inner) => query::insert(inner),
        Statement::Update(inner) => query::update(inner),
        Statement::Delete(inner) => query::delete(inner),
        Statement::Merge(inner) => query::merge(inner),
        Statement::CreateTable(inner) => create_table(inner),
        Statement::CreateIndex(inner) => create_index(inner),
        Statement::CreateView(inner) => create_view("VIEW", inner),
        Statement::CreateMaterializedView(inner) => create_view("MATERIALIZED VIEW", inner),
        Statement::CreateSequence(name, options) => {
            let mut doc = text(format!("CREATE SEQUENCE {name}"));
            for option in options {
                doc = doc.append(RcDoc::line().append(text(option.clone())).nest(INDENT));
            }
            doc.group()
        }
        Statement::CreateCompositeType(name, attributes) => {
            let list = attributes.iter().map(|(name, ty)| text(format!("{name} {ty}")));
            text(format!("CREATE TYPE {name} AS ("))
                .append(one_per_line(list.collect()))
                .append(text(")"))
        }
        Statement::CreateDomain(name, ty, check) => {
            let doc = text(format!("CREATE DOMAIN {name} AS {ty}"));
            match check {
                Some(check) => doc.append(text(" CHECK (")).append(expr(check)).append(text(")")),
                None => doc,
            }
        }
        Statement::CreateRoutine(inner) => plpgsql::routine(inner),
        Statement::CreateTrigger(inner) => create_trigger(inner),
        Statement::Comment {
            kind,
            name,
            text: comment,
        } => text(format!("COMMENT ON {kind} {name} IS {}", quote_literal(comment))),
        Statement::AddColumns(table, columns) => {
            let added = columns
                .iter()
                .map(|new| text("ADD COLUMN ").append(column(new)))
                .collect::<Vec<_>>();
            text(format!("ALTER TABLE {table}"))
                .append(
                    RcDoc::line()
                        .append(RcDoc::intersperse(added, text(",").append(RcDoc::line())))
                        .nest(INDENT),
                )
                .group()
        }
        Statement::AddConstraint {
            table,
            constraint: added,
        } => text(format!("ALTER TABLE {table}"))
            .append(
                RcDoc::line()
                    .append(text("ADD "))
                    .append(constraint(added))
                    .nest(INDENT),
            )
            .group(),
        Statement::Do(block) => plpgsql::do_block(block),
        Statement::Raw(raw) => text(raw.clone()),
        Statement::Remark(remark) => RcDoc::intersperse(
            remark.iter().map(|line| text(format!("-- {line}"))),
            RcDoc::hardline(),
        ),
        Statement::SourceComment(source) => comment(source),
    }
}

fn one_per_line(items: Vec<Doc>) -> Doc {
    let list = RcDoc::intersperse(items, text(",").append(RcDoc::hardline()));
    RcDoc::hardline()
        .append(list)
        .nest(INDENT)
        .append(RcDoc::hardline())
}

fn create_table(table: &CreateTable) -> Doc {
    let name = table.name.as_ref().map(ToString::to_string).unwrap_or_default();
    let persistence = if table.persistence.is_empty() {
        String::new()
    } else {
        format!("{} ", table.persistence)
    };
    let mut doc = text(format!("CREATE {persistence}TABLE {name}"));
    let items: Vec<Doc> = table
        .columns
        .iter()
        .map(column)
        .chain(table.constraints.iter().map(constraint))
        .collect();
    if !items.is_empty() {
        doc = doc
            .append(text(" ("))
            .append(one_per_line(items))
            .append(text(")"));
    } else if table.query.is_none() {
        doc = doc.append(text(" ()"));
    }
    for words in &table.suffix {
        doc = doc.append(RcDoc::hardline()).append(text(words.clone()));
    }
    match &table.query {
        Some(inner) => doc
            .append(text(" AS"))
            .append(RcDoc::hardline())
            .append(query::query(inner).group()),
        None => doc,
    }
}

fn column(column: &Column) -> Doc {
    let mut doc = comments(&column.comments).append(text(format!("{} {}", column.name, column.ty)));
    if let Some(collation) = &column.collation {
        doc = doc.append(text(format!(" COLLATE {collation}")));
    }
    if let Some(default) = &column.default {
        doc = doc.append(text(" DEFAULT ")).append(restricted(default));
    }
    if let Some(identity) = &column.identity {
        doc = doc.append(text(format!(" {identity}")));
    }
    if let Some(generated) = &column.generated {
        doc = doc
            .append(text(" GENERATED ALWAYS AS ("))
            .append(expr(generated))
            .append(text(") STORED"));
    }
    if let Some(name) = &column.not_null_name {
        doc = doc.append(text(format!(" CONSTRAINT {name}")));
    }
    if column.not_null {
        doc.append(text(" NOT NULL"))
    } else {
        doc
    }
}

fn constraint(constraint: &TableConstraint) -> Doc {
    let mut doc = match &constraint.name {
        Some(name) => text(format!("CONSTRAINT {name} ")),
        None => RcDoc::nil(),
    };
    doc = comments(&constraint.comments).append(doc);
    doc = doc.append(match &constraint.kind {
        ConstraintKind::PrimaryKey(columns) => text(format!("PRIMARY KEY ({})", idents(columns))),
        ConstraintKind::Unique(columns, true) => {
            text(format!("UNIQUE NULLS NOT DISTINCT ({})", idents(columns)))
        }
        ConstraintKind::Unique(columns, false) => text(format!("UNIQUE ({})", idents(columns))),
        ConstraintKind::Check(condition) => text("CHECK (").append(expr(condition)).append(text(")")),
        ConstraintKind::ForeignKey {
            columns,
            table,
            referenced,
            on_delete,
        } => {
            let referenced = if referenced.is_empty() {
                String::new()
            } else {
                format!(" ({})", idents(referenced))
            };
            let action = if on_delete.is_empty() {
                String::new()
            } else {
                format!(" {on_delete}")
            };
            text(format!(
                "FOREIGN KEY ({}) REFERENCES {table}{referenced}{action}",
                idents(columns)
            ))
        }
    });
    for words in &constraint.suffix {
        doc = doc.append(text(format!(" {words}")));
    }
    doc
}

fn create_index(index: &CreateIndex) -> Doc {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let mut doc = text(format!("CREATE {unique}INDEX {} ON {}", index.name, index.table));
    if let Some(method) = index.method {
        doc = doc.append(text(format!(" USING {method}")));
    }
    let keys = index
        .keys
        .iter()
        .map(|(key, descending)| {
            // Only names and calls stand without parentheses.
            let doc = match key {
                crate::expr::Expr::Name(_) | crate::expr::Expr::Call(_) => expr(key),
                other => text("(").append(expr(other)).append(text(")")),
            };
            if *descending {
                doc.append(text(" DESC"))
            } else {
                doc
            }
        })
        .collect();
    doc = doc.append(text(" ")).append(parenthesised(keys));
    if index.nulls_not_distinct {
        doc = doc.append(text(" NULLS NOT DISTINCT"));
    }
    if let Some(condition) = &index.condition {
        doc = doc.append(
            RcDoc::line()
                .append(text("WHERE "))
                .append(expr(condition))
                .nest(INDENT),
        );
    }
    doc.group()
}

fn create_view(kind: &str, view: &CreateView) -> Doc {
    let columns: Vec<Doc> = view
        .columns
        .iter()
        .map(|column: &Ident| text(column.to_string()))
        .collect();
    let mut doc = comments(&view.comments).append(text(format!("CREATE {kind} {}", view.name)));
    if !columns.is_empty() {
        doc = doc.append(text(" ")).append(parenthesised(columns));
    }
    doc = doc
        .append(text(" AS"))
        .append(RcDoc::hardline())
        .append(query::query(&view.query).group());
    if view.suffix.is_empty() {
        return doc;
    }
    doc.append(RcDoc::hardline()).append(text(view.suffix))
}

fn create_trigger(trigger: &CreateTrigger) -> Doc {
    let events: Vec<String> = trigger
        .events
        .iter()
        .map(|(event, columns)| {
            if columns.is_empty() {
                (*event).to_owned()
            } else {
                format!("{event} OF {}", idents(columns))
            }
        })
        .collect();
    let mut doc = text(format!("CREATE TRIGGER {}", trigger.name)).append(
        RcDoc::hardline()
            .append(text(format!(
                "{} {} ON {}",
                trigger.timing,
                events.join(" OR "),
                trigger.table
            )))
            .append(RcDoc::hardline())
            .append(text(if trigger.row {
                "FOR EACH ROW"
            } else {
                "FOR EACH STATEMENT"
            }))
            .nest(INDENT),
    );
    if let Some(condition) = &trigger.condition {
        doc = doc.append(
            RcDoc::hardline()
                .append(text("WHEN ("))
                .append(expr(condition))
                .append(text(")"))
                .nest(INDENT),
        );
    }
    let arguments: Vec<String> = trigger
        .arguments
        .iter()
        .map(|argument| quote_literal(argument))
        .collect();
    doc.append(
        RcDoc::hardline()
            .append(text(format!(
                "EXECUTE FUNCTION {}({})",
                trigger.function,
                arguments.join(", ")
            )))
            .nest(INDENT),
    )
}
