//! What definitions make of the columns of tables.
//!
//! Rows from before a definition have numbers of columns instead of names, so that each version has to be known.

use super::catalog::{Catalog, Column, Version};
use crate::assembler::Dictionary;
use crate::redo::ColumnType;
use crate::redo::lexer::{Lexer, Token};
use plconv_mover::error::SourceError;
use std::sync::Arc;

/// The text of a definition as someone wrote it: without what the recycle bin adds.
#[must_use]
pub fn cleaned(sql: &str) -> String {
    let text = sql.trim().trim_end_matches([';', '\0']).trim_end();
    match text.find(" AS \"BIN$") {
        Some(at) => text[..at].trim_end().to_owned(),
        None => text.to_owned(),
    }
}

/// Whether a definition removes all rows of a table, rather than those of a partition.
#[must_use]
pub fn is_truncate(text: &str) -> bool {
    let mut words = text.split_whitespace().map(str::to_uppercase);
    words.next().as_deref() == Some("TRUNCATE") && words.next().as_deref() == Some("TABLE")
}

/// What a definition does to the table it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Effect {
    /// Its columns stay as they are.
    None,
    Add(Vec<Column>),
    Drop(Vec<Arc<str>>),
    /// Columns with other types.
    Modify(Vec<Column>),
    RenameColumn(Arc<str>, Arc<str>),
    RenameTable(Arc<str>),
    DropTable,
    /// It is made anew, with these columns and this key.
    Create(Vec<Column>, Vec<Arc<str>>),
    Unknown,
}

/// The columns and the key of the table that a definition makes; `None` when it makes none, or is not understood.
#[must_use]
pub fn created(text: &str) -> Option<(Vec<Column>, Vec<Arc<str>>)> {
    match effect(text)? {
        Effect::Create(columns, key) => Some((columns, key)),
        Effect::None
        | Effect::Add(_)
        | Effect::Drop(_)
        | Effect::Modify(_)
        | Effect::RenameColumn(..)
        | Effect::RenameTable(_)
        | Effect::DropTable
        | Effect::Unknown => None,
    }
}

/// Follows a definition of a captured table that was made at an SCN. `object` is the number of what it was about.
///
/// # Errors
/// When the dictionary does not answer.
pub fn follow(
    catalog: &mut Catalog,
    index: usize,
    (scn, object): (u64, Option<u64>),
    text: &str,
    dictionary: &dyn Dictionary,
) -> Result<(), SourceError> {
    let table = catalog.table_mut(index);
    if table.latest().from >= scn {
        // It was followed before, or what was read from the dictionary had it already.
        return Ok(());
    }
    let mut next = Version {
        from: scn,
        ..table.latest().clone()
    };
    let effect = effect(text).unwrap_or(Effect::Unknown);
    let is_understood = effect != Effect::Unknown && apply(&effect, &mut next);
    let now = dictionary.table(&next.table())?;
    if let Some((columns, key)) = now {
        // Keys may come and go by definitions of their own; a later name of a column is not yet its name.
        if key.iter().all(|name| next.column(name).is_some()) || !is_understood {
            next.key = key;
        }
        if !is_understood {
            next.is_certain = false;
            next.columns = columns;
        }
    } else if !is_understood {
        next.is_certain = false;
    }
    next.is_dropped = effect == Effect::DropTable;
    // A table that is made again has another number.
    table.objects.extend(object);
    table.versions.push(next);
    Ok(())
}

/// Makes a version what it is after a definition; `false` when the two do not fit.
fn apply(effect: &Effect, version: &mut Version) -> bool {
    let position =
        |version: &Version, name: &str| version.columns.iter().position(|column| *column.name == *name);
    match effect {
        Effect::None | Effect::DropTable => true,
        Effect::Create(columns, key) => {
            version.columns.clone_from(columns);
            version.key.clone_from(key);
            version.is_certain = true;
            true
        }
        Effect::Add(columns) => {
            let is_new = columns
                .iter()
                .all(|column| position(version, &column.name).is_none());
            version.columns.extend(columns.iter().cloned());
            is_new
        }
        Effect::Drop(names) => {
            let before = version.columns.len();
            version.columns.retain(|column| !names.contains(&column.name));
            version.columns.len() + names.len() == before
        }
        Effect::Modify(columns) => columns.iter().all(|modified| {
            let column = version
                .columns
                .iter_mut()
                .find(|column| column.name == modified.name);
            column.map(|column| column.kind = modified.kind).is_some()
        }),
        Effect::RenameColumn(from, to) => {
            for name in &mut version.key {
                if *name == *from {
                    name.clone_from(to);
                }
            }
            match position(version, from) {
                Some(at) => {
                    version.columns[at].name.clone_from(to);
                    true
                }
                None => false,
            }
        }
        Effect::RenameTable(name) => {
            version.name.clone_from(name);
            true
        }
        Effect::Unknown => false,
    }
}

struct Reader<'a>(Lexer<'a>);

impl Reader<'_> {
    fn word(&mut self) -> Option<String> {
        match self.0.next().ok()? {
            Token::Word(word) => Some(word.to_uppercase()),
            _ => None,
        }
    }

    fn takes(&mut self, word: &str) -> Option<bool> {
        let found = matches!(self.0.peek().ok()?, Token::Word(found) if found.eq_ignore_ascii_case(word));
        if found {
            self.0.next().ok()?;
        }
        Some(found)
    }

    fn takes_symbol(&mut self, symbol: u8) -> Option<bool> {
        let found = self.0.peek().ok()? == Token::Symbol(symbol);
        if found {
            self.0.next().ok()?;
        }
        Some(found)
    }

    fn name(&mut self) -> Option<Arc<str>> {
        match self.0.next().ok()? {
            Token::Word(word) => Some(word.to_uppercase().into()),
            Token::Name(name) => Some(name.as_ref().into()),
            _ => None,
        }
    }

    /// A name, without the owner before it.
    fn object(&mut self) -> Option<Arc<str>> {
        let mut name = self.name()?;
        while self.takes_symbol(b'.')? {
            name = self.name()?;
        }
        Some(name)
    }

    /// Reads on to the comma or the end of the list that this is an element of; `true` at a comma.
    fn rest_of_element(&mut self, in_list: bool) -> Option<bool> {
        let mut depth = 0;
        loop {
            match self.0.next().ok()? {
                Token::Symbol(b'(') => depth += 1,
                Token::Symbol(b')') if depth == 0 && in_list => return Some(false),
                Token::Symbol(b')') => depth -= 1,
                Token::Symbol(b',') if depth == 0 => return Some(true),
                Token::End => return (!in_list).then_some(false),
                // A virtual column takes no place in rows.
                Token::Word(word)
                    if depth == 0
                        && ["AS", "GENERATED", "INVISIBLE"]
                            .iter()
                            .any(|no| word.eq_ignore_ascii_case(no)) =>
                {
                    return None;
                }
                // Another action behind this one.
                Token::Word(word)
                    if depth == 0
                        && !in_list
                        && ["ADD", "DROP", "MODIFY", "RENAME"]
                            .iter()
                            .any(|no| word.eq_ignore_ascii_case(no)) =>
                {
                    return None;
                }
                _ => {}
            }
        }
    }

    /// `( element, ... )` or one element; what an element is about.
    fn elements(&mut self, typed: bool) -> Option<Vec<(Arc<str>, Option<ColumnType>)>> {
        let in_list = self.takes_symbol(b'(')?;
        let mut found = Vec::new();
        loop {
            let is_quoted = matches!(self.0.peek().ok()?, Token::Name(_));
            let name = self.name()?;
            const NO_COLUMNS: &[&str] = &[
                "CONSTRAINT",
                "PRIMARY",
                "UNIQUE",
                "FOREIGN",
                "CHECK",
                "SUPPLEMENTAL",
            ];
            if is_quoted || !NO_COLUMNS.contains(&&*name) {
                let kind = if typed { self.data_type()? } else { None };
                found.push((name, kind));
            } else if !typed {
                return None;
            }
            if !self.rest_of_element(in_list)? {
                return Some(found);
            }
        }
    }

    /// `( column type ..., PRIMARY KEY (...) )` behind the name of a table that is made.
    fn new_table(&mut self) -> Option<Effect> {
        let mut ahead = Reader(self.0.clone());
        let columns: Option<Vec<Column>> = self
            .elements(true)?
            .into_iter()
            .map(|(name, kind)| kind.map(|kind| Column { name, kind }))
            .collect();
        let columns = columns.filter(|columns| !columns.is_empty())?;
        // The key again: of a column, or of the table.
        let mut key = Vec::new();
        let (mut depth, mut column, mut begins) = (0, None, false);
        loop {
            match ahead.0.next().ok()? {
                Token::Symbol(b'(') => {
                    depth += 1;
                    begins = depth == 1;
                    continue;
                }
                Token::Symbol(b')') => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                Token::Symbol(b',') if depth == 1 => {
                    begins = true;
                    continue;
                }
                Token::Word(word) if word.eq_ignore_ascii_case("PRIMARY") && depth == 1 => {
                    ahead.takes("KEY")?.then_some(())?;
                    if ahead.takes_symbol(b'(')? {
                        loop {
                            key.push(ahead.name()?);
                            if !ahead.takes_symbol(b',')? {
                                break;
                            }
                        }
                        ahead.takes_symbol(b')')?;
                    } else {
                        key.extend(column.clone());
                    }
                }
                Token::Word(word) if begins => column = Some(word.to_uppercase().into()),
                Token::Name(name) if begins => column = Some(name.as_ref().into()),
                Token::End => return None,
                _ => {}
            }
            begins = false;
        }
        Some(Effect::Create(columns, key))
    }

    /// The type behind a column; the inner `None` when there is none.
    fn data_type(&mut self) -> Option<Option<ColumnType>> {
        let Token::Word(word) = self.0.peek().ok()? else {
            return Some(None);
        };
        let word = word.to_uppercase();
        let kind = match word.as_str() {
            "VARCHAR2" | "VARCHAR" | "CHAR" | "CHARACTER" => ColumnType::Text,
            "NVARCHAR2" | "NCHAR" | "NATIONAL" => ColumnType::National,
            "NUMBER" | "NUMERIC" | "DECIMAL" | "DEC" | "INTEGER" | "INT" | "SMALLINT" | "FLOAT" | "REAL"
            | "DOUBLE" => ColumnType::Number,
            "BINARY_FLOAT" => ColumnType::Float,
            "BINARY_DOUBLE" => ColumnType::Double,
            "RAW" => ColumnType::Raw,
            "DATE" => ColumnType::Date,
            "BOOLEAN" | "BOOL" => ColumnType::Boolean,
            "ROWID" | "UROWID" => ColumnType::RowId,
            "CLOB" | "NCLOB" => ColumnType::Clob,
            "BLOB" => ColumnType::Blob,
            "XMLTYPE" | "JSON" | "BFILE" | "VECTOR" => ColumnType::Apart,
            "LONG" => {
                self.word()?;
                return Some(Some(if self.takes("RAW")? {
                    ColumnType::Raw
                } else {
                    ColumnType::Text
                }));
            }
            "INTERVAL" => {
                self.word()?;
                return match self.word()?.as_str() {
                    "YEAR" => Some(Some(ColumnType::Months)),
                    "DAY" => Some(Some(ColumnType::Duration)),
                    _ => None,
                };
            }
            "TIMESTAMP" => {
                self.word()?;
                if self.takes_symbol(b'(')? {
                    self.0.next().ok()?;
                    self.takes_symbol(b')')?;
                }
                if !self.takes("WITH")? {
                    return Some(Some(ColumnType::Timestamp));
                }
                let is_local = self.takes("LOCAL")?;
                return Some(Some(if is_local {
                    ColumnType::TimestampLtz
                } else {
                    ColumnType::TimestampTz
                }));
            }
            "DEFAULT" | "NOT" | "NULL" | "CONSTRAINT" | "CHECK" | "UNIQUE" | "PRIMARY" | "INVISIBLE"
            | "VISIBLE" | "ENCRYPT" | "DECRYPT" => return Some(None),
            // A type of one's own, or a domain.
            _ => return None,
        };
        self.word()?;
        Some(Some(kind))
    }
}

/// What a definition does; `None` when it is not understood.
fn effect(text: &str) -> Option<Effect> {
    let mut reader = Reader(Lexer::new(text));
    match reader.word()?.as_str() {
        "ALTER" => {
            if reader.word()? != "TABLE" {
                return Some(Effect::None);
            }
            reader.object()?;
            altered(&mut reader)
        }
        "RENAME" => {
            reader.object()?;
            reader.takes("TO")?.then_some(())?;
            Some(Effect::RenameTable(reader.name()?))
        }
        "DROP" => Some(if reader.word()? == "TABLE" {
            Effect::DropTable
        } else {
            Effect::None
        }),
        "CREATE" => loop {
            // What is not the table itself: indexes, triggers.
            match reader.word()?.as_str() {
                "TABLE" => {
                    reader.object()?;
                    return reader.new_table();
                }
                // Their rows are not in the log.
                "TEMPORARY" => return None,
                "INDEX" | "TRIGGER" | "SYNONYM" | "VIEW" | "SEQUENCE" => return Some(Effect::None),
                _ => {}
            }
        },
        "TRUNCATE" | "COMMENT" | "GRANT" | "REVOKE" | "ANALYZE" | "AUDIT" | "NOAUDIT" | "LOCK" => {
            Some(Effect::None)
        }
        _ => None,
    }
}

fn altered(reader: &mut Reader<'_>) -> Option<Effect> {
    let typed = |found: Vec<(Arc<str>, Option<ColumnType>)>| -> Vec<Column> {
        found
            .into_iter()
            .filter_map(|(name, kind)| kind.map(|kind| Column { name, kind }))
            .collect()
    };
    let effect = match reader.word()?.as_str() {
        "ADD" if reader.takes("PARTITION")? || reader.takes("SUPPLEMENTAL")? => return Some(Effect::None),
        "ADD" => {
            let found = reader.elements(true)?;
            let count = found.len();
            let columns = typed(found);
            // A column without a type is one whose place in rows is not known.
            (columns.len() == count).then_some(Effect::Add(columns))?
        }
        "MODIFY" if reader.takes("PARTITION")? || reader.takes("CONSTRAINT")? => return Some(Effect::None),
        "MODIFY" => Effect::Modify(typed(reader.elements(true)?)),
        "DROP" if reader.takes("COLUMN")? => Effect::Drop(vec![reader.name()?]),
        "DROP" if reader.0.peek().ok()? == Token::Symbol(b'(') => Effect::Drop(
            reader
                .elements(false)?
                .into_iter()
                .map(|(name, _)| name)
                .collect(),
        ),
        "DROP" => {
            let what = reader.word()?;
            return [
                "CONSTRAINT",
                "PRIMARY",
                "UNIQUE",
                "PARTITION",
                "SUBPARTITION",
                "SUPPLEMENTAL",
            ]
            .contains(&what.as_str())
            .then_some(Effect::None);
        }
        "RENAME" if reader.takes("COLUMN")? => {
            let from = reader.name()?;
            reader.takes("TO")?.then_some(())?;
            Effect::RenameColumn(from, reader.name()?)
        }
        "RENAME" if reader.takes("TO")? => Effect::RenameTable(reader.name()?),
        "RENAME" if reader.takes("CONSTRAINT")? => return Some(Effect::None),
        "ENABLE" | "DISABLE" | "LOGGING" | "NOLOGGING" | "CACHE" | "NOCACHE" | "PARALLEL" | "NOPARALLEL"
        | "MONITORING" | "MOVE" | "SHRINK" | "TRUNCATE" | "READ" | "COMPRESS" | "NOCOMPRESS" | "PCTFREE"
        | "STORAGE" | "ALLOCATE" | "DEALLOCATE" | "EXCHANGE" | "SPLIT" | "MERGE" | "COALESCE" => {
            return Some(Effect::None);
        }
        _ => return None,
    };
    // More actions in one statement: what the rest does is not known.
    let is_dropped_column = matches!(effect, Effect::Drop(_));
    loop {
        match reader.0.next().ok()? {
            Token::End => return Some(effect),
            Token::Word(word)
                if is_dropped_column
                    && ["CASCADE", "CONSTRAINTS", "INVALIDATE", "CHECKPOINT"]
                        .iter()
                        .any(|known| word.eq_ignore_ascii_case(known)) => {}
            Token::Number(_) if is_dropped_column => {}
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, kind: ColumnType) -> Column {
        Column {
            name: name.into(),
            kind,
        }
    }

    #[test]
    fn definitions_and_what_they_do() {
        use ColumnType as T;
        for (text, expected) in [
            (
                "ALTER TABLE accounts ADD (kind VARCHAR2(10))",
                Effect::Add(vec![column("KIND", T::Text)]),
            ),
            (
                "alter table \"O\".\"t\" add (\"a b\" number(3,1) default 0 not null, c timestamp(3) with local time zone, constraint x check (c > 1))",
                Effect::Add(vec![column("a b", T::Number), column("C", T::TimestampLtz)]),
            ),
            (
                "alter table t add c interval day(3) to second(2)",
                Effect::Add(vec![column("C", T::Duration)]),
            ),
            (
                "alter table t add constraint p primary key (a, b)",
                Effect::Add(vec![]),
            ),
            (
                "alter table t drop column a cascade constraints",
                Effect::Drop(vec!["A".into()]),
            ),
            (
                "alter table t drop (a, \"b\")",
                Effect::Drop(vec!["A".into(), "b".into()]),
            ),
            ("alter table t drop constraint p", Effect::None),
            (
                "alter table t modify (a varchar2(20), b not null)",
                Effect::Modify(vec![column("A", T::Text)]),
            ),
            (
                "alter table t rename column a to b",
                Effect::RenameColumn("A".into(), "B".into()),
            ),
            ("alter table t rename to u", Effect::RenameTable("U".into())),
            ("rename t to u", Effect::RenameTable("U".into())),
            (
                "create table o.t (\"i\" number(9) primary key, a varchar2(10 char) default 'x' not null)",
                Effect::Create(
                    vec![column("i", T::Number), column("A", T::Text)],
                    vec!["i".into()],
                ),
            ),
            (
                "create table t (a number, b date, constraint p primary key (a, b)) tablespace x",
                Effect::Create(
                    vec![column("A", T::Number), column("B", T::Date)],
                    vec!["A".into(), "B".into()],
                ),
            ),
            ("drop table t purge", Effect::DropTable),
            ("truncate table t", Effect::None),
            ("create unique index i on t (a)", Effect::None),
            ("comment on table t is 'it''s'", Effect::None),
        ] {
            assert_eq!(effect(text), Some(expected), "{text}");
        }
        for text in [
            "alter table t add (v number generated always as (a + 1) virtual)",
            "alter table t add (p my_type)",
            "alter table t set unused (a)",
            "alter table t add a number drop column b",
            "create table t as select * from o",
            "create global temporary table t (a number)",
        ] {
            assert_eq!(effect(text), None, "{text}");
        }
        assert_eq!(cleaned("drop table t AS \"BIN$x==$0\" ;"), "drop table t");
        assert!(is_truncate("Truncate  table t") && !is_truncate("alter table t truncate partition p"));
    }
}
