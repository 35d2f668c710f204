-- ltrim: removes leading characters of a set; what is left empty is NULL.
-- Manual: SQL Language Reference, LTRIM
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.ltrim(string text, characters text DEFAULT ' ') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT nullif(pg_catalog.ltrim(string, nullif(characters, '')), '')
$$;
