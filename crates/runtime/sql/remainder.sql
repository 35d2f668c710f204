-- remainder: n2 - n1 * N, where N is the integer nearest n2 / n1, the even one when both are equally near.
-- Manual: SQL Language Reference, REMAINDER
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.remainder(n2 numeric, n1 numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  rest numeric;
  twice numeric;
BEGIN
  IF n1 = 0 THEN
    PERFORM {schema}.raise_oracle_error(1428, '0');
  END IF;
  rest := pg_catalog.mod(n2, n1);
  twice := 2 * pg_catalog.abs(rest);
  IF twice > pg_catalog.abs(n1) OR twice = pg_catalog.abs(n1) AND pg_catalog.mod(pg_catalog.div(n2, n1), 2) <> 0 THEN
    rest := rest - pg_catalog.sign(rest) * pg_catalog.abs(n1);
  END IF;
  RETURN rest;
END
$$;
