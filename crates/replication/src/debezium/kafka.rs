//! Messages of a topic of Kafka as lines.

use super::lines::{Lines, NextLine};
use plconv_mover::error::{Error, SourceError};
use rdkafka::config::ClientConfig;
use rdkafka::consumer::{BaseConsumer, CommitMode, Consumer};
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use rdkafka::message::Message;
use rdkafka::{Offset, TopicPartitionList};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// The only partition: there is an order in it, and none between partitions.
const PARTITION: i32 = 0;

/// How long a question to the brokers may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A topic, and how to reach it.
#[derive(Clone, Copy, Debug)]
pub struct Topic<'a> {
    /// `host:port,host:port`
    pub brokers: &'a str,
    /// Its name.
    pub topic: &'a str,
    /// The group whose offset says what is not wanted again.
    pub group: &'a str,
    /// Settings of librdkafka.
    pub properties: &'a BTreeMap<String, String>,
    /// More of them, one on a line: `name=value`.
    pub properties_file: Option<&'a Path>,
}

/// A topic that is read.
pub struct KafkaLines {
    consumer: BaseConsumer,
    topic: String,
    place: Option<i64>,
}

impl KafkaLines {
    /// Begins at the offset of the group, or at the beginning of the topic when it has none.
    ///
    /// # Errors
    /// When no broker answers, or the topic has more than one partition.
    pub fn connect(topic: &Topic<'_>) -> Result<KafkaLines, Error> {
        let mut config = ClientConfig::new();
        config
            .set("bootstrap.servers", topic.brokers)
            .set("group.id", topic.group)
            .set("enable.auto.commit", "false")
            .set("isolation.level", "read_committed")
            // A place that is gone is a gap, not a reason to go on elsewhere.
            .set("auto.offset.reset", "error");
        for (name, value) in topic.properties {
            config.set(name, value);
        }
        if let Some(path) = topic.properties_file {
            let text = std::fs::read_to_string(path).map_err(|error| Error::File {
                path: path.display().to_string(),
                message: error.to_string(),
            })?;
            let settings = text
                .lines()
                .map(str::trim)
                .filter(|line| !line.starts_with('#'))
                .filter_map(|line| line.split_once('='));
            for (name, value) in settings {
                config.set(name.trim(), value.trim());
            }
        }
        let consumer: BaseConsumer = config
            .create()
            .map_err(|error| Error::Usage(format!("the settings of Kafka: {error}")))?;
        let metadata = consumer
            .fetch_metadata(Some(topic.topic), PATIENCE)
            .map_err(|error| lost(&error))?;
        let partitions = metadata
            .topics()
            .iter()
            .find(|found| found.name() == topic.topic)
            .map_or(0, |found| found.partitions().len());
        if partitions != 1 {
            return Err(Error::Usage(format!(
                "topic {} has {partitions} partitions: transactions are in order in a topic with one only",
                topic.topic
            )));
        }
        let mut wanted = TopicPartitionList::new();
        wanted.add_partition(topic.topic, PARTITION);
        let known = consumer
            .committed_offsets(wanted, PATIENCE)
            .map_err(|error| lost(&error))?;
        let begin = match known
            .find_partition(topic.topic, PARTITION)
            .map(|found| found.offset())
        {
            Some(Offset::Offset(offset)) => Offset::Offset(offset),
            Some(
                Offset::Invalid | Offset::Beginning | Offset::End | Offset::Stored | Offset::OffsetTail(_),
            )
            | None => Offset::Beginning,
        };
        let mut assigned = TopicPartitionList::new();
        assigned
            .add_partition_offset(topic.topic, PARTITION, begin)
            .and_then(|()| consumer.assign(&assigned))
            .map_err(|error| lost(&error))?;
        Ok(KafkaLines {
            consumer,
            topic: topic.topic.to_owned(),
            place: None,
        })
    }
}

fn lost(error: &KafkaError) -> Error {
    SourceError::transient(format!("Kafka: {error}")).into()
}

impl Lines for KafkaLines {
    fn next_line(&mut self, text: &mut Vec<u8>, wait: Duration) -> Result<NextLine, Error> {
        text.clear();
        match self.consumer.poll(wait) {
            None => Ok(NextLine::Nothing),
            Some(Ok(message)) => {
                self.place = Some(message.offset());
                text.extend_from_slice(message.payload().unwrap_or_default());
                Ok(NextLine::Line)
            }
            Some(Err(error)) => match error.rdkafka_error_code() {
                Some(RDKafkaErrorCode::AutoOffsetReset | RDKafkaErrorCode::OffsetOutOfRange) => {
                    Err(Error::Stopped(format!(
                        "topic {} no longer has the messages behind those that were read ({error}): the tables are to be copied \
                         again; keep messages for longer",
                        self.topic
                    )))
                }
                Some(_) | None => Err(lost(&error)),
            },
        }
    }

    fn place(&self) -> Option<i64> {
        self.place
    }

    fn confirm(&mut self, place: i64) -> Result<(), Error> {
        let mut offsets = TopicPartitionList::new();
        offsets
            .add_partition_offset(&self.topic, PARTITION, Offset::Offset(place))
            .and_then(|()| self.consumer.commit(&offsets, CommitMode::Sync))
            .map_err(|error| lost(&error))
    }
}

#[cfg(test)]
mod tests;
