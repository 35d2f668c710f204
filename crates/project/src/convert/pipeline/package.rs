//! A package, lowered: every routine of its body by itself, which is kept as long as it holds.

use super::Middle;
use super::code::{
    STATE_ORDER, TYPES_ORDER, calls_in_defaults, empty_piece, schema_revocation, with_lowering,
};
use super::memory::{Asked, LoweredMember, MadePieces, Member};
use super::pieces::{Piece, package_path, print};
use super::resolved::Item;
use super::view_rows;
use crate::layout::{Phase, object_path};
use plconv_catalog::Origin;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_hir::build::Units;
use plconv_hir::effects::AskedEffects;
use plconv_hir::expr::Span;
use plconv_hir::item::{Package, Routine};
use plconv_hir::sink::UnitLocation;
use plconv_hir::stmt::{Declaration, DeclarationKind};
use plconv_lower::plpgsql::PackageTraits;
use plconv_pg::{Ident, Printed, Statement};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Lowers a package with its body.
pub(super) fn lower(middle: &Middle<'_>, item: &Item<Package>, body: Option<Origin>) -> MadePieces {
    let package = &*item.value;
    let units = Units(middle.units);
    let location = units.location(item.origin);
    let place = location.file_range(Span::default());
    let oracle = package.name.to_string();
    // Findings in routines have spans of the body's unit.
    let body_location = body.map_or_else(|| location.clone(), |body| units.location(body));
    let ((lowered, traits, late), mut runtime, mut extensions, found) =
        with_lowering(middle, body_location.clone(), Some(oracle.clone()), |lowering| {
            let late: BTreeSet<_> = view_rows::types_of_view_rows(item, middle)
                .map(|name| lowering.declared_type_name(name).to_string())
                .collect();
            let traits = lowering.package_traits(package);
            (lowering.lower_package(package, traits), traits, late)
        });
    let members = Members {
        middle,
        package,
        traits,
        location: &body_location,
    };
    let routines = members.lower(item.kept.members());
    let policy = middle.policy;
    let mut diagnostics = item.kept.diagnostics.clone();
    diagnostics.extend(found);
    for LoweredRoutine {
        declaration, lowered, ..
    } in &routines
    {
        diagnostics.extend(lowered.found(body_location.unit, declaration));
        runtime.extend(&lowered.runtime);
        extensions.extend(&lowered.extensions);
    }
    if !package.has_body && needs_body(package) {
        diagnostics.push(
            Diagnostic::new(
                Code::UNIT_REFUSED,
                place,
                format!("package {oracle} has no body in the source tree"),
            )
            .with_object(oracle.clone()),
        );
    }
    if plconv_lower::naming::is_reserved_schema(&plconv_lower::naming::identifier(&package.name.name)) {
        diagnostics.push(
            Diagnostic::new(
                Code::NAME_CHANGED,
                place,
                format!(
                    "package {oracle} became the schema {}: names that begin with pg_ are PostgreSQL's",
                    lowered.schema
                ),
            )
            .with_object(oracle.clone()),
        );
    }
    let schema = Ident::from(lowered.schema.as_str());
    let printed = |phase: Phase, order: u32, part: &str, text: Printed| Piece {
        phase,
        order,
        path: package_path(&lowered.schema, part),
        text,
        ..empty_piece(item.origin.unit, place)
    };
    let header = |phase: Phase, order: u32, part: &str, statements: &[Statement]| {
        printed(phase, order, part, print(statements, policy))
    };
    let mut created: Vec<Statement> = said_of(package)
        .into_iter()
        .map(Statement::SourceComment)
        .collect();
    created.push(Statement::Raw(format!("CREATE SCHEMA IF NOT EXISTS {schema}")));
    let mut pieces = vec![Piece {
        // A body without its specification in the tree is one object, not two.
        object: (body.map(|body| body.unit) != Some(item.origin.unit))
            .then(|| ("PACKAGE".to_owned(), oracle.clone())),
        postgresql_name: Some(schema.to_string()),
        runtime,
        extensions,
        diagnostics,
        path: object_path(Phase::Schemas, None, ""),
        ..header(Phase::Schemas, 1, "", &created)
    }];
    let is_late = |statement: &Statement| matches!(statement, Statement::CreateCompositeType(name, _) if late.contains(&name.to_string()));
    let (late_types, types): (Vec<_>, Vec<_>) = lowered.types.iter().cloned().partition(is_late);
    for (phase, part, types) in [
        (Phase::Functions, "types", types),
        (Phase::RoutinesOfViews, "types_of_views", late_types),
    ] {
        if !types.is_empty() {
            pieces.push(header(phase, TYPES_ORDER, part, &types));
        }
    }
    if !lowered.state.is_empty() {
        let phase = match view_rows::keeps_view_rows(item, middle) {
            true => Phase::RoutinesOfViews,
            false => Phase::Functions,
        };
        pieces.push(header(phase, STATE_ORDER, "state", &lowered.state));
    }
    let stubs = (lowered.stubs.iter())
        .map(|(place, name, statements)| (*place, name.as_str(), print(statements, policy)));
    let by_name = by_name(package, stubs, &routines);
    let has_routines = !lowered.state.is_empty() || !by_name.is_empty();
    let unit = body.map_or(item.origin.unit, |body| body.unit);
    let mut told = false;
    for (name, named) in by_name {
        let object = (!told && body.is_some()).then(|| ("PACKAGE BODY".to_owned(), oracle.clone()));
        told = true;
        let phase = match named.uses_view_rows {
            true => Phase::RoutinesOfViews,
            false => Phase::Packages,
        };
        let written = named.declared.unwrap_or_else(|| extent(&named.text));
        let order = u32::from(named.calls_in_defaults);
        pieces.push(Piece {
            unit,
            object,
            place: body_location.file_range(written),
            ..printed(phase, order, &plconv_lower::naming::identifier(name), named.text)
        });
    }
    pieces.extend(
        has_routines
            .then(|| schema_revocation(unit, place, &schema, policy))
            .flatten(),
    );
    if let Some(body) = body
        && !told
    {
        let mut piece = empty_piece(body.unit, units.location(body).file_range(Span::default()));
        piece.object = Some(("PACKAGE BODY".to_owned(), oracle));
        pieces.push(piece);
    }
    MadePieces {
        pieces,
        members: routines.into_iter().map(|one| one.lowered).collect(),
    }
}

/// The comments of specification and body, each line once.
fn said_of(package: &Package) -> Vec<String> {
    let (spec, implementation) = &package.comments;
    let mut said: Vec<String> = Vec::new();
    for comments in [spec, implementation] {
        let lines = comments
            .leading
            .iter()
            .chain(&comments.trailing)
            .chain(&comments.after);
        for line in lines {
            if !said.contains(line) {
                said.push(line.clone());
            }
        }
    }
    said
}

/// The routines of a package while they are lowered.
struct Members<'m> {
    middle: &'m Middle<'m>,
    package: &'m Package,
    traits: PackageTraits,
    location: &'m UnitLocation,
}

/// A routine of a package with what it became.
struct LoweredRoutine<'m> {
    /// Among the declarations of specification and body.
    place: usize,
    declaration: &'m Declaration,
    routine: &'m Routine,
    lowered: Arc<LoweredMember>,
}

impl<'m> Members<'m> {
    /// All routines, those of the specification first, in the order of the source.
    fn lower(&self, members: &[Arc<Member>]) -> Vec<LoweredRoutine<'m>> {
        let of_spec = self.package.spec.iter().map(|declaration| (declaration, None));
        let known = members.iter().map(Some).chain(std::iter::repeat(None));
        let of_body = self.package.body.iter().zip(known);
        let all: Vec<_> = of_spec.chain(of_body).enumerate().collect();
        all.into_par_iter()
            .filter_map(|(place, (declaration, member))| match &declaration.kind {
                DeclarationKind::Routine(routine) => Some(LoweredRoutine {
                    place,
                    declaration,
                    routine,
                    lowered: self.lowered(declaration, routine, member),
                }),
                _ => None,
            })
            .collect()
    }

    fn lowered(
        &self,
        declaration: &Declaration,
        routine: &Routine,
        member: Option<&Arc<Member>>,
    ) -> Arc<LoweredMember> {
        let lower = || self.lower_one(routine);
        match member {
            Some(member) => member.lowered(self.middle, self.traits, self.location.unit, declaration, lower),
            None => Arc::new(lower()),
        }
    }

    fn lower_one(&self, routine: &Routine) -> LoweredMember {
        let asked = AskedEffects::default();
        if !self.middle.is_for_one_run {
            self.middle.work.note_routine(&routine.signature.id);
        }
        let middle = &self.middle.noting(&asked);
        let object = Some(self.package.name.to_string());
        let (statements, runtime, extensions, found) =
            with_lowering(middle, self.location.clone(), object, |lowering| {
                lowering.lower_member(&self.package.name, self.traits, routine)
            });
        LoweredMember {
            traits: self.traits,
            printed: print(&statements, self.middle.policy),
            ends_in_comment: statements.last().is_some_and(Statement::is_comment),
            runtime,
            extensions,
            found,
            uses_view_rows: view_rows::uses_view_rows(routine, self.middle),
            calls_in_defaults: calls_in_defaults(&routine.signature),
            asked: Asked::new(self.middle.whole, asked),
        }
    }
}

/// The routines of a name, overloads in their order.
#[derive(Default)]
struct Named {
    text: Printed,
    ends_in_comment: bool,
    uses_view_rows: bool,
    calls_in_defaults: bool,
    /// From the first to the last of those that the body has.
    declared: Option<Span>,
}

impl Named {
    fn add(&mut self, next: Named) {
        if !self.text.text.is_empty() && !self.ends_in_comment {
            self.text.text.push('\n');
        }
        self.text.append(&next.text);
        self.ends_in_comment = next.ends_in_comment;
        self.uses_view_rows |= next.uses_view_rows;
        self.calls_in_defaults |= next.calls_in_defaults;
        self.declared = match (self.declared, next.declared) {
            (Some(all), Some(span)) => Some(Span {
                start: all.start.min(span.start),
                end: all.end.max(span.end),
            }),
            (all, span) => all.or(span),
        };
    }
}

/// Stubs, by their place among all declarations, and routines by name.
fn by_name<'p>(
    package: &'p Package,
    stubs: impl Iterator<Item = (usize, &'p str, Printed)>,
    routines: &[LoweredRoutine<'p>],
) -> BTreeMap<&'p str, Named> {
    let of_stub = |text| Named {
        text,
        ..Named::default()
    };
    let mut parts: Vec<(usize, &str, Named)> = stubs
        .map(|(place, name, text)| (place, name, of_stub(text)))
        .collect();
    parts.extend(routines.iter().map(|one| {
        let lowered = &one.lowered;
        let is_in_body = one.place >= package.spec.len() && one.routine.body.is_some();
        let part = Named {
            text: lowered.printed(one.declaration),
            ends_in_comment: lowered.ends_in_comment,
            uses_view_rows: lowered.uses_view_rows,
            calls_in_defaults: lowered.calls_in_defaults,
            declared: is_in_body.then_some(one.declaration.span),
        };
        (one.place, one.routine.signature.id.name.as_str(), part)
    }));
    parts.sort_by_key(|(place, ..)| *place);
    let mut by_name: BTreeMap<&str, Named> = BTreeMap::new();
    for (_, name, part) in parts {
        by_name.entry(name).or_default().add(part);
    }
    by_name
}

fn needs_body(package: &Package) -> bool {
    package
        .spec
        .iter()
        .any(|declaration| matches!(declaration.kind, DeclarationKind::Forward(_)))
}

/// From the first to the last statement of the source that printed text comes from.
fn extent(text: &Printed) -> Span {
    let places = || text.origins.iter().map(|origin| origin.source);
    Span {
        start: places().map(|(start, _)| start).min().unwrap_or_default(),
        end: places().map(|(_, end)| end).max().unwrap_or_default(),
    }
}
