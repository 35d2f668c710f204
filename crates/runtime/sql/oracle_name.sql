-- oracle_name: the name as Oracle's dictionary has it: upper case for what PostgreSQL folded to lower case.
-- Manual: Database Object Names and Qualifiers
-- Differences: a name between quotes in lower case cannot be told from one without.
CREATE OR REPLACE FUNCTION {schema}.oracle_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE WHEN name = pg_catalog.lower(name) THEN pg_catalog.upper(name) ELSE name END
$$;
