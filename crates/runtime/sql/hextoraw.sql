-- hextoraw: bytes from hexadecimal digits; an odd number of digits gets a leading zero.
-- Manual: SQL Language Reference, HEXTORAW
-- Differences: none; other characters are ORA-01465.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.hextoraw(digits text) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF digits !~ '^[0-9A-Fa-f]*$' THEN
    PERFORM {schema}.raise_oracle_error(1465);
  END IF;
  RETURN nullif(pg_catalog.decode(CASE WHEN pg_catalog.length(digits) % 2 = 1 THEN '0' ELSE '' END || digits, 'hex'), '');
END
$$;
