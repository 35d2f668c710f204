-- regexp_instr: where the nth match starts, or with return option 1 the position after it; 0 without a match.
-- Manual: SQL Language Reference, REGEXP_INSTR
-- Differences: see regexp_pattern.
-- Depends: num_to_char, raise_oracle_error, regexp_flags, regexp_pattern
CREATE OR REPLACE FUNCTION {schema}.regexp_instr(string text, pattern text, start numeric DEFAULT 1, occurrence numeric DEFAULT 1, return_option numeric DEFAULT 0, match_parameter text DEFAULT NULL, subexpression numeric DEFAULT 0) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF start < 1 OR occurrence < 1 OR return_option NOT IN (0, 1) OR subexpression NOT BETWEEN 0 AND 9 THEN
    PERFORM {schema}.raise_oracle_error(1428,
      {schema}.num_to_char(CASE WHEN start < 1 THEN start WHEN occurrence < 1 THEN occurrence
        WHEN return_option NOT IN (0, 1) THEN return_option ELSE subexpression END));
  END IF;
  -- Behind the end nothing matches, not even $.
  IF start > pg_catalog.length(string) THEN
    RETURN 0;
  END IF;
  RETURN pg_catalog.regexp_instr(nullif(string, ''), {schema}.regexp_pattern(pattern, match_parameter), pg_catalog.trunc(start)::integer,
    pg_catalog.trunc(occurrence)::integer, pg_catalog.trunc(return_option)::integer, {schema}.regexp_flags(match_parameter), pg_catalog.trunc(subexpression)::integer);
END
$$;
