-- json_array_t_put_null: JSON_ARRAY_T.PUT_NULL: adds null at a position, or replaces the element there.
-- Manual: PL/SQL Packages and Types Reference, JSON_ARRAY_T Object Type
-- Differences: none.
-- Depends: json_elements_put, json_self
CREATE OR REPLACE PROCEDURE {schema}.json_array_t_put_null(INOUT self json, pos numeric, overwrite boolean DEFAULT false)
LANGUAGE plpgsql AS $$
BEGIN
  self := {schema}.json_elements_put({schema}.json_self(self), pos, 'null', overwrite);
END
$$;
