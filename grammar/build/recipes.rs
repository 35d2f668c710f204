//! What productions make, read from the actions LALRPOP generates.
//!
//! Nearly every action is one call of the tree builder with the symbols of the production in some order. As data such
//! calls need some bytes in a table that stays in the cache, where as code they are thousands of functions, each of
//! which takes its symbols off the stack one by one.

use std::collections::BTreeMap;
use std::fmt::Write;

/// Where a symbol of a production starts: twice its position; where it ends: one more.
type Place = usize;

/// What a production makes of its symbols, which are named by their positions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Recipe {
    /// Something only its action knows.
    Action,
    /// The absent node.
    Nil,
    /// The value of a symbol.
    Same(usize),
    /// A leaf for the token at a place.
    Leaf(Place),
    /// A list of one symbol.
    List(usize),
    /// The first symbol, a list, with the second behind its elements.
    Push(usize, usize),
    /// A node of this kind; the slots that are `None` are absent.
    Node {
        kind: String,
        start: Place,
        end: Place,
        slots: Vec<Option<usize>>,
    },
}

/// The recipe of each production: those of `count` productions in the generated `code`, with the builder functions of
/// `builder`.
pub fn read_recipes(code: &str, builder: &str, count: usize) -> Result<Vec<Recipe>, String> {
    let actions = read_actions(code);
    let kinds = node_kinds(builder);
    if kinds.is_empty() {
        return Err("the tree builder has no functions for nodes".into());
    }
    let mut recipes = vec![Recipe::Action; count];
    for reduction in code.split("\nfn __reduce").skip(1) {
        // The function that chooses among them has no number.
        let Some((number, body)) = numbered(reduction) else {
            continue;
        };
        let (_, action) = body.split_once("ActionFn(").ok_or("a reduction without action")?;
        let (action, _) = numbered(action).ok_or("an action without number")?;
        let (body, _) = body.split_once("\n}\n").unwrap_or((body, ""));
        let symbols = body.matches("let __sym").count();
        let arguments = (0..symbols).map(|symbol| Argument {
            start: 2 * symbol,
            value: Value::Symbol(symbol),
            end: 2 * symbol + 1,
        });
        if let Some(recipe) = recipes.get_mut(number) {
            *recipe =
                evaluate(&actions, &kinds, action, &arguments.collect::<Vec<_>>()).unwrap_or(Recipe::Action);
        }
    }
    Ok(recipes)
}

/// A function of the generated code.
struct Action<'c> {
    parameters: Vec<&'c str>,
    body: &'c str,
}

#[derive(Clone, Copy)]
enum Value {
    Symbol(usize),
    Place(Place),
}

#[derive(Clone, Copy)]
struct Argument {
    start: Place,
    value: Value,
    end: Place,
}

fn read_actions(code: &str) -> BTreeMap<usize, Action<'_>> {
    let mut actions = BTreeMap::new();
    for text in code.split("\nfn __action").skip(1) {
        let Some((number, rest)) = numbered(text) else {
            continue;
        };
        let parts = rest.split_once("\n{\n").and_then(|(head, rest)| {
            let (body, _) = rest.split_once("\n}\n")?;
            let (_, parameters) = head.split_once("b: &mut TreeBuilder,\n")?;
            Some((parameters, body))
        });
        if let Some((parameters, body)) = parts {
            let parameters = parameters.lines().filter(|line| line.ends_with(','));
            let parameters = parameters.collect();
            actions.insert(number, Action { parameters, body });
        }
    }
    actions
}

/// The node kinds by the builder functions that make them.
fn node_kinds(builder: &str) -> BTreeMap<&str, &str> {
    let functions = builder.split("pub fn ").skip(1).filter_map(|function| {
        let (name, rest) = function.split_once('(')?;
        let (_, kind) = rest.split_once("SyntaxKind::")?;
        let (kind, _) = kind.split_once(',')?;
        Some((name, kind))
    });
    functions.collect()
}

/// What an action makes of its arguments; `None` when that is more than a recipe can say.
fn evaluate(
    actions: &BTreeMap<usize, Action<'_>>,
    kinds: &BTreeMap<&str, &str>,
    number: usize,
    arguments: &[Argument],
) -> Option<Recipe> {
    let action = actions.get(&number)?;
    if !action
        .parameters
        .iter()
        .any(|parameter| parameter.starts_with("__"))
    {
        return written(action, kinds, arguments);
    }
    if arguments.is_empty() {
        // Only the places around it.
        return (action.body.trim() == "NIL").then_some(Recipe::Nil);
    }
    // A wrapper that puts places between the symbols and passes them on.
    let mut places: BTreeMap<&str, Place> = BTreeMap::new();
    let mut extra: BTreeMap<&str, Argument> = BTreeMap::new();
    let body = action
        .body
        .replace("(\n", "(")
        .replace(",\n)", ")")
        .replace(",\n", ", ");
    for line in body.lines() {
        let Some(assignment) = line.strip_prefix("let ") else {
            let (inner, rest) = numbered(line.strip_prefix("__action")?)?;
            let passed = rest.strip_prefix("(b, ")?.strip_suffix(')')?;
            let passed: Option<Vec<Argument>> = passed
                .split(", ")
                .map(|name| match name.strip_prefix("__temp") {
                    Some(temporary) => extra.get(temporary).copied(),
                    None => arguments
                        .get(name.strip_prefix("__")?.parse::<usize>().ok()?)
                        .copied(),
                })
                .collect();
            return evaluate(actions, kinds, inner, &passed?);
        };
        let (name, value) = assignment.strip_suffix(';')?.split_once(" = ")?;
        let Some(temporary) = name.strip_prefix("__temp") else {
            // `__start0 = __1.2.clone()`
            let (argument, end) = value
                .strip_prefix("__")?
                .strip_suffix(".clone()")?
                .split_once('.')?;
            let argument = arguments.get(argument.parse::<usize>().ok()?)?;
            let place = match end {
                "0" => argument.start,
                "2" => argument.end,
                _ => return None,
            };
            places.insert(name, place);
            continue;
        };
        let (start, end) = (format!("__start{temporary}"), format!("__end{temporary}"));
        let (start, end) = (*places.get(start.as_str())?, *places.get(end.as_str())?);
        if let Some(call) = value.strip_prefix("__action") {
            let (inner, _) = numbered(call)?;
            // `@L` gives where the next symbol starts, `@R` where the last one ended.
            let place = match actions.get(&inner)?.body.trim() {
                "*__lookahead" => end,
                "*__lookbehind" => start,
                _ => return None,
            };
            let value = Value::Place(place);
            extra.insert(temporary, Argument { start, value, end });
        }
    }
    None
}

/// The recipe of an action as the grammar has it.
fn written(action: &Action<'_>, kinds: &BTreeMap<&str, &str>, arguments: &[Argument]) -> Option<Recipe> {
    let mut names: BTreeMap<&str, Value> = BTreeMap::new();
    if action.parameters.len() != arguments.len() {
        return None;
    }
    for (parameter, argument) in action.parameters.iter().zip(arguments) {
        let (name, _) = parameter.strip_prefix("(_, ")?.split_once(", _): (u32, ")?;
        names.insert(name, argument.value);
    }
    let symbol = |name: &str| match names.get(name)? {
        Value::Symbol(symbol) => Some(*symbol),
        Value::Place(_) => None,
    };
    let place = |name: &str| match names.get(name)? {
        Value::Place(place) => Some(*place),
        Value::Symbol(_) => None,
    };
    let body = action.body.trim();
    if body == "NIL" {
        return Some(Recipe::Nil);
    }
    let Some(call) = body.strip_prefix("b.") else {
        return symbol(body).map(Recipe::Same);
    };
    let (function, list) = call.strip_suffix(')')?.split_once('(')?;
    let list: Vec<&str> = list.split(',').map(str::trim).collect();
    match (function, list.as_slice()) {
        ("token", [at]) => place(at).map(Recipe::Leaf),
        ("list", [element]) => symbol(element).map(Recipe::List),
        ("push", [list, element]) => Some(Recipe::Push(symbol(list)?, symbol(element)?)),
        (_, [start, end, slots @ ..]) => {
            let slots: Option<Vec<Option<usize>>> = slots
                .iter()
                .map(|name| match *name {
                    "NIL" => Some(None),
                    name => symbol(name).map(Some),
                })
                .collect();
            Some(Recipe::Node {
                kind: (*kinds.get(function)?).to_owned(),
                start: place(start)?,
                end: place(end)?,
                slots: slots?,
            })
        }
        _ => None,
    }
}

/// The number a text starts with, and the rest.
pub fn numbered(text: &str) -> Option<(usize, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit())?;
    let (number, rest) = text.split_at(end);
    Some((number.parse().ok()?, rest))
}

/// The recipes as `static` arrays, with what each production takes off the stack and the nonterminal it makes.
pub fn recipe_arrays(recipes: &[Recipe], productions: &[(u16, u16)]) -> Result<String, String> {
    let mut picks: Vec<String> = Vec::new();
    let mut rows = String::new();
    for ((pops, makes), recipe) in productions.iter().zip(recipes) {
        let (what, first, second) = match recipe {
            Recipe::Action => ("Action".to_owned(), 0, 0),
            Recipe::Nil => ("Nil".to_owned(), 0, 0),
            Recipe::Same(symbol) => ("Same".to_owned(), *symbol, 0),
            Recipe::Leaf(place) => ("Leaf".to_owned(), *place, 0),
            Recipe::List(symbol) => ("List".to_owned(), *symbol, 0),
            Recipe::Push(list, element) => ("Push".to_owned(), *list, *element),
            Recipe::Node { kind, start, end, .. } => (format!("Node(SyntaxKind::{kind})"), *start, *end),
        };
        let slots: Vec<String> = match recipe {
            Recipe::Node { slots, .. } => (slots.iter())
                .map(|slot| slot.map_or_else(|| "NO_SYMBOL".to_owned(), |symbol| symbol.to_string()))
                .collect(),
            _ => Vec::new(),
        };
        // Many share their slots: most nodes take their symbols as they stand.
        let known = (!slots.is_empty())
            .then(|| picks.windows(slots.len()).position(|window| *window == slots[..]))
            .flatten();
        let offset = known.unwrap_or(picks.len());
        let count = slots.len();
        if known.is_none() {
            picks.extend(slots);
        }
        if *pops > u16::from(u8::MAX / 2) {
            return Err("a production with too many symbols".into());
        }
        write!(
            rows,
            "Recipe{{pops:{pops},makes:{makes},what:What::{what},first:{first},second:{second},\
             picks:{offset},pick_count:{count}}},"
        )
        .map_err(|error| error.to_string())?;
    }
    Ok(format!(
        "static RECIPES: [Recipe; {}] = [{rows}];\nstatic PICKS: [u8; {}] = [{}];\n",
        productions.len().min(recipes.len()),
        picks.len(),
        picks.join(",")
    ))
}
