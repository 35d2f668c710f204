-- json_text: a scalar as text; NULL for other documents.
-- Manual: JSON Developer's Guide, PL/SQL Object Types for JSON
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.json_text(document json) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN pg_catalog.json_typeof(document) IN ('string', 'number', 'boolean') THEN nullif(document #>> '{}', '') END
$$;
