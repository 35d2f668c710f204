-- quoted_name: the name in PostgreSQL of an object whose name in Oracle's dictionary is given.
-- Manual: SQL Language Reference, Database Object Names and Qualifiers
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.quoted_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT pg_catalog.quote_ident(
  CASE WHEN name OPERATOR(pg_catalog.=) pg_catalog.upper(name) THEN pg_catalog.lower(name) ELSE name END)
$$;
