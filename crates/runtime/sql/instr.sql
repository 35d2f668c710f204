-- instr: position of the nth occurrence of a substring; a negative start searches backward from the end.
-- Manual: SQL Language Reference, INSTR
-- Differences: none; occurrences may overlap.
-- Depends: num_to_char, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.instr(string text, part text) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.strpos(nullif(string, ''), nullif(part, ''))::numeric
$$;

CREATE OR REPLACE FUNCTION {schema}.instr(string text, part text, start numeric, occurrence numeric DEFAULT 1) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  first integer := pg_catalog.trunc(start);
  remaining integer := pg_catalog.trunc(occurrence);
  searched text := string;
  wanted text := part;
  skipped integer;
  found_at integer;
BEGIN
  IF string = '' OR part = '' THEN
    RETURN NULL;
  ELSIF remaining < 1 THEN
    PERFORM {schema}.raise_oracle_error(1428, {schema}.num_to_char(occurrence));
  ELSIF first = 0 THEN
    RETURN 0;
  END IF;
  IF first < 0 THEN
    -- Backward is forward in the reversed string, from the last character that a match may start at.
    searched := pg_catalog.reverse(pg_catalog.left(string, greatest(pg_catalog.length(string) + first + pg_catalog.length(part), 0)));
    wanted := pg_catalog.reverse(part);
    skipped := 0;
  ELSE
    skipped := first - 1;
  END IF;
  LOOP
    found_at := pg_catalog.strpos(pg_catalog.substr(searched, skipped + 1), wanted);
    IF found_at = 0 THEN
      RETURN 0;
    END IF;
    skipped := skipped + found_at;
    remaining := remaining - 1;
    EXIT WHEN remaining = 0;
  END LOOP;
  RETURN CASE WHEN first < 0 THEN pg_catalog.length(searched) - pg_catalog.length(wanted) - skipped + 2 ELSE skipped END;
END
$$;
