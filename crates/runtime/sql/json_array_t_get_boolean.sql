-- json_array_t_get_boolean: JSON_ARRAY_T.GET_BOOLEAN: an element, counted from 0.
-- Manual: PL/SQL Packages and Types Reference, JSON_ARRAY_T Object Type
-- Differences: NULL where there is no such value, as with ON_ERROR(0).
-- Depends: json_boolean, json_self
CREATE OR REPLACE FUNCTION {schema}.json_array_t_get_boolean(self json, pos numeric) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_boolean(({schema}.json_self(self) -> CASE WHEN pos >= 0 THEN pos::integer END))
$$;
