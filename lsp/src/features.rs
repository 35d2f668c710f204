//! Requests of the protocol: positions to offsets, one question, ranges back.

pub mod actions;
pub mod calls;
pub mod conversion;
pub mod editing;
pub mod lenses;
pub mod navigation;
pub mod structure;
pub mod translation;
