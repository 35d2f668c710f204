-- to_date_or: TO_DATE with DEFAULT ... ON CONVERSION ERROR.
-- Manual: SQL Language Reference, TO_DATE
-- Differences: none known.
-- Depends: to_date
CREATE OR REPLACE FUNCTION {schema}.to_date_or(value text, default_value timestamp, model text) RETURNS timestamp
LANGUAGE plpgsql STABLE PARALLEL UNSAFE AS $$
BEGIN
  RETURN {schema}.to_date(value, model);
EXCEPTION
  WHEN OTHERS THEN
    RETURN default_value;
END
$$;
