-- dbms_lob_converttoblob: DBMS_LOB.CONVERTTOBLOB: characters of a CLOB in a character set; the offsets behind what was written and read come back.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, CONVERTTOBLOB Procedure
-- Differences: character sets without a counterpart in PostgreSQL raise; characters without a counterpart in the set raise.
-- Depends: character_set_encoding, raise_oracle_error
CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_converttoblob(INOUT dest_lob bytea, src_clob text, amount numeric, INOUT dest_offset numeric, INOUT src_offset numeric, blob_csid numeric, INOUT lang_context numeric, OUT warning numeric)
LANGUAGE plpgsql AS $$
DECLARE
  characters text := pg_catalog.substr(src_clob, src_offset::integer, least(amount, 1073741824)::integer);
  bytes bytea := pg_catalog.convert_to(characters, {schema}.character_set_encoding(blob_csid));
BEGIN
  IF dest_lob IS NULL OR src_clob IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  END IF;
  dest_lob := pg_catalog.substr(dest_lob, 1, dest_offset::integer - 1)
    || pg_catalog.decode(pg_catalog.repeat('00', greatest(dest_offset::integer - 1 - pg_catalog.octet_length(dest_lob), 0)), 'hex')
    || bytes || pg_catalog.substr(dest_lob, dest_offset::integer + pg_catalog.octet_length(bytes));
  dest_offset := dest_offset + pg_catalog.octet_length(bytes);
  src_offset := src_offset + pg_catalog.length(characters);
  lang_context := coalesce(lang_context, 0);
  warning := 0;
END
$$;
