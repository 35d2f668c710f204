//! `cargo xtask conflicts`: the LALR(1) conflicts of the grammar fragments, with the lines they come from.
//!
//! Run it before every build with a changed grammar: it takes a second, LALRPOP's own report minutes.

#[path = "../../grammar/build/fragments.rs"]
mod fragments;
#[path = "../../grammar/build/lalr.rs"]
mod lalr;

use crate::codegen::project_root;
use anyhow::{Result, bail};

/// More are seldom read: they go away together.
const SHOWN_CONFLICTS: usize = 25;

/// Prints each conflict; fails when there is one.
pub fn run() -> Result<()> {
    let source = fragments::join(&project_root().join("grammar")).map_err(anyhow::Error::msg)?;
    let grammar = fragments::read(&source).map_err(anyhow::Error::msg)?;
    let analysis = lalr::analyse(&grammar);
    for conflict in analysis.conflicts.iter().take(SHOWN_CONFLICTS) {
        println!("after {}", conflict.path.join(" "));
        println!("  before {}:", conflict.tokens.join(" "));
        for (item, line) in conflict.items.iter().take(8) {
            println!("    {item}\n        {}", source.place(*line));
        }
    }
    println!(
        "{} conflicts; {} productions, {} nonterminals, {} terminals, {} states",
        analysis.conflicts.len(),
        grammar.productions.len(),
        grammar.nonterminals.len(),
        grammar.terminals.len(),
        analysis.states
    );
    if !analysis.conflicts.is_empty() {
        bail!("the grammar has conflicts");
    }
    Ok(())
}
