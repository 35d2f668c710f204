-- note_updated_columns: keeps the columns that an UPDATE statement sets, for UPDATING('column') in a trigger.
-- Manual: PL/SQL Language Reference, Conditional Predicates for Detecting Triggering DML Statement
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.note_updated_columns() RETURNS trigger
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  -- A statement of a trigger body may fire the same trigger again, one level deeper.
  name text := pg_catalog.format('plconv.updated_%s_%s', pg_catalog.md5(TG_ARGV[0]), pg_catalog.pg_trigger_depth());
  columns text[] := ARRAY[]::text[];
BEGIN
  -- Without a column it is a new statement.
  IF TG_NARGS > 1 THEN
    columns := pg_catalog.array_append(pg_catalog.current_setting(name)::text[], TG_ARGV[1]);
  END IF;
  PERFORM pg_catalog.set_config(name, columns::text, true);
  RETURN NULL;
END
$$;
