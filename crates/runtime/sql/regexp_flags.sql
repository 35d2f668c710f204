-- regexp_flags: the PostgreSQL flags for an Oracle match parameter: i, c, m and x; n is in regexp_pattern.
-- Manual: SQL Language Reference, REGEXP_LIKE, match_param
-- Differences: none; the last of i and c counts, another letter is ORA-01760.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.regexp_flags(match_parameter text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF match_parameter ~ '[^icnmx]' THEN
    PERFORM {schema}.raise_oracle_error(1760);
  END IF;
  RETURN CASE WHEN match_parameter ~ 'i[^c]*$' THEN 'i' ELSE 'c' END
    || CASE WHEN match_parameter LIKE '%m%' THEN 'w' ELSE '' END
    || CASE WHEN match_parameter LIKE '%x%' THEN 'x' ELSE '' END;
END
$$;
