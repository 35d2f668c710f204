//! Units: routines, packages, triggers, top-level statements.

use super::comments::{all_comments_of, comments_of};
use super::declaration::Header;
use super::system_trigger::system_trigger;
use super::{Resolver, span_of};
use crate::expr::TriggerEventKind;
use crate::item::*;
use crate::program::SchemaObject;
use crate::stmt::{Block, Comments, Statement, StatementKind};
use plconv_catalog::ObjectName;
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, List};
use std::sync::Arc;

/// The name of a unit: schema and object.
pub(crate) fn unit_name(name: Option<ast::ObjectName<'_>>) -> ObjectName {
    let parts: Vec<String> = name
        .map(|name| name.parts().iter().map(|part| part.folded()).collect())
        .unwrap_or_default();
    super::expr::object_name(&parts)
}

/// The signature of a standalone routine.
pub fn resolve_signature(resolver: &mut Resolver<'_>, header: Header<'_>, name: &ObjectName) -> Signature {
    resolver.current_schema.clone_from(&name.schema);
    let id = RoutineId {
        schema: name.schema.clone(),
        package: None,
        enclosing: Vec::new(),
        name: name.name.clone(),
        overload: 0,
    };
    resolver.signature(header, id)
}

/// A header as a [`Header`], when the unit is a standalone routine.
pub fn resolve_function_header(unit: ast::Unit<'_>) -> Option<(Header<'_>, ObjectName)> {
    match unit {
        ast::Unit::CreateProcedure(procedure) => {
            Some((Header::Procedure(procedure), unit_name(procedure.name())))
        }
        ast::Unit::CreateFunction(function) => Some((Header::Function(function), unit_name(function.name()))),
        _ => None,
    }
}

/// A standalone routine with its body.
pub fn resolve_routine(resolver: &mut Resolver<'_>, header: Header<'_>, name: &ObjectName) -> Routine {
    resolver.current_schema.clone_from(&name.schema);
    let signature = match resolver.program.routines.get(name) {
        Some(signature) => Arc::clone(signature),
        None => Arc::new(resolve_signature(resolver, header, name)),
    };
    resolver.routine(header, signature)
}

/// A trigger; `name` is its full name.
pub fn resolve_trigger(
    resolver: &mut Resolver<'_>,
    trigger: ast::CreateTrigger<'_>,
    name: &ObjectName,
    enabled: bool,
) -> Trigger {
    let span = span_of(trigger.syntax());
    resolver.current_schema.clone_from(&name.schema);
    let timing = match trigger
        .timing()
        .map(|timing| timing.upper())
        .unwrap_or_default()
        .as_str()
    {
        "BEFORE" => TriggerTiming::Before,
        "AFTER" => TriggerTiming::After,
        "INSTEAD" => TriggerTiming::InsteadOf,
        _ => TriggerTiming::Compound,
    };
    let mut result = Trigger {
        name: name.clone(),
        timing,
        events: Vec::new(),
        table: ObjectName::default(),
        row: timing == TriggerTiming::InsteadOf,
        condition: None,
        body: TriggerBody::None,
        follows: Vec::new(),
        precedes: Vec::new(),
        enabled,
        refused: None,
        system: None,
        effects: Effects::default(),
        callees: Default::default(),
        visible_columns: Default::default(),
        comments: all_comments_of(trigger.syntax()),
        span,
    };
    match system_trigger(trigger, timing, name.schema.as_deref()) {
        Ok(system) => result.system = system,
        Err(refused) => result.refused = Some(refused),
    }
    let row_events = trigger
        .events()
        .iter()
        .filter(|_| result.system.is_none() && result.refused.is_none());
    for event in row_events.collect::<Vec<_>>() {
        let word = event.event().map(|event| event.upper()).unwrap_or_default();
        let kind = match word.as_str() {
            "INSERT" => TriggerEventKind::Insert,
            "UPDATE" => TriggerEventKind::Update,
            "DELETE" => TriggerEventKind::Delete,
            _ => {
                result.refused = Some(format!("event {word}"));
                continue;
            }
        };
        result.events.push((
            kind,
            event.columns().iter().map(|column| column.folded()).collect(),
        ));
    }
    if gather_columns(&mut result.events) {
        resolver.sink.report(
            Code::TRIGGER_COLUMNS,
            span,
            "only UPDATE has columns here; those of the other events are taken for its own",
        );
    }
    let is_crossedition =
        (trigger.options().iter()).any(|option| option.kind().is_some_and(|kind| kind.is("CROSSEDITION")));
    if is_crossedition {
        result.refused = Some("it fires between editions, which PostgreSQL does not have".to_owned());
    }
    let target = trigger.target();
    if let Some(refused) = &result.refused {
        resolver.sink.report(
            Code::TRIGGER_EVENT,
            span,
            format!("trigger {} is not carried over: {refused}", result.name),
        );
        return result;
    }
    if result.system.is_none() {
        let columns = trigger_table(resolver, target, &mut result);
        resolver.trigger_columns = Some(columns);
        resolver.trigger_table = Some(result.table.clone());
    }
    resolver.correlation = ("NEW".to_owned(), "OLD".to_owned());
    trigger_options(resolver, trigger.options(), &mut result);
    result.body = match trigger.body() {
        Some(ast::TriggerBody::Block(block)) => {
            let before = comments_of(block.syntax()).leading;
            result.comments.leading.extend(before);
            TriggerBody::Block(Box::new(
                resolver.block_with_label(block, Some(result.name.name.clone())),
            ))
        }
        Some(ast::TriggerBody::CallStmt(call)) => {
            let kind = resolver.call_statement(call.call());
            let span = span_of(call.syntax());
            let statement = Statement {
                kind,
                labels: Vec::new(),
                comments: Comments::default(),
                span,
            };
            TriggerBody::Block(Box::new(Block {
                declarations: Vec::new(),
                statements: vec![statement],
                handlers: Vec::new(),
                span,
            }))
        }
        Some(ast::TriggerBody::CompoundBody(body)) => {
            resolver.routine_path.push(result.name.name.clone());
            let body = compound(resolver, body);
            resolver.routine_path.pop();
            body
        }
        None => TriggerBody::None,
    };
    resolver.trigger_columns = None;
    result.effects = resolver.effects;
    result.callees = std::mem::take(&mut resolver.callees);
    result.visible_columns = std::mem::take(&mut resolver.visible_columns);
    result
}

/// Makes each event one, with the columns of all at UPDATE: Oracle keeps them for the trigger as a whole (Database
/// Reference, "ALL_TRIGGER_COLS"). Returns whether other events had columns.
fn gather_columns(events: &mut Vec<(TriggerEventKind, Vec<String>)>) -> bool {
    let is_stray = |(kind, columns): &(TriggerEventKind, Vec<String>)| {
        *kind != TriggerEventKind::Update && !columns.is_empty()
    };
    let strays = events.iter().any(is_stray);
    // UPDATE and UPDATE OF: every column.
    let every_column = !strays
        && (events.iter()).any(|(kind, columns)| *kind == TriggerEventKind::Update && columns.is_empty());
    let mut gathered: Vec<String> = Vec::new();
    for column in events.iter_mut().flat_map(|(_, columns)| std::mem::take(columns)) {
        if !every_column && !gathered.contains(&column) {
            gathered.push(column);
        }
    }
    let mut seen = Vec::new();
    events.retain(|(kind, _)| {
        !seen.contains(kind) && {
            seen.push(*kind);
            true
        }
    });
    for (kind, columns) in events {
        if *kind == TriggerEventKind::Update {
            *columns = std::mem::take(&mut gathered);
        }
    }
    strays
}

fn trigger_table(
    resolver: &mut Resolver<'_>,
    target: Option<ast::TriggerTarget<'_>>,
    trigger: &mut Trigger,
) -> Vec<crate::ty::Field> {
    let name = unit_name(target.and_then(|target| target.name()));
    match resolver.program.find(
        resolver.current_schema.as_deref(),
        name.schema.as_deref(),
        &name.name,
    ) {
        Some(SchemaObject::Relation(found)) => {
            let columns = resolver.program.relation_columns(&found).unwrap_or_default();
            trigger.table = found;
            columns
        }
        _ => {
            let span = target.map(|target| span_of(target.syntax())).unwrap_or_default();
            resolver.sink.report(
                Code::UNKNOWN_TABLE,
                span,
                format!("table or view {name} is declared nowhere in the source tree"),
            );
            trigger.table = name;
            Vec::new()
        }
    }
}

fn trigger_options(
    resolver: &mut Resolver<'_>,
    options: List<'_, ast::TriggerOption<'_>>,
    trigger: &mut Trigger,
) {
    let schema = resolver.current_schema.clone();
    for option in options.iter() {
        let names = || {
            let full = |name| {
                let name = unit_name(Some(name));
                ObjectName {
                    schema: name.schema.or_else(|| schema.clone()),
                    ..name
                }
            };
            option.names().iter().map(full).collect::<Vec<_>>()
        };
        match option
            .kind()
            .map(|kind| kind.upper())
            .unwrap_or_default()
            .as_str()
        {
            "REFERENCING" => {
                for reference in option.references().iter() {
                    let Some(name) = reference.name() else {
                        continue;
                    };
                    if reference.kind().is_some_and(|kind| kind.is("NEW")) {
                        resolver.correlation.0 = name.folded();
                    } else if reference.kind().is_some_and(|kind| kind.is("OLD")) {
                        resolver.correlation.1 = name.folded();
                    }
                }
            }
            "FOR" => trigger.row = true,
            "FOLLOWS" => trigger.follows = names(),
            "PRECEDES" => trigger.precedes = names(),
            "DISABLE" => trigger.enabled = false,
            "WHEN" => {
                resolver.in_trigger_when = true;
                trigger.condition = Some(resolver.required(option.condition()));
                resolver.in_trigger_when = false;
            }
            _ => {}
        }
    }
}

fn compound(resolver: &mut Resolver<'_>, body: ast::CompoundBody<'_>) -> TriggerBody {
    resolver
        .scopes
        .push(super::Scope::new(super::ScopeKind::Routine, None));
    let declarations = resolver.declarations(body.declarations());
    let sections = body
        .sections()
        .iter()
        .map(|section| {
            let timing = match section
                .timing()
                .map(|timing| timing.upper())
                .unwrap_or_default()
                .as_str()
            {
                "BEFORE" => TriggerTiming::Before,
                "INSTEAD" => TriggerTiming::InsteadOf,
                _ => TriggerTiming::After,
            };
            resolver
                .scopes
                .push(super::Scope::new(super::ScopeKind::Block, None));
            let declarations = resolver.declarations(section.declarations());
            let (statements, handlers) = resolver.body(section.syntax(), section.body());
            resolver.scopes.pop();
            CompoundSection {
                timing,
                row: section.level().is_some_and(|level| level.is("ROW")),
                block: Block {
                    declarations,
                    statements,
                    handlers,
                    span: span_of(section.syntax()),
                },
            }
        })
        .collect();
    resolver.scopes.pop();
    TriggerBody::Compound {
        declarations,
        sections,
    }
}

/// A statement of a script that is no DDL; `None` for units that other phases handle.
pub fn resolve_top_statement(resolver: &mut Resolver<'_>, unit: ast::Unit<'_>) -> Option<TopStatement> {
    resolver.in_script = true;
    let node = unit.syntax();
    let statement = |resolver: &mut Resolver<'_>, kind: StatementKind| {
        let _ = &resolver;
        TopStatement::Statement(Box::new(Statement {
            kind,
            labels: Vec::new(),
            comments: comments_of(node),
            span: span_of(node),
        }))
    };
    Some(match unit {
        ast::Unit::SelectStmt(select) => {
            TopStatement::Query(Box::new(resolver.resolve_query(select.query()?)))
        }
        ast::Unit::InsertStmt(insert) => TopStatement::Insert(Box::new(resolver.insert(insert))),
        ast::Unit::MultiInsertStmt(insert) => {
            TopStatement::MultiInsert(Box::new(resolver.multi_insert(insert)))
        }
        ast::Unit::UpdateStmt(update) => TopStatement::Update(Box::new(resolver.update(update))),
        ast::Unit::DeleteStmt(delete) => TopStatement::Delete(Box::new(resolver.delete(delete))),
        ast::Unit::MergeStmt(merge) => TopStatement::Merge(Box::new(resolver.merge(merge))),
        ast::Unit::CommitStmt(commit) => {
            let kind = resolver.commit(commit);
            statement(resolver, kind)
        }
        ast::Unit::RollbackStmt(rollback) => {
            let kind = resolver.rollback(rollback);
            statement(resolver, kind)
        }
        ast::Unit::SavepointStmt(savepoint) => {
            let name = savepoint.name().map(|name| name.folded()).unwrap_or_default();
            statement(resolver, StatementKind::Savepoint(name))
        }
        ast::Unit::CallStmt(call) => {
            let kind = if call.into().is_some() {
                let code = Code::UNSUPPORTED_STATEMENT;
                resolver
                    .sink
                    .report(code, span_of(node), "CALL with INTO is not carried over");
                super::statement::refused("CALL", code, node)
            } else {
                resolver.call_statement(call.call())
            };
            statement(resolver, kind)
        }
        ast::Unit::Block(block) => {
            let labels: Vec<String> = block.labels().iter().map(|label| label.folded()).collect();
            let block = resolver.block_with_label(block, labels.last().cloned());
            TopStatement::Statement(Box::new(Statement {
                kind: StatementKind::Block(Box::new(block)),
                labels,
                comments: comments_of(node),
                span: span_of(node),
            }))
        }
        ast::Unit::SetTransactionStmt(set) => {
            let kind = super::statement::set_statement(set);
            statement(resolver, kind)
        }
        ast::Unit::LockTableStmt(lock) => {
            let kind = resolver.lock_table(lock);
            statement(resolver, kind)
        }
        _ => return None,
    })
}
