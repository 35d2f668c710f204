-- cursor_rowcount: %ROWCOUNT of a cursor that several routines use; ORA-01001 when it is not open.
-- Manual: PL/SQL Language Reference, Named Cursor Attribute
-- Differences: none.
-- Depends: cursor_is_open, raise_oracle_error, state_get
CREATE OR REPLACE FUNCTION {schema}.cursor_rowcount(cursor refcursor) RETURNS integer
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
BEGIN
  IF NOT {schema}.cursor_is_open(cursor) THEN
    PERFORM {schema}.raise_oracle_error(1001);
  END IF;
  RETURN coalesce(pg_catalog.split_part({schema}.state_get('cursor ' || cursor::text), ' ', 1)::integer, 0);
END
$$;
