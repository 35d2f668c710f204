//! Packages that Oracle supplies and the runtime has functions for: their specifications, read as those of the tree.
//!
//! A specification in `supplied/` declares what the runtime has and nothing else; a call of any other member is refused
//! by name. The routine `DBMS_LOB.APPEND` is `dbms_lob_append` in the runtime, its parameters have the same names.

pub mod dictionary;

use crate::build::{SourceUnit, Units, build_from};
use crate::item::RoutineId;
use crate::program::{PackageScope, Program};
use crate::replay::Replay;
use crate::sink::UnitLocation;
use crate::ty::{CollectionKind, CollectionType, Type, TypeName};
use plconv_catalog::{DataType, IndexMap, LengthUnit, ObjectName};
use plconv_syntax::ast::{self, AstNode};
use plconv_syntax::parser::{ParseOptions, parse_unit};
use std::sync::{Arc, LazyLock};

/// The schema they are in.
pub const OWNER: &str = "SYS";

const SPECIFICATIONS: &[&str] = &[
    include_str!("../supplied/apex_application_global.sql"),
    include_str!("../supplied/dbms_alert.sql"),
    include_str!("../supplied/dbms_application_info.sql"),
    include_str!("../supplied/dbms_assert.sql"),
    include_str!("../supplied/dbms_crypto.sql"),
    include_str!("../supplied/dbms_db_version.sql"),
    include_str!("../supplied/dbms_errlog.sql"),
    include_str!("../supplied/dbms_job.sql"),
    include_str!("../supplied/dbms_lob.sql"),
    include_str!("../supplied/dbms_lock.sql"),
    include_str!("../supplied/dbms_mview.sql"),
    include_str!("../supplied/dbms_output.sql"),
    include_str!("../supplied/dbms_random.sql"),
    include_str!("../supplied/dbms_rls.sql"),
    include_str!("../supplied/dbms_scheduler.sql"),
    include_str!("../supplied/dbms_session.sql"),
    include_str!("../supplied/dbms_sql.sql"),
    include_str!("../supplied/dbms_stats.sql"),
    include_str!("../supplied/dbms_transaction.sql"),
    include_str!("../supplied/dbms_types.sql"),
    include_str!("../supplied/dbms_utility.sql"),
    include_str!("../supplied/dbms_xmldom.sql"),
    include_str!("../supplied/dbms_xmlgen.sql"),
    include_str!("../supplied/dbms_xmlparser.sql"),
    include_str!("../supplied/dbms_xmlquery.sql"),
    include_str!("../supplied/dbms_xmlsave.sql"),
    include_str!("../supplied/dbms_xmlstore.sql"),
    include_str!("../supplied/dbms_xslprocessor.sql"),
    include_str!("../supplied/diutil.sql"),
    include_str!("../supplied/htf.sql"),
    include_str!("../supplied/json_array_t.sql"),
    include_str!("../supplied/json_element_t.sql"),
    include_str!("../supplied/json_object_t.sql"),
    include_str!("../supplied/json_scalar_t.sql"),
    include_str!("../supplied/odciconst.sql"),
    include_str!("../supplied/owa.sql"),
    include_str!("../supplied/utl_encode.sql"),
    include_str!("../supplied/utl_file.sql"),
    include_str!("../supplied/utl_http.sql"),
    include_str!("../supplied/utl_i18n.sql"),
    include_str!("../supplied/utl_raw.sql"),
    include_str!("../supplied/utl_smtp.sql"),
    include_str!("../supplied/utl_tcp.sql"),
    include_str!("../supplied/utl_url.sql"),
    include_str!("../supplied/xmldom.sql"),
    include_str!("../supplied/xmlparser.sql"),
];

static PACKAGES: LazyLock<IndexMap<ObjectName, Arc<PackageScope>>> = LazyLock::new(|| {
    let mut replay = Replay::new();
    let mut units = Vec::new();
    for (text, unit) in SPECIFICATIONS.iter().zip(0..) {
        let tree = parse_unit(text, &ParseOptions::default()).tree;
        let location = UnitLocation {
            unit,
            ..UnitLocation::default()
        };
        if let Some(unit) = ast::Unit::cast(tree.root()) {
            replay.apply(unit, &location);
        }
        units.push(SourceUnit { tree, location });
    }
    let (catalog, _) = replay.finish();
    let program = Program {
        catalog: Arc::new(catalog),
        ..Program::default()
    };
    build_from(program, Units(&units)).packages
});

/// What the specifications declare.
pub fn packages() -> &'static IndexMap<ObjectName, Arc<PackageScope>> {
    &PACKAGES
}

/// Whether a name, with or without its owner, is that of a package which the runtime has: everybody may execute it.
pub fn is_of_runtime(name: &ObjectName) -> bool {
    let is_of_sys = name.schema.as_deref().is_none_or(|schema| schema == OWNER);
    is_of_sys && PACKAGES.contains_key(&ObjectName::qualified(OWNER, name.name.clone()))
}

/// The package of that name, unless the tree has one of its own: one object is not the other.
pub fn is_supplied(program: &Program, package: &ObjectName) -> bool {
    match (program.packages.get(package), PACKAGES.get(package)) {
        (Some(found), Some(supplied)) => Arc::ptr_eq(found, supplied),
        _ => false,
    }
}

/// The runtime function of a routine, when it is one of a supplied package.
pub fn runtime_function(program: &Program, id: &RoutineId) -> Option<String> {
    let package = ObjectName {
        schema: id.schema.clone(),
        name: id.package.clone()?,
    };
    is_supplied(program, &package).then(|| format!("{}_{}", package.name, id.name).to_lowercase())
}

/// Collection types of SYS that code uses for lists of values, and that need no definition in PostgreSQL: arrays.
/// Data Cartridge Developer's Guide, "ODCINumberList"; PL/SQL Packages and Types Reference, DBMS_DEBUG.
pub fn collection_types() -> impl Iterator<Item = (ObjectName, Type)> {
    let text = |length| DataType::Varchar2 {
        length: Some(length),
        unit: LengthUnit::Byte,
        national: false,
    };
    let list = CollectionKind::Varray { limit: 32_767 };
    let number = DataType::Number {
        precision: None,
        scale: None,
    };
    [
        ("ODCINUMBERLIST", list.clone(), number),
        ("ODCIVARCHAR2LIST", list.clone(), text(4000)),
        ("ODCIDATELIST", list.clone(), DataType::Date),
        ("ODCIRAWLIST", list, DataType::Raw { length: Some(2000) }),
        ("DBMS_DEBUG_VC2COLL", CollectionKind::NestedTable, text(1000)),
        (
            "JSON_KEY_LIST",
            CollectionKind::Varray { limit: 32_767 },
            text(4000),
        ),
        ("KU$_VCNT", CollectionKind::NestedTable, text(4000)),
    ]
    .into_iter()
    .map(|(name, kind, element)| {
        let collection = CollectionType {
            name: TypeName {
                schema: Some(OWNER.to_owned()),
                package: None,
                routine: Vec::new(),
                name: name.to_owned(),
            },
            kind,
            element: Type::Scalar(element),
            element_not_null: false,
            gaps: false,
        };
        (
            ObjectName::qualified(OWNER, name),
            Type::Collection(Arc::new(collection)),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_specification_is_read_whole() {
        for text in SPECIFICATIONS {
            let parse = parse_unit(text, &ParseOptions::default());
            assert_eq!(parse.errors, [], "{text}");
        }
        assert_eq!(packages().len(), SPECIFICATIONS.len());
        let routines = packages().values().flat_map(|package| package.routines.values());
        for signature in routines.flatten() {
            let types = signature.parameters.iter().map(|parameter| &parameter.ty);
            for ty in types.chain(&signature.returns) {
                assert_ne!(*ty, crate::ty::Type::Unknown, "{:?}", signature.id);
            }
        }
    }
}
