//! Time zones of values.
//!
//! `timestamptz` keeps the instant of a TIMESTAMP WITH TIME ZONE and not its zone, so AT TIME ZONE and FROM_TZ give the
//! instant. Where an expression that names the zone is shown or becomes a DATE or TIMESTAMP, the date and time are those
//! of that zone. SQL Language Reference, "Datetime Expressions", "EXTRACT (datetime)".

use crate::context::Lowering;
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_hir::expr::{BinaryOp, Expr, ExprKind, Literal};
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, TypeName};

/// What NLS territory AMERICA and a format need to show a time zone.
const ZONE_ELEMENTS: [&str; 4] = ["TZR", "TZD", "TZH", "TZM"];

impl Lowering<'_> {
    /// `operand AT TIME ZONE zone` as a value: the instant; without a zone that of the session is meant.
    pub(super) fn at_time_zone(&mut self, operand: &Expr, zone: Option<&Expr>, expr: &Expr) -> pg::Expr {
        if zone.is_some() {
            self.report(
                Code::TYPE_LOSS,
                expr.span,
                "AT TIME ZONE gives the instant here: timestamptz keeps no time zone, and is shown in that of the session",
            );
        }
        self.instant(operand)
    }

    /// The instant of a datetime, which is one of the session's time zone where it has none.
    fn instant(&mut self, value: &Expr) -> pg::Expr {
        match &value.kind {
            ExprKind::AtTimeZone { operand, .. } => self.instant(operand),
            ExprKind::Binary { op, left, right } if zone_of(value).is_some() => {
                let sign = if *op == BinaryOp::Subtract { "-" } else { "+" };
                let span = self.lower_expr(right);
                self.instant(left).binary(sign, span)
            }
            _ if has_instant(value) => self.lower_expr(value),
            _ => self.lower_expr(value).cast(TypeName::builtin("timestamptz")),
        }
    }

    /// The date and time that a value with a time zone of its own shows, as a `timestamp`.
    pub(super) fn local_datetime(&mut self, value: &Expr) -> Option<pg::Expr> {
        let zone = zone_of(value)?;
        if let ExprKind::Builtin { args, .. } = &value.kind
            && let Some(local) = args.first()
        {
            return Some(self.lower_expr(local));
        }
        let instant = self.instant(value);
        Some(self.in_zone(instant, zone))
    }

    /// The date and time of a value in UTC.
    pub(super) fn in_utc(&mut self, value: &Expr) -> pg::Expr {
        let instant = self.instant(value);
        pg::Expr::AtTimeZone(Box::new(instant), Box::new(pg::Expr::text("UTC")))
    }

    /// The date and time that a datetime shows, in the time zone of the session where it has one that it does not name.
    pub(super) fn shown_datetime(&mut self, value: &Expr) -> pg::Expr {
        if let Some(local) = self.local_datetime(value) {
            return local;
        }
        let lowered = self.lower_expr(value);
        if has_instant(value) {
            lowered.cast(TypeName::builtin("timestamp"))
        } else {
            lowered
        }
    }

    /// The local date and time of an instant.
    fn in_zone(&mut self, instant: pg::Expr, zone: &Expr) -> pg::Expr {
        if let ExprKind::Literal(Literal::String(text)) = &zone.kind
            && is_region(text)
        {
            return pg::Expr::AtTimeZone(Box::new(instant), Box::new(pg::Expr::text(text.trim())));
        }
        let zone = self.argument_as(zone, &Type::VARCHAR2);
        self.runtime("at_time_zone", vec![instant, zone])
    }

    /// TO_CHAR of a value with a time zone of its own by a format that shows the zone, or may.
    pub(super) fn zoned_text(&mut self, value: &Expr, format: &pg::Expr) -> Option<pg::Expr> {
        let zone = zone_of(value)?;
        if let pg::Expr::Text(text) = format
            && !ZONE_ELEMENTS
                .iter()
                .any(|element| text.to_ascii_uppercase().contains(element))
        {
            return None;
        }
        let instant = match &value.kind {
            ExprKind::Builtin { .. } => self.lower_expr(value),
            _ => self.instant(value),
        };
        let zone = self.argument_as(zone, &Type::VARCHAR2);
        Some(self.runtime("zoned_to_char", vec![instant, zone, format.clone()]))
    }

    /// EXTRACT: the fields of a value with a time zone are those of UTC, and those of the zone are about its own.
    pub(super) fn extract(&mut self, field: &str, source: &Expr) -> pg::Expr {
        let zoned = matches!(source.ty.scalar(), Some(DataType::TimestampTz { .. }));
        let field_of =
            |value: pg::Expr, field: &str| pg::Expr::Extract(field.to_lowercase(), Box::new(value));
        if !field.starts_with("TIMEZONE") {
            if !zoned {
                let value = self.lower_expr(source);
                return field_of(value, field);
            }
            let utc = self.in_utc(source);
            return field_of(utc, field);
        }
        let Some(zone) = zone_of(source) else {
            self.note_lost_zone(source, source.span);
            return match field {
                "TIMEZONE_HOUR" | "TIMEZONE_MINUTE" => {
                    let instant = self.instant(source);
                    field_of(instant, field)
                }
                _ => self.text_of_zone(
                    field,
                    pg::Expr::Token("current_setting('TimeZone')".to_owned()),
                    source,
                ),
            };
        };
        match field {
            "TIMEZONE_HOUR" | "TIMEZONE_MINUTE" => {
                let instant = self.instant(source);
                let utc = self.in_utc(source);
                let offset = self.in_zone(instant, zone).binary("-", utc);
                field_of(offset, field.trim_start_matches("TIMEZONE_"))
            }
            _ => {
                let name = self.argument_as(zone, &Type::VARCHAR2);
                self.text_of_zone(field, name, source)
            }
        }
    }

    fn text_of_zone(&mut self, field: &str, zone: pg::Expr, source: &Expr) -> pg::Expr {
        if field == "TIMEZONE_REGION" {
            return self.runtime("time_zone_region", vec![zone]);
        }
        self.report(
            Code::BUILT_IN_ARGUMENTS,
            source.span,
            format!("EXTRACT({field} ...) has no counterpart"),
        );
        self.refused_expr(&format!("EXTRACT({field})"))
    }
}

/// The time zone that an expression names for its value.
pub(super) fn zone_of(value: &Expr) -> Option<&Expr> {
    match &value.kind {
        ExprKind::AtTimeZone { zone, .. } => zone.as_deref(),
        ExprKind::Builtin { name, args } if name == "FROM_TZ" => args.get(1),
        ExprKind::Binary {
            op: BinaryOp::Add | BinaryOp::Subtract,
            left,
            right,
        } if matches!(right.ty.scalar(), Some(DataType::IntervalDayToSecond { .. })) => zone_of(left),
        _ => None,
    }
}

/// Whether PostgreSQL has a `timestamptz` for the expression.
fn has_instant(value: &Expr) -> bool {
    matches!(
        value.ty.scalar(),
        Some(DataType::TimestampTz { .. } | DataType::TimestampLtz { .. })
    )
}

/// Whether a text names a time zone as PostgreSQL does too; an offset would have the other sign there.
fn is_region(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'_' | b'-'))
}
