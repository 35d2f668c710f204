-- json_array_t_get_object: JSON_ARRAY_T.GET_OBJECT: an element, counted from 0.
-- Manual: PL/SQL Packages and Types Reference, JSON_ARRAY_T Object Type
-- Differences: NULL where there is no such value, as with ON_ERROR(0).
-- Depends: json_of_kind, json_self
CREATE OR REPLACE FUNCTION {schema}.json_array_t_get_object(self json, pos numeric) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_of_kind(({schema}.json_self(self) -> CASE WHEN pos >= 0 THEN pos::integer END), 'object')
$$;
