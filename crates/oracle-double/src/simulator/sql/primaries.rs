//! Literals, columns, functions and other expressions without operators, read.

use super::ast::Expr;
use super::lexer::Token;
use super::parser::Parser;
use crate::codec::number::Number;
use crate::database::OracleError;
use crate::value::Value;

type Parsed<T> = Result<T, OracleError>;

impl Parser<'_> {
    pub(super) fn primary(&mut self) -> Parsed<Expr> {
        let Some(token) = self.peek().cloned() else {
            return Err(self.error(936, "missing expression"));
        };
        self.at += 1;
        match token {
            Token::Text(text) => Ok(Expr::Literal(Value::text(&text))),
            Token::Number(text) => {
                let number = text
                    .parse::<Number>()
                    .map_err(|_| self.error(1722, "invalid number"))?;
                Ok(Expr::Literal(Value::Number(number)))
            }
            Token::Bind(_) => {
                self.binds += 1;
                Ok(Expr::Bind(self.binds - 1))
            }
            Token::Sign("(") => {
                let expr = if self.is_at(0, "SELECT") {
                    Expr::Scalar(Box::new(self.query()?))
                } else {
                    self.expr()?
                };
                self.need_sign(")")?;
                Ok(expr)
            }
            Token::Sign("*") => Ok(Expr::Star),
            Token::Quoted(name) => self.named(name),
            Token::Word(word) => match word.as_str() {
                "NULL" => Ok(Expr::Literal(Value::Null)),
                "CASE" => self.case(),
                "DATE" | "TIMESTAMP" if matches!(self.peek(), Some(Token::Text(_))) => {
                    let text = self.primary()?;
                    let function = format!("{word} LITERAL");
                    Ok(Expr::Call(function, vec![text]))
                }
                "CAST" => self.cast(),
                "XMLSERIALIZE" => self.xmlserialize(),
                "JSON_SERIALIZE" => self.json_serialize(),
                _ => self.named(word),
            },
            Token::Sign(_) => {
                self.at -= 1;
                Err(self.error(936, "missing expression"))
            }
        }
    }

    fn case(&mut self) -> Parsed<Expr> {
        let operand = if self.is_at(0, "WHEN") {
            None
        } else {
            Some(Box::new(self.expr()?))
        };
        let mut branches = Vec::new();
        while self.word("WHEN") {
            let condition = self.expr()?;
            self.need_word("THEN")?;
            branches.push((condition, self.expr()?));
        }
        let otherwise = if self.word("ELSE") {
            Some(Box::new(self.expr()?))
        } else {
            None
        };
        self.need_word("END")?;
        Ok(Expr::Case(operand, branches, otherwise))
    }

    fn cast(&mut self) -> Parsed<Expr> {
        self.need_sign("(")?;
        let expr = self.expr()?;
        self.need_word("AS")?;
        let data_type = self.data_type()?;
        self.need_sign(")")?;
        Ok(Expr::Cast(Box::new(expr), data_type))
    }

    /// `XMLSERIALIZE(CONTENT expr AS CLOB)`
    fn xmlserialize(&mut self) -> Parsed<Expr> {
        self.need_sign("(")?;
        let _ = self.word("CONTENT") || self.word("DOCUMENT");
        let expr = self.expr()?;
        self.need_word("AS")?;
        let data_type = self.data_type()?;
        self.need_sign(")")?;
        Ok(Expr::Cast(Box::new(expr), data_type))
    }

    /// `JSON_SERIALIZE(expr RETURNING CLOB)`
    fn json_serialize(&mut self) -> Parsed<Expr> {
        self.need_sign("(")?;
        let text = Expr::Call("JSON_SERIALIZE".to_owned(), vec![self.expr()?]);
        self.need_word("RETURNING")?;
        let data_type = self.data_type()?;
        self.need_sign(")")?;
        Ok(Expr::Cast(Box::new(text), data_type))
    }

    /// A column or function with what qualifies it.
    fn named(&mut self, first: String) -> Parsed<Expr> {
        let mut names = vec![first];
        while self.sign(".") {
            names.push(self.name()?);
        }
        if self.sign("(") {
            let mut arguments = Vec::new();
            let mut distinct = "";
            if !self.sign(")") {
                if self.word("DISTINCT") {
                    distinct = " DISTINCT";
                }
                arguments = self.list(Parser::argument)?;
                self.need_sign(")")?;
            }
            let mut function = names.join(".");
            if let Some(rest) = function.strip_prefix("SYS.") {
                function = rest.to_owned();
            }
            function.push_str(distinct);
            return Ok(Expr::Call(function, arguments));
        }
        let name = names.pop().unwrap_or_default();
        // The owner of a table is not needed to find its column.
        Ok(Expr::Name(names.pop(), name))
    }

    /// An argument, whose name is of no interest.
    pub(super) fn argument(&mut self) -> Parsed<Expr> {
        if let [(Token::Word(_), _), (Token::Sign("=>"), _), ..] = &self.tokens[self.at..] {
            self.at += 2;
        }
        self.expr()
    }
}
