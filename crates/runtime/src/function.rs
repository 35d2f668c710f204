//! One runtime file as data: what the header comment and the `CREATE` statements in it say.

/// Placeholder for the schema in the SQL files.
pub(crate) const SCHEMA: &str = "{schema}";
const CREATE: [&str; 4] = [
    "CREATE OR REPLACE FUNCTION {schema}.",
    "CREATE OR REPLACE PROCEDURE {schema}.",
    "CREATE OR REPLACE VIEW {schema}.",
    "CREATE TABLE IF NOT EXISTS {schema}.",
];

/// PostgreSQL's volatility categories, weakest promise last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Volatility {
    /// Same arguments, same result, for ever.
    Immutable,
    /// Same arguments, same result within one statement.
    Stable,
    /// Anything may happen.
    Volatile,
}

/// One overload of a runtime function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// `name(parameters) RETURNS type`, without the schema, white space collapsed.
    pub text: String,
    /// The volatility of this overload.
    pub volatility: Volatility,
}

/// One runtime file: a function, a family of overloads under one name, a view or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuntimeFunction {
    /// Function name without the schema.
    pub name: &'static str,
    /// The overloads in file order.
    pub signatures: Vec<Signature>,
    /// The weakest volatility among the overloads.
    pub volatility: Volatility,
    /// The header comment: what it does, the Oracle manual section, known differences.
    pub doc: String,
    /// The SQL text with the schema as `{schema}`.
    pub sql: &'static str,
    /// Names of the runtime functions that this one calls.
    pub depends_on: Vec<&'static str>,
}

impl RuntimeFunction {
    /// Reads the facts out of a file of this crate.
    pub(crate) fn from_file(name: &'static str, sql: &'static str) -> Self {
        let header = sql
            .lines()
            .map_while(|line| line.strip_prefix("--"))
            .map(str::trim);
        let mut doc = String::new();
        let mut depends_on = Vec::new();
        for line in header {
            if let Some(names) = line.strip_prefix("Depends:") {
                depends_on.extend(names.split(',').map(str::trim).filter(|name| !name.is_empty()));
            } else {
                doc.push_str(line);
                doc.push('\n');
            }
        }
        let [function, procedure, view, table] = CREATE;
        let signatures: Vec<Signature> = sql
            .split(function)
            .flat_map(|part| part.split(procedure))
            .flat_map(|part| part.split(view))
            .flat_map(|part| part.split(table))
            .skip(1)
            .map(Signature::from_definition)
            .collect();
        let volatility = signatures
            .iter()
            .map(|signature| signature.volatility)
            .max()
            .unwrap_or(Volatility::Volatile);
        Self {
            name,
            signatures,
            volatility,
            doc,
            sql,
            depends_on,
        }
    }
}

impl Signature {
    /// `definition` starts at the name; the attributes stand between `LANGUAGE` and `AS $$`.
    fn from_definition(definition: &str) -> Self {
        let (declaration, rest) = (definition.split_once("LANGUAGE"))
            .or_else(|| definition.split_once(" AS\n"))
            .unwrap_or((definition, ""));
        let attributes = rest.split_once("$$").map_or(rest, |(attributes, _)| attributes);
        let has = |word: &str| attributes.split_whitespace().any(|attribute| attribute == word);
        let volatility = if has("IMMUTABLE") {
            Volatility::Immutable
        } else if has("STABLE") {
            Volatility::Stable
        } else {
            Volatility::Volatile
        };
        let text = declaration.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { text, volatility }
    }
}
