//! The layers below messages: packets, and the primitive forms in them.

pub(crate) mod buffer;
pub mod packet;
pub(crate) mod stream;
