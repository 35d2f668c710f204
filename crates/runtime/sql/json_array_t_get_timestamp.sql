-- json_array_t_get_timestamp: JSON_ARRAY_T.GET_TIMESTAMP: an element, counted from 0.
-- Manual: PL/SQL Packages and Types Reference, JSON_ARRAY_T Object Type
-- Differences: NULL where there is no such value, as with ON_ERROR(0).
-- Depends: json_self, json_timestamp
CREATE OR REPLACE FUNCTION {schema}.json_array_t_get_timestamp(self json, pos numeric) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_timestamp(({schema}.json_self(self) -> CASE WHEN pos >= 0 THEN pos::integer END))
$$;
