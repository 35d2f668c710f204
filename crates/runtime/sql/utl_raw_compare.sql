-- utl_raw_compare: UTL_RAW.COMPARE: 0 when equal, else the position of the first byte that differs; the shorter value is padded.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, COMPARE Function
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.utl_raw_compare(r1 bytea, r2 bytea, pad bytea DEFAULT NULL) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  filler integer := pg_catalog.get_byte(coalesce(nullif(pad, ''), '\x00'), 0);
  a bytea := coalesce(r1, '');
  b bytea := coalesce(r2, '');
  size_a integer := pg_catalog.octet_length(a);
  size_b integer := pg_catalog.octet_length(b);
BEGIN
  FOR at IN 0 .. greatest(size_a, size_b) - 1 LOOP
    IF (CASE WHEN at < size_a THEN pg_catalog.get_byte(a, at) ELSE filler END)
      <> (CASE WHEN at < size_b THEN pg_catalog.get_byte(b, at) ELSE filler END)
    THEN
      RETURN at + 1;
    END IF;
  END LOOP;
  RETURN 0;
END
$$;
