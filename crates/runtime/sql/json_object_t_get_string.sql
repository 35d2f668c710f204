-- json_object_t_get_string: JSON_OBJECT_T.GET_STRING: a member.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: NULL where there is no such value, as with ON_ERROR(0).
-- Depends: json_self, json_text
CREATE OR REPLACE FUNCTION {schema}.json_object_t_get_string(self json, key text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_text(({schema}.json_self(self) -> key))
$$;
