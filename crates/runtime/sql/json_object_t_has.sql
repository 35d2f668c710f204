-- json_object_t_has: JSON_OBJECT_T.HAS: whether there is a member of that name.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: none.
-- Depends: json_self
CREATE OR REPLACE FUNCTION {schema}.json_object_t_has(self json, key text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT ({schema}.json_self(self) -> key) IS NOT NULL
$$;
