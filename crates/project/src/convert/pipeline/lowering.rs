//! From an analysed project to its output.

use super::analysis::Analysis;
use super::expressions::Expressions;
use super::pieces::{self, Piece};
use super::unresolved::Doubtful;
use super::{Middle, Translation, UnitFate, clashes, code, environment, links, places, remarks, unordered};
use crate::facts::Facts;
use plconv_catalog::Catalog;
use plconv_diagnostics::Diagnostic;
use plconv_syntax::ast::{self, AstNode};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Analysis {
    /// Lowers everything and puts it into files.
    pub fn lower(&self) -> Translation {
        self.put_together(self.lowered(), None)
    }

    /// Lowers everything.
    pub(super) fn lowered(&self) -> Lowered {
        let middle = &self.middle();
        let mut facts = links::facts(&self.catalog(), &self.resolved);
        let ddl = self.ddl();
        let ranks = places::ranks(&self.loaded, |unit| self.defining.binary_search(&unit).is_ok());
        let scripts = code::Scripts {
            memory: &self.memory,
            program: self.program_key,
            texts: &self.texts,
            defining: &self.defining,
            ranks: &ranks,
        };
        facts.links.extend(ddl.facts.links.iter().cloned());
        let mut pieces = ddl.pieces.clone();
        pieces.extend(code::lower_all(middle, &self.resolved));
        pieces.extend(code::lower_statements(middle, ddl, &scripts));
        Lowered { pieces, facts }
    }

    /// Puts what was lowered into files, and on request also into one script.
    pub(super) fn put_together(&self, lowered: Lowered, script: Option<&mut String>) -> Translation {
        let Lowered { mut pieces, facts } = lowered;
        let mut diagnostics: Vec<Diagnostic> = self.found.all().cloned().collect();
        pieces.par_iter_mut().for_each(|piece| self.bring_to_file(piece));
        self.place_among_rows(&mut pieces);
        clashes::resolve(&mut pieces);
        environment::note(&mut pieces);
        let fates = self.fates(&pieces);
        for piece in &mut pieces {
            diagnostics.append(&mut piece.diagnostics);
        }
        let runtime: BTreeSet<&'static str> = pieces
            .iter()
            .flat_map(|piece| piece.runtime.iter().copied())
            .collect();
        let mut extensions: BTreeSet<&'static str> = pieces
            .iter()
            .flat_map(|piece| piece.extensions.iter().copied())
            .collect();
        let prelude = pieces::prelude(&runtime, &mut extensions, &self.policy);
        if let Some(script) = script {
            *script = pieces::script(&prelude, &pieces);
        }
        let mut files = prelude;
        files.extend(pieces::files(pieces, &self.units, &self.paths));
        Translation {
            files,
            fates,
            units: self.counts,
            diagnostics,
            facts,
        }
    }

    /// The catalog with the places of edited code.
    fn catalog(&self) -> Arc<Catalog> {
        let mut catalog = Arc::clone(&self.program.catalog);
        for number in &self.edited {
            let Some(unit) = self.units.get(*number as usize) else {
                continue;
            };
            let root = unit.tree.root();
            let code = Arc::make_mut(&mut catalog).code.values_mut();
            for code in code.filter(|code| code.origin.unit == *number) {
                (code.origin.start, code.origin.end) = (root.start(), root.end());
            }
        }
        catalog
    }

    /// The DDL, lowered when it is asked for first.
    pub(super) fn ddl(&self) -> &Ddl {
        self.ddl.get_or_init(|| {
            let middle = &self.middle();
            self.memory.ddl(self.program_key, &self.defining, middle, Ddl::of)
        })
    }

    /// Turns the places of units into those of files.
    pub(super) fn bring_to_file(&self, piece: &mut Piece) {
        piece.place = places::in_file(&self.units, piece.place);
        places::diagnostics_in_files(&self.units, &mut piece.diagnostics);
    }

    /// Moves pieces that have another place among the rows of the scripts than their phase.
    fn place_among_rows(&self, pieces: &mut [Piece]) {
        let sessions: Vec<usize> = self.loaded.units().map(|(_, unit)| unit.session).collect();
        pieces::place_late_triggers(pieces, &|unit| match sessions.get(unit as usize) {
            Some(session) if !self.order_is_given => *session,
            _ => 0,
        });
        pieces::place_foreign_keys(pieces, self.order_is_given);
        if !self.order_is_given {
            unordered::announce(pieces, &self.loaded);
        }
    }

    fn fates(&self, pieces: &[Piece]) -> Vec<UnitFate> {
        let told: BTreeSet<u32> = pieces.iter().map(|piece| piece.unit).collect();
        let named: BTreeSet<u32> = pieces
            .iter()
            .filter(|piece| piece.object.is_some())
            .map(|piece| piece.unit)
            .collect();
        let mut statements: BTreeSet<u32> = BTreeSet::new();
        // One line for each object; parts of it and statements count once.
        let mut fates: Vec<UnitFate> = pieces
            .iter()
            .filter(|piece| {
                piece.object.is_some() || (!named.contains(&piece.unit) && statements.insert(piece.unit))
            })
            .map(Piece::fate)
            .collect();
        // Units that changed other objects, or that replay reported.
        for (number, unit) in self.units.iter().enumerate() {
            let number = number as u32;
            if !told.contains(&number) && ast::Unit::cast(unit.tree.root()).is_some() {
                fates.push(UnitFate {
                    unit: number,
                    ..UnitFate::default()
                });
            }
        }
        fates
    }
}

/// All of a project, lowered.
pub(super) struct Lowered {
    pieces: Vec<Piece>,
    facts: Facts,
}

/// The objects of the catalog, lowered.
pub(super) struct Ddl {
    pub pieces: Vec<Piece>,
    /// Which of them PostgreSQL may refuse.
    pub doubtful: Arc<Doubtful>,
    /// What they use.
    pub facts: Facts,
}

impl Ddl {
    fn of(middle: &Middle<'_>) -> Self {
        let mut expressions = Expressions::new(middle);
        let catalog = Arc::clone(&middle.program.catalog);
        let mut objects = plconv_lower::ddl::lower_catalog(&catalog, middle.policy, &mut expressions);
        let mut facts = Facts::default();
        links::add_ddl(&mut facts, &objects);
        let doubtful = Doubtful::of(&objects);
        let late_views = pieces::LateViews::of(&objects);
        remarks::add_remarks(&mut objects, middle);
        let pieces = objects
            .into_iter()
            .enumerate()
            .map(|(order, object)| pieces::of_ddl(object, order as u32, &doubtful, &late_views, middle))
            .collect();
        Ddl {
            pieces,
            doubtful: Arc::new(doubtful),
            facts,
        }
    }
}
