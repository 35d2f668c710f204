//! The program's symbols, from the catalog and the headers of stored code.
//!
//! Declarations of packages and views refer to each other in any order, so they are resolved in rounds until nothing
//! changes; diagnostics of these rounds are dropped, since bodies are resolved against the finished program again.

use crate::dispatch;
use crate::program::{PackageScope, Program};
use crate::resolve::{self, Resolver};
use crate::sink::{Sink, UnitLocation};
use crate::ty::{CollectionKind, CollectionType, Field, ObjectType, Type, TypeName};
use plconv_catalog::{Catalog, CodeKind, ObjectName, Origin, TypeKind};
use plconv_syntax::ast::{self, AstNode, SyntaxTree};

use std::collections::BTreeSet;
use std::sync::Arc;

/// A parsed unit and where it stands.
#[derive(Clone, Debug)]
pub struct SourceUnit {
    /// The tree; its root is a [`ast::Unit`].
    pub tree: Arc<SyntaxTree>,
    /// Its place.
    pub location: UnitLocation,
}

/// The units of a project in load order.
#[derive(Clone, Copy, Debug)]
pub struct Units<'u>(pub &'u [SourceUnit]);

impl<'u> Units<'u> {
    /// The syntax of the unit something originates from.
    pub fn unit(self, origin: Origin) -> Option<ast::Unit<'u>> {
        ast::Unit::cast(self.0.get(origin.unit as usize)?.tree.root())
    }

    /// Where that unit stands.
    pub fn location(self, origin: Origin) -> UnitLocation {
        self.0
            .get(origin.unit as usize)
            .map(|unit| unit.location.clone())
            .unwrap_or_default()
    }
}

/// Longest chain of declarations that depend on each other in the wrong order.
const MAX_ROUNDS: usize = 12;

/// Builds the symbols of a project.
pub fn build_program(catalog: Arc<Catalog>, units: Units<'_>) -> Program {
    let program = Program {
        catalog,
        packages: crate::supplied::packages().clone(),
        ..Program::default()
    };
    build_from(program, units)
}

/// Adds the symbols of the units to those there are.
pub(crate) fn build_from(mut program: Program, units: Units<'_>) -> Program {
    schema_types(&mut program);
    for _ in 0..MAX_ROUNDS {
        let next = round(&program, units);
        if next == program {
            break;
        }
        program = next;
    }
    program
}

fn schema_types(program: &mut Program) {
    let catalog = Arc::clone(&program.catalog);
    program.types.extend(crate::supplied::collection_types());
    for hierarchy in catalog.hierarchies().into_iter().map(Arc::new) {
        for name in &hierarchy.types {
            program.hierarchies.insert(name.clone(), Arc::clone(&hierarchy));
        }
    }
    for _ in 0..MAX_ROUNDS {
        let mut changed = false;
        for (name, definition) in &catalog.types {
            let Some(ty) = schema_type(program, name, &definition.kind) else {
                continue;
            };
            if program.types.get(name) != Some(&ty) {
                program.types.insert(name.clone(), ty);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
}

fn schema_type(program: &Program, name: &ObjectName, kind: &TypeKind) -> Option<Type> {
    let collection = |kind, element: &plconv_catalog::DataType| {
        let name = TypeName {
            schema: name.schema.clone(),
            package: None,
            routine: Vec::new(),
            name: name.name.clone(),
        };
        let element = program.column_type(element);
        Type::Collection(Arc::new(CollectionType {
            name,
            kind,
            element,
            element_not_null: false,
            gaps: false,
        }))
    };
    match kind {
        TypeKind::Incomplete => None,
        TypeKind::NestedTable { element } => Some(collection(CollectionKind::NestedTable, element)),
        TypeKind::Varray { limit, element } => {
            Some(collection(CollectionKind::Varray { limit: *limit }, element))
        }
        TypeKind::Object {
            supertype,
            attributes,
            ..
        } => {
            let inherited = supertype
                .as_ref()
                .and_then(|supertype| program.types.get(supertype))
                .map(|ty| ty.fields().to_vec())
                .unwrap_or_default();
            let own = attributes.iter().map(|(attribute, data_type)| Field {
                name: attribute.clone(),
                ty: program.column_type(data_type),
                not_null: false,
            });
            let attributes = inherited.into_iter().chain(own).collect();
            Some(Type::Object(Arc::new(ObjectType {
                name: name.clone(),
                attributes,
                supertypes: program.catalog.supertypes(name).cloned().collect(),
            })))
        }
    }
}

/// Resolves all headers against the program of the previous round.
fn round(program: &Program, units: Units<'_>) -> Program {
    let mut next = program.clone();
    let catalog = &program.catalog;
    for (kind, name) in catalog.code.keys() {
        declare_code(program, &mut next, units, *kind, name);
    }
    for name in catalog.types.keys() {
        declare_methods(program, &mut next, units, name);
    }
    dispatch::note_overriding(&mut next);
    for (name, view) in &catalog.views {
        if let Some(ast::Unit::CreateView(unit)) = units.unit(view.origin) {
            let columns = query_columns(program, unit.query(), name, &view.aliases);
            next.view_columns.insert(name.clone(), columns);
        }
    }
    for (name, view) in &catalog.materialized_views {
        if let Some(ast::Unit::CreateMaterializedView(unit)) = units.unit(view.origin) {
            let columns = query_columns(program, unit.query(), name, &view.aliases);
            next.view_columns.insert(name.clone(), columns);
        }
    }
    for (name, table) in &catalog.tables {
        if let Some(of_type) = &table.of_type {
            let fields = program
                .types
                .get(of_type)
                .map(|ty| ty.fields().to_vec())
                .unwrap_or_default();
            next.view_columns.insert(name.clone(), fields);
        } else if table.as_query.is_some()
            && let Some(ast::Unit::CreateTable(unit)) = units.unit(table.origin)
        {
            let mut columns = query_columns(program, unit.query(), name, &table.query_aliases());
            columns.extend(table.added_columns().map(|column| Field {
                name: column.name.clone(),
                ty: program.column_type(&column.data_type),
                not_null: column.not_null,
            }));
            next.view_columns.insert(name.clone(), columns);
        }
    }
    next
}

/// Declares what a unit of stored code tells others.
fn declare_code(program: &Program, next: &mut Program, units: Units<'_>, kind: CodeKind, name: &ObjectName) {
    let catalog = &program.catalog;
    let mut resolver = Resolver::new(program, Sink::default());
    match kind {
        CodeKind::Procedure | CodeKind::Function => {
            let unit = (catalog.code.get(&(kind, name.clone()))).and_then(|code| units.unit(code.origin));
            if let Some((header, _)) = unit.and_then(resolve::resolve_function_header) {
                let signature = resolve::resolve_signature(&mut resolver, header, name);
                next.routines.insert(name.clone(), Arc::new(signature));
            }
        }
        CodeKind::Package => {
            let scope = package_scope(&mut resolver, catalog, units, name);
            next.packages.insert(name.clone(), Arc::new(scope));
        }
        // A body without a specification in the tree still declares its routines.
        CodeKind::PackageBody if !catalog.code.contains_key(&(CodeKind::Package, name.clone())) => {
            let scope = package_scope(&mut resolver, catalog, units, name);
            next.packages.insert(name.clone(), Arc::new(scope));
        }
        CodeKind::PackageBody | CodeKind::Trigger => {}
    }
}

/// Declares the methods of an object type.
fn declare_methods(program: &Program, next: &mut Program, units: Units<'_>, name: &ObjectName) {
    let Some(definition) = program.catalog.types.get(name) else {
        return;
    };
    let body = match definition.body.and_then(|body| units.unit(body)) {
        Some(ast::Unit::CreateTypeBody(body)) => Some(body),
        _ => None,
    };
    let create = match units.unit(definition.origin) {
        Some(ast::Unit::CreateType(create)) => Some(create),
        _ => None,
    };
    let mut resolver = Resolver::new(program, Sink::default());
    let methods = resolve::resolve_methods(&mut resolver, name, create, body);
    if let Some(comparing) = body.and_then(|body| resolve::comparing_method(body, &methods.defined)) {
        next.comparisons.insert(name.clone(), comparing);
    }
    if body.is_some() || !methods.not_instantiable.is_empty() {
        next.methods.insert(name.clone(), methods);
    }
}

/// Brings a program up to date after edits that changed bodies of stored code only: the catalog has other places, and the
/// declarations of the units in `changed` have moved. `catalog` and `units` are those after the edits. Returns whether others
/// see what they saw: collections of a package that lose elements in its body have another form everywhere.
#[must_use]
pub fn renew_program(
    program: &mut Program,
    catalog: Arc<Catalog>,
    units: Units<'_>,
    changed: &BTreeSet<u32>,
) -> bool {
    let is_changed = |origin: &Origin| changed.contains(&origin.unit);
    let code = catalog.code.iter().filter(|(_, code)| is_changed(&code.origin));
    let code: Vec<(CodeKind, ObjectName)> = code.map(|(key, _)| key.clone()).collect();
    let types = catalog
        .types
        .iter()
        .filter(|(_, definition)| definition.body.as_ref().is_some_and(is_changed));
    let types: Vec<ObjectName> = types.map(|(name, _)| name.clone()).collect();
    program.catalog = catalog;
    if code.is_empty() && types.is_empty() {
        return true;
    }
    let before = program.clone();
    for (kind, name) in &code {
        declare_again(&before, program, units, *kind, name);
    }
    for name in &types {
        declare_methods(&before, program, units, name);
    }
    if !types.is_empty() {
        dispatch::note_overriding(program);
    }
    let forms = |program: &Program, name: &ObjectName| -> Vec<(String, Type)> {
        let types = program
            .packages
            .get(name)
            .into_iter()
            .flat_map(|scope| &scope.types);
        types
            .map(|(name, declared)| (name.clone(), declared.ty.clone()))
            .collect()
    };
    code.iter()
        .all(|(_, name)| forms(&before, name) == forms(program, name))
}

/// The program after an edit of the body of a standalone routine, or of those in one package body: its declarations have
/// moved, and the catalog is the same.
#[must_use]
pub fn with_edited_code(before: &Program, units: Units<'_>, kind: CodeKind, name: &ObjectName) -> Program {
    let mut program = before.clone();
    declare_again(before, &mut program, units, kind, name);
    program
}

/// Declares what has been declared before; what a package declares is in its specification and its body.
fn declare_again(
    before: &Program,
    program: &mut Program,
    units: Units<'_>,
    kind: CodeKind,
    name: &ObjectName,
) {
    let has_specification = || {
        before
            .catalog
            .code
            .contains_key(&(CodeKind::Package, name.clone()))
    };
    let kind = match kind {
        CodeKind::PackageBody if has_specification() => CodeKind::Package,
        CodeKind::Package
        | CodeKind::PackageBody
        | CodeKind::Procedure
        | CodeKind::Function
        | CodeKind::Trigger => kind,
    };
    declare_code(before, program, units, kind, name);
}

fn package_scope(
    resolver: &mut Resolver<'_>,
    catalog: &Catalog,
    units: Units<'_>,
    name: &ObjectName,
) -> PackageScope {
    let (spec, body) = package_units(catalog, units, name);
    resolve::resolve_package_scope(
        resolver,
        name,
        spec.map(|(unit, _)| unit),
        body.map(|(unit, _)| unit),
    )
}

/// A unit's syntax and place.
pub type Placed<T> = (T, UnitLocation);

/// The specification and body of a package.
pub fn package_units<'u>(
    catalog: &Catalog,
    units: Units<'u>,
    name: &ObjectName,
) -> (
    Option<Placed<ast::CreatePackage<'u>>>,
    Option<Placed<ast::CreatePackageBody<'u>>>,
) {
    let origin = |kind| catalog.code.get(&(kind, name.clone())).map(|code| code.origin);
    let spec = origin(CodeKind::Package).and_then(|origin| match units.unit(origin)? {
        ast::Unit::CreatePackage(spec) => Some((spec, units.location(origin))),
        _ => None,
    });
    let body = origin(CodeKind::PackageBody).and_then(|origin| match units.unit(origin)? {
        ast::Unit::CreatePackageBody(body) => Some((body, units.location(origin))),
        _ => None,
    });
    (spec, body)
}

fn query_columns(
    program: &Program,
    query: Option<ast::Query<'_>>,
    name: &ObjectName,
    aliases: &[String],
) -> Vec<Field> {
    let mut resolver = Resolver::new(program, Sink::default()).for_query_of(name);
    let Some(query) = query else {
        return Vec::new();
    };
    let query = resolver.resolve_query(query);
    let mut fields = resolve::output_fields(&query.columns);
    for (field, alias) in fields.iter_mut().zip(aliases) {
        field.name.clone_from(alias);
    }
    fields
}
