-- never_null: an argument of a parameter whose subtype has NOT NULL, such as NATURALN; ORA-06502 for NULL.
-- Manual: PL/SQL Language Reference, Formal Parameters of Constrained Subtypes
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.never_null(value anyelement) RETURNS anyelement
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF value IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502);
  END IF;
  RETURN value;
END
$$;
