-- to_dsinterval_or: TO_DSINTERVAL with DEFAULT ... ON CONVERSION ERROR.
-- Manual: SQL Language Reference, TO_DSINTERVAL
-- Differences: none known.
-- Depends: to_dsinterval
CREATE OR REPLACE FUNCTION {schema}.to_dsinterval_or(value text, default_value interval) RETURNS interval
LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE AS $$
BEGIN
  RETURN {schema}.to_dsinterval(value);
EXCEPTION
  WHEN OTHERS THEN
    RETURN default_value;
END
$$;
