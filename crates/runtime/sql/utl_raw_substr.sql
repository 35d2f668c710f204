-- utl_raw_substr: UTL_RAW.SUBSTR: part of the bytes; a negative position counts from the end.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, SUBSTR Function
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.utl_raw_substr(r bytea, pos numeric, len numeric DEFAULT NULL) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  size integer := pg_catalog.octet_length(r);
  first numeric := CASE WHEN pos < 0 THEN size + pos + 1 ELSE pos END;
BEGIN
  IF r IS NULL OR pos IS NULL THEN
    RETURN NULL;
  ELSIF first NOT BETWEEN 1 AND size OR len NOT BETWEEN 1 AND size - first + 1 THEN
    PERFORM {schema}.raise_oracle_error(6502);
  END IF;
  RETURN pg_catalog.substr(r, first::integer, coalesce(len, size)::integer);
END
$$;
