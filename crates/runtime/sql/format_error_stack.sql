-- format_error_stack: DBMS_UTILITY.FORMAT_ERROR_STACK from the state, message and context of the error.
-- Manual: PL/SQL Packages and Types Reference, DBMS_UTILITY, FORMAT_ERROR_STACK
-- Differences: one error and, since 12c, its backtrace; line numbers are those of the PostgreSQL routine.
-- Depends: format_error_backtrace, sqlerrm
CREATE OR REPLACE FUNCTION {schema}.format_error_stack(state text, message text, context text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.sqlerrm(state, message, context) || E'\n' || coalesce({schema}.format_error_backtrace(context), '')
$$;
