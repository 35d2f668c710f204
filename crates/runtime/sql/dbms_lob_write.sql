-- dbms_lob_write: DBMS_LOB.WRITE: puts the first characters or bytes of a buffer over a part of a LOB; a gap before it is filled.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, WRITE Procedures
-- Differences: the variable is changed, not a LOB of a table that it points to.
-- Depends: raise_oracle_error
CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_write(INOUT lob_loc bytea, amount numeric, "offset" numeric, buffer bytea)
LANGUAGE plpgsql AS $$
DECLARE
  gap integer;
BEGIN
  IF lob_loc IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  ELSIF amount BETWEEN 1 AND 32767 AND "offset" >= 1 AND amount <= pg_catalog.octet_length(buffer) THEN
    gap := greatest("offset"::integer - 1 - pg_catalog.octet_length(lob_loc), 0);
    lob_loc := pg_catalog.substr(lob_loc, 1, "offset"::integer - 1) || pg_catalog.decode(pg_catalog.repeat('00', gap), 'hex') || pg_catalog.substr(buffer, 1, amount::integer)
      || pg_catalog.substr(lob_loc, ("offset" + amount)::integer);
  ELSE
    PERFORM {schema}.raise_oracle_error(21560, '2');
  END IF;
END
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_write(INOUT lob_loc text, amount numeric, "offset" numeric, buffer text)
LANGUAGE plpgsql AS $$
DECLARE
  gap integer;
BEGIN
  IF lob_loc IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  ELSIF amount BETWEEN 1 AND 32767 AND "offset" >= 1 AND amount <= pg_catalog.length(buffer) THEN
    gap := greatest("offset"::integer - 1 - pg_catalog.length(lob_loc), 0);
    lob_loc := pg_catalog.substr(lob_loc, 1, "offset"::integer - 1) || pg_catalog.repeat(' ', gap) || pg_catalog.substr(buffer, 1, amount::integer)
      || pg_catalog.substr(lob_loc, ("offset" + amount)::integer);
  ELSE
    PERFORM {schema}.raise_oracle_error(21560, '2');
  END IF;
END
$$;
