-- sqlcode_of_caller: SQLCODE outside a handler: of the error that a caller handles, or 0.
-- Manual: PL/SQL Language Reference, SQLCODE Function
-- Differences: those of sqlcode.
-- Depends: handled_error, sqlcode
CREATE OR REPLACE FUNCTION {schema}.sqlcode_of_caller() RETURNS integer
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT {schema}.sqlcode({schema}.handled_error('state'), {schema}.handled_error('message'), {schema}.handled_error('context'))
$$;
