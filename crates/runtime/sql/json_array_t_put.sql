-- json_array_t_put: JSON_ARRAY_T.PUT: adds an element at a position, or replaces the one there.
-- Manual: PL/SQL Packages and Types Reference, JSON_ARRAY_T Object Type
-- Differences: none.
-- Depends: json_elements_put, json_of, json_self
CREATE OR REPLACE PROCEDURE {schema}.json_array_t_put(INOUT self json, pos numeric, value text, overwrite boolean DEFAULT false)
LANGUAGE plpgsql AS $$
BEGIN
  self := {schema}.json_elements_put({schema}.json_self(self), pos, {schema}.json_of(value), overwrite);
END
$$;
CREATE OR REPLACE PROCEDURE {schema}.json_array_t_put(INOUT self json, pos numeric, value numeric, overwrite boolean DEFAULT false)
LANGUAGE plpgsql AS $$
BEGIN
  self := {schema}.json_elements_put({schema}.json_self(self), pos, {schema}.json_of(value), overwrite);
END
$$;
CREATE OR REPLACE PROCEDURE {schema}.json_array_t_put(INOUT self json, pos numeric, value boolean, overwrite boolean DEFAULT false)
LANGUAGE plpgsql AS $$
BEGIN
  self := {schema}.json_elements_put({schema}.json_self(self), pos, {schema}.json_of(value), overwrite);
END
$$;
CREATE OR REPLACE PROCEDURE {schema}.json_array_t_put(INOUT self json, pos numeric, value timestamp, overwrite boolean DEFAULT false)
LANGUAGE plpgsql AS $$
BEGIN
  self := {schema}.json_elements_put({schema}.json_self(self), pos, {schema}.json_of(value), overwrite);
END
$$;
CREATE OR REPLACE PROCEDURE {schema}.json_array_t_put(INOUT self json, pos numeric, value json, overwrite boolean DEFAULT false)
LANGUAGE plpgsql AS $$
BEGIN
  self := {schema}.json_elements_put({schema}.json_self(self), pos, {schema}.json_of(value), overwrite);
END
$$;
CREATE OR REPLACE PROCEDURE {schema}.json_array_t_put(INOUT self json, pos numeric, value jsonb, overwrite boolean DEFAULT false)
LANGUAGE plpgsql AS $$
BEGIN
  self := {schema}.json_elements_put({schema}.json_self(self), pos, {schema}.json_of(value), overwrite);
END
$$;
