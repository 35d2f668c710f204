-- json_object_t_get_boolean: JSON_OBJECT_T.GET_BOOLEAN: a member.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: NULL where there is no such value, as with ON_ERROR(0).
-- Depends: json_boolean, json_self
CREATE OR REPLACE FUNCTION {schema}.json_object_t_get_boolean(self json, key text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_boolean(({schema}.json_self(self) -> key))
$$;
