//! What every lowering function needs: the program, the policy, and where to put diagnostics and runtime needs.

use plconv_catalog::NlsFormats;
use plconv_catalog::type_map::TypeChoices;
use plconv_db::Policy;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_hir::effects::KnownEffects;
use plconv_hir::expr::Span;
use plconv_hir::program::{EffectTable, Program};
use plconv_hir::sink::Sink;
use plconv_hir::ty::{RecordIdentity, Type};
use plconv_pg::{Expr, Ident, QualifiedName, TypeName};
use std::collections::{BTreeMap, BTreeSet};

/// State of lowering one object. Everything an object adds to the output besides its own statements is collected here.
pub struct Lowering<'a> {
    /// Symbols of the project.
    pub program: &'a Program,
    /// What routines do, callees included.
    pub effects: KnownEffects<'a>,
    /// What the routines of the anonymous block being lowered do.
    pub(crate) local_effects: EffectTable,
    /// Choices.
    pub policy: &'a Policy,
    /// Diagnostics of this object.
    pub sink: Sink,
    /// Names of runtime functions the output calls.
    pub runtime: BTreeSet<&'static str>,
    /// Extensions the output needs.
    pub extensions: BTreeSet<&'static str>,
    /// Schema of the unit being lowered, when its name is qualified.
    pub current_schema: Option<String>,
    /// Formats of dates where none is written.
    pub nls: NlsFormats,
    /// How many queries are around the expression being lowered; 0 in PL/pgSQL expressions.
    pub(crate) sql_depth: u32,
    /// The SQLSTATE, message and context of the error a handler works on, when in one.
    pub(crate) handled_error: Option<[Expr; 3]>,
    /// Whether the handler being lowered asks for the error.
    pub(crate) error_asked: bool,
    /// Columns that stand for hierarchical pseudocolumns and PRIOR in a recursive query.
    pub(crate) hierarchy: Option<crate::query::HierarchyColumns>,
    /// Columns that stand for something else in the statement being lowered.
    pub(crate) substitutes: Vec<crate::query::Substitute>,
    /// What ROWNUM is in the assignments being lowered.
    pub(crate) rownum: Option<plconv_pg::Expr>,
    /// WITH items around the query being lowered whose ordering column is read.
    pub(crate) numbered: Vec<crate::query::Numbered>,
    /// Whether PostgreSQL has to take the expression being lowered for immutable.
    pub(crate) immutable_only: bool,
    /// Numbers that sequences give the row being lowered.
    pub(crate) row_numbers: BTreeMap<plconv_catalog::ObjectName, crate::expr::RowNumber>,
    /// Variables that statements of the routine need besides the declared ones, in order of use.
    pub(crate) temporaries: Vec<(Ident, TypeName)>,
    /// What the trigger being lowered asks about the columns of its statement.
    pub(crate) updated_columns: crate::plpgsql::UpdatedColumns,
    /// Whether an anonymous block is being lowered.
    pub(crate) in_block: bool,
    /// Whether DDL of the anonymous block being lowered commits as in Oracle.
    pub(crate) ddl_commits: bool,
    /// What local names stand for in a part of a statement where they are not variables: columns of a shared cursor, parts of a
    /// policy.
    pub(crate) renamed: BTreeMap<String, Expr>,
    /// Places of the binds of a dynamic statement, in order: they become `$1`, `$2`, ...
    pub(crate) binds: Option<Vec<u32>>,
    /// Translates constant dynamic statements, when someone who can parse is there.
    pub(crate) dynamic: Option<&'a (dyn crate::plpgsql::DynamicSql + Sync)>,
    /// Views with INSTEAD OF triggers, where they are known.
    pub(crate) instead_of: Option<&'a BTreeSet<plconv_catalog::ObjectName>>,
    /// Defaults of the fields of records that are not declared in packages.
    /// Calls in SQL whose missing rows were reported.
    pub(crate) missing_rows: std::collections::BTreeSet<Span>,
    pub(crate) record_defaults: BTreeMap<plconv_hir::ty::TypeName, Vec<(String, plconv_hir::expr::Expr)>>,
    /// Statements that change JSON documents which others refer to.
    pub(crate) json_changes: BTreeSet<Span>,
    /// Whether the package being lowered is only entered with its owner's rights.
    pub(crate) entered_as_owner: bool,
    /// State of the routine being lowered.
    pub(crate) routine: crate::plpgsql::RoutineState,
}

impl<'a> Lowering<'a> {
    /// Lowering of one object.
    pub fn new(
        program: &'a Program,
        effects: impl Into<KnownEffects<'a>>,
        policy: &'a Policy,
        sink: Sink,
    ) -> Self {
        Lowering {
            program,
            effects: effects.into(),
            local_effects: EffectTable::new(),
            policy,
            sink,
            runtime: BTreeSet::new(),
            extensions: BTreeSet::new(),
            current_schema: None,
            nls: policy.nls.clone(),
            sql_depth: 0,
            handled_error: None,
            error_asked: false,
            hierarchy: None,
            substitutes: Vec::new(),
            rownum: None,
            numbered: Vec::new(),
            immutable_only: false,
            row_numbers: BTreeMap::new(),
            temporaries: Vec::new(),
            updated_columns: crate::plpgsql::UpdatedColumns::default(),
            in_block: false,
            ddl_commits: false,
            renamed: BTreeMap::new(),
            binds: None,
            dynamic: None,
            instead_of: None,
            missing_rows: Default::default(),
            record_defaults: BTreeMap::new(),
            json_changes: BTreeSet::new(),
            entered_as_owner: false,
            routine: crate::plpgsql::RoutineState::default(),
        }
    }

    /// Lets constant dynamic statements be translated.
    pub fn with_dynamic_sql(mut self, translator: &'a (dyn crate::plpgsql::DynamicSql + Sync)) -> Self {
        self.dynamic = Some(translator);
        self
    }

    /// Writes expressions as indexes and generated columns need them: concat() of PostgreSQL is only stable.
    pub fn for_stored_values(mut self) -> Self {
        self.immutable_only = true;
        self
    }

    /// Names the views whose rows triggers change.
    pub fn with_instead_of(mut self, views: &'a BTreeSet<plconv_catalog::ObjectName>) -> Self {
        self.instead_of = Some(views);
        self
    }

    /// Numbers binds by the places they stand at, as a dynamic statement gives them.
    pub fn with_binds(mut self, places: Vec<u32>) -> Self {
        self.binds = Some(places);
        self
    }

    /// Whether the project writes output piece by piece, so that lines go through the buffer.
    pub fn with_output_buffer(mut self, buffered: bool) -> Self {
        self.routine.output_buffer = buffered;
        self
    }

    /// Choices of the type map.
    pub fn type_choices(&self) -> TypeChoices {
        TypeChoices {
            integers: self.policy.types.integers,
        }
    }

    /// A call of a runtime function, noting that it is needed.
    pub(crate) fn runtime(&mut self, function: &'static str, args: Vec<Expr>) -> Expr {
        self.runtime.insert(function);
        Expr::call_in(&self.policy.runtime_schema, function, args)
    }

    /// Reports a diagnostic.
    pub(crate) fn report(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.sink.report(code, span, message)
    }

    /// An expression that cannot be carried over: NULL of unknown type that raises when it is evaluated.
    pub(crate) fn refused_expr(&mut self, what: &str) -> Expr {
        let message = format!("not carried over from Oracle: {what}");
        self.runtime("refused", vec![Expr::text(message)])
    }

    /// Whether this is [`Self::refused_expr`] as it is, whose type is text.
    pub(crate) fn is_refused(&self, expr: &Expr) -> bool {
        let refused = QualifiedName::new(Some(&self.policy.runtime_schema), "refused");
        matches!(expr, Expr::Call(call) if call.function == refused)
    }

    /// Whether this is [`Self::refused_expr`] as a value of any type.
    pub(crate) fn raises_when_evaluated(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Cast(value, _) => self.is_refused(value),
            _ => self.is_refused(expr),
        }
    }

    /// The defaults of the fields of a declared record that has any.
    pub(crate) fn defaults_of_record(
        &self,
        name: &plconv_hir::ty::TypeName,
    ) -> Option<&[(String, plconv_hir::expr::Expr)]> {
        if let Some(own) = self.record_defaults.get(name) {
            return Some(own);
        }
        let package = plconv_catalog::ObjectName {
            schema: name.schema.clone(),
            name: name.package.clone()?,
        };
        let declared = self.program.packages.get(&package)?.types.get(&name.name)?;
        let Type::Record(record) = &declared.ty else {
            return None;
        };
        let is_it = matches!(&record.identity, RecordIdentity::Declared(known) if known == name);
        (is_it && !declared.field_defaults.is_empty()).then_some(&*declared.field_defaults)
    }

    /// A name for a variable of ours that the routine has none of already.
    pub(crate) fn free_name(&self, name: &str) -> String {
        let others = (2..).map(|number| format!("{name}_{number}"));
        std::iter::once(name.to_owned())
            .chain(others)
            .find(|name| !self.routine.declared.contains(name))
            .unwrap_or_default()
    }

    /// A variable of ours of a fixed name.
    pub(crate) fn own(&self, name: &str) -> Expr {
        Expr::name(self.free_name(name))
    }

    /// A variable that holds a value for two statements, and is free again then.
    pub(crate) fn shared_temporary(&mut self, stem: &str, ty: TypeName) -> Ident {
        let mut known = self.temporaries.iter();
        match known.find(|(name, known)| name.0.starts_with(stem) && *known == ty) {
            Some((name, _)) => name.clone(),
            None => self.temporary(stem, ty),
        }
    }

    /// A variable of its own name for something the source has no variable for.
    pub(crate) fn temporary(&mut self, stem: &str, ty: TypeName) -> Ident {
        let number = self
            .temporaries
            .iter()
            .filter(|(name, _)| name.0.starts_with(stem))
            .count();
        let numbered = (number + 1..).map(|number| match number {
            1 => stem.to_owned(),
            _ => format!("{stem}_{number}"),
        });
        let is_taken = |name: &String| {
            self.routine.declared.contains(name) || self.temporaries.iter().any(|(known, _)| known.0 == *name)
        };
        let name = Ident(
            numbered
                .into_iter()
                .find(|name| !is_taken(name))
                .unwrap_or_default(),
        );
        self.temporaries.push((name.clone(), ty));
        name
    }
}
