-- date_diff_days: DATE minus DATE, a number of days with a fraction.
-- Manual: SQL Language Reference, Datetime/Interval Arithmetic
-- Differences: none.
-- Depends: divide
CREATE OR REPLACE FUNCTION {schema}.date_diff_days(later timestamp, earlier timestamp) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.divide(extract(epoch FROM (later - earlier)), 86400)
$$;
