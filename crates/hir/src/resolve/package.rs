//! Packages: what they declare, their routines, and a body of which only some routines are others than before.

use super::comments::{comments_after, comments_of};
use super::declaration::has_invoker_rights;
use super::gaps::types_with_gaps;
use super::{Resolver, span_of};
use crate::item::{Package, RoutineId};
use crate::program::PackageScope;
use crate::sink::UnitLocation;
use crate::stmt::{Block, Comments, Declaration, DeclarationKind};
use plconv_catalog::ObjectName;
use plconv_syntax::ast::{self, AstNode};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// What a package declares: headers and types, no bodies.
pub fn resolve_package_scope(
    resolver: &mut Resolver<'_>,
    name: &ObjectName,
    spec: Option<ast::CreatePackage<'_>>,
    body: Option<ast::CreatePackageBody<'_>>,
) -> PackageScope {
    resolver.current_schema.clone_from(&name.schema);
    resolver.package = Some(name.clone());
    let trees = [
        spec.map(|spec| spec.syntax().tree()),
        body.map(|body| body.syntax().tree()),
    ];
    resolver.with_gaps = Some(types_with_gaps(trees.into_iter().flatten()));
    resolver.building = Some(Box::new(PackageScope {
        name: name.clone(),
        invoker_rights: spec.is_some_and(|spec| has_invoker_rights(spec.attributes())),
        ..PackageScope::default()
    }));
    if let Some(spec) = spec {
        resolver.in_specification = true;
        resolver.declarations(spec.declarations());
        if let Some(package) = &mut resolver.building {
            package.publish();
        }
    }
    resolver.in_specification = false;
    if let Some(body) = body {
        resolver.declarations(body.declarations());
        let initialises = body.init().is_some();
        if let Some(package) = &mut resolver.building {
            package.has_initialisation |= initialises;
        }
    }
    resolver.package = None;
    resolver
        .building
        .take()
        .map(|package| *package)
        .unwrap_or_default()
}

/// A specification or body with its place.
type Placed<T> = Option<(T, UnitLocation)>;

/// A resolved package.
pub struct ResolvedPackage {
    /// The package.
    pub package: Package,
    /// How many findings there were in the sink when its body began, and behind each declaration of its body.
    pub found_until: Vec<usize>,
    /// The declarations of the body that are those of before; see [`resolve_package_again`].
    pub kept: Vec<bool>,
}

/// A package with its bodies. The two units may stand in different files, so the sink moves between them.
pub fn resolve_package(
    resolver: &mut Resolver<'_>,
    name: &ObjectName,
    spec: Placed<ast::CreatePackage<'_>>,
    body: Placed<ast::CreatePackageBody<'_>>,
) -> ResolvedPackage {
    let mut resolved = resolve_parts(resolver, name, spec, body);
    let all = 0..resolved.package.body.len();
    take_comments_of_headers(&mut resolved.package, all);
    resolved
}

/// An edit of a package body: bytes of its text before and after.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BodyEdit {
    /// Where the texts begin to differ.
    pub start: u32,
    /// The end of the difference in the text before.
    pub old_end: u32,
    /// The same in the text now.
    pub new_end: u32,
}

impl BodyEdit {
    /// The difference of two texts.
    pub fn between(before: &str, now: &str) -> Option<Self> {
        let (before, now) = (before.as_bytes(), now.as_bytes());
        let same = |pairs: &mut dyn Iterator<Item = (&u8, &u8)>| {
            pairs.take_while(|(before, now)| before == now).count()
        };
        let start = same(&mut before.iter().zip(now));
        let most = before.len().min(now.len()) - start;
        let end = same(&mut before.iter().rev().zip(now.iter().rev()).take(most));
        Some(BodyEdit {
            start: u32::try_from(start).ok()?,
            old_end: u32::try_from(before.len() - end).ok()?,
            new_end: u32::try_from(now.len() - end).ok()?,
        })
    }

    /// Where a byte is now; none inside of the edit.
    fn byte(&self, at: u32) -> Option<u32> {
        if at >= self.old_end {
            (at - self.old_end).checked_add(self.new_end)
        } else {
            (at <= self.start).then_some(at)
        }
    }
}

/// Resolves a package when nothing but routines of its body is other than before, comments between declarations aside: the
/// routines that the edit does not touch are taken from `before`, with the places they had. None when that would not be
/// what [`resolve_package`] gives.
pub fn resolve_package_again(
    resolver: &mut Resolver<'_>,
    name: &ObjectName,
    spec: Placed<ast::CreatePackage<'_>>,
    body: Placed<ast::CreatePackageBody<'_>>,
    before: &Package,
    edit: BodyEdit,
) -> Option<ResolvedPackage> {
    let touched = touched(&before.body, edit);
    let span = |index: usize| before.body.get(index).map(|declaration| declaration.span);
    resolver.only_in = Some(match touched.clone().next() {
        Some(first) => (
            edit.byte(span(first)?.start)?,
            edit.byte(span(touched.end - 1)?.end)?,
        ),
        None => NOWHERE,
    });
    let mut resolved = resolve_parts(resolver, name, spec, body);
    let package = &mut resolved.package;
    if package.body.len() != before.body.len() || package.init.is_some() != before.init.is_some() {
        return None;
    }
    for (index, (now, before)) in package.body.iter_mut().zip(&before.body).enumerate() {
        let is_touched = touched.contains(&index);
        match (&before.kind, &now.kind) {
            // What is said of a routine ahead of its body belongs to the body.
            (DeclarationKind::Forward(_), _) | (_, DeclarationKind::Forward(_)) if is_touched => return None,
            (DeclarationKind::Routine(routine), DeclarationKind::Forward(id)) => {
                let is_same = routine.signature.id == *id
                    && edit.byte(before.span.start) == Some(now.span.start)
                    && edit.byte(before.span.end) == Some(now.span.end);
                if !is_same {
                    return None;
                }
                now.kind = DeclarationKind::Routine(Arc::clone(routine));
                if let Some(kept) = resolved.kept.get_mut(index) {
                    *kept = true;
                }
            }
            (DeclarationKind::Routine(_), DeclarationKind::Routine(_)) => {}
            (DeclarationKind::Routine(_), _) | (_, DeclarationKind::Routine(_)) => return None,
            _ => {}
        }
    }
    take_comments_of_headers(package, touched);
    Some(resolved)
}

/// No byte of a text.
const NOWHERE: (u32, u32) = (u32::MAX, u32::MAX);

/// The declarations that an edit touches, or the comments around them.
fn touched(declarations: &[Declaration], edit: BodyEdit) -> Range<usize> {
    // A comment may be that of the declaration before it or of the one behind it.
    let is_before = |index: usize| {
        declarations
            .get(index + 1)
            .is_some_and(|next| next.span.start < edit.start)
    };
    let is_behind = |index: usize| {
        index
            .checked_sub(1)
            .and_then(|last| declarations.get(last))
            .is_some_and(|last| last.span.end > edit.old_end)
    };
    let first = (0..declarations.len()).find(|index| !is_before(*index));
    let first = first.unwrap_or(declarations.len());
    let behind = (first..declarations.len()).find(|index| is_behind(*index));
    first..behind.unwrap_or(declarations.len())
}

/// Whether the types that lose single elements are the same with another body: their form has to be known before code is
/// resolved.
pub fn has_same_gaps(
    spec: Option<&ast::SyntaxTree>,
    before: &ast::SyntaxTree,
    now: &ast::SyntaxTree,
) -> bool {
    let with = |body| -> BTreeSet<String> { types_with_gaps(spec.into_iter().chain([body])) };
    with(before) == with(now)
}

fn resolve_parts(
    resolver: &mut Resolver<'_>,
    name: &ObjectName,
    spec: Placed<ast::CreatePackage<'_>>,
    body: Placed<ast::CreatePackageBody<'_>>,
) -> ResolvedPackage {
    resolver.current_schema.clone_from(&name.schema);
    resolver.package = Some(name.clone());
    let trees = [
        spec.as_ref().map(|(spec, _)| spec.syntax().tree()),
        body.as_ref().map(|(body, _)| body.syntax().tree()),
    ];
    resolver.with_gaps = Some(types_with_gaps(trees.into_iter().flatten()));
    let mut found_until = Vec::new();
    let mut package = Package {
        name: name.clone(),
        spec: Vec::new(),
        body: Vec::new(),
        init: None,
        init_callees: Default::default(),
        init_visible_columns: Default::default(),
        has_body: body.is_some(),
        invoker_rights: spec
            .as_ref()
            .is_some_and(|(spec, _)| has_invoker_rights(spec.attributes())),
        comments: (Comments::default(), Comments::default()),
    };
    if let Some((spec, location)) = spec {
        resolver.sink.relocate(location);
        resolver.in_specification = true;
        package.comments.0 = comments_of(spec.syntax());
        package.spec = resolver.declarations(spec.declarations());
        if let Some(last) = spec.declarations().iter().last() {
            package.comments.0.after = comments_after(last.syntax());
        }
        resolver.in_specification = false;
    }
    if let Some((body, location)) = body {
        resolver.sink.relocate(location);
        package.comments.1 = comments_of(body.syntax());
        found_until.push(resolver.sink.len());
        package.body = resolver.declarations_noting(body.declarations(), &mut |sink| {
            found_until.push(sink.len());
        });
        if let Some(last) = body
            .declarations()
            .iter()
            .last()
            .filter(|_| body.init().is_none())
        {
            package.comments.1.after = comments_after(last.syntax());
        }
        if let Some(init) = body.init() {
            resolver.callees.clear();
            resolver.visible_columns = Default::default();
            let (statements, handlers) = resolver.body(body.syntax(), Some(init));
            package.init_callees = std::mem::take(&mut resolver.callees);
            package.init_visible_columns = std::mem::take(&mut resolver.visible_columns);
            package.init = Some(Block {
                declarations: Vec::new(),
                statements,
                handlers,
                span: span_of(init.syntax()),
            });
        }
    }
    ResolvedPackage {
        kept: vec![false; package.body.len()],
        package,
        found_until,
    }
}

/// What is said of a routine where it is declared, in the specification or ahead of its body, belongs to the routine. Of the
/// declarations of the body those in `wanted` have not been given it.
fn take_comments_of_headers(package: &mut Package, wanted: Range<usize>) {
    let mut said: BTreeMap<RoutineId, Vec<String>> = BTreeMap::new();
    for declaration in package.spec.iter().chain(&package.body) {
        if let DeclarationKind::Forward(id) = &declaration.kind {
            let comments = &declaration.comments;
            let lines = comments.leading.iter().chain(&comments.trailing).cloned();
            said.entry(id.clone()).or_default().extend(lines);
        }
    }
    for declaration in package.body.get_mut(wanted).unwrap_or_default() {
        if let DeclarationKind::Routine(routine) = &mut declaration.kind
            && let Some(lines) = said.remove(&routine.signature.id)
        {
            let own = &mut Arc::make_mut(routine).comments.leading;
            let said_before = lines.into_iter().filter(|line| !own.contains(line));
            let said_before: Vec<String> = said_before.collect();
            own.splice(0..0, said_before);
        }
    }
}

impl PackageScope {
    /// Adds a declaration to a package being collected.
    pub(crate) fn add(&mut self, kind: &DeclarationKind) {
        match kind {
            DeclarationKind::Variable(variable) => {
                self.has_initialisation |= variable.default.is_some() && !variable.constant;
                self.variables.insert(variable.name.clone(), variable.clone());
            }
            DeclarationKind::Cursor(cursor) => {
                // The body's declaration has the query.
                self.cursors.insert(cursor.name.clone(), cursor.clone());
            }
            DeclarationKind::Exception(id) => {
                self.exceptions.insert(id.name.clone(), id.clone());
            }
            DeclarationKind::Type(declaration) => {
                self.types.insert(declaration.name.clone(), declaration.clone());
            }
            DeclarationKind::Pragma(_) => self.has_initialisation |= kind.is_serially_reusable_pragma(),
            DeclarationKind::Routine(_) | DeclarationKind::Forward(_) | DeclarationKind::Refused(_) => {}
        }
    }

    /// Everything collected so far is public.
    pub(crate) fn publish(&mut self) {
        self.public = self
            .variables
            .keys()
            .chain(self.cursors.keys())
            .chain(self.exceptions.keys())
            .chain(self.types.keys())
            .chain(self.routines.keys())
            .cloned()
            .collect();
    }
}
