-- never_null_object: the object that a MAP or ORDER method is called for; ORA-30625 where there is none.
-- Manual: PL/SQL Language Reference, Predefined Exceptions
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.never_null_object(value anyelement) RETURNS anyelement
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  -- IS NULL also holds for an object of which all attributes are NULL.
  IF value IS NOT DISTINCT FROM NULL THEN
    PERFORM {schema}.raise_oracle_error(30625);
  END IF;
  RETURN value;
END
$$;
