//! Which source column goes to which target column, and by what statement.

use crate::encode::ColumnEncoder;
use crate::error::Error;
use crate::plan::{Existing, LobPolicy, Plan, TablePlan, Transform};
use crate::policy::ColumnPolicy;
use crate::rows::ColumnRoute;
use crate::source::SourceColumn;
use crate::target::{TargetColumn, TargetTable, quote_all};
use crate::target_type::TargetType;
use plconv_catalog::naming::identifier;
use plconv_pg::quote_identifier as quote;
use std::collections::{BTreeMap, BTreeSet};

/// A table with everything that loading it needs to know.
#[derive(Clone, Debug)]
pub struct TableTask {
    /// Its number in the plan.
    pub number: i32,
    /// Its plan.
    pub plan: TablePlan,
    /// Its columns in the source.
    pub source_columns: Vec<SourceColumn>,
    /// The table in the target.
    pub target: TargetTable,
    /// What happens to rows that are there.
    pub existing: Existing,
    /// Each source column's way.
    pub columns: Vec<ColumnTask>,
    /// `COPY ... FROM STDIN (FORMAT binary)`
    pub copy: String,
    /// The way through a temporary table, when rows cannot be copied into the table itself.
    pub staging: Option<Staging>,
}

/// A column on its way.
#[derive(Clone, Debug)]
pub struct ColumnTask {
    /// Its name in the source.
    pub source: String,
    /// Its name in the target.
    pub target: String,
    /// What COPY writes.
    pub target_type: TargetType,
    /// The type of the staged value, as SQL.
    pub staged: String,
    /// What makes the column's value from the staged one, which has the column's name.
    pub expression: String,
    /// Whether an expression of the plan makes the value.
    pub is_computed: bool,
    /// Whether it is text on its way, and cast in the target.
    pub is_staged_as_text: bool,
    /// What happens to values that the target cannot hold.
    pub policy: ColumnPolicy,
    mask: Option<crate::encode::DateMask>,
    transforms: Vec<Transform>,
    values: BTreeMap<String, String>,
    /// Whether large values are moved.
    pub lob: LobPolicy,
}

/// Statements around COPY into a temporary table.
#[derive(Clone, Debug)]
pub struct Staging {
    /// Creates it, until the end of the transaction.
    pub create: String,
    /// Moves its rows into the table.
    pub insert: String,
    /// Empties it.
    pub empty: String,
}

/// The temporary table.
const STAGE: &str = "pg_temp.plconv_stage";

impl TableTask {
    /// Brings plan, source and target together.
    ///
    /// # Errors
    /// When a column has no counterpart.
    pub fn new(
        plan: &Plan,
        number: i32,
        source_columns: Vec<SourceColumn>,
        target: TargetTable,
    ) -> Result<TableTask, Error> {
        let table = plan
            .tables
            .get(usize::try_from(number).unwrap_or(usize::MAX))
            .ok_or_else(|| Error::Usage("the plan has fewer tables than its run".to_owned()))?;
        let existing = table.existing.unwrap_or(plan.load.existing);
        let columns = source_columns
            .iter()
            .map(|source| ColumnTask::new(plan, table, source, &target))
            .collect::<Result<Vec<ColumnTask>, Error>>()?;
        check_columns(table, &source_columns, &columns, &target)?;
        let is_staged = |column: &ColumnTask| column.is_computed || column.is_staged_as_text;
        let staged = existing == Existing::Upsert || columns.iter().any(is_staged);
        let names = quote_all(columns.iter().map(|column| column.target.as_str()));
        let into = if staged { STAGE } else { target.name.as_str() };
        let copy = format!("COPY {into} ({names}) FROM STDIN (FORMAT binary)");
        let staging = if staged {
            Some(Staging::new(&target, existing, &columns, &names)?)
        } else {
            None
        };
        Ok(TableTask {
            number,
            plan: table.clone(),
            source_columns,
            target,
            existing,
            columns,
            copy,
            staging,
        })
    }

    /// The columns whose values can be compared.
    pub fn compared(&self) -> impl Iterator<Item = &ColumnTask> {
        self.columns.iter().filter(|column| !column.is_computed)
    }

    /// The columns whose values cannot.
    #[must_use]
    pub fn not_compared(&self) -> Vec<String> {
        let computed = self.columns.iter().filter(|column| column.is_computed);
        computed.map(|column| column.target.clone()).collect()
    }

    /// Encoders for one reader.
    #[must_use]
    pub fn routes(&self) -> Vec<ColumnRoute> {
        self.columns
            .iter()
            .map(|column| ColumnRoute {
                source: column.source.clone(),
                encoder: ColumnEncoder::new(
                    column.target_type.clone(),
                    column.policy.clone(),
                    column.mask.clone(),
                ),
                transforms: column.transforms.clone(),
                values: column.values.clone(),
                lob: column.lob,
            })
            .collect()
    }
}

impl ColumnTask {
    /// The way of one column.
    fn new(
        plan: &Plan,
        table: &TablePlan,
        source: &SourceColumn,
        target: &TargetTable,
    ) -> Result<ColumnTask, Error> {
        let chosen = table.choices(&source.name);
        let choices = chosen.cloned().unwrap_or_default();
        if choices.lob == LobPolicy::Null && !source.is_large() {
            return Err(Error::Usage(format!(
                "{}: `lob` of column {} is for types with large values; leave the column out of `columns`",
                table.source, source.name
            )));
        }
        let column = find(target, &source.name, choices.target.as_deref()).ok_or_else(|| {
            Error::Usage(format!(
                "{}: column {} has no counterpart in {}; list the columns to move in the plan, or name its target",
                table.source, source.name, target.name
            ))
        })?;
        let is_direct = column.target_type.is_direct();
        let (target_type, staged) = match choices.expression_type {
            Some(name) => (stage_type(&name)?, name),
            None if is_direct => (column.target_type.clone(), column.declared.clone()),
            // It is written as text, in the form that this type reads.
            None => (column.target_type.clone(), "text".to_owned()),
        };
        let quoted = quote(&column.name);
        let expression = match &choices.expression {
            Some(expression) => expression.replace("{}", &quoted),
            None if is_direct => quoted,
            None => format!("{quoted}::{}", column.declared),
        };
        Ok(ColumnTask {
            source: source.name.clone(),
            target: column.name.clone(),
            target_type,
            staged,
            expression,
            is_computed: choices.expression.is_some(),
            is_staged_as_text: !is_direct,
            policy: plan.column_policy(chosen),
            mask: choices.format,
            transforms: choices.transform,
            values: choices.values,
            lob: choices.lob,
        })
    }
}

/// Whether every column that the plan speaks of is moved, and each of the target gets one value at most, and one where it must.
fn check_columns(
    table: &TablePlan,
    source_columns: &[SourceColumn],
    columns: &[ColumnTask],
    target: &TargetTable,
) -> Result<(), Error> {
    let mut used = BTreeSet::new();
    for column in columns {
        if !used.insert(&column.target) {
            return Err(Error::Usage(format!(
                "{}: two columns go to {} of {}",
                table.source, column.target, target.name
            )));
        }
    }
    let is_moved = |name: &String| {
        let mut names = source_columns.iter().map(|column| &column.name);
        names.any(|column| column.eq_ignore_ascii_case(name))
    };
    if let Some(name) = table.column.keys().find(|name| !is_moved(name)) {
        return Err(Error::Usage(format!(
            "{}: the plan speaks of column {name}, which is not moved",
            table.source
        )));
    }
    let needs_value = |column: &&TargetColumn| column.not_null && !column.has_default;
    let mut needing = target.columns.iter().filter(needs_value);
    match needing.find(|column| !used.contains(&column.name)) {
        None => Ok(()),
        Some(missing) => Err(Error::Usage(format!(
            "{}: nothing goes to column {} of {}, which takes no NULL and has no default",
            table.source, missing.name, target.name
        ))),
    }
}

impl Staging {
    fn new(
        target: &TargetTable,
        existing: Existing,
        columns: &[ColumnTask],
        names: &str,
    ) -> Result<Staging, Error> {
        let stage: Vec<String> = columns
            .iter()
            .map(|column| format!("{} {}", quote(&column.target), column.staged))
            .collect();
        Ok(Staging {
            create: format!(
                "CREATE TEMPORARY TABLE {} ({}) ON COMMIT DROP",
                STAGE.trim_start_matches("pg_temp."),
                stage.join(", ")
            ),
            insert: insert(target, existing, columns, names)?,
            empty: format!("DELETE FROM {STAGE}"),
        })
    }
}

/// The target column that a source column goes to: the one that the plan names, the one that the conversion names, or the only
/// one that differs in case.
pub fn find<'a>(target: &'a TargetTable, source: &str, wanted: Option<&str>) -> Option<&'a TargetColumn> {
    let named = |name: &str| target.columns.iter().find(|column| column.name == name);
    if let Some(wanted) = wanted {
        return named(wanted);
    }
    named(&identifier(source)).or_else(|| {
        let mut same = target
            .columns
            .iter()
            .filter(|column| column.name.eq_ignore_ascii_case(source));
        same.next().filter(|_| same.next().is_none())
    })
}

/// The type of an expression's argument, by its name in SQL.
fn stage_type(name: &str) -> Result<TargetType, Error> {
    let system_name = match name.trim().to_ascii_lowercase().as_str() {
        "boolean" | "bool" => "bool",
        "smallint" | "int2" => "int2",
        "integer" | "int" | "int4" => "int4",
        "bigint" | "int8" => "int8",
        "numeric" => "numeric",
        "real" | "float4" => "float4",
        "double precision" | "float8" => "float8",
        "text" | "varchar" => "text",
        "bytea" => "bytea",
        "date" => "date",
        "timestamp" => "timestamp",
        "timestamptz" => "timestamptz",
        "interval" => "interval",
        "uuid" => "uuid",
        "json" => "json",
        "jsonb" => "jsonb",
        "xml" => "xml",
        other => {
            return Err(Error::Usage(format!(
                "expression-type {other} is none of the types that can be staged; take text and cast it in the expression"
            )));
        }
    };
    Ok(TargetType::new(system_name, -1, 'b'))
}

fn insert(
    target: &TargetTable,
    existing: Existing,
    columns: &[ColumnTask],
    names: &str,
) -> Result<String, Error> {
    let expressions: Vec<&str> = columns.iter().map(|column| column.expression.as_str()).collect();
    let mut statement = format!(
        "INSERT INTO {} ({names}) OVERRIDING SYSTEM VALUE SELECT {} FROM {STAGE}",
        target.name,
        expressions.join(", ")
    );
    if existing != Existing::Upsert {
        return Ok(statement);
    }
    let moved = |name: &String| columns.iter().any(|column| column.target == *name);
    if target.primary_key.is_empty() || !target.primary_key.iter().all(moved) {
        return Err(Error::Usage(format!(
            "{} has no primary key whose columns are all moved, so existing rows cannot be replaced",
            target.name
        )));
    }
    let key = quote_all(target.primary_key.iter().map(String::as_str));
    let set: Vec<String> = columns
        .iter()
        .filter(|column| !target.primary_key.contains(&column.target))
        .map(|column| {
            let name = quote(&column.target);
            format!("{name} = EXCLUDED.{name}")
        })
        .collect();
    if set.is_empty() {
        statement.push_str(&format!(" ON CONFLICT ({key}) DO NOTHING"));
    } else {
        statement.push_str(&format!(" ON CONFLICT ({key}) DO UPDATE SET {}", set.join(", ")));
    }
    Ok(statement)
}
