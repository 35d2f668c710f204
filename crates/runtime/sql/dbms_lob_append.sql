-- dbms_lob_append: DBMS_LOB.APPEND: adds a LOB to the end of another.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, APPEND Procedures
-- Differences: the variable is changed, not a LOB of a table that it points to.
-- Depends: raise_oracle_error
CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_append(INOUT dest_lob bytea, src_lob bytea)
LANGUAGE plpgsql AS $$
BEGIN
  IF dest_lob IS NULL OR src_lob IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  END IF;
  dest_lob := dest_lob || src_lob;
END
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_append(INOUT dest_lob text, src_lob text)
LANGUAGE plpgsql AS $$
BEGIN
  IF dest_lob IS NULL OR src_lob IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  END IF;
  dest_lob := dest_lob || src_lob;
END
$$;
