-- dbms_alert_set_defaults: DBMS_ALERT.SET_DEFAULTS: how often WAITANY looks is not for the session to say.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ALERT, SET_DEFAULTS Procedure
-- Differences: the polling interval stays as it is.
CREATE OR REPLACE PROCEDURE {schema}.dbms_alert_set_defaults(sensitivity numeric)
LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
