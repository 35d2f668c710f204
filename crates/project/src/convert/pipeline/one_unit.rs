//! One unit of an analysed project lowered on its own: what an editor shows beside the source.

use super::analysis::{Analysis, is_in};
use super::code;
use super::pieces::{self, Piece};
use crate::layout::Phase;
use crate::source_map::SpanMapping;
use plconv_diagnostics::Diagnostic;

/// What one unit becomes. What only shows in the whole output is not in it: names that two objects would have, rows
/// of scripts that nothing puts in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LoweredUnit {
    /// In the order of the output.
    pub pieces: Vec<LoweredPiece>,
    /// What resolving and lowering found in the text of the unit, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// A part of the output of a unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoweredPiece {
    /// Where it goes.
    pub phase: Phase,
    /// Path in the output; empty for a statement of a script.
    pub path: String,
    /// Kind and Oracle name of the object, once per object.
    pub object: Option<(String, String)>,
    /// Its name in PostgreSQL, as written in SQL.
    pub postgresql_name: Option<String>,
    /// SQL.
    pub text: String,
    /// Which text comes from where.
    pub spans: Vec<SpanMapping>,
}

impl Analysis {
    /// Lowers one unit. The first call for a project costs its DDL, all others what the unit is long.
    pub fn lower_unit(&self, unit: u32) -> LoweredUnit {
        let Some(own) = self.place(unit) else {
            return LoweredUnit::default();
        };
        let middle = &self.middle();
        let ddl = self.ddl();
        let mut found: Vec<Piece> = ddl
            .pieces
            .iter()
            .filter(|piece| piece.unit == unit)
            .cloned()
            .collect();
        found.extend(code::lower_unit(middle, &self.resolved, unit));
        found.extend(code::lower_statement_of(middle, &ddl.doubtful, unit));
        found.iter_mut().for_each(|piece| self.bring_to_file(piece));
        found.sort_by_key(|piece| (piece.phase, piece.order));
        let of_pieces = found.iter().flat_map(|piece| &piece.diagnostics);
        let mut diagnostics: Vec<Diagnostic> = of_pieces.filter(|found| is_in(own, found)).cloned().collect();
        plconv_diagnostics::sort(&mut diagnostics);
        LoweredUnit {
            pieces: found
                .into_iter()
                .filter(|piece| piece.unit == unit && !piece.text.text.is_empty())
                .map(|piece| lowered_piece(piece, self))
                .collect(),
            diagnostics,
        }
    }
}

fn lowered_piece(piece: Piece, analysis: &Analysis) -> LoweredPiece {
    let spans = pieces::spans(&piece, 0, &analysis.units);
    LoweredPiece {
        phase: piece.phase,
        path: piece.path,
        object: piece.object,
        postgresql_name: piece.postgresql_name,
        text: piece.text.text,
        spans,
    }
}
