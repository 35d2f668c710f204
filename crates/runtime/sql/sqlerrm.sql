-- sqlerrm: SQLERRM: Oracle's text for the error being handled, or for an error number.
-- Manual: PL/SQL Language Reference, SQLERRM Function
-- Differences: constraint and column names come from PostgreSQL's message, in upper case and without the schema;
--   an error without an Oracle counterpart is ORA-00600 with PostgreSQL's state and message.
-- Depends: oracle_error_message, sqlcode
CREATE OR REPLACE FUNCTION {schema}.sqlerrm(state text, message text, context text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  code integer := {schema}.sqlcode(state, message, context);
  quoted text[];
BEGIN
  IF code = 0 THEN
    RETURN 'ORA-0000: normal, successful completion';
  ELSIF code = 1 THEN
    RETURN 'User-Defined Exception';
  ELSIF code = 100 THEN
    RETURN 'ORA-01403: no data found';
  ELSIF message LIKE 'ORA-' || pg_catalog.lpad((-code)::text, 5, '0') || ':%' THEN
    RETURN message;
  END IF;
  quoted := ARRAY(SELECT pg_catalog.upper(name[1]) FROM pg_catalog.regexp_matches(message, '"([^"]*)"', 'g') AS name);
  RETURN CASE
    WHEN code = -600 THEN 'ORA-00600: internal error code, arguments: [' || state || '], [' || coalesce(message, '') || ']'
    WHEN code IN (-1400, -1407) THEN {schema}.oracle_error_message(code, '"' || quoted[2] || '"."' || quoted[1] || '"')
    WHEN code IN (-2290, -2291, -2292) THEN {schema}.oracle_error_message(code, quoted[2])
    WHEN code = -6502 THEN {schema}.oracle_error_message(code, CASE state
      WHEN '22P02' THEN 'character to number conversion error'
      WHEN '22001' THEN 'character string buffer too small'
      WHEN '22003' THEN 'number precision too large' END)
    WHEN code = -8004 AND message LIKE 'nextval: reached minimum%' THEN
      'ORA-08004: sequence ' || quoted[1] || '.NEXTVAL goes below MINVALUE and cannot be instantiated'
    ELSE {schema}.oracle_error_message(code, quoted[1])
  END;
END
$$;

CREATE OR REPLACE FUNCTION {schema}.sqlerrm(code numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE
  WHEN code IS NULL OR code = 0 THEN 'ORA-0000: normal, successful completion'
  WHEN code = 1 THEN 'User-Defined Exception'
  WHEN code = 100 THEN 'ORA-01403: no data found'
  WHEN code > 0 THEN '-' || pg_catalog.trunc(code) || ': non-ORACLE exception '
  WHEN code BETWEEN -20999 AND -20000 THEN 'ORA' || pg_catalog.trunc(code) || ': '
  WHEN {schema}.oracle_error_message(code::integer) LIKE 'ORA-_____: ' THEN
    'ORA-' || pg_catalog.lpad((-code)::text, 5, '0') || ': Message ' || -code || ' not found;  product=RDBMS; facility=ORA'
  WHEN code IN (-1, -2290, -2291, -2292) THEN {schema}.oracle_error_message(code::integer, '.')
  ELSE {schema}.oracle_error_message(code::integer)
END
$$;
