-- trim_both: TRIM(BOTH character FROM string); what is left empty is NULL.
-- Manual: SQL Language Reference, TRIM
-- Differences: a set of several characters is not refused with ORA-30001.
CREATE OR REPLACE FUNCTION {schema}.trim_both(string text, characters text DEFAULT ' ') RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT nullif(pg_catalog.btrim(string, nullif(characters, '')), '')
$$;
