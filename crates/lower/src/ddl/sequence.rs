//! Sequences and identity options.

use super::{Ddl, ObjectKind, Phase};
use plconv_catalog::{Origin, SequenceOptions};
use plconv_diagnostics::Code;
use plconv_pg::Statement;

/// What Oracle takes for "no limit": 28 nines, and 27 for descending sequences in older releases.
fn is_unlimited(text: &str) -> bool {
    let digits = text.trim_start_matches('-');
    (26..=28).contains(&digits.len()) && digits.bytes().all(|digit| digit == b'9')
}

impl Ddl<'_> {
    pub(super) fn sequences(&mut self) {
        for (name, sequence) in &self.catalog.sequences {
            let pg_name = self.pg_name(name);
            self.begin(
                ObjectKind::Sequence,
                &name.to_string(),
                pg_name.clone(),
                Phase::Sequences,
                sequence.origin,
            );
            let options = self.sequence_options(&sequence.options, &name.to_string(), sequence.origin);
            self.emit(Statement::CreateSequence(pg_name, options));
            self.end();
        }
    }

    /// The options in PostgreSQL's words. Caches are left out: PostgreSQL's belong to a session, so that two sessions
    /// would draw numbers out of order, which Oracle's do not on one instance.
    pub(super) fn sequence_options(
        &mut self,
        options: &SequenceOptions,
        what: &str,
        origin: Origin,
    ) -> Vec<String> {
        let mut result = Vec::new();
        let clamped = [
            ("INCREMENT BY", &options.increment),
            ("MINVALUE", &options.minimum),
            ("MAXVALUE", &options.maximum),
            ("START WITH", &options.start),
        ];
        for (word, value) in clamped {
            let Some(value) = value.as_deref() else {
                continue;
            };
            if word != "START WITH" && is_unlimited(value) && !options.cycle {
                continue;
            }
            let number = match value.parse::<i64>() {
                Ok(number) => number,
                Err(_)
                    if value
                        .trim_start_matches(['-', '+'])
                        .bytes()
                        .all(|digit| digit.is_ascii_digit()) =>
                {
                    self.report(
                        Code::SEQUENCE_CLAMPED,
                        origin,
                        format!("{what}: {word} {value} is beyond bigint and was cut to its limit"),
                    );
                    if value.starts_with('-') {
                        i64::MIN
                    } else {
                        i64::MAX
                    }
                }
                Err(_) => {
                    self.report(
                        Code::SEQUENCE_OPTION,
                        origin,
                        format!("{what}: {word} {value} is not a number"),
                    );
                    continue;
                }
            };
            // The default, spelled out.
            if !(word == "INCREMENT BY" && number == 1) {
                result.push(format!("{word} {number}"));
            }
        }
        if options.cycle {
            result.push("CYCLE".to_owned());
        }
        if options
            .cache
            .as_deref()
            .is_some_and(|cache| !matches!(cache, "1" | "20"))
        {
            let cache = options.cache.as_deref().unwrap_or_default();
            self.report(
                Code::SEQUENCE_OPTION,
                origin,
                format!("{what}: CACHE {cache} left out, since a cache belongs to one session in PostgreSQL"),
            );
        }
        for other in &options.others {
            self.report(
                Code::SEQUENCE_OPTION,
                origin,
                format!("{what}: {other} has no counterpart"),
            );
        }
        result
    }
}
