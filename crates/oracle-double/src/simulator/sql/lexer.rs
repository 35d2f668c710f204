//! Words of SQL.

use crate::database::OracleError;

/// A token of SQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// Upper case.
    Word(String),
    /// As quoted.
    Quoted(String),
    Text(String),
    Number(String),
    /// Upper case, without the colon.
    Bind(String),
    /// An operator or other sign: `<=`, `||`, `(`.
    Sign(&'static str),
}

const SIGNS: &[&str] = &[
    "||", "<=", ">=", "<>", "!=", "^=", "=>", ":=", "(", ")", ",", ".", "=", "<", ">", "+", "-", "*", "/",
    ";", "@", "%",
];

/// The tokens of a statement with the places where they begin.
pub(crate) fn tokens(sql: &str) -> Result<Vec<(Token, usize)>, OracleError> {
    let mut tokens = Vec::new();
    let bytes = sql.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &sql[at..];
        let first = rest.chars().next().unwrap_or(' ');
        if first.is_whitespace() {
            at += first.len_utf8();
        } else if rest.starts_with("--") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else {
            let (token, length) = token(rest, first)?;
            tokens.push((token, at));
            at += length;
        }
    }
    Ok(tokens)
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$' | '#')
}

fn token(rest: &str, first: char) -> Result<(Token, usize), OracleError> {
    if let Some(body) = rest.strip_prefix("q'").or_else(|| rest.strip_prefix("Q'")) {
        let open = body.chars().next().unwrap_or('\'');
        let close = match open {
            '[' => ']',
            '(' => ')',
            '{' => '}',
            '<' => '>',
            other => other,
        };
        let text = &body[open.len_utf8()..];
        let end = text.find(&format!("{close}'")).ok_or_else(unterminated)?;
        let length = 2 + open.len_utf8() + end + close.len_utf8() + 1;
        return Ok((Token::Text(text[..end].to_owned()), length));
    }
    if let Some(body) = rest.strip_prefix("n'").or_else(|| rest.strip_prefix("N'")) {
        let (text, length) = quoted(body, '\'')?;
        return Ok((Token::Text(text), length + 2));
    }
    match first {
        '\'' => {
            let (text, length) = quoted(&rest[1..], '\'')?;
            Ok((Token::Text(text), length + 1))
        }
        '"' => {
            let (name, length) = quoted(&rest[1..], '"')?;
            Ok((Token::Quoted(name), length + 1))
        }
        ':' if rest[1..].starts_with(is_word) => {
            let name: String = rest[1..]
                .chars()
                .take_while(|character| is_word(*character))
                .collect();
            let length = name.len() + 1;
            Ok((Token::Bind(name.to_uppercase()), length))
        }
        _ if first.is_ascii_digit()
            || (first == '.' && rest[1..].starts_with(|next: char| next.is_ascii_digit())) =>
        {
            let length = number_length(rest);
            Ok((Token::Number(rest[..length].to_owned()), length))
        }
        _ if is_word(first) => {
            let word: String = rest.chars().take_while(|character| is_word(*character)).collect();
            let length = word.len();
            Ok((Token::Word(word.to_uppercase()), length))
        }
        _ => SIGNS
            .iter()
            .find(|sign| rest.starts_with(**sign))
            .map(|sign| (Token::Sign(sign), sign.len()))
            .ok_or_else(|| OracleError::new(911, "invalid character")),
    }
}

fn unterminated() -> OracleError {
    OracleError::new(1756, "quoted string not properly terminated")
}

/// What is before the closing quote, with doubled ones as one, and its length with the quote.
fn quoted(rest: &str, quote: char) -> Result<(String, usize), OracleError> {
    let mut text = String::new();
    let mut characters = rest.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if character != quote {
            text.push(character);
        } else if characters.peek().is_some_and(|(_, next)| *next == quote) {
            text.push(quote);
            characters.next();
        } else {
            return Ok((text, at + 1));
        }
    }
    Err(unterminated())
}

fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let mut at = digits(0);
    if bytes.get(at) == Some(&b'.') {
        at = digits(at + 1);
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let end = digits(at + 1 + sign);
        if end > at + 1 + sign {
            at = end;
        }
    }
    at
}
