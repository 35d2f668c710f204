-- last_day: the last day of the month of a date, same time of day.
-- Manual: SQL Language Reference, LAST_DAY
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.last_day(date timestamp) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.date_trunc('month', date) + interval '1 month' - interval '1 day' + date::time
$$;
