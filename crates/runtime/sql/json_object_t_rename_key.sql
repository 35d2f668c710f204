-- json_object_t_rename_key: JSON_OBJECT_T.RENAME_KEY: gives a member another name.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: none.
-- Depends: json_self
CREATE OR REPLACE PROCEDURE {schema}.json_object_t_rename_key(INOUT self json, keyold text, keynew text)
LANGUAGE plpgsql AS $$
BEGIN
  self := coalesce((SELECT ('{' || pg_catalog.string_agg(pg_catalog.to_json(CASE name WHEN keyold THEN keynew ELSE name END)::text
      || ':' || value::text, ',' ORDER BY place) || '}')::json
    FROM pg_catalog.json_each({schema}.json_self(self)) WITH ORDINALITY AS member(name, value, place)), '{}'::json);
END
$$;
