-- regexp_like: whether a string contains a match.
-- Manual: SQL Language Reference, REGEXP_LIKE Condition
-- Differences: see regexp_pattern.
-- Depends: regexp_flags, regexp_pattern
CREATE OR REPLACE FUNCTION {schema}.regexp_like(string text, pattern text, match_parameter text DEFAULT NULL) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.regexp_like(nullif(string, ''), {schema}.regexp_pattern(pattern, match_parameter), {schema}.regexp_flags(match_parameter))
$$;
