-- dbms_lob_instr: DBMS_LOB.INSTR: position of the nth occurrence of a pattern from an offset, 0 without.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, INSTR Functions
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.dbms_lob_instr(lob_loc bytea, pattern bytea, "offset" numeric DEFAULT 1, nth numeric DEFAULT 1) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  skipped integer := "offset"::integer - 1;
  found_at integer;
BEGIN
  IF "offset" < 1 OR nth < 1 OR pattern = '' THEN
    RETURN NULL;
  END IF;
  FOR occurrence IN 1 .. nth::integer LOOP
    found_at := position(pattern IN pg_catalog.substr(lob_loc, skipped + 1));
    IF found_at = 0 THEN
      RETURN 0;
    END IF;
    skipped := skipped + found_at;
  END LOOP;
  RETURN skipped;
END
$$;

CREATE OR REPLACE FUNCTION {schema}.dbms_lob_instr(lob_loc text, pattern text, "offset" numeric DEFAULT 1, nth numeric DEFAULT 1) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  skipped integer := "offset"::integer - 1;
  found_at integer;
BEGIN
  IF "offset" < 1 OR nth < 1 OR pattern = '' THEN
    RETURN NULL;
  END IF;
  FOR occurrence IN 1 .. nth::integer LOOP
    found_at := pg_catalog.strpos(pg_catalog.substr(lob_loc, skipped + 1), pattern);
    IF found_at = 0 THEN
      RETURN 0;
    END IF;
    skipped := skipped + found_at;
  END LOOP;
  RETURN skipped;
END
$$;
