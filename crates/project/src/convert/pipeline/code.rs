//! Stored code and the statements of scripts, lowered in parallel.

use super::Middle;
use super::dynamic::Translator;
use super::lowering::Ddl;
use super::memory::{Asked, KeptCode, KeptStatement, MadePieces, Memory, ProgramKey, StatementKey};
use super::package;
use super::pieces::{Piece, package_path, print};
use super::resolved::{Item, Resolved};
use super::rows;
use super::unordered::{Rows, asks_for_login, tables_of};
use super::unresolved::{self, Doubtful, is_unresolved, tolerated};
use super::view_rows;
use crate::convert::internal_error;
use crate::guard::run_guarded;
use crate::layout::{Phase, object_path};
use plconv_catalog::{ObjectName, Origin};
use plconv_db::Policy;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_hir::build::Units;
use plconv_hir::effects::AskedEffects;
use plconv_hir::expr::{ExprKind, Span};
use plconv_hir::item::{Routine, Signature, Trigger, TypeBody};
use plconv_hir::resolve::{self, Resolver};
use plconv_hir::sink::{Sink, UnitLocation};
use plconv_hir::visit::walk_expr;
use plconv_lower::context::Lowering;
use plconv_lower::top::TransactionUse;
use plconv_pg::{Ident, PlKind, PlStatement, Printed, Statement};
use plconv_syntax::ast::{self, AstNode};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Order of package types, then state, then standalone routines within the phase of functions.
pub(super) const TYPES_ORDER: u32 = 0;
pub(super) const STATE_ORDER: u32 = 1;
const ROUTINE_ORDER: u32 = 2;

/// Lowers all stored code.
pub(crate) fn lower_all(middle: &Middle<'_>, resolved: &Resolved) -> Vec<Piece> {
    lower_items(middle, resolved, &|_| true)
}

/// Lowers what a unit defines of stored code; a package as a whole.
pub(super) fn lower_unit(middle: &Middle<'_>, resolved: &Resolved, unit: u32) -> Vec<Piece> {
    lower_items(middle, resolved, &|number| number == unit)
}

/// Lowers the items of the units that are wanted.
fn lower_items(
    middle: &Middle<'_>,
    resolved: &Resolved,
    is_wanted: &(dyn Fn(u32) -> bool + Sync),
) -> Vec<Piece> {
    fn each<T: Sync>(
        items: &[T],
        parts: impl for<'i> Fn(&'i T) -> (&'i KeptCode, Origin) + Sync,
        is_wanted: &(dyn Fn(u32) -> bool + Sync),
        middle: &Middle<'_>,
        lower: impl Fn(&Middle<'_>, &T) -> MadePieces + Sync,
    ) -> Vec<Piece> {
        let pieces: Vec<Vec<Piece>> = items
            .par_iter()
            .filter(|item| parts(item).0.units.iter().any(|unit| is_wanted(*unit)))
            .map(|item| {
                let (kept, origin) = parts(item);
                kept.lowered(middle, |middle| guarded(middle, origin, || lower(middle, item)))
            })
            .collect();
        pieces.into_iter().flatten().collect()
    }
    let mut pieces = each(
        &resolved.routines,
        |item| (&item.kept, item.origin),
        is_wanted,
        middle,
        |middle, item| lower_routine(middle, item).into(),
    );
    pieces.extend(each(
        &resolved.packages,
        |(item, _)| (&item.kept, item.origin),
        is_wanted,
        middle,
        |middle, (item, body)| package::lower(middle, item, *body),
    ));
    pieces.extend(each(
        &resolved.type_bodies,
        |item| (&item.kept, item.origin),
        is_wanted,
        middle,
        |middle, item| lower_type_body(middle, item).into(),
    ));
    pieces.extend(each(
        &resolved.triggers,
        |item| (&item.kept, item.origin),
        is_wanted,
        middle,
        |middle, item| lower_trigger(middle, item).into(),
    ));
    for (unit, diagnostic) in resolved.failed.iter().filter(|(unit, _)| is_wanted(*unit)) {
        let mut piece = empty_piece(*unit, diagnostic.primary);
        piece.diagnostics.push(diagnostic.clone());
        pieces.push(piece);
    }
    pieces
}

/// Runs work on an item; a panic becomes a diagnostic.
fn guarded(middle: &Middle<'_>, origin: Origin, work: impl FnOnce() -> MadePieces) -> MadePieces {
    run_guarded(work).unwrap_or_else(|message| {
        let location = Units(middle.units).location(origin);
        let mut piece = empty_piece(origin.unit, location.file_range(Span::default()));
        piece.diagnostics.push(internal_error(piece.place, &message));
        vec![piece].into()
    })
}

pub(super) fn empty_piece(unit: u32, place: plconv_source::FileRange) -> Piece {
    Piece {
        unit,
        phase: Phase::Functions,
        order: 0,
        path: String::new(),
        text: Printed::default(),
        statements: Vec::new(),
        transaction: None,
        may_fail: false,
        rows: Rows::No,
        table_unit: None,
        object: None,
        postgresql_name: None,
        place,
        runtime: BTreeSet::new(),
        extensions: BTreeSet::new(),
        diagnostics: Vec::new(),
    }
}

pub(super) fn with_lowering<T>(
    middle: &Middle<'_>,
    location: UnitLocation,
    object: Option<String>,
    work: impl FnOnce(&mut Lowering<'_>) -> T,
) -> (T, BTreeSet<&'static str>, BTreeSet<&'static str>, Vec<Diagnostic>) {
    let translator = Translator { middle };
    let sink = Sink::new(location, object);
    let mut lowering = Lowering::new(middle.program, middle.effects, middle.policy, sink)
        .with_dynamic_sql(&translator)
        .with_output_buffer(middle.whole.output_buffer)
        .with_instead_of(&middle.whole.instead_of);
    let value = work(&mut lowering);
    (
        value,
        lowering.runtime,
        lowering.extensions,
        lowering.sink.into_diagnostics(),
    )
}

/// What takes from PUBLIC the rights that come with a routine in PostgreSQL; before the grants.
pub(super) fn revocations(
    unit: u32,
    place: plconv_source::FileRange,
    statements: &[Statement],
    policy: &Policy,
) -> Option<Piece> {
    (!statements.is_empty()).then(|| Piece {
        phase: Phase::Grants,
        path: object_path(Phase::Grants, None, ""),
        text: print(statements, policy),
        ..empty_piece(unit, place)
    })
}

fn lower_routine(middle: &Middle<'_>, item: &Item<Routine>) -> Vec<Piece> {
    let units = Units(middle.units);
    let location = units.location(item.origin);
    let id = &item.value.signature.id;
    let oracle = ObjectName {
        schema: id.schema.clone(),
        name: id.name.clone(),
    };
    let ((statements, revoked, name), runtime, extensions, found) =
        with_lowering(middle, location.clone(), Some(oracle.to_string()), |lowering| {
            let statements = lowering.lower_routine(&item.value);
            let revoked = lowering.revocations(&statements);
            (statements, revoked, lowering.routine_name(id))
        });
    let kind = if item.value.signature.returns.is_some() {
        "FUNCTION"
    } else {
        "PROCEDURE"
    };
    let mut diagnostics = item.kept.diagnostics.clone();
    diagnostics.extend(found);
    let place = location.file_range(item.value.span);
    let piece = Piece {
        phase: if view_rows::uses_view_rows(&item.value, middle) {
            Phase::RoutinesOfViews
        } else {
            Phase::Functions
        },
        order: ROUTINE_ORDER + u32::from(calls_in_defaults(&item.value.signature)),
        path: object_path(Phase::Functions, name.schema(), name.last()),
        text: print(&statements, middle.policy),
        object: Some((kind.to_owned(), oracle.to_string())),
        postgresql_name: Some(name.to_string()),
        runtime,
        extensions,
        diagnostics,
        ..empty_piece(item.origin.unit, place)
    };
    let revocations = revocations(item.origin.unit, place, &revoked, middle.policy);
    std::iter::once(piece).chain(revocations).collect()
}

/// Routines with their overloads.
fn by_name(routines: &[(String, Vec<Statement>)]) -> BTreeMap<&str, Vec<Statement>> {
    let mut by_name: BTreeMap<&str, Vec<Statement>> = BTreeMap::new();
    for (name, statements) in routines {
        by_name
            .entry(name)
            .or_default()
            .extend(statements.iter().cloned());
    }
    by_name
}

pub(super) fn schema_revocation(
    unit: u32,
    place: plconv_source::FileRange,
    schema: &Ident,
    policy: &Policy,
) -> Option<Piece> {
    let revoked = Statement::Raw(format!(
        "REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA {schema} FROM PUBLIC"
    ));
    revocations(unit, place, &[revoked], policy)
}

fn lower_type_body(middle: &Middle<'_>, item: &Item<TypeBody>) -> Vec<Piece> {
    let location = Units(middle.units).location(item.origin);
    let place = location.file_range(Span::default());
    let oracle = item.value.name.to_string();
    let (body, runtime, extensions, found) =
        with_lowering(middle, location, Some(oracle.clone()), |lowering| {
            lowering.lower_type_body(&item.value)
        });
    let mut diagnostics = item.kept.diagnostics.clone();
    diagnostics.extend(found);
    let unit = item.origin.unit;
    let schema = Ident::from(body.schema.as_str());
    let create = [Statement::Raw(format!("CREATE SCHEMA IF NOT EXISTS {schema}"))];
    let mut pieces = vec![Piece {
        phase: Phase::Schemas,
        order: 1,
        path: object_path(Phase::Schemas, None, ""),
        text: print(&create, middle.policy),
        runtime,
        extensions,
        diagnostics,
        ..empty_piece(unit, place)
    }];
    let mut object = Some(("TYPE BODY".to_owned(), oracle));
    for (name, statements) in by_name(&body.methods) {
        pieces.push(Piece {
            object: object.take(),
            postgresql_name: Some(schema.to_string()),
            phase: Phase::Packages,
            path: package_path(&body.schema, &plconv_lower::naming::identifier(name)),
            text: print(&statements, middle.policy),
            ..empty_piece(unit, place)
        });
    }
    pieces.extend(schema_revocation(unit, place, &schema, middle.policy));
    pieces
}

fn lower_trigger(middle: &Middle<'_>, item: &Item<Trigger>) -> Vec<Piece> {
    let units = Units(middle.units);
    let location = units.location(item.origin);
    let oracle = item.value.name.to_string();
    let place = location.file_range(item.value.span);
    let mut diagnostics = item.kept.diagnostics.clone();
    let mut trigger = Trigger::clone(&item.value);
    if let Some(name) = middle.whole.trigger_names.get(&trigger.name) {
        trigger.name.name.clone_from(name);
        let message = format!("{oracle} fires after others, so its name in PostgreSQL begins with theirs");
        diagnostics.push(Diagnostic::new(Code::TRIGGER_ORDER, place, message).with_object(oracle.clone()));
    }
    if middle.whole.late_triggers.contains(&item.value.name) {
        let message = format!(
            "{oracle} fires for all rows at the end of the statement; Oracle fires it after each row, before the BEFORE triggers of the next"
        );
        diagnostics.push(Diagnostic::new(Code::TRIGGER_ORDER, place, message).with_object(oracle.clone()));
    }
    if let Some(how) = middle.whole.mutating.get(&item.value.name) {
        let message = format!(
            "{how} {}, the trigger's table: Oracle raises ORA-04091, except for INSERT of a single row",
            trigger.table
        );
        diagnostics.push(Diagnostic::new(Code::MUTATING_TABLE, place, message).with_object(oracle.clone()));
    }
    let ((statements, revoked, name), runtime, extensions, found) =
        with_lowering(middle, location.clone(), Some(oracle.clone()), |lowering| {
            let statements = lowering.lower_trigger(&trigger);
            let revoked = lowering.revocations(&statements);
            (statements, revoked, lowering.object_name(&trigger.name))
        });
    diagnostics.extend(found);
    let mut text = print(&statements, middle.policy);
    if trigger.system.is_none() && trigger.refused.is_none() && Doubtful::lacks(&trigger.table, middle) {
        text = tolerated(text, unresolved::NOT_IN_TREE);
        diagnostics.push(unresolved::may_not_load(&oracle, place, false));
    }
    let piece = Piece {
        phase: match trigger.system {
            Some(_) => Phase::EventTriggers,
            None => Phase::Triggers,
        },
        path: object_path(Phase::Triggers, name.schema(), name.last()),
        text,
        object: Some(("TRIGGER".to_owned(), oracle)),
        postgresql_name: Some(name.to_string()),
        runtime,
        extensions,
        diagnostics,
        ..empty_piece(item.origin.unit, place)
    };
    let revocations = revocations(item.origin.unit, place, &revoked, middle.policy);
    std::iter::once(piece).chain(revocations).collect()
}

/// Whether a default of a parameter calls a routine: PostgreSQL wants that one to exist first.
pub(super) fn calls_in_defaults(signature: &Signature) -> bool {
    let mut found = false;
    for default in signature
        .parameters
        .iter()
        .filter_map(|parameter| parameter.default.as_ref())
    {
        walk_expr(default, &mut |expr| {
            found |= matches!(expr.kind, ExprKind::Call { .. });
        });
    }
    found
}

// ---------------------------------------------------------------- statements

/// Lowers the statements of scripts that are no DDL, in order. `scripts` says what is known of them.
pub(crate) fn lower_statements(middle: &Middle<'_>, ddl: &Ddl, scripts: &Scripts<'_>) -> Vec<Piece> {
    /// With what is to be kept of it when it is new.
    type Lowered = (Option<Piece>, Option<(StatementKey, KeptStatement)>);
    let mut known = scripts.memory.statements(scripts.program);
    let lowered: Vec<Lowered> = middle
        .units
        .par_iter()
        .enumerate()
        .map(|(number, unit)| {
            let number = number as u32;
            match scripts.key(number, middle) {
                None => (guarded_statement(middle, &ddl.doubtful, number, unit), None),
                Some(key) => {
                    let before = known.get(&key);
                    if let Some(piece) =
                        before.and_then(|before| before.piece(number, middle.whole, &ddl.doubtful))
                    {
                        return (piece, None);
                    }
                    let asked = AskedEffects::default();
                    let piece = guarded_statement(&middle.noting(&asked), &ddl.doubtful, number, unit);
                    middle.work.note_lowered(&[number]);
                    let kept = KeptStatement {
                        unit: number,
                        asked: Asked::new(middle.whole, asked),
                        doubtful: Arc::clone(&ddl.doubtful),
                        piece: piece.clone(),
                    };
                    (piece, Some((key, kept)))
                }
            }
        })
        .collect();
    let mut pieces = Vec::with_capacity(lowered.len());
    for (piece, new) in lowered {
        pieces.extend(piece);
        if let Some((key, kept)) = new {
            known.insert(key, Arc::new(kept));
        }
    }
    join_transactions(&mut pieces, middle);
    for piece in &mut pieces {
        piece.statements = Vec::new();
    }
    pieces
}

/// What is known of the statements of scripts.
pub(crate) struct Scripts<'a> {
    pub memory: &'a Memory,
    pub program: ProgramKey,
    /// Texts of the units.
    pub texts: &'a [Arc<str>],
    /// The units that define something, and how many of them come before each unit.
    pub defining: &'a [u32],
    pub ranks: &'a [u32],
}

impl Scripts<'_> {
    /// What the lowered statement is made from; none for what defines something, and when it is not kept.
    fn key(&self, number: u32, middle: &Middle<'_>) -> Option<StatementKey> {
        if middle.is_for_one_run || self.defining.binary_search(&number).is_ok() {
            return None;
        }
        let index = number as usize;
        // A policy is made from the code of its function as well.
        if self.texts.get(index)?.to_uppercase().contains("DBMS_RLS") {
            return None;
        }
        Some(StatementKey {
            text: Arc::clone(self.texts.get(index)?),
            rank: *self.ranks.get(index)?,
            session: Arc::clone(middle.sessions.get(index)?),
        })
    }
}

/// Lowers the statement that a unit is, when it is no DDL.
pub(super) fn lower_statement_of(middle: &Middle<'_>, doubtful: &Doubtful, number: u32) -> Option<Piece> {
    let unit = middle.units.get(number as usize)?;
    guarded_statement(middle, doubtful, number, unit)
}

fn guarded_statement(
    middle: &Middle<'_>,
    doubtful: &Doubtful,
    number: u32,
    unit: &plconv_hir::build::SourceUnit,
) -> Option<Piece> {
    run_guarded(|| lower_statement(middle, doubtful, number, unit)).unwrap_or_else(|message| {
        let place = unit.location.file_range(Span::default());
        let mut piece = empty_piece(number, place);
        piece.diagnostics.push(internal_error(place, &message));
        Some(piece)
    })
}

/// A block that ends transactions itself cannot run inside one, so what the open transaction did before goes into the
/// same DO: its ROLLBACK then undoes what it undoes in Oracle.
fn join_transactions(pieces: &mut [Piece], middle: &Middle<'_>) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..pieces.len() {
        let follows = index
            .checked_sub(1)
            .is_some_and(|before| pieces[before].unit + 1 == pieces[index].unit);
        if !follows {
            // DDL stands between: it commits.
            open.clear();
        }
        match pieces[index].transaction {
            Some(TransactionUse::Inside) => open.push(index),
            // DDL on rows has text only, and commits.
            Some(TransactionUse::Outside) if pieces[index].statements.is_empty() => open.clear(),
            Some(TransactionUse::Outside) => {
                if !open.is_empty() {
                    let mut statements: Vec<Statement> = Vec::new();
                    for earlier in open.drain(..) {
                        statements.append(&mut pieces[earlier].statements);
                        unresolved::share_failure(pieces, earlier, index);
                        pieces[earlier].text = Printed::default();
                        pieces[earlier].transaction = None;
                    }
                    statements.append(&mut pieces[index].statements);
                    pieces[index].text = print(&joined(statements), middle.policy);
                }
            }
            Some(TransactionUse::Commit | TransactionUse::Rollback) | None => open.clear(),
        }
    }
}

/// Statements as one DO, with what they need created before it and dropped after it.
fn joined(statements: Vec<Statement>) -> Vec<Statement> {
    let mut before = Vec::new();
    let mut body: Vec<PlStatement> = Vec::new();
    let mut after = Vec::new();
    let mut comments: Vec<String> = Vec::new();
    for statement in statements {
        let kind = match statement {
            Statement::Do(block) => PlKind::Block(block),
            Statement::Query(query) => PlKind::PerformQuery(query),
            Statement::SourceComment(comment) => {
                comments.push(comment);
                continue;
            }
            Statement::Raw(raw) if raw.starts_with("DROP ") => {
                after.push(Statement::Raw(raw));
                continue;
            }
            Statement::CreateRoutine(_) | Statement::CreateCompositeType(..) => {
                before.push(statement);
                continue;
            }
            other => PlKind::Sql(Box::new(other)),
        };
        let mut lowered = PlStatement::from(kind);
        lowered.comments.leading = std::mem::take(&mut comments);
        body.push(lowered);
    }
    before.push(Statement::Do(Box::new(plconv_pg::Block {
        statements: body,
        ..plconv_pg::Block::default()
    })));
    before.extend(after);
    before
}

fn lower_statement(
    middle: &Middle<'_>,
    doubtful: &Doubtful,
    number: u32,
    unit: &plconv_hir::build::SourceUnit,
) -> Option<Piece> {
    let syntax = ast::Unit::cast(unit.tree.root())?;
    if let Some(piece) = rows::lower_ddl_on_rows(middle, number, unit, syntax) {
        return Some(piece);
    }
    let sink = Sink::new(unit.location.clone(), None);
    let mut resolver = Resolver::new(middle.program, sink);
    resolver.current_schema = middle.current_schema(number).map(str::to_owned);
    let top = resolve::resolve_top_statement(&mut resolver, syntax)?;
    let span = Span {
        start: syntax.syntax().start(),
        end: syntax.syntax().end(),
    };
    if let Some(piece) = rows::cleanup_block(&top, number, unit, span) {
        return Some(piece);
    }
    let mut diagnostics = resolver.sink.into_diagnostics();
    let (lowered, runtime, extensions, found) =
        with_lowering(middle, unit.location.clone(), None, |lowering| {
            if let Some(session) = middle.sessions.get(number as usize) {
                lowering.nls = session.nls.or(&middle.policy.nls);
            }
            lowering.lower_top(&top)
        });
    diagnostics.extend(found);
    let place = unit.location.file_range(span);
    if tables_of(&top).iter().any(|table| doubtful.has(table)) {
        diagnostics.push(unresolved::may_not_load("the statement", place, false));
    }
    if asks_for_login(&top) {
        let message = "the block asks who is logged in; the output is loaded by one user";
        diagnostics.push(Diagnostic::new(Code::LOGIN_CHECK, place, message));
    }
    let comments = resolve::comments::all_comments_of(syntax.syntax());
    let mut statements: Vec<Statement> = comments
        .leading
        .into_iter()
        .chain(comments.trailing)
        .map(Statement::SourceComment)
        .collect();
    statements.extend(lowered.statements);
    let text = print(&statements, middle.policy);
    // Scripts of a million rows have no code to join them with.
    if !middle.whole.runs_code {
        statements.clear();
        statements.shrink_to_fit();
    }
    Some(Piece {
        phase: Phase::Data,
        order: number,
        text,
        statements,
        transaction: Some(lowered.transaction),
        runtime,
        extensions,
        may_fail: diagnostics.iter().any(may_fail),
        rows: Rows::of(&top),
        diagnostics,
        ..empty_piece(number, place)
    })
}

/// Whether a statement with this finding may raise, so that its script has to go on after an error.
fn may_fail(found: &Diagnostic) -> bool {
    found.severity() == plconv_diagnostics::Severity::Refused
        || matches!(
            found.code,
            Code::MAY_NOT_LOAD | Code::SCRIPT_DDL | Code::LOGIN_CHECK
        )
        || is_unresolved(found)
}
