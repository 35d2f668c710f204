//! What every lowering function needs: the program, the policy, and where to put diagnostics and runtime needs.

use plconv_catalog::type_map::TypeChoices;
use plconv_db::Policy;
use plconv_hir::program::{EffectTable, Program};
use plconv_hir::sink::Sink;
use std::collections::BTreeSet;

/// State of lowering one object. Everything an object adds to the output besides its own statements is collected here.
pub struct Lowering<'a> {
    /// Symbols of the project.
    pub program: &'a Program,
    /// What routines do, callees included.
    pub effects: &'a EffectTable,
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
}

impl<'a> Lowering<'a> {
    /// Lowering of one object.
    pub fn new(program: &'a Program, effects: &'a EffectTable, policy: &'a Policy, sink: Sink) -> Self {
        Lowering {
            program,
            effects,
            policy,
            sink,
            runtime: BTreeSet::new(),
            extensions: BTreeSet::new(),
            current_schema: None,
        }
    }

    /// Choices of the type map.
    pub fn type_choices(&self) -> TypeChoices {
        TypeChoices { integers: self.policy.types.integers }
    }
}
