-- dbms_lob_freetemporary: DBMS_LOB.FREETEMPORARY: the variable no longer has a LOB.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, FREETEMPORARY Procedures
-- Differences: that the LOB is not temporary is not noticed.
-- Depends: raise_oracle_error
CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_freetemporary(INOUT lob_loc bytea)
LANGUAGE plpgsql AS $$
BEGIN
  IF lob_loc IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  END IF;
  lob_loc := NULL;
END
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_freetemporary(INOUT lob_loc text)
LANGUAGE plpgsql AS $$
BEGIN
  IF lob_loc IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  END IF;
  lob_loc := NULL;
END
$$;
