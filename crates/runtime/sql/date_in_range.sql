-- date_in_range: a datetime, ORA-01841 where it is outside of the years that Oracle has.
-- Manual: SQL Language Reference, Data Types, DATE Data Type
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.date_in_range(value timestamp) RETURNS timestamp
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF value >= '10000-01-01' OR value < '4712-01-01 BC' THEN
    PERFORM {schema}.raise_oracle_error(1841);
  END IF;
  RETURN value;
END
$$;
