-- rpad: pads on the right or cuts to a length; a length below 1 and an empty padding give NULL.
-- Manual: SQL Language Reference, RPAD
-- Differences: the length is in characters; Oracle counts a double-width character as two.
CREATE OR REPLACE FUNCTION {schema}.rpad(string text, size numeric, padding text DEFAULT ' ') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT nullif(pg_catalog.rpad(nullif(string, ''), pg_catalog.trunc(size)::integer, nullif(padding, '')), '')
$$;
