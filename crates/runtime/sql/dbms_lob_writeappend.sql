-- dbms_lob_writeappend: DBMS_LOB.WRITEAPPEND: adds the first characters or bytes of a buffer to a LOB.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, WRITEAPPEND Procedures
-- Differences: the variable is changed, not a LOB of a table that it points to.
-- Depends: raise_oracle_error
CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_writeappend(INOUT lob_loc bytea, amount numeric, buffer bytea)
LANGUAGE plpgsql AS $$
BEGIN
  IF lob_loc IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  ELSIF amount BETWEEN 1 AND 32767 AND amount <= pg_catalog.octet_length(buffer) THEN
    lob_loc := lob_loc || pg_catalog.substr(buffer, 1, amount::integer);
  ELSE
    PERFORM {schema}.raise_oracle_error(21560, '2');
  END IF;
END
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_writeappend(INOUT lob_loc text, amount numeric, buffer text)
LANGUAGE plpgsql AS $$
BEGIN
  IF lob_loc IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  ELSIF amount BETWEEN 1 AND 32767 AND amount <= pg_catalog.length(buffer) THEN
    lob_loc := lob_loc || pg_catalog.substr(buffer, 1, amount::integer);
  ELSE
    PERFORM {schema}.raise_oracle_error(21560, '2');
  END IF;
END
$$;
