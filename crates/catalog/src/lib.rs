//! The catalog snapshot and the Oracle to PostgreSQL type map, as pure data.
