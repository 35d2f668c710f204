-- interval_ym_to_char: the text of an INTERVAL YEAR TO MONTH: '+01-02'.
-- Manual: SQL Language Reference, Interval Data Types; TO_CHAR (datetime)
-- Differences: the precision comes from the caller: 2 for the default type, 9 for a function's result.
CREATE OR REPLACE FUNCTION {schema}.interval_ym_to_char(span interval, year_precision integer DEFAULT 2) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  months integer := extract(year FROM span) * 12 + extract(month FROM span);
  years text := (pg_catalog.abs(months) / 12)::text;
BEGIN
  RETURN CASE WHEN months < 0 THEN '-' ELSE '+' END
    || pg_catalog.lpad(years, greatest(year_precision, pg_catalog.length(years)), '0') || '-' || pg_catalog.lpad((pg_catalog.abs(months) % 12)::text, 2, '0');
END
$$;
