-- dbms_lob_copy: DBMS_LOB.COPY: puts a part of a LOB over a part of another; a gap before it is filled.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, COPY Procedures
-- Differences: the variable is changed, not a LOB of a table that it points to.
-- Depends: raise_oracle_error
CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_copy(INOUT dest_lob bytea, src_lob bytea, amount numeric, dest_offset numeric DEFAULT 1, src_offset numeric DEFAULT 1)
LANGUAGE plpgsql AS $$
DECLARE
  part bytea;
  gap integer;
BEGIN
  IF dest_lob IS NULL OR src_lob IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  ELSIF amount >= 1 AND dest_offset >= 1 AND src_offset >= 1 THEN
    part := pg_catalog.substr(src_lob, src_offset::integer, least(amount, 1073741824)::integer);
    gap := greatest(dest_offset::integer - 1 - pg_catalog.octet_length(dest_lob), 0);
    dest_lob := pg_catalog.substr(dest_lob, 1, dest_offset::integer - 1) || pg_catalog.decode(pg_catalog.repeat('00', gap), 'hex') || part
      || pg_catalog.substr(dest_lob, dest_offset::integer + pg_catalog.octet_length(part));
  ELSE
    PERFORM {schema}.raise_oracle_error(21560, '3');
  END IF;
END
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_copy(INOUT dest_lob text, src_lob text, amount numeric, dest_offset numeric DEFAULT 1, src_offset numeric DEFAULT 1)
LANGUAGE plpgsql AS $$
DECLARE
  part text;
  gap integer;
BEGIN
  IF dest_lob IS NULL OR src_lob IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  ELSIF amount >= 1 AND dest_offset >= 1 AND src_offset >= 1 THEN
    part := pg_catalog.substr(src_lob, src_offset::integer, least(amount, 1073741824)::integer);
    gap := greatest(dest_offset::integer - 1 - pg_catalog.length(dest_lob), 0);
    dest_lob := pg_catalog.substr(dest_lob, 1, dest_offset::integer - 1) || pg_catalog.repeat(' ', gap) || part
      || pg_catalog.substr(dest_lob, dest_offset::integer + pg_catalog.length(part));
  ELSE
    PERFORM {schema}.raise_oracle_error(21560, '3');
  END IF;
END
$$;
