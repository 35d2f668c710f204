-- json_timestamp: a text in a form of ISO 8601 as a point in time; NULL for what is none.
-- Manual: JSON Developer's Guide, PL/SQL Object Types for JSON
-- Differences: a text with a zone is none.
CREATE OR REPLACE FUNCTION {schema}.json_timestamp(document json) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN pg_catalog.json_typeof(document) = 'string'
    AND document #>> '{}' ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?)?$'
  THEN (document #>> '{}')::timestamp END
$$;
