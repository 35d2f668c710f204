-- rtrim: removes trailing characters of a set; what is left empty is NULL.
-- Manual: SQL Language Reference, RTRIM
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.rtrim(string text, characters text DEFAULT ' ') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT nullif(pg_catalog.rtrim(string, nullif(characters, '')), '')
$$;
