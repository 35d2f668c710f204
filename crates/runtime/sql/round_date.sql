-- round_date: ROUND of a date to a unit; the day, from noon upward, without a unit.
-- Manual: SQL Language Reference, ROUND (date); ROUND and TRUNC Date Functions
-- Differences: territory AMERICA: weeks begin on Sunday. The manual gives no rule for an ISO year; July 1 is taken.
-- Depends: date_in_range, refuse_date_unit, trunc_date
CREATE OR REPLACE FUNCTION {schema}.round_date(date timestamp, unit text DEFAULT 'DD') RETURNS timestamp
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN {schema}.date_in_range(CASE
    WHEN pg_catalog.upper(unit) IN ('DDD', 'DD', 'J') THEN pg_catalog.date_trunc('day', date + interval '12 hours')
    WHEN pg_catalog.upper(unit) IN ('MONTH', 'MON', 'MM', 'RM') THEN
      pg_catalog.date_trunc('month', date) + CASE WHEN extract(day FROM date) >= 16 THEN interval '1 month' ELSE interval '0' END
    WHEN pg_catalog.upper(unit) IN ('SYYYY', 'YYYY', 'YEAR', 'SYEAR', 'YYY', 'YY', 'Y') THEN pg_catalog.date_trunc('year', date + interval '6 months')
    WHEN pg_catalog.upper(unit) = 'Q' THEN
      pg_catalog.date_trunc('quarter', date) + CASE
        WHEN date >= pg_catalog.date_trunc('quarter', date) + interval '1 month 15 days' THEN interval '3 months'
        ELSE interval '0' END
    WHEN pg_catalog.upper(unit) IN ('HH', 'HH12', 'HH24') THEN pg_catalog.date_trunc('hour', date + interval '30 minutes')
    WHEN pg_catalog.upper(unit) = 'MI' THEN pg_catalog.date_trunc('minute', date + interval '30 seconds')
    WHEN pg_catalog.upper(unit) IN ('DAY', 'DY', 'D', 'IW', 'WW', 'W') THEN
      {schema}.trunc_date(date, unit) + CASE
        WHEN date >= {schema}.trunc_date(date, unit) + interval '3 days 12 hours' THEN interval '7 days'
        ELSE interval '0' END
    WHEN pg_catalog.upper(unit) IN ('IYYY', 'IYY', 'IY', 'I') THEN
      CASE WHEN date >= pg_catalog.make_timestamp(extract(isoyear FROM date)::integer, 7, 1, 0, 0, 0)
        THEN pg_catalog.date_trunc('week', pg_catalog.make_timestamp(extract(isoyear FROM date)::integer + 1, 1, 4, 0, 0, 0))
        ELSE {schema}.trunc_date(date, unit) END
    WHEN pg_catalog.upper(unit) IN ('CC', 'SCC') THEN pg_catalog.date_trunc('century', date + interval '50 years')
    ELSE {schema}.refuse_date_unit(unit)
  END);
END
$$;
