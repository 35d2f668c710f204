-- json_object_t_get: JSON_OBJECT_T.GET: a member.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: NULL where there is no such value, as with ON_ERROR(0).
-- Depends: json_self
CREATE OR REPLACE FUNCTION {schema}.json_object_t_get(self json, key text) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT ({schema}.json_self(self) -> key)
$$;
