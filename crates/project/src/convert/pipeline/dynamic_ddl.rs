//! DDL in dynamic statements: replayed into a catalog of its own, which has the columns of the table it is about.

use super::dynamic_maintenance as maintenance;
use super::expressions::Expressions;
use super::{Middle, Whole};
use plconv_catalog::{Catalog, CodeKind, Column, DataType, ObjectName, Origin, Table};
use plconv_diagnostics::Diagnostic;
use plconv_hir::build::{SourceUnit, Units, build_program};
use plconv_hir::program::SchemaObject;
use plconv_hir::replay::{Replay, object_name, string_value, words};
use plconv_hir::resolve::Resolver;
use plconv_hir::sink::{Sink, UnitLocation};
use plconv_lower::context::Lowering;
use plconv_lower::ddl::{DdlObject, lower_catalog};
use plconv_lower::naming::identifier;
use plconv_pg::{CreateTable, Ident, PrintOptions, QualifiedName, Statement, print_statement, quote_literal};
use plconv_syntax::ast::{self, AstNode, SyntaxTree};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a dynamic DDL statement became.
#[derive(Default)]
pub(super) struct DynamicDdl {
    /// PostgreSQL statements in order; none for what only Oracle has.
    pub statements: Vec<String>,
    /// Runtime functions they call.
    pub runtime: Vec<&'static str>,
    /// What was found on the way.
    pub diagnostics: Vec<Diagnostic>,
}

/// Translates a DDL statement; `None` for one that is none, or that is not carried over.
pub(super) fn translate(tree: &Arc<SyntaxTree>, middle: &Middle<'_>) -> Option<DynamicDdl> {
    let unit = ast::Unit::cast(tree.root())?;
    match unit {
        ast::Unit::CreateTable(create) if create.query().is_some() => {
            table_of_query(create.name()?, create.query()?, middle)
        }
        ast::Unit::CreateTable(_) | ast::Unit::CreateSequence(_) => created(tree, None, middle),
        ast::Unit::CreateIndex(create) => {
            let table = match known_table(create.table()?, middle) {
                Some(table) => columns_of(table),
                None => indexed_table(create)?,
            };
            created(tree, Some(&table), middle)
        }
        ast::Unit::CreateView(create) => view_of_query(create, middle),
        ast::Unit::AlterOpaque(alter) => session_setting(alter.syntax()),
        ast::Unit::AlterTable(alter) => alter_table(tree, alter, middle),
        ast::Unit::GrantStmt(grant) if is_of_runtime(grant.object()) => {
            Some(maintenance::left_out(grant_left_out(grant.object())))
        }
        ast::Unit::RevokeStmt(revoke) if is_of_runtime(revoke.object()) => {
            Some(maintenance::left_out(grant_left_out(revoke.object())))
        }
        ast::Unit::AlterIndex(alter) => maintenance::alter_index(alter, middle),
        ast::Unit::AlterSequence(alter) => maintenance::alter_sequence(alter, middle),
        ast::Unit::AlterCompile(alter) => maintenance::compile(alter),
        ast::Unit::OpaqueStmt(statement) => maintenance::opaque(statement, middle),
        _ => simple(unit, middle).map(|statement| DynamicDdl {
            statements: vec![statement],
            ..DynamicDdl::default()
        }),
    }
}

fn is_of_runtime(object: Option<ast::ObjectName<'_>>) -> bool {
    object.is_some_and(|object| plconv_hir::supplied::is_of_runtime(&object_name(object)))
}

fn grant_left_out(object: Option<ast::ObjectName<'_>>) -> String {
    let object = object.map(object_name).unwrap_or_default();
    format!("privileges on {object} left out: everybody may call the functions in its place")
}

/// CREATE TABLE ... AS SELECT of the project's tables.
fn table_of_query(
    name: ast::ObjectName<'_>,
    query: ast::Query<'_>,
    middle: &Middle<'_>,
) -> Option<DynamicDdl> {
    let mut resolver = Resolver::new(middle.program, Sink::default());
    let query = resolver.resolve_query(query);
    let mut lowering = Lowering::new(middle.program, middle.effects, middle.policy, resolver.sink);
    let create = Statement::CreateTable(Box::new(CreateTable {
        name: Some(lowering.object_name(&object_name(name))),
        query: Some(lowering.lower_query(&query)),
        ..CreateTable::default()
    }));
    Some(DynamicDdl {
        statements: vec![printed(&create)],
        runtime: lowering.runtime.iter().copied().collect(),
        diagnostics: lowering.sink.into_diagnostics(),
    })
}

/// CREATE VIEW of a query of the project's tables.
fn view_of_query(create: ast::CreateView<'_>, middle: &Middle<'_>) -> Option<DynamicDdl> {
    let plain = create.columns().iter().next().is_none()
        && create.attributes().iter().next().is_none()
        && create.restriction().is_none();
    let query = create.query().filter(|_| plain)?;
    let mut resolver = Resolver::new(middle.program, Sink::default());
    let query = resolver.resolve_query(query);
    let mut lowering = Lowering::new(middle.program, middle.effects, middle.policy, resolver.sink);
    let name = lowering.object_name(&object_name(create.name()?));
    let query = Statement::Query(Box::new(lowering.lower_query(&query)));
    Some(DynamicDdl {
        statements: vec![format!("CREATE OR REPLACE VIEW {name} AS {}", printed(&query))],
        runtime: lowering.runtime.iter().copied().collect(),
        diagnostics: lowering.sink.into_diagnostics(),
    })
}

/// What a table that the project does not have is known to have by an index of its columns.
fn indexed_table(create: ast::CreateIndex<'_>) -> Option<Table> {
    let unique = words(create.syntax()).get(1).is_some_and(|word| word == "UNIQUE");
    let columns = create
        .columns()
        .iter()
        .map(|item| match item.expr()? {
            ast::Expr::NameRef(reference) => Some(Column {
                name: reference.name()?.folded(),
                data_type: DataType::NUMBER,
                not_null: false,
                not_null_name: None,
                default: None,
                default_on_null: false,
                identity: None,
                virtual_expression: None,
                invisible: false,
                comment: None,
                origin: Origin::default(),
            }),
            _ => None,
        })
        .collect::<Option<Vec<_>>>()
        .filter(|_| !unique)?;
    Some(Table {
        name: object_name(create.table()?),
        columns,
        ..Table::default()
    })
}

/// Parameters of a session that are about how Oracle works, not about what it computes.
const OWN_PARAMETERS: &[&str] = &[
    "CURSOR_SHARING",
    "DDL_LOCK_TIMEOUT",
    "EVENTS",
    "HASH_AREA_SIZE",
    "MAX_DUMP_FILE_SIZE",
    "QUERY_REWRITE_ENABLED",
    "RECYCLEBIN",
    "RESULT_CACHE_MODE",
    "SORT_AREA_SIZE",
    "SQL_TRACE",
    "STATISTICS_LEVEL",
    "TIMED_STATISTICS",
    "TRACEFILE_IDENTIFIER",
    "WORKAREA_SIZE_POLICY",
];

/// Parameters of a session whose values the output has anyway.
const KEPT_VALUES: &[(&str, &str)] = &[
    ("NLS_COMP", "BINARY"),
    ("NLS_LANGUAGE", "AMERICAN"),
    ("NLS_NUMERIC_CHARACTERS", ".,"),
    ("NLS_SORT", "BINARY"),
    ("NLS_TERRITORY", "AMERICA"),
];

/// Whether the output has the value that a parameter of the session is set to.
fn is_kept(name: &str, value: &str) -> bool {
    let value = value.trim_matches('\'').to_uppercase();
    KEPT_VALUES.contains(&(name, value.as_str()))
}

/// ALTER SESSION of a time zone, or of what only Oracle has.
fn session_setting(node: ast::SyntaxNode<'_>) -> Option<DynamicDdl> {
    let words = words(node);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let ["ALTER", "SESSION", action, name, rest @ ..] = words.as_slice() else {
        return None;
    };
    let own = match *action {
        "ENABLE" | "DISABLE" | "FORCE" => *name == "PARALLEL",
        "SET" => {
            OWN_PARAMETERS.contains(name)
                || ["OPTIMIZER_", "PLSQL_", "PLSCOPE_", "_", "\"_"]
                    .iter()
                    .any(|prefix| name.starts_with(prefix))
                || matches!(rest, ["=", value] if is_kept(name, value))
        }
        _ => false,
    };
    if own {
        let message = format!("ALTER SESSION {action} {name} has no counterpart and is left out");
        return Some(maintenance::left_out(message));
    }
    let zone = match rest {
        ["=", zone] if (*action, *name) == ("SET", "TIME_ZONE") => {
            zone.strip_prefix('\'')?.strip_suffix('\'')?
        }
        _ => return None,
    };
    let zone = if zone.starts_with(['+', '-']) {
        // Hours of a zone's name have the opposite sign in PostgreSQL.
        format!("INTERVAL {} HOUR TO MINUTE", quote_literal(zone))
    } else if zone == "LOCAL" || zone == "DBTIMEZONE" {
        return None;
    } else {
        quote_literal(zone)
    };
    Some(DynamicDdl {
        statements: vec![format!("SET TIME ZONE {zone}")],
        ..DynamicDdl::default()
    })
}

/// Statements that name objects and say no more.
fn simple(unit: ast::Unit<'_>, middle: &Middle<'_>) -> Option<String> {
    let names = Lowering::new(middle.program, middle.effects, middle.policy, Sink::default());
    let name = |name: Option<ast::ObjectName<'_>>| Some(names.object_name(&object_name(name?)));
    match unit {
        ast::Unit::TruncateStmt(truncate) => {
            let known = known_table(truncate.name()?, middle);
            let verb = known.map_or("TRUNCATE TABLE", |table| {
                maintenance::truncate_verb(table, middle)
            });
            Some(format!("{verb} {}", name(truncate.name())?))
        }
        ast::Unit::DropStmt(drop) => {
            let words = words(drop.syntax());
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let kind = match words.get(1..3)? {
                ["TABLE", _] => "TABLE",
                ["VIEW", _] => "VIEW",
                ["SEQUENCE", _] => "SEQUENCE",
                ["INDEX", _] => "INDEX",
                ["PROCEDURE", _] => "PROCEDURE",
                ["FUNCTION", _] => "FUNCTION",
                ["MATERIALIZED", "VIEW"] if words.get(3) != Some(&"LOG") => "MATERIALIZED VIEW",
                ["TYPE", second] if *second != "BODY" => "TYPE",
                _ => return None,
            };
            let cascade = words.windows(2).any(|pair| pair == ["CASCADE", "CONSTRAINTS"]);
            let cascade = if cascade { " CASCADE" } else { "" };
            Some(format!("DROP {kind} {}{cascade}", name(drop.name())?))
        }
        ast::Unit::CommentStmt(comment) => {
            let kind = comment.kind()?.upper();
            let text = string_value(comment.text()?.text());
            let text = if text.is_empty() {
                "NULL".to_owned()
            } else {
                quote_literal(&text)
            };
            if !kind.starts_with("COLUMN") {
                let known = object_name(comment.name()?);
                let kind = match &middle.program.catalog {
                    catalog if catalog.views.contains_key(&known) => "VIEW",
                    catalog if catalog.materialized_views.contains_key(&known) => "MATERIALIZED VIEW",
                    _ => "TABLE",
                };
                return Some(format!("COMMENT ON {kind} {} IS {text}", name(comment.name())?));
            }
            let mut parts: Vec<String> = comment.name()?.parts().iter().map(|part| part.folded()).collect();
            let column = Ident(identifier(&parts.pop()?));
            let table = ObjectName {
                name: parts.pop()?,
                schema: parts.pop(),
            };
            Some(format!(
                "COMMENT ON COLUMN {}.{column} IS {text}",
                names.object_name(&table)
            ))
        }
        ast::Unit::AlterTrigger(alter) => {
            let trigger = object_name(alter.name()?);
            let action = alter.action()?.upper();
            let code = middle
                .program
                .catalog
                .code
                .get(&(CodeKind::Trigger, trigger.clone()))?;
            // An INSTEAD OF trigger of a view cannot be switched off.
            let table = code
                .table
                .as_ref()
                .filter(|table| middle.program.catalog.tables.contains_key(*table))?;
            let own = middle.whole.trigger_names.get(&trigger).unwrap_or(&trigger.name);
            matches!(action.as_str(), "ENABLE" | "DISABLE").then(|| {
                format!(
                    "ALTER TABLE {} {action} TRIGGER {}",
                    names.object_name(table),
                    Ident(identifier(own))
                )
            })
        }
        ast::Unit::RenameStmt(rename) => {
            let old = ObjectName::unqualified(rename.old()?.folded());
            let known = &middle.program.catalog.tables;
            let table = known.get(&old).map(|table| names.object_name(&table.name))?;
            let new = Ident(identifier(&rename.new()?.folded()));
            Some(format!("ALTER TABLE {table} RENAME TO {new}"))
        }
        ast::Unit::GrantStmt(grant) => {
            privileges(grant.privileges(), grant.object(), grant.grantees(), middle)
                .filter(|_| grant.options().iter().next().is_none())
                .map(|(what, who)| format!("GRANT {what} TO {who}"))
        }
        ast::Unit::RevokeStmt(revoke) => {
            privileges(revoke.privileges(), revoke.object(), revoke.grantees(), middle)
                .map(|(what, who)| format!("REVOKE {what} FROM {who}"))
        }
        _ => None,
    }
}

/// `SELECT, INSERT ON object` and the grantees, for privileges that PostgreSQL has.
fn privileges<'t>(
    privileges: ast::List<'t, ast::Privilege<'t>>,
    object: Option<ast::ObjectName<'t>>,
    grantees: ast::List<'t, ast::Grantee<'t>>,
    middle: &Middle<'_>,
) -> Option<(String, String)> {
    let lowering = Lowering::new(middle.program, middle.effects, middle.policy, Sink::default());
    let mut list = Vec::new();
    for privilege in privileges.iter() {
        if privilege.columns().iter().next().is_some() {
            return None;
        }
        let words: Vec<String> = privilege.words().iter().map(|word| word.upper()).collect();
        match words.join(" ").as_str() {
            word @ ("SELECT" | "INSERT" | "UPDATE" | "DELETE" | "REFERENCES" | "EXECUTE") => {
                list.push(word.to_owned())
            }
            _ => return None,
        }
    }
    let mut who = Vec::new();
    for grantee in grantees.iter() {
        who.push(match grantee.name() {
            Some(name) => Ident(identifier(&object_name(name).name)).to_string(),
            None if grantee.kind()?.is("PUBLIC") => "PUBLIC".to_owned(),
            None => return None,
        });
    }
    let object = object_name(object?);
    if list == ["EXECUTE"] {
        let found = middle.program.find(None, object.schema.as_deref(), &object.name);
        let Some(SchemaObject::Routine(routine)) = found else {
            return None;
        };
        let routine = lowering.object_name(&routine);
        return Some((format!("EXECUTE ON ROUTINE {routine}"), who.join(", ")));
    }
    if list.iter().any(|word| word == "EXECUTE") {
        return None;
    }
    // NEXTVAL needs more than SELECT in PostgreSQL.
    if middle.program.catalog.sequences.contains_key(&object) {
        return None;
    }
    let object = lowering.object_name(&object);
    Some((format!("{} ON {object}", list.join(", ")), who.join(", ")))
}

/// The table a statement is about, where the project has it.
fn known_table<'m>(name: ast::ObjectName<'_>, middle: &'m Middle<'_>) -> Option<&'m Table> {
    let catalog = &middle.program.catalog;
    let name = object_name(name);
    catalog.tables.get(&name).or_else(|| {
        let mut same = catalog
            .tables
            .values()
            .filter(|table| name.schema.is_none() && table.name.name == name.name);
        same.next().filter(|_| same.next().is_none())
    })
}

/// A table with its columns and nothing else.
pub(super) fn columns_of(table: &Table) -> Table {
    Table {
        name: table.name.clone(),
        columns: table
            .columns
            .iter()
            .map(|column| Column {
                default: None,
                default_on_null: false,
                identity: None,
                virtual_expression: None,
                not_null_name: None,
                comment: None,
                ..column.clone()
            })
            .collect(),
        ..Table::default()
    }
}

/// What a statement creates, `table` being there before.
fn created(tree: &Arc<SyntaxTree>, table: Option<&Table>, middle: &Middle<'_>) -> Option<DynamicDdl> {
    let (statements, mut result) = lowered(tree, table, middle)?;
    let own = table.map(|table| table.name.to_string());
    for (about, statement) in statements {
        if matches!(statement, Statement::CreateTable(_)) && own.as_ref() == Some(&about) {
            continue;
        }
        result.statements.push(printed(&statement));
    }
    (!result.statements.is_empty()).then_some(result)
}

pub(super) fn printed(statement: &Statement) -> String {
    let text = print_statement(statement, PrintOptions { width: 10_000 });
    in_one_line(text.text.trim_end().trim_end_matches(';'))
}

/// A statement without the line breaks between its parts.
fn in_one_line(statement: &str) -> String {
    let mut result = String::with_capacity(statement.len());
    let mut quote = None;
    for character in statement.chars() {
        match quote {
            Some(open) => {
                if character == open {
                    quote = None;
                }
                result.push(character);
            }
            None if character.is_whitespace() => {
                if !result.ends_with([' ', '(']) {
                    result.push(' ');
                }
            }
            None => {
                if matches!(character, '\'' | '"') {
                    quote = Some(character);
                }
                if character == ')' && result.ends_with(' ') {
                    result.pop();
                }
                result.push(character);
            }
        }
    }
    result
}

/// The statements of a catalog after one statement, each with the name of the object it belongs to.
fn lowered(
    tree: &Arc<SyntaxTree>,
    table: Option<&Table>,
    middle: &Middle<'_>,
) -> Option<(Vec<(String, Statement)>, DynamicDdl)> {
    let catalog = replayed(tree, table).ok()?;
    let mut result = DynamicDdl::default();
    let mut statements = Vec::new();
    for object in objects(tree, catalog, middle) {
        let name = object.name;
        result.runtime.extend(object.runtime);
        result.diagnostics.extend(object.diagnostics);
        let remarks =
            |statement: &Statement| !matches!(statement, Statement::Remark(_) | Statement::SourceComment(_));
        statements.extend(
            object
                .statements
                .into_iter()
                .filter(remarks)
                .map(|statement| (name.clone(), statement)),
        );
    }
    Some((statements, result))
}

/// The catalog after one statement; what could not be replayed is an error.
pub(super) fn replayed(tree: &Arc<SyntaxTree>, table: Option<&Table>) -> Result<Catalog, Vec<Diagnostic>> {
    let mut catalog = Catalog::default();
    if let Some(table) = table {
        catalog.tables.insert(table.name.clone(), table.clone());
    }
    let mut replay = Replay::on(catalog);
    if let Some(unit) = ast::Unit::cast(tree.root()) {
        replay.apply(unit, &UnitLocation::default());
    }
    let (catalog, found) = replay.finish();
    if found.is_empty() { Ok(catalog) } else { Err(found) }
}

/// The objects of a catalog that one statement has made.
pub(super) fn objects(tree: &Arc<SyntaxTree>, catalog: Catalog, middle: &Middle<'_>) -> Vec<DdlObject> {
    let units = [SourceUnit {
        tree: Arc::clone(tree),
        location: UnitLocation::default(),
    }];
    let program = build_program(Arc::new(catalog), Units(&units));
    let whole = Arc::new(Whole {
        output_buffer: middle.whole.output_buffer,
        ..Whole::default()
    });
    let own = Middle {
        policy: middle.policy,
        units: &units,
        sessions: &[],
        program: &program,
        effects: (&whole.effects).into(),
        whole: &whole,
        work: middle.work,
        is_for_one_run: middle.is_for_one_run,
    };
    let mut expressions = Expressions::new(&own);
    lower_catalog(&program.catalog, middle.policy, &mut expressions)
}

// ---------------------------------------------------------------- ALTER TABLE

fn alter_table(
    tree: &Arc<SyntaxTree>,
    alter: ast::AlterTable<'_>,
    middle: &Middle<'_>,
) -> Option<DynamicDdl> {
    let name = alter.name()?;
    let names = Lowering::new(middle.program, middle.effects, middle.policy, Sink::default());
    let known = known_table(name, middle);
    let written = known.map_or_else(|| object_name(name), |table| table.name.clone());
    let target = names.object_name(&written);
    let actions: Vec<_> = alter.actions().iter().collect();
    if actions.is_empty() && alter.physical().iter().next().is_some() {
        let message = format!("ALTER TABLE {written} is left out: it is about storage only");
        return Some(maintenance::left_out(message));
    }
    let [action] = actions.as_slice() else {
        return None;
    };
    let column = |name: &ast::Name<'_>| Ident(identifier(&name.folded()));
    let own = |action: String| DynamicDdl {
        statements: vec![format!("ALTER TABLE {target} {action}")],
        ..DynamicDdl::default()
    };
    match action {
        ast::AlterTableAction::AddElements(_) => {
            let before = known.map_or_else(
                || Table {
                    name: written.clone(),
                    ..Table::default()
                },
                columns_of,
            );
            added(tree, &before, &target, middle)
        }
        ast::AlterTableAction::ModifyColumns(_) => modified(tree, &columns_of(known?), &target, middle),
        ast::AlterTableAction::DropColumns(drop) if drop.unused().is_none() => {
            let columns: Vec<String> = drop
                .columns()
                .iter()
                .map(|name| format!("DROP COLUMN {}", column(&name)))
                .collect();
            (!columns.is_empty()).then(|| own(columns.join(", ")))
        }
        ast::AlterTableAction::DropConstraint(drop) => {
            let cascade = drop.options().iter().any(|word| word.is("CASCADE"));
            let cascade = if cascade { " CASCADE" } else { "" };
            let name = drop.name()?;
            Some(own(format!("DROP CONSTRAINT {}{cascade}", column(&name))))
        }
        ast::AlterTableAction::RenameTo(rename) => {
            Some(own(format!("RENAME TO {}", column(&rename.name()?))))
        }
        ast::AlterTableAction::RenameColumn(rename) => Some(own(format!(
            "RENAME COLUMN {} TO {}",
            column(&rename.old()?),
            column(&rename.new()?)
        ))),
        ast::AlterTableAction::EnableDisable(switch) => {
            let what = switch.what()?;
            if what.is("ROW") || what.is("TABLE") {
                let message = format!(
                    "ALTER TABLE {written}: {} has no counterpart",
                    switch.syntax().text()
                );
                return Some(maintenance::left_out(message));
            }
            if !what.is("ALL") {
                return maintenance::switch_constraint(tree, *switch, known?, &target, middle);
            }
            let action = if switch.action()?.upper().starts_with("ENABLE") {
                "ENABLE"
            } else {
                "DISABLE"
            };
            Some(own(format!("{action} TRIGGER USER")))
        }
        ast::AlterTableAction::OpaqueAction(action) => maintenance::table_action(*action, &written, middle),
        ast::AlterTableAction::DropColumns(_)
        | ast::AlterTableAction::ModifyConstraint(_)
        | ast::AlterTableAction::RenameConstraint(_)
        | ast::AlterTableAction::AddPartition(_)
        | ast::AlterTableAction::ModifyPartitioning(_) => None,
    }
}

/// ADD: the columns and constraints that the table has more than before.
fn added(
    tree: &Arc<SyntaxTree>,
    before: &Table,
    target: &QualifiedName,
    middle: &Middle<'_>,
) -> Option<DynamicDdl> {
    let (statements, mut result) = lowered(tree, Some(before), middle)?;
    let old: BTreeSet<String> = before
        .columns
        .iter()
        .map(|column| identifier(&column.name))
        .collect();
    for (_, statement) in statements {
        let Statement::CreateTable(table) = statement else {
            result.statements.push(printed(&statement));
            continue;
        };
        let CreateTable {
            columns, constraints, ..
        } = *table;
        let new: Vec<_> = columns
            .into_iter()
            .filter(|column| !old.contains(&column.name.0))
            .collect();
        if !new.is_empty() {
            result
                .statements
                .push(printed(&Statement::AddColumns(target.clone(), new)));
        }
        result
            .statements
            .extend(constraints.into_iter().map(|constraint| {
                printed(&Statement::AddConstraint {
                    table: target.clone(),
                    constraint,
                })
            }));
    }
    (!result.statements.is_empty()).then_some(result)
}

/// MODIFY: what differs between the columns before and after.
fn modified(
    tree: &Arc<SyntaxTree>,
    before: &Table,
    target: &QualifiedName,
    middle: &Middle<'_>,
) -> Option<DynamicDdl> {
    // A comment changes nothing, so this is the table as it was.
    let same = plconv_syntax::parse_unit("COMMIT", &plconv_syntax::ParseOptions::default());
    let (old, _) = lowered(&same.tree, Some(before), middle)?;
    let (new, mut result) = lowered(tree, Some(before), middle)?;
    let columns = |statements: Vec<(String, Statement)>| {
        statements.into_iter().find_map(|(_, statement)| match statement {
            Statement::CreateTable(table) => Some(table.columns),
            _ => None,
        })
    };
    let mut actions = Vec::new();
    for (old, new) in columns(old)?.into_iter().zip(columns(new)?) {
        let name = &new.name;
        if old.ty != new.ty {
            let collation = new.collation.as_ref();
            let collation = collation.map_or_else(String::new, |collation| format!(" COLLATE {collation}"));
            actions.push(format!("ALTER COLUMN {name} TYPE {}{collation}", new.ty));
        }
        if old.default != new.default {
            let default = printed_default(new.default.as_ref()?);
            actions.push(format!("ALTER COLUMN {name} SET DEFAULT {default}"));
        }
        if old.not_null != new.not_null {
            let word = if new.not_null { "SET" } else { "DROP" };
            actions.push(format!("ALTER COLUMN {name} {word} NOT NULL"));
        }
    }
    if actions.is_empty() {
        return None;
    }
    result.statements = vec![format!("ALTER TABLE {target} {}", actions.join(", "))];
    Some(result)
}

pub(super) fn printed_default(default: &plconv_pg::Expr) -> String {
    plconv_pg::print_expr(default, PrintOptions { width: 10_000 })
}
