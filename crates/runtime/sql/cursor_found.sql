-- cursor_found: %FOUND of a cursor that several routines use: NULL before the first FETCH; ORA-01001 when it is not open.
-- Manual: PL/SQL Language Reference, Named Cursor Attribute
-- Differences: none.
-- Depends: cursor_is_open, raise_oracle_error, state_get
CREATE OR REPLACE FUNCTION {schema}.cursor_found(cursor refcursor) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
BEGIN
  IF NOT {schema}.cursor_is_open(cursor) THEN
    PERFORM {schema}.raise_oracle_error(1001);
  END IF;
  RETURN nullif(pg_catalog.split_part({schema}.state_get('cursor ' || cursor::text), ' ', 2), '')::boolean;
END
$$;
