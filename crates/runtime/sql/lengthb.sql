-- lengthb: length in bytes.
-- Manual: SQL Language Reference, LENGTH
-- Differences: bytes of the server encoding.
CREATE OR REPLACE FUNCTION {schema}.lengthb(string text) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.octet_length(nullif(string, ''))::numeric
$$;
