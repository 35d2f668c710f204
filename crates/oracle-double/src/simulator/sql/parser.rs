//! The part of SQL that is understood, read.

use super::ast::{
    Expr, InsertValues, Item, Join, Operator, Ordering, Query, Relation, Source, Statement, TableName,
};
use super::lexer::{Token, tokens};
use crate::database::OracleError;

type Parsed<T> = Result<T, OracleError>;

/// Words that end an expression or cannot be the alias of what is before them.
const RESERVED: &[&str] = &[
    "FROM",
    "WHERE",
    "GROUP",
    "HAVING",
    "ORDER",
    "UNION",
    "FETCH",
    "OFFSET",
    "FOR",
    "ON",
    "JOIN",
    "INNER",
    "LEFT",
    "CROSS",
    "AS",
    "AND",
    "OR",
    "NOT",
    "IN",
    "IS",
    "LIKE",
    "BETWEEN",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "END",
    "SELECT",
    "INTO",
    "VALUES",
    "SET",
    "RETURNING",
    "RETURN",
    "ASC",
    "DESC",
    "NULLS",
    "NULL",
    "ESCAPE",
    "PARTITION",
    "WITH",
];

/// Deeper expressions are refused before the stack is used up.
const DEEPEST: usize = 200;

pub(crate) struct Parser<'sql> {
    sql: &'sql str,
    pub(super) tokens: Vec<(Token, usize)>,
    pub(super) at: usize,
    depth: usize,
    /// Names of binds in the order of their first occurrence; in SQL each occurrence is one.
    pub(super) binds: usize,
}

/// Reads a statement.
pub(crate) fn parse(sql: &str) -> Parsed<Statement> {
    let mut parser = Parser {
        sql,
        tokens: tokens(sql)?,
        at: 0,
        depth: 0,
        binds: 0,
    };
    let statement = parser.statement()?;
    parser.sign(";");
    if parser.at < parser.tokens.len() {
        return Err(parser.error(933, "SQL command not properly ended"));
    }
    Ok(statement)
}

/// Reads an expression.
pub(crate) fn parse_expr(text: &str) -> Parsed<Expr> {
    Ok(parse_fragment(text)?.0)
}

/// Reads an expression, with the names of its binds in the order of their occurrences.
pub(crate) fn parse_fragment(text: &str) -> Parsed<(Expr, Vec<String>)> {
    let mut parser = Parser {
        sql: text,
        tokens: tokens(text)?,
        at: 0,
        depth: 0,
        binds: 0,
    };
    let expr = parser.expr()?;
    if parser.at < parser.tokens.len() {
        return Err(parser.error(933, "an expression not properly ended"));
    }
    Ok((expr, bind_names(&parser.tokens)))
}

/// A call of a procedure: its name, its arguments with their names, and the names of the binds in them.
pub(crate) type ProcedureCall = (String, Vec<(Option<String>, Expr)>, Vec<String>);

/// Reads a call of a procedure.
pub(crate) fn parse_procedure(text: &str) -> Parsed<ProcedureCall> {
    let mut parser = Parser {
        sql: text,
        tokens: tokens(text)?,
        at: 0,
        depth: 0,
        binds: 0,
    };
    let mut name = parser.name()?;
    while parser.sign(".") {
        name = format!("{name}.{}", parser.name()?);
    }
    let mut arguments = Vec::new();
    if parser.sign("(") && !parser.sign(")") {
        arguments = parser.list(|parser| {
            let name = match &parser.tokens[parser.at..] {
                [(Token::Word(name), _), (Token::Sign("=>"), _), ..] => Some(name.clone()),
                _ => None,
            };
            Ok((name, parser.argument()?))
        })?;
        parser.need_sign(")")?;
    }
    if parser.at < parser.tokens.len() {
        return Err(parser.error(6550, "a call that is not understood"));
    }
    let name = name.strip_prefix("SYS.").unwrap_or(&name).to_owned();
    Ok((name, arguments, bind_names(&parser.tokens)))
}

/// The names of all binds of a text, one for each occurrence.
pub(crate) fn bind_names(tokens: &[(Token, usize)]) -> Vec<String> {
    tokens
        .iter()
        .filter_map(|(token, _)| match token {
            Token::Bind(name) => Some(name.clone()),
            _ => None,
        })
        .collect()
}

impl Parser<'_> {
    pub(super) fn error(&self, code: u32, text: &str) -> OracleError {
        let mut error = OracleError::new(code, text);
        let place = self
            .tokens
            .get(self.at)
            .map_or(self.sql.len(), |(_, place)| *place);
        error.offset = u32::try_from(place).unwrap_or(0);
        error
    }

    pub(super) fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    pub(super) fn is_at(&self, ahead: usize, word: &str) -> bool {
        matches!(self.tokens.get(self.at + ahead), Some((Token::Word(found), _)) if found == word)
    }

    /// Takes a word if it is the next token.
    pub(super) fn word(&mut self, word: &str) -> bool {
        let is_next = self.is_at(0, word);
        self.at += usize::from(is_next);
        is_next
    }

    /// Takes words if they are the next tokens.
    pub(super) fn words(&mut self, words: &[&str]) -> bool {
        let are_next = words
            .iter()
            .enumerate()
            .all(|(ahead, word)| self.is_at(ahead, word));
        if are_next {
            self.at += words.len();
        }
        are_next
    }

    pub(super) fn need_word(&mut self, word: &str) -> Parsed<()> {
        if self.word(word) {
            return Ok(());
        }
        Err(self.error(905, &format!("missing keyword {word}")))
    }

    pub(super) fn sign(&mut self, sign: &str) -> bool {
        let is_next = matches!(self.peek(), Some(Token::Sign(found)) if *found == sign);
        self.at += usize::from(is_next);
        is_next
    }

    pub(super) fn need_sign(&mut self, sign: &str) -> Parsed<()> {
        if self.sign(sign) {
            return Ok(());
        }
        Err(self.error(906, &format!("missing {sign}")))
    }

    /// Goes to the end of the statement.
    pub(super) fn skip_rest(&mut self) {
        self.at = self.tokens.len();
    }

    pub(super) fn next_word(&mut self) -> Option<String> {
        let Some(Token::Word(word)) = self.peek() else {
            return None;
        };
        let word = word.clone();
        self.at += 1;
        Some(word)
    }

    pub(super) fn name(&mut self) -> Parsed<String> {
        let name = match self.peek() {
            Some(Token::Word(name) | Token::Quoted(name)) => name.clone(),
            _ => return Err(self.error(904, "invalid identifier")),
        };
        self.at += 1;
        Ok(name)
    }

    pub(super) fn integer(&mut self) -> Parsed<i64> {
        let negative = self.sign("-");
        if let Some(Token::Number(digits)) = self.peek()
            && let Ok(number) = digits.parse::<i64>()
        {
            self.at += 1;
            return Ok(if negative { -number } else { number });
        }
        Err(self.error(1780, "a number is needed"))
    }

    pub(super) fn table_name(&mut self) -> Parsed<TableName> {
        let first = self.name()?;
        Ok(if self.sign(".") {
            TableName {
                owner: Some(first),
                name: self.name()?,
            }
        } else {
            TableName {
                owner: None,
                name: first,
            }
        })
    }

    fn statement(&mut self) -> Parsed<Statement> {
        if self.is_at(0, "SELECT") || matches!(self.peek(), Some(Token::Sign("("))) {
            return Ok(Statement::Query(self.query()?));
        }
        let Some(word) = self.next_word() else {
            return Err(self.error(900, "invalid SQL statement"));
        };
        match word.as_str() {
            "INSERT" => self.insert(),
            "UPDATE" => self.update(),
            "DELETE" => self.delete(),
            "COMMIT" => {
                self.word("WORK");
                Ok(Statement::Commit)
            }
            "SAVEPOINT" => Ok(Statement::Savepoint(self.name()?)),
            "ROLLBACK" => {
                self.word("WORK");
                if self.word("TO") {
                    self.word("SAVEPOINT");
                    return Ok(Statement::RollbackTo(self.name()?));
                }
                Ok(Statement::Rollback)
            }
            _ => self.definition(&word),
        }
    }

    fn insert(&mut self) -> Parsed<Statement> {
        self.need_word("INTO")?;
        let table = self.table_name()?;
        let mut columns = Vec::new();
        if self.sign("(") {
            columns = self.list(Parser::name)?;
            self.need_sign(")")?;
        }
        let values = if self.word("VALUES") {
            self.need_sign("(")?;
            let row = self.list(Parser::expr)?;
            self.need_sign(")")?;
            InsertValues::Row(row)
        } else {
            InsertValues::Query(Box::new(self.query()?))
        };
        let returning = self.returning()?;
        Ok(Statement::Insert {
            table,
            columns,
            values,
            returning,
        })
    }

    fn update(&mut self) -> Parsed<Statement> {
        let table = self.table_name()?;
        let alias = self.alias();
        self.need_word("SET")?;
        let mut sets = Vec::new();
        loop {
            let mut column = self.name()?;
            if self.sign(".") {
                if alias.as_ref() != Some(&column) && table.name != column {
                    return Err(self.error(904, "invalid identifier"));
                }
                column = self.name()?;
            }
            self.need_sign("=")?;
            sets.push((column, self.expr()?));
            if !self.sign(",") {
                break;
            }
        }
        let filter = self.filter()?;
        let returning = self.returning()?;
        Ok(Statement::Update {
            table,
            sets,
            filter,
            returning,
        })
    }

    fn delete(&mut self) -> Parsed<Statement> {
        self.word("FROM");
        let table = self.table_name()?;
        self.alias();
        let filter = self.filter()?;
        let returning = self.returning()?;
        Ok(Statement::Delete {
            table,
            filter,
            returning,
        })
    }

    fn filter(&mut self) -> Parsed<Option<Expr>> {
        if self.word("WHERE") {
            Ok(Some(self.expr()?))
        } else {
            Ok(None)
        }
    }

    /// The expressions of RETURNING; its binds get values and have none.
    fn returning(&mut self) -> Parsed<Vec<Expr>> {
        if !self.word("RETURNING") && !self.word("RETURN") {
            return Ok(Vec::new());
        }
        let exprs = self.list(Parser::expr)?;
        self.need_word("INTO")?;
        let binds = self.list(Parser::expr)?;
        if binds.len() != exprs.len() || !binds.iter().all(|bind| matches!(bind, Expr::Bind(_))) {
            return Err(self.error(947, "not enough values"));
        }
        Ok(exprs)
    }

    pub(super) fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        let mut list = vec![one(self)?];
        while self.sign(",") {
            list.push(one(self)?);
        }
        Ok(list)
    }

    /// An alias, if there is one.
    fn alias(&mut self) -> Option<String> {
        match self.peek() {
            Some(Token::Word(word)) if !RESERVED.contains(&word.as_str()) => self.next_word(),
            Some(Token::Quoted(_)) => self.name().ok(),
            _ => None,
        }
    }

    pub(super) fn query(&mut self) -> Parsed<Query> {
        let mut query = self.query_block()?;
        while self.words(&["UNION", "ALL"]) {
            query.union_all.push(self.query_block()?);
        }
        if self.words(&["ORDER", "BY"]) {
            query.order_by = self.list(Parser::ordering)?;
        }
        if self.word("OFFSET") {
            query.offset = Some(self.expr()?);
            let _ = self.word("ROWS") || self.word("ROW");
        }
        if self.word("FETCH") {
            let _ = self.word("FIRST") || self.word("NEXT");
            query.limit = Some(self.expr()?);
            let _ = self.word("ROWS") || self.word("ROW");
            self.need_word("ONLY")?;
        }
        if self.words(&["FOR", "UPDATE"]) {
            let _ = self.word("NOWAIT") || self.words(&["SKIP", "LOCKED"]);
        }
        Ok(query)
    }

    fn ordering(&mut self) -> Parsed<Ordering> {
        let expr = self.expr()?;
        let descending = self.word("DESC");
        if !descending {
            self.word("ASC");
        }
        let mut nulls_first = descending;
        if self.word("NULLS") {
            nulls_first = self.word("FIRST");
            if !nulls_first {
                self.need_word("LAST")?;
            }
        }
        Ok(Ordering {
            expr,
            descending,
            nulls_first,
        })
    }

    fn query_block(&mut self) -> Parsed<Query> {
        if self.sign("(") {
            let query = self.query()?;
            self.need_sign(")")?;
            return Ok(query);
        }
        self.need_word("SELECT")?;
        let distinct = self.word("DISTINCT");
        let items = self.list(Parser::item)?;
        let mut sources = Vec::new();
        if self.word("FROM") {
            self.sources(&mut sources)?;
        }
        let filter = self.filter()?;
        let mut group_by = Vec::new();
        let mut having = None;
        if self.words(&["GROUP", "BY"]) {
            group_by = self.list(Parser::expr)?;
        }
        if self.word("HAVING") {
            having = Some(self.expr()?);
        }
        Ok(Query {
            distinct,
            items,
            sources,
            filter,
            group_by,
            having,
            order_by: Vec::new(),
            offset: None,
            limit: None,
            union_all: Vec::new(),
        })
    }

    fn item(&mut self) -> Parsed<Item> {
        if self.sign("*") {
            return Ok(Item::All(None));
        }
        if let [
            (Token::Word(name) | Token::Quoted(name), _),
            (Token::Sign("."), _),
            (Token::Sign("*"), _),
            ..,
        ] = &self.tokens[self.at..]
        {
            let name = name.clone();
            self.at += 3;
            return Ok(Item::All(Some(name)));
        }
        let start = self.place();
        let expr = self.expr()?;
        let text = self.sql[start..self.place()]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join("");
        let alias = if self.word("AS") {
            Some(self.name()?)
        } else {
            self.alias()
        };
        Ok(Item::Expr(expr, alias, text.to_uppercase()))
    }

    fn place(&self) -> usize {
        self.tokens
            .get(self.at)
            .map_or(self.sql.len(), |(_, place)| *place)
    }

    fn sources(&mut self, sources: &mut Vec<Source>) -> Parsed<()> {
        sources.push(self.source()?);
        loop {
            if self.sign(",") || self.words(&["CROSS", "JOIN"]) {
                sources.push(self.source()?);
            } else if self.words(&["INNER", "JOIN"]) || self.word("JOIN") {
                let mut source = self.source()?;
                self.need_word("ON")?;
                source.join = Join::Inner(self.expr()?);
                sources.push(source);
            } else if self.words(&["LEFT", "JOIN"]) || self.words(&["LEFT", "OUTER", "JOIN"]) {
                let mut source = self.source()?;
                self.need_word("ON")?;
                source.join = Join::Left(self.expr()?);
                sources.push(source);
            } else {
                return Ok(());
            }
        }
    }

    fn source(&mut self) -> Parsed<Source> {
        let relation = if self.sign("(") {
            let query = self.query()?;
            self.need_sign(")")?;
            Relation::Query(Box::new(query))
        } else {
            Relation::Table(self.table_name()?)
        };
        let mut source = Source {
            relation,
            alias: None,
            as_of: None,
            partition: None,
            join: Join::Cross,
        };
        if self.word("PARTITION") || self.word("SUBPARTITION") {
            self.need_sign("(")?;
            source.partition = Some(self.name()?);
            self.need_sign(")")?;
        }
        if self.words(&["AS", "OF", "SCN"]) {
            source.as_of = Some(self.additive()?);
        }
        source.alias = self.alias();
        Ok(source)
    }

    pub(super) fn expr(&mut self) -> Parsed<Expr> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(913, "too many nested expressions"));
        }
        let mut left = self.conjunction()?;
        while self.word("OR") {
            left = binary(Operator::Or, left, self.conjunction()?);
        }
        self.depth -= 1;
        Ok(left)
    }

    fn conjunction(&mut self) -> Parsed<Expr> {
        let mut left = self.negation()?;
        while self.word("AND") {
            left = binary(Operator::And, left, self.negation()?);
        }
        Ok(left)
    }

    fn negation(&mut self) -> Parsed<Expr> {
        if self.word("NOT") {
            return Ok(Expr::Not(Box::new(self.negation()?)));
        }
        if self.is_at(0, "EXISTS") {
            self.at += 1;
            self.need_sign("(")?;
            let query = self.query()?;
            self.need_sign(")")?;
            return Ok(Expr::Exists(Box::new(query)));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Parsed<Expr> {
        let left = self.additive()?;
        if self.word("IS") {
            let negated = self.word("NOT");
            self.need_word("NULL")?;
            return Ok(Expr::IsNull(Box::new(left), negated));
        }
        let negated = self.word("NOT");
        if self.word("IN") {
            return self.membership(left, negated);
        }
        if self.word("BETWEEN") {
            let low = self.additive()?;
            self.need_word("AND")?;
            let high = self.additive()?;
            return Ok(Expr::Between(
                Box::new(left),
                Box::new(low),
                Box::new(high),
                negated,
            ));
        }
        if self.word("LIKE") {
            let pattern = self.additive()?;
            let escape = if self.word("ESCAPE") {
                Some(Box::new(self.additive()?))
            } else {
                None
            };
            return Ok(Expr::Like(Box::new(left), Box::new(pattern), escape, negated));
        }
        if negated {
            // It belongs to what comes after: DEFAULT 1 NOT NULL.
            self.at -= 1;
            return Ok(left);
        }
        let operators = [
            ("=", Operator::Equal),
            ("<>", Operator::NotEqual),
            ("!=", Operator::NotEqual),
            ("^=", Operator::NotEqual),
            ("<=", Operator::LessEqual),
            (">=", Operator::GreaterEqual),
            ("<", Operator::Less),
            (">", Operator::Greater),
        ];
        for (sign, operator) in operators {
            if self.sign(sign) {
                return Ok(binary(operator, left, self.additive()?));
            }
        }
        Ok(left)
    }

    fn membership(&mut self, left: Expr, negated: bool) -> Parsed<Expr> {
        self.need_sign("(")?;
        let expr = if self.is_at(0, "SELECT") {
            Expr::InQuery(Box::new(left), Box::new(self.query()?), negated)
        } else {
            Expr::In(Box::new(left), self.list(Parser::expr)?, negated)
        };
        self.need_sign(")")?;
        Ok(expr)
    }

    fn additive(&mut self) -> Parsed<Expr> {
        let mut left = self.multiplicative()?;
        loop {
            let operator = if self.sign("+") {
                Operator::Add
            } else if self.sign("-") {
                Operator::Subtract
            } else if self.sign("||") {
                Operator::Concat
            } else {
                return Ok(left);
            };
            left = binary(operator, left, self.multiplicative()?);
        }
    }

    fn multiplicative(&mut self) -> Parsed<Expr> {
        let mut left = self.unary()?;
        loop {
            let operator = if self.sign("*") {
                Operator::Multiply
            } else if self.sign("/") {
                Operator::Divide
            } else {
                return Ok(left);
            };
            left = binary(operator, left, self.unary()?);
        }
    }

    fn unary(&mut self) -> Parsed<Expr> {
        if self.sign("-") {
            return Ok(Expr::Negate(Box::new(self.unary()?)));
        }
        self.sign("+");
        self.primary()
    }
}

fn binary(operator: Operator, left: Expr, right: Expr) -> Expr {
    Expr::Binary(operator, Box::new(left), Box::new(right))
}
