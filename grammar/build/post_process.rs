//! Opens LALRPOP's generated parser to the driver and takes its tables out of it.
//!
//! LALRPOP keeps its state machine private, and rustc needs half of its time and memory for the action table as a
//! literal. Each replacement must match exactly once: another version of LALRPOP fails here and not later.

use crate::prune::without_recipes;
use crate::recipes::{Recipe, read_recipes, recipe_arrays};
use crate::tables::{Comb, array, comb, default_reductions, read_gotos, read_productions};
use std::collections::BTreeMap;

/// The changed code and the tables taken out of it, both Rust.
pub struct Parts {
    pub code: String,
    pub tables: String,
}

pub fn open_to_driver(generated: &str, builder: &str, terminal_count: usize) -> Result<Parts, String> {
    let mut code = generated.to_owned();
    let actions = take_actions(&mut code, terminal_count)?;
    let state_count = actions.len();
    let gotos = read_gotos(&take_body(
        &mut code,
        "fn __goto(state: i16, nt: usize) -> i16 {\n",
        "crate::tables::goto(state, nt as u16)",
    )?)?;
    let productions = read_productions(&take_body(
        &mut code,
        ") -> __state_machine::SimulatedReduce<__StateMachine<'__0>>\n{\n",
        "match crate::tables::production(__reduce_index) {\nSome((states_to_pop, nonterminal_produced)) => __state_machine::SimulatedReduce::Reduce { states_to_pop, nonterminal_produced: usize::from(nonterminal_produced) },\nNone => __state_machine::SimulatedReduce::Accept,\n}",
    )?)?;
    let recipes = read_recipes(&code, builder, productions.len())?;
    let without_recipe = (recipes.iter())
        .filter(|recipe| **recipe == Recipe::Action)
        .count();
    if without_recipe * 5 > recipes.len() {
        return Err(format!(
            "{without_recipe} actions are not understood: LALRPOP writes them in another way"
        ));
    }
    let actions = mark_units(actions, &recipes, &productions)?;
    let mut code = without_recipes(&code, &recipes)?;
    let (actions, defaults) = default_reductions(actions);
    let mut tables = comb_arrays("ACTION", &comb(&actions, terminal_count));
    tables += &array("ACTION_DEFAULTS", "i16", defaults.into_iter());
    let rows: Vec<_> = gotos.iter().map(|goto| goto.exceptions.clone()).collect();
    tables += &comb_arrays("GOTO", &comb(&rows, state_count));
    tables += &array("GOTO_DEFAULTS", "i16", gotos.iter().map(|goto| goto.default));
    tables += &recipe_arrays(&recipes, &productions)?;
    tables += &format!("const FIRST_UNIT: i16 = {FIRST_UNIT};\nconst FIRST_LINK: i16 = {FIRST_LINK};\n");
    for (from, to) in [
        ("mod __parse__Start {", "pub mod __parse__Start {"),
        ("pub(crate) enum __Symbol<>", "pub enum __Symbol<>"),
        (
            "\nstruct __StateMachine<'__0>",
            "\npub struct __StateMachine<'__0>",
        ),
        (
            "\nb: &'__0 mut TreeBuilder,\n__phantom: core::marker::PhantomData<()>,",
            "\npub(crate) b: &'__0 mut TreeBuilder,\npub(crate) __phantom: core::marker::PhantomData<()>,",
        ),
    ] {
        replace_once(&mut code, from, to)?;
    }
    Ok(Parts { code, tables })
}

fn comb_arrays(name: &str, comb: &Comb) -> String {
    array(&format!("{name}_OFFSETS"), "u32", comb.offsets.iter())
        + &array(&format!("{name}_ENTRIES"), "u32", comb.entries.iter())
}

/// The action of a unit production to the nonterminal 0; that of the nonterminal n is n lower.
const FIRST_UNIT: i16 = -(1 << 14);

/// The action of the production 0 if that has one symbol and a recipe; that of the production n is n lower.
const FIRST_LINK: i16 = -(1 << 13);

/// Gives unit productions, which have one symbol and give its value as it is, actions that say what they make: most
/// reductions are such, and what they do is known without a look at the production. Other productions of one symbol have
/// actions of their own, too: neither kind looks at what is below on the stack.
fn mark_units(
    mut rows: Vec<Vec<(usize, i16)>>,
    recipes: &[Recipe],
    productions: &[(u16, u16)],
) -> Result<Vec<Vec<(usize, i16)>>, String> {
    let mut marks = BTreeMap::new();
    for (index, ((pops, makes), recipe)) in productions.iter().zip(recipes).enumerate() {
        let action = i16::try_from(index + 1).map_err(|_| "too many productions")?;
        if -action <= FIRST_LINK || FIRST_LINK - action <= FIRST_UNIT {
            return Err("too many productions".into());
        }
        if *pops == 1 && *recipe == Recipe::Same(0) {
            let makes = i16::try_from(*makes).ok();
            let mark = makes.and_then(|makes| FIRST_UNIT.checked_sub(makes));
            marks.insert(-action, mark.ok_or("too many nonterminals")?);
        } else if *pops == 1 && *recipe != Recipe::Action {
            marks.insert(-action, FIRST_LINK - action + 1);
        }
    }
    for (_, action) in rows.iter_mut().flatten() {
        *action = marks.get(action).copied().unwrap_or(*action);
    }
    Ok(rows)
}

/// The rows of the action table, errors left out.
fn take_actions(code: &mut String, terminal_count: usize) -> Result<Vec<Vec<(usize, i16)>>, String> {
    const START: &str = "const __ACTION: &[i16] = &[\n";
    let start = code.find(START).ok_or("no action table")?;
    let length = code[start..].find("];").ok_or("the action table does not end")?;
    let mut actions = Vec::new();
    for line in code[start + START.len()..start + length]
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for number in line.split(',').map(str::trim).filter(|number| !number.is_empty()) {
            let action: i16 = number
                .parse()
                .map_err(|error| format!("action {number}: {error}"))?;
            actions.push(action);
        }
    }
    if actions.is_empty() || actions.len() % terminal_count != 0 {
        return Err("the action table is not a table".into());
    }
    code.replace_range(start..start + length + 2, "");
    replace_once(
        code,
        &format!("__ACTION[(state as usize) * {terminal_count} + integer]"),
        "crate::tables::action(state, integer)",
    )?;
    let rows = actions.chunks(terminal_count).map(|row| {
        let entries = row.iter().copied().enumerate();
        entries.filter(|(_, action)| *action != 0).collect()
    });
    Ok(rows.collect())
}

/// Replaces the body of the function with this head and gives the old one.
fn take_body(code: &mut String, head: &str, body: &str) -> Result<String, String> {
    let count = code.matches(head).count();
    let start = code.find(head).filter(|_| count == 1);
    let start = start.ok_or_else(|| format!("the generated parser has {head:?} {count} times"))? + head.len();
    // The generated code is not indented.
    let ends = ["\n}\nfn ", "\n}\npub ", "\n}\n#["];
    let length = ends
        .iter()
        .filter_map(|end| code[start..].find(end))
        .min()
        .ok_or_else(|| format!("the function {head:?} does not end"))?;
    let old = code[start..start + length].to_owned();
    code.replace_range(start..start + length, body);
    Ok(old)
}

fn replace_once(code: &mut String, from: &str, to: &str) -> Result<(), String> {
    let count = code.matches(from).count();
    if count != 1 {
        return Err(format!("the generated parser has {from:?} {count} times"));
    }
    *code = code.replace(from, to);
    Ok(())
}
