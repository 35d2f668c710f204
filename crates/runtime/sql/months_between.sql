-- months_between: months from the second date to the first; a whole number when the days of the month are equal or
--   both last, else with a fraction of a 31-day month that includes the time of day.
-- Manual: SQL Language Reference, MONTHS_BETWEEN
-- Differences: none.
-- Depends: divide
CREATE OR REPLACE FUNCTION {schema}.months_between(date1 timestamp, date2 timestamp) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  months numeric := (extract(year FROM date1) - extract(year FROM date2)) * 12
    + extract(month FROM date1) - extract(month FROM date2);
BEGIN
  IF extract(day FROM date1) = extract(day FROM date2)
    OR extract(day FROM date1 + interval '1 day') = 1 AND extract(day FROM date2 + interval '1 day') = 1
  THEN
    RETURN months;
  END IF;
  RETURN {schema}.divide(
    months * 2678400
      + extract(epoch FROM (date1 - pg_catalog.date_trunc('month', date1)) - (date2 - pg_catalog.date_trunc('month', date2))),
    2678400);
END
$$;
