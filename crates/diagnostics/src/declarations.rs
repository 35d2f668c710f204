//! The table of all diagnostics, one file per area.

use crate::code::{Code, Declaration};

mod built_ins;
mod ddl;
mod internal;
mod names_and_types;
mod output;
mod plsql;
mod reader;
mod runtime;
mod sql;
mod syntax;
mod verify;

/// The areas in the order of their numbers.
const AREAS: [&[Declaration]; 11] = [
    reader::TABLE,
    syntax::TABLE,
    names_and_types::TABLE,
    ddl::TABLE,
    sql::TABLE,
    plsql::TABLE,
    built_ins::TABLE,
    runtime::TABLE,
    output::TABLE,
    verify::TABLE,
    internal::TABLE,
];

/// Declares the diagnostics of an area: code, constant, name, severity, class, summary.
///
/// Each becomes a constant of [`Code`] and a row of the area's `TABLE`; its page must exist as
/// `pages/<code>.md`.
macro_rules! declare_diagnostics {
    ($($id:ident $constant:ident $name:literal $severity:ident $class:ident $summary:literal;)+) => {
        impl $crate::code::Code {
            $(
                #[doc = concat!("`", stringify!($id), "`: ", $summary, ".")]
                pub const $constant: Self = Self::declared(stringify!($id));
            )+
        }

        pub(super) const TABLE: &[$crate::code::Declaration] = &[$(
            $crate::code::Declaration {
                code: $crate::code::Code::$constant,
                id: stringify!($id),
                name: $name,
                severity: $crate::code::Severity::$severity,
                class: $crate::code::Class::$class,
                summary: $summary,
                page: include_str!(concat!(
                    env!("CARGO_MANIFEST_DIR"), "/pages/", stringify!($id), ".md"
                )),
            },
        )+];
    };
}
use declare_diagnostics;

/// All declarations in the order of their codes.
pub(crate) fn all() -> impl Iterator<Item = &'static Declaration> {
    AREAS.iter().flat_map(|area| area.iter())
}

/// The declaration of a code. Codes come only from declarations, so one is always found; should that ever
/// break, the internal error speaks for it.
pub(crate) fn find(code: Code) -> &'static Declaration {
    AREAS
        .iter()
        .find_map(|area| {
            let index = area
                .binary_search_by_key(&code, |declaration| declaration.code)
                .ok()?;
            area.get(index)
        })
        .unwrap_or(&internal::TABLE[0])
}

#[cfg(test)]
mod tests;
