-- exact_char: A VARCHAR2 value that CHAR(size) equals only without padding: another length equals no CHAR(size).
-- Manual: SQL Language Reference, Data Type Comparison Rules
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.exact_char(value text, size integer) RETURNS character
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT (CASE WHEN pg_catalog.length(value) = size THEN value ELSE pg_catalog.rpad(value, size) || '.' END)::bpchar
$$;
