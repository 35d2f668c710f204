-- cursor_fetched: counts a FETCH from a cursor that several routines use; returns whether it found a row.
-- Manual: PL/SQL Language Reference, Named Cursor Attribute
-- Differences: none.
-- Depends: cursor_rowcount, state_set
CREATE OR REPLACE FUNCTION {schema}.cursor_fetched(cursor refcursor, has_row boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
BEGIN
  PERFORM {schema}.state_set(
    'cursor ' || cursor::text,
    pg_catalog.format('%s %s', {schema}.cursor_rowcount(cursor) + has_row::integer, has_row));
  RETURN has_row;
END
$$;
