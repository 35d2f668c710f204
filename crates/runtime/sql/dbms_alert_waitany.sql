-- dbms_alert_waitany: DBMS_ALERT.WAITANY: waits for any alert that the session is registered for.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ALERT, WAITANY Procedure
-- Differences: see next_alert.
-- Depends: next_alert
CREATE OR REPLACE PROCEDURE {schema}.dbms_alert_waitany(OUT name text, OUT message text, OUT status numeric, timeout numeric DEFAULT 86400000)
LANGUAGE plpgsql AS $$
BEGIN
  SELECT a.name, a.message, a.status INTO name, message, status FROM {schema}.next_alert(NULL, timeout) AS a;
END
$$;
