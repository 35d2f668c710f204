//! Where a plan's changes come from.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Where changes come from. Rows, and what the changes do not hold, come from the Oracle of the plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(
    rename_all = "kebab-case",
    rename_all_fields = "kebab-case",
    tag = "from",
    deny_unknown_fields
)]
pub enum CapturePlan {
    /// The Oracle of the plan, through LogMiner.
    #[default]
    LogMiner,
    /// OpenLogReplicator, a program of its own.
    OpenLogReplicator {
        /// Where its target `network` listens: `host:port`.
        address: String,
        /// `name` of its source.
        database: String,
        /// What `timestamp` of its format says that times are counted in.
        #[serde(default = "CapturePlan::nanoseconds")]
        times: TimeUnit,
    },
    /// Lines of events of Debezium's connector for Oracle.
    Debezium {
        /// The file, relative to the directory of the process; `-` is standard input.
        file: PathBuf,
        /// How the connector writes values.
        #[serde(default)]
        values: DebeziumPlan,
    },
    /// The same as messages of a topic of Kafka.
    Kafka {
        /// Brokers: `host:port,host:port`.
        brokers: String,
        /// The topic. It has one partition, in which all changes are in the order of their commits.
        topic: String,
        /// More settings of librdkafka: `security.protocol = "SSL"`. Secrets go into the file that `properties_file` names.
        #[serde(default)]
        properties: BTreeMap<String, String>,
        /// A file with lines `name=value` of such settings.
        #[serde(default)]
        properties_file: Option<PathBuf>,
        /// How the connector writes values.
        #[serde(default)]
        values: DebeziumPlan,
    },
}

impl CapturePlan {
    fn nanoseconds() -> TimeUnit {
        TimeUnit::Nanoseconds
    }
}

/// How Debezium writes values whose schema does not come with them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct DebeziumPlan {
    /// `unavailable.value.placeholder`
    pub unavailable: String,
    /// What DATE is counted in.
    pub dates: TimeUnit,
    /// What TIMESTAMP is counted in.
    pub timestamps: TimeUnit,
}

impl Default for DebeziumPlan {
    fn default() -> Self {
        DebeziumPlan {
            unavailable: "__debezium_unavailable_value".to_owned(),
            dates: TimeUnit::Milliseconds,
            timestamps: TimeUnit::Microseconds,
        }
    }
}

/// What times are counted in, from 1970 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeUnit {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// Microseconds.
    Microseconds,
    /// Nanoseconds.
    Nanoseconds,
}
