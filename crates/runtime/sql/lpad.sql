-- lpad: pads on the left or cuts on the right to a length; a length below 1 and an empty padding give NULL.
-- Manual: SQL Language Reference, LPAD
-- Differences: the length is in characters; Oracle counts a double-width character as two.
CREATE OR REPLACE FUNCTION {schema}.lpad(string text, size numeric, padding text DEFAULT ' ') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT nullif(pg_catalog.lpad(nullif(string, ''), pg_catalog.trunc(size)::integer, nullif(padding, '')), '')
$$;
