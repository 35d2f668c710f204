//! PostgreSQL and PL/pgSQL AST and printer.
