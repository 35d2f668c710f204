-- to_timestamp_tz_or: TO_TIMESTAMP_TZ with DEFAULT ... ON CONVERSION ERROR.
-- Manual: SQL Language Reference, TO_TIMESTAMP_TZ
-- Differences: none known.
-- Depends: to_timestamp_tz
CREATE OR REPLACE FUNCTION {schema}.to_timestamp_tz_or(value text, default_value timestamptz, model text) RETURNS timestamptz
LANGUAGE plpgsql STABLE PARALLEL UNSAFE AS $$
BEGIN
  RETURN {schema}.to_timestamp_tz(value, model);
EXCEPTION
  WHEN OTHERS THEN
    RETURN default_value;
END
$$;
