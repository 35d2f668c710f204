//! Takes the code of productions that have a recipe out of the generated parser: nine tenths of it, which nobody would call.

use crate::recipes::{Recipe, numbered};
use std::collections::{BTreeMap, BTreeSet};

const REDUCTION: &str = "\nfn __reduce";
const ACTION: &str = "\n#[allow(unused_variables)]\n";
const END: &str = "\n}";

/// The code without the reductions of productions that have recipes, and without the actions only those called.
pub fn without_recipes(code: &str, recipes: &[Recipe]) -> Result<String, String> {
    let (reductions, actions) = code.split_at(code.find(ACTION).ok_or("no actions")?);
    let mut kept = String::new();
    let mut needed = BTreeSet::new();
    for (index, piece) in reductions.split(REDUCTION).enumerate() {
        let Some((number, body)) = numbered(piece).filter(|_| index > 0) else {
            if index > 0 {
                kept.push_str(REDUCTION);
            }
            // What comes before them, and the function that chooses among them and ends the parse.
            needed.extend(called(piece));
            kept.push_str(&without_arms(piece, recipes));
            continue;
        };
        let (function, rest) = body.split_once(END).ok_or("a reduction does not end")?;
        if recipes.get(number) == Some(&Recipe::Action) {
            needed.extend(called(function));
            kept.push_str(&format!("{REDUCTION}{number}{function}{END}"));
        }
        kept.push_str(rest);
    }
    let mut functions = BTreeMap::new();
    let mut behind = "";
    for piece in actions.split(ACTION).skip(1) {
        let (_, action) = piece
            .split_once("\nfn __action")
            .ok_or("something else among the actions")?;
        let (number, _) = numbered(action).ok_or("an action without number")?;
        // Behind the last one is the rest of the code.
        let end = match piece.find("\n}\n\n#[") {
            Some(end) => end,
            None => piece.rfind(END).ok_or("an action does not end")?,
        };
        let (function, rest) = piece.split_at(end + END.len());
        functions.insert(number, function);
        behind = rest;
    }
    let mut pending: Vec<usize> = needed.iter().copied().collect();
    while let Some(number) = pending.pop() {
        let function = functions.get(&number).ok_or("a call of an unknown action")?;
        pending.extend(called(function).filter(|number| needed.insert(*number)));
    }
    for (number, function) in functions {
        if needed.contains(&number) {
            kept.push_str(&format!("{ACTION}{function}\n"));
        }
    }
    Ok(kept + behind)
}

fn without_arms(code: &str, recipes: &[Recipe]) -> String {
    let mut kept = String::new();
    let mut skipped = 0;
    let lines: Vec<&str> = code.split_inclusive('\n').collect();
    for (index, line) in lines.iter().enumerate() {
        let next = lines.get(index + 1).copied().unwrap_or("");
        let arm = line
            .strip_suffix(" => {\n")
            .and_then(|number| number.parse::<usize>().ok());
        if arm.is_some_and(|number| {
            next.starts_with(&format!("__reduce{number}(")) && recipes.get(number) != Some(&Recipe::Action)
        }) {
            skipped = 3;
        }
        if skipped > 0 {
            skipped -= 1;
        } else {
            kept.push_str(line);
        }
    }
    kept
}

/// The numbers of the actions a function calls.
fn called(function: &str) -> impl Iterator<Item = usize> {
    let calls = function.split("__action").skip(1);
    calls.filter_map(|call| numbered(call).map(|(number, _)| number))
}
