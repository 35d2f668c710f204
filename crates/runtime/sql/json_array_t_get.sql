-- json_array_t_get: JSON_ARRAY_T.GET: an element, counted from 0.
-- Manual: PL/SQL Packages and Types Reference, JSON_ARRAY_T Object Type
-- Differences: NULL where there is no such value, as with ON_ERROR(0).
-- Depends: json_self
CREATE OR REPLACE FUNCTION {schema}.json_array_t_get(self json, pos numeric) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT ({schema}.json_self(self) -> CASE WHEN pos >= 0 THEN pos::integer END)
$$;
