//! Conversions between types. SQL Language Reference, "Data Conversion"; NLS settings are those of AMERICAN_AMERICA.

use crate::context::Lowering;
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, Literal, Span};
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, TypeName};

/// Default of NLS_DATE_FORMAT for territory AMERICA.
const NLS_DATE_FORMAT: &str = "DD-MON-RR";
/// Default of NLS_TIMESTAMP_FORMAT for territory AMERICA.
const NLS_TIMESTAMP_FORMAT: &str = "DD-MON-RR HH.MI.SSXFF AM";
/// Default of NLS_TIMESTAMP_TZ_FORMAT for territory AMERICA.
const NLS_TIMESTAMP_TZ_FORMAT: &str = "DD-MON-RR HH.MI.SSXFF AM TZR";

impl Lowering<'_> {
    /// A value of one type as a value of another.
    pub(crate) fn conversion(
        &mut self,
        operand: &Expr,
        target: &Type,
        implicit: bool,
        span: Span,
    ) -> pg::Expr {
        if operand.is_null_literal() {
            return pg::Expr::null().cast(self.plain_type_name(target));
        }
        if operand.ty == Type::Null {
            return self.cast(operand, target);
        }
        let Some(to) = target.scalar() else {
            return self.cast(operand, target);
        };
        let from = &operand.ty;
        if from.scalar().is_some_and(DataType::is_lob)
            && ((from.is_character() && to.is_character()) || matches!(to, DataType::Raw { .. }))
            && !to.is_lob()
        {
            let value = self.lower_expr(operand);
            return pg::Expr::call("nullif", vec![value, pg::Expr::text("")]);
        }
        let converted = if super::blanks::char_length(operand).is_some()
            && matches!(to, DataType::Char { length: Some(_), .. })
        {
            self.lower_expr(operand)
        } else if to.is_character() {
            self.to_text(operand, implicit, span)
        } else if to.is_numeric() {
            self.to_number(operand, to)
        } else if to.is_datetime() {
            self.to_datetime(operand, to, implicit, span)
        } else {
            match (from.is_character(), to) {
                (true, DataType::IntervalDayToSecond { .. }) => {
                    let value = self.lower_expr(operand);
                    self.runtime("to_dsinterval", vec![value])
                }
                (true, DataType::IntervalYearToMonth) => {
                    let value = self.lower_expr(operand);
                    self.runtime("to_yminterval", vec![value])
                }
                (true, DataType::Raw { .. }) => {
                    let value = self.lower_expr(operand);
                    self.runtime("hextoraw", vec![value])
                }
                _ => return self.cast(operand, target),
            }
        };
        // CAST to a length or precision applies it.
        match to {
            DataType::Varchar2 {
                length: Some(length), ..
            }
            | DataType::Char {
                length: Some(length), ..
            } if !implicit => {
                let converted = self.in_length(converted, operand, *length);
                converted.cast(self.type_name(target))
            }
            DataType::Number {
                precision: Some(_), ..
            } if !implicit => converted.cast(self.type_name(target)),
            _ => converted,
        }
    }

    /// The text of a value for a CAST to a length. Text that is too long is cut, that of other values is an error.
    fn in_length(&mut self, text: pg::Expr, operand: &Expr, length: u32) -> pg::Expr {
        let longest = match &operand.kind {
            _ if operand.ty.is_character() => return text,
            ExprKind::Literal(Literal::Number(digits)) => u32::try_from(digits.len()).ok(),
            _ => operand.ty.scalar().and_then(longest_text),
        };
        if longest.is_some_and(|longest| longest <= length) {
            return text;
        }
        let mut values = vec![text, pg::Expr::number(length.to_string())];
        if self.sql_depth == 0 {
            values.push(pg::Expr::boolean(false));
        }
        self.runtime("cast_to_text", values)
    }

    fn cast(&mut self, operand: &Expr, target: &Type) -> pg::Expr {
        let target = self.plain_type_name(target);
        self.lower_expr(operand).cast(target)
    }

    /// Any scalar as text, the way Oracle writes it.
    pub(crate) fn to_text(&mut self, operand: &Expr, implicit: bool, span: Span) -> pg::Expr {
        if let ExprKind::Literal(Literal::Number(digits)) = &operand.kind
            && digits.len() <= 38
            && digits.bytes().all(|byte| byte.is_ascii_digit())
        {
            let digits = digits.trim_start_matches('0');
            return pg::Expr::text(if digits.is_empty() { "0" } else { digits });
        }
        if super::zone::zone_of(operand).is_some() {
            let format = self.nls_format(&DataType::TimestampTz { fraction: 6 }, implicit, span);
            let format = match &format {
                pg::Expr::Text(text) => {
                    super::fraction::with_digits(text, operand).map_or(format, pg::Expr::text)
                }
                _ => format,
            };
            if let Some(text) = self.zoned_text(operand, &format) {
                return text;
            }
        }
        let value = self.lower_expr(operand);
        let Some(from) = operand.ty.scalar().cloned() else {
            return value.cast(TypeName::builtin("text"));
        };
        match from {
            from if from.is_character() => super::blanks::with_blanks(operand, value),
            DataType::PlsInteger | DataType::SimpleInteger | DataType::ConstrainedInteger { .. } => {
                value.cast(TypeName::builtin("text"))
            }
            DataType::BinaryDouble => self.runtime("double_to_char", vec![value]),
            DataType::BinaryFloat => self.runtime("double_to_char", vec![value, pg::Expr::number("9")]),
            from if from.is_numeric() => self.runtime("num_to_char", vec![value]),
            from if from.is_datetime() => {
                self.note_lost_zone(operand, span);
                let mut format = self.nls_format(&from, implicit, span);
                if let pg::Expr::Text(text) = &format
                    && let Some(digits) = super::fraction::with_digits(text, operand)
                {
                    format = pg::Expr::text(digits);
                }
                self.runtime("to_char_date", vec![value, format])
            }
            DataType::IntervalDayToSecond { fraction } => {
                let computed = computed_precision(operand);
                if computed.is_none() && matches!(operand.kind, ExprKind::Field { .. }) {
                    self.report(
                        Code::IMPLICIT_CONVERSION,
                        span,
                        "the text of an interval of a row has two digits for days and six for fractions; Oracle has nine where the query computes it",
                    );
                }
                let (days, fraction) = computed.unwrap_or((2, fraction));
                let mut args = vec![value];
                if (days, fraction) != (2, 6) {
                    args.push(pg::Expr::number(days.to_string()));
                    args.push(pg::Expr::number(fraction.to_string()));
                }
                self.runtime("interval_ds_to_char", args)
            }
            DataType::IntervalYearToMonth => {
                let mut args = vec![value];
                args.extend(
                    computed_precision(operand).map(|(years, _)| pg::Expr::number(years.to_string())),
                );
                self.runtime("interval_ym_to_char", args)
            }
            DataType::Raw { .. } | DataType::LongRaw | DataType::Blob => {
                self.runtime("rawtohex", vec![value])
            }
            _ => value.cast(TypeName::builtin("text")),
        }
    }

    /// Says that a value that has a time zone of its own is shown in that of the session. The present has that of the
    /// session in Oracle too, and a column is reported where it is declared.
    pub(crate) fn note_lost_zone(&mut self, value: &Expr, span: Span) {
        let zoned = matches!(value.ty.scalar(), Some(DataType::TimestampTz { .. }));
        let known = match &value.kind {
            ExprKind::Builtin { name, .. } => {
                matches!(name.as_str(), "SYSTIMESTAMP" | "CURRENT_TIMESTAMP")
            }
            kind => matches!(kind, ExprKind::Column(_)),
        };
        if zoned && !known {
            self.report(
                Code::TYPE_LOSS,
                span,
                "a TIMESTAMP WITH TIME ZONE keeps the instant only, and is shown in the time zone of the session",
            );
        }
    }

    /// The format by which a value of this type becomes text, or a text such a value, where none is written. Formats that
    /// neither the script nor the policy sets are assumed.
    pub(crate) fn nls_format(&mut self, data_type: &DataType, implicit: bool, span: Span) -> pg::Expr {
        let (set, default) = match data_type {
            DataType::Date => (&self.nls.date_format, NLS_DATE_FORMAT),
            DataType::Timestamp { .. } | DataType::TimestampLtz { .. } => {
                (&self.nls.timestamp_format, NLS_TIMESTAMP_FORMAT)
            }
            _ => (&self.nls.timestamp_tz_format, NLS_TIMESTAMP_TZ_FORMAT),
        };
        if let Some(format) = set {
            return pg::Expr::text(format);
        }
        let how = if implicit {
            "is converted implicitly"
        } else {
            "is converted without a format"
        };
        self.report(
            Code::IMPLICIT_CONVERSION,
            span,
            format!("a date {how}; Oracle takes the session's NLS format, the output takes {default}"),
        )
        .help = Some(
            "write TO_CHAR or TO_DATE with a format, or set the formats in [nls] of the policy file"
                .to_owned(),
        );
        pg::Expr::text(default)
    }

    fn to_number(&mut self, operand: &Expr, to: &DataType) -> pg::Expr {
        let DataType::ConstrainedInteger { low, high, .. } = to else {
            return self.to_plain_number(operand, to);
        };
        let value = if operand.ty.scalar().is_some_and(|from| {
            matches!(
                from,
                DataType::PlsInteger | DataType::SimpleInteger | DataType::ConstrainedInteger { .. }
            )
        }) {
            self.lower_expr(operand)
        } else {
            self.to_plain_number(operand, &DataType::PlsInteger)
        };
        let bounds = [low, high].map(|bound| pg::Expr::number(bound.to_string()));
        self.runtime("integer_in_range", std::iter::once(value).chain(bounds).collect())
    }

    fn to_plain_number(&mut self, operand: &Expr, to: &DataType) -> pg::Expr {
        let whole = matches!(
            to,
            DataType::PlsInteger | DataType::SimpleInteger | DataType::ConstrainedInteger { .. }
        );
        let cast_type = match to {
            DataType::BinaryDouble => Some("double precision"),
            DataType::BinaryFloat => Some("real"),
            // numeric to integer rounds half away from zero, as Oracle does.
            _ if whole => Some("integer"),
            _ => None,
        };
        if let ExprKind::Literal(Literal::String(text)) = &operand.kind
            && is_plain_number(text.trim())
        {
            let number = pg::Expr::number(text.trim());
            return match cast_type {
                Some(name) if !whole || text.contains('.') => number.cast(TypeName::builtin(name)),
                _ => number,
            };
        }
        let from_text = operand.ty.is_character();
        let mut value = self.lower_expr(operand);
        if from_text {
            value = self.runtime("to_number", vec![value]);
        }
        match cast_type {
            Some("integer") if super::native::is_integer_call(&value) => value,
            Some(name) => value.cast(TypeName::builtin(name)),
            None if matches!(
                operand.ty.scalar(),
                Some(DataType::BinaryDouble | DataType::BinaryFloat)
            ) =>
            {
                self.runtime("binary_to_number", vec![value])
            }
            None => value,
        }
    }

    pub(crate) fn to_datetime(
        &mut self,
        operand: &Expr,
        to: &DataType,
        implicit: bool,
        span: Span,
    ) -> pg::Expr {
        if matches!(to, DataType::Date | DataType::Timestamp { .. })
            && let Some(local) = self.local_datetime(operand)
        {
            return match to {
                DataType::Date => pg::Expr::call("date_trunc", vec![pg::Expr::text("second"), local]),
                _ => local,
            };
        }
        let value = self.lower_expr(operand);
        if operand.ty.is_character() {
            let function = match to {
                DataType::Date => "to_date",
                DataType::Timestamp { .. } => "to_timestamp",
                _ => "to_timestamp_tz",
            };
            let format = self.nls_format(to, implicit, span);
            return self.runtime(function, vec![value, format]);
        }
        if matches!(to, DataType::Date | DataType::Timestamp { .. }) {
            self.note_lost_zone(operand, span);
        }
        match (operand.ty.scalar(), to) {
            // The fraction of a second is cut off; PostgreSQL's timestamp(0) would round it.
            (Some(DataType::Timestamp { .. }), DataType::Date) => {
                pg::Expr::call("date_trunc", vec![pg::Expr::text("second"), value])
            }
            (Some(DataType::TimestampTz { .. } | DataType::TimestampLtz { .. }), DataType::Date) => {
                let local = value.cast(TypeName::builtin("timestamp"));
                pg::Expr::call("date_trunc", vec![pg::Expr::text("second"), local])
            }
            (
                Some(DataType::TimestampTz { .. } | DataType::TimestampLtz { .. }),
                DataType::Timestamp { .. },
            ) => value.cast(TypeName::builtin("timestamp")),
            (
                Some(DataType::Date | DataType::Timestamp { .. }),
                DataType::TimestampTz { .. } | DataType::TimestampLtz { .. },
            ) => value.cast(TypeName::builtin("timestamptz")),
            _ => value,
        }
    }
}

/// How long the text of a number can be.
pub(crate) fn longest_text(data_type: &DataType) -> Option<u32> {
    match data_type {
        DataType::PlsInteger | DataType::SimpleInteger | DataType::ConstrainedInteger { .. } => Some(11),
        DataType::Number {
            precision: Some(precision),
            scale,
        } => {
            let (precision, scale) = (u32::from(*precision), i32::from(scale.unwrap_or(0)));
            let point = u32::from(scale > 0);
            Some(1 + point + precision.max(scale.unsigned_abs() + if scale < 0 { precision } else { 0 }))
        }
        // The sign and 40 characters.
        data_type if data_type.is_numeric() => Some(41),
        _ => None,
    }
}

fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && digits.bytes().filter(|byte| *byte == b'.').count() <= 1
        && digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.ends_with(|last: char| last.is_ascii_digit())
        && !text.starts_with('+')
}

/// Digits of days or years and of seconds of an interval that an expression computes; `None` where its type says them.
fn computed_precision(operand: &Expr) -> Option<(u8, u8)> {
    match &operand.kind {
        ExprKind::Binary { left, right, .. } => {
            let times = left.ty.is_datetime() && right.ty.is_datetime();
            match operand.ty.scalar() {
                Some(DataType::IntervalDayToSecond { fraction }) if times => Some((9, *fraction)),
                _ => Some((9, 9)),
            }
        }
        ExprKind::Builtin { name, .. } => matches!(
            name.as_str(),
            "NUMTODSINTERVAL" | "NUMTOYMINTERVAL" | "TO_DSINTERVAL" | "TO_YMINTERVAL"
        )
        .then_some((9, 9)),
        _ => None,
    }
}
