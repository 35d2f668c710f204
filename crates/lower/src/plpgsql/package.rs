//! Packages: a schema with the types, the accessors of package variables, an initialisation procedure and the routines.

use super::assign::perform;
use crate::context::Lowering;
use crate::naming::{PackageFunction, identifier};
use plconv_catalog::ObjectName;
use plconv_db::policy::PackageState;
use plconv_diagnostics::Code;
use plconv_hir::expr::Span;
use plconv_hir::item::{Package, Routine, RoutineId};
use plconv_hir::program::PackageScope;
use plconv_hir::stmt::{Comments, Declaration, DeclarationKind, Variable};
use plconv_pg::{
    self as pg, CreateRoutine, Ident, PlKind, PlStatement, QualifiedName, RoutineParameter, Statement,
    TypeName,
};
use std::collections::BTreeSet;

/// A package in PostgreSQL, in the order its parts are created.
#[derive(Clone, Debug, Default)]
pub struct LoweredPackage {
    /// The schema.
    pub schema: String,
    /// Composite types of its records.
    pub types: Vec<Statement>,
    /// Accessors of its variables and the initialisation.
    pub state: Vec<Statement>,
    /// What stands for routines without bodies, by their place among the declarations of specification and body.
    pub stubs: Vec<(usize, String, Vec<Statement>)>,
}

/// What the routines of a package have in common.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PackageTraits {
    /// It is only entered with its owner's rights.
    entered_as_owner: bool,
    /// Its first use runs statements.
    initialises: bool,
}

/// All that is said of a declaration, line by line.
pub(super) fn lines(comments: &Comments) -> Vec<String> {
    comments
        .leading
        .iter()
        .chain(&comments.trailing)
        .cloned()
        .collect()
}

impl Lowering<'_> {
    /// What the routines of a package have in common.
    pub fn package_traits(&self, package: &Package) -> PackageTraits {
        let scope = self.program.packages.get(&package.name);
        PackageTraits {
            entered_as_owner: scope.is_some_and(|scope| self.is_entered_as_owner(scope)),
            initialises: package.init.is_some(),
        }
    }

    /// A routine of a package. Nothing but the routine, its package's traits and what they ask the program about has an
    /// influence on the result.
    pub fn lower_member(
        &mut self,
        package: &ObjectName,
        traits: PackageTraits,
        routine: &Routine,
    ) -> Vec<Statement> {
        self.current_schema.clone_from(&package.schema);
        self.entered_as_owner = traits.entered_as_owner;
        let mut statements = self.lower_routine(routine);
        if traits.initialises && routine.signature.public {
            let name = self.routine_name(&routine.signature.id);
            initialise_first(&mut statements, &name, &self.initialise(package));
        }
        statements
    }

    /// A package with its body, but for the routines that have bodies: see [`Self::lower_member`].
    pub fn lower_package(&mut self, package: &Package, traits: PackageTraits) -> LoweredPackage {
        let schema = self.package_schema(package.name.schema.as_deref(), &package.name.name);
        self.current_schema.clone_from(&package.name.schema);
        self.entered_as_owner = traits.entered_as_owner;
        let mut lowered = LoweredPackage {
            schema: schema.clone(),
            ..LoweredPackage::default()
        };
        let has_code = package
            .body
            .iter()
            .any(|declaration| matches!(declaration.kind, DeclarationKind::Routine(_)));
        if has_code && self.runs_as_caller(package.invoker_rights) {
            self.report_caller(&package.name.to_string(), package.invoker_rights, Span::default());
        }
        let declarations: Vec<&Declaration> = package.spec.iter().chain(&package.body).collect();
        let defined: BTreeSet<&RoutineId> = declarations
            .iter()
            .filter_map(|declaration| match &declaration.kind {
                DeclarationKind::Routine(routine) => Some(&routine.signature.id),
                _ => None,
            })
            .collect();
        let commented: Vec<(&Variable, &Comments)> = declarations
            .iter()
            .filter_map(|declaration| match &declaration.kind {
                DeclarationKind::Variable(variable) => Some((variable, &declaration.comments)),
                _ => None,
            })
            .collect();
        let variables: Vec<&Variable> = commented.iter().map(|(variable, _)| *variable).collect();
        let initialised = package.init.is_some()
            || package.is_serially_reusable()
            || variables
                .iter()
                .any(|variable| !variable.constant && self.has_initial_value(variable));
        if variables.iter().any(|variable| !variable.constant) {
            self.report(
                Code::PACKAGE_STATE,
                Span::default(),
                format!(
                    "the variables of package {} are kept in the session",
                    package.name
                ),
            );
        }
        for declaration in &declarations {
            if let DeclarationKind::Variable(variable) = &declaration.kind
                && !variable.constant
                && matches!(variable.ty, plconv_hir::ty::Type::Collection(_))
            {
                self.report(
                    Code::PACKAGE_COLLECTION,
                    declaration.span,
                    format!(
                        "collection {} is read and written as a whole at each use",
                        variable.name
                    ),
                );
            }
        }
        for (place, declaration) in declarations.iter().enumerate() {
            match &declaration.kind {
                DeclarationKind::Type(declared) => {
                    let created = self.declared_type(declared);
                    if !created.is_empty() {
                        let said = lines(&declaration.comments).into_iter();
                        lowered.types.extend(said.map(Statement::SourceComment));
                    }
                    lowered.types.extend(created);
                }
                DeclarationKind::Forward(id) => {
                    if !defined.contains(id)
                        && let Some(stub) = self.missing_routine(id)
                    {
                        lowered.stubs.push((place, id.name.clone(), stub));
                    }
                }
                DeclarationKind::Routine(_)
                | DeclarationKind::Variable(_)
                | DeclarationKind::Cursor(_)
                | DeclarationKind::Exception(_)
                | DeclarationKind::Pragma(_)
                | DeclarationKind::Refused(_) => {}
            }
        }
        for (variable, comments) in commented {
            let mut accessors = self.accessors(&package.name, variable, initialised);
            if let Some(Statement::CreateRoutine(getter)) = accessors.first_mut() {
                getter.comments = lines(comments);
            }
            lowered.state.extend(accessors);
        }
        if initialised {
            lowered.state.push(self.initialisation(package, &variables));
        }
        lowered
    }

    fn has_initial_value(&mut self, variable: &Variable) -> bool {
        variable.default.is_some() || self.initial_value(&variable.ty).is_some()
    }

    /// A routine of the specification that has no body anywhere gets a stub.
    fn missing_routine(&mut self, id: &RoutineId) -> Option<Vec<Statement>> {
        let signature = self.signature_of(id)?;
        self.report(
            Code::UNIT_REFUSED,
            Span::default(),
            format!("{} has no body in the source tree", id.name),
        );
        let routine = plconv_hir::item::Routine {
            signature: plconv_hir::item::Signature {
                refused: Some(format!("{} has no body in the source tree", id.name)),
                ..(*signature).clone()
            },
            body: None,
            depth: 1,
            autonomous: false,
            effects: plconv_hir::item::Effects::default(),
            callees: std::collections::BTreeSet::new(),
            visible_columns: plconv_hir::item::VisibleColumns::default(),
            comments: plconv_hir::stmt::Comments::default(),
            span: Span::default(),
        };
        Some(self.lower_routine(&routine))
    }

    // ------------------------------------------------------------ what GRANT EXECUTE ON the package means

    /// The functions that read and set a variable, as GRANT names them.
    pub fn accessors_of(&mut self, package: &ObjectName, variable: &Variable) -> Vec<String> {
        let getter = self.package_function(package, PackageFunction::Getter(&variable.name));
        let setter = self.package_function(package, PackageFunction::Setter(&variable.name));
        let mut accessors = vec![format!("{getter}()")];
        if !variable.constant {
            accessors.push(format!("{setter}({})", self.plain_type_name(&variable.ty)));
        }
        accessors
    }

    /// The function that initialises a package at its first use, as GRANT names it, when it has one.
    pub fn initialiser_of(&mut self, package: &PackageScope) -> Option<String> {
        let initialised = package.has_initialisation
            || package
                .variables
                .values()
                .any(|variable| !variable.constant && self.has_initial_value(variable));
        initialised.then(|| {
            let name = self.package_function(&package.name, PackageFunction::Initialisation);
            format!("{name}()")
        })
    }

    // ------------------------------------------------------------ state

    fn state_function(&self, set: bool) -> &'static str {
        match (self.policy.package_state, set) {
            (PackageState::Session, true) => "state_set",
            (PackageState::Session, false) => "state_get",
            (PackageState::Setting, true) => "state_guc_set",
            (PackageState::Setting, false) => "state_guc_get",
        }
    }

    /// `PERFORM package.initialize()`
    fn initialise(&self, package: &ObjectName) -> PlStatement {
        perform(self.call_package_function(package, PackageFunction::Initialisation, Vec::new()))
    }

    fn accessors(&mut self, package: &ObjectName, variable: &Variable, initialised: bool) -> Vec<Statement> {
        let ty = self.type_name(&variable.ty);
        let plain = self.plain_type_name(&variable.ty);
        let schema = self.package_schema(package.schema.as_deref(), &package.name);
        let getter_name = self.package_function(package, PackageFunction::Getter(&variable.name));
        let key = format!("{schema}.{}", identifier(&variable.name));
        if variable.constant {
            let value = match &variable.default {
                Some(default) => self.lower_expr(default),
                None => pg::Expr::null(),
            };
            let body = vec![PlKind::Return(Some(value)).into()];
            return vec![getter(getter_name, plain, body, vec!["STABLE".to_owned()])];
        }
        let initialise = initialised.then(|| self.initialise(package));
        let read = self.runtime(self.state_function(false), vec![pg::Expr::text(key.clone())]);
        let read = if plain.text == "text" && !plain.array {
            read
        } else {
            read.cast(plain.clone())
        };
        let mut get: Vec<PlStatement> = initialise.clone().into_iter().collect();
        get.push(PlKind::Return(Some(read)).into());
        // An assignment rounds, and raises an error where a cast would cut off.
        let declared = Ident::from("stored");
        let (stored, declarations) = if ty == plain {
            (pg::Expr::name("value"), Vec::new())
        } else {
            let kind = pg::DeclarationKind::Variable {
                name: declared.clone(),
                constant: true,
                ty,
                not_null: false,
                default: Some(pg::Expr::name("value")),
            };
            (
                pg::Expr::name(declared),
                vec![pg::Declaration {
                    kind,
                    comments: pg::Comments::default(),
                }],
            )
        };
        let stored = stored.cast(TypeName::builtin("text"));
        let write = self.runtime(self.state_function(true), vec![pg::Expr::text(key), stored]);
        let mut set: Vec<PlStatement> = initialise.into_iter().collect();
        set.push(perform(write));
        let setter = CreateRoutine {
            name: self.package_function(package, PackageFunction::Setter(&variable.name)),
            procedure: false,
            parameters: vec![RoutineParameter {
                name: Ident::from("value"),
                mode: "",
                ty: plain.clone(),
                default: None,
            }],
            returns: Some(TypeName::builtin("void")),
            attributes: Vec::new(),
            body: pg::Block {
                declarations,
                statements: set,
                ..pg::Block::default()
            },
            options: Vec::new(),
            comments: Vec::new(),
        };
        vec![
            getter(getter_name, plain, get, Vec::new()),
            Statement::CreateRoutine(Box::new(setter)),
        ]
    }

    /// Runs once per session, or once per call when the package is serially reusable: initial values, then the initialisation section.
    fn initialisation(&mut self, package: &Package, variables: &[&Variable]) -> Statement {
        let schema = self.package_schema(package.name.schema.as_deref(), &package.name.name);
        let key = pg::Expr::text(format!("{schema}."));
        let state = self.runtime(self.state_function(false), vec![key.clone()]);
        // SERIALLY_REUSABLE: the variables live as long as a call of the client.
        let each_call = package.is_serially_reusable();
        let (done, marked) = if each_call {
            let call = pg::Expr::call("statement_timestamp", Vec::new()).cast(TypeName::builtin("text"));
            (state.binary("=", call.clone()), call)
        } else {
            (state.is_null(true), pg::Expr::text("initialized"))
        };
        let mark = self.runtime(self.state_function(true), vec![key, marked]);
        let mut statements: Vec<PlStatement> = vec![
            PlKind::If(vec![(done, vec![PlKind::Return(None).into()])], None).into(),
            // Marked first: the statements below use the accessors, which come here again.
            perform(mark),
        ];
        for variable in variables.iter().filter(|variable| !variable.constant) {
            let value = match &variable.default {
                Some(default) => Some(self.lower_expr(default)),
                None => {
                    let none = each_call.then(pg::Expr::null);
                    self.initial_value(&variable.ty).or(none)
                }
            };
            if let Some(value) = value {
                let value = value.cast(self.plain_type_name(&variable.ty));
                let setter = PackageFunction::Setter(&variable.name);
                statements.push(perform(self.call_package_function(
                    &package.name,
                    setter,
                    vec![value],
                )));
            }
        }
        let mut body = pg::Block {
            statements,
            ..pg::Block::default()
        };
        if let Some(init) = &package.init {
            let inner = self.routine_body(init);
            body.statements.push(PlKind::Block(Box::new(inner)).into());
        }
        let attributes = if self.runs_as_caller(package.invoker_rights) {
            Vec::new()
        } else {
            self.owner_rights(package.name.schema.as_deref(), false)
        };
        let options = super::routine::variable_conflict(&package.init_visible_columns, &[], &body);
        let created = CreateRoutine {
            name: self.package_function(&package.name, PackageFunction::Initialisation),
            procedure: false,
            parameters: Vec::new(),
            returns: Some(TypeName::builtin("void")),
            attributes,
            body,
            options,
            comments: Vec::new(),
        };
        Statement::CreateRoutine(Box::new(created))
    }
}

fn getter(
    name: QualifiedName,
    returns: TypeName,
    statements: Vec<PlStatement>,
    attributes: Vec<String>,
) -> Statement {
    Statement::CreateRoutine(Box::new(CreateRoutine {
        name,
        procedure: false,
        parameters: Vec::new(),
        returns: Some(returns),
        attributes,
        body: pg::Block {
            statements,
            ..pg::Block::default()
        },
        options: Vec::new(),
        comments: Vec::new(),
    }))
}

/// The first use of a package runs its initialisation section, whichever routine it is.
fn initialise_first(statements: &mut [Statement], name: &QualifiedName, initialise: &PlStatement) {
    for statement in statements {
        if let Statement::CreateRoutine(routine) = statement
            && routine.name == *name
        {
            routine.body.statements.insert(0, initialise.clone());
            routine
                .attributes
                .retain(|attribute| !matches!(attribute.as_str(), "STABLE" | "IMMUTABLE"));
        }
    }
}
