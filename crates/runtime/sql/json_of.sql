-- json_of: a value as a document.
-- Manual: JSON Developer's Guide, PL/SQL Object Types for JSON
-- Differences: a TIMESTAMP shows no zeros at the end of its fraction.
-- Depends: json_serialized
CREATE OR REPLACE FUNCTION {schema}.json_of(value text) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT coalesce(pg_catalog.to_json(nullif(value, '')), 'null'::json)
$$;
CREATE OR REPLACE FUNCTION {schema}.json_of(value numeric) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT coalesce(pg_catalog.to_json(pg_catalog.trim_scale(value)), 'null'::json)
$$;
CREATE OR REPLACE FUNCTION {schema}.json_of(value boolean) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT coalesce(pg_catalog.to_json(value), 'null'::json)
$$;
CREATE OR REPLACE FUNCTION {schema}.json_of(value timestamp) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT coalesce(pg_catalog.to_json(value), 'null'::json)
$$;
CREATE OR REPLACE FUNCTION {schema}.json_of(value json) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT coalesce(value, 'null'::json)
$$;
CREATE OR REPLACE FUNCTION {schema}.json_of(value jsonb) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT coalesce({schema}.json_serialized(value::json)::json, 'null'::json)
$$;
