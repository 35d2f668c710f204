//! Whether the target has the objects that the source has: tables, columns, keys, constraints, indexes, sequences of a plan.

use crate::error::Error;
use crate::load::find;
use crate::plan::{Plan, TablePlan};
use crate::source::oracle::dictionary::{OracleColumn, columns, table_name};
use crate::source::oracle::driver::OracleConnection;
use crate::target::{self, Target, TargetColumn, TargetTable};
use crate::target_type::TargetType;
use plconv_catalog::DataType;
use postgres::Client;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What came out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ObjectsValidation {
    /// Objects that were compared.
    pub compared: u64,
    /// What is not the same.
    pub differences: Vec<ObjectDifference>,
    /// What could not be compared, and why.
    pub not_compared: Vec<String>,
}

/// An object that is not the same on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ObjectDifference {
    /// `table`, `column`, `primary-key`, `unique`, `foreign-key`, `check`, `index` or `sequence`.
    pub kind: &'static str,
    /// Its name in the source, or in the target where only that has it.
    pub object: String,
    /// What differs.
    pub message: String,
}

const NULLABLE: &str =
    "SELECT column_name FROM all_tab_cols WHERE owner = :1 AND table_name = :2 AND nullable = 'N'";

const CONSTRAINTS: &str = "SELECT constraint_name, constraint_type, search_condition_vc FROM all_constraints \
WHERE owner = :1 AND table_name = :2 AND constraint_type IN ('P', 'U', 'R', 'C') AND status = 'ENABLED'";

const CONSTRAINT_COLUMNS: &str = "SELECT constraint_name, column_name FROM all_cons_columns WHERE owner = :1 AND table_name = :2 \
ORDER BY constraint_name, position";

const INDEXES: &str = "SELECT i.index_name, i.index_type, c.column_name FROM all_indexes i \
JOIN all_ind_columns c ON c.index_owner = i.owner AND c.index_name = i.index_name \
WHERE i.table_owner = :1 AND i.table_name = :2 ORDER BY i.index_name, c.column_position";

const SEQUENCE: &str = "SELECT TO_CHAR(increment_by), TO_CHAR(last_number) FROM all_sequences WHERE sequence_owner = :1 \
AND sequence_name = :2";

/// Constraints of a table of the target: type, columns in order.
const TARGET_CONSTRAINTS: &str = "
    SELECT c.contype::text, array(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k (number, place)
                                    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number ORDER BY k.place),
           c.convalidated
      FROM pg_constraint c WHERE c.conrelid = $1";

/// Indexes of it: columns in order, those of expressions left out; whether it is unique, whole and usable.
const TARGET_INDEXES: &str = "
    SELECT array(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS k (number, place)
                   JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
                  WHERE k.place <= i.indnkeyatts ORDER BY k.place),
           i.indisunique AND i.indpred IS NULL, i.indisvalid
      FROM pg_index i WHERE i.indrelid = $1";

/// Compares the objects of a plan.
///
/// # Errors
/// When a side cannot be read.
pub fn compare_objects(
    plan: &Plan,
    connection: &dyn OracleConnection,
    target: &Target,
) -> Result<ObjectsValidation, Error> {
    let mut comparison = Comparison {
        connection,
        client: target.connect()?,
        result: ObjectsValidation::default(),
    };
    for table in &plan.tables {
        comparison.table(table)?;
    }
    for sequence in &plan.sequences {
        comparison.sequence(&sequence.source, &sequence.target)?;
    }
    Ok(comparison.result)
}

struct Comparison<'a> {
    connection: &'a dyn OracleConnection,
    client: Client,
    result: ObjectsValidation,
}

/// Keys and indexes by their names: type and columns.
type Named = BTreeMap<String, (String, Vec<String>)>;

impl Comparison<'_> {
    fn differs(&mut self, kind: &'static str, object: impl Into<String>, message: impl Into<String>) {
        self.result.differences.push(ObjectDifference {
            kind,
            object: object.into(),
            message: message.into(),
        });
    }

    fn table(&mut self, plan: &TablePlan) -> Result<(), Error> {
        let (owner, name) = table_name(&plan.source)?;
        self.result.compared += 1;
        let target = match target::table(&mut self.client, &plan.target) {
            Ok(target) => target,
            Err(Error::Target {
                state: Some(state), ..
            }) if state == "42P01" => {
                self.differs(
                    "table",
                    &plan.source,
                    format!("{} is not in the target", plan.target),
                );
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let of_source = columns(self.connection, &owner, &name)?;
        let names = self.columns(plan, &owner, &name, &of_source, &target)?;
        self.constraints(plan, &owner, &name, &names, &target)?;
        self.indexes(plan, &owner, &name, &names, &target)
    }

    /// Compares columns; returns what those of the source are called in the target.
    fn columns(
        &mut self,
        plan: &TablePlan,
        owner: &str,
        name: &str,
        of_source: &[OracleColumn],
        target: &TargetTable,
    ) -> Result<BTreeMap<String, String>, Error> {
        let rows = self.connection.texts(NULLABLE, &[owner, name])?;
        let not_null: BTreeSet<String> = rows.into_iter().flatten().flatten().collect();
        let mut names = BTreeMap::new();
        for column in of_source {
            let chosen = |name: &String| name.eq_ignore_ascii_case(&column.name);
            if plan
                .columns
                .as_ref()
                .is_some_and(|columns| !columns.iter().any(chosen))
            {
                continue;
            }
            self.result.compared += 1;
            let object = format!("{}.{}", plan.source, column.name);
            let choices = plan
                .column
                .iter()
                .find(|(name, _)| chosen(name))
                .map(|(_, choices)| choices);
            let wanted = choices.and_then(|choices| choices.target.as_deref());
            let Some(found) = find(target, &column.name, wanted) else {
                self.differs("column", object, format!("{} has no such column", target.name));
                continue;
            };
            names.insert(column.name.clone(), found.name.clone());
            let is_computed = choices.is_some_and(|choices| choices.expression.is_some());
            if !is_computed && let Some(message) = unfit(&column.data_type, found) {
                self.differs(
                    "column",
                    &object,
                    format!("{} is {}: {message}", column.type_name, found.declared),
                );
            }
            if not_null.contains(&column.name) != found.not_null {
                let (source, target) = if found.not_null {
                    ("takes", "does not")
                } else {
                    ("takes no", "does")
                };
                self.differs(
                    "column",
                    object,
                    format!("it {source} NULL in the source, and {target} in the target"),
                );
            }
        }
        for column in &target.columns {
            if !names.values().any(|name| *name == column.name) {
                let object = format!("{}.{}", target.name, column.name);
                self.differs("column", object, "only the target has it");
            }
        }
        Ok(names)
    }

    fn constraints(
        &mut self,
        plan: &TablePlan,
        owner: &str,
        name: &str,
        names: &BTreeMap<String, String>,
        target: &TargetTable,
    ) -> Result<(), Error> {
        let mut of_source: Named = BTreeMap::new();
        let mut checks = 0;
        for row in self.connection.texts(CONSTRAINTS, &[owner, name])? {
            let [Some(constraint), Some(kind), condition] = &row[..] else {
                continue;
            };
            if kind != "C" {
                of_source.insert(constraint.clone(), (kind.clone(), Vec::new()));
            } else if !condition
                .as_deref()
                .is_some_and(|condition| condition.ends_with("IS NOT NULL"))
            {
                checks += 1;
            }
        }
        for row in self.connection.texts(CONSTRAINT_COLUMNS, &[owner, name])? {
            let [Some(constraint), Some(column)] = &row[..] else {
                continue;
            };
            if let Some((_, columns)) = of_source.get_mut(constraint) {
                columns.push(names.get(column).unwrap_or(column).clone());
            }
        }
        let failed = |error: postgres::Error| Error::target("reading constraints", &error);
        let rows = self
            .client
            .query(TARGET_CONSTRAINTS, &[&target.oid])
            .map_err(failed)?;
        let of_target: Vec<(String, Vec<String>, bool)> = rows
            .iter()
            .map(|row| (row.get(0), row.get(1), row.get(2)))
            .collect();
        let unique = self.unique_indexes(target)?;
        for (constraint, (kind, columns)) in of_source {
            self.result.compared += 1;
            let object = format!("{constraint} of {}", plan.source);
            let list = columns.join(", ");
            let is_same = |(_, found, _): &&(String, Vec<String>, bool)| sorted(found) == sorted(&columns);
            let mut same = of_target.iter().filter(is_same);
            match kind.as_str() {
                "P" if same.any(|(kind, ..)| kind == "p") => {}
                "P" => self.differs(
                    "primary-key",
                    object,
                    format!("{} has no primary key ({list})", target.name),
                ),
                "U" if unique.contains(&sorted(&columns)) => {}
                "U" => self.differs(
                    "unique",
                    object,
                    format!("nothing makes ({list}) of {} unique", target.name),
                ),
                _ => match same.find(|(kind, ..)| kind == "f") {
                    Some((_, _, true)) => {}
                    Some((_, _, false)) => {
                        self.differs(
                            "foreign-key",
                            object,
                            "its rows are not checked: VALIDATE CONSTRAINT",
                        );
                    }
                    None => {
                        let message = format!("{} has no foreign key ({list})", target.name);
                        self.differs("foreign-key", object, message);
                    }
                },
            }
        }
        let found = of_target.iter().filter(|(kind, ..)| kind == "c").count();
        self.result.compared += checks;
        if (found as u64) < checks {
            let message = format!("the source has {checks} conditions, {} has {found}", target.name);
            self.differs("check", &plan.source, message);
        }
        Ok(())
    }

    fn unique_indexes(&mut self, target: &TargetTable) -> Result<BTreeSet<Vec<String>>, Error> {
        let failed = |error: postgres::Error| Error::target("reading indexes", &error);
        let rows = self
            .client
            .query(TARGET_INDEXES, &[&target.oid])
            .map_err(failed)?;
        let unique = rows.iter().filter(|row| row.get(1) && row.get(2));
        Ok(unique.map(|row| sorted(&row.get::<_, Vec<String>>(0))).collect())
    }

    fn indexes(
        &mut self,
        plan: &TablePlan,
        owner: &str,
        name: &str,
        names: &BTreeMap<String, String>,
        target: &TargetTable,
    ) -> Result<(), Error> {
        let mut of_source: Named = BTreeMap::new();
        for row in self.connection.texts(INDEXES, &[owner, name])? {
            let [Some(index), Some(kind), Some(column)] = &row[..] else {
                continue;
            };
            if kind != "LOB" {
                let (_, columns) = of_source
                    .entry(index.clone())
                    .or_insert_with(|| (kind.clone(), Vec::new()));
                columns.push(names.get(column).unwrap_or(column).clone());
            }
        }
        let failed = |error: postgres::Error| Error::target("reading indexes", &error);
        let rows = self
            .client
            .query(TARGET_INDEXES, &[&target.oid])
            .map_err(failed)?;
        let of_target: Vec<(Vec<String>, bool)> = rows.iter().map(|row| (row.get(0), row.get(2))).collect();
        for (index, (kind, columns)) in of_source {
            if kind != "NORMAL" && kind != "NORMAL/REV" && kind != "BITMAP" && !kind.starts_with("IOT") {
                let message = format!("index {index} of {}: {kind}", plan.source);
                self.result.not_compared.push(message);
                continue;
            }
            self.result.compared += 1;
            // An index of more columns serves what one of the first of them serves.
            let found = of_target.iter().find(|(found, _)| found.starts_with(&columns));
            let object = format!("{index} of {}", plan.source);
            match found {
                Some((_, true)) => {}
                Some((_, false)) => self.differs("index", object, "it is not valid in the target: REINDEX"),
                None => {
                    let message = format!("{} has no index on ({})", target.name, columns.join(", "));
                    self.differs("index", object, message);
                }
            }
        }
        Ok(())
    }

    fn sequence(&mut self, source: &str, target: &str) -> Result<(), Error> {
        let (owner, name) = table_name(source)?;
        let rows = self.connection.texts(SEQUENCE, &[&owner, &name])?;
        let number = |index: usize| rows.first()?.get(index)?.as_deref()?.trim().parse::<i64>().ok();
        let (Some(increment), Some(last)) = (number(0), number(1)) else {
            self.result.not_compared.push(format!(
                "sequence {source}: the source has none that this account sees"
            ));
            return Ok(());
        };
        self.result.compared += 1;
        let failed = |error: postgres::Error| Error::target("reading sequences", &error);
        let found = self
            .client
            .query_opt(
                "SELECT s.seqincrement, to_regclass($1)::text FROM pg_sequence s WHERE s.seqrelid = to_regclass($1)",
                &[&target],
            )
            .map_err(failed)?;
        let Some(row) = found else {
            self.differs("sequence", source, format!("{target} is not in the target"));
            return Ok(());
        };
        let (found, name): (i64, String) = (row.get(0), row.get(1));
        if found != increment {
            self.differs(
                "sequence",
                source,
                format!("it goes by {increment} in the source, by {found} in the target"),
            );
            return Ok(());
        }
        // pg_sequence_last_value tells nothing of a sequence that was set and not used since.
        let row = self
            .client
            .query_one(&format!("SELECT last_value, is_called FROM {name}"), &[])
            .map_err(failed)?;
        let (value, is_taken): (i64, bool) = (row.get(0), row.get(1));
        let next = if is_taken {
            value.saturating_add(found)
        } else {
            value
        };
        if (increment > 0 && next < last) || (increment < 0 && next > last) {
            let message = format!("it is at {last} in the source, {target} would give {next} again");
            self.differs("sequence", source, message);
        }
        Ok(())
    }
}

fn sorted(names: &[String]) -> Vec<String> {
    let mut names = names.to_vec();
    names.sort();
    names
}

/// Why a column cannot hold all values of a type; `None` when it can, or when what it holds is a choice of the conversion.
fn unfit(source: &DataType, target: &TargetColumn) -> Option<String> {
    let other = || Some("it holds other values".to_owned());
    match (source, &target.target_type) {
        (_, TargetType::Other(_)) => None,
        (DataType::Number { precision, scale }, kind) => {
            let (scale, digits) = (
                scale.unwrap_or(0),
                i32::from(precision.unwrap_or(0)) - i32::from(scale.unwrap_or(0)),
            );
            let integer = |most: i32| {
                let fits = scale <= 0 && precision.is_some() && digits <= most;
                (!fits).then(|| format!("numbers of more than {most} digits or with a fraction do not fit"))
            };
            match kind {
                // A boolean is a choice of the conversion.
                TargetType::Boolean => None,
                TargetType::Smallint => integer(4),
                TargetType::Integer => integer(9),
                TargetType::Bigint => integer(18),
                TargetType::Numeric(None) => None,
                TargetType::Numeric(Some(held)) => {
                    let fits = precision.is_some()
                        && held.scale >= i32::from(scale)
                        && held.precision - held.scale >= digits;
                    (!fits).then(|| "numbers with more digits do not fit".to_owned())
                }
                TargetType::Real | TargetType::Double => Some("digits are lost".to_owned()),
                _ => other(),
            }
        }
        (DataType::Varchar2 { length, .. } | DataType::Char { length, .. }, kind) => match kind {
            TargetType::Text { limit } | TargetType::Char { limit } => {
                let is_short = limit.zip(*length).is_some_and(|(limit, length)| limit < length);
                is_short.then(|| "longer texts do not fit".to_owned())
            }
            // Texts of a fixed form are a choice of the conversion.
            TargetType::Boolean | TargetType::Uuid | TargetType::Json | TargetType::Jsonb => None,
            _ => other(),
        },
        (
            DataType::Clob | DataType::Long,
            TargetType::Text { limit: None } | TargetType::Json | TargetType::Jsonb | TargetType::Xml,
        ) => None,
        (DataType::Clob | DataType::Long, _) => other(),
        (DataType::Raw { .. } | DataType::LongRaw | DataType::Blob, TargetType::Bytea | TargetType::Uuid) => {
            None
        }
        (DataType::Raw { .. } | DataType::LongRaw | DataType::Blob, _) => other(),
        (DataType::Date, TargetType::Timestamp(_) | TargetType::TimestampTz(_)) => None,
        (DataType::Date, TargetType::Date) => Some("the time of day is lost".to_owned()),
        (DataType::Date, _) => other(),
        (
            DataType::Timestamp { fraction }
            | DataType::TimestampTz { fraction }
            | DataType::TimestampLtz { fraction },
            TargetType::Timestamp(held) | TargetType::TimestampTz(held),
        ) => (*held < (*fraction).min(6)).then(|| "digits of seconds are lost".to_owned()),
        (DataType::Timestamp { .. } | DataType::TimestampTz { .. } | DataType::TimestampLtz { .. }, _) => {
            other()
        }
        (DataType::IntervalYearToMonth | DataType::IntervalDayToSecond { .. }, TargetType::Interval(_)) => {
            None
        }
        (DataType::IntervalYearToMonth | DataType::IntervalDayToSecond { .. }, _) => other(),
        (DataType::Boolean, TargetType::Boolean) => None,
        (DataType::Boolean, _) => other(),
        (DataType::BinaryDouble, TargetType::Double)
        | (DataType::BinaryFloat, TargetType::Real | TargetType::Double) => None,
        (DataType::BinaryDouble | DataType::BinaryFloat, _) => other(),
        // Their form in the target is a choice of the conversion.
        (
            DataType::Float { .. }
            | DataType::Bfile
            | DataType::Rowid
            | DataType::Xml
            | DataType::Json
            | DataType::JsonElement(_)
            | DataType::PlsInteger
            | DataType::SimpleInteger
            | DataType::ConstrainedInteger { .. }
            | DataType::Named(_)
            | DataType::Ref(_)
            | DataType::Unknown(_),
            _,
        ) => None,
    }
}
