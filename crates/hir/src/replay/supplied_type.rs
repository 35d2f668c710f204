//! Object types that Oracle supplies: their attributes are data like those of any other type.
//! Spatial Developer's Guide, "SDO_GEOMETRY Object Type".

use super::Replay;
use crate::expr::Span;
use plconv_catalog::{DataType, ObjectName, Origin, TypeKind};
use plconv_diagnostics::{Code, Diagnostic};
use plconv_syntax::ast::{self, AstNode};
use plconv_syntax::parser::{ParseOptions, parse_unit};

/// The schema they are in.
const OWNER: &str = "MDSYS";

/// The type that brings the others along.
const GEOMETRY: &str = "SDO_GEOMETRY";

const DEFINITIONS: &str = include_str!("../../supplied/sdo_geometry.sql");

impl Replay {
    /// Defines the supplied types when a column, attribute or element has one of them, unless the tree defines its own.
    pub(super) fn supply_types(&mut self) {
        if self.catalog.types.keys().any(|name| name.name == GEOMETRY) {
            return;
        }
        let Some(origin) = self.first_geometry() else {
            return;
        };
        let current = self.session.schema.replace(OWNER.to_owned());
        for text in DEFINITIONS.split("/\n").filter(|text| !text.trim().is_empty()) {
            let tree = parse_unit(text.trim_end(), &ParseOptions::default()).tree;
            if let Some(ast::Unit::CreateType(create)) = ast::Unit::cast(tree.root()) {
                let name = self.defined_name(create.name());
                self.create_type(create);
                if let Some(definition) = self.catalog.types.get_mut(&name) {
                    definition.origin = origin;
                }
            }
        }
        self.session.schema = current;
        if let Some(location) = self.locations.get(&origin.unit) {
            let place = location.file_range(Span {
                start: origin.start,
                end: origin.end,
            });
            let message = format!(
                "{OWNER}.{GEOMETRY} became a composite type of its attributes; its methods, spatial operators and spatial \
                 indexes are not carried over"
            );
            self.diagnostics.push(
                Diagnostic::new(Code::TYPE_LOSS, place, message)
                    .with_object(format!("{OWNER}.{GEOMETRY}"))
                    .with_help("for spatial queries, change the columns to geometry of PostGIS and fill them from the attributes"),
            );
        }
    }

    fn first_geometry(&self) -> Option<Origin> {
        let columns = self.catalog.tables.values().flat_map(|table| {
            let columns = table.columns.iter();
            columns.map(|column| (&column.data_type, column.origin))
        });
        let parts = self.catalog.types.values().flat_map(|definition| {
            let types: Vec<&DataType> = match &definition.kind {
                TypeKind::Object { attributes, .. } => attributes.iter().map(|(_, ty)| ty).collect(),
                TypeKind::NestedTable { element } | TypeKind::Varray { element, .. } => vec![element],
                TypeKind::Incomplete => Vec::new(),
            };
            types.into_iter().map(|ty| (ty, definition.origin))
        });
        columns
            .chain(parts)
            .find(|(ty, _)| matches!(ty, DataType::Named(name) if is_geometry(name)))
            .map(|(_, origin)| origin)
    }
}

/// Oracle has a public synonym for it.
fn is_geometry(name: &ObjectName) -> bool {
    name.name == GEOMETRY && name.schema.as_deref().is_none_or(|schema| schema == OWNER)
}
