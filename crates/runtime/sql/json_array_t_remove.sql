-- json_array_t_remove: JSON_ARRAY_T.REMOVE: takes an element away.
-- Manual: PL/SQL Packages and Types Reference, JSON_ARRAY_T Object Type
-- Differences: none.
-- Depends: json_self
CREATE OR REPLACE PROCEDURE {schema}.json_array_t_remove(INOUT self json, pos numeric)
LANGUAGE plpgsql AS $$
BEGIN
  self := coalesce((SELECT ('[' || pg_catalog.string_agg(value::text, ',' ORDER BY place) || ']')::json
    FROM pg_catalog.json_array_elements({schema}.json_self(self)) WITH ORDINALITY AS element(value, place) WHERE place - 1 <> pos), '[]'::json);
END
$$;
