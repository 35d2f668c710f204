-- dbms_lob_read: DBMS_LOB.READ: a part of a LOB and how much it is; NO_DATA_FOUND behind its end.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, READ Procedures
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_read(lob_loc bytea, INOUT amount numeric, "offset" numeric, OUT buffer bytea)
LANGUAGE plpgsql AS $$
BEGIN
  IF lob_loc IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  ELSIF amount BETWEEN 1 AND 32767 AND "offset" >= 1 THEN
    buffer := pg_catalog.substr(lob_loc, least("offset", 2147483647)::integer, amount::integer);
    amount := pg_catalog.octet_length(buffer);
    IF amount = 0 THEN
      PERFORM {schema}.raise_oracle_error(1403);
    END IF;
  ELSE
    PERFORM {schema}.raise_oracle_error(21560, '2');
  END IF;
END
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_read(lob_loc text, INOUT amount numeric, "offset" numeric, OUT buffer text)
LANGUAGE plpgsql AS $$
BEGIN
  IF lob_loc IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  ELSIF amount BETWEEN 1 AND 32767 AND "offset" >= 1 THEN
    buffer := pg_catalog.substr(lob_loc, least("offset", 2147483647)::integer, amount::integer);
    amount := pg_catalog.length(buffer);
    IF amount = 0 THEN
      PERFORM {schema}.raise_oracle_error(1403);
    END IF;
  ELSE
    PERFORM {schema}.raise_oracle_error(21560, '2');
  END IF;
END
$$;
