//! PRIOR, LEVEL and the other hierarchical operators at the place where they stand.

use super::carried::{NodeColumn, same, sources_of};
use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::{ColumnRef, Expr, ExprKind, Pseudocolumn, Span};
use plconv_hir::query::QueryBlock;
use plconv_pg::{self as pg, Ident};

/// What PRIOR, LEVEL and the other hierarchical operators stand for while a block is lowered.
#[derive(Clone, Debug)]
pub(crate) struct HierarchyColumns {
    /// Alias of the rows whose columns are meant.
    pub qualifier: Option<Ident>,
    /// Columns of the sources.
    pub columns: Vec<NodeColumn>,
    /// LEVEL.
    pub level: pg::Expr,
    /// ROWNUM, where it can be told.
    pub rownum: Option<pg::Expr>,
    /// Operands of PRIOR.
    pub prior: Vec<(Expr, pg::Expr)>,
    /// Expressions under CONNECT_BY_ROOT and SYS_CONNECT_BY_PATH.
    pub carried: Vec<(Expr, pg::Expr)>,
    /// CONNECT_BY_ISLEAF.
    pub leaf: Option<pg::Expr>,
    /// CONNECT_BY_ISCYCLE.
    pub cycle: Option<pg::Expr>,
}

/// What columns stand for around a block.
pub(crate) struct Around {
    hierarchy: Option<HierarchyColumns>,
    substitutes: Vec<crate::query::Substitute>,
}

impl Default for HierarchyColumns {
    fn default() -> Self {
        HierarchyColumns {
            qualifier: None,
            columns: Vec::new(),
            level: pg::Expr::null(),
            rownum: None,
            prior: Vec::new(),
            carried: Vec::new(),
            leaf: None,
            cycle: None,
        }
    }
}

impl Lowering<'_> {
    /// In a block inside of another, columns that its own FROM hides mean nothing else, and ROWNUM counts its own rows.
    pub(crate) fn enter_block(&mut self, block: &QueryBlock) -> Around {
        let hidden = sources_of(&block.from);
        let visible = |relation: &str| hidden.iter().all(|source| source.relation != relation);
        let inside = self.hierarchy.as_ref().map(|columns| HierarchyColumns {
            columns: columns
                .columns
                .iter()
                .filter(|column| visible(&column.relation))
                .cloned()
                .collect(),
            rownum: None,
            ..columns.clone()
        });
        let substitutes = self
            .substitutes
            .iter()
            .filter(|known| visible(&known.relation))
            .cloned()
            .collect();
        Around {
            hierarchy: std::mem::replace(&mut self.hierarchy, inside),
            substitutes: std::mem::replace(&mut self.substitutes, substitutes),
        }
    }

    pub(crate) fn leave_block(&mut self, around: Around) {
        self.hierarchy = around.hierarchy;
        self.substitutes = around.substitutes;
    }

    /// A column of a source of the hierarchy: tree and table have the same columns, so each says whose it is.
    pub(crate) fn hierarchy_column(&mut self, column: &ColumnRef) -> Option<pg::Expr> {
        let columns = self.hierarchy.as_ref()?;
        let qualifier = columns.qualifier.as_ref()?;
        columns
            .columns
            .iter()
            .find(|known| known.relation == column.relation && known.column == column.column)
            .map(|known| pg::Expr::qualified(qualifier.clone(), known.name.clone()))
    }

    pub(crate) fn hierarchy_pseudocolumn(&mut self, pseudocolumn: Pseudocolumn) -> Option<pg::Expr> {
        let columns = self.hierarchy.as_ref()?;
        match pseudocolumn {
            Pseudocolumn::Level => Some(columns.level.clone()),
            Pseudocolumn::Rownum => columns.rownum.clone(),
            Pseudocolumn::ConnectByIsLeaf => columns.leaf.clone(),
            Pseudocolumn::ConnectByIsCycle => columns.cycle.clone(),
            _ => None,
        }
    }

    /// `PRIOR column`: the parent's column.
    pub(crate) fn prior(&mut self, operand: &Expr) -> pg::Expr {
        let columns = self.hierarchy.as_ref();
        if let Some(columns) = columns
            && let Some(value) = found(&columns.prior, &operand.kind)
        {
            return value;
        }
        if let Some(columns) = columns {
            // Of an expression that CONNECT BY does not have: computed from the parent's columns.
            let parent = HierarchyColumns {
                qualifier: Some(Ident::from(super::PARENT)),
                level: pg::Expr::qualified(super::PARENT, super::LEVEL),
                ..columns.clone()
            };
            let outer = self.hierarchy.replace(parent);
            let value = self.lower_expr(operand);
            self.hierarchy = outer;
            return value;
        }
        self.report(
            Code::CONNECT_BY_SHAPE,
            operand.span,
            "PRIOR stands outside of a hierarchical query",
        );
        self.refused_expr("PRIOR outside of a hierarchical query")
    }

    pub(crate) fn connect_by_root(&mut self, operand: &Expr, span: Span) -> pg::Expr {
        let wanted = ExprKind::ConnectByRoot(Box::new(operand.clone()));
        self.carried(&wanted, span)
    }

    pub(crate) fn connect_by_path(&mut self, value: &Expr, separator: &Expr, span: Span) -> pg::Expr {
        let wanted = ExprKind::Builtin {
            name: "SYS_CONNECT_BY_PATH".to_owned(),
            args: vec![value.clone(), separator.clone()],
        };
        self.carried(&wanted, span)
    }

    fn carried(&mut self, wanted: &ExprKind, span: Span) -> pg::Expr {
        let value = self
            .hierarchy
            .as_ref()
            .and_then(|columns| found(&columns.carried, wanted));
        match value {
            Some(value) => value,
            None => {
                self.report(
                    Code::CONNECT_BY_SHAPE,
                    span,
                    "this operator stands outside of a hierarchical query",
                );
                self.refused_expr("hierarchical operator")
            }
        }
    }
}

fn found(list: &[(Expr, pg::Expr)], wanted: &ExprKind) -> Option<pg::Expr> {
    list.iter()
        .find(|(expr, _)| same(&expr.kind, wanted))
        .map(|(_, value)| value.clone())
}
