//! HIR to PostgreSQL.
