//! Rows that several scripts write when nothing says which of them runs, and in which order: whether they satisfy the
//! keys, and whether a block finds what it looks for, is not known.

use super::pieces::Piece;
use super::unresolved::{ROWS_OF_OTHERS, tolerated};
use crate::layout::Phase;
use plconv_catalog::ObjectName;
use plconv_db::LoadedProject;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_hir::expr::{Expr, ExprKind};
use plconv_hir::item::TopStatement;
use plconv_hir::query::TableRef;
use plconv_hir::resolve::constant_text;
use plconv_hir::stmt::{Statement, StatementKind};
use plconv_hir::tables::walk_all_tables;
use plconv_hir::visit::{children, walk_expr, walk_query_tables, walk_ref_tables};
use plconv_source::FileId;
use std::collections::{BTreeMap, BTreeSet};

/// The rows that a statement of a script, or a foreign key, is about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum Rows {
    /// None.
    #[default]
    No,
    /// A statement writes rows of these tables.
    Written(Vec<ObjectName>),
    /// A block or call may use any.
    Any,
    /// A read-only table takes no more of them.
    Refused,
    /// A foreign key checks the rows of the first table by those of the second.
    Checked(Vec<ObjectName>),
}

impl Rows {
    /// What a statement of a script writes.
    pub fn of(top: &TopStatement) -> Rows {
        let target = |table: &TableRef| {
            let mut tables = Vec::new();
            walk_ref_tables(table, &mut |name| tables.push(name.clone()));
            Rows::Written(tables)
        };
        match top {
            TopStatement::Statement(statement) => match statement.kind {
                StatementKind::Block(_)
                | StatementKind::Call { .. }
                | StatementKind::UnresolvedCall { .. } => Rows::Any,
                _ => Rows::No,
            },
            TopStatement::Query(_) => Rows::No,
            TopStatement::Insert(insert) => Rows::Written(vec![insert.table.clone()]),
            TopStatement::MultiInsert(insert) => {
                let all = insert.branches.iter().flat_map(|(_, targets)| targets);
                let targets = all.chain(&insert.else_targets);
                Rows::Written(targets.map(|target| target.table.clone()).collect())
            }
            TopStatement::Update(update) => target(&update.target),
            TopStatement::Delete(delete) => target(&delete.target),
            TopStatement::Merge(merge) => target(&merge.target),
        }
    }
}

/// Whether a block raises for some users: an IF asks who is logged in, and what is in it raises.
pub(crate) fn asks_for_login(top: &TopStatement) -> bool {
    match top {
        TopStatement::Statement(statement) => checks_login(statement),
        _ => false,
    }
}

fn checks_login(statement: &Statement) -> bool {
    if let StatementKind::If { branches, .. } = &statement.kind {
        let asks = branches.iter().any(|(condition, _)| {
            let mut asks = false;
            walk_expr(condition, &mut |expr| asks |= is_login(expr));
            asks
        });
        if asks && children(statement).any(raises) {
            return true;
        }
    }
    children(statement).any(checks_login)
}

fn raises(statement: &Statement) -> bool {
    match &statement.kind {
        StatementKind::Raise(_) => true,
        StatementKind::BuiltinCall { name, .. } => name == "RAISE_APPLICATION_ERROR",
        _ => children(statement).any(raises),
    }
}

fn is_login(expr: &Expr) -> bool {
    let ExprKind::Builtin { name, args } = &expr.kind else {
        return false;
    };
    match (name.as_str(), args.get(1)) {
        ("USER", _) => true,
        ("SYS_CONTEXT", Some(what)) => constant_text(what).is_some_and(|what| {
            ["SESSION_USER", "CURRENT_USER", "CURRENT_SCHEMA"]
                .iter()
                .any(|asked| what.eq_ignore_ascii_case(asked))
        }),
        _ => false,
    }
}

/// All tables and views that a statement of a script names.
pub(crate) fn tables_of(top: &TopStatement) -> BTreeSet<ObjectName> {
    let mut tables = BTreeSet::new();
    let mut visit = |name: &ObjectName| {
        tables.insert(name.clone());
    };
    match top {
        TopStatement::Statement(statement) => walk_all_tables(statement, &mut visit),
        TopStatement::Query(query) => walk_query_tables(query, &mut visit),
        TopStatement::Insert(_)
        | TopStatement::MultiInsert(_)
        | TopStatement::Update(_)
        | TopStatement::Delete(_)
        | TopStatement::Merge(_) => match Rows::of(top) {
            Rows::Written(written) => tables.extend(written),
            Rows::No | Rows::Any | Rows::Checked(_) | Rows::Refused => {}
        },
    }
    tables
}

/// Marks what may fail by the order of scripts that nothing puts in order. Several scripts that write rows of a table
/// are alternatives or follow each other, and a script that is no installer may need what another one writes.
pub(crate) fn announce(pieces: &mut [Piece], loaded: &LoadedProject) {
    let sessions: Vec<(usize, FileId)> = loaded
        .units()
        .map(|(_, unit)| (unit.session, unit.file))
        .collect();
    let session_of = |piece: &Piece| sessions.get(piece.unit as usize).map(|(session, _)| *session);
    let mut files: BTreeMap<usize, BTreeSet<FileId>> = BTreeMap::new();
    for (session, file) in &sessions {
        files.entry(*session).or_default().insert(*file);
    }
    let mut writers: BTreeMap<ObjectName, BTreeSet<usize>> = BTreeMap::new();
    let mut active: BTreeSet<usize> = BTreeSet::new();
    for piece in pieces.iter() {
        let Some(session) = session_of(piece).filter(|_| !piece.text.text.is_empty()) else {
            continue;
        };
        match &piece.rows {
            Rows::Written(tables) => {
                active.insert(session);
                for table in tables {
                    writers.entry(table.clone()).or_default().insert(session);
                }
            }
            Rows::Any => {
                active.insert(session);
            }
            Rows::No | Rows::Checked(_) | Rows::Refused => {}
        }
    }
    if active.len() < 2 {
        return;
    }
    let count = |tables: &[ObjectName]| {
        let sessions = tables.iter().filter_map(|table| writers.get(table)).flatten();
        sessions.collect::<BTreeSet<_>>().len()
    };
    for piece in pieces {
        if piece.text.text.is_empty() {
            continue;
        }
        let what = match &piece.rows {
            Rows::Written(tables) if tables.iter().any(|table| count(std::slice::from_ref(table)) > 1) => {
                "several scripts write rows of its table"
            }
            Rows::Any
                if session_of(piece)
                    .and_then(|session| files.get(&session))
                    .is_some_and(|files| files.len() == 1) =>
            {
                "the script may need rows that another one writes"
            }
            Rows::Checked(tables)
                if piece.phase == Phase::ForeignKeys
                    && (count(tables) > 1
                        || tables.first().is_some_and(|table| writers.contains_key(table))
                            && !tables.get(1).is_some_and(|parent| writers.contains_key(parent))) =>
            {
                piece.text = tolerated(std::mem::take(&mut piece.text), ROWS_OF_OTHERS);
                "several scripts write the rows that it checks"
            }
            Rows::Written(_) | Rows::Any | Rows::Checked(_) | Rows::No | Rows::Refused => continue,
        };
        piece.may_fail = true;
        piece.diagnostics.push(Diagnostic::new(
            Code::UNORDERED_ROWS,
            piece.place,
            format!("{what}, and nothing says in which order they run"),
        ));
    }
}
