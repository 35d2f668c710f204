-- replace: replaces every occurrence; without a replacement it removes, without a search string it does nothing.
-- Manual: SQL Language Reference, REPLACE
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.replace(string text, search text, replacement text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT nullif(pg_catalog.replace(string, coalesce(search, ''), coalesce(replacement, '')), '')
$$;
