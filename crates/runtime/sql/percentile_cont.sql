-- percentile_cont: PERCENTILE_CONT and MEDIAN: the value at a fraction of the sorted values, interpolated exactly.
-- Manual: SQL Language Reference, PERCENTILE_CONT
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.percentile_cont(numbers numeric[], fraction numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  sorted numeric[] := ARRAY(
    SELECT number FROM pg_catalog.unnest(numbers) AS given (number) WHERE number IS NOT NULL ORDER BY number
  );
  place numeric := 1 + fraction * (pg_catalog.cardinality(sorted) - 1);
  below integer := pg_catalog.floor(place);
  above integer := pg_catalog.ceil(place);
BEGIN
  RETURN pg_catalog.trim_scale(sorted[below] + (sorted[above] - sorted[below]) * (place - below));
END
$$;

CREATE OR REPLACE FUNCTION {schema}.percentile_cont(times timestamp[], fraction numeric) RETURNS timestamp
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  sorted timestamp[] := ARRAY(
    SELECT moment FROM pg_catalog.unnest(times) AS given (moment) WHERE moment IS NOT NULL ORDER BY moment
  );
  place numeric := 1 + fraction * (pg_catalog.cardinality(sorted) - 1);
  below integer := pg_catalog.floor(place);
  above integer := pg_catalog.ceil(place);
BEGIN
  RETURN sorted[below] + (sorted[above] - sorted[below]) * (place - below)::double precision;
END
$$;
