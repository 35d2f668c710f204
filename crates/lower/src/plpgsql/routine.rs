//! Procedures and functions.

use super::ReturnForm;
use super::block::comments;
use crate::context::Lowering;
use crate::naming::{identifier, local_name};
use plconv_diagnostics::Code;
use plconv_hir::expr::ExprKind;
use plconv_hir::item::{Effects, ParameterMode, Routine, RoutineId, Signature, VisibleColumns};
use plconv_hir::stmt::{self, DeclarationKind};
use plconv_hir::ty::{RecordIdentity, Type};
use plconv_hir::visit::walk_block_exprs;
use plconv_pg::{self as pg, CreateRoutine, Ident, PlKind, RoutineParameter, Statement, TypeName};
use std::collections::BTreeSet;

/// How many parameters a routine of PostgreSQL may have: FUNC_MAX_ARGS.
pub(super) const MOST_PARAMETERS: usize = 100;

impl Lowering<'_> {
    /// A routine with what must exist before it: types of local records, nested routines.
    pub fn lower_routine(&mut self, routine: &Routine) -> Vec<Statement> {
        let outer = std::mem::take(&mut self.temporaries);
        let outer_state = self.routine.clone();
        self.routine.hoisted.clear();
        self.routine.attributes.clear();
        self.routine.cursors.clear();
        self.routine.safe_cursors.clear();
        self.routine.portals.clear();
        self.routine.loop_names.clear();
        self.routine.declared.clear();
        self.routine.return_form = ReturnForm::Plain;
        self.routine.never_null = super::not_null::NeverNull::of(&routine.signature);
        self.routine.before_return.clear();
        self.routine.own_captured = (self.routine.captured)
            .get(&routine.signature.id)
            .cloned()
            .unwrap_or_default();
        self.routine.outermost_scope = None;
        self.routine.needs_label = false;
        let created = self.create_routine(routine);
        let mut statements = std::mem::take(&mut self.routine.hoisted);
        let nested = std::mem::take(&mut self.routine.nested);
        let captured = std::mem::take(&mut self.routine.captured);
        self.routine = outer_state;
        self.routine.nested.extend(nested);
        self.routine.captured.extend(captured);
        self.temporaries = outer;
        statements.extend(created);
        statements
    }

    /// The functions of WITH, among what is created before the statement.
    pub(crate) fn functions_of_with(&mut self, functions: &stmt::Block) {
        let is_known = |declaration: &stmt::Declaration| match &declaration.kind {
            DeclarationKind::Routine(routine) => self.routine.nested.contains_key(&routine.signature.id),
            _ => false,
        };
        if functions.declarations.iter().any(is_known) {
            return;
        }
        let outside = self.local_effects.clone();
        self.learn_effects(functions);
        self.local_effects.extend(outside);
        self.declare_nested(&functions.declarations);
        let depth = std::mem::take(&mut self.sql_depth);
        for declaration in &functions.declarations {
            if let DeclarationKind::Routine(routine) = &declaration.kind {
                let created = self.lower_routine(routine);
                self.routine.hoisted.extend(created);
            }
        }
        self.sql_depth = depth;
    }

    /// What has to be created before the statement that was lowered last.
    pub fn take_hoisted(&mut self) -> Vec<Statement> {
        std::mem::take(&mut self.routine.hoisted)
    }

    fn create_routine(&mut self, routine: &Routine) -> Vec<Statement> {
        let signature = &routine.signature;
        let name = self.routine_name(&signature.id);
        self.routine.own_name = name.0.last().map(|postgresql| super::OwnName {
            oracle: signature.id.name.clone(),
            postgresql: postgresql.clone(),
            depth: routine.depth,
            parameters: (signature.parameters.iter())
                .map(|parameter| parameter.name.clone())
                .collect(),
        });
        if self.is_hidden(&signature.id) {
            self.report(
                Code::NAME_CHANGED,
                routine.span,
                format!(
                    "calls of {} would find a function of PostgreSQL: it became {name}",
                    signature.id.name
                ),
            );
        }
        for parameter in &signature.parameters {
            if local_name(&parameter.name) != identifier(&parameter.name) {
                self.report(
                    Code::NAME_CHANGED,
                    parameter.span,
                    format!(
                        "parameter {} of {} became {}: PL/pgSQL has a variable of that name",
                        parameter.name,
                        signature.id.name,
                        local_name(&parameter.name)
                    ),
                );
            }
        }
        self.note_out_lengths(routine);
        let mut parameters = self.routine_parameters(signature);
        parameters.extend(self.captured_parameters(&signature.id));
        if parameters.len() > MOST_PARAMETERS {
            self.report(
                Code::UNSUPPORTED_OBJECT,
                routine.span,
                format!(
                    "{} has {} parameters: PostgreSQL takes {MOST_PARAMETERS}, so it does not load",
                    signature.id.name,
                    parameters.len()
                ),
            );
        }
        let is_function = !self.is_procedure(signature);
        let by_connection = routine.autonomous && self.has_own_connection(signature);
        let by_parameter = self.returns_by_parameter(&signature.id) || (by_connection && is_function);
        if signature.id.enclosing.is_empty() && self.overload_collapses(&signature.id) {
            self.report(
                Code::OVERLOAD_COLLAPSES,
                routine.span,
                format!(
                    "PostgreSQL could not tell calls of this {} from those of an earlier overload; it became {name}",
                    signature.id.name
                ),
            );
        }
        if is_function && super::function_out::has_out(signature) {
            self.report(
                Code::FUNCTION_WITH_OUT,
                routine.span,
                format!(
                    "function {} has OUT parameters: its value is the first column of the row it returns",
                    signature.id.name
                ),
            );
        }
        if self.commits(signature) {
            self.report(
                Code::FUNCTION_COMMITS,
                routine.span,
                format!(
                    "function {} ends transactions: it is a procedure, and its value is the first parameter",
                    signature.id.name
                ),
            );
        }
        if signature.pipelined {
            self.routine.return_form = ReturnForm::Rows;
        }
        if by_parameter {
            self.return_by_parameter(routine, &mut parameters);
        }
        let clash = rename_doubles(&mut parameters);
        let names = parameters.iter().map(|parameter| parameter.name.0.clone());
        self.routine.declared.extend(names);
        // The error that a handler around the declaration works on is not that of a call.
        let outer_error = self.handled_error.take();
        let outer_called = std::mem::replace(&mut self.routine.is_called, true);
        let cannot_commit = is_function && !routine.autonomous;
        let outer_function = std::mem::replace(&mut self.routine.is_function, cannot_commit);
        let body = match &routine.body {
            Some(_) if clash.is_some() => {
                let parameter = clash.unwrap_or_default();
                self.report(
                    Code::NAME_CLASH,
                    routine.span,
                    format!(
                        "two parameters of {} become {parameter} in PostgreSQL",
                        signature.id.name
                    ),
                );
                self.stub(&format!("two parameters of the name {parameter}"))
            }
            Some(block) => {
                let mut body = if routine.autonomous {
                    self.routine_body(&super::autonomous::without_final_commit(block))
                } else {
                    self.routine_body(block)
                };
                if self.routine.needs_label && body.label.is_none() {
                    body.label = Some(self.ident(&signature.id.name));
                }
                body.statements.splice(0..0, resets(signature, &parameters));
                if by_parameter && super::function_out::block_may_complete(block) {
                    body.statements.push(end_without_value());
                } else if is_function
                    && !by_parameter
                    && !signature.pipelined
                    && super::function_out::never_returns(block)
                {
                    body = before_end_without_value(body);
                }
                body
            }
            None => {
                let what = signature
                    .refused
                    .clone()
                    .unwrap_or_else(|| "a unit that could not be read".to_owned());
                self.stub(&what)
            }
        };
        self.handled_error = outer_error;
        self.routine.is_called = outer_called;
        self.routine.is_function = outer_function;
        let returns = signature
            .returns
            .as_ref()
            .filter(|_| !by_parameter)
            .map(|returns| self.return_type(returns, signature.pipelined));
        let effects = self.effects_of(&signature.id).union(routine.effects);
        // CALL is only allowed in a volatile function, whatever the procedure does.
        let calls_procedure = routine.callees.iter().any(|callee| {
            self.signature_of(callee)
                .is_some_and(|signature| signature.returns.is_none())
        });
        if cannot_commit && effects.transaction_control && !routine.effects.transaction_control {
            self.report(
                Code::COMMIT_CONTEXT,
                routine.span,
                format!(
                    "{} calls what commits or rolls back, which PostgreSQL refuses in a function",
                    signature.id.name
                ),
            );
        }
        let mut attributes = volatility(signature, effects, calls_procedure);
        if signature.deterministic && attributes != ["IMMUTABLE"] && self.is_indexed(&signature.id) {
            self.report(
                Code::INDEXED_FUNCTION,
                routine.span,
                format!(
                    "an index calls {}, which is DETERMINISTIC by its own word only; PostgreSQL takes it for IMMUTABLE",
                    signature.id.name
                ),
            );
            attributes = vec!["IMMUTABLE".to_owned()];
        }
        attributes.extend(self.routine_rights(routine));
        let options = variable_conflict(&routine.visible_columns, &parameters, &body);
        let created = CreateRoutine {
            name,
            procedure: !is_function,
            parameters,
            returns,
            attributes,
            body,
            options,
            comments: super::package::lines(&routine.comments),
        };
        if routine.autonomous {
            return self.autonomous(created, routine);
        }
        vec![Statement::CreateRoutine(Box::new(created))]
    }

    /// A body that raises and names what is missing.
    pub(crate) fn stub(&mut self, what: &str) -> pg::Block {
        pg::Block {
            statements: vec![self.refused_statement(what)],
            ..pg::Block::default()
        }
    }

    fn return_type(&mut self, returns: &Type, pipelined: bool) -> TypeName {
        if pipelined {
            let element = match returns {
                Type::Collection(collection) => collection.element.clone(),
                other => other.clone(),
            };
            return self.plain_type_name(&element).set_of();
        }
        self.plain_type_name(returns)
    }

    /// Parameters; after the first default PostgreSQL wants defaults for all that follow.
    fn routine_parameters(&mut self, signature: &Signature) -> Vec<RoutineParameter> {
        let mut defaulted = false;
        let callers_pass_defaults = self.callers_pass_defaults(&signature.id);
        signature
            .parameters
            .iter()
            .map(|parameter| {
                let mode = match parameter.mode {
                    ParameterMode::In => "",
                    // OUT cannot stand after a default in PostgreSQL; INOUT with a default can.
                    ParameterMode::Out if !defaulted => "OUT",
                    ParameterMode::Out | ParameterMode::InOut => "INOUT",
                };
                let ty = self.plain_type_name(&parameter.ty);
                let default = match &parameter.default {
                    _ if callers_pass_defaults => None,
                    Some(default) => {
                        defaulted = true;
                        let value = self.lower_expr(default);
                        // PostgreSQL compares the types when the routine is created.
                        Some(if self.is_refused(&value) {
                            value.cast(ty.clone())
                        } else {
                            value
                        })
                    }
                    None if defaulted => Some(pg::Expr::null()),
                    None => None,
                };
                RoutineParameter {
                    name: Ident(local_name(&parameter.name)),
                    mode,
                    ty,
                    default,
                }
            })
            .collect()
    }

    /// Whether an expression of an index names the routine.
    fn is_indexed(&self, id: &RoutineId) -> bool {
        let is_part = |character: char| character.is_alphanumeric() || "_$#".contains(character);
        let indexes = self.program.catalog.indexes.values();
        indexes
            .flat_map(|index| &index.columns)
            .filter(|column| column.column.is_none())
            .any(|column| {
                let mut words = column.expression.text.split(|character| !is_part(character));
                words.any(|word| word.eq_ignore_ascii_case(&id.name))
            })
    }

    /// The outermost block of a routine with the variables that lowering added.
    pub(crate) fn routine_body(&mut self, block: &stmt::Block) -> pg::Block {
        let structured = super::goto::without_goto(block);
        let block = structured.as_ref().unwrap_or(block);
        let moved = self.with_calls_after_declarations(block);
        let block = moved.as_ref().unwrap_or(block);
        // Variables of ours have other names.
        self.routine
            .declared
            .extend(super::loop_record::declared_in(block));
        let mut asked = Vec::new();
        walk_block_exprs(block, &mut |expr| {
            if matches!(expr.kind, ExprKind::CursorAttribute { .. }) {
                asked.push(expr.clone());
            }
        });
        for expr in &asked {
            self.note_attributes(expr);
        }
        let closed = super::cursor_reads::of_closed_cursors(block);
        let outer_closed = std::mem::replace(&mut self.routine.reads_of_closed, closed);
        self.keep_whether_open();
        let fetched = super::opened_rows::fetched_rows(block, &|id| self.signature_of(id));
        let outer_fetched = std::mem::replace(&mut self.routine.fetched_rows, fetched);
        let changes = super::json_alias::changes_of_others(block, &|id| self.signature_of(id));
        self.json_changes.extend(changes);
        let subscripts = self.subscripts_of(block);
        let outer_subscripts = std::mem::replace(&mut self.routine.subscripts, subscripts);
        let objects = super::assign::objects_of(block);
        let outer_objects = std::mem::replace(&mut self.routine.objects, objects);
        let texts = super::dynamic::dynamic_texts(block);
        let known = super::dynamic::known_texts(block, &|id| self.signature_of(id));
        let hidden = texts.keys().chain(known.keys()).cloned().collect();
        self.routine
            .texts_as_written
            .extend(super::dynamic::texts_as_written(block));
        let with_texts = super::text_flow::with_texts(block, &|id| self.signature_of(id), &hidden);
        let block = with_texts.as_ref().unwrap_or(block);
        self.routine
            .declared
            .extend(super::loop_record::declared_in(block));
        let outer_texts = std::mem::replace(&mut self.routine.dynamic_texts, texts);
        let binds = super::dynamic::binds_of_texts(block);
        let outer_binds = std::mem::replace(&mut self.routine.binds_of_texts, binds);
        let outer_known = std::mem::replace(&mut self.routine.known_texts, known);
        let outer_read = std::mem::replace(
            &mut self.routine.read_from_tables,
            super::lob::read_from_tables(block),
        );
        let outer_forgotten = std::mem::replace(&mut self.routine.forgotten, super::fetch::forgotten(block));
        let outer = std::mem::replace(
            &mut self.routine.rolled_back_to,
            super::savepoint::rolled_back_to(block),
        );
        let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
        let ends = block
            .statements
            .iter()
            .chain(handled)
            .any(|statement| self.controls_transaction(statement));
        let outer_ends = std::mem::replace(&mut self.routine.ends_transactions, ends);
        let outer_values = std::mem::take(&mut self.routine.initial_values);
        self.note_cursors_across_commit(block);
        let asks_for_callers = self.note_row_count_of_others(block);
        let mut body = self.block(block, None);
        self.routine.reads_of_closed = outer_closed;
        self.routine.fetched_rows = outer_fetched;
        self.routine.objects = outer_objects;
        self.routine.subscripts = outer_subscripts;
        self.routine.rolled_back_to = outer;
        self.routine.dynamic_texts = outer_texts;
        self.routine.binds_of_texts = outer_binds;
        self.routine.known_texts = outer_known;
        self.routine.read_from_tables = outer_read;
        self.routine.forgotten = outer_forgotten;
        self.routine.ends_transactions = outer_ends;
        let portals = std::mem::take(&mut self.routine.portals);
        let mut values = std::mem::replace(&mut self.routine.initial_values, outer_values);
        let added = self.temporaries.drain(..).map(|(name, ty)| pg::Declaration {
            kind: pg::DeclarationKind::Variable {
                default: initial_attribute(&name.0)
                    .or_else(|| portals.get(&name.0).map(pg::Expr::text))
                    .or_else(|| values.remove(&name.0)),
                name,
                constant: false,
                ty,
                not_null: false,
            },
            comments: pg::Comments::default(),
        });
        // Names are declared before initial values that use them.
        let place = if asks_for_callers {
            0
        } else {
            body.declarations.len()
        };
        body.declarations.splice(place..place, added);
        body
    }

    // ------------------------------------------------------------ declarations

    pub(crate) fn declarations(&mut self, declarations: &[stmt::Declaration]) -> Vec<pg::Declaration> {
        let mut result = Vec::new();
        // Nested routines first tell their headers: they may call each other.
        self.declare_nested(declarations);
        for declaration in declarations {
            let kind = match &declaration.kind {
                DeclarationKind::Variable(variable) => self.variable_declaration(variable),
                DeclarationKind::Cursor(cursor) => match self.cursor_declaration(cursor) {
                    Some(kind) => kind,
                    None => continue,
                },
                DeclarationKind::Type(declared) => {
                    let created = self.declared_type(declared);
                    self.routine.hoisted.extend(created);
                    continue;
                }
                DeclarationKind::Routine(routine) => {
                    let created = self.lower_routine(routine);
                    self.routine.hoisted.extend(created);
                    continue;
                }
                DeclarationKind::Exception(_)
                | DeclarationKind::Forward(_)
                | DeclarationKind::Pragma(_)
                | DeclarationKind::Refused(_) => continue,
            };
            result.push(pg::Declaration {
                kind,
                comments: comments(&declaration.comments),
            });
        }
        result
    }

    fn variable_declaration(&mut self, variable: &stmt::Variable) -> pg::DeclarationKind {
        if self.routine.dynamic_texts.contains_key(&variable.name) {
            // A translation may be longer than the text it stands for.
            return pg::DeclarationKind::Variable {
                name: Ident(local_name(&variable.name)),
                constant: variable.constant,
                ty: TypeName::builtin("text"),
                not_null: false,
                default: variable
                    .default
                    .as_ref()
                    .map(|default| self.dynamic_value(&variable.name, default)),
            };
        }
        let ty = match &variable.anchor {
            Some((table, column)) if variable.ty.scalar().is_some() => {
                TypeName::of_column(&self.object_name(table), &Ident(identifier(column)))
            }
            _ => self.type_name(&variable.ty),
        };
        let default = match &variable.default {
            Some(default) => {
                let value = self.lower_expr(default);
                Some(self.fit(value, &variable.ty))
            }
            None => self.initial_value(&variable.ty),
        };
        if default.is_none() {
            let first = self.empty_record(&variable.name, &variable.ty);
            self.routine.first_values.extend(first);
        }
        pg::DeclarationKind::Variable {
            name: Ident(local_name(&variable.name)),
            constant: variable.constant,
            ty,
            not_null: variable.not_null && default.is_some(),
            default,
        }
    }

    /// Associative arrays are empty, not NULL, from the start; records take the defaults of their fields.
    pub(crate) fn initial_value(&mut self, ty: &Type) -> Option<pg::Expr> {
        match ty {
            Type::Collection(collection) => match collection.kind {
                plconv_hir::ty::CollectionKind::AssociativeInteger
                | plconv_hir::ty::CollectionKind::AssociativeString { .. } => Some(self.empty_collection(ty)),
                plconv_hir::ty::CollectionKind::NestedTable
                | plconv_hir::ty::CollectionKind::Varray { .. } => None,
            },
            Type::Record(record) => {
                let RecordIdentity::Declared(name) = &record.identity else {
                    return None;
                };
                let defaults = self.defaults_of_record(name)?.to_vec();
                let values = record
                    .fields
                    .iter()
                    .map(
                        |field| match defaults.iter().find(|(known, _)| *known == field.name) {
                            Some((_, default)) => self.lower_expr(default),
                            None => pg::Expr::null(),
                        },
                    )
                    .collect();
                Some(pg::Expr::Row(values).cast(self.type_name(ty)))
            }
            Type::Unknown | Type::Null | Type::Scalar(_) | Type::Object(_) | Type::RefCursor(_) => None,
        }
    }

    fn cursor_declaration(&mut self, cursor: &stmt::Cursor) -> Option<pg::DeclarationKind> {
        self.routine
            .cursors
            .insert(cursor.name.clone(), cursor.parameters.clone());
        let query = cursor.query.as_ref()?;
        self.note_row_order(query);
        if self.cannot_fail(query) {
            self.routine.safe_cursors.insert(cursor.name.clone());
        } else {
            self.routine.safe_cursors.remove(&cursor.name);
        }
        let query = self.lower_query(query);
        if self.policy.target_version < 16 {
            // Before PostgreSQL 16 the portal has the name of the variable, which a routine called meanwhile may open too.
            let name = pg::Expr::name(identifier(&cursor.name));
            self.routine
                .first_values
                .push(PlKind::Assign(name, pg::Expr::null()).into());
        }
        let parameters = cursor
            .parameters
            .iter()
            .map(|parameter| {
                (
                    Ident(local_name(&parameter.name)),
                    self.plain_type_name(&parameter.ty),
                )
            })
            .collect();
        Some(pg::DeclarationKind::Cursor {
            name: Ident(identifier(&cursor.name)),
            parameters,
            query: Box::new(query),
        })
    }

    /// The composite type of a record declaration; collections are arrays or maps and need none, but their elements may.
    pub(crate) fn declared_type(&mut self, declared: &stmt::TypeDeclaration) -> Vec<Statement> {
        let record = match &declared.ty {
            Type::Record(record) => record,
            Type::Collection(collection) => match collection.own_row() {
                Some(record) => record,
                None => return Vec::new(),
            },
            Type::Unknown | Type::Null | Type::Scalar(_) | Type::Object(_) | Type::RefCursor(_) => {
                return Vec::new();
            }
        };
        let RecordIdentity::Declared(name) = &record.identity else {
            return Vec::new();
        };
        if declared.subtype {
            return Vec::new();
        }
        if !declared.field_defaults.is_empty() {
            self.record_defaults
                .insert(name.clone(), declared.field_defaults.clone());
        }
        let attributes = record
            .fields
            .iter()
            .map(|field| (Ident(identifier(&field.name)), self.type_name(&field.ty)))
            .collect();
        vec![Statement::CreateCompositeType(
            self.declared_type_name(name),
            attributes,
        )]
    }
}

/// What PostgreSQL does by itself where the end of a function is reached (ORA-06503).
fn end_without_value() -> pg::PlStatement {
    pg::PlKind::Raise(pg::Raise {
        level: "EXCEPTION",
        using: vec![
            ("ERRCODE", pg::Expr::text("2F005")),
            (
                "MESSAGE",
                pg::Expr::text("control reached end of function without RETURN"),
            ),
        ],
        ..pg::Raise::default()
    })
    .into()
}

/// A body whose end is reached without a value. Its handlers do not see that error.
fn before_end_without_value(mut body: pg::Block) -> pg::Block {
    if body.handlers.is_empty() {
        body.statements.push(end_without_value());
        return body;
    }
    let declarations = std::mem::take(&mut body.declarations);
    pg::Block {
        label: body.label.take(),
        declarations,
        statements: vec![pg::PlKind::Block(Box::new(body)).into(), end_without_value()],
        ..pg::Block::default()
    }
}

/// OUT parameters that became INOUT start as NULL whatever the caller's variable holds.
fn resets(signature: &Signature, lowered: &[RoutineParameter]) -> Vec<pg::PlStatement> {
    let out = |name: &Ident| {
        signature
            .parameters
            .iter()
            .any(|parameter| parameter.mode == ParameterMode::Out && local_name(&parameter.name) == name.0)
    };
    lowered
        .iter()
        .filter(|parameter| parameter.mode == "INOUT" && out(&parameter.name))
        .map(|parameter| pg::PlKind::Assign(pg::Expr::name(parameter.name.clone()), pg::Expr::null()).into())
        .collect()
}

/// The first value of a variable that keeps an attribute of a cursor.
fn initial_attribute(name: &str) -> Option<pg::Expr> {
    // Behind the name may be a number that tells it from a variable of the source.
    let name = name.trim_end_matches(|last: char| last.is_ascii_digit());
    match name.trim_end_matches('_') {
        "sql_rowcount" => None,
        // A cursor variable that was opened elsewhere counts from here.
        name if name.starts_with("sql_bulk_") => {
            Some(pg::Expr::text("{}").cast(TypeName::builtin("integer[]")))
        }
        name if name.ends_with("_rowcount") => Some(pg::Expr::number("0")),
        _ => None,
    }
}

/// Volatility. VOLATILE is PostgreSQL's default; readers are STABLE so that they see one snapshot, as Oracle's
/// functions in SQL do not, but only when nothing they do can be seen.
fn volatility(signature: &Signature, effects: Effects, calls_procedure: bool) -> Vec<String> {
    let mut list = Vec::new();
    if signature.returns.is_none() {
        return list;
    }
    let pure = !calls_procedure
        && !effects.writes
        && !effects.unknown
        && !effects.package_state
        && !effects.volatile
        && !effects.transaction_control;
    if pure && !effects.reads && signature.deterministic {
        list.push("IMMUTABLE".to_owned());
    } else if pure {
        list.push("STABLE".to_owned());
    }
    list
}

/// Gives parameters of the same name different ones; the name, when there are such.
fn rename_doubles(parameters: &mut [RoutineParameter]) -> Option<String> {
    let mut clash = None;
    for index in 1..parameters.len() {
        let (before, rest) = parameters.split_at_mut(index);
        if let Some(parameter) = rest.first_mut()
            && before.iter().any(|other| other.name == parameter.name)
        {
            clash = Some(parameter.name.0.clone());
            parameter.name = Ident(crate::naming::shorten(&format!(
                "{}_{}",
                parameter.name,
                index + 1
            )));
        }
    }
    clash
}

/// Variables that PL/pgSQL has in every routine, in trigger functions and in handlers.
const VARIABLES_OF_PLPGSQL: &[&str] = &[
    "found",
    "new",
    "old",
    "sqlerrm",
    "sqlstate",
    "tg_argv",
    "tg_level",
    "tg_name",
    "tg_nargs",
    "tg_op",
    "tg_relid",
    "tg_relname",
    "tg_table_name",
    "tg_table_schema",
    "tg_when",
];

/// In Oracle a column hides a variable of its name (PL/SQL Language Reference, "Name Precedence"); PL/pgSQL calls the
/// name ambiguous unless it is told so. Relations with unknown columns may have one of any name.
pub(super) fn variable_conflict(
    columns: &VisibleColumns,
    parameters: &[RoutineParameter],
    body: &pg::Block,
) -> Vec<&'static str> {
    let columns_named: BTreeSet<String> = columns.names.iter().map(|name| identifier(name)).collect();
    let variables = body.variables();
    let clash = parameters
        .iter()
        .any(|parameter| columns_named.contains(&parameter.name.0))
        || variables
            .iter()
            .any(|variable| columns_named.contains(&variable.0))
        || VARIABLES_OF_PLPGSQL
            .iter()
            .any(|variable| columns_named.contains(*variable));
    if columns.incomplete || clash {
        vec!["#variable_conflict use_column"]
    } else {
        Vec::new()
    }
}
