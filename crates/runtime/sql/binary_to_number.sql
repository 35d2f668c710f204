-- binary_to_number: a binary floating-point number as NUMBER, which has no infinity and no NaN: ORA-01426.
-- Manual: SQL Language Reference, Data Types, "Floating-Point Numbers"; Database Error Messages
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.binary_to_number(value double precision) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF pg_catalog.abs(value) >= 1e126 THEN
    PERFORM {schema}.raise_oracle_error(1426);
  END IF;
  RETURN value::numeric;
END
$$;

CREATE OR REPLACE FUNCTION {schema}.binary_to_number(value real) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF pg_catalog.abs(value) > 3.4028235e38 THEN
    PERFORM {schema}.raise_oracle_error(1426);
  END IF;
  RETURN value::numeric;
END
$$;
