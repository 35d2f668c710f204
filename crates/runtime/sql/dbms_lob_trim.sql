-- dbms_lob_trim: DBMS_LOB.TRIM: cuts a LOB to a length.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, TRIM Procedures
-- Differences: the variable is changed, not a LOB of a table that it points to.
-- Depends: raise_oracle_error
CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_trim(INOUT lob_loc bytea, newlen numeric)
LANGUAGE plpgsql AS $$
BEGIN
  IF lob_loc IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  ELSIF newlen >= 0 THEN
    IF newlen > pg_catalog.octet_length(lob_loc) THEN
      PERFORM {schema}.raise_oracle_error(22926);
    END IF;
    lob_loc := pg_catalog.substr(lob_loc, 1, newlen::integer);
  ELSE
    PERFORM {schema}.raise_oracle_error(21560, '2');
  END IF;
END
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_trim(INOUT lob_loc text, newlen numeric)
LANGUAGE plpgsql AS $$
BEGIN
  IF lob_loc IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  ELSIF newlen >= 0 THEN
    IF newlen > pg_catalog.length(lob_loc) THEN
      PERFORM {schema}.raise_oracle_error(22926);
    END IF;
    lob_loc := pg_catalog.substr(lob_loc, 1, newlen::integer);
  ELSE
    PERFORM {schema}.raise_oracle_error(21560, '2');
  END IF;
END
$$;
