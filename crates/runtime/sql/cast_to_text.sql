-- cast_to_text: the text of a number or datetime as CAST gives it; one that is too long is an error and not cut.
-- Manual: SQL Language Reference, CAST; Database Error Messages, ORA-25137
-- Differences: none known; in PL/SQL the error is ORA-06502.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.cast_to_text(shown text, length integer, in_sql boolean DEFAULT true) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF pg_catalog.length(shown) > length THEN
    IF in_sql THEN
      PERFORM {schema}.raise_oracle_error(25137);
    END IF;
    PERFORM {schema}.raise_oracle_error(6502, 'character string buffer too small');
  END IF;
  RETURN shown;
END
$$;
