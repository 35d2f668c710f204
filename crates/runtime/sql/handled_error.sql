-- handled_error: State, message or context of the error that a caller handles; NULL when there is none.
-- Manual: PL/SQL Language Reference, SQLCODE Function
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.handled_error(part text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT nullif(pg_catalog.current_setting('plconv.handled_errors', true), '')::jsonb -> 0 ->> part
$$;
