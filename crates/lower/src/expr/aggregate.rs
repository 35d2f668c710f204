//! Aggregates and window functions. SQL Language Reference, "Aggregate Functions", "Analytic Functions".

use crate::context::Lowering;
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Aggregate, Expr, ExprKind, Span};
use plconv_hir::query::{OrderItem, WindowSpec};
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, TypeName};

/// The distinct values of a LISTAGG.
const LISTED: &str = "listed";

/// The window of an aggregate, when it has one.
pub(super) type Over<'w> = Option<&'w pg::WindowSpec>;

impl Lowering<'_> {
    pub(crate) fn aggregate(&mut self, aggregate: &Aggregate, expr: &Expr) -> pg::Expr {
        self.aggregate_over(aggregate, &expr.ty, expr.span, None)
    }

    pub(super) fn aggregate_over(
        &mut self,
        aggregate: &Aggregate,
        ty: &Type,
        span: Span,
        over: Over<'_>,
    ) -> pg::Expr {
        if let Some(keep) = &aggregate.keep {
            return self.keep(aggregate, keep, ty, span, over);
        }
        if let Some(over) = over
            && aggregate.distinct
        {
            return self.distinct_over(aggregate, ty, span, over);
        }
        match aggregate.name.as_str() {
            "COUNT" if aggregate.star => {
                let call = vec![pg::Expr::Token("*".to_owned())];
                self.aggregate_call("count", call, false, aggregate, over)
            }
            "AVG" if *ty == Type::NUMBER && aggregate.filter.is_none() => {
                // avg() keeps 16 digits, Oracle 40.
                let sum = self.plain_aggregate("sum", aggregate, over);
                let count = self.plain_aggregate("count", aggregate, over);
                let count = pg::Expr::call("nullif", vec![count, pg::Expr::number("0")]);
                self.runtime("divide", vec![sum, count.cast(TypeName::builtin("numeric"))])
            }
            "LISTAGG" | "WM_CONCAT" => {
                self.note_text_limit(aggregate, ty, span);
                self.listagg(aggregate, over)
            }
            "COLLECT" => {
                let args = aggregate.args.iter().map(|arg| self.lower_expr(arg)).collect();
                let order = self.order(&aggregate.order_by);
                let mut call = pg::Call::new(pg::QualifiedName::plain("array_agg"), args);
                call.distinct = aggregate.distinct;
                call.order_by = order;
                call.over = over.cloned();
                pg::Expr::Call(Box::new(call))
            }
            "JSON_ARRAYAGG" | "JSON_OBJECTAGG" => {
                self.note_text_limit(aggregate, ty, span);
                self.json_aggregate(aggregate, false, ty)
            }
            "JSON_ARRAYAGG ABSENT" | "JSON_OBJECTAGG ABSENT" => {
                self.note_text_limit(aggregate, ty, span);
                self.json_aggregate(aggregate, true, ty)
            }
            "XMLAGG" => {
                let args = aggregate.args.iter().map(|arg| self.lower_expr(arg)).collect();
                let mut call = pg::Call::new(pg::QualifiedName::plain("xmlagg"), args);
                call.order_by = self.order(&aggregate.order_by);
                call.over = over.cloned();
                pg::Expr::Call(Box::new(call))
            }
            "MEDIAN" => {
                self.report_double(aggregate, span);
                let half = pg::Expr::number("0.5");
                self.percentile("percentile_cont", aggregate.args.first(), half, false, over)
            }
            "PERCENTILE_CONT" | "PERCENTILE_DISC"
                if let ([fraction], [key]) = (aggregate.args.as_slice(), aggregate.order_by.as_slice()) =>
            {
                let fraction = self.lower_expr(fraction);
                if aggregate.name == "PERCENTILE_CONT" {
                    self.report_double(aggregate, span);
                    self.percentile("percentile_cont", Some(&key.expr), fraction, key.descending, over)
                } else if over.is_some() {
                    self.percentile("percentile_disc", Some(&key.expr), fraction, key.descending, over)
                } else {
                    self.within_group("percentile_disc", vec![fraction], aggregate)
                }
            }
            "RANK" | "DENSE_RANK" | "PERCENT_RANK" | "CUME_DIST" if !aggregate.order_by.is_empty() => {
                let args = aggregate.args.iter().map(|arg| self.lower_expr(arg)).collect();
                let value = self.within_group(&aggregate.name.to_lowercase(), args, aggregate);
                if matches!(aggregate.name.as_str(), "PERCENT_RANK" | "CUME_DIST") {
                    self.report_double(aggregate, span);
                    value.cast(TypeName::builtin("numeric"))
                } else {
                    value
                }
            }
            "STATS_MODE" if over.is_none() => {
                let mut call = pg::Call::new(pg::QualifiedName::plain("mode"), Vec::new());
                call.within_group = aggregate
                    .args
                    .iter()
                    .map(|arg| pg::OrderBy {
                        expr: self.lower_expr(arg),
                        descending: false,
                        nulls_first: None,
                    })
                    .collect();
                pg::Expr::Call(Box::new(call))
            }
            // Any value will do, so the same one every time.
            "ANY_VALUE" => self.plain_aggregate("min", aggregate, over),
            "GROUPING_ID" => self.plain_aggregate("grouping", aggregate, over),
            "APPROX_COUNT_DISTINCT" => {
                let args = aggregate.args.iter().map(|arg| self.lower_expr(arg)).collect();
                self.aggregate_call("count", args, true, aggregate, over)
            }
            "STDDEV" | "VARIANCE" => {
                self.report_deviation(aggregate, span);
                // Of one value it is 0, where the functions for samples are undefined.
                let count = self.plain_aggregate("count", aggregate, over);
                let name = aggregate.name.to_lowercase();
                let value = self.plain_aggregate(&name, aggregate, over);
                pg::Expr::Case {
                    operand: None,
                    branches: vec![(count.binary("=", pg::Expr::number("1")), pg::Expr::number("0"))],
                    else_value: Some(Box::new(value)),
                }
            }
            "CUME_DIST" | "PERCENT_RANK" => {
                let Some(over) = over else {
                    return self.plain_aggregate(&aggregate.name.to_lowercase(), aggregate, None);
                };
                self.share_of_rows(aggregate.name == "PERCENT_RANK", over)
            }
            "CORR" | "COVAR_POP" | "COVAR_SAMP" | "REGR_SLOPE" | "REGR_INTERCEPT" | "REGR_R2"
            | "REGR_AVGX" | "REGR_AVGY" | "REGR_SXX" | "REGR_SYY" | "REGR_SXY" => {
                self.report_double(aggregate, span);
                self.plain_aggregate(&aggregate.name.to_lowercase(), aggregate, over)
                    .cast(TypeName::builtin("numeric"))
            }
            "STDDEV_POP" | "STDDEV_SAMP" | "VAR_POP" | "VAR_SAMP" => {
                self.report_deviation(aggregate, span);
                self.plain_aggregate(&aggregate.name.to_lowercase(), aggregate, over)
            }
            "COUNT" | "SUM" | "MIN" | "MAX" | "AVG" | "REGR_COUNT" | "GROUPING" | "RANK" | "DENSE_RANK" => {
                self.plain_aggregate(&aggregate.name.to_lowercase(), aggregate, over)
            }
            name => {
                self.report(
                    Code::UNKNOWN_BUILT_IN,
                    span,
                    format!("aggregate {name} is not carried over"),
                );
                self.refused_expr(name)
            }
        }
    }

    /// DISTINCT in a window function, which PostgreSQL does not have.
    fn distinct_over(
        &mut self,
        aggregate: &Aggregate,
        ty: &Type,
        span: Span,
        over: &pg::WindowSpec,
    ) -> pg::Expr {
        match (aggregate.name.as_str(), aggregate.args.as_slice()) {
            // Of equal values one is enough.
            ("MIN" | "MAX", _) => {
                let plain = Aggregate {
                    distinct: false,
                    ..aggregate.clone()
                };
                self.aggregate_over(&plain, ty, span, Some(over))
            }
            // The ranks from both ends count every value once, and the value itself twice.
            ("COUNT", [value]) if over.order_by.is_empty() && aggregate.filter.is_none() => {
                let value = self.lower_expr(value);
                let call = |name: &str, args: Vec<pg::Expr>, order_by: Vec<pg::OrderBy>| {
                    let mut call = pg::Call::new(pg::QualifiedName::plain(name), args);
                    call.over = Some(pg::WindowSpec {
                        order_by,
                        ..over.clone()
                    });
                    pg::Expr::Call(Box::new(call))
                };
                let rank = |descending| {
                    let by = pg::OrderBy {
                        expr: value.clone(),
                        descending,
                        nulls_first: None,
                    };
                    call("dense_rank", Vec::new(), vec![by])
                };
                let rows = call("count", vec![pg::Expr::Token("*".to_owned())], Vec::new());
                let values = call("count", vec![value.clone()], Vec::new());
                let nulls = pg::Expr::Case {
                    operand: None,
                    branches: vec![(rows.binary(">", values), pg::Expr::number("1"))],
                    else_value: Some(Box::new(pg::Expr::number("0"))),
                };
                rank(false)
                    .binary("+", rank(true))
                    .binary("-", pg::Expr::number("1"))
                    .binary("-", nulls)
            }
            (name, _) => {
                self.report(
                    Code::UNSUPPORTED_EXPRESSION,
                    span,
                    format!("{name}(DISTINCT ...) OVER is not carried over"),
                );
                self.refused_expr("DISTINCT in a window function")
            }
        }
    }

    pub(super) fn plain_aggregate(&mut self, name: &str, aggregate: &Aggregate, over: Over<'_>) -> pg::Expr {
        let numeric = matches!(name, "sum" | "avg" | "stddev" | "variance");
        let args = aggregate
            .args
            .iter()
            .map(|arg| {
                if numeric && arg.ty.is_character() {
                    self.argument_as(arg, &Type::NUMBER)
                } else {
                    self.lower_expr(arg)
                }
            })
            .collect();
        self.aggregate_call(name, args, aggregate.distinct, aggregate, over)
    }

    /// Says that a text that grows with the rows has no limit.
    fn note_text_limit(&mut self, aggregate: &Aggregate, ty: &Type, span: Span) {
        if matches!(ty.scalar(), Some(DataType::Varchar2 { .. })) {
            let name = aggregate.name.split(' ').next().unwrap_or_default();
            self.report(
                Code::TEXT_LIMIT,
                span,
                format!("{name} of more than 4000 bytes is no error; Oracle raises ORA-01489 or ORA-40478"),
            );
        }
    }

    fn report_double(&mut self, aggregate: &Aggregate, span: Span) {
        self.report(
            Code::NUMBER_PRECISION,
            span,
            format!("{} computes in double precision", aggregate.name),
        );
    }

    fn report_deviation(&mut self, aggregate: &Aggregate, span: Span) {
        self.report(
            Code::NUMBER_PRECISION,
            span,
            format!("{} has about 16 digits; Oracle computes 38", aggregate.name),
        );
    }

    fn aggregate_call(
        &mut self,
        name: &str,
        args: Vec<pg::Expr>,
        distinct: bool,
        aggregate: &Aggregate,
        over: Over<'_>,
    ) -> pg::Expr {
        let mut call = pg::Call::new(pg::QualifiedName::plain(name), args);
        call.distinct = distinct;
        call.filter = aggregate.filter.as_ref().map(|filter| self.lower_expr(filter));
        call.over = over.cloned();
        pg::Expr::Call(Box::new(call))
    }

    /// CUME_DIST and PERCENT_RANK as quotients of counts, which have more digits than double precision.
    fn share_of_rows(&mut self, rank: bool, over: &pg::WindowSpec) -> pg::Expr {
        let call = |name: &str, args: Vec<pg::Expr>, window: pg::WindowSpec| {
            let mut call = pg::Call::new(pg::QualifiedName::plain(name), args);
            call.over = Some(window);
            pg::Expr::Call(Box::new(call))
        };
        let star = || vec![pg::Expr::Token("*".to_owned())];
        let one = || pg::Expr::number("1");
        let numeric = || TypeName::builtin("numeric");
        let partition = pg::WindowSpec {
            order_by: Vec::new(),
            ..over.clone()
        };
        let all = call("count", star(), partition);
        if !rank {
            let before = call("count", star(), over.clone());
            return self.runtime("divide", vec![before.cast(numeric()), all.cast(numeric())]);
        }
        let before = call("rank", Vec::new(), over.clone()).binary("-", one());
        let others = pg::Expr::call("greatest", vec![all.binary("-", one()), one()]);
        self.runtime("divide", vec![before.cast(numeric()), others.cast(numeric())])
    }

    fn within_group(&mut self, name: &str, args: Vec<pg::Expr>, aggregate: &Aggregate) -> pg::Expr {
        let mut call = pg::Call::new(pg::QualifiedName::plain(name), args);
        call.within_group = self.order(&aggregate.order_by);
        pg::Expr::Call(Box::new(call))
    }

    /// A percentile of the values as an array: the aggregate of PostgreSQL interpolates in double precision, and neither
    /// has a window.
    fn percentile(
        &mut self,
        function: &'static str,
        value: Option<&Expr>,
        fraction: pg::Expr,
        descending: bool,
        over: Over<'_>,
    ) -> pg::Expr {
        let args = value.iter().map(|value| self.lower_expr(value)).collect();
        let mut values = pg::Call::new(pg::QualifiedName::plain("array_agg"), args);
        values.over = over.cloned();
        let fraction = if descending && function == "percentile_cont" {
            pg::Expr::number("1").binary("-", fraction)
        } else {
            fraction
        };
        let mut args = vec![pg::Expr::Call(Box::new(values)), fraction];
        if descending && function == "percentile_disc" {
            args.push(pg::Expr::boolean(true));
        }
        self.runtime(function, args)
    }

    fn listagg(&mut self, aggregate: &Aggregate, over: Over<'_>) -> pg::Expr {
        if let ([value, ..], true, None) = (aggregate.args.as_slice(), aggregate.distinct, over)
            && !value.ty.is_character()
        {
            return self.listagg_of_values(aggregate, value);
        }
        let mut args = Vec::new();
        if let Some(value) = aggregate.args.first() {
            args.push(self.argument_as(value, &Type::VARCHAR2));
        }
        let separator = match aggregate.args.get(1) {
            Some(separator) if !separator.is_null_literal() => self.lower_expr(separator),
            _ if aggregate.name == "WM_CONCAT" => pg::Expr::text(","),
            _ => pg::Expr::text(""),
        };
        args.push(separator);
        let order = self.order(&aggregate.order_by);
        let mut call = pg::Call::new(pg::QualifiedName::plain("string_agg"), args);
        call.distinct = aggregate.distinct;
        call.filter = aggregate.filter.as_ref().map(|filter| self.lower_expr(filter));
        match over {
            // The whole partition, in the order of its window.
            Some(spec) => {
                let ordered = !order.is_empty();
                call.over = Some(pg::WindowSpec {
                    order_by: order,
                    frame: ordered.then_some(pg::Frame {
                        unit: "ROWS",
                        start: (None, "UNBOUNDED PRECEDING"),
                        end: Some((None, "UNBOUNDED FOLLOWING")),
                        exclude: None,
                    }),
                    ..spec.clone()
                });
            }
            None => call.order_by = order,
        }
        pg::Expr::Call(Box::new(call))
    }

    /// LISTAGG(DISTINCT n) of numbers and dates: PostgreSQL sorts distinct values by themselves only, so they become text
    /// afterwards.
    fn listagg_of_values(&mut self, aggregate: &Aggregate, value: &Expr) -> pg::Expr {
        let mut collected = pg::Call::new(
            pg::QualifiedName::plain("array_agg"),
            vec![self.lower_expr(value)],
        );
        collected.distinct = true;
        collected.order_by = self.order(&aggregate.order_by);
        collected.filter = aggregate.filter.as_ref().map(|filter| self.lower_expr(filter));
        let element = Expr {
            kind: ExprKind::Column(plconv_hir::expr::ColumnRef {
                relation: LISTED.to_uppercase(),
                column: "VALUE".to_owned(),
                depth: 0,
                qualified: true,
            }),
            ..value.clone()
        };
        let text = self.argument_as(&element, &Type::VARCHAR2);
        let separator = match aggregate.args.get(1) {
            Some(separator) if !separator.is_null_literal() => self.lower_expr(separator),
            _ => pg::Expr::text(""),
        };
        let mut joined = pg::Call::new(pg::QualifiedName::plain("string_agg"), vec![text, separator]);
        joined.order_by = vec![pg::OrderBy {
            expr: pg::Expr::qualified(LISTED, "position"),
            descending: false,
            nulls_first: None,
        }];
        let select = pg::Select {
            items: vec![pg::SelectItem {
                expr: pg::Expr::Call(Box::new(joined)),
                alias: None,
            }],
            from: vec![pg::FromItem::Function {
                lateral: false,
                call: pg::Expr::call("unnest", vec![pg::Expr::Call(Box::new(collected))]),
                ordinality: true,
                alias: Some(LISTED.into()),
                columns: vec!["value".into(), "position".into()],
            }],
            ..pg::Select::default()
        };
        pg::Expr::Subquery(Box::new(pg::Query {
            body: pg::QueryBody::Select(Box::new(select)),
            ..pg::Query::default()
        }))
    }

    /// ORDER BY items.
    pub(crate) fn order(&mut self, items: &[OrderItem]) -> Vec<pg::OrderBy> {
        items
            .iter()
            .map(|item| pg::OrderBy {
                expr: self.lower_expr(&item.expr),
                descending: item.descending,
                nulls_first: item.nulls_first,
            })
            .collect()
    }

    // ------------------------------------------------------------ window functions

    pub(crate) fn window_function(
        &mut self,
        function: &Expr,
        ignore_nulls: bool,
        from_last: bool,
        window: &WindowSpec,
        span: Span,
    ) -> pg::Expr {
        if ignore_nulls || from_last {
            if let Some(value) = self.without_nulls(function, ignore_nulls, from_last, window) {
                return value;
            }
            self.report(
                Code::UNSUPPORTED_EXPRESSION,
                span,
                "IGNORE NULLS and FROM LAST are not carried over",
            );
            return self.refused_expr("IGNORE NULLS");
        }
        let spec = self.window(window);
        match &function.kind {
            ExprKind::Aggregate(aggregate) => {
                self.aggregate_over(aggregate, &function.ty, function.span, Some(&spec))
            }
            ExprKind::Builtin { name, args } if name == "RATIO_TO_REPORT" && args.len() == 1 => {
                let Some(value) = args.first().map(|value| self.lower_expr(value)) else {
                    return self.refused_expr("RATIO_TO_REPORT");
                };
                let mut sum = pg::Call::new(pg::QualifiedName::plain("sum"), vec![value.clone()]);
                sum.over = Some(spec);
                let sum = pg::Expr::call(
                    "nullif",
                    vec![pg::Expr::Call(Box::new(sum)), pg::Expr::number("0")],
                );
                self.runtime("divide", vec![value, sum])
            }
            ExprKind::Builtin { name, args } => {
                // lag and lead take an integer offset and a default of the value's type.
                let args = args.iter().enumerate().map(|(index, arg)| {
                    let value = self.lower_expr(arg);
                    let whole = matches!(arg.kind, ExprKind::Literal(_))
                        || matches!(arg.ty.scalar(), Some(DataType::PlsInteger));
                    if index == 1 && !whole {
                        value.cast(TypeName::builtin("integer"))
                    } else {
                        value
                    }
                });
                let args = args.collect();
                let mut call = pg::Call::new(pg::QualifiedName::plain(name.to_lowercase()), args);
                call.over = Some(spec);
                pg::Expr::Call(Box::new(call))
            }
            _ => match self.lower_expr(function) {
                pg::Expr::Call(mut call) => {
                    call.over = Some(spec);
                    pg::Expr::Call(call)
                }
                _ => {
                    self.report(
                        Code::UNSUPPORTED_EXPRESSION,
                        span,
                        "this function with OVER is not carried over",
                    );
                    self.refused_expr("OVER")
                }
            },
        }
    }

    /// The bound of a frame; in a RANGE of dates a number counts days.
    fn frame_distance(&mut self, value: &Expr, days: bool) -> pg::Expr {
        let distance = self.lower_expr(value);
        if days && value.ty.is_numeric() {
            let day = pg::Expr::TypedLiteral(TypeName::builtin("interval"), "1 day".to_owned());
            return distance.binary("*", day);
        }
        distance
    }

    pub(crate) fn window(&mut self, window: &WindowSpec) -> pg::WindowSpec {
        use plconv_hir::query::{FrameBound, FrameExclusion, FrameUnit};
        let reference = window.base.is_some()
            && window.partition_by.is_empty()
            && window.order_by.is_empty()
            && window.frame.is_none();
        let frame = window.frame.as_ref().map(|frame| {
            let days = frame.unit == FrameUnit::Range
                && matches!(window.order_by.as_slice(), [key] if key.expr.ty.is_datetime());
            let mut bound = |bound: &FrameBound| match bound {
                FrameBound::UnboundedPreceding => (None, "UNBOUNDED PRECEDING"),
                FrameBound::UnboundedFollowing => (None, "UNBOUNDED FOLLOWING"),
                FrameBound::CurrentRow => (None, "CURRENT ROW"),
                FrameBound::Preceding(value) => (Some(self.frame_distance(value, days)), "PRECEDING"),
                FrameBound::Following(value) => (Some(self.frame_distance(value, days)), "FOLLOWING"),
            };
            pg::Frame {
                unit: match frame.unit {
                    FrameUnit::Rows => "ROWS",
                    FrameUnit::Range => "RANGE",
                    FrameUnit::Groups => "GROUPS",
                },
                start: bound(&frame.start),
                end: frame.end.as_ref().map(&mut bound),
                exclude: frame.exclude.map(|rows| match rows {
                    FrameExclusion::CurrentRow => "CURRENT ROW",
                    FrameExclusion::Group => "GROUP",
                    FrameExclusion::Ties => "TIES",
                }),
            }
        });
        pg::WindowSpec {
            base: window.base.as_ref().map(|base| self.ident(base)),
            reference,
            partition_by: window
                .partition_by
                .iter()
                .map(|expr| self.lower_expr(expr))
                .collect(),
            order_by: self.order(&window.order_by),
            frame,
        }
    }
}
