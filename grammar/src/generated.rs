//! Written by `cargo xtask codegen` from `oracle.ungram` and `keywords.toml`.

pub mod builder;
pub mod kinds;
pub mod tokens;
