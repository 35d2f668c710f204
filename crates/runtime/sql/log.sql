-- log: logarithm of n1 to the base n2 with the precision of NUMBER.
-- Manual: SQL Language Reference, LOG
-- Differences: the last of 40 digits may differ by rounding; an argument out of range is ORA-01428.
-- Depends: num_to_char, number_round, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.log(n2 numeric, n1 numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF n2 <= 0 OR n2 = 1 THEN
    PERFORM {schema}.raise_oracle_error(1428, {schema}.num_to_char(n2));
  ELSIF n1 <= 0 THEN
    PERFORM {schema}.raise_oracle_error(1428, {schema}.num_to_char(n1));
  END IF;
  RETURN {schema}.number_round(pg_catalog.log(pg_catalog.round(n2, 60), pg_catalog.round(n1, greatest(pg_catalog.scale(n1), 60))));
END
$$;
