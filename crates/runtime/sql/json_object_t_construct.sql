-- json_object_t_construct: JSON_OBJECT_T(...): an empty one, or one from a text or document.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: strict syntax only.
-- Depends: json_parsed
CREATE OR REPLACE FUNCTION {schema}.json_object_t_construct() RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT '{}'::json
$$;
CREATE OR REPLACE FUNCTION {schema}.json_object_t_construct(jsn text) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_parsed(jsn, 'object')
$$;
CREATE OR REPLACE FUNCTION {schema}.json_object_t_construct(e json) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_parsed(e::text, 'object')
$$;
CREATE OR REPLACE FUNCTION {schema}.json_object_t_construct(jsn jsonb) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_parsed(jsn::text, 'object')
$$;
