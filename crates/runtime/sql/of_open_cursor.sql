-- of_open_cursor: %FOUND, %NOTFOUND or %ROWCOUNT of a cursor that may be closed: then INVALID_CURSOR.
-- Manual: PL/SQL Language Reference, Named Cursor Attribute
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.of_open_cursor(value anyelement, is_open boolean) RETURNS anyelement
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF is_open IS NOT TRUE THEN
    PERFORM {schema}.raise_oracle_error(1001);
  END IF;
  RETURN value;
END;
$$;
