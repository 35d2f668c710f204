-- numtodsinterval: a number of days, hours, minutes or seconds as an INTERVAL DAY TO SECOND.
-- Manual: SQL Language Reference, NUMTODSINTERVAL
-- Differences: six fractional digits.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.numtodsinterval(n numeric, unit text) RETURNS interval
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  seconds numeric := n * CASE pg_catalog.upper(pg_catalog.btrim(unit))
    WHEN 'DAY' THEN 86400 WHEN 'HOUR' THEN 3600 WHEN 'MINUTE' THEN 60 WHEN 'SECOND' THEN 1 END;
BEGIN
  IF seconds IS NULL THEN
    PERFORM {schema}.raise_oracle_error(1760);
  END IF;
  RETURN pg_catalog.make_interval(days => pg_catalog.div(seconds, 86400)::integer, secs => pg_catalog.mod(seconds, 86400)::double precision);
END
$$;
