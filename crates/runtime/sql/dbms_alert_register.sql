-- dbms_alert_register: DBMS_ALERT.REGISTER: signals from now on are for this session too.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ALERT, REGISTER Procedure
-- Differences: there are no abandoned pipes to clean up.
-- Depends: alerts, state_get, state_set
CREATE OR REPLACE PROCEDURE {schema}.dbms_alert_register(name text, cleanup boolean DEFAULT true)
LANGUAGE plpgsql AS $$
DECLARE
  registered jsonb := coalesce({schema}.state_get('dbms_alert')::jsonb, '{}');
  signals bigint;
BEGIN
  -- The names of alerts are not case-sensitive.
  name := pg_catalog.upper(name);
  IF NOT registered ? name THEN
    SELECT a.signals INTO signals FROM {schema}.alerts AS a WHERE a.name = dbms_alert_register.name;
    PERFORM {schema}.state_set('dbms_alert', (registered || pg_catalog.jsonb_build_object(name, coalesce(signals, 0)))::text);
  END IF;
END
$$;
