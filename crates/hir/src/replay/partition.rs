//! Partitioning. VLDB and Partitioning Guide, "Partition Administration".

use super::Replay;
use super::source::{has_phrase, one_line, words};
use plconv_catalog::{Partition, PartitionKind, Partitioning, SourceText};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode};

impl Replay {
    pub(super) fn partitioning(&mut self, partition_by: ast::PartitionBy<'_>) -> Partitioning {
        Partitioning {
            kind: kind(partition_by.kind()),
            columns: self.texts(partition_by.columns()),
            interval: partition_by
                .interval()
                .map(|interval| self.source_text(interval.syntax())),
            automatic: partition_by.automatic().is_some(),
            subpartitioning: partition_by
                .subpartition()
                .map(|sub| Box::new(self.subpartitioning(sub))),
            partitions: partition_by
                .partitions()
                .iter()
                .map(|partition| self.partition(partition))
                .collect(),
            count: partition_by.count().and_then(|count| count.text().parse().ok()),
        }
    }

    fn subpartitioning(&mut self, sub: ast::SubpartitionBy<'_>) -> Partitioning {
        Partitioning {
            kind: kind(sub.kind()),
            columns: self.texts(sub.columns()),
            interval: None,
            automatic: false,
            subpartitioning: None,
            partitions: sub
                .template()
                .iter()
                .map(|partition| self.partition(partition))
                .collect(),
            count: sub.count().and_then(|count| count.text().parse().ok()),
        }
    }

    fn texts<'t>(&self, exprs: ast::List<'t, ast::Expr<'t>>) -> Vec<SourceText> {
        exprs.iter().map(|expr| self.source_text(expr.syntax())).collect()
    }

    pub(super) fn partition(&mut self, definition: ast::PartitionDef<'_>) -> Partition {
        for option in definition.options().iter() {
            if has_phrase(&words(option.syntax()), "READ ONLY") {
                let place = super::span(self.origin(option.syntax()));
                self.sink.report(
                    Code::UNSUPPORTED_CLAUSE,
                    place,
                    "rows of a READ ONLY partition can be changed like those of the others",
                );
            }
        }
        Partition {
            name: definition.name().map(|name| name.folded()),
            values: definition
                .values()
                .iter()
                .map(|value| self.source_text(value.syntax()))
                .collect(),
            subpartitions: definition
                .subpartitions()
                .iter()
                .map(|sub| self.partition(sub))
                .collect(),
            subpartition_count: definition.count().and_then(|count| count.text().parse().ok()),
        }
    }

    /// Where single partitions are stored is physical.
    pub(super) fn partition_storage(definition: ast::PartitionDef<'_>) -> Vec<String> {
        definition
            .options()
            .iter()
            .map(|option| one_line(option.syntax()))
            .collect()
    }
}

fn kind(token: Option<ast::SyntaxToken<'_>>) -> PartitionKind {
    let words = token.map(|token| words(token.syntax())).unwrap_or_default();
    match words.last().map_or("", String::as_str) {
        "LIST" => PartitionKind::List,
        "HASH" => PartitionKind::Hash,
        "REFERENCE" => PartitionKind::Reference,
        "SYSTEM" => PartitionKind::System,
        _ => PartitionKind::Range,
    }
}
