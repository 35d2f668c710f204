//! Built-in functions and aggregates: those in [`super::built_in_table`], and a function where a row is not enough.

use super::built_in_table::{
    Form::{Either, Floating, Native, Runtime, Words},
    Row, row,
};
use super::may_be_null;
use crate::context::Lowering;
use crate::plpgsql::Tells;
use plconv_catalog::DataType;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, Literal, Span};
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, TypeName};

impl Lowering<'_> {
    /// A call of a built-in function.
    pub(crate) fn builtin(&mut self, name: &str, args: &[Expr], expr: &Expr) -> pg::Expr {
        // TRANSLATE(x USING NCHAR_CS): PostgreSQL has one character set for all text.
        if let ("TRANSLATE", [value]) = (name, args) {
            return self.argument_as(value, &Type::VARCHAR2);
        }
        if let ("CURRENT_TIMESTAMP" | "LOCALTIMESTAMP" | "SYSTIMESTAMP", [precision]) = (name, args) {
            return self.timestamp_of_precision(name, precision, expr);
        }
        if let ("CHR", [code]) = (name, args)
            && let ExprKind::Literal(Literal::Number(code)) = &code.kind
            && code.parse().is_ok_and(is_no_character)
        {
            self.report(
                Code::BUILT_IN_ARGUMENTS,
                expr.span,
                format!("CHR({code}) is no character that a text of PostgreSQL can have"),
            );
            return self.refused_expr(&format!("CHR({code})"));
        }
        if let Some(Row(_, form, kinds)) = row(name) {
            let values = self.typed_arguments(args, kinds, matches!(form, Runtime(_)));
            if name.starts_with("REGEXP_") {
                self.note_regular_expression(args, expr.span);
            }
            let native = self.native_call(name, args, &values);
            let value = match form {
                _ if let Some(native) = native => native,
                Native(function) => pg::Expr::call(function, values),
                Runtime(function) => self.runtime(function, values),
                Either(decimal, binary) => {
                    let function = if expr.ty == Type::NUMBER { decimal } else { binary };
                    self.runtime(function, values)
                }
                Floating(function) => self.floating(function, values, expr),
                Words(words) => pg::Expr::Token((*words).to_owned()),
            };
            // UPPER and the like of CHAR are CHAR.
            return match super::blanks::char_length(expr) {
                Some(length) if length > 1 => value.cast(self.type_name(&expr.ty)),
                _ => value,
            };
        }
        self.special_builtin(name, args, expr)
    }

    /// A function that PostgreSQL has for binary floating-point numbers only: NUMBER has 38 digits in Oracle.
    fn floating(&mut self, function: &'static str, values: Vec<pg::Expr>, expr: &Expr) -> pg::Expr {
        let value = pg::Expr::call(function, values);
        if expr.ty != Type::NUMBER {
            return value;
        }
        self.report(
            Code::DOUBLE_ROUNDING,
            expr.span,
            format!(
                "{} of a NUMBER has 15 digits; Oracle computes 38",
                function.to_uppercase()
            ),
        );
        value.cast(TypeName::builtin("numeric"))
    }

    /// `SYSTIMESTAMP(3)`: the present with so many digits of the second.
    fn timestamp_of_precision(&mut self, name: &str, precision: &Expr, expr: &Expr) -> pg::Expr {
        let now = self.builtin(name, &[], expr);
        let ExprKind::Literal(Literal::Number(digits)) = &precision.kind else {
            return self.special_builtin(name, std::slice::from_ref(precision), expr);
        };
        let Ok(digits) = digits.parse() else {
            return self.special_builtin(name, std::slice::from_ref(precision), expr);
        };
        let ty = if name == "LOCALTIMESTAMP" {
            "timestamp"
        } else {
            "timestamptz"
        };
        now.cast(TypeName::with_modifiers(ty, vec![digits]))
    }

    fn special_builtin(&mut self, name: &str, args: &[Expr], expr: &Expr) -> pg::Expr {
        if let Some(converted) = self.conversion_with_default(name, args, expr) {
            return converted;
        }
        if let Some(value) = self.representation(name, args, expr) {
            return value;
        }
        match (name, args) {
            ("TREAT", [value, types @ ..]) => self.treat(value, types),
            ("SET", [collection]) => self.set_of(collection, expr.span),
            ("CARDINALITY", [collection]) => self.cardinality(collection),
            ("NULLIF", [left, right]) => {
                let (left, right) = self.equal_operands(left, right);
                pg::Expr::call("nullif", vec![left, right])
            }
            ("SYSDATE", _) | ("CURRENT_DATE", _) => {
                let function = if self.sql_depth > 0 {
                    "sysdate_sql"
                } else {
                    "sysdate"
                };
                self.runtime(function, Vec::new())
            }
            ("NVL", [value, default]) => {
                let value = self.text_operand(value);
                let default = self.value_as(default, &expr.ty);
                pg::Expr::call("coalesce", vec![value, default])
            }
            // The first argument says the type.
            ("COALESCE", [first, others @ ..]) => {
                let mut values = vec![self.text_operand(first)];
                values.extend(others.iter().map(|other| self.value_as(other, &expr.ty)));
                pg::Expr::call("coalesce", values)
            }
            ("NVL2", [test, present, absent]) => pg::Expr::Case {
                operand: None,
                branches: vec![(self.lower_expr(test).is_null(true), self.text_operand(present))],
                else_value: Some(Box::new(self.value_as(absent, &expr.ty))),
            },
            ("DECODE", [value, rest @ ..]) => self.decode(value, rest, &expr.ty),
            ("GREATEST" | "LEAST", args) => self.extreme(name, args, &expr.ty),
            ("CONCAT", [left, right]) => {
                let text = |value: &Expr| {
                    if value.ty.is_character() || value.is_null_literal() {
                        return value.clone();
                    }
                    Expr {
                        kind: ExprKind::Convert {
                            operand: Box::new(value.clone()),
                            implicit: true,
                        },
                        ty: Type::VARCHAR2,
                        ..value.clone()
                    }
                };
                let joined = Expr {
                    kind: ExprKind::Binary {
                        op: plconv_hir::expr::BinaryOp::Concat,
                        left: Box::new(text(left)),
                        right: Box::new(text(right)),
                    },
                    ..expr.clone()
                };
                self.lower_expr(&joined)
            }
            ("SYS_CONTEXT", [namespace, parameter, rest @ ..]) => {
                self.sys_context(namespace, parameter, rest, expr.span)
            }
            ("USERENV", [parameter]) => {
                let namespace = Expr::synthetic(
                    ExprKind::Literal(Literal::String("USERENV".to_owned())),
                    Type::VARCHAR2,
                    plconv_hir::ty::Nullability::NotNull,
                );
                self.sys_context(&namespace, parameter, &[], expr.span)
            }
            ("UNISTR", [value]) => self.unistr(value),
            ("JSON_VALUE ON", [document, path, empty, error]) => {
                self.json_value_on(document, path, [empty, error], &expr.ty)
            }
            ("JSON_VALUE", [document, path]) => self.json_value(document, path, &expr.ty),
            ("JSON_EXISTS", [document, path]) => self.json_exists(document, path),
            ("ROUND" | "TRUNC", args) => self.round_or_trunc(name, args),
            ("CEIL" | "FLOOR", [value]) => {
                let value = self.numeric(value);
                pg::Expr::call(if name == "CEIL" { "ceil" } else { "floor" }, vec![value])
            }
            ("TO_CHAR" | "TO_NCHAR", args) => self.to_char(args, expr.span),
            ("TO_DATE" | "TO_TIMESTAMP" | "TO_TIMESTAMP_TZ", args) => self.to_date(name, args, expr.span),
            ("TO_NUMBER", args) => self.to_number_call(args, expr.span),
            ("TO_CLOB" | "TO_NCLOB" | "TO_LOB", [value]) => self.to_text(value, false, expr.span),
            ("JSON_OBJECT", args) => self.json_object(args, false, &expr.ty),
            ("JSON_OBJECT ABSENT", args) => self.json_object(args, true, &expr.ty),
            ("JSON_ARRAY", args) => self.json_array(args, false, &expr.ty),
            ("JSON_ARRAY ABSENT", args) => self.json_array(args, true, &expr.ty),
            ("JSON_QUERY", [document, path]) => {
                self.json_fragment(document, Some(path), None, &expr.ty, expr.span)
            }
            ("JSON_QUERY WRAPPER", [document, path]) => {
                self.json_fragment(document, Some(path), Some("unconditional"), &expr.ty, expr.span)
            }
            ("JSON_QUERY CONDITIONAL", [document, path]) => {
                self.json_fragment(document, Some(path), Some("conditional"), &expr.ty, expr.span)
            }
            ("JSON_DOT", [document, path]) => self.json_dot(document, path),
            ("JSON_SERIALIZE", [document]) => self.json_fragment(document, None, None, &expr.ty, expr.span),
            ("XMLTYPE" | "XMLTYPE.CREATEXML" | "XMLPARSE DOCUMENT", [value]) => {
                pg::Expr::XmlDocument(Box::new(self.to_text(value, false, expr.span)))
            }
            ("XMLPARSE CONTENT", [value]) => self
                .argument_as(value, &Type::VARCHAR2)
                .cast(TypeName::builtin("xml")),
            ("XMLSERIALIZE", [document]) => self.lower_expr(document).cast(TypeName::builtin("text")),
            ("XMLTYPE.GETNUMBERVAL", [document]) => self
                .lower_expr(document)
                .cast(TypeName::builtin("text"))
                .cast(TypeName::builtin("numeric")),
            ("XMLQUERY" | "EXTRACT", [document, path, namespaces @ ..]) if namespaces.len() < 2 => {
                self.xml_nodes("xml_extract", document, path, namespaces.first())
            }
            ("XMLSEQUENCE", [sequence]) => match &sequence.kind {
                ExprKind::Builtin { name, args }
                    if matches!(name.as_str(), "XMLQUERY" | "EXTRACT") && (2..=3).contains(&args.len()) =>
                {
                    let args = args.iter().map(|arg| self.lower_expr(arg)).collect();
                    self.runtime("xml_nodes", args)
                }
                _ => {
                    let sequence = self.lower_expr(sequence);
                    self.runtime("xml_nodes", vec![sequence, pg::Expr::text("/*")])
                }
            },
            ("EXTRACTVALUE", [document, path, namespaces @ ..]) if namespaces.len() < 2 => {
                self.xml_nodes("xml_extract_value", document, path, namespaces.first())
            }
            ("XMLEXISTS", [document, path]) => self.xml_nodes("xml_exists", document, path, None),
            ("EXISTSNODE", [document, path, namespaces @ ..]) if namespaces.len() < 2 => self
                .xml_nodes("xml_exists", document, path, namespaces.first())
                .cast(TypeName::builtin("integer")),
            ("XMLCOMMENT", [value]) => {
                let value = self.argument_as(value, &Type::VARCHAR2);
                pg::Expr::call("xmlcomment", vec![value])
            }
            ("XMLCDATA", [value]) => {
                let value = self.argument_as(value, &Type::VARCHAR2);
                let section = pg::Expr::text("<![CDATA[")
                    .binary("||", value)
                    .binary("||", pg::Expr::text("]]>"));
                section.cast(TypeName::builtin("xml"))
            }
            ("XMLCONCAT", _) => {
                let values = args.iter().map(|arg| self.lower_expr(arg)).collect();
                pg::Expr::call("xmlconcat", values)
            }
            ("TO_BINARY_DOUBLE" | "TO_BINARY_FLOAT", [value]) => {
                let ty = if name == "TO_BINARY_FLOAT" {
                    "real"
                } else {
                    "double precision"
                };
                self.argument_as(value, &Type::NUMBER).cast(TypeName::builtin(ty))
            }
            ("LNNVL", [condition]) => pg::Expr::Postfix(Box::new(self.lower_expr(condition)), "IS NOT TRUE"),
            ("NANVL", [value, default]) => {
                if expr.ty == Type::NUMBER {
                    return self.argument_as(value, &Type::NUMBER);
                }
                let double = || TypeName::builtin("double precision");
                let value = self.numeric(value).cast(double());
                let tested = pg::Expr::call("nullif", vec![value, pg::Expr::text("NaN").cast(double())]);
                let default = self.numeric(default).cast(double());
                pg::Expr::call("coalesce", vec![tested, default])
            }
            ("SYS_EXTRACT_UTC", [value]) => self.in_utc(value),
            ("SYS_CONNECT_BY_PATH", [value, separator]) => self.connect_by_path(value, separator, expr.span),
            ("SQLERRM", [code]) => {
                let code = self.argument_as(code, &Type::NUMBER);
                self.runtime("sqlerrm", vec![code])
            }
            ("DBMS_UTILITY.FORMAT_ERROR_STACK", _) => self.told_error(Tells::Stack),
            ("DBMS_UTILITY.FORMAT_ERROR_BACKTRACE", _) => {
                self.report(
                    Code::BUILT_IN_APPROXIMATED,
                    expr.span,
                    "the backtrace names PostgreSQL functions and lines",
                );
                self.told_error(Tells::Backtrace)
            }
            ("DBMS_UTILITY.FORMAT_CALL_STACK", _) => {
                self.report(
                    Code::BUILT_IN_APPROXIMATED,
                    expr.span,
                    "FORMAT_CALL_STACK is NULL: PostgreSQL gives the call stack to GET DIAGNOSTICS only",
                );
                pg::Expr::null().cast(TypeName::builtin("text"))
            }
            ("DBMS_UTILITY.GET_TIME" | "DBMS_UTILITY.GET_CPU_TIME", _) => {
                if name == "DBMS_UTILITY.GET_CPU_TIME" {
                    self.report(
                        Code::BUILT_IN_APPROXIMATED,
                        expr.span,
                        "GET_CPU_TIME counts all time and not that of the processor only",
                    );
                }
                // Hundredths of a second since an arbitrary moment.
                let now = pg::Expr::call("clock_timestamp", Vec::new());
                let seconds = pg::Expr::Extract("epoch".to_owned(), Box::new(now));
                pg::Expr::call("floor", vec![seconds.binary("*", pg::Expr::number("100"))])
            }
            ("DBMS_RANDOM.VALUE", []) => {
                pg::Expr::call("random", Vec::new()).cast(TypeName::builtin("numeric"))
            }
            ("DBMS_RANDOM.VALUE", [low, high]) => {
                let low = self.numeric(low);
                let high = self.numeric(high);
                let random = pg::Expr::call("random", Vec::new()).cast(TypeName::builtin("numeric"));
                low.clone().binary("+", random.binary("*", high.binary("-", low)))
            }
            _ => {
                self.report(
                    Code::UNKNOWN_BUILT_IN,
                    expr.span,
                    format!("{name} is not carried over in this form"),
                );
                self.refused_expr(name)
            }
        }
    }

    /// The arguments of a built-in; those of the runtime want exact numbers.
    fn typed_arguments(&mut self, args: &[Expr], kinds: &str, is_exact: bool) -> Vec<pg::Expr> {
        let kinds: Vec<char> = kinds.chars().collect();
        args.iter()
            .enumerate()
            .map(|(index, arg)| {
                let kind = kinds.get(index).or_else(|| kinds.last()).copied().unwrap_or('x');
                match kind {
                    't' => self.argument_as(arg, &Type::VARCHAR2),
                    'b' => {
                        let value = self.argument_as(arg, &Type::VARCHAR2);
                        super::blanks::with_blanks(arg, value)
                    }
                    'N' | 'n' => {
                        let value = match kind {
                            'N' => self.numeric(arg),
                            _ => self.argument_as(arg, &Type::NUMBER),
                        };
                        if is_exact { exact(value, arg) } else { value }
                    }
                    'd' => self.argument_as(arg, &Type::DATE),
                    _ => self.lower_expr(arg),
                }
            })
            .collect()
    }

    /// An argument converted to a type when its family differs.
    pub(crate) fn argument_as(&mut self, arg: &Expr, target: &Type) -> pg::Expr {
        let same = (arg.ty.is_character() && target.is_character())
            || (arg.ty.is_numeric() && target.is_numeric())
            || (arg.ty.is_datetime() && target.is_datetime() && *target != Type::DATE)
            || arg.ty.scalar().is_none()
            || target.scalar().is_none()
            || arg.ty == *target;
        if arg.is_null_literal() {
            return pg::Expr::null().cast(self.plain_type_name(target));
        }
        if same {
            self.lower_expr(arg)
        } else {
            self.conversion(arg, target, true, arg.span)
        }
    }

    /// The same with the blanks of CHAR, which belong to its value.
    fn value_as(&mut self, arg: &Expr, target: &Type) -> pg::Expr {
        let value = self.argument_as(arg, target);
        if target.is_character() {
            super::blanks::with_blanks(arg, value)
        } else {
            value
        }
    }

    /// A number as numeric: PostgreSQL's rounding functions return double precision for integers.
    fn numeric(&mut self, arg: &Expr) -> pg::Expr {
        let whole = super::operator::is_whole_literal(arg)
            || matches!(
                arg.ty.scalar(),
                Some(DataType::PlsInteger | DataType::SimpleInteger | DataType::ConstrainedInteger { .. })
            )
            || self.policy.types.integers && arg.ty.scalar().is_some_and(DataType::is_integral);
        let value = self.argument_as(arg, &Type::NUMBER);
        if whole {
            value.cast(TypeName::builtin("numeric"))
        } else {
            value
        }
    }

    fn decode(&mut self, value: &Expr, rest: &[Expr], ty: &Type) -> pg::Expr {
        let pairs = rest.len() / 2;
        // With a value and searches that cannot be NULL, = is enough.
        let simple = rest
            .iter()
            .step_by(2)
            .take(pairs)
            .all(|search| !may_be_null(search));
        // DECODE compares CHAR with its blanks, text literals as well.
        let subject = match rest.first() {
            // PostgreSQL would take it for text.
            Some(search) if value.is_null_literal() && matches!(search.ty, Type::Scalar(_)) => {
                pg::Expr::null().cast(self.plain_type_name(&search.ty))
            }
            _ => self.text_operand(value),
        };
        let mut branches = Vec::new();
        for pair in rest.chunks_exact(2) {
            let search = self.value_as(&pair[0], &value.ty.unconstrained());
            let condition = if simple {
                search
            } else if pair[0].is_null_literal() {
                subject.clone().is_null(false)
            } else {
                subject.clone().binary("IS NOT DISTINCT FROM", search)
            };
            branches.push((condition, self.value_as(&pair[1], ty)));
        }
        let else_value = (rest.len() % 2 == 1)
            .then(|| rest.last())
            .flatten()
            .map(|value| Box::new(self.value_as(value, ty)));
        pg::Expr::Case {
            operand: simple.then(|| Box::new(subject)),
            branches,
            else_value,
        }
    }

    /// GREATEST and LEAST are NULL when an argument is; PostgreSQL's ignore NULL.
    fn extreme(&mut self, name: &str, args: &[Expr], ty: &Type) -> pg::Expr {
        let present = args.iter().all(|arg| !may_be_null(arg));
        let values: Vec<pg::Expr> = args.iter().map(|arg| self.value_as(arg, ty)).collect();
        match (name, present) {
            ("GREATEST", true) => pg::Expr::call("greatest", values),
            ("GREATEST", false) => self.runtime("greatest_or_null", values),
            (_, true) => pg::Expr::call("least", values),
            (_, false) => self.runtime("least_or_null", values),
        }
    }

    fn round_or_trunc(&mut self, name: &str, args: &[Expr]) -> pg::Expr {
        let Some(value) = args.first() else {
            return self.refused_expr(name);
        };
        if value.ty.is_datetime() {
            let function = if name == "ROUND" {
                "round_date"
            } else {
                "trunc_date"
            };
            let mut values = vec![self.shown_datetime(value)];
            if let Some(unit) = args.get(1) {
                values.push(self.lower_expr(unit));
            } else if name == "TRUNC" {
                return pg::Expr::call("date_trunc", vec![pg::Expr::text("day"), values.remove(0)]);
            }
            return self.runtime(function, values);
        }
        // The digits that an average would have beyond PostgreSQL's are rounded away.
        let number = match &value.kind {
            ExprKind::Aggregate(aggregate) if aggregate.name == "AVG" => {
                self.plain_aggregate("avg", aggregate, None)
            }
            _ => self.numeric(value),
        };
        // PostgreSQL rounds double precision to whole numbers only.
        let binary = value
            .ty
            .scalar()
            .filter(|ty| args.len() > 1 && matches!(ty, DataType::BinaryDouble | DataType::BinaryFloat));
        let number = match binary {
            Some(_) => number.cast(TypeName::builtin("numeric")),
            None => number,
        };
        let mut values = vec![number];
        if let Some(digits) = args.get(1) {
            let lowered = self.lower_expr(digits);
            let fits = match &digits.kind {
                ExprKind::Literal(Literal::Number(text)) => text.parse::<i32>().is_ok(),
                ExprKind::Literal(_) | ExprKind::Unary { .. } => true,
                _ => false,
            } || matches!(digits.ty.scalar(), Some(DataType::PlsInteger));
            values.push(if fits {
                lowered
            } else if matches!(digits.kind, ExprKind::Literal(_)) {
                pg::Expr::call("trunc", vec![lowered]).cast(TypeName::builtin("integer"))
            } else {
                lowered.cast(TypeName::builtin("integer"))
            });
        }
        let result = pg::Expr::call(if name == "ROUND" { "round" } else { "trunc" }, values);
        match binary {
            Some(_) => result.cast(self.plain_type_name(&value.ty)),
            None => result,
        }
    }

    fn to_char(&mut self, args: &[Expr], span: Span) -> pg::Expr {
        let Some(value) = args.first() else {
            return self.refused_expr("TO_CHAR");
        };
        if args.len() == 1 {
            return self.to_text(value, false, span);
        }
        let format = self.argument_as(&args[1], &Type::VARCHAR2);
        if value.ty.is_datetime() {
            if let Err(refused) = self.date_language(args.get(2), span) {
                return refused;
            }
            let format = match &args[1].kind {
                ExprKind::Literal(Literal::String(text)) => {
                    super::fraction::with_digits(text, value).map_or(format, pg::Expr::text)
                }
                _ => format,
            };
            if let Some(text) = self.zoned_text(value, &format) {
                return text;
            }
            let lowered = match self.local_datetime(value) {
                Some(local) => local,
                None => {
                    self.note_lost_zone(value, span);
                    self.lower_expr(value)
                }
            };
            return match native_format(&args[1]) {
                Some(format) => pg::Expr::call("to_char", vec![lowered, pg::Expr::text(format)]),
                None => {
                    let mut values = vec![lowered, format];
                    if value.ty.scalar() == Some(&DataType::Date) && !super::fraction::has_none(&args[1]) {
                        values.push(pg::Expr::boolean(true));
                    }
                    self.runtime("to_char_date", values)
                }
            };
        }
        if value.ty.is_interval() {
            self.report(
                Code::FORMAT_MODEL,
                span,
                "TO_CHAR of an interval ignores the format in Oracle",
            );
            return self.to_text(value, true, span);
        }
        let characters = match self.numeric_characters(args.get(2), &args[1], span) {
            Ok(characters) => characters,
            Err(refused) => return refused,
        };
        let number = self.argument_as(value, &Type::NUMBER);
        let text = self.runtime("to_char", vec![number, format]);
        super::nls::with_characters(text, characters)
    }

    fn to_date(&mut self, name: &str, args: &[Expr], span: Span) -> pg::Expr {
        let Some(value) = args.first() else {
            return self.refused_expr(name);
        };
        let (function, made) = match name {
            "TO_DATE" => ("to_date", DataType::Date),
            "TO_TIMESTAMP" => ("to_timestamp", DataType::Timestamp { fraction: 9 }),
            _ => ("to_timestamp_tz", DataType::TimestampTz { fraction: 9 }),
        };
        if let Err(refused) = self.date_language(args.get(2), span) {
            return refused.cast(TypeName::builtin("timestamp"));
        }
        // A value that is a date already goes through text and back in Oracle.
        let text = self.to_text(value, true, span);
        let format = match args.get(1) {
            Some(format) => {
                if name == "TO_DATE"
                    && let Some(literal) = constant_date(value, format)
                {
                    return pg::Expr::TypedLiteral(TypeName::builtin("timestamp"), literal);
                }
                self.argument_as(format, &Type::VARCHAR2)
            }
            None => self.nls_format(&made, false, span),
        };
        self.runtime(function, vec![text, format])
    }

    fn to_number_call(&mut self, args: &[Expr], span: Span) -> pg::Expr {
        match args {
            [value] if is_binary_float(value) => self.conversion(value, &Type::NUMBER, false, span),
            [value] if value.ty.is_numeric() => self.lower_expr(value),
            [value] => self.conversion(value, &Type::NUMBER, false, span),
            [value, format, rest @ ..] => {
                let characters = match self.numeric_characters(rest.first(), format, span) {
                    Ok(characters) => characters,
                    Err(refused) => return refused.cast(TypeName::builtin("numeric")),
                };
                let text = self.to_text(value, true, span);
                let text = super::nls::without_characters(text, characters);
                let format = self.argument_as(format, &Type::VARCHAR2);
                self.runtime("to_number", vec![text, format])
            }
            [] => self.refused_expr("TO_NUMBER"),
        }
    }
}

/// A date format made of elements that PostgreSQL's to_char writes the same way.
fn native_format(format: &Expr) -> Option<String> {
    let ExprKind::Literal(Literal::String(text)) = &format.kind else {
        return None;
    };
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let element = ["YYYY", "HH24", "MI", "MM", "DD", "SS"].iter().find(|element| {
            rest.get(..element.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(element))
        });
        rest = match element {
            Some(element) => &rest[element.len()..],
            None if matches!(first, '-' | '/' | ':' | '.' | ' ' | ',') => &rest[1..],
            None => return None,
        };
    }
    Some(text.to_uppercase())
}

/// TO_DATE of constants in the plain ISO formats is a literal.
fn constant_date(value: &Expr, format: &Expr) -> Option<String> {
    let (ExprKind::Literal(Literal::String(value)), ExprKind::Literal(Literal::String(format))) =
        (&value.kind, &format.kind)
    else {
        return None;
    };
    let shape: String = value
        .chars()
        .map(|character| {
            if character.is_ascii_digit() {
                '9'
            } else {
                character
            }
        })
        .collect();
    let valid = plausible_date(value);
    match format.to_uppercase().as_str() {
        "YYYY-MM-DD" if shape == "9999-99-99" && valid => Some(value.clone()),
        "YYYY-MM-DD HH24:MI:SS" if shape == "9999-99-99 99:99:99" && valid => Some(value.clone()),
        _ => None,
    }
}

/// Whether month, day and time of an ISO text are in range whatever the year is; others are left to run time.
fn plausible_date(text: &str) -> bool {
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse::<u32>().ok());
    let year = number(0..4).is_some_and(|year| year >= 1);
    let month = number(5..7).is_some_and(|month| (1..=12).contains(&month));
    let last = match number(5..7) {
        Some(2) => 28,
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    let day = number(8..10).is_some_and(|day| (1..=last).contains(&day));
    let time = text.len() <= 10
        || (number(11..13).is_some_and(|hour| hour < 24)
            && number(14..16).is_some_and(|minute| minute < 60)
            && number(17..19).is_some_and(|second| second < 60));
    year && month && day && time
}

/// Whether a code is that of no character: its bytes are not UTF-8, or a zero byte.
fn is_no_character(code: u32) -> bool {
    let bytes = code.to_be_bytes();
    let leading = bytes.iter().take_while(|byte| **byte == 0).count();
    let bytes = bytes.get(leading..).unwrap_or_default();
    bytes.is_empty() || std::str::from_utf8(bytes).is_err()
}

/// A number as numeric, which PostgreSQL makes of double precision only where it is told to.
pub(super) fn exact(value: pg::Expr, arg: &Expr) -> pg::Expr {
    match arg.ty.scalar() {
        Some(DataType::BinaryDouble | DataType::BinaryFloat) => value.cast(TypeName::builtin("numeric")),
        _ => value,
    }
}

fn is_binary_float(value: &Expr) -> bool {
    matches!(
        value.ty.scalar(),
        Some(DataType::BinaryDouble | DataType::BinaryFloat)
    )
}
