-- policy_predicate: which of the patterns what a policy function returned has, counted from 1, and its parts; 0 for NULL.
-- Manual: Database Security Guide, Using Oracle Virtual Private Database to Control Data Access
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.policy_predicate(predicate text, patterns text[]) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  parts text[];
BEGIN
  IF predicate IS NULL OR predicate = '' THEN
    RETURN ARRAY['0'];
  END IF;
  FOR number IN 1 .. pg_catalog.cardinality(patterns) LOOP
    parts := pg_catalog.regexp_match(predicate, '^' || patterns[number] || '$');
    IF parts IS NOT NULL THEN
      RETURN number::text || (SELECT pg_catalog.array_agg(nullif(part, '') ORDER BY place)
        FROM pg_catalog.unnest(parts) WITH ORDINALITY AS found(part, place));
    END IF;
  END LOOP;
  PERFORM {schema}.raise_oracle_error(28113);
  RETURN NULL;
END
$$;
