//! What holds for the whole tree because something in it depends on the server or the client: said once, at the first
//! place.

use super::pieces::Piece;
use crate::layout::Phase;
use plconv_diagnostics::{Code, Diagnostic};

/// A runtime function, and what to know where it is used.
const OF_FUNCTIONS: &[(&[&str], Code, &str)] = &[
    (
        &["sysdate", "sysdate_sql", "systimestamp"],
        Code::TIME_ZONE,
        "SYSDATE and SYSTIMESTAMP take the time zone of the session; in Oracle it is that of the server",
    ),
    (
        &["sqlerrm", "format_error_stack"],
        Code::ERROR_TEXT,
        "SQLERRM names constraints and columns without their schema, and no column where a value is too long",
    ),
];

/// What every place of a kind says, and only the first of the tree is to say.
const OF_PLACES: &[Code] = &[Code::DATE_RANGE, Code::BINARY_OVERFLOW, Code::OUT_TEXT_LENGTH];

/// Adds the notes to the pieces.
pub(super) fn note(pieces: &mut [Piece]) {
    for code in OF_PLACES {
        let mut said = false;
        for piece in pieces.iter_mut() {
            piece.diagnostics.retain_mut(|diagnostic| {
                if diagnostic.code != *code {
                    return true;
                }
                diagnostic.about_tree = true;
                !std::mem::replace(&mut said, true)
            });
        }
    }
    for (functions, code, message) in OF_FUNCTIONS {
        let first = pieces
            .iter_mut()
            .find(|piece| functions.iter().any(|function| piece.runtime.contains(function)));
        if let Some(piece) = first {
            let place = piece.place;
            let said = Diagnostic::new(*code, place, *message).about_tree();
            piece.diagnostics.push(said);
        }
    }
    let routine = pieces.iter_mut().find(|piece| {
        piece.object.is_some()
            && matches!(
                piece.phase,
                Phase::Functions | Phase::Packages | Phase::RoutinesOfViews
            )
    });
    if let Some(piece) = routine {
        let place = piece.place;
        let message = "a client that calls this and goes on after an error needs a savepoint: a failed statement ends the \
                       transaction";
        let said = Diagnostic::new(Code::CLIENT_TRANSACTION, place, message).about_tree();
        piece.diagnostics.push(said);
    }
}
