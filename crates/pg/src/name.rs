//! Names and types.

use crate::keywords::needs_quotes;

/// An identifier as the catalog holds it; quoted when printed, if necessary.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Ident(pub String);

impl<T: Into<String>> From<T> for Ident {
    fn from(name: T) -> Self {
        Ident(name.into())
    }
}

impl std::fmt::Display for Ident {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&quote_identifier(&self.0))
    }
}

/// A name with the schemas before it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct QualifiedName(pub Vec<Ident>);

impl QualifiedName {
    /// A name looked up in the search path.
    pub fn plain(name: impl Into<Ident>) -> Self {
        QualifiedName(vec![name.into()])
    }

    /// `schema.name`; without a schema the plain name.
    pub fn new(schema: Option<&str>, name: impl Into<Ident>) -> Self {
        let mut parts: Vec<Ident> = schema.map(Ident::from).into_iter().collect();
        parts.push(name.into());
        QualifiedName(parts)
    }

    /// The last part.
    pub fn last(&self) -> &str {
        self.0.last().map_or("", |ident| ident.0.as_str())
    }

    /// The schema, when qualified.
    pub fn schema(&self) -> Option<&str> {
        match self.0.as_slice() {
            [schema, _] => Some(&schema.0),
            _ => None,
        }
    }
}

impl std::fmt::Display for QualifiedName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, part) in self.0.iter().enumerate() {
            if index > 0 {
                formatter.write_str(".")?;
            }
            write!(formatter, "{part}")?;
        }
        Ok(())
    }
}

/// A type as written in SQL.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TypeName {
    /// The name, printed as it is: built-in names hold blanks, others are quoted by their constructor.
    pub text: String,
    /// Modifiers in parentheses.
    pub modifiers: Vec<i64>,
    /// `[]`
    pub array: bool,
    /// `SETOF`
    pub set_of: bool,
}

impl TypeName {
    /// A built-in type by the name the manual uses.
    pub fn builtin(name: impl Into<String>) -> Self {
        TypeName {
            text: name.into(),
            modifiers: Vec::new(),
            array: false,
            set_of: false,
        }
    }

    /// A built-in type with modifiers.
    pub fn with_modifiers(name: impl Into<String>, modifiers: Vec<i64>) -> Self {
        TypeName {
            modifiers,
            ..TypeName::builtin(name)
        }
    }

    /// A user-defined type.
    pub fn named(name: &QualifiedName) -> Self {
        TypeName::builtin(name.to_string())
    }

    /// `table.column%TYPE` or `variable%TYPE`
    pub fn of_column(table: &QualifiedName, column: &Ident) -> Self {
        TypeName::builtin(format!("{table}.{column}%TYPE"))
    }

    /// `table%ROWTYPE`
    pub fn row_of(table: &QualifiedName) -> Self {
        TypeName::builtin(format!("{table}%ROWTYPE"))
    }

    /// The array type of these elements.
    pub fn array_of(self) -> Self {
        TypeName { array: true, ..self }
    }

    /// `SETOF` this type.
    pub fn set_of(self) -> Self {
        TypeName { set_of: true, ..self }
    }
}

impl std::fmt::Display for TypeName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.set_of {
            formatter.write_str("SETOF ")?;
        }
        // The modifier of `timestamp with time zone` stands after the first word; `timestamptz(3)` does not need that.
        formatter.write_str(&self.text)?;
        if !self.modifiers.is_empty() {
            let list: Vec<String> = self.modifiers.iter().map(i64::to_string).collect();
            write!(formatter, "({})", list.join(", "))?;
        }
        if self.array {
            formatter.write_str("[]")?;
        }
        Ok(())
    }
}

/// An identifier as it must be written: quoted unless it is a lower-case word that is no key word.
pub fn quote_identifier(name: &str) -> String {
    let mut characters = name.chars();
    let plain = characters
        .next()
        .is_some_and(|first| first.is_ascii_lowercase() || first == '_')
        && characters.all(|character| {
            character.is_ascii_lowercase()
                || character.is_ascii_digit()
                || character == '_'
                || character == '$'
        })
        && !needs_quotes(name);
    if plain {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

/// A string literal; backslashes are ordinary characters (standard_conforming_strings is on since 9.1).
pub fn quote_literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
