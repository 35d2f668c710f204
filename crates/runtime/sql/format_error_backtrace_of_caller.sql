-- format_error_backtrace_of_caller: DBMS_UTILITY.FORMAT_ERROR_BACKTRACE outside a handler: of the error that a caller handles.
-- Manual: PL/SQL Packages and Types Reference, DBMS_UTILITY, FORMAT_ERROR_BACKTRACE
-- Differences: those of format_error_backtrace.
-- Depends: handled_error, format_error_backtrace
CREATE OR REPLACE FUNCTION {schema}.format_error_backtrace_of_caller() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT {schema}.format_error_backtrace({schema}.handled_error('context'))
$$;
