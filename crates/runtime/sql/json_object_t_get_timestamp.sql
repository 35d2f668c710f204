-- json_object_t_get_timestamp: JSON_OBJECT_T.GET_TIMESTAMP: a member.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: NULL where there is no such value, as with ON_ERROR(0).
-- Depends: json_self, json_timestamp
CREATE OR REPLACE FUNCTION {schema}.json_object_t_get_timestamp(self json, key text) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_timestamp(({schema}.json_self(self) -> key))
$$;
