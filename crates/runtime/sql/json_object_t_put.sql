-- json_object_t_put: JSON_OBJECT_T.PUT: adds or replaces a member.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: none.
-- Depends: json_member_put, json_of, json_self
CREATE OR REPLACE PROCEDURE {schema}.json_object_t_put(INOUT self json, key text, value text)
LANGUAGE plpgsql AS $$
BEGIN
  self := {schema}.json_member_put({schema}.json_self(self), key, {schema}.json_of(value));
END
$$;
CREATE OR REPLACE PROCEDURE {schema}.json_object_t_put(INOUT self json, key text, value numeric)
LANGUAGE plpgsql AS $$
BEGIN
  self := {schema}.json_member_put({schema}.json_self(self), key, {schema}.json_of(value));
END
$$;
CREATE OR REPLACE PROCEDURE {schema}.json_object_t_put(INOUT self json, key text, value boolean)
LANGUAGE plpgsql AS $$
BEGIN
  self := {schema}.json_member_put({schema}.json_self(self), key, {schema}.json_of(value));
END
$$;
CREATE OR REPLACE PROCEDURE {schema}.json_object_t_put(INOUT self json, key text, value timestamp)
LANGUAGE plpgsql AS $$
BEGIN
  self := {schema}.json_member_put({schema}.json_self(self), key, {schema}.json_of(value));
END
$$;
CREATE OR REPLACE PROCEDURE {schema}.json_object_t_put(INOUT self json, key text, value json)
LANGUAGE plpgsql AS $$
BEGIN
  self := {schema}.json_member_put({schema}.json_self(self), key, {schema}.json_of(value));
END
$$;
CREATE OR REPLACE PROCEDURE {schema}.json_object_t_put(INOUT self json, key text, value jsonb)
LANGUAGE plpgsql AS $$
BEGIN
  self := {schema}.json_member_put({schema}.json_self(self), key, {schema}.json_of(value));
END
$$;
