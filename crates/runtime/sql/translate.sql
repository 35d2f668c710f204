-- translate: replaces characters one by one and removes those without a counterpart; any empty argument gives NULL.
-- Manual: SQL Language Reference, TRANSLATE
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.translate(string text, characters text, counterparts text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT nullif(pg_catalog.translate(string, nullif(characters, ''), nullif(counterparts, '')), '')
$$;
