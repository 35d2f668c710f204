//! One statement of DDL that was run against a table of Oracle, as statements for its copy in PostgreSQL.
//!
//! Input: the statement, the table before it, where its copy is. Output: what to run there, by the same decisions as the
//! conversion of a whole schema, and the table's columns afterwards.

use super::dynamic_ddl::{objects, printed, printed_default, replayed};
use super::{Middle, Whole, Work};
use plconv_catalog::{Catalog, Column, DataType, ObjectName, Origin, Table};
use plconv_db::Policy;
use plconv_diagnostics::{Diagnostic, Severity};
use plconv_hir::build::{Units, build_program};
use plconv_hir::replay::{object_name, words};
use plconv_lower::ddl::{DdlObject, ObjectKind};
use plconv_lower::naming::identifier;
use plconv_pg::{ConstraintKind, Expr, Ident, QualifiedName, Statement};
use plconv_syntax::ast::{self, AstNode, SyntaxTree};
use plconv_syntax::{ParseOptions, parse_unit};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A table that is copied.
#[derive(Clone, Copy, Debug)]
pub struct FollowedTable<'a> {
    /// Its columns in the source before the statement: names of the dictionary, and types where they are known.
    pub columns: &'a [(String, Option<DataType>)],
    /// The copy.
    pub target: &'a QualifiedName,
    /// Columns that have a name of their own in the copy.
    pub renamed: &'a BTreeMap<String, String>,
}

/// What becomes of a statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Following {
    /// It is about neither rows, nor columns, nor constraints.
    Nothing,
    /// What the copy needs.
    Statements(Followed),
    /// The copy stays right without it, and something for which this is the reason is missing there.
    Left(String),
    /// The copy is not right any more.
    Refused(String),
}

/// What a copy needs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Followed {
    /// Statements of PostgreSQL.
    pub statements: Vec<String>,
    /// The columns afterwards that have values of their own.
    pub columns: Vec<(String, Option<DataType>)>,
    /// Rows that exist have got values which only the source can tell.
    pub needs_rows: bool,
    /// The rows are right without it too: an index, a constraint.
    pub is_optional: bool,
    /// The name that the table has in the source from here on.
    pub new_name: Option<String>,
    /// Whether the table is gone.
    pub is_dropped: bool,
    /// Whether the table is a new one, without rows.
    pub is_created: bool,
    /// What is left out.
    pub notes: Vec<String>,
}

/// The table that an index is made on, by a statement that makes one.
#[must_use]
pub fn indexed_table(statement: &str) -> Option<(Option<String>, String)> {
    let parsed = parse_unit(statement, &ParseOptions::default());
    match ast::Unit::cast(parsed.tree.root())? {
        ast::Unit::CreateIndex(create) => {
            let name = object_name(create.table()?);
            Some((name.schema, name.name))
        }
        _ => None,
    }
}

/// Translates a statement.
#[must_use]
pub fn follow(statement: &str, table: &FollowedTable<'_>, policy: &Policy) -> Following {
    let parsed = parse_unit(statement, &ParseOptions::default());
    if !parsed.is_ok() {
        return Following::Refused("it is not understood".to_owned());
    }
    let whole = Arc::new(Whole::default());
    let work = Work::default();
    let program = build_program(Arc::new(Catalog::default()), Units(&[]));
    let middle = Middle {
        policy,
        units: &[],
        sessions: &[],
        program: &program,
        effects: (&whole.effects).into(),
        whole: &whole,
        work: &work,
        is_for_one_run: true,
    };
    let follower = Follower {
        tree: &parsed.tree,
        table,
        middle: &middle,
    };
    follower.unit().unwrap_or_else(Following::Refused)
}

struct Follower<'a> {
    tree: &'a Arc<SyntaxTree>,
    table: &'a FollowedTable<'a>,
    middle: &'a Middle<'a>,
}

/// Words that begin actions which only say how rows are stored.
const PHYSICAL: &[&str] = &[
    "MOVE",
    "SHRINK",
    "ALLOCATE",
    "DEALLOCATE",
    "COALESCE",
    "LOGGING",
    "NOLOGGING",
    "CACHE",
    "NOCACHE",
    "PARALLEL",
    "NOPARALLEL",
    "MONITORING",
    "NOMONITORING",
    "COMPRESS",
    "NOCOMPRESS",
    "PCTFREE",
    "PCTUSED",
    "INITRANS",
    "STORAGE",
    "INMEMORY",
    "NO",
    "ROW",
    "RESULT_CACHE",
    "UPGRADE",
];

/// Beginnings of actions that only say how rows are stored, or what is logged.
const PHYSICAL_PHRASES: &[&[&str]] = &[
    &["ADD", "SUPPLEMENTAL"],
    &["DROP", "SUPPLEMENTAL"],
    &["DROP", "UNUSED"],
    &["MODIFY", "LOB"],
    &["MODIFY", "DEFAULT"],
    &["MODIFY", "NESTED"],
    &["ADD", "CLUSTERING"],
    &["MODIFY", "CLUSTERING"],
    &["DROP", "CLUSTERING"],
    &["ADD", "ILM"],
    &["SET", "STORE"],
    &["ENABLE", "ROW"],
    &["DISABLE", "ROW"],
    &["ENABLE", "TABLE"],
    &["DISABLE", "TABLE"],
    &["ENABLE", "LOGICAL"],
    &["DISABLE", "LOGICAL"],
];

/// Beginnings of actions that keep all rows, and that the copy lacks.
const LEFT_PHRASES: &[&[&str]] = &[
    &["ADD", "PARTITION"],
    &["ADD", "SUBPARTITION"],
    &["SPLIT"],
    &["MERGE"],
    &["RENAME", "PARTITION"],
    &["RENAME", "SUBPARTITION"],
    &["MODIFY", "PARTITION"],
    &["MODIFY", "SUBPARTITION"],
    &["SET", "INTERVAL"],
    &["SET", "SUBPARTITION"],
    &["READ", "ONLY"],
    &["READ", "WRITE"],
];

fn begins(words: &[String], phrase: &[&str]) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(word, wanted)| word == wanted)
}

impl Follower<'_> {
    fn unit(&self) -> Result<Following, String> {
        let unit = ast::Unit::cast(self.tree.root()).ok_or("it is not understood")?;
        let statement = |statements, more: Followed| {
            Ok(Following::Statements(Followed {
                statements,
                columns: self.table.columns.to_vec(),
                ..more
            }))
        };
        match unit {
            ast::Unit::AlterTable(alter) => self.alter(alter),
            ast::Unit::RenameStmt(rename) => {
                let new = rename.new().ok_or("it names no name")?.folded();
                self.renamed(new)
            }
            ast::Unit::DropStmt(drop) if drop.kind().is_some_and(|kind| kind.is("TABLE")) => {
                let words = words(drop.syntax());
                let cascades = words.windows(2).any(|pair| pair == ["CASCADE", "CONSTRAINTS"]);
                let mut statements = Vec::new();
                if cascades {
                    statements.push(without_references(self.table.target));
                }
                statements.push(format!("DROP TABLE {}", self.table.target));
                statement(
                    statements,
                    Followed {
                        is_dropped: true,
                        ..Followed::default()
                    },
                )
            }
            ast::Unit::CreateTable(create) if create.query().is_none() => self.created(create),
            ast::Unit::CreateTable(_) => {
                Err("the rows of a table that is made by a query are not in the log".to_owned())
            }
            ast::Unit::CreateIndex(create) => self.index(create),
            _ => Err("it is no statement about a table that is known here".to_owned()),
        }
    }

    fn renamed(&self, new: String) -> Result<Following, String> {
        let target = Ident(identifier(&new));
        Ok(Following::Statements(Followed {
            statements: vec![format!("ALTER TABLE {} RENAME TO {target}", self.table.target)],
            columns: self.table.columns.to_vec(),
            new_name: Some(new),
            ..Followed::default()
        }))
    }

    /// The name of a column in the copy.
    fn column(&self, name: &str) -> Ident {
        Ident(match self.table.renamed.get(name) {
            Some(own) => own.clone(),
            None => identifier(name),
        })
    }

    /// The table before the statement: its columns and nothing else.
    fn before(&self, name: ObjectName) -> Table {
        Table {
            name,
            columns: self.table.columns.iter().map(column_of).collect(),
            ..Table::default()
        }
    }

    fn alter(&self, alter: ast::AlterTable<'_>) -> Result<Following, String> {
        let name = object_name(alter.name().ok_or("it names no table")?);
        let mut changes_columns = false;
        let mut left = None;
        for action in alter.actions().iter() {
            let of_action = words(action.syntax());
            let text = || of_action.join(" ");
            if PHYSICAL_PHRASES.iter().any(|phrase| begins(&of_action, phrase)) {
                continue;
            }
            if LEFT_PHRASES.iter().any(|phrase| begins(&of_action, phrase)) {
                left = Some(text());
                continue;
            }
            match action {
                ast::AlterTableAction::AddElements(_)
                | ast::AlterTableAction::ModifyColumns(_)
                | ast::AlterTableAction::DropColumns(_) => changes_columns = true,
                ast::AlterTableAction::RenameTo(rename) => {
                    return self.renamed(rename.name().ok_or("it names no name")?.folded());
                }
                ast::AlterTableAction::RenameColumn(rename) => {
                    let old = rename.old().ok_or("it names no column")?.folded();
                    let new = rename.new().ok_or("it names no name")?.folded();
                    return self.column_renamed(&old, new);
                }
                ast::AlterTableAction::DropConstraint(drop) => match drop.name() {
                    Some(name) => {
                        let cascade = if of_action.iter().any(|word| word == "CASCADE") {
                            " CASCADE"
                        } else {
                            ""
                        };
                        return Ok(Following::Statements(Followed {
                            statements: vec![format!(
                                "ALTER TABLE {} DROP CONSTRAINT {}{cascade}",
                                self.table.target,
                                Ident(identifier(&name.folded()))
                            )],
                            columns: self.table.columns.to_vec(),
                            is_optional: true,
                            ..Followed::default()
                        }));
                    }
                    None => left = Some(text()),
                },
                ast::AlterTableAction::ModifyConstraint(_)
                | ast::AlterTableAction::RenameConstraint(_)
                | ast::AlterTableAction::EnableDisable(_)
                | ast::AlterTableAction::AddPartition(_)
                | ast::AlterTableAction::ModifyPartitioning(_) => left = Some(text()),
                ast::AlterTableAction::OpaqueAction(_) => {
                    let is_physical = of_action
                        .first()
                        .is_some_and(|first| PHYSICAL.contains(&first.as_str()));
                    if !is_physical {
                        return Err(format!("{} is not carried over", text()));
                    }
                }
            }
        }
        match (changes_columns, left) {
            (true, None) => self.columns_changed(name),
            (true, Some(left)) => Err(format!("{left} together with columns is not carried over")),
            (false, Some(left)) => Ok(Following::Left(format!("{left} is not carried over"))),
            (false, None) => Ok(Following::Nothing),
        }
    }

    fn column_renamed(&self, old: &str, new: String) -> Result<Following, String> {
        if self.table.renamed.contains_key(old) {
            return Err(format!(
                "the plan says what becomes of column {old}, and nothing of {new}"
            ));
        }
        let mut columns = self.table.columns.to_vec();
        let Some((name, _)) = columns.iter_mut().find(|(name, _)| name == old) else {
            // A computed column, or one that is not moved.
            return Ok(Following::Left(format!(
                "column {old} is not one of those that are copied"
            )));
        };
        let statement = format!(
            "ALTER TABLE {} RENAME COLUMN {} TO {}",
            self.table.target,
            self.column(old),
            self.column(&new)
        );
        *name = new;
        Ok(Following::Statements(Followed {
            statements: vec![statement],
            columns,
            ..Followed::default()
        }))
    }

    fn replayed(&self, before: Option<&Table>) -> Result<(Catalog, Vec<DdlObject>), String> {
        let told = |found: &[Diagnostic]| {
            let texts: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
            texts.join("; ")
        };
        let catalog = replayed(self.tree, before).map_err(|found| told(&found))?;
        let objects = objects(self.tree, catalog.clone(), self.middle);
        let refused: Vec<Diagnostic> = objects
            .iter()
            .flat_map(|object| object.diagnostics.iter())
            .filter(|found| found.severity() == Severity::Refused)
            .cloned()
            .collect();
        let of_tables = objects
            .into_iter()
            .filter(|object| {
                matches!(
                    object.kind,
                    ObjectKind::Table
                        | ObjectKind::Index
                        | ObjectKind::Constraint
                        | ObjectKind::TableTriggers
                )
            })
            .collect();
        match refused.is_empty() {
            true => Ok((catalog, of_tables)),
            false => Err(told(&refused)),
        }
    }

    /// ADD, MODIFY and DROP: what the table has less, more and other than before.
    fn columns_changed(&self, name: ObjectName) -> Result<Following, String> {
        let before = self.before(name);
        let same = parse_unit("COMMIT", &ParseOptions::default());
        let catalog = Catalog {
            tables: [(before.name.clone(), before.clone())].into_iter().collect(),
            ..Catalog::default()
        };
        let old = columns_of(objects(&same.tree, catalog, self.middle)).0;
        let (catalog, objects) = self.replayed(Some(&before))?;
        let after = catalog.tables.get(&before.name).ok_or("the table is gone")?;
        let mut followed = Followed {
            columns: values_of(after, self.table.columns),
            notes: notes_of(after, &objects),
            ..Followed::default()
        };
        let (new, constraints, more) = columns_of(objects);
        let target = self.table.target;
        let mut actions = Vec::new();
        for column in &before.columns {
            if after.column(&column.name).is_none() {
                actions.push(format!("DROP COLUMN {}", self.column(&column.name)));
            }
        }
        let mut added = Vec::new();
        for column in &after.columns {
            let Some(lowered) = new.get(&identifier(&column.name)) else {
                return Err(format!("column {} has no counterpart", column.name));
            };
            let own = self.column(&column.name);
            let Some(was) = before
                .column(&column.name)
                .and_then(|_| old.get(&identifier(&column.name)))
            else {
                followed.needs_rows |= column.identity.is_some()
                    || lowered
                        .default
                        .as_ref()
                        .is_some_and(|default| !is_constant(default, &lowered.ty));
                added.push(plconv_pg::Column {
                    name: own,
                    ..lowered.clone()
                });
                continue;
            };
            if was.ty != lowered.ty || was.collation != lowered.collation {
                let collation = lowered.collation.as_ref();
                let collation =
                    collation.map_or_else(String::new, |collation| format!(" COLLATE {collation}"));
                actions.push(format!("ALTER COLUMN {own} TYPE {}{collation}", lowered.ty));
            }
            if was.default != lowered.default {
                actions.push(match &lowered.default {
                    Some(default) => format!("ALTER COLUMN {own} SET DEFAULT {}", printed_default(default)),
                    None => format!("ALTER COLUMN {own} DROP DEFAULT"),
                });
            }
            if was.not_null != lowered.not_null {
                let word = if lowered.not_null { "SET" } else { "DROP" };
                actions.push(format!("ALTER COLUMN {own} {word} NOT NULL"));
            }
        }
        self.made_null(after, &mut actions);
        if !actions.is_empty() {
            let text = actions.join(", ");
            followed.statements.push(format!("ALTER TABLE {target} {text}"));
        }
        let only_constraints = actions.is_empty() && added.is_empty();
        if !added.is_empty() {
            followed
                .statements
                .push(printed(&Statement::AddColumns(target.clone(), added)));
        }
        self.add_constraints(constraints, &mut followed)?;
        self.add_more(more, &mut followed)?;
        followed.is_optional = only_constraints;
        if followed.statements.is_empty() {
            return Ok(match followed.notes.is_empty() {
                true => Following::Nothing,
                false => Following::Left(followed.notes.join("; ")),
            });
        }
        Ok(Following::Statements(followed))
    }

    /// MODIFY c NULL and DEFAULT NULL: neither is known of the column before, so that nothing differs.
    fn made_null(&self, after: &Table, actions: &mut Vec<String>) {
        let Some(ast::Unit::AlterTable(alter)) = ast::Unit::cast(self.tree.root()) else {
            return;
        };
        for action in alter.actions().iter() {
            let ast::AlterTableAction::ModifyColumns(modify) = action else {
                continue;
            };
            for definition in modify.columns().iter() {
                let words = words(definition.syntax());
                let name = definition.name().map(|name| name.folded());
                let Some(column) = name.and_then(|name| after.column(&name)) else {
                    continue;
                };
                let own = self.column(&column.name);
                for (at, _) in words.iter().enumerate().filter(|(_, word)| *word == "NULL") {
                    match at.checked_sub(1).and_then(|at| words.get(at)).map(String::as_str) {
                        Some("DEFAULT") => actions.push(format!("ALTER COLUMN {own} DROP DEFAULT")),
                        Some("NOT" | "ON") => {}
                        _ => actions.push(format!("ALTER COLUMN {own} DROP NOT NULL")),
                    }
                }
            }
        }
    }

    fn add_constraints(
        &self,
        constraints: Vec<plconv_pg::TableConstraint>,
        followed: &mut Followed,
    ) -> Result<(), String> {
        for mut constraint in constraints {
            match &mut constraint.kind {
                ConstraintKind::PrimaryKey(names) | ConstraintKind::Unique(names, _) => {
                    for name in names {
                        *name = self.own_name(name);
                    }
                }
                ConstraintKind::Check(_) if self.table.renamed.is_empty() => {}
                ConstraintKind::Check(_) => {
                    followed
                        .notes
                        .push("a check is left out, since the plan renames columns".to_owned());
                    continue;
                }
                // What they refer to is known here by its name in the source only; `notes_of` tells.
                ConstraintKind::ForeignKey { .. } => continue,
            }
            followed.statements.push(printed(&Statement::AddConstraint {
                table: self.table.target.clone(),
                constraint,
            }));
        }
        Ok(())
    }

    /// The name in the copy of a column that is lowered.
    fn own_name(&self, lowered: &Ident) -> Ident {
        let renamed = self
            .table
            .renamed
            .iter()
            .find(|(name, _)| identifier(name) == lowered.0);
        renamed.map_or_else(|| lowered.clone(), |(_, own)| Ident(own.clone()))
    }

    /// What a table needs besides its own statement.
    fn add_more(&self, statements: Vec<Statement>, followed: &mut Followed) -> Result<(), String> {
        for statement in statements {
            match statement {
                Statement::AddConstraint { constraint, .. } => {
                    self.add_constraints(vec![constraint], followed)?;
                }
                Statement::Comment { .. } | Statement::Remark(_) | Statement::SourceComment(_) => {}
                Statement::CreateIndex(mut create) if self.table.renamed.is_empty() => {
                    create.table = self.table.target.clone();
                    followed.statements.push(printed(&Statement::CreateIndex(create)));
                }
                other => followed.notes.push(format!("left out: {}", printed(&other))),
            }
        }
        Ok(())
    }

    fn created(&self, create: ast::CreateTable<'_>) -> Result<Following, String> {
        let name = object_name(create.name().ok_or("it names no table")?);
        let (catalog, objects) = self.replayed(None)?;
        let table = catalog.tables.get(&name).ok_or("it makes no table")?;
        if table.temporary.is_some() || table.external.is_some() {
            return Err("its rows are not in the log".to_owned());
        }
        let mut followed = Followed {
            columns: values_of(table, &[]),
            is_created: true,
            notes: notes_of(table, &objects),
            ..Followed::default()
        };
        let mut rest = Vec::new();
        for statement in statements_of(objects) {
            match statement {
                Statement::CreateTable(mut create) if followed.statements.is_empty() => {
                    create.name = Some(self.table.target.clone());
                    for column in &mut create.columns {
                        column.name = self.own_name(&column.name);
                    }
                    for constraint in &mut create.constraints {
                        if let ConstraintKind::PrimaryKey(names) | ConstraintKind::Unique(names, _) =
                            &mut constraint.kind
                        {
                            for name in names {
                                *name = self.own_name(name);
                            }
                        }
                    }
                    if !create.suffix.is_empty() {
                        create.suffix.clear();
                        followed.notes.push(NO_PARTITIONS.to_owned());
                    }
                    followed.statements.push(printed(&Statement::CreateTable(create)));
                }
                other => rest.push(other),
            }
        }
        if followed.notes.iter().any(|note| note == NO_PARTITIONS) {
            rest.retain(|statement| !matches!(statement, Statement::CreateTable(_)));
        }
        self.add_more(rest, &mut followed)?;
        Ok(Following::Statements(followed))
    }

    fn index(&self, create: ast::CreateIndex<'_>) -> Result<Following, String> {
        if !self.table.renamed.is_empty() {
            return Ok(Following::Left(
                "the plan renames columns, so the index is to be made by hand".to_owned(),
            ));
        }
        let name = object_name(create.table().ok_or("it names no table")?);
        let before = self.before(name);
        let objects = match self.replayed(Some(&before)) {
            Ok((_, objects)) => objects,
            Err(message) => return Ok(Following::Left(message)),
        };
        let mut followed = Followed {
            columns: self.table.columns.to_vec(),
            is_optional: true,
            ..Followed::default()
        };
        for statement in statements_of(objects) {
            if let Statement::CreateIndex(mut create) = statement {
                create.table = self.table.target.clone();
                followed.statements.push(printed(&Statement::CreateIndex(create)));
            }
        }
        Ok(match followed.statements.is_empty() {
            true => Following::Left("the index has no counterpart".to_owned()),
            false => Following::Statements(followed),
        })
    }
}

/// Columns with values of their own; the types of those that are not altered stay as they are known.
fn values_of(table: &Table, known: &[(String, Option<DataType>)]) -> Vec<(String, Option<DataType>)> {
    let with_values = table
        .columns
        .iter()
        .filter(|column| column.virtual_expression.is_none());
    with_values
        .map(|column| {
            let is_unknown = column.data_type == UNKNOWN
                && known
                    .iter()
                    .any(|(name, ty)| *name == column.name && ty.is_none());
            (
                column.name.clone(),
                (!is_unknown).then(|| column.data_type.clone()),
            )
        })
        .collect()
}

/// Stands for a type that is not known; that it stays the same is all that matters.
const UNKNOWN: DataType = DataType::VARCHAR2;

fn column_of((name, data_type): &(String, Option<DataType>)) -> Column {
    Column {
        name: name.clone(),
        data_type: data_type.clone().unwrap_or(UNKNOWN),
        not_null: false,
        not_null_name: None,
        default: None,
        default_on_null: false,
        identity: None,
        virtual_expression: None,
        invisible: false,
        comment: None,
        origin: Origin::default(),
    }
}

/// What is run for objects, but for triggers.
fn statements_of(objects: Vec<DdlObject>) -> impl Iterator<Item = Statement> {
    let others = objects
        .into_iter()
        .filter(|object| object.kind != ObjectKind::TableTriggers);
    others.flat_map(|object| object.statements)
}

type Lowered = (
    BTreeMap<String, plconv_pg::Column>,
    Vec<plconv_pg::TableConstraint>,
    Vec<Statement>,
);

const NO_PARTITIONS: &str = "its partitions are left out";

/// What a copy lacks of what a table has.
fn notes_of(table: &Table, objects: &[DdlObject]) -> Vec<String> {
    let mut notes = Vec::new();
    for constraint in &table.constraints {
        if let plconv_catalog::ConstraintKind::ForeignKey { columns, table, .. } = &constraint.kind {
            notes.push(format!(
                "the foreign key of {} to {table} is left out: make it in the target",
                columns.join(", ")
            ));
        }
    }
    if objects
        .iter()
        .any(|object| object.kind == ObjectKind::TableTriggers)
    {
        notes.push(
            "a trigger that writers of the target need for it is left out: convert the table to see it"
                .to_owned(),
        );
    }
    notes
}

/// The columns of the one table among objects, its constraints, and all other statements.
fn columns_of(objects: Vec<DdlObject>) -> Lowered {
    let mut columns = BTreeMap::new();
    let mut constraints = Vec::new();
    let mut more = Vec::new();
    for statement in statements_of(objects) {
        match statement {
            Statement::CreateTable(create) if columns.is_empty() => {
                columns = create
                    .columns
                    .into_iter()
                    .map(|column| (column.name.0.clone(), column))
                    .collect();
                constraints = create.constraints;
            }
            other => more.push(other),
        }
    }
    (columns, constraints, more)
}

/// Whether a default is the same value whoever computes it, and when.
fn is_constant(default: &Expr, ty: &plconv_pg::TypeName) -> bool {
    let type_name = ty.to_string();
    if type_name.starts_with("timestamp") && type_name.contains("tz") || type_name.contains("with time zone")
    {
        return false;
    }
    let texts: BTreeSet<&str> = ["text", "varchar", "char", "bpchar", "character"].into();
    match default {
        Expr::Token(token) => {
            matches!(token.as_str(), "NULL" | "TRUE" | "FALSE" | "''::text")
                || token.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        }
        Expr::Text(_) => texts.contains(ty.text.as_str()) || ty.text.starts_with("text"),
        Expr::TypedLiteral(_, _) => true,
        Expr::Cast(inner, to) => is_constant(inner, to),
        Expr::Unary(_, inner) | Expr::Collate(inner, _) => is_constant(inner, ty),
        _ => false,
    }
}

/// Takes away the foreign keys that refer to a table, as CASCADE CONSTRAINTS does and CASCADE does with more than those.
fn without_references(table: &QualifiedName) -> String {
    let literal = plconv_pg::quote_literal(&table.to_string());
    format!(
        "DO $$ DECLARE one record; BEGIN\n  FOR one IN SELECT conrelid::regclass AS owner, conname FROM pg_constraint \
         WHERE contype = 'f' AND confrelid = {literal}::regclass AND conrelid <> confrelid AND conparentid = 0 LOOP\n    \
         EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.owner, one.conname);\n  END LOOP;\nEND $$"
    )
}

#[cfg(test)]
mod tests;
