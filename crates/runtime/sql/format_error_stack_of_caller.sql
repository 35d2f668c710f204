-- format_error_stack_of_caller: DBMS_UTILITY.FORMAT_ERROR_STACK outside a handler: of the error that a caller handles.
-- Manual: PL/SQL Packages and Types Reference, DBMS_UTILITY, FORMAT_ERROR_STACK
-- Differences: those of format_error_stack.
-- Depends: handled_error, format_error_stack
CREATE OR REPLACE FUNCTION {schema}.format_error_stack_of_caller() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT CASE WHEN {schema}.handled_error('state') IS NOT NULL THEN {schema}.format_error_stack({schema}.handled_error('state'), {schema}.handled_error('message'), {schema}.handled_error('context')) END
$$;
