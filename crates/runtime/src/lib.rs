//! The vendored SQL runtime and its index.
