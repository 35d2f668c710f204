-- updating: UPDATING('column') in a trigger, from what note_updated_columns kept.
-- Manual: PL/SQL Language Reference, Conditional Predicates for Detecting Triggering DML Statement
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.updating(trigger_name text, column_name text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL UNSAFE AS $$
SELECT coalesce(
  column_name OPERATOR(pg_catalog.=) ANY (
    nullif(
      pg_catalog.current_setting(
        pg_catalog.format('plconv.updated_%s_%s', pg_catalog.md5(trigger_name), pg_catalog.pg_trigger_depth()), true),
      '')::text[]),
  false)
$$;
