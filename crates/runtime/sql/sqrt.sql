-- sqrt: square root with the precision of NUMBER.
-- Manual: SQL Language Reference, SQRT
-- Differences: none; a negative argument is ORA-01428.
-- Depends: num_to_char, number_round, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.sqrt(n numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF n < 0 THEN
    PERFORM {schema}.raise_oracle_error(1428, {schema}.num_to_char(n));
  END IF;
  RETURN {schema}.number_round(pg_catalog.sqrt(pg_catalog.round(n, greatest(pg_catalog.scale(n), 60))));
END
$$;
