-- regexp_substr: the nth match, or a subexpression of it; NULL without a match.
-- Manual: SQL Language Reference, REGEXP_SUBSTR
-- Differences: see regexp_pattern.
-- Depends: num_to_char, raise_oracle_error, regexp_flags, regexp_pattern
CREATE OR REPLACE FUNCTION {schema}.regexp_substr(string text, pattern text, start numeric DEFAULT 1, occurrence numeric DEFAULT 1, match_parameter text DEFAULT NULL, subexpression numeric DEFAULT 0) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF start < 1 OR occurrence < 1 OR subexpression < 0 THEN
    PERFORM {schema}.raise_oracle_error(1428,
      {schema}.num_to_char(CASE WHEN start < 1 THEN start WHEN occurrence < 1 THEN occurrence ELSE subexpression END));
  END IF;
  RETURN nullif(pg_catalog.regexp_substr(string, {schema}.regexp_pattern(pattern, match_parameter), pg_catalog.trunc(start)::integer,
    pg_catalog.trunc(occurrence)::integer, {schema}.regexp_flags(match_parameter), pg_catalog.trunc(subexpression)::integer), '');
END
$$;
