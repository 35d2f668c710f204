-- json_array_t_get_clob: JSON_ARRAY_T.GET_CLOB: an element, counted from 0.
-- Manual: PL/SQL Packages and Types Reference, JSON_ARRAY_T Object Type
-- Differences: NULL where there is no such value, as with ON_ERROR(0).
-- Depends: json_self, json_text
CREATE OR REPLACE FUNCTION {schema}.json_array_t_get_clob(self json, pos numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_text(({schema}.json_self(self) -> CASE WHEN pos >= 0 THEN pos::integer END))
$$;
