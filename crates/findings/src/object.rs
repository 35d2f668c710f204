//! The objects of the source, as the manifest has them.

use plconv_source::FileId;
use std::collections::BTreeMap;

/// Where an object is created, and what it became.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ObjectPlace {
    /// Oracle's word for the kind: `PACKAGE BODY`.
    pub kind: String,
    /// Its name with the schema when written: `HR.EMPLOYEES`.
    pub name: String,
    /// The file of its CREATE.
    pub file: FileId,
    /// The line of its CREATE, from 1.
    pub first_line: u32,
    /// The line its CREATE ends on.
    pub last_line: u32,
}

/// Objects by place.
pub(crate) struct Objects {
    all: Vec<ObjectPlace>,
    /// Numbers of the objects of a file by their first lines; of several on one line the first.
    by_line: BTreeMap<FileId, BTreeMap<u32, usize>>,
}

impl Objects {
    pub(crate) fn new(objects: Vec<ObjectPlace>) -> Self {
        let mut by_line: BTreeMap<FileId, BTreeMap<u32, usize>> = BTreeMap::new();
        for (number, object) in objects.iter().enumerate() {
            let lines = by_line.entry(object.file).or_default();
            lines.entry(object.first_line).or_insert(number);
        }
        Objects {
            all: objects,
            by_line,
        }
    }

    pub(crate) fn all(&self) -> &[ObjectPlace] {
        &self.all
    }

    pub(crate) fn get(&self, number: usize) -> Option<&ObjectPlace> {
        self.all.get(number)
    }

    /// The object in whose lines a line is.
    pub(crate) fn at(&self, file: FileId, line: u32) -> Option<usize> {
        let (_, number) = self.by_line.get(&file)?.range(..=line).next_back()?;
        self.get(*number).filter(|object| line <= object.last_line)?;
        Some(*number)
    }

    /// The last line of the object that begins on a line.
    pub(crate) fn end_of_object_at(&self, file: FileId, line: u32) -> Option<u32> {
        let number = self.by_line.get(&file)?.get(&line)?;
        self.get(*number).map(|object| object.last_line)
    }
}
