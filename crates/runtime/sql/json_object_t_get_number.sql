-- json_object_t_get_number: JSON_OBJECT_T.GET_NUMBER: a member.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: NULL where there is no such value, as with ON_ERROR(0).
-- Depends: json_number, json_self
CREATE OR REPLACE FUNCTION {schema}.json_object_t_get_number(self json, key text) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_number(({schema}.json_self(self) -> key))
$$;
