-- percentile_disc: PERCENTILE_DISC with OVER: the first of the sorted values at or after a fraction of them.
-- Manual: SQL Language Reference, PERCENTILE_DISC
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.percentile_disc(given anyarray, fraction numeric, descending boolean DEFAULT FALSE)
RETURNS anyelement
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT value
FROM (
  SELECT
    value,
    pg_catalog.row_number() OVER (ORDER BY value) AS place,
    pg_catalog.count(*) OVER () AS total
  FROM pg_catalog.unnest(given) AS items (value)
  WHERE value IS NOT NULL
) AS sorted
WHERE place = CASE
    WHEN descending THEN total + 1 - greatest(pg_catalog.ceil(fraction * total), 1)
    ELSE greatest(pg_catalog.ceil(fraction * total), 1)
  END
$$;
