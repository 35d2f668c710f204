//! Against the cluster that librdkafka simulates.

use super::super::tests::{catalog, event, options};
use super::super::{DebeziumSource, beginning};
use super::*;
use crate::change::{ChangeSource, Event, Position, Transaction};
use rdkafka::ClientContext;
use rdkafka::mocking::MockCluster;
use rdkafka::producer::{BaseProducer, BaseRecord, Producer};

/// Messages come in time, or there are none.
const WAIT: Duration = Duration::from_secs(60);

fn write(cluster: &MockCluster<'_, impl ClientContext>, topic: &str, events: &[String]) {
    let producer: BaseProducer = ClientConfig::new()
        .set("bootstrap.servers", cluster.bootstrap_servers())
        .create()
        .unwrap();
    for event in events {
        let record: BaseRecord<'_, (), String> = BaseRecord::to(topic).partition(PARTITION).payload(event);
        producer.send(record).unwrap();
    }
    producer.flush(WAIT).unwrap();
}

fn source(brokers: &str, topic: &str, from: Position) -> Result<DebeziumSource<KafkaLines>, Error> {
    let lines = KafkaLines::connect(&Topic {
        brokers,
        topic,
        group: "plconv_test",
        properties: &BTreeMap::new(),
        properties_file: None,
    })?;
    Ok(DebeziumSource::new(lines, options(), catalog(), from))
}

fn next(source: &mut DebeziumSource<KafkaLines>) -> Transaction {
    match source.next(WAIT).unwrap() {
        Some(Event::Transaction(transaction)) => transaction,
        other => panic!("{other:?}"),
    }
}

#[test]
fn transactions_of_a_topic_come_once() {
    let cluster = MockCluster::new(1).unwrap();
    cluster.create_topic("bank", 1, 1).unwrap();
    let insert = |transaction: &str, commit: u64, id: u64| {
        event("c", transaction, commit, "null", &format!(r#"{{"ID":"{id}"}}"#))
    };
    let first = [insert("01", 10, 1), insert("01", 10, 2), insert("02", 11, 3)];
    write(&cluster, "bank", &first);
    let brokers = cluster.bootstrap_servers();
    let mut before = source(&brokers, "bank", beginning()).unwrap();
    let found = next(&mut before);
    assert_eq!((found.id.0.as_str(), found.changes.len()), ("01", 2));
    before.confirm(&found.position).unwrap();
    drop(before);
    // What began behind it is read again, as a whole.
    write(&cluster, "bank", &[insert("02", 11, 4), insert("03", 12, 5)]);
    let mut after = source(&brokers, "bank", found.position).unwrap();
    let found = next(&mut after);
    assert_eq!((found.id.0.as_str(), found.changes.len()), ("02", 2));
    // The last one is complete when the next begins, and not before.
    assert!(after.next(Duration::from_millis(200)).unwrap().is_none());
    write(&cluster, "bank", &[r#"{"status":"END","id":"03"}"#.to_owned()]);
    assert_eq!(next(&mut after).id.0, "03");
}

#[test]
fn partitions_have_no_common_order() {
    let cluster = MockCluster::new(1).unwrap();
    cluster.create_topic("wide", 2, 1).unwrap();
    let error = source(&cluster.bootstrap_servers(), "wide", beginning());
    let text = error.map(|_| ()).unwrap_err().to_string();
    assert!(text.contains("2 partitions"), "{text}");
}
