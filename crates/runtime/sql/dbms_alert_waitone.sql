-- dbms_alert_waitone: DBMS_ALERT.WAITONE: waits for one alert.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ALERT, WAITONE Procedure
-- Differences: see next_alert.
-- Depends: next_alert
CREATE OR REPLACE PROCEDURE {schema}.dbms_alert_waitone(name text, OUT message text, OUT status numeric, timeout numeric DEFAULT 86400000)
LANGUAGE plpgsql AS $$
BEGIN
  SELECT a.message, a.status INTO message, status FROM {schema}.next_alert(pg_catalog.upper(name), timeout) AS a;
END
$$;
