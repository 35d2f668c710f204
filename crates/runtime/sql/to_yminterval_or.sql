-- to_yminterval_or: TO_YMINTERVAL with DEFAULT ... ON CONVERSION ERROR.
-- Manual: SQL Language Reference, TO_YMINTERVAL
-- Differences: none known.
-- Depends: to_yminterval
CREATE OR REPLACE FUNCTION {schema}.to_yminterval_or(value text, default_value interval) RETURNS interval
LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE AS $$
BEGIN
  RETURN {schema}.to_yminterval(value);
EXCEPTION
  WHEN OTHERS THEN
    RETURN default_value;
END
$$;
