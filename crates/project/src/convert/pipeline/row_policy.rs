//! Functions of row policies: their code, and what they return as conditions of a table.

use super::{Middle, resolving};
use plconv_catalog::ObjectName;
use plconv_diagnostics::{Diagnostic, Severity};
use plconv_hir::expr::{Expr, ExprKind, VariableKind, VariableRef};
use plconv_hir::item::Routine;
use plconv_hir::resolve::{Resolver, constant_text};
use plconv_hir::sink::Sink;
use plconv_hir::stmt::StatementKind;
use plconv_hir::ty::{Nullability, Type};
use plconv_lower::plpgsql::{
    PiecedText, PolicyFunction, RowCondition, TextPiece, part_variable, returned_texts,
};
use plconv_pg::quote_literal;
use plconv_syntax::ast::{self, AstNode};
use plconv_syntax::{ParseOptions, parse_expression};

/// What matches a part inside of a literal.
const PART_OF_TEXT: &str = "([^']*)";

/// What matches a part that stands for a number.
const PART_OF_NUMBER: &str = "(-?[0-9]+(?:[.][0-9]+)?)";

/// See `DynamicSql::policy_function`.
pub(super) fn policy_function(
    middle: &Middle<'_>,
    owner: Option<&str>,
    function: &str,
    table: &ObjectName,
    schema: Option<&str>,
) -> Option<PolicyFunction> {
    let owner = owner.map(|owner| format!("{owner}.")).unwrap_or_default();
    // A tree without schemas does not say whose table it is.
    let current = || "SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')".to_owned();
    let schema_value = schema.map_or_else(current, quote_literal);
    let call = format!(
        "{owner}{function}({schema_value}, {})",
        quote_literal(&table.name)
    );
    let parsed = parse_expression(&call, &ParseOptions::default());
    let mut resolver = Resolver::new(middle.program, Sink::default());
    resolver.current_schema.clone_from(&table.schema);
    let call = resolver.resolve_expr(ast::Expr::cast(parsed.tree.root())?);
    let ExprKind::Call { routine: id, args } = &call.kind else {
        return None;
    };
    let routine = resolving::routine_of(middle, id)?;
    let (Some(body), [_, _]) = (&routine.body, args.as_slice()) else {
        return None;
    };
    let parameters = routine.signature.parameters.iter();
    let values: Vec<(String, String)> = parameters
        .zip([schema, Some(&table.name)])
        .filter_map(|(parameter, value)| Some((parameter.name.clone(), value?.to_owned())))
        .collect();
    let texts = returned_texts(body, &values, &|id| middle.program.signature(id).cloned());
    let mut found = PolicyFunction {
        call,
        conditions: Vec::new(),
        is_constant: returns_constant(&routine),
        unknown: Vec::new(),
        diagnostics: Vec::new(),
    };
    for text in texts.iter().filter(|text| !text.is_empty()) {
        match condition(middle, text, table) {
            Some((condition, diagnostics)) => {
                found.conditions.push(condition);
                found.diagnostics.extend(diagnostics);
            }
            None => found.unknown.push(told(text)),
        }
    }
    Some(found)
}

/// Whether a function does nothing but return one text.
fn returns_constant(routine: &Routine) -> bool {
    routine.body.as_ref().is_some_and(|body| {
        body.declarations.is_empty()
            && matches!(body.statements.as_slice(), [only]
                if matches!(&only.kind, StatementKind::Return(Some(value)) if constant_text(value).is_some()))
    })
}

/// A predicate that was not translated, for messages.
fn told(text: &PiecedText) -> String {
    let known: Vec<&str> = text
        .iter()
        .map(|piece| match piece {
            TextPiece::Known(text) => text.as_str(),
            TextPiece::Part => "...",
        })
        .collect();
    match known.as_slice() {
        ["..."] => "a predicate is only known when its function runs".to_owned(),
        known => format!("the predicate `{}` could not be translated", known.concat()),
    }
}

/// A text as a condition of a table, with what was assumed.
fn condition(
    middle: &Middle<'_>,
    text: &PiecedText,
    table: &ObjectName,
) -> Option<(RowCondition, Vec<Diagnostic>)> {
    let written = Written::of(text)?;
    let parsed = parse_expression(&written.oracle, &ParseOptions::default());
    if !parsed.is_ok() {
        return None;
    }
    let parts = written.parts.iter().enumerate();
    let values = parts.map(|(number, ty)| (part_variable(number + 1), part_value(number + 1, ty)));
    let mut resolver = Resolver::new(middle.program, Sink::default()).with_bind_values(values.collect());
    let condition = resolver.resolve_table_expr(ast::Expr::cast(parsed.tree.root())?, table);
    let diagnostics = resolver.sink.into_diagnostics();
    let is_refused =
        |found: &Diagnostic| found.severity() == Severity::Refused || super::unresolved::is_unresolved(found);
    if diagnostics.iter().any(is_refused) || condition.ty != Type::BOOLEAN {
        return None;
    }
    let condition = RowCondition {
        pattern: written.pattern,
        parts: written.parts,
        condition,
    };
    Some((condition, diagnostics))
}

fn part_value(number: usize, ty: &Type) -> Expr {
    let kind = ExprKind::Variable(VariableRef {
        name: part_variable(number),
        kind: VariableKind::Variable,
        qualifier: None,
        routine_depth: 0,
    });
    Expr::synthetic(kind, ty.clone(), Nullability::Nullable)
}

/// A predicate as one can parse it.
struct Written {
    /// Oracle's text, with binds for the parts.
    oracle: String,
    /// The regular expression of the texts it stands for.
    pattern: String,
    /// The types of its parts.
    parts: Vec<Type>,
}

impl Written {
    /// None for a text of which it is not certain what its quotes enclose.
    fn of(text: &PiecedText) -> Option<Written> {
        let mut written = Written {
            oracle: String::new(),
            pattern: String::new(),
            parts: Vec::new(),
        };
        // The pieces of the literal being read.
        let mut literal: Option<Vec<String>> = None;
        for piece in text {
            let known = match piece {
                TextPiece::Known(known) => known,
                TextPiece::Part => {
                    let bind = format!(":{}", part_variable(written.parts.len() + 1));
                    let (ty, pattern) = match &mut literal {
                        Some(pieces) => {
                            pieces.extend([bind, String::new()]);
                            (Type::VARCHAR2, PART_OF_TEXT)
                        }
                        None => {
                            written.oracle.push_str(&bind);
                            (Type::NUMBER, PART_OF_NUMBER)
                        }
                    };
                    written.parts.push(ty);
                    written.pattern.push_str(pattern);
                    continue;
                }
            };
            let lower = known.to_lowercase();
            if ["--", "/*", "q'", "\""]
                .iter()
                .any(|doubtful| lower.contains(doubtful))
            {
                return None;
            }
            for letter in known.chars() {
                written.add_to_pattern(letter);
                match (&mut literal, letter) {
                    (None, '\'') => literal = Some(vec![String::new()]),
                    (None, letter) => written.oracle.push(letter),
                    (Some(pieces), '\'') => {
                        let value = as_value(pieces);
                        literal = None;
                        written.oracle.push_str(&value);
                    }
                    (Some(pieces), letter) => pieces.last_mut()?.push(letter),
                }
            }
        }
        literal.is_none().then_some(written)
    }

    fn add_to_pattern(&mut self, letter: char) {
        if r".[]{}()*+?^$|\".contains(letter) {
            self.pattern.push('\\');
        }
        self.pattern.push(letter);
    }
}

/// A literal whose pieces are texts and binds in turn. Quotes in it are two literals here, which stand together as in the
/// source.
fn as_value(pieces: &[String]) -> String {
    if let [only] = pieces {
        return format!("'{only}'");
    }
    let pieces: Vec<String> = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| !piece.is_empty())
        .map(|(number, piece)| match number % 2 {
            0 => format!("'{piece}'"),
            _ => piece.clone(),
        })
        .collect();
    format!("({})", pieces.join(" || "))
}
