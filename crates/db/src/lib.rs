//! Salsa inputs and the parse query.
