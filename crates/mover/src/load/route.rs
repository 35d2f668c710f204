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
        let mut columns = Vec::new();
        let mut staged = existing == Existing::Upsert;
        let mut stage = Vec::new();
        let mut expressions = Vec::new();
        let mut used = BTreeSet::new();
        for source in &source_columns {
            let choices = table.choices(&source.name);
            let leaves_out = choices.is_some_and(|choices| choices.lob == LobPolicy::Null);
            if leaves_out && !source.is_large() {
                return Err(Error::Usage(format!(
                    "{}: `lob` of column {} is for types with large values; leave the column out of `columns`",
                    table.source, source.name
                )));
            }
            let wanted = choices.and_then(|choices| choices.target.clone());
            let target_column = find(&target, &source.name, wanted.as_deref()).ok_or_else(|| {
                Error::Usage(format!(
                    "{}: column {} has no counterpart in {}; list the columns to move in the plan, or name its target",
                    table.source, source.name, target.name
                ))
            })?;
            if !used.insert(target_column.name.clone()) {
                return Err(Error::Usage(format!(
                    "{}: two columns go to {} of {}",
                    table.source, target_column.name, target.name
                )));
            }
            let expression = choices.and_then(|choices| choices.expression.as_deref());
            let is_direct = target_column.target_type.is_direct();
            staged |= expression.is_some() || !is_direct;
            let expression_type = choices.and_then(|choices| choices.expression_type.as_deref());
            let (target_type, declared) = match expression_type {
                Some(name) => (stage_type(name)?, name.to_owned()),
                None if is_direct => (target_column.target_type.clone(), target_column.declared.clone()),
                // It is written as text, in the form that this type reads.
                None => (target_column.target_type.clone(), "text".to_owned()),
            };
            let quoted = quote(&target_column.name);
            let value = match expression {
                Some(expression) => expression.replace("{}", &quoted),
                None if is_direct => quoted.clone(),
                None => format!("{quoted}::{}", target_column.declared),
            };
            expressions.push(value.clone());
            stage.push(format!("{quoted} {declared}"));
            columns.push(ColumnTask {
                source: source.name.clone(),
                target: target_column.name.clone(),
                target_type,
                staged: declared,
                expression: value,
                is_computed: expression.is_some(),
                is_staged_as_text: !is_direct,
                policy: plan.column_policy(choices),
                mask: choices.and_then(|choices| choices.format.clone()),
                transforms: choices
                    .map(|choices| choices.transform.clone())
                    .unwrap_or_default(),
                values: choices.map(|choices| choices.values.clone()).unwrap_or_default(),
                lob: choices.map(|choices| choices.lob).unwrap_or_default(),
            });
        }
        for name in table.column.keys() {
            if !source_columns
                .iter()
                .any(|column| column.name.eq_ignore_ascii_case(name))
            {
                return Err(Error::Usage(format!(
                    "{}: the plan speaks of column {name}, which is not moved",
                    table.source
                )));
            }
        }
        if let Some(missing) = target
            .columns
            .iter()
            .find(|column| column.not_null && !column.has_default && !used.contains(&column.name))
        {
            return Err(Error::Usage(format!(
                "{}: nothing goes to column {} of {}, which takes no NULL and has no default",
                table.source, missing.name, target.name
            )));
        }
        let names = quote_all(columns.iter().map(|column| column.target.as_str()));
        let into = if staged { STAGE } else { target.name.as_str() };
        let copy = format!("COPY {into} ({names}) FROM STDIN (FORMAT binary)");
        let staging = if staged {
            Some(Staging {
                create: format!(
                    "CREATE TEMPORARY TABLE {} ({}) ON COMMIT DROP",
                    STAGE.trim_start_matches("pg_temp."),
                    stage.join(", ")
                ),
                insert: insert(&target, existing, &columns, &names, &expressions)?,
                empty: format!("DELETE FROM {STAGE}"),
            })
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
    expressions: &[String],
) -> Result<String, Error> {
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
