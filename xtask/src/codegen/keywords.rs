//! The token enum, its tables and the extern block of the grammar from `grammar/keywords.toml`.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// One terminal or one token outside the grammar.
struct Token {
    /// Variant of `TokenKind`.
    variant: String,
    /// How the fragments write it, without the quotes.
    spelling: String,
    /// How a message calls it.
    shown: String,
    /// Whether it is the own terminal of a word.
    word: bool,
}

struct Keyword {
    word: String,
    reserved: bool,
    /// The token the lexer gives: the own terminal, or the first candidate.
    variant: String,
    candidates: Vec<String>,
    next: Option<Vec<String>>,
}

/// Path (relative to the root) and text of every file this module generates.
pub fn files(root: &Path) -> Result<Vec<(String, String)>> {
    let source = std::fs::read_to_string(root.join("grammar/keywords.toml"))?;
    let table: toml::Table = source.parse().context("keywords.toml")?;
    let declared = Declared::read(&source, &table)?;
    Ok(vec![
        ("grammar/src/generated/tokens.rs".into(), declared.tokens_file()?),
        (
            "grammar/src/generated/tokens.lalrpop".into(),
            declared.extern_block(),
        ),
    ])
}

struct Declared {
    terminals: Vec<Token>,
    outside: Vec<Token>,
    keywords: Vec<Keyword>,
    name_before: Vec<String>,
    /// The `next` of classes.
    class_next: Vec<(String, Vec<String>)>,
}

impl Declared {
    fn read(source: &str, table: &toml::Table) -> Result<Self> {
        let mut terminals = Vec::new();
        for (section, is_symbol) in [("punctuation", true), ("literals", false), ("classes", false)] {
            for (variant, shown) in plain_section(source, table, section)? {
                let spelling = if is_symbol { shown.clone() } else { variant.clone() };
                terminals.push(Token {
                    variant,
                    spelling,
                    shown,
                    word: false,
                });
            }
        }
        let outside = plain_section(source, table, "outside")?
            .into_iter()
            .map(|(variant, shown)| Token {
                spelling: variant.clone(),
                variant,
                shown,
                word: false,
            })
            .collect();
        let mut keywords = Vec::new();
        for (word, row) in section(table, "keywords")? {
            let row = row
                .as_table()
                .with_context(|| format!("{word}: a table is expected"))?;
            let keyword = read_keyword(word, row)?;
            if row.get("own_terminal").and_then(toml::Value::as_bool) != Some(false) {
                terminals.push(Token {
                    variant: keyword.variant.clone(),
                    spelling: word.clone(),
                    shown: word.clone(),
                    word: true,
                });
            }
            keywords.push(keyword);
        }
        let rules = section(table, "rules")?;
        let name_before = strings(rules.get("name_before").context("rules.name_before")?)?;
        let mut class_next = Vec::new();
        for (class, next) in section(table, "class_next")? {
            class_next.push((class.clone(), strings(next)?));
        }
        let declared = Declared {
            terminals,
            outside,
            keywords,
            name_before,
            class_next,
        };
        declared.check()?;
        Ok(declared)
    }

    fn check(&self) -> Result<()> {
        let mut seen = BTreeMap::new();
        for token in self.terminals.iter().chain(&self.outside) {
            if seen.insert(&token.variant, ()).is_some() {
                bail!("two tokens are called {}: give one a `name`", token.variant);
            }
        }
        Ok(())
    }

    /// The variant a name in a list stands for: a word or a variant.
    fn variant(&self, name: &str) -> Result<&str> {
        self.terminals
            .iter()
            .find(|token| token.variant == name || (token.word && token.spelling == name))
            .map(|token| token.variant.as_str())
            .with_context(|| format!("no terminal is called {name}"))
    }

    fn variants(&self, names: &[String]) -> Result<String> {
        let list: Result<Vec<String>> = names
            .iter()
            .map(|name| Ok(format!("TokenKind::{}", self.variant(name)?)))
            .collect();
        Ok(list?.join(", "))
    }

    fn tokens_file(&self) -> Result<String> {
        let mut out = String::from(
            "// Written by `cargo xtask codegen` from grammar/keywords.toml; do not edit.\n//! The kinds of tokens and the table of words.\n\nuse crate::token::{Keyword, NextTokenRule};\n\n/// The kind of a token. The terminals of the grammar come first: their discriminant is the column of the action table.\n#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]\n#[repr(u16)]\n#[allow(missing_docs, reason = \"documented in keywords.toml\")]\npub enum TokenKind {\n",
        );
        for token in self.terminals.iter().chain(&self.outside) {
            let _ = writeln!(out, "{},", token.variant);
        }
        let _ = writeln!(
            out,
            "}}\n\n/// Number of terminals; kinds from here on are outside the grammar.\npub const TERMINAL_COUNT: usize = {};\n",
            self.terminals.len()
        );
        out.push_str("/// Every kind, by discriminant.\npub(crate) const KINDS: &[TokenKind] = &[\n");
        for token in self.terminals.iter().chain(&self.outside) {
            let _ = writeln!(out, "TokenKind::{},", token.variant);
        }
        out.push_str("];\n\n/// How messages call each kind, by discriminant.\npub(crate) static NAMES: &[&str] = &[\n");
        for token in self.terminals.iter().chain(&self.outside) {
            let _ = writeln!(out, "{:?},", token.shown);
        }
        out.push_str("];\n\n/// All words, in alphabetical order.\npub static KEYWORDS: &[Keyword] = &[\n");
        for keyword in &self.keywords {
            let _ = writeln!(
                out,
                "Keyword {{ word: {:?}, kind: TokenKind::{} }},",
                keyword.word, keyword.variant
            );
        }
        out.push_str("];\n\n");
        self.rule_functions(&mut out)?;
        Ok(out)
    }

    fn rule_functions(&self, out: &mut String) -> Result<()> {
        out.push_str("/// Whether the kind is the own terminal of a word, or of several.\npub(crate) const fn is_word(kind: TokenKind) -> bool {\nmatches!(kind, ");
        let mut words: Vec<String> = self
            .keywords
            .iter()
            .map(|keyword| format!("TokenKind::{}", keyword.variant))
            .collect();
        words.sort();
        words.dedup();
        let _ = writeln!(out, "{})\n}}\n", words.join(" | "));
        out.push_str("/// Whether the word is never a name.\npub(crate) const fn is_reserved(kind: TokenKind) -> bool {\nmatches!(kind, ");
        let reserved: Vec<String> = self
            .keywords
            .iter()
            .filter(|keyword| keyword.reserved)
            .map(|keyword| format!("TokenKind::{}", keyword.variant))
            .collect();
        let _ = writeln!(out, "{})\n}}\n", reserved.join(" | "));
        out.push_str("/// The class terminals a word may stand for when its own terminal does not fit.\npub(crate) const fn candidates(kind: TokenKind) -> &'static [TokenKind] {\nmatch kind {\n");
        for keyword in self
            .keywords
            .iter()
            .filter(|keyword| !keyword.candidates.is_empty())
        {
            let _ = writeln!(
                out,
                "TokenKind::{} => &[{}],",
                keyword.variant,
                self.variants(&keyword.candidates)?
            );
        }
        out.push_str("_ => &[],\n}\n}\n\n/// What decides between keyword and name when the table accepts both.\npub(crate) fn next_token_rule(kind: TokenKind) -> NextTokenRule {\nmatch kind {\n");
        for keyword in &self.keywords {
            if let Some(next) = &keyword.next {
                let _ = writeln!(
                    out,
                    "TokenKind::{} => NextTokenRule::KeywordBefore(&[{}]),",
                    keyword.variant,
                    self.variants(next)?
                );
            }
        }
        for (class, next) in &self.class_next {
            let _ = writeln!(
                out,
                "TokenKind::{class} => NextTokenRule::KeywordBefore(&[{}]),",
                self.variants(next)?
            );
        }
        let _ = writeln!(
            out,
            "_ => NextTokenRule::NameBefore(&[{}]),\n}}\n}}",
            self.variants(&self.name_before)?
        );
        Ok(())
    }

    fn extern_block(&self) -> String {
        let mut out = String::from(
            "// Written by `cargo xtask codegen` from grammar/keywords.toml; do not edit.\nextern {\n    type Location = u32;\n    type Error = ();\n\n    enum TokenKind {\n",
        );
        for token in &self.terminals {
            let _ = writeln!(
                out,
                "        \"{}\" => TokenKind::{},",
                token.spelling, token.variant
            );
        }
        out.push_str("    }\n}\n");
        out
    }
}

fn read_keyword(word: &str, row: &toml::Table) -> Result<Keyword> {
    const FIELDS: [&str; 5] = ["class", "name", "own_terminal", "candidates", "next"];
    if let Some(unknown) = row.keys().find(|key| !FIELDS.contains(&key.as_str())) {
        bail!("{word}: unknown field {unknown}");
    }
    let reserved = match row.get("class").and_then(toml::Value::as_str) {
        Some("reserved") => true,
        Some("soft") | None => false,
        Some(other) => bail!("{word}: class is reserved or soft, not {other}"),
    };
    let mut candidates = row
        .get("candidates")
        .map(strings)
        .transpose()?
        .unwrap_or_default();
    let variant = if row.get("own_terminal").and_then(toml::Value::as_bool) == Some(false) {
        if candidates.is_empty() {
            bail!("{word} has neither a terminal nor candidates");
        }
        let first = candidates.remove(0);
        if !candidates.is_empty() {
            bail!("{word}: a word without a terminal has one candidate");
        }
        first
    } else {
        row.get("name")
            .and_then(toml::Value::as_str)
            .map_or_else(|| pascal(word), str::to_owned)
    };
    let next = row.get("next").map(strings).transpose()?;
    if next.is_some() && row.contains_key("own_terminal") {
        bail!("{word}: the rule of a word without a terminal is in [class_next]");
    }
    Ok(Keyword {
        word: word.to_owned(),
        reserved,
        variant,
        candidates,
        next,
    })
}

fn section<'t>(table: &'t toml::Table, name: &str) -> Result<&'t toml::Table> {
    table
        .get(name)
        .and_then(toml::Value::as_table)
        .with_context(|| format!("section [{name}]"))
}

/// The rows of a section of texts in the order of the file, which the parsed table does not keep.
fn plain_section(source: &str, table: &toml::Table, name: &str) -> Result<Vec<(String, String)>> {
    let values = section(table, name)?;
    let start = source
        .find(&format!("[{name}]\n"))
        .with_context(|| format!("section [{name}]"))?;
    let mut rows = Vec::new();
    for line in source[start..]
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with('['))
    {
        let Some((key, _)) = line.split_once(" =") else {
            continue;
        };
        if let Some(value) = values.get(key).and_then(toml::Value::as_str) {
            rows.push((key.to_owned(), value.to_owned()));
        }
    }
    if rows.len() != values.len() {
        bail!("section [{name}]: one `key = \"value\"` per line is expected");
    }
    Ok(rows)
}

fn strings(value: &toml::Value) -> Result<Vec<String>> {
    let list = value.as_array().context("a list of names is expected")?;
    list.iter()
        .map(|item| Ok(item.as_str().context("a name is expected")?.to_owned()))
        .collect()
}

fn pascal(word: &str) -> String {
    word.split('_')
        .map(|part| {
            let mut letters = part.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_string() + &letters.as_str().to_ascii_lowercase()
            })
        })
        .collect()
}
