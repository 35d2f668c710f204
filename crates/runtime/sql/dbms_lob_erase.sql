-- dbms_lob_erase: DBMS_LOB.ERASE: a part becomes blanks or zero bytes; the amount erased comes back.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, ERASE Procedures
-- Differences: the variable is changed, not a LOB of a table that it points to.
-- Depends: raise_oracle_error
CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_erase(INOUT lob_loc bytea, INOUT amount numeric, "offset" numeric DEFAULT 1)
LANGUAGE plpgsql AS $$
BEGIN
  IF lob_loc IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  ELSIF amount >= 1 AND "offset" >= 1 THEN
    amount := greatest(least(amount, pg_catalog.octet_length(lob_loc) - "offset" + 1), 0);
    lob_loc := pg_catalog.substr(lob_loc, 1, "offset"::integer - 1) || pg_catalog.decode(pg_catalog.repeat('00', amount::integer), 'hex')
      || pg_catalog.substr(lob_loc, ("offset" + amount)::integer);
  ELSE
    PERFORM {schema}.raise_oracle_error(21560, '2');
  END IF;
END
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_erase(INOUT lob_loc text, INOUT amount numeric, "offset" numeric DEFAULT 1)
LANGUAGE plpgsql AS $$
BEGIN
  IF lob_loc IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  ELSIF amount >= 1 AND "offset" >= 1 THEN
    amount := greatest(least(amount, pg_catalog.length(lob_loc) - "offset" + 1), 0);
    lob_loc := pg_catalog.substr(lob_loc, 1, "offset"::integer - 1) || pg_catalog.repeat(' ', amount::integer)
      || pg_catalog.substr(lob_loc, ("offset" + amount)::integer);
  ELSE
    PERFORM {schema}.raise_oracle_error(21560, '2');
  END IF;
END
$$;
