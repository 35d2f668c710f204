-- dbms_output_put_line: DBMS_OUTPUT.PUT_LINE: ends the line and sends it to the client as a notice.
-- Manual: PL/SQL Packages and Types Reference, DBMS_OUTPUT, PUT_LINE
-- Differences: the client sees the line at once and not after the call; there is no size limit.
-- Depends: state_get, state_set
CREATE OR REPLACE FUNCTION {schema}.dbms_output_put_line(item text) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  pending text := {schema}.state_get('dbms_output.line');
BEGIN
  IF pending <> '' THEN
    PERFORM {schema}.state_set('dbms_output.line', '');
  END IF;
  IF pg_catalog.current_setting('plconv.dbms_output_enabled', true) IS DISTINCT FROM 'off' THEN
    RAISE NOTICE '%', coalesce(pending, '') || coalesce(item, '');
  END IF;
END
$$;
