-- dbms_alert_remove: DBMS_ALERT.REMOVE: the session is no longer interested.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ALERT, REMOVE Procedure
-- Differences: none.
-- Depends: state_get, state_set
CREATE OR REPLACE PROCEDURE {schema}.dbms_alert_remove(name text)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.state_set('dbms_alert',
    (coalesce({schema}.state_get('dbms_alert')::jsonb, '{}') - pg_catalog.upper(name))::text);
END
$$;
