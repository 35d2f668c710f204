-- regexp_replace: replaces the nth match, or every match with occurrence 0; \1 to \9 are the subexpressions.
-- Manual: SQL Language Reference, REGEXP_REPLACE
-- Differences: see regexp_pattern.
-- Depends: num_to_char, raise_oracle_error, regexp_flags, regexp_pattern
CREATE OR REPLACE FUNCTION {schema}.regexp_replace(string text, pattern text, replacement text DEFAULT NULL, start numeric DEFAULT 1, occurrence numeric DEFAULT 0, match_parameter text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  translated text := {schema}.regexp_pattern(pattern, match_parameter);
BEGIN
  IF start < 1 OR occurrence < 0 THEN
    PERFORM {schema}.raise_oracle_error(1428, {schema}.num_to_char(CASE WHEN start < 1 THEN start ELSE occurrence END));
  ELSIF translated IS NULL THEN
    RETURN nullif(string, '');
  END IF;
  RETURN nullif(pg_catalog.regexp_replace(string, translated,
    -- PostgreSQL gives \& a meaning that Oracle does not know. A pair of backslashes is one.
    pg_catalog.regexp_replace(coalesce(replacement, ''), '\\(?:\\|([^1-9\\]|$))', '\\\\\1', 'g'),
    pg_catalog.trunc(start)::integer, pg_catalog.trunc(occurrence)::integer, {schema}.regexp_flags(match_parameter)), '');
END
$$;
