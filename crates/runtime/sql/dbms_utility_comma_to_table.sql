-- dbms_utility_comma_to_table: DBMS_UTILITY.COMMA_TO_TABLE: the names of a list, as they are written, and NULL after them.
-- Manual: PL/SQL Packages and Types Reference, DBMS_UTILITY, COMMA_TO_TABLE Procedures
-- Differences: reserved words are allowed.
-- Depends: raise_application_error
CREATE OR REPLACE PROCEDURE {schema}.dbms_utility_comma_to_table(list text, OUT tablen integer, OUT tab jsonb)
LANGUAGE plpgsql AS $$
DECLARE
  name CONSTANT text := '([[:alpha:]][[:alnum:]_$#]*|"[^"]+")';
  pattern CONSTANT text := '^\s*' || name || '(\s*\.\s*' || name || ')*\s*(@\s*' || name || '\s*)?$';
  elements CONSTANT text[] := ARRAY(SELECT match[1] FROM pg_catalog.regexp_matches(list || ',', '((?:[^",]|"[^"]*")*),', 'g') AS match);
  element text;
BEGIN
  tablen := 0;
  tab := '{}';
  FOREACH element IN ARRAY elements LOOP
    IF element !~ pattern THEN
      PERFORM {schema}.raise_application_error(-20001, 'comma-separated list invalid near ' || pg_catalog.btrim(element));
    END IF;
    tablen := tablen + 1;
    tab := tab || pg_catalog.jsonb_build_object(tablen, element);
  END LOOP;
  IF tablen = 0 THEN
    PERFORM {schema}.raise_application_error(-20001, 'comma-separated list invalid near');
  END IF;
  tab := tab || pg_catalog.jsonb_build_object(tablen + 1, NULL);
END
$$;
