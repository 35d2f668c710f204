-- add_months: the same day n months later; the last day of a month stays the last day, and so does a day that the
--   target month lacks. A fraction of n is cut; the time of day stays.
-- Manual: SQL Language Reference, ADD_MONTHS
-- Differences: none.
-- Depends: date_in_range
CREATE OR REPLACE FUNCTION {schema}.add_months(date timestamp, months numeric) RETURNS timestamp
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT {schema}.date_in_range(CASE
  WHEN extract(month FROM date + interval '1 day') <> extract(month FROM date) THEN
    pg_catalog.date_trunc('month', date) + pg_catalog.make_interval(months => pg_catalog.trunc(months)::integer + 1) - interval '1 day' + date::time
  ELSE date + pg_catalog.make_interval(months => pg_catalog.trunc(months)::integer)
END)
$$;
