-- number_round: a value rounded to what an Oracle NUMBER can hold, 20 base-100 digits (39 or 40 decimal digits).
-- Manual: SQL Language Reference, Data Types, NUMBER
-- Differences: none known; 1E126 and more is ORA-01426.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.number_round(n numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  shown text;
  places integer;
BEGIN
  IF pg_catalog.scale(n) <= 20 AND pg_catalog.abs(n) < 1e19 THEN
    RETURN pg_catalog.trim_scale(n);
  ELSIF pg_catalog.abs(n) >= 1e126 THEN
    PERFORM {schema}.raise_oracle_error(1426);
  END IF;
  shown := pg_catalog.trim_scale(pg_catalog.abs(n))::text;
  -- The digits are pairs counted from the decimal point, so the number of places is even.
  IF shown LIKE '0.%' THEN
    places := 40 + (pg_catalog.length(shown) - pg_catalog.length(pg_catalog.ltrim(shown, '0.')) - 2) / 2 * 2;
  ELSIF shown = '0' THEN
    RETURN 0;
  ELSE
    places := 40 - (pg_catalog.length(pg_catalog.split_part(shown, '.', 1)) + 1) / 2 * 2;
  END IF;
  RETURN pg_catalog.trim_scale(pg_catalog.round(n, places));
END
$$;
