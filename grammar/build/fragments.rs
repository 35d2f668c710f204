//! Reads the grammar fragments far enough to know their productions: the part of LALRPOP's notation they use.
//!
//! Shared by the build script and `cargo xtask conflicts`. Input: the concatenated text with the line each fragment
//! starts at. Output: productions with every macro expanded.
#![allow(clippy::disallowed_types, reason = "no order of a map reaches the output")]

use std::collections::HashMap;
use std::path::Path;

/// The fragments in the order they are joined.
pub const FRAGMENTS: [&str; 12] = [
    "00_prelude",
    "10_names_types",
    "20_expressions",
    "30_queries",
    "40_dml",
    "50_statements",
    "51_declarations",
    "60_units",
    "70_tables",
    "71_objects",
    "72_alter",
    "80_grants_admin",
];

/// The joined grammar and where each of its lines comes from.
pub struct Source {
    pub text: String,
    /// File and line of each line of `text`.
    pub lines: Vec<(String, usize)>,
}

/// Joins the fragments of `folder`, with the generated extern block in its place.
pub fn join(folder: &Path) -> Result<Source, String> {
    let read = |name: &str| {
        std::fs::read_to_string(folder.join(name)).map_err(|error| format!("grammar/{name}: {error}"))
    };
    let extern_block = read("src/generated/tokens.lalrpop")?;
    let mut source = Source {
        text: String::new(),
        lines: Vec::new(),
    };
    for name in FRAGMENTS {
        let file = format!("{name}.lalrpop");
        for (index, line) in read(&file)?.lines().enumerate() {
            if line == "//@extern" {
                for (index, line) in extern_block.lines().enumerate() {
                    source.add("src/generated/tokens.lalrpop", index, line);
                }
            } else {
                source.add(&file, index, line);
            }
        }
    }
    Ok(source)
}

impl Source {
    fn add(&mut self, file: &str, index: usize, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
        self.lines.push((file.to_owned(), index + 1));
    }

    /// `file:line` of a zero-based line of the joined text.
    pub fn place(&self, line: usize) -> String {
        self.lines
            .get(line)
            .map_or_else(String::new, |(file, line)| format!("grammar/{file}:{line}"))
    }
}

/// A terminal or a nonterminal by its index.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Symbol {
    Terminal(usize),
    Nonterminal(usize),
}

pub struct Production {
    pub left: usize,
    pub right: Vec<Symbol>,
    /// Zero-based line of the joined text.
    pub line: usize,
}

/// The grammar with macros expanded; nonterminal 0 is the start symbol.
#[derive(Default)]
pub struct Grammar {
    pub terminals: Vec<String>,
    pub nonterminals: Vec<String>,
    pub productions: Vec<Production>,
}

/// Reads the joined text.
pub fn read(source: &Source) -> Result<Grammar, String> {
    let mut reader = Reader {
        text: source.text.as_bytes(),
        position: 0,
    };
    let mut items = Items::default();
    reader
        .items(&mut items)
        .map_err(|message| format!("{}: {message}", source.place(reader.line())))?;
    expand(items, source)
}

/// A symbol as written: a terminal, or a nonterminal with macro arguments.
#[derive(Clone)]
enum Written {
    Terminal(String),
    Name(String, Vec<Written>),
}

struct Alternative {
    symbols: Vec<Written>,
    line: usize,
}

struct Rule {
    parameters: Vec<String>,
    alternatives: Vec<Alternative>,
}

#[derive(Default)]
struct Items {
    terminals: Vec<String>,
    rules: HashMap<String, Rule>,
    start: Option<String>,
}

struct Reader<'t> {
    text: &'t [u8],
    position: usize,
}

impl Reader<'_> {
    fn line(&self) -> usize {
        self.text[..self.position]
            .iter()
            .filter(|&&byte| byte == b'\n')
            .count()
    }

    fn skip_blanks(&mut self) {
        loop {
            while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
                self.position += 1;
            }
            if !self.text[self.position..].starts_with(b"//") {
                return;
            }
            while self.peek().is_some_and(|byte| byte != b'\n') {
                self.position += 1;
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.position).copied()
    }

    fn take(&mut self, text: &str) -> bool {
        self.skip_blanks();
        let found = self.text[self.position..].starts_with(text.as_bytes());
        if found {
            self.position += text.len();
        }
        found
    }

    fn expect(&mut self, text: &str) -> Result<(), String> {
        if self.take(text) {
            Ok(())
        } else {
            Err(format!("expected {text}"))
        }
    }

    fn word(&mut self) -> Option<String> {
        self.skip_blanks();
        let start = self.position;
        while self
            .peek()
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            self.position += 1;
        }
        (self.position > start)
            .then(|| String::from_utf8_lossy(&self.text[start..self.position]).into_owned())
    }

    fn quoted(&mut self) -> Option<String> {
        self.skip_blanks();
        if self.peek() != Some(b'"') {
            return None;
        }
        let start = self.position + 1;
        let length = self.text[start..].iter().position(|&byte| byte == b'"')?;
        self.position = start + length + 1;
        Some(String::from_utf8_lossy(&self.text[start..start + length]).into_owned())
    }

    /// Skips Rust code up to one of `ends` outside brackets and strings.
    fn skip_code(&mut self, ends: &[u8]) {
        let mut depth = 0usize;
        while let Some(byte) = self.peek() {
            if depth == 0 && ends.contains(&byte) {
                return;
            }
            match byte {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                b'"' => {
                    self.quoted();
                    continue;
                }
                _ => {}
            }
            self.position += 1;
        }
    }

    fn items(&mut self, items: &mut Items) -> Result<(), String> {
        loop {
            self.skip_blanks();
            if self.peek().is_none() {
                return Ok(());
            }
            let is_public = self.take("pub ");
            let name = self.word().ok_or("expected a rule")?;
            match name.as_str() {
                "use" | "grammar" => {
                    self.skip_code(b";");
                    self.expect(";")?;
                }
                "extern" => self.extern_block(items)?,
                _ => {
                    if is_public && items.start.replace(name.clone()).is_some() {
                        return Err("one start symbol only: each is a full copy of the tables".into());
                    }
                    let rule = self.rule()?;
                    if items.rules.insert(name.clone(), rule).is_some() {
                        return Err(format!("{name} is declared twice"));
                    }
                }
            }
        }
    }

    fn extern_block(&mut self, items: &mut Items) -> Result<(), String> {
        self.expect("{")?;
        while !self.take("enum") {
            self.skip_code(b";");
            self.expect(";")?;
        }
        self.word();
        self.expect("{")?;
        while let Some(terminal) = self.quoted() {
            items.terminals.push(terminal);
            self.skip_code(b",}");
            self.take(",");
        }
        self.expect("}")?;
        self.expect("}")
    }

    fn rule(&mut self) -> Result<Rule, String> {
        let mut parameters = Vec::new();
        if self.take("<") {
            while let Some(parameter) = self.word() {
                parameters.push(parameter);
                self.take(",");
            }
            self.expect(">")?;
        }
        self.expect(":")?;
        self.skip_code(b"=");
        self.expect("=")?;
        let mut alternatives = Vec::new();
        if self.take("{") {
            while !self.take("}") {
                alternatives.push(self.alternative(b",}")?);
                self.take(",");
            }
            self.take(";");
        } else {
            alternatives.push(self.alternative(b";")?);
            self.expect(";")?;
        }
        Ok(Rule {
            parameters,
            alternatives,
        })
    }

    fn alternative(&mut self, ends: &[u8]) -> Result<Alternative, String> {
        self.skip_blanks();
        let line = self.line();
        let mut symbols = Vec::new();
        loop {
            if self.take("=>") {
                self.skip_code(ends);
                break;
            }
            if self.peek().is_none_or(|byte| ends.contains(&byte)) {
                break;
            }
            if self.take("<") {
                self.binding_name();
                symbols.extend(self.symbol()?);
                self.expect(">")?;
            } else {
                symbols.extend(self.symbol()?);
            }
        }
        Ok(Alternative { symbols, line })
    }

    /// The `name:` of `<name:Symbol>`.
    fn binding_name(&mut self) {
        let start = self.position;
        if self.word().is_none() || !self.take(":") {
            self.position = start;
        }
    }

    /// A symbol; nothing for the locations `@L` and `@R`.
    fn symbol(&mut self) -> Result<Option<Written>, String> {
        if self.take("@L") || self.take("@R") {
            return Ok(None);
        }
        if let Some(terminal) = self.quoted() {
            return Ok(Some(Written::Terminal(terminal)));
        }
        let name = self.word().ok_or(
            "expected a symbol; of LALRPOP's notation only macros, names and literals are used here",
        )?;
        let mut arguments = Vec::new();
        if self.peek() == Some(b'<') {
            self.position += 1;
            while !self.take(">") {
                arguments.push(self.symbol()?.ok_or("a location cannot be an argument")?);
                self.take(",");
            }
        }
        Ok(Some(Written::Name(name, arguments)))
    }
}

fn shown(symbol: &Written) -> String {
    match symbol {
        Written::Terminal(name) => format!("\"{name}\""),
        Written::Name(name, arguments) if arguments.is_empty() => name.clone(),
        Written::Name(name, arguments) => {
            let list: Vec<String> = arguments.iter().map(shown).collect();
            format!("{name}<{}>", list.join(", "))
        }
    }
}

fn substitute(symbol: &Written, parameters: &[String], arguments: &[Written]) -> Written {
    match symbol {
        Written::Terminal(_) => symbol.clone(),
        Written::Name(name, inner) => {
            if let Some(index) = parameters.iter().position(|parameter| parameter == name) {
                return arguments[index].clone();
            }
            Written::Name(
                name.clone(),
                inner
                    .iter()
                    .map(|item| substitute(item, parameters, arguments))
                    .collect(),
            )
        }
    }
}

/// Instantiates every rule reachable from the start symbol.
fn expand(items: Items, source: &Source) -> Result<Grammar, String> {
    let mut grammar = Grammar {
        terminals: items.terminals,
        ..Grammar::default()
    };
    let terminal_index: HashMap<String, usize> = grammar
        .terminals
        .iter()
        .enumerate()
        .map(|(index, name)| (name.clone(), index))
        .collect();
    let start = Written::Name(items.start.ok_or("no start symbol")?, Vec::new());
    let mut index_of: HashMap<String, usize> = HashMap::from([(shown(&start), 0)]);
    grammar.nonterminals.push(shown(&start));
    let mut pending = vec![start];
    let mut next = 0;
    while next < pending.len() {
        let Written::Name(name, arguments) = pending[next].clone() else {
            return Err("a terminal as a rule".into());
        };
        let rule = items
            .rules
            .get(&name)
            .ok_or_else(|| format!("{name} is not declared"))?;
        if rule.parameters.len() != arguments.len() {
            return Err(format!("{name} takes {} arguments", rule.parameters.len()));
        }
        for alternative in &rule.alternatives {
            let mut right = Vec::new();
            for symbol in &alternative.symbols {
                let symbol = substitute(symbol, &rule.parameters, &arguments);
                if let Written::Terminal(terminal) = &symbol {
                    let index = terminal_index.get(terminal).ok_or_else(|| {
                        format!(
                            "{}: no token is written \"{terminal}\"",
                            source.place(alternative.line)
                        )
                    })?;
                    right.push(Symbol::Terminal(*index));
                    continue;
                }
                let key = shown(&symbol);
                let fresh = grammar.nonterminals.len();
                let index = *index_of.entry(key.clone()).or_insert(fresh);
                if index == fresh {
                    if let Written::Name(name, _) = &symbol
                        && !items.rules.contains_key(name)
                    {
                        return Err(format!(
                            "{}: {name} is not declared",
                            source.place(alternative.line)
                        ));
                    }
                    grammar.nonterminals.push(key);
                    pending.push(symbol);
                }
                right.push(Symbol::Nonterminal(index));
            }
            grammar.productions.push(Production {
                left: next,
                right,
                line: alternative.line,
            });
        }
        next += 1;
    }
    let mut declared: Vec<&String> = items.rules.keys().collect();
    declared.sort();
    for name in declared {
        let used = grammar
            .nonterminals
            .iter()
            .any(|known| known == name || known.starts_with(&format!("{name}<")));
        if !used {
            return Err(format!("{name} is never used"));
        }
    }
    Ok(grammar)
}
