//! What an assessment wants to know of a converted tree besides its manifest and its findings.

use plconv_catalog::{Catalog, ObjectName};
use plconv_source::FileRange;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Facts of a conversion, all in the order of the source.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Oracle's dictionary after all scripts.
    pub catalog: Arc<Catalog>,
    /// For each object of the manifest: the unit that creates it.
    pub objects: Vec<ObjectUnit>,
    /// What units use, sorted.
    pub links: BTreeSet<Link>,
    /// Numbers that units pass to RAISE_APPLICATION_ERROR.
    pub errors: BTreeSet<(u32, i32)>,
    /// Units with code that commits or rolls back.
    pub ends_transaction: BTreeSet<u32>,
}

/// The unit of an object of the manifest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ObjectUnit {
    /// Its number; several objects may have the same.
    pub unit: u32,
    /// Its text with the comments before it: the findings that start there are its own.
    pub place: FileRange,
}

/// That a unit uses an object.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Link {
    /// The unit.
    pub unit: u32,
    /// What it uses, synonyms resolved: the object, or the package or object type of a routine.
    pub target: ObjectName,
    /// How.
    pub how: LinkKind,
}

/// How an object is used.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LinkKind {
    /// A routine is called.
    Calls,
    /// A table or view is read.
    Reads,
    /// A table or view is written.
    Writes,
    /// Variables of a package are read or set.
    State,
    /// A foreign key refers to a table.
    References,
    /// An index, trigger or synonym belongs to it.
    On,
    /// A type, sequence or another object that must exist before.
    Needs,
}
