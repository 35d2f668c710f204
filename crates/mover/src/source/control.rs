//! Control files of SQL*Loader: delimited data files become CSV files of a plan. What is not understood is refused by name.
//!
//! Oracle Database Utilities, "SQL*Loader Control File Reference".

use crate::encode::DateMask;
use crate::plan::{ColumnPlan, CsvDialect, Existing, TablePlan};
use std::path::PathBuf;

/// A word, a text in quotes, or a punctuation mark.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Text(String),
    Mark(char),
}

/// Puts what a control file says into a table's plan; what the plan says itself wins.
///
/// # Errors
/// With what is not understood.
pub fn apply(text: &str, table: &mut TablePlan) -> Result<(), String> {
    let mut parser = Parser {
        tokens: tokens(text)?,
        at: 0,
    };
    let control = parser.control()?;
    table.control_file = None;
    table.csv = control.files;
    table.dialect = CsvDialect {
        encoding: table.dialect.encoding.take().or(control.dialect.encoding),
        ..control.dialect
    };
    if table.existing.is_none() {
        table.existing = control.existing;
    }
    let moved = control.columns.iter().filter(|column| !column.is_filler);
    if table.columns.is_none() {
        table.columns = Some(moved.clone().map(|column| column.name.clone()).collect());
    }
    for column in moved {
        if column.mask.is_none() && column.null.is_none() {
            continue;
        }
        let plan: &mut ColumnPlan = table.column.entry(column.name.clone()).or_default();
        if plan.format.is_none() {
            plan.format = column.mask.clone();
        }
        if let Some(null) = &column.null {
            plan.values.entry(null.clone()).or_default();
        }
    }
    Ok(())
}

struct Control {
    files: Vec<PathBuf>,
    dialect: CsvDialect,
    existing: Option<Existing>,
    columns: Vec<ControlColumn>,
}

struct ControlColumn {
    name: String,
    is_filler: bool,
    mask: Option<DateMask>,
    null: Option<String>,
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(next) = characters.next() {
        match next {
            _ if next.is_whitespace() => {}
            '-' if characters.peek() == Some(&'-') => while characters.next_if(|c| *c != '\n').is_some() {},
            '\'' | '"' => {
                let mut quoted = String::new();
                loop {
                    match characters.next() {
                        Some(c) if c == next && characters.peek() == Some(&next) => {
                            characters.next();
                            quoted.push(next);
                        }
                        Some(c) if c == next => break,
                        Some(c) => quoted.push(c),
                        None => return Err(format!("a quotation mark {next} without its end")),
                    }
                }
                // X'09' is a byte.
                match tokens.last() {
                    Some(Token::Word(word)) if word.eq_ignore_ascii_case("x") && next == '\'' => {
                        let byte = u8::from_str_radix(&quoted, 16)
                            .map_err(|_| format!("X'{quoted}' is no character"))?;
                        tokens.pop();
                        tokens.push(Token::Text(char::from(byte).to_string()));
                    }
                    _ => tokens.push(Token::Text(quoted)),
                }
            }
            _ if next.is_alphanumeric() || "_$#.".contains(next) => {
                let mut word = String::from(next);
                while let Some(c) = characters.next_if(|c| c.is_alphanumeric() || "_$#.".contains(*c)) {
                    word.push(c);
                }
                tokens.push(Token::Word(word));
            }
            mark => tokens.push(Token::Mark(mark)),
        }
    }
    Ok(tokens)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
}

impl Parser {
    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    /// Takes a key word when it is the next token.
    fn word(&mut self, word: &str) -> bool {
        let found =
            matches!(self.tokens.get(self.at), Some(Token::Word(next)) if next.eq_ignore_ascii_case(word));
        self.at += usize::from(found);
        found
    }

    fn mark(&mut self, mark: char) -> bool {
        let found = self.tokens.get(self.at) == Some(&Token::Mark(mark));
        self.at += usize::from(found);
        found
    }

    fn text(&mut self, what: &str) -> Result<String, String> {
        match self.next() {
            Some(Token::Text(text)) => Ok(text),
            other => Err(format!("{what} is expected, not {}", shown(other.as_ref()))),
        }
    }

    fn refused<T>(&self) -> Result<T, String> {
        Err(format!(
            "{} is not understood here",
            shown(self.tokens.get(self.at))
        ))
    }

    fn control(&mut self) -> Result<Control, String> {
        let mut control = Control {
            files: Vec::new(),
            dialect: CsvDialect {
                header: false,
                quote: String::new(),
                delimiter: String::new(),
                ..CsvDialect::default()
            },
            existing: None,
            columns: Vec::new(),
        };
        if self.word("options") {
            self.options(&mut control.dialect)?;
        }
        if !self.word("load") {
            return self.refused();
        }
        self.word("data");
        loop {
            if self.word("characterset") {
                if let Some(Token::Word(name)) = self.next() {
                    control.dialect.encoding = Some(name);
                }
            } else if self.word("infile") {
                control.files.push(self.text("a data file in quotes")?.into());
            } else if self.word("badfile") || self.word("discardfile") {
                self.text("a file in quotes")?;
            } else if self.word("into") {
                break;
            } else if let Some(existing) = self.method() {
                control.existing = Some(existing);
            } else {
                return self.refused();
            }
        }
        if !self.word("table") || self.next().is_none() {
            return self.refused();
        }
        if let Some(existing) = self.method() {
            control.existing = Some(existing);
        }
        self.fields(&mut control.dialect)?;
        if self.word("trailing") {
            if !self.word("nullcols") {
                return self.refused();
            }
            control.dialect.trailing_nulls = true;
        }
        if !self.mark('(') {
            return self.refused();
        }
        loop {
            control.columns.push(self.column()?);
            if self.mark(')') {
                break;
            }
            if !self.mark(',') {
                return self.refused();
            }
        }
        if self.at < self.tokens.len() {
            return self.refused();
        }
        if control.files.is_empty() {
            return Err("INFILE names no data file".to_owned());
        }
        control.dialect.fields = Some(control.columns.iter().map(|column| column.name.clone()).collect());
        Ok(control)
    }

    /// `(SKIP=1, DIRECT=TRUE)`: how many records are skipped; the rest is about how SQL*Loader works.
    fn options(&mut self, dialect: &mut CsvDialect) -> Result<(), String> {
        if !self.mark('(') {
            return self.refused();
        }
        while !self.mark(')') {
            let (Some(Token::Word(name)), true) = (self.next(), self.mark('=')) else {
                self.at -= 1;
                return self.refused();
            };
            let value = self.next();
            if name.eq_ignore_ascii_case("skip") {
                match value {
                    Some(Token::Word(number)) if number == "0" => {}
                    Some(Token::Word(number)) if number == "1" => dialect.header = true,
                    other => {
                        return Err(format!(
                            "SKIP={} is not understood: 0 or 1 is",
                            shown(other.as_ref())
                        ));
                    }
                }
            }
            self.mark(',');
        }
        Ok(())
    }

    fn method(&mut self) -> Option<Existing> {
        if self.word("insert") {
            Some(Existing::Fail)
        } else if self.word("append") {
            Some(Existing::Append)
        } else if self.word("replace") || self.word("truncate") {
            Some(Existing::Truncate)
        } else {
            None
        }
    }

    fn fields(&mut self, dialect: &mut CsvDialect) -> Result<(), String> {
        if !self.word("fields") {
            return Err("fields of fixed positions are not understood: FIELDS TERMINATED BY is".to_owned());
        }
        loop {
            if self.word("csv") {
                self.word("with");
                self.word("without");
                self.word("embedded");
                dialect.delimiter = ",".to_owned();
                dialect.quote = "\"".to_owned();
            } else if self.word("terminated") {
                self.word("by");
                dialect.delimiter = self.text("a delimiter in quotes")?;
            } else if self.word("optionally") {
                if !matches!(self.tokens.get(self.at), Some(Token::Word(word)) if word.eq_ignore_ascii_case("enclosed"))
                {
                    return self.refused();
                }
            } else if self.word("enclosed") {
                self.word("by");
                dialect.quote = self.text("a quote in quotes")?;
                if self.word("and") && self.text("a quote in quotes")? != dialect.quote {
                    return Err("two different quotes around a field are not understood".to_owned());
                }
            } else {
                break;
            }
        }
        if dialect.delimiter.is_empty() {
            return Err("FIELDS without TERMINATED BY is not understood".to_owned());
        }
        Ok(())
    }

    fn column(&mut self) -> Result<ControlColumn, String> {
        let name = match self.next() {
            Some(Token::Word(name)) => name.to_uppercase(),
            Some(Token::Text(name)) => name,
            other => return Err(format!("a column is expected, not {}", shown(other.as_ref()))),
        };
        let mut column = ControlColumn {
            name,
            is_filler: self.word("filler"),
            mask: None,
            null: None,
        };
        loop {
            if self.word("char") {
                self.size()?;
            } else if self.word("date") || self.word("timestamp") {
                self.size()?;
                if let Some(Token::Text(_)) = self.tokens.get(self.at) {
                    let mask = self.text("a format")?;
                    column.mask = Some(DateMask::new(&mask)?);
                }
            } else if self.word("integer") || self.word("decimal") || self.word("float") || self.word("zoned")
            {
                if !self.word("external") {
                    return Err(format!(
                        "column {}: numbers in binary form are not understood",
                        column.name
                    ));
                }
                self.size()?;
            } else if self.word("nullif") {
                let is_own =
                    matches!(self.next(), Some(Token::Word(of)) if of.eq_ignore_ascii_case(&column.name));
                if !is_own || !self.mark('=') || self.word("blanks") {
                    return Err(format!(
                        "column {}: only NULLIF with its own name and a text is understood",
                        column.name
                    ));
                }
                column.null = Some(self.text("a text")?);
            } else {
                return match self.tokens.get(self.at) {
                    Some(Token::Mark(',' | ')')) => Ok(column),
                    other => Err(format!(
                        "column {}: {} is not understood",
                        column.name,
                        shown(other)
                    )),
                };
            }
        }
    }

    /// `(10)`, which says nothing about the data.
    fn size(&mut self) -> Result<(), String> {
        if self.mark('(') {
            self.next();
            if !self.mark(')') {
                return self.refused();
            }
        }
        Ok(())
    }
}

fn shown(token: Option<&Token>) -> String {
    match token {
        Some(Token::Word(word)) => word.to_uppercase(),
        Some(Token::Text(text)) => format!("`{text}`"),
        Some(Token::Mark(mark)) => format!("`{mark}`"),
        None => "the end".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_file_becomes_a_plan() {
        let mut table = TablePlan::default();
        let text = "OPTIONS (SKIP=1, DIRECT=TRUE)\n-- employees\nLOAD DATA\nCHARACTERSET WE8MSWIN1252\nINFILE 'emp.dat'\n\
                    BADFILE 'emp.bad'\nTRUNCATE INTO TABLE hr.emp\nFIELDS TERMINATED BY X'7C' OPTIONALLY ENCLOSED BY '\"'\n\
                    TRAILING NULLCOLS\n(empno INTEGER EXTERNAL, skipped FILLER, ename CHAR(30) NULLIF ename='-',\n\
                     hired DATE \"DD-MON-RR\")";
        apply(text, &mut table).unwrap();
        assert_eq!(table.csv, [PathBuf::from("emp.dat")]);
        assert_eq!(table.existing, Some(Existing::Truncate));
        let names = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(table.columns, names(&["EMPNO", "ENAME", "HIRED"]));
        assert_eq!(
            table.dialect.fields,
            names(&["EMPNO", "SKIPPED", "ENAME", "HIRED"])
        );
        assert_eq!(
            (table.dialect.delimiter.as_str(), table.dialect.quote.as_str()),
            ("|", "\"")
        );
        assert!(table.dialect.header && table.dialect.trailing_nulls);
        assert_eq!(table.column["HIRED"].format.as_ref().unwrap().text(), "DD-MON-RR");
        assert_eq!(table.column["ENAME"].values["-"], "");
    }

    #[test]
    fn what_is_not_understood_is_named() {
        let error = |rest: &str| {
            let text = format!("LOAD DATA INFILE 'x' INTO TABLE t {rest}");
            apply(&text, &mut TablePlan::default()).unwrap_err()
        };
        assert!(error("(a POSITION(1:5))").contains("fixed positions"));
        assert!(error("WHEN a = 'x' FIELDS TERMINATED BY ',' (a)").contains("fixed positions"));
        assert!(error("FIELDS TERMINATED BY ',' (a \"UPPER(:a)\")").contains("column A: `UPPER(:a)`"));
        assert!(error("FIELDS TERMINATED BY ',' (a SEQUENCE(MAX,1))").contains("column A: SEQUENCE"));
        assert!(error("FIELDS TERMINATED BY ',' (a INTEGER)").contains("binary form"));
        assert!(error("FIELDS TERMINATED BY ',' (a) INTO TABLE u").contains("INTO"));
    }
}
