//! Tables, views, sequences and the rest, in their final state.

use crate::DataType;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A map in the order of insertion. Each name that is resolved is looked up in some of them, so they hash fast; nobody
/// chooses names to make that slow.
pub type IndexMap<K, V> = indexmap::IndexMap<K, V, rustc_hash::FxBuildHasher>;

/// `schema.object`; without a schema the object is in the schema the script runs in.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct ObjectName {
    /// Owner, when written.
    pub schema: Option<String>,
    /// Name of the object.
    pub name: String,
}

impl ObjectName {
    /// An object of the current schema.
    pub fn unqualified(name: impl Into<String>) -> Self {
        ObjectName {
            schema: None,
            name: name.into(),
        }
    }

    /// An object of a named schema.
    pub fn qualified(schema: impl Into<String>, name: impl Into<String>) -> Self {
        ObjectName {
            schema: Some(schema.into()),
            name: name.into(),
        }
    }
}

impl std::fmt::Display for ObjectName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.schema {
            Some(schema) => write!(formatter, "{schema}.{}", self.name),
            None => formatter.write_str(&self.name),
        }
    }
}

/// Where something was written: the unit's position in load order and bytes relative to that unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct Origin {
    /// Position of the unit in load order.
    pub unit: u32,
    /// First byte in the unit.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

/// An expression or query kept as Oracle text, with the place it stands at.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct SourceText {
    /// The Oracle text.
    pub text: String,
    /// Where it was written.
    pub origin: Origin,
}

/// The name of a database link without its domain: `REMOTE` of `@remote.example.com`.
/// SQL Language Reference, "References to Objects in Remote Databases".
pub fn link_name(written: &str) -> String {
    let link = written.trim_start_matches('@').trim();
    let own = link.split(['.', '@']).next().unwrap_or(link);
    own.trim_matches('"').to_uppercase()
}

impl Catalog {
    /// The table, view or sequence that a name behind a database link stands for here, when a schema stands for the link; a
    /// name with an owner keeps it.
    pub fn linked(&self, owner: Option<&str>, name: &str, link: &str) -> Option<ObjectName> {
        let schema = self.links.get(&link_name(link))?;
        Some(ObjectName::qualified(owner.unwrap_or(schema), name))
    }
}

/// The snapshot. Every map keeps the order of first definition.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Catalog {
    /// Schemas that own something, besides the current one.
    pub schemas: Vec<String>,
    /// Relational and object tables, global temporary tables included.
    pub tables: IndexMap<ObjectName, Table>,
    /// Views.
    pub views: IndexMap<ObjectName, View>,
    /// Materialized views.
    pub materialized_views: IndexMap<ObjectName, MaterializedView>,
    /// Indexes, those behind constraints only when created explicitly.
    pub indexes: IndexMap<ObjectName, Index>,
    /// Sequences.
    pub sequences: IndexMap<ObjectName, Sequence>,
    /// Private synonyms by name; public ones have the schema `PUBLIC`.
    pub synonyms: IndexMap<ObjectName, Synonym>,
    /// What objects are called now, by the names that they were created with.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub renamed: IndexMap<ObjectName, ObjectName>,
    /// The schemas that stand for what is behind database links, by the names of the links.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub links: BTreeMap<String, String>,
    /// Object and collection types.
    pub types: IndexMap<ObjectName, TypeDefinition>,
    /// Packages, procedures, functions and triggers: their code is found through the origin.
    pub code: IndexMap<(CodeKind, ObjectName), Code>,
    /// Object and system privileges, in order.
    pub grants: Vec<Grant>,
    /// Database links, directories, users, roles, contexts and whatever else is named but not modelled.
    pub others: Vec<OtherObject>,
}

impl Catalog {
    /// The table that `name` means where the table `from` refers to it: an unqualified name is one of `from`'s schema
    /// first (SQL Language Reference, "References to Schema Objects and Parts"). Statements that name no schema keep their
    /// tables under the bare name, so that is tried as well.
    #[must_use]
    pub fn referenced_table(&self, name: &ObjectName, from: &ObjectName) -> Option<(&ObjectName, &Table)> {
        let own_schema = ObjectName {
            schema: name.schema.clone().or_else(|| from.schema.clone()),
            name: name.name.clone(),
        };
        let bare = ObjectName::unqualified(name.name.clone());
        [&own_schema, &bare]
            .into_iter()
            .find_map(|candidate| self.tables.get_key_value(candidate))
    }
}

/// A table in its final state.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Table {
    /// Full name.
    pub name: ObjectName,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Constraints besides NOT NULL, in order.
    pub constraints: Vec<Constraint>,
    /// Set for global temporary tables.
    pub temporary: Option<TemporaryRows>,
    /// `ORGANIZATION INDEX`
    pub index_organized: bool,
    /// `ORGANIZATION EXTERNAL`: the access parameters.
    pub external: Option<String>,
    /// `READ ONLY`
    pub read_only: bool,
    /// The ALTER TABLE that made it so, when it was not CREATE TABLE.
    #[serde(default)]
    pub read_only_since: Option<Origin>,
    /// Object table of this type.
    pub of_type: Option<ObjectName>,
    /// Partitioning, when partitioned.
    pub partitioning: Option<Partitioning>,
    /// `CREATE TABLE ... AS`: the query.
    pub as_query: Option<SourceText>,
    /// `COMMENT ON TABLE`
    pub comment: Option<String>,
    /// Storage and physical clauses that were written and have no meaning for PostgreSQL.
    pub physical: Vec<String>,
    /// Nested table columns and their storage tables.
    pub nested_tables: Vec<(String, String)>,
    /// The creating unit.
    pub origin: Origin,
    /// Units that altered it later.
    pub altered_by: Vec<Origin>,
}

/// What COMMIT does to the rows of a global temporary table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum TemporaryRows {
    /// `ON COMMIT DELETE ROWS`, the default.
    Delete,
    /// `ON COMMIT PRESERVE ROWS`
    Preserve,
}

/// A column of a table, or a derived one of a view.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Column {
    /// Name.
    pub name: String,
    /// Type.
    pub data_type: DataType,
    /// Whether NULL is excluded (NOT NULL, or part of the primary key).
    pub not_null: bool,
    /// Name of the NOT NULL constraint, when given.
    pub not_null_name: Option<String>,
    /// `DEFAULT`
    pub default: Option<SourceText>,
    /// `DEFAULT ON NULL`
    pub default_on_null: bool,
    /// `GENERATED ... AS IDENTITY`
    pub identity: Option<Identity>,
    /// `GENERATED ALWAYS AS (expr) VIRTUAL`
    pub virtual_expression: Option<SourceText>,
    /// `INVISIBLE`
    pub invisible: bool,
    /// `COMMENT ON COLUMN`
    pub comment: Option<String>,
    /// Where it was written.
    pub origin: Origin,
}

/// Identity clause.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Identity {
    /// `ALWAYS`, otherwise `BY DEFAULT`.
    pub always: bool,
    /// `ON NULL`
    pub on_null: bool,
    /// Sequence options.
    pub options: SequenceOptions,
}

/// A table constraint.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Constraint {
    /// Name, when given.
    pub name: Option<String>,
    /// What it demands.
    pub kind: ConstraintKind,
    /// `DEFERRABLE`
    pub deferrable: bool,
    /// `INITIALLY DEFERRED`
    pub initially_deferred: bool,
    /// False after `DISABLE`.
    pub enabled: bool,
    /// False after `NOVALIDATE`.
    pub validated: bool,
    /// `USING INDEX name`: the index that enforces a key.
    pub using_index: Option<ObjectName>,
    /// Where it was written.
    pub origin: Origin,
}

/// The kinds of constraint besides NOT NULL.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ConstraintKind {
    /// `PRIMARY KEY (...)`
    PrimaryKey {
        /// Columns in order.
        columns: Vec<String>,
    },
    /// `UNIQUE (...)`
    Unique {
        /// Columns in order.
        columns: Vec<String>,
    },
    /// `FOREIGN KEY (...) REFERENCES ...`
    ForeignKey {
        /// Referencing columns.
        columns: Vec<String>,
        /// Referenced table.
        table: ObjectName,
        /// Referenced columns; empty for its primary key.
        referenced: Vec<String>,
        /// `ON DELETE`
        on_delete: OnDelete,
    },
    /// `CHECK (...)`
    Check {
        /// The condition.
        condition: SourceText,
    },
}

/// `ON DELETE` action of a foreign key.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum OnDelete {
    /// Nothing written: the delete is rejected.
    NoAction,
    /// `CASCADE`
    Cascade,
    /// `SET NULL`
    SetNull,
}

/// Partitioning of a table or index.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Partitioning {
    /// `RANGE`, `LIST`, `HASH`, `REFERENCE`, `SYSTEM`
    pub kind: PartitionKind,
    /// Key columns or expressions.
    pub columns: Vec<SourceText>,
    /// `INTERVAL (expr)`
    pub interval: Option<SourceText>,
    /// `AUTOMATIC` list
    pub automatic: bool,
    /// Sub-partitioning, with the template's partitions.
    pub subpartitioning: Option<Box<Partitioning>>,
    /// Partitions, or the template when this is a sub-partitioning.
    pub partitions: Vec<Partition>,
    /// `PARTITIONS n`
    pub count: Option<u32>,
}

/// Kinds of partitioning.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum PartitionKind {
    /// By upper bounds.
    Range,
    /// By value lists.
    List,
    /// By hash.
    Hash,
    /// By the parent's partitioning.
    Reference,
    /// By the application.
    System,
}

/// One partition.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Partition {
    /// Name, when given.
    pub name: Option<String>,
    /// `VALUES [LESS THAN] (...)`: each value as text; `MAXVALUE` and `DEFAULT` as such.
    pub values: Vec<SourceText>,
    /// Sub-partitions.
    pub subpartitions: Vec<Partition>,
    /// `SUBPARTITIONS n`
    pub subpartition_count: Option<u32>,
}

/// A view.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct View {
    /// Full name.
    pub name: ObjectName,
    /// Column aliases, when listed.
    pub aliases: Vec<String>,
    /// The defining query.
    pub query: SourceText,
    /// `FORCE`
    pub force: bool,
    /// `WITH READ ONLY`
    pub read_only: bool,
    /// `WITH CHECK OPTION`
    pub check_option: bool,
    /// Object view of this type, or under a view.
    pub object_view: bool,
    /// `COMMENT ON TABLE`
    pub comment: Option<String>,
    /// `COMMENT ON COLUMN`, by column.
    pub column_comments: IndexMap<String, String>,
    /// The creating unit.
    pub origin: Origin,
}

/// A materialized view.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct MaterializedView {
    /// Full name.
    pub name: ObjectName,
    /// Column aliases, when listed.
    pub aliases: Vec<String>,
    /// The defining query.
    pub query: SourceText,
    /// Build, refresh and rewrite options in words, upper case.
    pub options: Vec<String>,
    /// `BUILD DEFERRED`
    pub build_deferred: bool,
    /// `ON PREBUILT TABLE`: the table of the same name holds the rows.
    pub prebuilt: bool,
    /// Storage and physical clauses that have no meaning for PostgreSQL.
    pub physical: Vec<String>,
    /// `COMMENT ON COLUMN`, by column.
    pub column_comments: IndexMap<String, String>,
    /// `COMMENT ON MATERIALIZED VIEW`
    pub comment: Option<String>,
    /// The creating unit.
    pub origin: Origin,
}

/// An index.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Index {
    /// Full name.
    pub name: ObjectName,
    /// Table.
    pub table: ObjectName,
    /// Columns or expressions with direction.
    pub columns: Vec<IndexColumn>,
    /// `UNIQUE`
    pub unique: bool,
    /// `BITMAP`
    pub bitmap: bool,
    /// `REVERSE`
    pub reverse: bool,
    /// `INVISIBLE`, `UNUSABLE`, or a bitmap join: other words that matter to the reader.
    pub flags: Vec<String>,
    /// `INDEXTYPE IS`
    pub index_type: Option<ObjectName>,
    /// `PARAMETERS ('...')` of a domain index.
    pub parameters: Option<String>,
    /// Storage and physical clauses that have no meaning for PostgreSQL.
    pub physical: Vec<String>,
    /// The creating unit.
    pub origin: Origin,
}

/// One key of an index.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct IndexColumn {
    /// Column name or expression as text.
    pub expression: SourceText,
    /// The column, when the expression is just one.
    pub column: Option<String>,
    /// `DESC`
    pub descending: bool,
}

/// Options of a sequence or identity; numbers as text since Oracle's have up to 28 digits.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SequenceOptions {
    /// `START WITH`
    pub start: Option<String>,
    /// `INCREMENT BY`
    pub increment: Option<String>,
    /// `MINVALUE`
    pub minimum: Option<String>,
    /// `MAXVALUE`
    pub maximum: Option<String>,
    /// `CACHE n`; `NOCACHE` is 1.
    pub cache: Option<String>,
    /// `CYCLE`
    pub cycle: bool,
    /// `ORDER`
    pub order: bool,
    /// `SCALE`, `SHARD`, `SESSION`, `KEEP`, `RESTART`, ...: the words of options outside the model.
    pub others: Vec<String>,
}

/// A sequence.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Sequence {
    /// Full name.
    pub name: ObjectName,
    /// Options.
    pub options: SequenceOptions,
    /// The creating unit.
    pub origin: Origin,
}

/// A synonym.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Synonym {
    /// Full name.
    pub name: ObjectName,
    /// What it stands for.
    pub target: ObjectName,
    /// Database link of the target.
    pub dblink: Option<String>,
    /// The creating unit.
    pub origin: Origin,
}

/// A schema-level type.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TypeDefinition {
    /// Full name.
    pub name: ObjectName,
    /// What it is.
    pub kind: TypeKind,
    /// The creating unit.
    pub origin: Origin,
    /// The unit of the type body.
    pub body: Option<Origin>,
}

/// The kinds of schema-level type.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum TypeKind {
    /// `CREATE TYPE t;`
    Incomplete,
    /// `AS OBJECT` or `UNDER`
    Object {
        /// Supertype.
        supertype: Option<ObjectName>,
        /// Attributes, own ones only.
        attributes: Vec<(String, DataType)>,
        /// Whether methods are declared.
        has_methods: bool,
        /// `NOT FINAL`
        not_final: bool,
        /// `NOT INSTANTIABLE`
        not_instantiable: bool,
    },
    /// `AS TABLE OF`
    NestedTable {
        /// Element type.
        element: DataType,
    },
    /// `AS VARRAY(n) OF`
    Varray {
        /// Largest number of elements.
        limit: u32,
        /// Element type.
        element: DataType,
    },
}

/// Kinds of stored code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum CodeKind {
    /// Package specification.
    Package,
    /// Package body.
    PackageBody,
    /// Standalone procedure.
    Procedure,
    /// Standalone function.
    Function,
    /// Trigger.
    Trigger,
}

/// Stored code: found through its origin.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Code {
    /// Full name.
    pub name: ObjectName,
    /// The unit that defined it last.
    pub origin: Origin,
    /// Earlier definitions that this one replaced.
    pub replaced: Vec<Origin>,
    /// False after `ALTER TRIGGER ... DISABLE` or `DISABLE` in the header.
    pub enabled: bool,
    /// Table or view of a trigger.
    pub table: Option<ObjectName>,
}

/// A grant.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Grant {
    /// Privilege words in upper case, each with its column list.
    pub privileges: Vec<(String, Vec<String>)>,
    /// `DIRECTORY`, `TYPE`, ...: the kind of object, when written.
    pub object_kind: Option<String>,
    /// Object; absent for system privileges and roles.
    pub object: Option<ObjectName>,
    /// Grantees; `PUBLIC` as such.
    pub grantees: Vec<String>,
    /// `WITH GRANT OPTION` / `WITH ADMIN OPTION`
    pub with_option: bool,
    /// Where it was written.
    pub origin: Origin,
}

/// Something created that PostgreSQL has no counterpart for or that is outside the model.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OtherObject {
    /// `DATABASE LINK`, `DIRECTORY`, `ROLE`, `TABLESPACE`, ...
    pub kind: String,
    /// Name, as far as known.
    pub name: String,
    /// The statement, passwords left out.
    pub text: String,
    /// The creating unit.
    pub origin: Origin,
}

impl Table {
    /// The column of that dictionary name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The columns that `CREATE TABLE ... AS` names; those that come later are not columns of its query.
    pub fn query_aliases(&self) -> Vec<String> {
        let of_query = |column: &&Column| column.origin.unit == self.origin.unit;
        let columns = self.columns.iter().filter(of_query);
        columns.map(|column| column.name.clone()).collect()
    }

    /// The columns added to a table after it was created.
    pub fn added_columns(&self) -> impl Iterator<Item = &Column> {
        self.columns
            .iter()
            .filter(|column| column.origin.unit != self.origin.unit)
    }

    /// Columns of the primary key; empty without one.
    pub fn primary_key(&self) -> &[String] {
        self.constraints
            .iter()
            .find_map(|constraint| match &constraint.kind {
                ConstraintKind::PrimaryKey { columns } => Some(columns.as_slice()),
                _ => None,
            })
            .unwrap_or(&[])
    }
}
