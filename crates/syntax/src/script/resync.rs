//! Where to go on after a statement that a literal or comment without end has cut off.

use super::StatementKind;
use super::lines::{line_end, line_start};
use super::starts::is_reserved_start;

/// End of the broken statement.
pub struct Resync {
    /// Byte after its text.
    pub end: usize,
    /// Byte where reading goes on.
    pub full_end: usize,
}

/// The first place after the line of `start` where another statement plainly starts.
///
/// For PL/SQL that is a line `/`, when a statement starts after it or nothing follows; for SQL also a line that starts
/// with a statement's first word directly after a line that ends with a semicolon. Only whole words in the first
/// column count, so that text inside of the broken literal is rarely mistaken.
pub fn next_statement(text: &str, start: usize, kind: StatementKind) -> Option<Resync> {
    let mut previous_ends_statement = false;
    let mut slash: Option<usize> = None;
    let mut position = line_start(text, start);
    let mut first = true;
    while position < text.len() {
        let end = line_end(text, position);
        let line = text.get(position..end).unwrap_or("");
        let trimmed = line.trim();
        if !first && !trimmed.is_empty() {
            let starts = starts_statement(line);
            if let Some(slash) = slash
                && (starts || is_between_statements(trimmed))
            {
                return Some(resync(text, slash));
            }
            if starts && previous_ends_statement && kind == StatementKind::Sql {
                return Some(Resync {
                    end: position,
                    full_end: position,
                });
            }
            slash = (trimmed == "/").then_some(position);
        }
        if !trimmed.is_empty() {
            previous_ends_statement = trimmed.ends_with(';');
        }
        first = false;
        position = end + 1;
    }
    slash.map(|slash| resync(text, slash))
}

fn resync(text: &str, slash: usize) -> Resync {
    Resync {
        end: slash,
        full_end: line_end(text, slash),
    }
}

fn starts_statement(line: &str) -> bool {
    let end = line
        .find(|character: char| !character.is_ascii_alphabetic())
        .unwrap_or(line.len());
    is_reserved_start(line.get(..end).unwrap_or(""))
}

/// Lines that stand between statements of a script: comments and common commands.
fn is_between_statements(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or("");
    line.starts_with("--")
        || line.starts_with("/*")
        || line.starts_with('@')
        || ["SHOW", "SHO", "PROMPT", "SET", "REM", "EXIT", "SPOOL"]
            .iter()
            .any(|name| name.eq_ignore_ascii_case(word))
}
