//! Types and nullability.

use plconv_catalog::{DataType, ObjectName};
use std::sync::Arc;

/// The type of an expression, variable or parameter.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    /// Not known: an unresolved name, or something built on one.
    Unknown,
    /// The type of the literal NULL.
    Null,
    /// A scalar.
    Scalar(DataType),
    /// A record: declared, or the row of a table, view or cursor.
    Record(Arc<RecordType>),
    /// A nested table, VARRAY or associative array.
    Collection(Arc<CollectionType>),
    /// An object type.
    Object(Arc<ObjectType>),
    /// A cursor variable, with the row type of a strong one.
    RefCursor(Option<Box<Type>>),
}

/// Name of a declared type: where it lives decides how it is spelled in PostgreSQL.
#[derive(Clone, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct TypeName {
    /// Schema of the package or of the type itself.
    pub schema: Option<String>,
    /// Package, for package types.
    pub package: Option<String>,
    /// Routine path for types declared in a routine or block: outermost first.
    pub routine: Vec<String>,
    /// Name of the type.
    pub name: String,
}

impl TypeName {
    /// What the rows of a cursor are called that a collection type of this name consists of (`TABLE OF c%ROWTYPE`).
    pub fn of_rows(&self) -> TypeName {
        TypeName {
            name: format!("{}_ROW", self.name),
            ..self.clone()
        }
    }
}

impl CollectionType {
    /// The record type of the elements when it is declared with the collection: rows of a cursor.
    pub fn own_row(&self) -> Option<&Arc<RecordType>> {
        if let Type::Record(record) = &self.element
            && record.identity == RecordIdentity::Declared(self.name.of_rows())
        {
            return Some(record);
        }
        None
    }
}

/// A record type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RecordType {
    /// What it is called, or whose row it is.
    pub identity: RecordIdentity,
    /// Fields in order.
    pub fields: Vec<Field>,
}

/// Where a record type comes from.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum RecordIdentity {
    /// `TYPE name IS RECORD (...)`
    Declared(TypeName),
    /// `table%ROWTYPE` of a table or view.
    Row(ObjectName),
    /// `cursor%ROWTYPE`, the row of a FOR loop or subquery: has no name.
    Anonymous,
}

/// A field of a record or attribute of an object.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Field {
    /// Dictionary name.
    pub name: String,
    /// Type.
    pub ty: Type,
    /// Whether NULL is excluded.
    pub not_null: bool,
}

/// A collection type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct CollectionType {
    /// What it is called.
    pub name: TypeName,
    /// Which kind.
    pub kind: CollectionKind,
    /// Element type.
    pub element: Type,
    /// Whether elements exclude NULL: `TABLE OF ... NOT NULL`.
    pub element_not_null: bool,
    /// Whether code may delete single elements of a nested table.
    pub gaps: bool,
}

/// The kinds of collection. PL/SQL Language Reference, "PL/SQL Collections and Records".
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum CollectionKind {
    /// `TABLE OF`
    NestedTable,
    /// `VARRAY(n) OF`
    Varray {
        /// Largest number of elements.
        limit: u32,
    },
    /// `TABLE OF ... INDEX BY PLS_INTEGER`
    AssociativeInteger,
    /// `TABLE OF ... INDEX BY VARCHAR2(n)`
    AssociativeString {
        /// The longest key; `None` where there is no limit below that of VARCHAR2.
        length: Option<u32>,
    },
}

impl CollectionKind {
    /// Whether elements are told apart by numbers from 1 on: nested tables and VARRAYs.
    pub fn is_counted(&self) -> bool {
        match self {
            CollectionKind::NestedTable | CollectionKind::Varray { .. } => true,
            CollectionKind::AssociativeInteger | CollectionKind::AssociativeString { .. } => false,
        }
    }
}

/// An object type.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ObjectType {
    /// Full name.
    pub name: ObjectName,
    /// Attributes in order, inherited ones first.
    pub attributes: Vec<Field>,
    /// The types it is derived from, the nearest first.
    pub supertypes: Vec<ObjectName>,
}

/// What is known about NULL, with Oracle's rule that the empty string is NULL.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Nullability {
    /// Cannot be NULL.
    NotNull,
    /// May be NULL.
    Nullable,
    /// The literal NULL or `''`.
    AlwaysNull,
}

impl Nullability {
    /// Of an expression that is NULL when any of its operands is.
    pub fn either(self, other: Nullability) -> Nullability {
        match (self, other) {
            (Nullability::AlwaysNull, _) | (_, Nullability::AlwaysNull) => Nullability::AlwaysNull,
            (Nullability::NotNull, Nullability::NotNull) => Nullability::NotNull,
            (Nullability::Nullable, _) | (_, Nullability::Nullable) => Nullability::Nullable,
        }
    }

    /// Whether NULL is possible.
    pub fn may_be_null(self) -> bool {
        self != Nullability::NotNull
    }
}

impl Type {
    /// `NUMBER`
    pub const NUMBER: Type = Type::Scalar(DataType::NUMBER);
    /// `VARCHAR2`
    pub const VARCHAR2: Type = Type::Scalar(DataType::VARCHAR2);
    /// `DATE`
    pub const DATE: Type = Type::Scalar(DataType::Date);
    /// `BOOLEAN`
    pub const BOOLEAN: Type = Type::Scalar(DataType::Boolean);
    /// `PLS_INTEGER`
    pub const PLS_INTEGER: Type = Type::Scalar(DataType::PlsInteger);

    /// The scalar type, when it is one.
    pub fn scalar(&self) -> Option<&DataType> {
        match self {
            Type::Scalar(data_type) => Some(data_type),
            Type::Unknown
            | Type::Null
            | Type::Record(_)
            | Type::Collection(_)
            | Type::Object(_)
            | Type::RefCursor(_) => None,
        }
    }

    /// Whether it is a number of any kind.
    pub fn is_numeric(&self) -> bool {
        self.scalar().is_some_and(DataType::is_numeric)
    }

    /// Whether it is a character string.
    pub fn is_character(&self) -> bool {
        self.scalar().is_some_and(DataType::is_character)
    }

    /// Whether it is a point in time.
    pub fn is_datetime(&self) -> bool {
        self.scalar().is_some_and(DataType::is_datetime)
    }

    /// Whether it is an interval.
    pub fn is_interval(&self) -> bool {
        self.scalar().is_some_and(DataType::is_interval)
    }

    /// Whether it is BOOLEAN.
    pub fn is_boolean(&self) -> bool {
        matches!(self.scalar(), Some(DataType::Boolean))
    }

    /// The fields of a record or object.
    pub fn fields(&self) -> &[Field] {
        match self {
            Type::Record(record) => &record.fields,
            Type::Object(object) => &object.attributes,
            Type::Unknown | Type::Null | Type::Scalar(_) | Type::Collection(_) | Type::RefCursor(_) => &[],
        }
    }

    /// The collection type, when it is one.
    pub fn collection(&self) -> Option<&Arc<CollectionType>> {
        match self {
            Type::Collection(collection) => Some(collection),
            Type::Unknown
            | Type::Null
            | Type::Scalar(_)
            | Type::Record(_)
            | Type::Object(_)
            | Type::RefCursor(_) => None,
        }
    }

    /// Without length, precision and scale.
    pub fn unconstrained(&self) -> Type {
        match self {
            Type::Scalar(data_type) => Type::Scalar(data_type.unconstrained()),
            other => other.clone(),
        }
    }

    /// The type of a computed value: without precision and length, but for that of CHAR, whose blanks fill it.
    pub fn of_value(&self) -> Type {
        match self {
            Type::Scalar(DataType::Char { .. }) => self.clone(),
            other => other.unconstrained(),
        }
    }

    /// The type of a value that a function returns as VARCHAR2 when it is text.
    pub fn of_text(self) -> Type {
        match self {
            Type::Scalar(DataType::Char { .. }) => Type::VARCHAR2,
            other => other,
        }
    }
}
