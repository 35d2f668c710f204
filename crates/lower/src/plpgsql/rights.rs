//! With whose rights routines run: Oracle's default is the owner's, PostgreSQL's the caller's.
//!
//! SECURITY DEFINER stands on the routines that others can call and whose work depends on rights. Private routines of a
//! package and nested ones are called from there and have the owner's rights already.
//! PL/SQL Language Reference, "Invoker's Rights and Definer's Rights (AUTHID Property)"; PostgreSQL manual,
//! "Writing SECURITY DEFINER Functions Safely".

use crate::context::Lowering;
use crate::ddl::Executables;
use crate::naming::is_anonymous;
use plconv_diagnostics::Code;
use plconv_hir::expr::{ExprKind, Span};
use plconv_hir::item::{Effects, ParameterMode, Routine, Signature, Trigger, TriggerBody};
use plconv_hir::program::PackageScope;
use plconv_hir::stmt::Block;
use plconv_hir::visit::walk_block_exprs;
use plconv_pg::{Ident, QualifiedName, Statement, TypeName};

const SECURITY_DEFINER: &str = "SECURITY DEFINER";

/// Where the functions of extensions are, unless somebody moved them.
const EXTENSION_SCHEMA: &str = "public";

impl Lowering<'_> {
    /// The attributes that give a routine its owner's rights, in the schema its names are meant in.
    pub(crate) fn owner_rights(&self, schema: Option<&str>, extension: bool) -> Vec<String> {
        let mut path: Vec<String> = Vec::new();
        let mut add = |name: String| {
            if !path.contains(&name) {
                path.push(name);
            }
        };
        match self.schema_of(schema) {
            Some(own) => add(Ident(own).to_string()),
            None => self.unqualified_path().for_each(&mut add),
        }
        // Code of one schema also names objects that the tree creates without one.
        if self.policy.default_schema.is_none() && self.has_unqualified_objects() {
            self.unqualified_path().for_each(&mut add);
        }
        if extension {
            add(EXTENSION_SCHEMA.to_owned());
        }
        // Last, and named: otherwise it is searched first, and a caller's temporary table hides the owner's.
        add("pg_temp".to_owned());
        vec![
            SECURITY_DEFINER.to_owned(),
            format!("SET search_path = {}", path.join(", ")),
        ]
    }

    /// Where objects without a schema are: PostgreSQL's default, in which `$user` is the owner under SECURITY DEFINER.
    fn unqualified_path(&self) -> impl Iterator<Item = String> + use<> {
        ["\"$user\"".to_owned(), "public".to_owned()].into_iter()
    }

    fn has_unqualified_objects(&self) -> bool {
        let catalog = &self.program.catalog;
        let mut names = catalog
            .tables
            .keys()
            .chain(catalog.views.keys())
            .chain(catalog.sequences.keys())
            .chain(self.program.routines.keys());
        names.any(|name| name.schema.is_none())
    }

    /// The attributes of a procedure or function; says so when it does not get the rights it has in Oracle.
    pub(crate) fn routine_rights(&mut self, routine: &Routine) -> Vec<String> {
        let signature = &routine.signature;
        let id = &signature.id;
        let effects = self.effects_of(id).union(routine.effects);
        let Some(body) = &routine.body else {
            return Vec::new();
        };
        // A function of a view's query is around no routine; whoever reads the view calls it.
        let is_of_view = routine.depth == 1 && !self.in_block;
        let is_nested = !id.enclosing.is_empty() && !is_of_view;
        if is_anonymous(&id.enclosing) || is_nested || !needs_rights(effects, routine, body) {
            return Vec::new();
        }
        if self.runs_as_caller(signature.invoker_rights) {
            if id.package.is_none() {
                self.report_caller(&id.name, signature.invoker_rights, routine.span);
            }
            return Vec::new();
        }
        if self.is_procedure(signature) && effects.transaction_control && !routine.autonomous {
            self.report(
                Code::AUTHID,
                routine.span,
                format!(
                    "{} ends transactions, which SECURITY DEFINER forbids, so it runs with the rights of its caller",
                    id.name
                ),
            );
            return Vec::new();
        }
        let inherited = id.package.is_some() && !signature.public && self.entered_as_owner;
        if inherited {
            return Vec::new();
        }
        self.owner_rights(id.schema.as_deref(), routine.autonomous)
    }

    /// The attributes of a trigger's functions.
    pub(crate) fn trigger_rights(&self, trigger: &Trigger) -> Vec<String> {
        if !trigger_needs_rights(trigger) || self.runs_as_caller(false) {
            return Vec::new();
        }
        let schema = trigger.name.schema.as_deref().or(trigger.table.schema.as_deref());
        self.owner_rights(schema, false)
    }

    /// Whether code runs with its caller's rights by its own words or by the policy.
    pub(crate) fn runs_as_caller(&self, invoker_rights: bool) -> bool {
        invoker_rights || !self.policy.definer_rights
    }

    /// Says that a unit runs with its caller's rights.
    pub(crate) fn report_caller(&mut self, name: &str, invoker_rights: bool, span: Span) {
        let message = if invoker_rights {
            format!(
                "{name} runs with the rights of its caller; names without a schema are looked up in the caller's search_path"
            )
        } else {
            format!(
                "{name} runs with the rights of its caller, as definer-rights = false in the policy file says"
            )
        };
        self.report(Code::AUTHID, span, message);
    }

    /// Whether all public routines of a package run with the owner's rights, so that private ones have them too.
    pub fn is_entered_as_owner(&self, package: &PackageScope) -> bool {
        !self.runs_as_caller(package.invoker_rights)
            && !package
                .routines
                .values()
                .flatten()
                .any(|signature| self.effects_of(&signature.id).transaction_control)
    }

    /// Whether PostgreSQL takes the routine's parameters; where it does not, that is reported with the routine.
    pub fn has_room_for_parameters(&self, signature: &Signature) -> bool {
        signature.parameters.len() <= super::routine::MOST_PARAMETERS
    }

    /// A routine as GRANT names it, without the word PROCEDURE or FUNCTION.
    pub fn identity_of(&self, signature: &Signature) -> String {
        self.identity(
            self.routine_name(&signature.id),
            signature,
            self.is_procedure(signature),
        )
    }

    /// What runs on the second connection of an autonomous transaction.
    pub fn autonomous_identity_of(&self, signature: &Signature) -> String {
        let mut name = self.routine_name(&signature.id);
        if let Some(last) = name.0.last_mut() {
            *last = Ident(crate::naming::autonomous(&last.0));
        }
        self.identity(name, signature, true)
    }

    fn identity(&self, name: QualifiedName, signature: &Signature, procedure: bool) -> String {
        let value = signature.returns.as_ref().filter(|_| procedure);
        let types: Vec<String> = value
            .into_iter()
            .chain(
                signature
                    .parameters
                    .iter()
                    // The results of a function are no part of its identity.
                    .filter(|parameter| procedure || parameter.mode != ParameterMode::Out)
                    .map(|parameter| &parameter.ty),
            )
            .map(|ty| self.plain_type_name(ty).to_string())
            .collect();
        format!("{name}({})", types.join(", "))
    }

    /// Takes from PUBLIC the right to run what a standalone routine or a trigger became, which PostgreSQL gives and
    /// Oracle does not. Nested routines of one that runs with its caller's rights are left to the caller.
    pub fn revocations(&self, statements: &[Statement]) -> Vec<Statement> {
        let routines = || {
            statements.iter().filter_map(|statement| match statement {
                Statement::CreateRoutine(routine) => Some(routine),
                _ => None,
            })
        };
        let last = routines().count().saturating_sub(1);
        let all = routines().any(|routine| {
            let mut attributes = routine.attributes.iter();
            attributes.any(|attribute| attribute == SECURITY_DEFINER)
        });
        // A trigger function runs only as a trigger; that matters when it has rights which a table's owner has not.
        let trigger = TypeName::builtin("trigger");
        let mut revoked = Executables::default();
        for (number, routine) in routines().enumerate() {
            if all || (number == last && routine.returns.as_ref() != Some(&trigger)) {
                revoked.add(routine.procedure, routine.identity());
            }
        }
        let targets = revoked.targets().into_iter();
        targets
            .map(|target| Statement::Raw(format!("REVOKE EXECUTE ON {target} FROM PUBLIC")))
            .collect()
    }
}

/// Whether what a routine does depends on the rights it has.
fn needs_rights(effects: Effects, routine: &Routine, body: &Block) -> bool {
    depends_on_rights(effects) || !routine.callees.is_empty() || uses_packages(body)
}

/// Whether what a trigger does depends on the rights it has.
pub(super) fn trigger_needs_rights(trigger: &Trigger) -> bool {
    let blocks: Vec<&Block> = match &trigger.body {
        TriggerBody::Block(block) => vec![block],
        TriggerBody::Compound { sections, .. } => sections.iter().map(|section| &section.block).collect(),
        TriggerBody::None => Vec::new(),
    };
    depends_on_rights(trigger.effects) || !trigger.callees.is_empty() || blocks.into_iter().any(uses_packages)
}

fn depends_on_rights(effects: Effects) -> bool {
    effects.reads || effects.writes || effects.unknown || effects.package_state || effects.volatile
}

fn uses_packages(block: &Block) -> bool {
    let mut found = false;
    walk_block_exprs(block, &mut |expr| {
        found |= matches!(expr.kind, ExprKind::PackageVariable(_));
    });
    found
}
