//! Rows of the target that are not as in the source, made as they are there.

use super::side::key_columns;
use super::{TableValidation, ValidateOptions, Validation, Wrong, validate_and};
use crate::encode::{COPY_HEADER, COPY_TRAILER};
use crate::error::Error;
use crate::events::Silent;
use crate::load::{TableTask, block};
use crate::rows::{Care, Limits, Piece, RowEncoder};
use crate::source::ChunkSpec;
use crate::target::may_skip_triggers;
use crate::target_type::TargetType;
use crate::throttle::Throttle;
use plconv_pg::quote_identifier as quote;
use postgres::{Client, Transaction};
use serde::Serialize;
use std::io::Write;
use std::sync::mpsc;

/// Pieces that are on their way from the reader.
const PIECES: usize = 4;

/// What a repair needs.
pub struct RepairOptions<'a, 's> {
    /// What is compared.
    pub validate: &'a ValidateOptions,
    /// Whether it is done, rather than only written down.
    pub executes: bool,
    /// Where the statements are written to.
    pub script: Option<&'s mut dyn Write>,
}

/// What a repair did to a table, or would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repaired {
    /// The table, in the target.
    pub table: String,
    /// Rows that were taken away.
    pub deleted: u64,
    /// Rows of the source that were written.
    pub written: u64,
}

/// Compares all tables of a plan, and repairs what differs: each row is taken away by its key and written again as the source
/// has it at the snapshot. Nobody else may write to these tables meanwhile.
///
/// # Errors
/// When a side cannot be read, a table that differs has no key, or its rows do not come from an Oracle.
pub fn repair(
    options: RepairOptions<'_, '_>,
    told: &mut dyn FnMut(&TableValidation),
) -> Result<(Validation, Vec<Repaired>), Error> {
    let validate = options.validate;
    if validate.plan.source.oracle.is_none() {
        return Err(Error::Usage(
            "rows of files have no identity by which they could be read again: load the table again"
                .to_owned(),
        ));
    }
    let mut client = validate.target.connect_for_load()?;
    if options.executes && !may_skip_triggers(&mut client)? {
        return Err(Error::Stopped(
            "the role may not set session_replication_role, so triggers would act on rows that are repaired"
                .to_owned(),
        ));
    }
    let mut repair = Repair {
        validate,
        executes: options.executes,
        script: options.script,
        client,
        repaired: Vec::new(),
    };
    repair.line("BEGIN;\nSET LOCAL session_replication_role = replica;")?;
    let validation = validate_and(validate, told, &mut |task, scn, wrong| {
        if wrong.keys.is_empty() {
            return Ok(());
        }
        repair.table(task, scn, wrong)
    })?;
    repair.line("COMMIT;")?;
    Ok((validation, repair.repaired))
}

struct Repair<'a, 's> {
    validate: &'a ValidateOptions,
    executes: bool,
    script: Option<&'s mut dyn Write>,
    client: Client,
    repaired: Vec<Repaired>,
}

/// The keys of the rows that are wrong.
const KEYS: &str = "pg_temp.plconv_keys";

impl Repair<'_, '_> {
    fn line(&mut self, line: &str) -> Result<(), Error> {
        let Some(script) = &mut self.script else {
            return Ok(());
        };
        writeln!(script, "{line}").map_err(|error| Error::Stopped(format!("writing the script: {error}")))
    }

    fn table(&mut self, task: &TableTask, scn: Option<u64>, wrong: &Wrong) -> Result<(), Error> {
        let key = Key::of(task)?;
        let table = &task.target.name;
        let what = format!("repairing {table}");
        let failed = |error: postgres::Error| Error::target(what.clone(), &error);
        let mut transaction = self.client.transaction().map_err(failed)?;
        key.send(&mut transaction, wrong).map_err(failed)?;
        let mut lines = vec![format!("-- {}", task.plan.source)];
        if self.script.is_some() {
            let sql = format!(
                "SELECT format('DELETE FROM {table} WHERE {};', {}) FROM {KEYS} k ORDER BY {}",
                key.template().replace('\'', "''"),
                key.texts(),
                key.names("k.")
            );
            lines.extend(texts(&mut transaction, &sql).map_err(failed)?);
        }
        let deleted = transaction
            .execute(
                &format!("DELETE FROM {table} t USING {KEYS} k WHERE {}", key.joined()),
                &[],
            )
            .map_err(failed)?;
        write_rows(self.validate, &mut transaction, task, scn, &wrong.places)?;
        if self.script.is_some() {
            let columns: Vec<String> = task.columns.iter().map(|column| quote(&column.target)).collect();
            let template = vec!["%s"; columns.len()].join(", ");
            let values: Vec<String> = columns
                .iter()
                .map(|column| format!("quote_nullable(t.{column}::text)"))
                .collect();
            let sql = format!(
                "SELECT format('INSERT INTO {table} ({}) OVERRIDING SYSTEM VALUE VALUES ({template});', {}) FROM {table} t
                   JOIN {KEYS} k ON {} ORDER BY {}",
                columns.join(", ").replace('\'', "''"),
                values.join(", "),
                key.joined(),
                key.names("k.")
            );
            lines.extend(texts(&mut transaction, &sql).map_err(failed)?);
        }
        match self.executes {
            true => transaction.commit().map_err(failed)?,
            false => transaction.rollback().map_err(failed)?,
        }
        for line in lines {
            self.line(&line)?;
        }
        self.repaired.push(Repaired {
            table: table.clone(),
            deleted,
            written: wrong.places.len() as u64,
        });
        Ok(())
    }
}

fn texts(transaction: &mut Transaction<'_>, sql: &str) -> Result<Vec<String>, postgres::Error> {
    let rows = transaction.query(sql, &[])?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// The columns that rows are known by.
struct Key<'a> {
    /// Name, type as SQL, type of fields, whether it is compared as text.
    columns: Vec<(String, String, &'a TargetType, bool)>,
}

impl Key<'_> {
    fn of(task: &TableTask) -> Result<Key<'_>, Error> {
        let compared: Vec<_> = task.compared().collect();
        let columns: Vec<_> = key_columns(task)
            .into_iter()
            .filter_map(|at| compared.get(at))
            .map(|column| {
                (
                    quote(&column.target),
                    column.staged.clone(),
                    &column.target_type,
                    column.is_staged_as_text,
                )
            })
            .collect();
        if columns.is_empty() {
            return Err(Error::Usage(format!(
                "{}: the target has no primary key whose columns are moved as they are, so single rows cannot be repaired: copy \
                 the table again",
                task.plan.source
            )));
        }
        Ok(Key { columns })
    }

    fn names(&self, before: &str) -> String {
        let names = self.columns.iter().map(|(name, ..)| format!("{before}{name}"));
        names.collect::<Vec<_>>().join(", ")
    }

    fn joined(&self) -> String {
        let equal = self.columns.iter().map(|(name, _, _, is_text)| match is_text {
            true => format!("t.{name}::text = k.{name}"),
            false => format!("t.{name} = k.{name}"),
        });
        equal.collect::<Vec<_>>().join(" AND ")
    }

    fn template(&self) -> String {
        let equal = self.columns.iter().map(|(name, ..)| format!("{name} = %s"));
        equal.collect::<Vec<_>>().join(" AND ")
    }

    fn texts(&self) -> String {
        let values = self
            .columns
            .iter()
            .map(|(name, ..)| format!("quote_literal(k.{name}::text)"));
        values.collect::<Vec<_>>().join(", ")
    }

    /// Makes the table of keys.
    fn send(&self, transaction: &mut Transaction<'_>, wrong: &Wrong) -> Result<(), postgres::Error> {
        let columns: Vec<String> = self
            .columns
            .iter()
            .map(|(name, declared, ..)| format!("{name} {declared}"))
            .collect();
        transaction.batch_execute(&format!(
            "CREATE TEMPORARY TABLE {} ({}) ON COMMIT DROP",
            KEYS.trim_start_matches("pg_temp."),
            columns.join(", ")
        ))?;
        let mut bytes = COPY_HEADER.to_vec();
        for key in &wrong.keys {
            bytes.extend_from_slice(&(key.len() as i16).to_be_bytes());
            for (field, (_, _, target_type, _)) in key.iter().zip(&self.columns) {
                match field {
                    Some(field) => {
                        let field = with_scale(target_type, field);
                        bytes.extend_from_slice(&(field.len() as i32).to_be_bytes());
                        bytes.extend_from_slice(&field);
                    }
                    None => bytes.extend_from_slice(&(-1i32).to_be_bytes()),
                }
            }
        }
        bytes.extend_from_slice(&COPY_TRAILER);
        let mut writer = transaction.copy_in(&format!("COPY {KEYS} FROM STDIN (FORMAT binary)"))?;
        // An error that the server reports while rows are sent is reported again at the end.
        let _ = writer.write_all(&bytes);
        writer.finish().map(|_| ())
    }
}

/// A numeric in its canonical form says nothing of its scale, and PostgreSQL cuts off what is behind it.
fn with_scale(target_type: &TargetType, field: &[u8]) -> Vec<u8> {
    let mut field = field.to_vec();
    if matches!(target_type, TargetType::Numeric(_)) && field.len() >= 8 {
        let groups = i16::from_be_bytes([field[0], field[1]]);
        let weight = i16::from_be_bytes([field[2], field[3]]);
        let scale = (i32::from(groups) - 1 - i32::from(weight)).max(0) * 4;
        let scale = u16::try_from(scale).unwrap_or(u16::MAX);
        field[6..8].copy_from_slice(&scale.to_be_bytes());
    }
    field
}

/// Writes rows as the source has them.
fn write_rows(
    validate: &ValidateOptions,
    transaction: &mut Transaction<'_>,
    task: &TableTask,
    scn: Option<u64>,
    places: &[String],
) -> Result<(), Error> {
    if places.is_empty() {
        return Ok(());
    }
    let load = &validate.plan.load;
    let limits = Limits {
        inline_lob: load.inline_lob_kb * 1024,
        rejected: 0,
    };
    let throttle = Throttle::new(0, 0, &Silent);
    let (output, pieces) = mpsc::sync_channel::<Piece>(PIECES);
    let (give_back, used) = mpsc::channel::<Vec<u8>>();
    let mut routes = task.routes();
    let (routes, throttle) = (&mut routes, &throttle);
    let mut session = validate.source.connect()?;
    std::thread::scope(|scope| {
        let reader = scope.spawn(move || {
            let mut encoder = RowEncoder::new(routes, Care::Stream, limits, throttle, &output, &used);
            for place in places {
                let spec = ChunkSpec::Rowids {
                    partition: None,
                    from: place.clone(),
                    to: place.clone(),
                };
                if let Err(error) = session.read(&task.plan, &task.source_columns, &spec, scn, &mut encoder) {
                    encoder.abandon();
                    return Err(error);
                }
            }
            let (summary, _) = encoder.finish();
            Ok(summary)
        });
        let mut rows = 0;
        let written = block::copy_stream(transaction, task, pieces, &give_back, || {
            let read = reader
                .join()
                .map_err(|_| Error::Stopped("internal error: a reader panicked".to_owned()))?;
            match read {
                Ok(summary) => {
                    rows = summary.rows;
                    Ok(true)
                }
                Err(crate::source::ReadError::Source(error)) => Err(Error::Source(error)),
                Err(crate::source::ReadError::Ended) => Ok(false),
            }
        });
        written?;
        match rows == places.len() as u64 {
            true => Ok(()),
            false => Err(Error::Stopped(format!(
                "{}: {} rows were to be read again, and {rows} were found and fit the target",
                task.plan.source,
                places.len()
            ))),
        }
    })
}
