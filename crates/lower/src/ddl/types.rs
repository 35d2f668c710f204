//! Types of columns and attributes.

use super::Ddl;
use super::names::qualified;
use plconv_catalog::type_map::{Loss, TypeChoices, postgres_type};
use plconv_catalog::{Catalog, DataType, ObjectName, Origin};
use plconv_db::Policy;
use plconv_diagnostics::Code;
use plconv_pg::TypeName;

/// The PostgreSQL type of an Oracle type; named types are looked up in the catalog. None when there is none.
pub fn postgres_type_name(data_type: &DataType, catalog: &Catalog, policy: &Policy) -> Option<TypeName> {
    let choices = TypeChoices {
        integers: policy.types.integers,
    };
    if let Some(mapped) = postgres_type(data_type, &choices) {
        return Some(TypeName::with_modifiers(mapped.name, mapped.modifiers));
    }
    match data_type {
        DataType::Named(name) => {
            let found = find_type(name, catalog)?;
            Some(TypeName::named(&qualified(catalog.topmost(&found), policy)))
        }
        _ => None,
    }
}

/// The key of a type: as written, or without its schema.
pub(super) fn find_type(name: &ObjectName, catalog: &Catalog) -> Option<ObjectName> {
    if catalog.types.contains_key(name) {
        return Some(name.clone());
    }
    let mut others = catalog
        .types
        .keys()
        .filter(|key| key.name == name.name && (name.schema.is_none() || key.schema.is_none()));
    match (others.next(), others.next()) {
        (Some(found), None) => Some(found.clone()),
        _ => None,
    }
}

impl Ddl<'_> {
    /// The type of a column or attribute, with diagnostics for what is lost; unmapped types become text.
    pub(super) fn type_of(&mut self, data_type: &DataType, what: &str, origin: Origin) -> TypeName {
        let choices = TypeChoices {
            integers: self.policy.types.integers,
        };
        if let Some(loss) = postgres_type(data_type, &choices).and_then(|mapped| mapped.loss) {
            self.report_loss(loss, what, origin);
        }
        if let DataType::Named(name) = data_type
            && let Some(found) = find_type(name, self.catalog)
        {
            self.depend(self.catalog.topmost(&found).clone());
        }
        if let Some(ty) = postgres_type_name(data_type, self.catalog, self.policy) {
            return ty;
        }
        let (code, message) = match data_type {
            DataType::Named(name) if is_supplied(name) => (
                Code::UNMAPPED_TYPE,
                format!("{what}: type {name} has no counterpart; the column became text"),
            ),
            DataType::Named(name) => (
                Code::UNKNOWN_TYPE,
                format!("{what}: type {name} is declared nowhere; the column became text"),
            ),
            DataType::Ref(name) => (
                Code::OBJECT_TYPE_FEATURE,
                format!("{what}: REF {name} has no counterpart; the column became text"),
            ),
            _ => (
                Code::UNMAPPED_TYPE,
                format!("{what}: the type is not understood; the column became text"),
            ),
        };
        self.report(code, origin, message);
        TypeName::builtin("text")
    }

    fn report_loss(&mut self, loss: Loss, what: &str, origin: Origin) {
        let message = match loss {
            Loss::Nanoseconds => format!("{what}: PostgreSQL keeps microseconds"),
            Loss::TimeZoneName => {
                format!("{what}: the instant is kept, the time zone it was entered with is not")
            }
            Loss::ByteLength => {
                // One finding for the tree: it is about the whole, not about a column.
                if std::mem::replace(&mut self.byte_lengths_reported, true) {
                    return;
                }
                let message = format!(
                    "{what}, like all VARCHAR2 columns without CHAR: the length counted bytes and now counts \
                     characters, so text with accents may be longer"
                );
                return self.report_about_tree(Code::TYPE_LOSS, origin, message);
            }
            Loss::RawLength => {
                if std::mem::replace(&mut self.raw_lengths_reported, true) {
                    return;
                }
                format!("{what}, like all RAW columns: bytea has no limit of length")
            }
            Loss::FileLocator => format!("{what}: BFILE became text that holds the path"),
            Loss::RowAddress => format!("{what}: stored ROWIDs mean nothing in PostgreSQL"),
            Loss::WrapAround => format!("{what}: SIMPLE_INTEGER wraps around, integer raises"),
            Loss::SignificantDigits => {
                format!("{what}: FLOAT with a precision rounds to so many binary digits, numeric keeps all")
            }
        };
        self.report(Code::TYPE_LOSS, origin, message);
    }
}

/// Types that Oracle supplies and no tree creates.
fn is_supplied(name: &ObjectName) -> bool {
    matches!(
        name.schema.as_deref(),
        Some("SYS" | "MDSYS" | "ORDSYS" | "XDB" | "CTXSYS")
    ) || matches!(
        name.name.as_str(),
        "ANYDATA"
            | "ANYTYPE"
            | "ANYDATASET"
            | "SDO_GEOMETRY"
            | "URITYPE"
            | "VECTOR"
            | "HTTPURITYPE"
            | "DBURITYPE"
    )
}
