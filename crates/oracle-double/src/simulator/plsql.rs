//! The little of PL/SQL that clients send: blocks of calls, assignments to binds, and SQL.

use super::sql::eval::Computed;
use super::sql::lexer::{Token, tokens};
use crate::database::OracleError;

/// A statement of a block as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// `:bind := expression`
    Assign(String, String),
    /// A call of a procedure.
    Call(String),
    /// A statement of SQL.
    Sql(String),
}

/// A block: its statements, and its binds, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) parts: Vec<Part>,
    pub(crate) binds: Vec<String>,
}

const SQL: &[&str] = &[
    "INSERT",
    "UPDATE",
    "DELETE",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT",
    "SET",
    "LOCK",
];

/// Reads a block.
pub(crate) fn parse_block(text: &str) -> Computed<Block> {
    let tokens = tokens(text)?;
    let mut binds: Vec<String> = Vec::new();
    for (token, _) in &tokens {
        if let Token::Bind(name) = token
            && !binds.contains(name)
        {
            binds.push(name.clone());
        }
    }
    let word =
        |at: usize, word: &str| matches!(&tokens.get(at), Some((Token::Word(found), _)) if found == word);
    let (first, last) = if word(0, "CALL") {
        (1, tokens.len())
    } else {
        let begin = (0..tokens.len()).find(|at| word(*at, "BEGIN"));
        let begin = begin.ok_or_else(|| OracleError::new(6550, "a block without BEGIN"))?;
        let end = (0..tokens.len()).rev().find(|at| word(*at, "END"));
        (begin + 1, end.unwrap_or(tokens.len()))
    };
    let mut parts = Vec::new();
    let mut start = first;
    for at in first..=last {
        let is_end = at == last || tokens[at].0 == Token::Sign(";");
        if !is_end {
            continue;
        }
        if start < at {
            let to = tokens.get(at).map_or(text.len(), |(_, place)| *place);
            parts.extend(part(&tokens[start..at], text, to));
        }
        start = at + 1;
    }
    Ok(Block { parts, binds })
}

fn part(tokens: &[(Token, usize)], text: &str, to: usize) -> Option<Part> {
    let from = |at: usize| {
        text[tokens.get(at).map_or(to, |(_, place)| *place)..to]
            .trim()
            .to_owned()
    };
    match tokens {
        [(Token::Bind(name), _), (Token::Sign(":="), _), ..] => Some(Part::Assign(name.clone(), from(2))),
        [(Token::Word(word), _)] if word == "NULL" => None,
        // EXECUTE IMMEDIATE of a literal is that statement.
        [
            (Token::Word(first), _),
            (Token::Word(second), _),
            (Token::Text(sql), _),
        ] if first == "EXECUTE" && second == "IMMEDIATE" => Some(Part::Sql(sql.clone())),
        [(Token::Word(word), _), ..] if SQL.contains(&word.as_str()) => Some(Part::Sql(from(0))),
        _ => Some(Part::Call(from(0))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, parse_block};

    #[test]
    fn blocks() {
        let block =
            parse_block("BEGIN :x := :y * 2; dbms_logmnr.end_logmnr; INSERT INTO t VALUES (';'); NULL; END;");
        let block = block.expect("a block");
        assert_eq!(block.binds, ["X", "Y"]);
        let expected = [
            Part::Assign("X".to_owned(), ":y * 2".to_owned()),
            Part::Call("dbms_logmnr.end_logmnr".to_owned()),
            Part::Sql("INSERT INTO t VALUES (';')".to_owned()),
        ];
        assert_eq!(block.parts, expected);
    }
}
