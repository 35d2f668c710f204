-- autonomous_connection_with_error: The same as autonomous_connection, for a routine that asks for the error that its caller handles.
-- Manual: PL/SQL Language Reference, AUTONOMOUS_TRANSACTION Pragma
-- Differences: of a long context the beginning.
-- Depends: autonomous_connection, handled_error
CREATE OR REPLACE FUNCTION {schema}.autonomous_connection_with_error()
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
-- A backslash before blanks and backslashes for the server, once more and before quotes for the connection string.
SELECT {schema}.autonomous_connection() || ' options=''-c plconv.handled_errors='
  || pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object(
    'state', {schema}.handled_error('state'),
    'message', pg_catalog.left({schema}.handled_error('message'), 1000),
    'context', pg_catalog.left({schema}.handled_error('context'), 2000)
  ))::text, '([\\[:space:]])', '\\\1', 'g'), '([\\''])', '\\\1', 'g') || ''''
$$;
