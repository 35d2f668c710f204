-- json_array_t_clone: JSON_ARRAY_T.CLONE: a copy.
-- Manual: PL/SQL Packages and Types Reference, JSON_ARRAY_T Object Type
-- Differences: none.
-- Depends: json_self
CREATE OR REPLACE FUNCTION {schema}.json_array_t_clone(self json) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_self(self)
$$;
