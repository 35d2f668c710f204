-- dbms_alert_signal: DBMS_ALERT.SIGNAL: takes effect with COMMIT; of several signals the last message stays.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ALERT, SIGNAL Procedure
-- Differences: none.
-- Depends: alerts
CREATE OR REPLACE PROCEDURE {schema}.dbms_alert_signal(name text, message text)
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO {schema}.alerts AS a (name, message, signals)
  VALUES (pg_catalog.upper(dbms_alert_signal.name), dbms_alert_signal.message, 1)
  ON CONFLICT ON CONSTRAINT alerts_pkey DO UPDATE SET message = excluded.message, signals = a.signals + 1;
END
$$;
