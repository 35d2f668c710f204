-- date_add_days: DATE plus a number of days; the fraction is a part of a day, the result is rounded to seconds.
-- Manual: SQL Language Reference, Datetime/Interval Arithmetic
-- Differences: none.
-- Depends: date_in_range
CREATE OR REPLACE FUNCTION {schema}.date_add_days(date timestamp, days numeric) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.date_in_range(date + pg_catalog.make_interval(secs => pg_catalog.round(days * 86400)::double precision))
$$;
