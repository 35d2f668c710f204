-- json_array_t_append_null: JSON_ARRAY_T.APPEND_NULL: adds null at the end.
-- Manual: PL/SQL Packages and Types Reference, JSON_ARRAY_T Object Type
-- Differences: none.
-- Depends: json_self
CREATE OR REPLACE PROCEDURE {schema}.json_array_t_append_null(INOUT self json)
LANGUAGE plpgsql AS $$
BEGIN
  self := (pg_catalog.left({schema}.json_self(self)::text, -1) || CASE WHEN self::text = '[]' THEN '' ELSE ',' END || 'null'::text || ']')::json;
END
$$;
