//! Expressions and queries inside DDL: parsed from the catalog's texts, resolved and lowered.

use super::Middle;
use super::unresolved::is_unresolved;
use plconv_catalog::{Column, DataType, ObjectName, SourceText};
use plconv_diagnostics::{Code, Diagnostic, Severity};
use plconv_hir::expr::{Expr, ExprKind};
use plconv_hir::item::Signature;
use plconv_hir::program::Program;
use plconv_hir::query::Query;
use plconv_hir::resolve::view::{query_syntax, view_query};
use plconv_hir::resolve::{Resolver, builtins};
use plconv_hir::sink::{Sink, UnitLocation};
use plconv_hir::ty::{Nullability, Type};
use plconv_hir::visit::{walk_expr, walk_query, walk_query_tables};
use plconv_lower::context::Lowering;
use plconv_lower::ddl::{DdlExpressions, Executables, Lowered, LoweredQuery, QueryColumn};
use plconv_runtime::Volatility;
use plconv_syntax::ast::{self, AstNode};
use plconv_syntax::{ParseOptions, parse_expression, parse_query};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Answers what lowering of DDL asks.
pub(crate) struct Expressions<'a> {
    middle: &'a Middle<'a>,
}

impl<'a> Expressions<'a> {
    pub fn new(middle: &'a Middle<'a>) -> Self {
        Expressions { middle }
    }

    /// Where a text of the catalog stands.
    fn text_location(&self, text: &SourceText) -> UnitLocation {
        let mut location = self.location(text.origin.unit);
        if location.shifts.is_empty() {
            location.offset += text.origin.start;
        }
        location
    }

    fn plain_lowering(&self) -> Lowering<'a> {
        let middle = self.middle;
        Lowering::new(middle.program, middle.effects, middle.policy, Sink::default())
    }

    /// A routine and, for an autonomous transaction, what runs on its second connection.
    fn add_routine(&self, lowering: &Lowering<'_>, signature: &Signature, to: &mut Executables) {
        if !lowering.has_room_for_parameters(signature) {
            return;
        }
        let procedure = lowering.is_procedure(signature);
        to.add(procedure, lowering.identity_of(signature));
        if self.middle.whole.autonomous.contains(&signature.id) && lowering.has_own_connection(signature) {
            to.add(true, lowering.autonomous_identity_of(signature));
        }
    }

    fn view_query(&self, name: &ObjectName) -> Option<Query> {
        view_query(self.middle.program, name)
    }

    /// The expressions that are computed when a row of a table is written.
    fn computed_texts(&self, table: &ObjectName) -> Vec<&'a SourceText> {
        let catalog = &self.middle.program.catalog;
        let columns = catalog
            .tables
            .get(table)
            .into_iter()
            .flat_map(|table| &table.columns);
        let keys = catalog
            .indexes
            .values()
            .filter(|index| index.table == *table)
            .flat_map(|index| &index.columns)
            .filter(|key| key.column.is_none());
        columns
            .filter_map(|column| column.virtual_expression.as_ref())
            .chain(keys.map(|key| &key.expression))
            .collect()
    }

    fn add_calls_of_text(&self, text: &SourceText, table: &ObjectName, to: &mut Executables) {
        let parsed = parse_expression(&text.text, &ParseOptions::default());
        let mut resolver = Resolver::new(self.middle.program, Sink::default());
        if let Some(syntax) = ast::Expr::cast(parsed.tree.root()) {
            let expr = resolver.resolve_table_expr(syntax, table);
            walk_expr(&expr, &mut |expr| self.add_call(expr, to));
        }
    }

    /// Adds the function that an expression calls.
    fn add_call(&self, expr: &Expr, to: &mut Executables) {
        let program = self.middle.program;
        match &expr.kind {
            ExprKind::Call { routine, .. } => {
                if let Some(signature) = program.signature(routine) {
                    self.add_routine(&self.plain_lowering(), signature, to);
                }
            }
            ExprKind::PackageVariable(variable) => {
                let Some(package) = program.packages.get(&variable.package) else {
                    return;
                };
                let mut lowering = self.plain_lowering();
                if let Some(variable) = package.variables.get(&variable.name) {
                    let getter = lowering.accessors_of(&package.name, variable).into_iter().take(1);
                    let functions = getter.chain(lowering.initialiser_of(package));
                    functions.for_each(|function| to.add(false, function));
                }
            }
            _ => {}
        }
    }

    /// An expression that PostgreSQL resolves when it creates the object is left out when the tree does not declare what it
    /// names; `what` it is for.
    fn report_unresolved(
        text: &SourceText,
        what: &str,
        mut lowered: Lowered<plconv_pg::Expr>,
    ) -> Lowered<plconv_pg::Expr> {
        if lowered.value.is_none()
            && let Some(unresolved) = lowered.diagnostics.iter().find(|found| is_unresolved(found))
        {
            let message = format!(
                "the {what} `{}` is left out: PostgreSQL could not create it",
                text.text
            );
            let mut left_out = Diagnostic::new(Code::UNSUPPORTED_CLAUSE, unresolved.primary, message);
            left_out.object.clone_from(&unresolved.object);
            lowered.diagnostics.push(left_out);
        }
        lowered
    }

    fn lower(
        &self,
        text: &SourceText,
        schema: Option<&str>,
        sql: bool,
        resolve: impl FnOnce(&mut Resolver<'_>, ast::Expr<'_>) -> Expr,
    ) -> Lowered<plconv_pg::Expr> {
        let parsed = parse_expression(&text.text, &ParseOptions::default());
        let mut resolver = Resolver::new(self.middle.program, Sink::new(self.text_location(text), None));
        resolver.current_schema = schema.map(str::to_owned);
        let Some(syntax) = ast::Expr::cast(parsed.tree.root()) else {
            return refused();
        };
        let expr = resolve(&mut resolver, syntax);
        let mut lowering = Lowering::new(
            self.middle.program,
            self.middle.effects,
            self.middle.policy,
            resolver.sink,
        )
        .for_stored_values();
        let value = if sql {
            lowering.lower_sql_expr(&expr)
        } else {
            lowering.lower_expr(&expr)
        };
        let immutable =
            is_immutable(&expr, self.middle) && runtime_is_immutable(&lowering) && !names_settings(&value);
        let ty = match &expr.ty {
            Type::Unknown | Type::Null => None,
            ty => Some(lowering.type_name(ty)),
        };
        let diagnostics = lowering.sink.take();
        let refused = diagnostics
            .iter()
            .any(|found| found.severity() == Severity::Refused || is_unresolved(found));
        Lowered {
            value: (!refused).then_some(value),
            immutable,
            ty,
            depends_on: dependencies(&expr),
            runtime: lowering.runtime,
            diagnostics,
        }
    }
}

fn refused() -> Lowered<plconv_pg::Expr> {
    Lowered {
        value: None,
        immutable: false,
        ty: None,
        depends_on: Vec::new(),
        runtime: Default::default(),
        diagnostics: Vec::new(),
    }
}

/// Whether nothing in an expression can change from one call to the next.
fn is_immutable(expr: &Expr, middle: &Middle<'_>) -> bool {
    let mut immutable = true;
    walk_expr(expr, &mut |inner| match &inner.kind {
        ExprKind::Builtin { name, .. } => {
            immutable &= builtins::find(name).is_none_or(|builtin| !builtin.volatile);
        }
        ExprKind::Call { routine, .. } => {
            immutable &= middle
                .program
                .signature(routine)
                .is_some_and(|signature| signature.deterministic);
        }
        ExprKind::SequenceValue { .. } | ExprKind::Subquery(_) | ExprKind::PackageVariable(_) => {
            immutable = false;
        }
        _ => {}
    });
    immutable
}

fn runtime_is_immutable(lowering: &Lowering<'_>) -> bool {
    lowering.runtime.iter().all(|name| {
        plconv_runtime::find(name).is_some_and(|function| function.volatility == Volatility::Immutable)
    })
}

/// to_char() of PostgreSQL is only stable, since it can name months in the session's language.
fn names_settings(expr: &plconv_pg::Expr) -> bool {
    let text = plconv_pg::print_expr(expr, plconv_pg::PrintOptions::default());
    ["to_char(", "timestamptz", "session_user", "current_"]
        .iter()
        .any(|word| text.contains(word))
}

fn dependencies(expr: &Expr) -> Vec<ObjectName> {
    let mut found = Vec::new();
    walk_expr(expr, &mut |inner| match &inner.kind {
        ExprKind::SequenceValue { sequence, .. } => found.push(sequence.clone()),
        ExprKind::Call { routine, .. } if routine.package.is_none() => {
            found.push(ObjectName {
                schema: routine.schema.clone(),
                name: routine.name.clone(),
            });
        }
        _ => {}
    });
    found
}

impl DdlExpressions for Expressions<'_> {
    fn location(&self, unit: u32) -> UnitLocation {
        self.middle
            .units
            .get(unit as usize)
            .map(|unit| unit.location.clone())
            .unwrap_or_default()
    }

    fn lower_default(
        &mut self,
        text: &SourceText,
        table: &ObjectName,
        column: &Column,
    ) -> Lowered<plconv_pg::Expr> {
        let ty = self.middle.program.column_type(&column.data_type);
        let lowered = self.lower(text, table.schema.as_deref(), true, |resolver, syntax| {
            resolver.resolve_default(syntax, table, &ty)
        });
        Self::report_unresolved(text, "default", lowered)
    }

    fn lower_condition(&mut self, text: &SourceText, table: &ObjectName) -> Lowered<plconv_pg::Expr> {
        let lowered = self.lower_value(text, table);
        Self::report_unresolved(text, "condition", lowered)
    }

    fn lower_value(&mut self, text: &SourceText, relation: &ObjectName) -> Lowered<plconv_pg::Expr> {
        self.lower(text, relation.schema.as_deref(), true, |resolver, syntax| {
            resolver.resolve_table_expr(syntax, relation)
        })
    }

    fn lower_bound(&mut self, text: &SourceText, key: &DataType) -> Lowered<plconv_pg::Expr> {
        let ty = self.middle.program.column_type(key);
        let none = ObjectName::default();
        self.lower(text, None, true, |resolver, syntax| {
            resolver.resolve_default(syntax, &none, &ty)
        })
    }

    fn lower_query(&mut self, text: &SourceText, name: &ObjectName, aliases: &[String]) -> LoweredQuery {
        let parsed = parse_query(&text.text, &ParseOptions::default());
        let mut resolver = Resolver::new(
            self.middle.program,
            Sink::new(self.text_location(text), Some(name.to_string())),
        )
        .for_query_of(name);
        let Some(syntax) = query_syntax(&parsed) else {
            return LoweredQuery {
                query: Lowered {
                    value: None,
                    immutable: false,
                    ty: None,
                    depends_on: Vec::new(),
                    runtime: Default::default(),
                    diagnostics: Vec::new(),
                },
                columns: Vec::new(),
                functions: Vec::new(),
            };
        };
        let query = resolver.resolve_query(syntax);
        let mut lowering = Lowering::new(
            self.middle.program,
            self.middle.effects,
            self.middle.policy,
            resolver.sink,
        );
        let value = lowering.lower_query(&query);
        let columns = query
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| QueryColumn {
                name: aliases.get(index).cloned().unwrap_or_else(|| column.name.clone()),
                data_type: column.ty.scalar().cloned(),
                not_null: column.nullability == Nullability::NotNull,
            })
            .collect();
        let diagnostics = lowering.sink.take();
        let functions = lowering.take_hoisted();
        // A clause that was refused raises where it stands; the view itself is created.
        let mut depends_on: Vec<ObjectName> = Vec::new();
        walk_query_tables(&query, &mut |name| depends_on.push(name.clone()));
        LoweredQuery {
            query: Lowered {
                value: Some(value),
                immutable: false,
                ty: None,
                depends_on,
                runtime: lowering.runtime,
                diagnostics,
            },
            columns,
            functions,
        }
    }

    fn executables(&mut self, object: &ObjectName) -> Executables {
        let program = self.middle.program;
        let mut lowering = self.plain_lowering();
        let mut result = Executables::default();
        if let Some(signature) = program.routines.get(object) {
            result.schema = lowering.schema_of(object.schema.as_deref());
            self.add_routine(&lowering, signature, &mut result);
        }
        if let Some(package) = program.packages.get(object) {
            let schema = lowering.package_schema(object.schema.as_deref(), &object.name);
            let variables = package
                .variables
                .iter()
                .filter(|(name, _)| package.public.contains(*name));
            for (_, variable) in variables {
                result
                    .functions
                    .extend(lowering.accessors_of(&package.name, variable));
            }
            result.functions.extend(lowering.initialiser_of(package));
            let public = package
                .routines
                .values()
                .flatten()
                .filter(|signature| signature.public);
            public.for_each(|signature| self.add_routine(&lowering, signature, &mut result));
            result.whole_schema = !lowering.is_entered_as_owner(package);
            result.schema = Some(schema);
        }
        if let Some(methods) = program.methods.get(object) {
            result.schema = Some(lowering.package_schema(object.schema.as_deref(), &object.name));
            methods
                .iter()
                .for_each(|signature| self.add_routine(&lowering, signature, &mut result));
        }
        result
    }

    fn called_by(&mut self, relation: &ObjectName, writes: bool) -> Executables {
        let mut found = Executables::default();
        let mut relations = vec![relation.clone()];
        let mut next = 0;
        while let Some(relation) = relations.get(next).cloned() {
            next += 1;
            if let Some(query) = self.view_query(&relation) {
                walk_query_tables(&query, &mut |name| {
                    if !relations.contains(name) {
                        relations.push(name.clone());
                    }
                });
                walk_query(&query, &mut |expr| self.add_call(expr, &mut found));
            } else if writes {
                for text in self.computed_texts(&relation) {
                    self.add_calls_of_text(text, &relation, &mut found);
                }
            }
        }
        found
    }
}

/// The tables that views show, looked up when they are asked for.
pub(super) struct ViewTables<'a> {
    program: &'a Program,
    known: RefCell<BTreeMap<ObjectName, BTreeSet<ObjectName>>>,
}

impl<'a> ViewTables<'a> {
    pub fn new(program: &'a Program) -> Self {
        ViewTables {
            program,
            known: RefCell::default(),
        }
    }

    /// Whether a view, or one that it selects from, shows rows of a table.
    pub fn shows(&self, view: &ObjectName, table: &ObjectName) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![view.clone()];
        while let Some(name) = open.pop() {
            for shown in self.tables_of(&name) {
                if shown == *table {
                    return true;
                }
                if seen.insert(shown.clone()) {
                    open.push(shown);
                }
            }
        }
        false
    }

    fn tables_of(&self, view: &ObjectName) -> BTreeSet<ObjectName> {
        if let Some(known) = self.known.borrow().get(view) {
            return known.clone();
        }
        let mut tables = BTreeSet::new();
        if let Some(query) = view_query(self.program, view) {
            walk_query_tables(&query, &mut |table| {
                tables.insert(table.clone());
            });
        }
        self.known.borrow_mut().insert(view.clone(), tables.clone());
        tables
    }
}
