-- limited_text: a text for an element, field or attribute of a length, which nothing else checks: VALUE_ERROR when it is
--   longer, in SQL ORA-22814.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records; Database Error Messages
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.limited_text(value text, length integer, in_sql boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF pg_catalog.length(value) > length THEN
    IF in_sql THEN
      PERFORM {schema}.raise_oracle_error(22814);
    END IF;
    PERFORM {schema}.raise_oracle_error(6502, 'character string buffer too small');
  END IF;
  RETURN value;
END
$$;
