-- json_self: the document a method is called for, which must not be NULL.
-- Manual: JSON Developer's Guide, PL/SQL Object Types for JSON
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.json_self(document json) RETURNS json
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF document IS NULL THEN
    PERFORM {schema}.raise_oracle_error(30625);
  END IF;
  RETURN document;
END
$$;
