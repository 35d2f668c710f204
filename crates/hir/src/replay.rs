//! Replay of DDL into the catalog.

use plconv_catalog::DataType;
use plconv_syntax::ast;

/// The data type a declaration names.
pub fn data_type(_datatype: ast::Datatype<'_>) -> DataType {
    DataType::NUMBER
}
