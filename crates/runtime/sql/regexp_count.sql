-- regexp_count: how many matches there are from a position.
-- Manual: SQL Language Reference, REGEXP_COUNT
-- Differences: see regexp_pattern.
-- Depends: num_to_char, raise_oracle_error, regexp_flags, regexp_pattern
CREATE OR REPLACE FUNCTION {schema}.regexp_count(string text, pattern text, start numeric DEFAULT 1, match_parameter text DEFAULT NULL) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF start < 1 THEN
    PERFORM {schema}.raise_oracle_error(1428, {schema}.num_to_char(start));
  END IF;
  -- Behind the end nothing matches, not even $.
  IF start > pg_catalog.length(string) THEN
    RETURN 0;
  END IF;
  RETURN pg_catalog.regexp_count(nullif(string, ''), {schema}.regexp_pattern(pattern, match_parameter),
    pg_catalog.trunc(start)::integer, {schema}.regexp_flags(match_parameter));
END
$$;
