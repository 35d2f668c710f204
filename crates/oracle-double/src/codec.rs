//! Oracle's forms of values on the wire.

pub mod json;
pub mod number;
pub mod rowid;
pub mod temporal;
