-- power: n2 raised to n1 with the precision of NUMBER.
-- Manual: SQL Language Reference, POWER
-- Differences: none known; PostgreSQL's own result has 16 significant digits.
-- Depends: divide, num_to_char, number_round, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.power(n2 numeric, n1 numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF n2 < 0 AND n1 <> pg_catalog.trunc(n1) THEN
    PERFORM {schema}.raise_oracle_error(1428, {schema}.num_to_char(n2));
  ELSIF n2 = 0 AND n1 < 0 THEN
    PERFORM {schema}.raise_oracle_error(1426);
  ELSIF n1 >= 0 AND n1 = pg_catalog.trunc(n1) THEN
    RETURN {schema}.number_round(pg_catalog.power(pg_catalog.round(n2, greatest(pg_catalog.scale(n2), 60)), n1));
  ELSIF n1 = pg_catalog.trunc(n1) THEN
    RETURN {schema}.divide(1, pg_catalog.power(n2, -n1));
  END IF;
  RETURN {schema}.number_round(pg_catalog.power(pg_catalog.round(n2, greatest(pg_catalog.scale(n2), 60)), n1));
END
$$;
