-- json_object_t_clone: JSON_OBJECT_T.CLONE: a copy.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: none.
-- Depends: json_self
CREATE OR REPLACE FUNCTION {schema}.json_object_t_clone(self json) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_self(self)
$$;
