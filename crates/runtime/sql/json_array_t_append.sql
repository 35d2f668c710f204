-- json_array_t_append: JSON_ARRAY_T.APPEND: adds an element at the end.
-- Manual: PL/SQL Packages and Types Reference, JSON_ARRAY_T Object Type
-- Differences: none.
-- Depends: json_of, json_self
CREATE OR REPLACE PROCEDURE {schema}.json_array_t_append(INOUT self json, value text)
LANGUAGE plpgsql AS $$
BEGIN
  self := (pg_catalog.left({schema}.json_self(self)::text, -1) || CASE WHEN self::text = '[]' THEN '' ELSE ',' END || {schema}.json_of(value)::text || ']')::json;
END
$$;
CREATE OR REPLACE PROCEDURE {schema}.json_array_t_append(INOUT self json, value numeric)
LANGUAGE plpgsql AS $$
BEGIN
  self := (pg_catalog.left({schema}.json_self(self)::text, -1) || CASE WHEN self::text = '[]' THEN '' ELSE ',' END || {schema}.json_of(value)::text || ']')::json;
END
$$;
CREATE OR REPLACE PROCEDURE {schema}.json_array_t_append(INOUT self json, value boolean)
LANGUAGE plpgsql AS $$
BEGIN
  self := (pg_catalog.left({schema}.json_self(self)::text, -1) || CASE WHEN self::text = '[]' THEN '' ELSE ',' END || {schema}.json_of(value)::text || ']')::json;
END
$$;
CREATE OR REPLACE PROCEDURE {schema}.json_array_t_append(INOUT self json, value timestamp)
LANGUAGE plpgsql AS $$
BEGIN
  self := (pg_catalog.left({schema}.json_self(self)::text, -1) || CASE WHEN self::text = '[]' THEN '' ELSE ',' END || {schema}.json_of(value)::text || ']')::json;
END
$$;
CREATE OR REPLACE PROCEDURE {schema}.json_array_t_append(INOUT self json, value json)
LANGUAGE plpgsql AS $$
BEGIN
  self := (pg_catalog.left({schema}.json_self(self)::text, -1) || CASE WHEN self::text = '[]' THEN '' ELSE ',' END || {schema}.json_of(value)::text || ']')::json;
END
$$;
CREATE OR REPLACE PROCEDURE {schema}.json_array_t_append(INOUT self json, value jsonb)
LANGUAGE plpgsql AS $$
BEGIN
  self := (pg_catalog.left({schema}.json_self(self)::text, -1) || CASE WHEN self::text = '[]' THEN '' ELSE ',' END || {schema}.json_of(value)::text || ']')::json;
END
$$;
