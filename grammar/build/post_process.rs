//! Opens LALRPOP's generated parser to the driver and moves its action table into a file of bytes.
//!
//! LALRPOP keeps its state machine private, and rustc needs half of its time and memory for the table as a literal.
//! Each replacement must match exactly once: another version of LALRPOP fails here and not later.

/// The changed code and the table taken out of it.
pub struct Parts {
    pub code: String,
    /// One little-endian i16 per state and terminal, row by row.
    pub action_table: Vec<u8>,
}

pub fn open_to_driver(generated: &str, terminal_count: usize) -> Result<Parts, String> {
    let mut code = generated.to_owned();
    let action_table = take_action_table(&mut code, terminal_count)?;
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
    Ok(Parts { code, action_table })
}

fn take_action_table(code: &mut String, terminal_count: usize) -> Result<Vec<u8>, String> {
    const START: &str = "const __ACTION: &[i16] = &[\n";
    let start = code.find(START).ok_or("no action table")?;
    let length = code[start..].find("];").ok_or("the action table does not end")?;
    let mut bytes = Vec::new();
    for line in code[start + START.len()..start + length]
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for number in line.split(',').map(str::trim).filter(|number| !number.is_empty()) {
            let action: i16 = number
                .parse()
                .map_err(|error| format!("action {number}: {error}"))?;
            bytes.extend_from_slice(&action.to_le_bytes());
        }
    }
    if bytes.is_empty() || bytes.len() % (terminal_count * 2) != 0 {
        return Err("the action table is not a table".into());
    }
    code.replace_range(
        start..start + length + 2,
        "static __ACTION: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/action_table.bin\"));",
    );
    replace_once(
        code,
        &format!("__ACTION[(state as usize) * {terminal_count} + integer]"),
        &format!(
            "let at = ((state as usize) * {terminal_count} + integer) * 2; i16::from_le_bytes([__ACTION[at], __ACTION[at + 1]])"
        ),
    )?;
    Ok(bytes)
}

fn replace_once(code: &mut String, from: &str, to: &str) -> Result<(), String> {
    let count = code.matches(from).count();
    if count != 1 {
        return Err(format!("the generated parser has {from:?} {count} times"));
    }
    *code = code.replace(from, to);
    Ok(())
}
