-- numtoyminterval: a number of years or months as an INTERVAL YEAR TO MONTH.
-- Manual: SQL Language Reference, NUMTOYMINTERVAL
-- Differences: a fraction of a month is rounded.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.numtoyminterval(n numeric, unit text) RETURNS interval
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  months numeric := n * CASE pg_catalog.upper(pg_catalog.btrim(unit)) WHEN 'YEAR' THEN 12 WHEN 'MONTH' THEN 1 END;
BEGIN
  IF months IS NULL THEN
    PERFORM {schema}.raise_oracle_error(1760);
  END IF;
  RETURN pg_catalog.make_interval(months => pg_catalog.round(months)::integer);
END
$$;
