//! The source of changes that a plan names.

use crate::change::{ChangeSource, Position, TableName};
use crate::debezium::{DebeziumOptions, DebeziumSource, InputLines, ValueOptions};
use crate::epoch::Unit;
use crate::logminer::catalog::Catalog;
use crate::logminer::{LogMinerOptions, LogMinerSource};
use crate::migrate::OracleCapture;
use crate::openlogreplicator::{OpenLogReplicatorOptions, OpenLogReplicatorSource};
use plconv_mover::error::Error;
use plconv_mover::plan::{CapturePlan, DebeziumPlan, TimeUnit};
use std::io::BufReader;

/// Opens the source of a plan's changes behind a position. Whatever it is, the columns are those of the dictionary.
///
/// # Errors
/// When it is not there, or this program was built without it.
pub(crate) fn open(
    capture: &OracleCapture,
    from: &Position,
    tables: Vec<TableName>,
    options: LogMinerOptions,
) -> Result<Box<dyn ChangeSource>, Error> {
    let plan = &capture.plan;
    let (memory, spill_directory) = (options.memory, options.spill_directory.clone());
    let catalog = || -> Result<Catalog, Error> {
        Catalog::read(capture.rows_source()?.open()?.as_ref(), &tables, None, false)
    };
    let debezium = |values: &DebeziumPlan| DebeziumOptions {
        values: ValueOptions {
            unavailable: values.unavailable.clone(),
            dates: unit(values.dates),
            timestamps: unit(values.timestamps),
        },
        memory,
        spill_directory: spill_directory.clone(),
    };
    Ok(match &plan.replication.capture {
        CapturePlan::LogMiner => Box::new(LogMinerSource::connect(
            plan.clone(),
            capture.password.clone(),
            tables,
            from.clone(),
            options,
        )?),
        CapturePlan::OpenLogReplicator {
            address,
            database,
            times,
        } => {
            let options = OpenLogReplicatorOptions {
                address: address.clone(),
                database: database.clone(),
                unit: unit(*times),
                memory,
                spill_directory: spill_directory.clone(),
            };
            Box::new(OpenLogReplicatorSource::connect(
                options,
                catalog()?,
                from.clone(),
            )?)
        }
        CapturePlan::Debezium { file, values } => {
            let lines = if file.as_os_str() == "-" {
                InputLines::new(BufReader::new(std::io::stdin()))
            } else {
                let input = std::fs::File::open(file).map_err(|error| Error::File {
                    path: file.display().to_string(),
                    message: error.to_string(),
                })?;
                InputLines::new(BufReader::new(input))
            };
            Box::new(DebeziumSource::new(
                lines,
                debezium(values),
                catalog()?,
                from.clone(),
            ))
        }
        #[cfg(feature = "kafka")]
        CapturePlan::Kafka {
            brokers,
            topic,
            properties,
            properties_file,
            values,
        } => {
            let lines = crate::debezium::kafka::KafkaLines::connect(&crate::debezium::kafka::Topic {
                brokers,
                topic,
                group: &format!("plconv_{}", plan.name),
                properties,
                properties_file: properties_file.as_deref(),
            })?;
            Box::new(DebeziumSource::new(
                lines,
                debezium(values),
                catalog()?,
                from.clone(),
            ))
        }
        #[cfg(not(feature = "kafka"))]
        CapturePlan::Kafka { .. } => {
            return Err(Error::Usage(
                "this program was built without Kafka: build it with `--features kafka`, or pipe the topic into \
                 `from = \"debezium\"` with `file = \"-\"`"
                    .to_owned(),
            ));
        }
    })
}

fn unit(of_plan: TimeUnit) -> Unit {
    match of_plan {
        TimeUnit::Seconds => Unit::Seconds,
        TimeUnit::Milliseconds => Unit::Milliseconds,
        TimeUnit::Microseconds => Unit::Microseconds,
        TimeUnit::Nanoseconds => Unit::Nanoseconds,
    }
}
