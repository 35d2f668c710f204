//! Names that Oracle tells apart and PostgreSQL does not: quoted ones that differ by case only, very long ones.

use super::pieces::Piece;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_lower::naming::MAX_IDENTIFIER;
use std::collections::BTreeMap;

/// The kinds of objects that share names in PostgreSQL; none for those that are renamed when they clash.
fn namespace(kind: &str) -> Option<&'static str> {
    match kind {
        "TABLE" | "VIEW" | "MATERIALIZED VIEW" | "SEQUENCE" | "TYPE" => Some("relation"),
        "FUNCTION" | "PROCEDURE" => Some("routine"),
        "PACKAGE" | "PACKAGE BODY" => Some("package"),
        "TRIGGER" => Some("trigger"),
        _ => None,
    }
}

/// Leaves out what would take the name of an earlier object, and names it; tells what got a shorter name.
pub(crate) fn resolve(pieces: &mut [Piece]) {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_key(|index| pieces[*index].unit);
    let mut owners: BTreeMap<(&'static str, String), String> = BTreeMap::new();
    for index in order {
        let piece = &mut pieces[index];
        let (Some((kind, oracle)), Some(name)) = (piece.object.clone(), piece.postgresql_name.clone()) else {
            continue;
        };
        let Some(namespace) = namespace(&kind) else {
            continue;
        };
        if last_part(&oracle).len() > MAX_IDENTIFIER {
            let message = format!("{oracle} is longer than {MAX_IDENTIFIER} bytes and became {name}");
            report(piece, Code::NAME_CHANGED, message, &oracle);
        }
        match owners.get(&(namespace, name.clone())) {
            // The same name with and without its schema is one object, defined twice.
            Some(owner) if last_part(owner) != last_part(&oracle) => {
                let message =
                    format!("{oracle} and {owner} both become {name} in PostgreSQL; {oracle} is left out");
                report(piece, Code::NAME_CLASH, message, &oracle);
                leave_out(pieces, &oracle, namespace);
            }
            Some(_) => {}
            None => {
                owners.insert((namespace, name), oracle);
            }
        }
    }
}

fn report(piece: &mut Piece, code: Code, message: String, oracle: &str) {
    let help = "rename it in the source, with everything that refers to it";
    piece.diagnostics.push(
        Diagnostic::new(code, piece.place, message)
            .with_object(oracle)
            .with_help(help),
    );
}

/// Empties an object's text, and what else its units make unless they create other objects as well.
fn leave_out(pieces: &mut [Piece], oracle: &str, space: &str) {
    let is_object = |piece: &Piece| {
        piece
            .object
            .as_ref()
            .is_some_and(|(kind, name)| name == oracle && namespace(kind) == Some(space))
    };
    let units: Vec<u32> = pieces
        .iter()
        .filter(|piece| is_object(piece))
        .map(|piece| piece.unit)
        .collect();
    let shared: Vec<u32> = pieces
        .iter()
        .filter(|piece| piece.object.is_some() && !is_object(piece))
        .map(|piece| piece.unit)
        .collect();
    for piece in pieces {
        let is_part = piece.object.is_none() && units.contains(&piece.unit) && !shared.contains(&piece.unit);
        if is_object(piece) || is_part {
            piece.text = plconv_pg::Printed::default();
        }
    }
}

fn last_part(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, last)| last)
}
