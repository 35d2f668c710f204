//! What a name is, in Markdown.

use crate::file::FileSyntax;
use crate::names::NameUse;
use crate::navigation::{Site, name_at, sites};
use crate::snapshot::Snapshot;
use crate::target::{Target, routine_label};
use crate::types;
use plconv_catalog::ObjectName;
use plconv_hir::item::{ParameterMode, Signature};
use plconv_hir::program::Program;
use plconv_hir::resolve::builtins;
use plconv_hir::ty::{Nullability, Type};
use plconv_source::{TextRange, TextSize};
use plconv_syntax::ast::{AstNode, Declaration};

/// The Markdown about the name at an offset, and the name.
pub fn hover(snapshot: &Snapshot, file: &FileSyntax, offset: TextSize) -> Option<(TextRange, String)> {
    let found = name_at(snapshot, file, offset)?;
    let mut parts = Vec::new();
    let (title, postgres) = describe(snapshot, &found.name);
    parts.push(format!("```plsql\n{title}\n```"));
    if let Some(value) = value_line(snapshot, &found.name) {
        parts.push(value);
    }
    if let Some(postgres) = postgres {
        parts.push(format!("PostgreSQL: {postgres}"));
    }
    let sites = sites(snapshot, &found.name.target);
    if let Some(comment) = sites.iter().find_map(comment_before) {
        parts.push(comment);
    }
    if let Some(site) = sites.first() {
        let line = site.file.line(site.place.start.into()) + 1;
        parts.push(format!("Declared in {}:{line}", site.place.path));
    }
    Some((found.range, parts.join("\n\n")))
}

/// The declaration in a line, and what it becomes.
fn describe(snapshot: &Snapshot, name: &NameUse) -> (String, Option<String>) {
    let program = snapshot.base.analysis.program();
    match &name.target {
        Target::Routine(id) => match program.signature(id) {
            Some(signature) => (
                signature_text(signature),
                postgres_name_of(snapshot, &owner(id)).map(|form| format!("`{form}`")),
            ),
            None => (routine_label(id), None),
        },
        Target::Parameter {
            routine,
            name: parameter,
        } => {
            let known = program
                .signature(routine)
                .and_then(|signature| signature.parameters.iter().find(|known| known.name == *parameter));
            match known {
                Some(known) => (
                    format!("{parameter} {}{}", mode(known.mode), types::oracle(&known.ty)),
                    None,
                ),
                None => (format!("{parameter} {}", types::oracle(&name.ty)), None),
            }
        }
        Target::Local { name: local, .. } => (declared(snapshot, &name.target, local, &name.ty), None),
        Target::Member {
            package,
            name: member,
        } => {
            let text = declared(snapshot, &name.target, member, &name.ty);
            (format!("{package}: {text}"), None)
        }
        Target::Column { relation, column } => column_text(program, relation.as_ref(), column, &name.ty),
        Target::Field { of, field } => (format!("{of}.{field} {}", types::oracle(&name.ty)), None),
        Target::Object(object) => object_text(snapshot, object),
        Target::Trigger(trigger) => (
            format!("TRIGGER {trigger}"),
            postgres_name_of(snapshot, trigger).map(|form| format!("`{form}`")),
        ),
        Target::BuiltIn(built_in) => {
            let kind = match builtins::find(built_in).map(|known| known.volatile) {
                Some(true) => "built-in, another value at each call",
                Some(false) | None => "built-in",
            };
            (format!("{built_in} -- {kind}"), None)
        }
    }
}

/// Type and nullability of the value, with the PostgreSQL type.
fn value_line(snapshot: &Snapshot, name: &NameUse) -> Option<String> {
    let (ty, nullability) = match (&name.ty, &name.target) {
        // Where a column is written to, nobody asked for its value.
        (
            Type::Unknown,
            Target::Column {
                relation: Some(relation),
                column,
            },
        ) => {
            let columns = snapshot.base.analysis.program().relation_columns(relation)?;
            let known = columns.into_iter().find(|known| known.name == *column)?;
            let nullability = if known.not_null {
                Nullability::NotNull
            } else {
                Nullability::Nullable
            };
            (known.ty, nullability)
        }
        (Type::Unknown, _) => return None,
        (known, _) => (known.clone(), name.nullability),
    };
    let mut line = format!("Type: `{}`", types::oracle(&ty));
    if let Some(postgres) = types::postgres(&ty, &snapshot.base.policy) {
        line.push_str(&format!(" → `{postgres}`"));
    }
    line.push_str(&format!(", {}", types::nullability(nullability)));
    Some(line)
}

fn declared(snapshot: &Snapshot, target: &Target, name: &str, ty: &Type) -> String {
    let site = sites(snapshot, target).into_iter().next();
    let text = site.as_ref().and_then(declaration_text);
    text.unwrap_or_else(|| match ty {
        Type::Unknown => name.to_owned(),
        known => format!("{name} {}", types::oracle(known)),
    })
}

/// The declaration as written, on one line.
fn declaration_text(site: &Site) -> Option<String> {
    const LONGEST: usize = 160;
    let unit = site.file.units.get(site.unit)?;
    let path = unit.tree().path_at(site.name.span.start);
    let node = path
        .into_iter()
        .rev()
        .find(|node| Declaration::cast(*node).is_some())?;
    let text = crate::outline::detail(Some(node));
    let cut = text.char_indices().nth(LONGEST).map(|(at, _)| at);
    Some(match cut.and_then(|at| text.get(..at)) {
        Some(start) => format!("{start} ..."),
        None => text,
    })
}

fn column_text(
    program: &Program,
    relation: Option<&ObjectName>,
    column: &str,
    ty: &Type,
) -> (String, Option<String>) {
    let known = relation
        .and_then(|relation| program.relation_columns(relation))
        .and_then(|columns| columns.into_iter().find(|known| known.name == column));
    let owner = relation.map_or_else(String::new, |relation| format!("{relation}."));
    let text = match known {
        Some(known) => format!(
            "{owner}{column} {}{}",
            types::oracle(&known.ty),
            if known.not_null { " NOT NULL" } else { "" }
        ),
        None => format!("{owner}{column} {}", types::oracle(ty)),
    };
    (text, None)
}

fn object_text(snapshot: &Snapshot, name: &ObjectName) -> (String, Option<String>) {
    let program = snapshot.base.analysis.program();
    let catalog = &program.catalog;
    let columns = || match program.relation_columns(name) {
        Some(columns) => {
            let columns: Vec<String> = columns
                .iter()
                .map(|column| {
                    let null = if column.not_null { " NOT NULL" } else { "" };
                    format!("  {} {}{null}", column.name, types::oracle(&column.ty))
                })
                .collect();
            format!(" (\n{}\n)", columns.join(",\n"))
        }
        None => String::new(),
    };
    let text = if catalog.tables.contains_key(name) {
        format!("TABLE {name}{}", columns())
    } else if catalog.views.contains_key(name) {
        format!("VIEW {name}{}", columns())
    } else if catalog.materialized_views.contains_key(name) {
        format!("MATERIALIZED VIEW {name}{}", columns())
    } else if catalog.sequences.contains_key(name) {
        format!("SEQUENCE {name}")
    } else if let Some(synonym) = catalog.synonyms.get(name) {
        format!("SYNONYM {name} FOR {}", synonym.target)
    } else if program.types.contains_key(name) {
        format!("TYPE {name}")
    } else if program.packages.contains_key(name) {
        format!("PACKAGE {name}")
    } else {
        name.to_string()
    };
    (
        text,
        postgres_name_of(snapshot, name).map(|form| format!("`{form}`")),
    )
}

/// The name in PostgreSQL that the object of this name gets.
fn postgres_name_of(snapshot: &Snapshot, name: &ObjectName) -> Option<String> {
    let target = Target::Object(name.clone());
    let code = Target::Routine(plconv_hir::item::RoutineId {
        schema: name.schema.clone(),
        package: None,
        enclosing: Vec::new(),
        name: name.name.clone(),
        overload: 0,
    });
    let units = [target, code, Target::Trigger(name.clone())];
    let mut units = units
        .iter()
        .flat_map(|target| crate::navigation::declaring_units(snapshot, target));
    let wanted = name.to_string();
    units.find_map(|(file, index)| {
        let number = snapshot.base.number_of(&file, index)?;
        let lowered = snapshot.base.lowered(number);
        lowered.pieces.iter().find_map(|piece| {
            let (_, oracle) = piece.object.as_ref()?;
            (*oracle == wanted).then(|| piece.postgresql_name.clone())?
        })
    })
}

fn owner(id: &plconv_hir::item::RoutineId) -> ObjectName {
    ObjectName {
        schema: id.schema.clone(),
        name: id.package.clone().unwrap_or_else(|| id.name.clone()),
    }
}

fn mode(mode: ParameterMode) -> &'static str {
    match mode {
        ParameterMode::In => "",
        ParameterMode::Out => "OUT ",
        ParameterMode::InOut => "IN OUT ",
    }
}

/// The header of a routine in Oracle's words.
pub(crate) fn signature_text(signature: &Signature) -> String {
    let kind = if signature.returns.is_some() {
        "FUNCTION"
    } else {
        "PROCEDURE"
    };
    let mut text = format!("{kind} {}", routine_label(&signature.id));
    if !signature.parameters.is_empty() {
        let parameters: Vec<String> = signature.parameters.iter().map(parameter_text).collect();
        text.push_str(&format!("({})", parameters.join(", ")));
    }
    if let Some(returns) = &signature.returns {
        text.push_str(&format!(" RETURN {}", types::oracle(returns)));
    }
    text
}

/// A parameter in Oracle's words.
pub(crate) fn parameter_text(parameter: &plconv_hir::item::Parameter) -> String {
    let default = if parameter.default.is_some() {
        " DEFAULT ..."
    } else {
        ""
    };
    format!(
        "{} {}{}{default}",
        parameter.name,
        mode(parameter.mode),
        types::oracle(&parameter.ty)
    )
}

/// The comment directly before a declaration, without its marks.
fn comment_before(site: &Site) -> Option<String> {
    let unit = site.file.units.get(site.unit)?;
    let tree = unit.tree();
    let path = tree.path_at(site.name.span.start);
    let node = path
        .into_iter()
        .rev()
        .find(|node| Declaration::cast(*node).is_some() || *node == tree.root())?;
    let comments = tree.trivia_before(node.first_token());
    let lines: Vec<String> = comments
        .iter()
        .flat_map(|comment| tree.slice(comment.start, comment.end).lines())
        .map(|line| {
            line.trim()
                .trim_start_matches("--")
                .trim_start_matches("/*")
                .trim_end_matches("*/")
                .trim_start_matches('*')
                .trim()
                .to_owned()
        })
        .filter(|line| line.chars().any(char::is_alphanumeric))
        .collect();
    (!lines.is_empty()).then(|| lines.join("  \n"))
}
