//! Types in words.

use plconv_catalog::type_map::{TypeChoices, postgres_type};
use plconv_db::Policy;
use plconv_hir::ty::{CollectionKind, Nullability, RecordIdentity, Type};

/// A type as Oracle writes it.
pub(crate) fn oracle(ty: &Type) -> String {
    match ty {
        Type::Unknown => "unknown".to_owned(),
        Type::Null => "NULL".to_owned(),
        Type::Scalar(data_type) => data_type.to_string(),
        Type::Record(record) => match &record.identity {
            RecordIdentity::Declared(name) => match &name.package {
                Some(package) => format!("{package}.{}", name.name),
                None => name.name.clone(),
            },
            RecordIdentity::Row(table) => format!("{table}%ROWTYPE"),
            RecordIdentity::Anonymous => {
                let fields: Vec<&str> = record.fields.iter().map(|field| field.name.as_str()).collect();
                format!("record of {}", fields.join(", "))
            }
        },
        Type::Collection(collection) => {
            let element = oracle(&collection.element);
            let kind = match collection.kind {
                CollectionKind::NestedTable => format!("TABLE OF {element}"),
                CollectionKind::Varray { limit } => format!("VARRAY({limit}) OF {element}"),
                CollectionKind::AssociativeInteger => format!("TABLE OF {element} INDEX BY PLS_INTEGER"),
                CollectionKind::AssociativeString { .. } => format!("TABLE OF {element} INDEX BY VARCHAR2"),
            };
            format!("{} ({kind})", collection.name.name)
        }
        Type::Object(object) => object.name.to_string(),
        Type::RefCursor(_) => "REF CURSOR".to_owned(),
    }
}

/// The PostgreSQL type that a scalar becomes, with its modifiers; `None` for others.
pub(crate) fn postgres(ty: &Type, policy: &Policy) -> Option<String> {
    let choices = TypeChoices {
        integers: policy.types.integers,
    };
    let mapped = postgres_type(ty.scalar()?, &choices)?;
    if mapped.modifiers.is_empty() {
        return Some(mapped.name.to_owned());
    }
    let modifiers: Vec<String> = mapped.modifiers.iter().map(i64::to_string).collect();
    // `timestamp(6) with time zone`
    Some(match mapped.name.split_once(' ') {
        Some((first, rest)) if first == "timestamp" => format!("{first}({}) {rest}", modifiers.join(",")),
        _ => format!("{}({})", mapped.name, modifiers.join(",")),
    })
}

/// What is known about NULL, in words.
pub(crate) fn nullability(nullability: Nullability) -> &'static str {
    match nullability {
        Nullability::NotNull => "never NULL",
        Nullability::Nullable => "may be NULL",
        Nullability::AlwaysNull => "always NULL",
    }
}
