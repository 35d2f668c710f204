//! GOTO. Its label stands in a list of statements around it (PL/SQL Language Reference, "GOTO Statement"), so a jump
//! forward leaves a block that ends before the label, and a jump back goes on with a loop that begins there.

use plconv_hir::stmt::{Block, Comments, Statement, StatementKind};
use plconv_hir::visit::{children, for_each_body};

/// The block with its jumps as EXIT and CONTINUE, where it has any; those that are neither stay.
pub(super) fn without_goto(block: &Block) -> Option<Block> {
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    if !block.statements.iter().chain(handled).any(jumps) {
        return None;
    }
    let mut block = block.clone();
    in_list(&mut block.statements);
    for handler in &mut block.handlers {
        in_list(&mut handler.statements);
    }
    Some(block)
}

fn jumps(statement: &Statement) -> bool {
    matches!(statement.kind, StatementKind::Goto(_)) || children(statement).any(jumps)
}

fn jumps_to(statement: &Statement, label: &str) -> bool {
    matches!(&statement.kind, StatementKind::Goto(to) if to == label)
        || children(statement).any(|child| jumps_to(child, label))
}

fn in_list(statements: &mut Vec<Statement>) {
    let labels: Vec<String> = statements
        .iter()
        .flat_map(|statement| &statement.labels)
        .cloned()
        .collect();
    for label in labels {
        jump_back(&label, statements);
        jump_forward(&label, statements);
    }
    for statement in statements {
        for_each_body(statement, &mut in_list);
    }
}

fn labelled(label: &str, statements: &[Statement]) -> Option<usize> {
    statements
        .iter()
        .position(|statement| statement.labels.iter().any(|known| known == label))
}

/// `<<label>> LOOP ...; CONTINUE label; ...; EXIT label; END LOOP;`
fn jump_back(label: &str, statements: &mut Vec<Statement>) {
    let Some(first) = labelled(label, statements) else {
        return;
    };
    let Some(last) = (first..statements.len()).rev().find(|index| {
        statements
            .get(*index)
            .is_some_and(|statement| jumps_to(statement, label))
    }) else {
        return;
    };
    let region = statements.get(first..=last).unwrap_or_default();
    // A loop of its own keeps its label, and leaving the loop around needs a name of that one.
    let is_loop = region.first().is_some_and(|statement| is_loop(&statement.kind));
    if is_loop || region.iter().any(leaves_loop_around) {
        return;
    }
    let mut body: Vec<Statement> = statements.drain(first..=last).collect();
    for statement in &mut body {
        jump_by(statement, label, &|label| StatementKind::Continue {
            label: Some(label),
            condition: None,
        });
    }
    let comments = body.first_mut().map(|head| {
        head.labels.retain(|known| known != label);
        std::mem::take(&mut head.comments)
    });
    body.push(plain(
        StatementKind::Exit {
            label: Some(label.to_owned()),
            condition: None,
        },
        body.last(),
    ));
    let mut whole = plain(StatementKind::Null, body.first());
    whole.kind = StatementKind::Loop(body);
    whole.labels = vec![label.to_owned()];
    whole.comments = comments.unwrap_or_default();
    statements.insert(first, whole);
}

/// `<<label>> BEGIN ...; EXIT label; ...; END;`
fn jump_forward(label: &str, statements: &mut Vec<Statement>) {
    let Some(end) = labelled(label, statements) else {
        return;
    };
    let Some(first) = statements
        .iter()
        .take(end)
        .position(|statement| jumps_to(statement, label))
    else {
        return;
    };
    let still_jumped_to = statements
        .iter()
        .skip(end)
        .any(|statement| jumps_to(statement, label));
    if still_jumped_to || statements.get(end).is_some_and(|target| is_loop(&target.kind)) {
        return;
    }
    let mut body: Vec<Statement> = statements.drain(first..end).collect();
    for statement in &mut body {
        jump_by(statement, label, &|label| StatementKind::Exit {
            label: Some(label),
            condition: None,
        });
    }
    let mut whole = plain(StatementKind::Null, body.first());
    whole.kind = StatementKind::Block(Box::new(Block {
        declarations: Vec::new(),
        statements: body,
        handlers: Vec::new(),
        span: whole.span,
    }));
    whole.labels = vec![label.to_owned()];
    statements.insert(first, whole);
    if let Some(target) = statements.get_mut(first + 1) {
        target.labels.retain(|known| known != label);
    }
}

fn jump_by(statement: &mut Statement, label: &str, by: &dyn Fn(String) -> StatementKind) {
    if matches!(&statement.kind, StatementKind::Goto(to) if to == label) {
        statement.kind = by(label.to_owned());
    }
    for_each_body(statement, &mut |body| {
        for statement in body {
            jump_by(statement, label, by);
        }
    });
}

fn plain(kind: StatementKind, place: Option<&Statement>) -> Statement {
    Statement {
        kind,
        labels: Vec::new(),
        comments: Comments::default(),
        span: place.map(|place| place.span).unwrap_or_default(),
    }
}

fn is_loop(kind: &StatementKind) -> bool {
    matches!(
        kind,
        StatementKind::Loop(_)
            | StatementKind::While { .. }
            | StatementKind::ForRange { .. }
            | StatementKind::ForCursor { .. }
            | StatementKind::ForQuery { .. }
    )
}

/// Whether EXIT or CONTINUE without a label is in a statement for a loop around it.
fn leaves_loop_around(statement: &Statement) -> bool {
    match &statement.kind {
        StatementKind::Exit { label: None, .. } | StatementKind::Continue { label: None, .. } => true,
        kind if is_loop(kind) => false,
        _ => children(statement).any(leaves_loop_around),
    }
}
