-- json_object_t_put_null: JSON_OBJECT_T.PUT_NULL: adds a member null or makes one null.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: none.
-- Depends: json_member_put, json_self
CREATE OR REPLACE PROCEDURE {schema}.json_object_t_put_null(INOUT self json, key text)
LANGUAGE plpgsql AS $$
BEGIN
  self := {schema}.json_member_put({schema}.json_self(self), key, 'null');
END
$$;
