//! `cargo xtask conflicts`: the LALR(1) conflicts of the grammar fragments, with the lines they come from.
//!
//! Run it before every build with a changed grammar: it takes a second, LALRPOP's own report minutes.

#[path = "../../grammar/build/fragments.rs"]
mod fragments;
#[path = "../../grammar/build/lalr.rs"]
mod lalr;

use crate::codegen::project_root;
use anyhow::Result;

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
        // Everything is said; a backtrace would only push it off the screen.
        std::process::exit(1);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{fragments, lalr};

    fn conflicts(rules: &str) -> Vec<(Vec<String>, Vec<String>)> {
        let tokens =
            "extern { type Location = u32; enum T { \"=\" => T::A, \"*\" => T::B, \"id\" => T::C, } }\n";
        let text = format!("{tokens}{rules}");
        let lines = (1..=text.lines().count())
            .map(|line| ("test".to_owned(), line))
            .collect();
        let grammar = fragments::read(&fragments::Source { text, lines }).unwrap();
        lalr::analyse(&grammar)
            .conflicts
            .into_iter()
            .map(|conflict| (conflict.path, conflict.tokens))
            .collect()
    }

    /// The textbook grammar that is LALR(1) and not SLR(1).
    #[test]
    fn look_ahead_is_exact() {
        let rules = "pub S: N = { <l:L> \"=\" <r:R> => l, R };\nL: N = { \"*\" <R>, \"id\" => { x(\"}\") } };\nR: N = L;";
        assert!(conflicts(rules).is_empty());
    }

    #[test]
    fn ambiguity_is_found_where_it_is() {
        let rules = "pub S: N = { S \"*\" S, \"id\" };";
        let path = ["S", "*", "S"].map(str::to_owned).to_vec();
        assert_eq!(conflicts(rules), [(path, vec!["*".to_owned()])]);
    }

    #[test]
    fn two_reductions_at_the_end_of_input() {
        let rules = "pub S: N = { A, B };\nA: N = \"id\";\nB: N = \"id\";";
        assert_eq!(
            conflicts(rules),
            [(vec!["id".to_owned()], vec!["end of input".to_owned()])]
        );
    }

    #[test]
    fn macros_are_expanded_per_argument() {
        let rules =
            "Any<T>: N = { => x(), <a:Any<T>> T => a };\npub S: N = Any<\"id\"> Any<\"*\"> Any<\"id\">;";
        let found = conflicts(rules);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].1, ["id"]);
    }
}
