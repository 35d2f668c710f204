-- utl_raw_copies: UTL_RAW.COPIES: a value several times.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, COPIES Function
-- Differences: a result over 32767 bytes is no error.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.utl_raw_copies(r bytea, n numeric) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF r IS NULL OR n IS NULL OR n < 1 THEN
    PERFORM {schema}.raise_oracle_error(6502);
  END IF;
  RETURN pg_catalog.decode(pg_catalog.repeat(pg_catalog.encode(r, 'hex'), n::integer), 'hex');
END
$$;
