//! Loads converted output into an embedded or given PostgreSQL.
