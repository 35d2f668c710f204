-- next_day: the first named weekday later than a date, same time of day.
-- Manual: SQL Language Reference, NEXT_DAY
-- Differences: American day names only; characters after the three-letter abbreviation are ignored, as in Oracle.
-- Depends: date_in_range, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.next_day(date timestamp, weekday text) RETURNS timestamp
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  -- 1 is Sunday; Oracle takes numbers as well.
  wanted integer := CASE WHEN weekday ~ '^[1-7]$' THEN weekday::integer - 1 ELSE pg_catalog.array_position(ARRAY['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'], pg_catalog.upper(pg_catalog.left(weekday, 3))) - 1 END;
BEGIN
  IF wanted IS NULL THEN
    PERFORM {schema}.raise_oracle_error(1846);
  END IF;
  RETURN {schema}.date_in_range(date + pg_catalog.make_interval(days => (wanted - extract(dow FROM date)::integer + 6) % 7 + 1));
END
$$;
