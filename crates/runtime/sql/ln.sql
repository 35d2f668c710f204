-- ln: natural logarithm with the precision of NUMBER.
-- Manual: SQL Language Reference, LN
-- Differences: the last of 40 digits may differ by rounding; zero or less is ORA-01428.
-- Depends: num_to_char, number_round, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.ln(n numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF n <= 0 THEN
    PERFORM {schema}.raise_oracle_error(1428, {schema}.num_to_char(n));
  END IF;
  RETURN {schema}.number_round(pg_catalog.ln(pg_catalog.round(n, greatest(pg_catalog.scale(n), 60))));
END
$$;
