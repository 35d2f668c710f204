//! The catalog snapshot: what Oracle's dictionary would say after the source tree has run.
//!
//! Input: nothing; it is filled by replaying DDL or by a capture. Output: plain, serialisable, diffable data and the
//! map from Oracle data types to PostgreSQL's. Must not know: syntax trees, files, PostgreSQL text, databases.
//!
//! Names are held as Oracle's dictionary holds them: unquoted names in upper case, quoted ones as written.

mod data_type;
mod hierarchy;
mod model;
pub mod naming;
mod nls;
pub mod type_map;

pub use data_type::{DataType, JsonElement, LengthUnit};
pub use hierarchy::{HeldAttribute, Hierarchy, TYPE_TAG};
pub use model::*;
pub use nls::NlsFormats;
