-- integer_in_range: a value assigned to a subtype of PLS_INTEGER with a range, such as NATURAL; out of it ORA-06502.
-- Manual: PL/SQL Language Reference, PLS_INTEGER and BINARY_INTEGER Data Types; User-Defined PL/SQL Subtypes
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.integer_in_range(value integer, low integer, high integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF value NOT BETWEEN low AND high THEN
    PERFORM {schema}.raise_oracle_error(6502);
  END IF;
  RETURN value;
END
$$;
