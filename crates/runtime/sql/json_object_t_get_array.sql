-- json_object_t_get_array: JSON_OBJECT_T.GET_ARRAY: a member.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: NULL where there is no such value, as with ON_ERROR(0).
-- Depends: json_of_kind, json_self
CREATE OR REPLACE FUNCTION {schema}.json_object_t_get_array(self json, key text) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_of_kind(({schema}.json_self(self) -> key), 'array')
$$;
