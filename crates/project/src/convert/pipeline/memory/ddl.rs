//! The DDL of a project, lowered.

use super::{Asked, Memory, ProgramKey};
use crate::convert::pipeline::Middle;
use crate::convert::pipeline::lowering::Ddl;
use plconv_hir::effects::AskedEffects;
use plconv_hir::item::RoutineId;
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

/// Lowered DDL with everything it depends on.
pub(in super::super) struct KeptDdl {
    program: u64,
    /// The numbers of the units that define something.
    defining: Arc<Vec<u32>>,
    autonomous: BTreeSet<RoutineId>,
    asked: Asked,
    ddl: Arc<Ddl>,
}

impl Memory {
    /// The DDL; `lower` makes it when what was made before does not hold.
    pub(in super::super) fn ddl(
        &self,
        program: ProgramKey,
        defining: &Arc<Vec<u32>>,
        middle: &Middle<'_>,
        lower: impl FnOnce(&Middle<'_>) -> Ddl,
    ) -> Arc<Ddl> {
        let kept = self.ddl.lock().unwrap_or_else(PoisonError::into_inner).take();
        let kept = match kept {
            Some(kept)
                if kept.program == program.number
                    && kept.defining == *defining
                    && kept.autonomous == middle.whole.autonomous
                    && kept.asked.holds(middle.whole) =>
            {
                kept
            }
            _ => {
                let asked = AskedEffects::default();
                let ddl = Arc::new(lower(&middle.noting(&asked)));
                middle.work.note_ddl();
                KeptDdl {
                    program: program.number,
                    defining: Arc::clone(defining),
                    autonomous: middle.whole.autonomous.clone(),
                    asked: Asked::new(middle.whole, asked),
                    ddl,
                }
            }
        };
        let ddl = Arc::clone(&kept.ddl);
        *self.ddl.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
        ddl
    }
}
