-- initcap: first letter of each word upper case, the rest lower case; words are alphanumeric characters.
-- Manual: SQL Language Reference, INITCAP
-- Differences: letters by the collation of the argument.
CREATE OR REPLACE FUNCTION {schema}.initcap(string text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT nullif(pg_catalog.initcap(string), '')
$$;
