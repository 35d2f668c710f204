//! Sequences and the options they share with identity columns. SQL Language Reference, "CREATE SEQUENCE".

use super::Replay;
use super::source::{if_not_exists, object_name, words};
use plconv_catalog::{Sequence, SequenceOptions};
use plconv_syntax::ast::{self, AstNode};

impl Replay {
    pub(super) fn create_sequence(&mut self, create: ast::CreateSequence<'_>) {
        let name = self.defined_name(create.name());
        let origin = self.origin(create.syntax());
        if let Some(earlier) = self.catalog.sequences.get(&name).map(|sequence| sequence.origin) {
            if !if_not_exists(create.syntax(), create.name()) {
                self.report_duplicate("sequence", &name, earlier, origin, false);
            }
            return;
        }
        let mut options = SequenceOptions::default();
        for option in create.options().iter() {
            apply_sequence_option(&mut options, option);
        }
        self.catalog.sequences.insert(
            name.clone(),
            Sequence {
                name,
                options,
                origin,
            },
        );
    }

    pub(super) fn alter_sequence(&mut self, alter: ast::AlterSequence<'_>) {
        let Some(name) = alter.name().map(object_name) else {
            return;
        };
        let Some(key) = self.existing(&name, self.catalog.sequences.keys()) else {
            self.names_missing(
                alter.syntax(),
                format!("ALTER SEQUENCE names {name}, which is created nowhere before"),
            );
            return;
        };
        self.note_change_between_numbers(&key, self.origin(alter.syntax()));
        if let Some(sequence) = self.catalog.sequences.get_mut(&key) {
            for option in alter.options().iter() {
                apply_sequence_option(&mut sequence.options, option);
            }
        }
    }
}

/// Applies one option; those about sessions, sharding and replay are kept as words in `others`.
pub(super) fn apply_sequence_option(options: &mut SequenceOptions, option: ast::SequenceOption<'_>) {
    let words = words(option.syntax());
    let value = || {
        let text: String = words
            .iter()
            .skip(1)
            .filter(|word| !matches!(word.as_str(), "WITH" | "BY" | "+"))
            .map(String::as_str)
            .collect();
        (!text.is_empty()).then_some(text)
    };
    match words.first().map_or("", String::as_str) {
        // LIMIT VALUE counts rows, which are not there yet: the statement stays among those on data.
        "START" if option.limit().is_some() => options.start = None,
        "START" => options.start = value(),
        "INCREMENT" => options.increment = value(),
        "MINVALUE" => options.minimum = value(),
        "NOMINVALUE" => options.minimum = None,
        "MAXVALUE" => options.maximum = value(),
        "NOMAXVALUE" => options.maximum = None,
        "CACHE" => options.cache = value(),
        "NOCACHE" => options.cache = Some("1".to_owned()),
        "CYCLE" => options.cycle = true,
        "NOCYCLE" => options.cycle = false,
        // A sequence that is created anew starts again anyway.
        "RESTART" | "SHARING" => {}
        "ORDER" => options.order = true,
        "NOORDER" => options.order = false,
        // The defaults, spelled out.
        "NOKEEP" | "NOSCALE" | "NOEXTEND" | "GLOBAL" | "NOSHARD" | "NOPARTITION" => {}
        other => options.others.push(other.to_owned()),
    }
}
