//! Upkeep in dynamic statements: indexes, sequences, statistics, partitions, constraints that are switched off and on.
//! SQL Language Reference, ALTER INDEX, ALTER SEQUENCE, ANALYZE, PURGE and "enable_disable_clause".

use super::Middle;
use super::dynamic_ddl::{DynamicDdl, columns_of, objects, printed};
use super::expressions::Expressions;
use plconv_catalog::{Catalog, Constraint, ConstraintKind, ObjectName, SourceText, Table};
use plconv_db::policy::TemporaryTables;
use plconv_diagnostics::Code;
use plconv_hir::expr::Span;
use plconv_hir::replay::{object_name, words};
use plconv_hir::resolve::partition::partition_condition;
use plconv_hir::sink::Sink;
use plconv_lower::context::Lowering;
use plconv_lower::ddl::{DdlExpressions, partitioning_refused};
use plconv_lower::naming::identifier;
use plconv_pg::{Ident, PrintOptions, QualifiedName, Statement, print_expr, quote_literal};
use plconv_syntax::ast::{self, AstNode, SyntaxTree};
use std::sync::Arc;

/// What only Oracle needs: nothing is done, and it is said.
pub(super) fn left_out(message: String) -> DynamicDdl {
    let mut sink = Sink::default();
    sink.report(Code::ADMIN_STATEMENT, Span::default(), message);
    DynamicDdl {
        diagnostics: sink.into_diagnostics(),
        ..DynamicDdl::default()
    }
}

fn does(statement: String) -> DynamicDdl {
    DynamicDdl {
        statements: vec![statement],
        ..DynamicDdl::default()
    }
}

fn named(middle: &Middle<'_>, name: &ObjectName) -> QualifiedName {
    Lowering::new(middle.program, middle.effects, middle.policy, Sink::default()).object_name(name)
}

/// How a table is emptied: a global temporary table that is a view in PostgreSQL loses the rows that the session sees.
pub(super) fn truncate_verb(table: &Table, middle: &Middle<'_>) -> &'static str {
    match middle.policy.temporary_tables {
        TemporaryTables::Unlogged if table.temporary.is_some() => "DELETE FROM",
        TemporaryTables::Unlogged | TemporaryTables::Session => "TRUNCATE TABLE",
    }
}

/// ALTER INDEX: REBUILD is REINDEX where PostgreSQL has the index and can do so in a function.
pub(super) fn alter_index(alter: ast::AlterIndex<'_>, middle: &Middle<'_>) -> Option<DynamicDdl> {
    let name = object_name(alter.name()?);
    if let Some(new_name) = alter.new_name() {
        let new_name = Ident(identifier(&new_name.folded()));
        return Some(does(format!(
            "ALTER INDEX {} RENAME TO {new_name}",
            named(middle, &name)
        )));
    }
    let words: Vec<String> = alter.words().iter().map(|word| word.upper()).collect();
    let catalog = &middle.program.catalog;
    let index = catalog.indexes.get(&name);
    let is_divided = index
        .and_then(|index| catalog.tables.get(&index.table))
        .is_some_and(|table| table.partitioning.is_some());
    let of_partition = words.iter().any(|word| word.ends_with("PARTITION"));
    match words.first()?.as_str() {
        "REBUILD" if is_divided || of_partition => Some(left_out(format!(
            "ALTER INDEX {name} REBUILD is left out: partitions are indexed as rows come"
        ))),
        "REBUILD" if index.is_some_and(|index| index.index_type.is_some()) => None,
        "REBUILD" => Some(does(format!("REINDEX INDEX {}", named(middle, &name)))),
        "UNUSABLE" => Some(left_out(format!(
            "ALTER INDEX {name} UNUSABLE is left out: PostgreSQL keeps the index up to date"
        ))),
        "COALESCE" | "SHRINK" | "PARALLEL" | "NOPARALLEL" | "LOGGING" | "NOLOGGING" | "VISIBLE"
        | "INVISIBLE" | "MONITORING" | "NOMONITORING" | "COMPRESS" | "NOCOMPRESS" => Some(left_out(format!(
            "ALTER INDEX {name} {} has no counterpart",
            words.join(" ")
        ))),
        _ => None,
    }
}

/// ALTER SEQUENCE, option by option.
pub(super) fn alter_sequence(alter: ast::AlterSequence<'_>, middle: &Middle<'_>) -> Option<DynamicDdl> {
    let mut options = Vec::new();
    for option in alter.options().iter() {
        let words = words(option.syntax());
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        options.push(match words.as_slice() {
            ["INCREMENT", "BY", value @ ..] => format!("INCREMENT BY {}", value.concat()),
            ["MINVALUE", value @ ..] => format!("MINVALUE {}", value.concat()),
            ["MAXVALUE", value @ ..] => format!("MAXVALUE {}", value.concat()),
            ["CACHE", value] => format!("CACHE {value}"),
            ["NOCACHE"] => "CACHE 1".to_owned(),
            ["NOMINVALUE"] => "NO MINVALUE".to_owned(),
            ["NOMAXVALUE"] => "NO MAXVALUE".to_owned(),
            ["CYCLE"] => "CYCLE".to_owned(),
            ["NOCYCLE"] => "NO CYCLE".to_owned(),
            ["ORDER" | "NOORDER"] => continue,
            ["RESTART"] => "RESTART".to_owned(),
            ["START", "WITH", value @ ..] => format!("RESTART WITH {}", value.concat()),
            _ => return None,
        });
    }
    // RESTART START WITH n is one thing in PostgreSQL.
    if options.iter().any(|option| option.starts_with("RESTART WITH")) {
        options.retain(|option| option != "RESTART");
    }
    let name = object_name(alter.name()?);
    if options.is_empty() {
        return Some(left_out(format!(
            "ALTER SEQUENCE {name}: numbers are in order in any case"
        )));
    }
    Some(does(format!(
        "ALTER SEQUENCE {} {}",
        named(middle, &name),
        options.join(" ")
    )))
}

/// ANALYZE and PURGE.
pub(super) fn opaque(statement: ast::OpaqueStmt<'_>, middle: &Middle<'_>) -> Option<DynamicDdl> {
    let words = words(statement.syntax());
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["PURGE", ..] => Some(left_out(format!(
            "{} is left out: PostgreSQL keeps nothing of what is dropped",
            words.join(" ")
        ))),
        ["ANALYZE", "INDEX", _, rest @ ..] | ["ANALYZE", "TABLE", _, rest @ ..]
            if rest.contains(&"VALIDATE") || rest.contains(&"LIST") =>
        {
            None
        }
        ["ANALYZE", "TABLE", first, rest @ ..] if !rest.contains(&"DELETE") => {
            let unquoted = |word: &str| word.trim_matches('"').to_owned();
            let name = match rest {
                [".", table, ..] => ObjectName {
                    schema: Some(unquoted(first)),
                    name: unquoted(table),
                },
                _ => ObjectName::unqualified(unquoted(first)),
            };
            Some(does(format!("ANALYZE {}", named(middle, &name))))
        }
        ["ANALYZE", "TABLE" | "INDEX" | "CLUSTER", ..] => {
            Some(left_out(format!("{} is left out", words.join(" "))))
        }
        _ => None,
    }
}

/// ALTER ... COMPILE: nothing of PostgreSQL's needs to be compiled again.
pub(super) fn compile(alter: ast::AlterCompile<'_>) -> Option<DynamicDdl> {
    let is_compile = alter.words().iter().next().is_some_and(|word| word.is("COMPILE"));
    is_compile.then(|| {
        let kind = alter.kind().map(|kind| kind.upper()).unwrap_or_default();
        let name = alter.name().map(object_name).unwrap_or_default();
        left_out(format!(
            "ALTER {kind} {name} COMPILE is left out: code is compiled when it is used"
        ))
    })
}

/// Words that begin an action on where and how a table is stored.
const STORAGE: &[&str] = &["MOVE", "SHRINK", "ALLOCATE", "DEALLOCATE", "COALESCE"];

/// TRUNCATE and DROP PARTITION, and what is about storage.
pub(super) fn table_action(
    action: ast::OpaqueAction<'_>,
    table: &ObjectName,
    middle: &Middle<'_>,
) -> Option<DynamicDdl> {
    let verb = action.action()?.upper();
    if STORAGE.contains(&verb.as_str()) {
        return Some(left_out(format!(
            "ALTER TABLE {table} {verb} is left out: it is about storage only"
        )));
    }
    let all = words(action.syntax());
    let is_partition = all.get(1).is_some_and(|word| word.contains("PARTITION"));
    let partitions: Vec<String> = action.names().iter().map(|name| name.folded()).collect();
    if !is_partition || partitions.is_empty() || !matches!(verb.as_str(), "TRUNCATE" | "DROP") {
        return None;
    }
    let mut result = DynamicDdl::default();
    for partition in partitions {
        let call = alter_partition_call(&verb, table, &partition, middle, &mut result.runtime);
        result.statements.push(format!("SELECT {call}"));
    }
    Some(result)
}

/// The call that truncates or drops a partition: for a table that stays one in PostgreSQL with the condition of its rows.
pub(super) fn alter_partition_call(
    verb: &str,
    table: &ObjectName,
    partition: &str,
    middle: &Middle<'_>,
    runtime: &mut Vec<&'static str>,
) -> String {
    runtime.push("alter_partition");
    let mut arguments = vec![
        quote_literal(&named(middle, table).to_string()),
        quote_literal(verb),
        quote_literal(&identifier(partition).replace('"', "")),
    ];
    let catalog = &middle.program.catalog;
    let stays_whole = catalog
        .tables
        .get(table)
        .is_some_and(|known| partitioning_refused(catalog, known));
    if stays_whole && let Some(condition) = partition_condition(middle.program, table, partition) {
        let text = SourceText {
            text: condition,
            origin: Default::default(),
        };
        let lowered = Expressions::new(middle).lower_condition(&text, table);
        if let Some(value) = lowered.value {
            runtime.extend(lowered.runtime);
            arguments.push(quote_literal(&print_expr(&value, PrintOptions { width: 10_000 })));
        }
    }
    format!(
        "{}.alter_partition({})",
        middle.policy.runtime_schema,
        arguments.join(", ")
    )
}

/// DISABLE and ENABLE of a constraint that the project knows: PostgreSQL drops it and creates it again.
pub(super) fn switch_constraint(
    tree: &Arc<SyntaxTree>,
    switch: ast::EnableDisable<'_>,
    table: &Table,
    target: &QualifiedName,
    middle: &Middle<'_>,
) -> Option<DynamicDdl> {
    let all = words(switch.syntax());
    let enable = all.first()?.starts_with("ENABLE");
    let constraint = wanted_constraint(table, switch)?;
    let name = constraint.name.as_ref()?;
    let constraint = Constraint {
        enabled: true,
        validated: true,
        ..constraint.clone()
    };
    let mut result = DynamicDdl::default();
    let mut created = created_constraint(tree, table, &constraint, target, middle, &mut result)?;
    let is_key = match constraint.kind {
        ConstraintKind::PrimaryKey { .. } | ConstraintKind::Unique { .. } => true,
        ConstraintKind::ForeignKey { .. } | ConstraintKind::Check { .. } => false,
    };
    if all.iter().any(|word| word == "NOVALIDATE") && !is_key {
        created.push_str(" NOT VALID");
    }
    let cascade = if all.iter().any(|word| word == "CASCADE") {
        " CASCADE"
    } else {
        ""
    };
    let own = Ident(identifier(name));
    let dropped = format!("ALTER TABLE {target} DROP CONSTRAINT IF EXISTS {own}{cascade}");
    // What was lowered must be the constraint that is dropped.
    created.contains(&format!("CONSTRAINT {own} ")).then_some(())?;
    result.statements = vec![dropped];
    let mut sink = Sink::default();
    if enable {
        result.statements.push(created);
    } else {
        sink.report(
            Code::DISABLED_CONSTRAINT,
            Span::default(),
            format!("constraint {name} is dropped until it is enabled again"),
        );
    }
    result.diagnostics.extend(sink.into_diagnostics());
    Some(result)
}

fn wanted_constraint<'t>(table: &'t Table, switch: ast::EnableDisable<'_>) -> Option<&'t Constraint> {
    if let Some(name) = switch.name() {
        let name = name.folded();
        return table
            .constraints
            .iter()
            .find(|constraint| constraint.name.as_ref() == Some(&name));
    }
    let what = switch.what()?.upper();
    let columns: Vec<String> = switch.columns().iter().map(|name| name.folded()).collect();
    table
        .constraints
        .iter()
        .find(|constraint| match &constraint.kind {
            ConstraintKind::PrimaryKey { .. } => what.starts_with("PRIMARY"),
            ConstraintKind::Unique { columns: key } => what.starts_with("UNIQUE") && *key == columns,
            ConstraintKind::ForeignKey { .. } | ConstraintKind::Check { .. } => false,
        })
}

/// `ALTER TABLE ... ADD CONSTRAINT`; `None` when PostgreSQL has it in another form.
fn created_constraint(
    tree: &Arc<SyntaxTree>,
    table: &Table,
    constraint: &Constraint,
    target: &QualifiedName,
    middle: &Middle<'_>,
    result: &mut DynamicDdl,
) -> Option<String> {
    let mut catalog = Catalog::default();
    if let ConstraintKind::ForeignKey { table: other, .. } = &constraint.kind {
        let known = &middle.program.catalog.tables;
        let other = known.get(other)?;
        let keys = other.constraints.iter().filter(|key| match key.kind {
            ConstraintKind::PrimaryKey { .. } | ConstraintKind::Unique { .. } => true,
            ConstraintKind::ForeignKey { .. } | ConstraintKind::Check { .. } => false,
        });
        catalog.tables.insert(
            other.name.clone(),
            Table {
                constraints: keys.cloned().collect(),
                ..columns_of(other)
            },
        );
    }
    let own = catalog
        .tables
        .entry(table.name.clone())
        .or_insert_with(|| columns_of(table));
    own.constraints.retain(|key| key.name != constraint.name);
    own.constraints.push(constraint.clone());
    for object in objects(tree, catalog, middle) {
        for statement in object.statements {
            let found = match statement {
                Statement::AddConstraint { table, constraint } if table == *target => Some(constraint),
                Statement::CreateTable(create) if create.name.as_ref() == Some(target) => {
                    create.constraints.into_iter().find(|one| {
                        one.name.as_ref().map(|name| &name.0)
                            == constraint.name.as_deref().map(identifier).as_ref()
                    })
                }
                _ => None,
            };
            if let Some(constraint) = found {
                result.runtime.extend(object.runtime);
                result.diagnostics.extend(object.diagnostics);
                let table = target.clone();
                return Some(printed(&Statement::AddConstraint { table, constraint }));
            }
        }
    }
    None
}
