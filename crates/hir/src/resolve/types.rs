//! Type names.

use super::{LocalName, Resolver, span_of};
use crate::program::SchemaObject;
use crate::stmt::TypeDeclaration;
use crate::ty::{Field, RecordIdentity, RecordType, Type};
use plconv_catalog::{DataType, ObjectName};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode};
use std::sync::Arc;

impl Resolver<'_> {
    /// The type a declaration names; unknown ones are reported.
    pub fn resolve_datatype(&mut self, datatype: Option<ast::Datatype<'_>>) -> Type {
        let Some(datatype) = datatype else {
            return Type::Unknown;
        };
        match datatype {
            ast::Datatype::TypeOf(anchor) => self.anchored_type(anchor).0,
            ast::Datatype::RowTypeOf(anchor) => self.row_type(anchor),
            ast::Datatype::NamedType(named) => self.named_type(datatype, named),
            ast::Datatype::RefType(_)
            | ast::Datatype::IntervalYearType(_)
            | ast::Datatype::IntervalDayType(_)
            | ast::Datatype::LongRawType(_)
            | ast::Datatype::DoublePrecisionType(_) => Type::Scalar(crate::replay::data_type(datatype)),
        }
    }

    fn named_type(&mut self, datatype: ast::Datatype<'_>, named: ast::NamedType<'_>) -> Type {
        let parts: Vec<String> = named
            .name()
            .map(|name| name.parts().iter().map(|part| part.folded()).collect())
            .unwrap_or_default();
        let parts_view: Vec<&str> = parts.iter().map(String::as_str).collect();
        if let Some(ty) = self.find_declared_type(&parts_view) {
            return constrained(ty, datatype, named);
        }
        if parts_view == ["SYS_REFCURSOR"] || parts_view == ["SYS", "SYS_REFCURSOR"] {
            return Type::RefCursor(None);
        }
        match crate::replay::data_type(datatype) {
            DataType::Named(name) => {
                if is_known_outside(&name) {
                    return Type::Scalar(DataType::Named(name));
                }
                self.sink.report(
                    Code::UNKNOWN_TYPE,
                    span_of(datatype.syntax()),
                    format!("type {name} is declared nowhere in the source tree"),
                );
                Type::Unknown
            }
            DataType::Unknown(_) => Type::Unknown,
            scalar => Type::Scalar(scalar),
        }
    }

    /// A type declared locally, in a package or at schema level.
    pub(crate) fn find_declared_type(&self, parts: &[&str]) -> Option<Type> {
        if let Some(declaration) = self.find_type_declaration(parts) {
            return Some(declaration.ty.clone());
        }
        match parts {
            [name] => self.schema_type(None, name),
            [schema, name] => self.schema_type(Some(schema), name),
            _ => None,
        }
    }

    /// The declaration of a type in a block or package.
    pub(super) fn find_type_declaration(&self, parts: &[&str]) -> Option<&TypeDeclaration> {
        let (schema, package, name) = match parts {
            [name] => {
                let local = self
                    .scopes
                    .iter()
                    .rev()
                    .find_map(|scope| match scope.names.get(*name) {
                        Some(LocalName::Type(declaration)) => Some(declaration),
                        _ => None,
                    });
                return local.or_else(|| self.own_package()?.types.get(*name));
            }
            [package, name] => (None, *package, *name),
            [schema, package, name] => (Some(*schema), *package, *name),
            _ => return None,
        };
        match self
            .program
            .find(self.current_schema.as_deref(), schema, package)?
        {
            SchemaObject::Package(package) => self.program.packages.get(&package)?.types.get(name),
            SchemaObject::Relation(_)
            | SchemaObject::Sequence(_)
            | SchemaObject::Routine(_)
            | SchemaObject::Type(_)
            | SchemaObject::Outside { .. } => None,
        }
    }

    fn schema_type(&self, schema: Option<&str>, name: &str) -> Option<Type> {
        match self.program.find(self.current_schema.as_deref(), schema, name)? {
            SchemaObject::Type(found) => self.program.types.get(&found).cloned(),
            SchemaObject::Relation(_)
            | SchemaObject::Sequence(_)
            | SchemaObject::Package(_)
            | SchemaObject::Routine(_)
            | SchemaObject::Outside { .. } => None,
        }
    }

    /// `x%TYPE`: the type and, for a table's column, the column.
    pub(crate) fn anchored_type(&mut self, anchor: ast::TypeOf<'_>) -> (Type, Option<(ObjectName, String)>) {
        let parts: Vec<String> = anchor
            .name()
            .map(|name| name.parts().iter().map(|part| part.folded()).collect())
            .unwrap_or_default();
        let span = span_of(anchor.syntax());
        if let Some(found) = self.find_anchor(&parts) {
            return found;
        }
        let dictionary = match parts.as_slice() {
            [view, column] => Some((None, view, column)),
            [schema, view, column] => Some((Some(schema.as_str()), view, column)),
            _ => None,
        };
        if let Some((schema, view, column)) = dictionary
            && super::dictionary::is_dictionary_view(schema, view)
        {
            return (super::dictionary::column_type(column), None);
        }
        self.sink.report(
            Code::UNKNOWN_TYPE,
            span,
            format!("{}%TYPE refers to nothing in the source tree", parts.join(".")),
        );
        (Type::Unknown, None)
    }

    fn find_anchor(&self, parts: &[String]) -> Option<(Type, Option<(ObjectName, String)>)> {
        if let Some((column, table)) = parts.split_last()
            && self.is_dual(table)
        {
            return field_type(&row_of_dual(), column).map(|ty| (ty, None));
        }
        match parts {
            [name] => self.variable_type(name).map(|ty| (ty, None)),
            [first, second] => {
                if let Some(column) = self.column_anchor(None, first, second) {
                    return Some(column);
                }
                if let Some(ty) = self.variable_type(first) {
                    return field_type(&ty, second).map(|ty| (ty, None));
                }
                self.package_member_type(None, first, second).map(|ty| (ty, None))
            }
            [first, second, third] => {
                if let Some(column) = self.column_anchor(Some(first), second, third) {
                    return Some(column);
                }
                if let Some(ty) = self.package_member_type(Some(first), second, third) {
                    return Some((ty, None));
                }
                let ty = self.package_member_type(None, first, second)?;
                field_type(&ty, third).map(|ty| (ty, None))
            }
            _ => None,
        }
    }

    fn column_anchor(
        &self,
        schema: Option<&str>,
        table: &str,
        column: &str,
    ) -> Option<(Type, Option<(ObjectName, String)>)> {
        let SchemaObject::Relation(name) =
            self.program.find(self.current_schema.as_deref(), schema, table)?
        else {
            return None;
        };
        let columns = self.program.relation_columns(&name)?;
        let field = columns.into_iter().find(|field| field.name == column)?;
        Some((field.ty, Some((name, column.to_owned()))))
    }

    fn variable_type(&self, name: &str) -> Option<Type> {
        for scope in self.scopes.iter().rev() {
            match scope.names.get(name) {
                Some(LocalName::Variable { ty, .. }) => return Some(ty.clone()),
                Some(LocalName::Cursor { row, .. }) => return Some(row.clone()),
                Some(LocalName::Type(_) | LocalName::Exception(_) | LocalName::Routine(_)) | None => {}
            }
        }
        let package = self.own_package()?;
        if let Some(variable) = package.variables.get(name) {
            return Some(variable.ty.clone());
        }
        package.cursors.get(name).map(|cursor| cursor.row.clone())
    }

    fn package_member_type(&self, schema: Option<&str>, package: &str, name: &str) -> Option<Type> {
        let SchemaObject::Package(found) =
            self.program
                .find(self.current_schema.as_deref(), schema, package)?
        else {
            return None;
        };
        let scope = self.program.packages.get(&found)?;
        scope
            .variables
            .get(name)
            .map(|variable| variable.ty.clone())
            .or_else(|| scope.cursors.get(name).map(|cursor| cursor.row.clone()))
    }

    fn row_type(&mut self, anchor: ast::RowTypeOf<'_>) -> Type {
        let parts: Vec<String> = anchor
            .name()
            .map(|name| name.parts().iter().map(|part| part.folded()).collect())
            .unwrap_or_default();
        if let [name] = parts.as_slice() {
            for scope in self.scopes.iter().rev() {
                if let Some(LocalName::Cursor { row, .. }) = scope.names.get(name) {
                    return row.clone();
                }
                if let Some(LocalName::Variable {
                    ty: Type::RefCursor(Some(row)),
                    ..
                }) = scope.names.get(name)
                {
                    return (**row).clone();
                }
            }
            if let Some(cursor) = self.own_package().and_then(|package| package.cursors.get(name)) {
                return cursor.row.clone();
            }
        }
        if self.is_dual(&parts) {
            return row_of_dual();
        }
        let found = match parts.as_slice() {
            [name] => self.row_of_relation(None, name),
            [first, second] => self
                .row_of_relation(Some(first), second)
                .or_else(|| self.package_cursor_row(None, first, second)),
            [first, second, third] => self.package_cursor_row(Some(first), second, third),
            _ => None,
        };
        found.unwrap_or_else(|| {
            self.sink.report(
                Code::UNKNOWN_TYPE,
                span_of(anchor.syntax()),
                format!(
                    "{}%ROWTYPE refers to no table, view or cursor of the source tree",
                    parts.join(".")
                ),
            );
            Type::Unknown
        })
    }

    /// Whether the name is that of Oracle's DUAL, which no table of the source has taken.
    fn is_dual(&self, parts: &[String]) -> bool {
        match parts {
            [name] => name == "DUAL" && self.row_of_relation(None, name).is_none(),
            [schema, name] => schema == "SYS" && name == "DUAL",
            _ => false,
        }
    }

    fn package_cursor_row(&self, schema: Option<&str>, package: &str, cursor: &str) -> Option<Type> {
        let SchemaObject::Package(found) =
            self.program
                .find(self.current_schema.as_deref(), schema, package)?
        else {
            return None;
        };
        Some(
            self.program
                .packages
                .get(&found)?
                .cursors
                .get(cursor)?
                .row
                .clone(),
        )
    }

    /// The row type of a table or view.
    pub(crate) fn row_of_relation(&self, schema: Option<&str>, name: &str) -> Option<Type> {
        let SchemaObject::Relation(relation) =
            self.program.find(self.current_schema.as_deref(), schema, name)?
        else {
            return None;
        };
        let fields = self.program.relation_columns(&relation)?;
        Some(Type::Record(Arc::new(RecordType {
            identity: RecordIdentity::Row(relation),
            fields,
        })))
    }

    /// The scope of the package the unit belongs to.
    pub(crate) fn own_package(&self) -> Option<&crate::program::PackageScope> {
        if let Some(building) = &self.building {
            return Some(building);
        }
        self.program.packages.get(self.package.as_ref()?).map(Arc::as_ref)
    }
}

/// A subtype used with its own length keeps the base type with that length.
fn constrained(ty: Type, datatype: ast::Datatype<'_>, named: ast::NamedType<'_>) -> Type {
    if named.args().is_empty() {
        return ty;
    }
    let arguments: Vec<u32> = named
        .args()
        .iter()
        .filter_map(|argument| argument.value()?.syntax().text().parse().ok())
        .collect();
    let _ = datatype;
    match (ty, arguments.as_slice()) {
        (Type::Scalar(DataType::Varchar2 { unit, national, .. }), [length, ..]) => {
            Type::Scalar(DataType::Varchar2 {
                length: Some(*length),
                unit,
                national,
            })
        }
        (Type::Scalar(DataType::Number { .. }), [precision]) => Type::Scalar(DataType::Number {
            precision: Some((*precision).min(38) as u8),
            scale: Some(0),
        }),
        (Type::Scalar(DataType::Number { .. }), [precision, scale, ..]) => Type::Scalar(DataType::Number {
            precision: Some((*precision).min(38) as u8),
            scale: Some((*scale).min(127) as i16),
        }),
        (ty, _) => ty,
    }
}

fn field_type(ty: &Type, name: &str) -> Option<Type> {
    ty.fields()
        .iter()
        .find(|field: &&Field| field.name == name)
        .map(|field| field.ty.clone())
}

/// `DUAL%ROWTYPE`. SQL Language Reference, "Selecting from the DUAL Table".
fn row_of_dual() -> Type {
    let dummy = column_of_dual();
    Type::Record(Arc::new(RecordType {
        identity: RecordIdentity::Anonymous,
        fields: vec![Field {
            not_null: false,
            ..dummy
        }],
    }))
}

/// The column of DUAL, whose only row has a value in it.
pub(super) fn column_of_dual() -> Field {
    Field {
        name: "DUMMY".to_owned(),
        ty: Type::VARCHAR2,
        not_null: true,
    }
}

/// Types of Oracle itself that are not scalars; their uses are refused where they matter.
fn is_known_outside(name: &ObjectName) -> bool {
    const SUPPLIED: &[&str] = &[
        "ANYDATA",
        "ANYTYPE",
        "ANYDATASET",
        "SDO_GEOMETRY",
        "URITYPE",
        "HTTPURITYPE",
        "DBURITYPE",
    ];
    SUPPLIED.contains(&name.name.as_str())
        || name
            .schema
            .as_deref()
            .is_some_and(|schema| matches!(schema, "SYS" | "MDSYS" | "DBMS_SQL" | "UTL_FILE"))
}
