-- trunc_date: TRUNC of a date to a unit; the day without a unit.
-- Manual: SQL Language Reference, TRUNC (date); ROUND and TRUNC Date Functions
-- Differences: territory AMERICA: weeks begin on Sunday for DAY, DY and D.
-- Depends: refuse_date_unit
CREATE OR REPLACE FUNCTION {schema}.trunc_date(date timestamp, unit text DEFAULT 'DD') RETURNS timestamp
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  day timestamp := pg_catalog.date_trunc('day', date);
BEGIN
  RETURN CASE
    WHEN pg_catalog.upper(unit) IN ('DDD', 'DD', 'J') THEN day
    WHEN pg_catalog.upper(unit) IN ('MONTH', 'MON', 'MM', 'RM') THEN pg_catalog.date_trunc('month', date)
    WHEN pg_catalog.upper(unit) IN ('SYYYY', 'YYYY', 'YEAR', 'SYEAR', 'YYY', 'YY', 'Y') THEN pg_catalog.date_trunc('year', date)
    WHEN pg_catalog.upper(unit) = 'Q' THEN pg_catalog.date_trunc('quarter', date)
    WHEN pg_catalog.upper(unit) IN ('HH', 'HH12', 'HH24') THEN pg_catalog.date_trunc('hour', date)
    WHEN pg_catalog.upper(unit) = 'MI' THEN pg_catalog.date_trunc('minute', date)
    WHEN pg_catalog.upper(unit) IN ('DAY', 'DY', 'D') THEN day - pg_catalog.make_interval(days => extract(dow FROM date)::integer)
    WHEN pg_catalog.upper(unit) = 'IW' THEN pg_catalog.date_trunc('week', date)
    WHEN pg_catalog.upper(unit) = 'WW' THEN day - pg_catalog.make_interval(days => (extract(doy FROM date)::integer - 1) % 7)
    WHEN pg_catalog.upper(unit) = 'W' THEN day - pg_catalog.make_interval(days => (extract(day FROM date)::integer - 1) % 7)
    WHEN pg_catalog.upper(unit) IN ('IYYY', 'IYY', 'IY', 'I') THEN pg_catalog.date_trunc('week', pg_catalog.make_timestamp(extract(isoyear FROM date)::integer, 1, 4, 0, 0, 0))
    WHEN pg_catalog.upper(unit) IN ('CC', 'SCC') THEN pg_catalog.date_trunc('century', date)
    ELSE {schema}.refuse_date_unit(unit)
  END;
END
$$;
