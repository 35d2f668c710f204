//! SQL_REDO: the statements that LogMiner makes of changes.
//!
//! Input: the text of a whole statement and the types of the table's columns. Output: columns with values. A text that is
//! not understood is an error that names the place; the caller then reads the row again.

mod internal;
pub(crate) mod lexer;
mod types;
mod value;

pub use types::ColumnType;
pub use value::datum;

use lexer::{Lexer, Token};
use std::borrow::Cow;

/// A text that is not understood, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} at byte {at} of SQL_REDO")]
pub struct RedoError {
    /// Where in the text.
    pub at: usize,
    /// What was wrong.
    pub message: &'static str,
}

/// What a statement does.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement<'a> {
    /// INSERT
    Insert(Vec<(Cow<'a, str>, Literal<'a>)>),
    /// UPDATE
    Update {
        /// Columns that are set.
        set: Vec<(Cow<'a, str>, Literal<'a>)>,
        /// Columns as they were.
        condition: Condition<'a>,
    },
    /// DELETE
    Delete(Condition<'a>),
    /// A change of a temporary table, which the log does not have.
    Temporary,
}

/// What follows WHERE.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Condition<'a> {
    /// Columns with their values.
    pub columns: Vec<(Cow<'a, str>, Literal<'a>)>,
    /// ROWID, where the statement has it.
    pub row_id: Option<Cow<'a, str>>,
}

/// A value as the statement has it, before the column's type is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal<'a> {
    /// NULL
    Null,
    /// Characters in quotes, UNISTR, or such parts joined.
    Text(Cow<'a, str>),
    /// A number without quotes, TRUE or FALSE.
    Bare(&'a str),
    /// HEXTORAW
    Hex(Vec<u8>),
    /// A function of texts: TO_DATE, TO_TIMESTAMP, TO_DSINTERVAL, in upper case.
    Call(String, Vec<Cow<'a, str>>),
    /// EMPTY_CLOB() or EMPTY_BLOB()
    EmptyLob,
    /// Something that LogMiner cannot show.
    Unsupported,
}

/// Reads a statement of DML.
///
/// # Errors
/// When it is not understood.
pub fn parse(text: &str) -> Result<Statement<'_>, RedoError> {
    if text
        .trim_start()
        .starts_with("/* No SQL_REDO for temporary tables")
    {
        return Ok(Statement::Temporary);
    }
    let mut parser = Parser {
        lexer: Lexer::new(text),
    };
    let statement = if parser.takes_word("INSERT")? {
        parser.insert()?
    } else if parser.takes_word("UPDATE")? {
        parser.update()?
    } else if parser.takes_word("DELETE")? {
        parser.delete()?
    } else {
        return Err(parser.lexer.error("no INSERT, UPDATE or DELETE"));
    };
    while parser.takes(Token::Symbol(b';'))? {}
    match parser.lexer.peek()? {
        Token::End => Ok(statement),
        _ => Err(parser.lexer.error("text behind the statement")),
    }
}

/// The column and the row that a locator is selected from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LocatorOf<'a> {
    /// The column.
    pub column: Cow<'a, str>,
    /// What the row is known by.
    pub condition: Condition<'a>,
}

/// Reads `select "C" into loc_c from "O"."T" where ... for update`, with a block around it or alone, or `select "C"`.
///
/// # Errors
/// When there is no such thing in the text.
pub fn parse_locator(text: &str) -> Result<LocatorOf<'_>, RedoError> {
    let mut parser = Parser {
        lexer: Lexer::new(text),
    };
    loop {
        match parser.lexer.next()? {
            Token::Word(word) if word.eq_ignore_ascii_case("SELECT") => break,
            Token::End => return Err(parser.lexer.error("no SELECT")),
            _ => {}
        }
    }
    let column = parser.column()?;
    loop {
        match parser.lexer.next()? {
            Token::Word(word) if word.eq_ignore_ascii_case("WHERE") => break,
            Token::End => {
                return Ok(LocatorOf {
                    column,
                    condition: Condition::default(),
                });
            }
            _ => {}
        }
    }
    let condition = match parser.lexer.peek()? {
        Token::Word(word) if word.eq_ignore_ascii_case("FOR") => Condition::default(),
        _ => parser.conditions()?,
    };
    Ok(LocatorOf { column, condition })
}

/// A part of a value.
enum Term<'a> {
    Value(Literal<'a>),
    /// Units of UTF-16, which may begin or end in the middle of a character.
    Units(Vec<u16>),
}

struct Parser<'a> {
    lexer: Lexer<'a>,
}

impl<'a> Parser<'a> {
    fn takes(&mut self, token: Token<'_>) -> Result<bool, RedoError> {
        let found = self.lexer.peek()? == token;
        if found {
            self.lexer.next()?;
        }
        Ok(found)
    }

    fn takes_word(&mut self, word: &str) -> Result<bool, RedoError> {
        let found = matches!(self.lexer.peek()?, Token::Word(found) if found.eq_ignore_ascii_case(word));
        if found {
            self.lexer.next()?;
        }
        Ok(found)
    }

    fn word(&mut self, word: &str, message: &'static str) -> Result<(), RedoError> {
        if self.takes_word(word)? {
            return Ok(());
        }
        Err(self.lexer.error(message))
    }

    fn symbol(&mut self, symbol: u8, message: &'static str) -> Result<(), RedoError> {
        if self.takes(Token::Symbol(symbol))? {
            return Ok(());
        }
        Err(self.lexer.error(message))
    }

    /// `"OWNER"."TABLE"`, with or without an alias behind it.
    fn table(&mut self) -> Result<(), RedoError> {
        self.name()?;
        while self.takes(Token::Symbol(b'.'))? {
            self.name()?;
        }
        if let Token::Word(word) = self.lexer.peek()?
            && !["SET", "WHERE", "VALUES"]
                .iter()
                .any(|known| word.eq_ignore_ascii_case(known))
        {
            self.lexer.next()?;
        }
        Ok(())
    }

    fn name(&mut self) -> Result<Cow<'a, str>, RedoError> {
        match self.lexer.next()? {
            Token::Name(name) => Ok(name),
            Token::Word(name) => Ok(Cow::Owned(name.to_uppercase())),
            _ => Err(self.lexer.error("no name")),
        }
    }

    /// A column, with or without the alias before it.
    fn column(&mut self) -> Result<Cow<'a, str>, RedoError> {
        let mut name = self.name()?;
        while self.takes(Token::Symbol(b'.'))? {
            name = self.name()?;
        }
        Ok(name)
    }

    fn insert(&mut self) -> Result<Statement<'a>, RedoError> {
        self.word("INTO", "no INTO")?;
        self.table()?;
        self.symbol(b'(', "no columns")?;
        let mut columns = Vec::new();
        loop {
            columns.push(self.column()?);
            if !self.takes(Token::Symbol(b','))? {
                break;
            }
        }
        self.symbol(b')', "no end of the columns")?;
        self.word("VALUES", "no VALUES")?;
        self.symbol(b'(', "no values")?;
        let mut found = Vec::with_capacity(columns.len());
        let mut columns = columns.into_iter();
        loop {
            let value = self.literal()?;
            let Some(column) = columns.next() else {
                return Err(self.lexer.error("more values than columns"));
            };
            found.push((column, value));
            if !self.takes(Token::Symbol(b','))? {
                break;
            }
        }
        self.symbol(b')', "no end of the values")?;
        if columns.next().is_some() {
            return Err(self.lexer.error("fewer values than columns"));
        }
        Ok(Statement::Insert(found))
    }

    fn update(&mut self) -> Result<Statement<'a>, RedoError> {
        self.table()?;
        self.word("SET", "no SET")?;
        let mut set = Vec::new();
        loop {
            let column = self.column()?;
            self.symbol(b'=', "no = behind a column that is set")?;
            set.push((column, self.literal()?));
            if !self.takes(Token::Symbol(b','))? {
                break;
            }
        }
        self.word("WHERE", "no WHERE")?;
        Ok(Statement::Update {
            set,
            condition: self.conditions()?,
        })
    }

    fn delete(&mut self) -> Result<Statement<'a>, RedoError> {
        self.word("FROM", "no FROM")?;
        self.table()?;
        self.word("WHERE", "no WHERE")?;
        Ok(Statement::Delete(self.conditions()?))
    }

    fn conditions(&mut self) -> Result<Condition<'a>, RedoError> {
        let mut condition = Condition::default();
        loop {
            let is_name = matches!(self.lexer.peek()?, Token::Name(_));
            let column = self.column()?;
            let value = if self.takes_word("IS")? {
                self.word("NULL", "no NULL behind IS")?;
                Literal::Null
            } else {
                self.symbol(b'=', "no = in a condition")?;
                self.literal()?
            };
            if !is_name && column == "ROWID" {
                condition.row_id = match value {
                    Literal::Text(row_id) => Some(row_id),
                    Literal::Call(_, mut arguments) => arguments.pop(),
                    Literal::Null
                    | Literal::Bare(_)
                    | Literal::Hex(_)
                    | Literal::EmptyLob
                    | Literal::Unsupported => None,
                };
                if condition.row_id.is_none() {
                    return Err(self.lexer.error("a ROWID that is no text"));
                }
            } else {
                condition.columns.push((column, value));
            }
            if !self.takes_word("AND")? {
                return Ok(condition);
            }
        }
    }
}

impl<'a> Parser<'a> {
    /// A value, or texts joined by `||`.
    fn literal(&mut self) -> Result<Literal<'a>, RedoError> {
        let first = self.term()?;
        if self.lexer.peek()? != Token::Joined {
            return match first {
                Term::Value(value) => Ok(value),
                Term::Units(units) => self.of_units(&units),
            };
        }
        let mut units = self.units(first)?;
        while self.takes(Token::Joined)? {
            let more = self.term()?;
            units.extend(self.units(more)?);
        }
        self.of_units(&units)
    }

    fn units(&self, term: Term<'a>) -> Result<Vec<u16>, RedoError> {
        match term {
            Term::Units(units) => Ok(units),
            Term::Value(Literal::Text(text)) => Ok(text.encode_utf16().collect()),
            Term::Value(Literal::Null) => Ok(Vec::new()),
            Term::Value(_) => Err(self.lexer.error("|| beside what is no text")),
        }
    }

    fn of_units(&self, units: &[u16]) -> Result<Literal<'a>, RedoError> {
        match String::from_utf16(units) {
            Ok(text) => Ok(Literal::Text(Cow::Owned(text))),
            Err(_) => Err(self.lexer.error("a UNISTR that is no text")),
        }
    }

    fn term(&mut self) -> Result<Term<'a>, RedoError> {
        Ok(Term::Value(match self.lexer.next()? {
            Token::Text(text) => Literal::Text(text),
            Token::Number(text) => Literal::Bare(text),
            Token::Word(word) => return self.word_or_call(word),
            Token::Name(_) | Token::Symbol(_) | Token::Joined | Token::End => {
                return Err(self.lexer.error("no value"));
            }
        }))
    }

    fn word_or_call(&mut self, word: &'a str) -> Result<Term<'a>, RedoError> {
        let mut name = word.to_uppercase();
        match name.as_str() {
            "NULL" => return Ok(Term::Value(Literal::Null)),
            "TRUE" | "FALSE" => return Ok(Term::Value(Literal::Bare(word))),
            "LM_EMPTY_STRING" => return Ok(Term::Value(Literal::Text(Cow::Borrowed("")))),
            // `Unsupported Type` without quotes.
            "UNSUPPORTED" => {
                self.takes_word("TYPE")?;
                return Ok(Term::Value(Literal::Unsupported));
            }
            _ => {}
        }
        while self.takes(Token::Symbol(b'.'))? {
            name.push('.');
            name.push_str(&self.name()?.to_uppercase());
        }
        if !self.takes(Token::Symbol(b'('))? {
            return Err(self.lexer.error("an unknown word for a value"));
        }
        let mut arguments = Vec::new();
        if !self.takes(Token::Symbol(b')'))? {
            loop {
                match self.literal()? {
                    Literal::Text(text) => arguments.push(text),
                    Literal::Bare(text) => arguments.push(Cow::Borrowed(text)),
                    Literal::Null => {}
                    Literal::Hex(_) | Literal::Call(..) | Literal::EmptyLob | Literal::Unsupported => {
                        return Err(self.lexer.error("an argument that is no text"));
                    }
                }
                if !self.takes(Token::Symbol(b','))? {
                    break;
                }
            }
            self.symbol(b')', "no end of the arguments")?;
        }
        if name == "UNISTR" {
            let text = arguments.first().map_or("", |text| text);
            return match lexer::unistr(text) {
                Some(units) => Ok(Term::Units(units)),
                None => Err(self.lexer.error("a UNISTR that is no text")),
            };
        }
        Ok(Term::Value(match (name.as_str(), arguments.first()) {
            ("EMPTY_CLOB" | "EMPTY_BLOB", _) => Literal::EmptyLob,
            ("HEXTORAW", None) => Literal::Null,
            ("HEXTORAW", Some(digits)) => match plconv_mover::value::unhex(digits.as_bytes()) {
                Some(bytes) => Literal::Hex(bytes),
                None => return Err(self.lexer.error("digits that are not hexadecimal")),
            },
            // Documents come in rows of their own.
            _ if name.starts_with("XMLTYPE") || name.starts_with("SYS.XMLTYPE") => Literal::Unsupported,
            _ => Literal::Call(name, arguments),
        }))
    }
}

#[cfg(test)]
mod tests;
