-- dbms_alert_removeall: DBMS_ALERT.REMOVEALL: the session is interested in no alert.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ALERT, REMOVEALL Procedure
-- Differences: none.
-- Depends: state_set
CREATE OR REPLACE PROCEDURE {schema}.dbms_alert_removeall()
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.state_set('dbms_alert', '{}');
END
$$;
