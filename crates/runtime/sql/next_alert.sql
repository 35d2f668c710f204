-- next_alert: waits for an alert that the session is registered for, or for the one alert given; status 1 after the time is over.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ALERT, WAITANY Procedure, WAITONE Procedure
-- Differences: the table is asked five times a second; in a transaction whose snapshot is fixed (REPEATABLE READ) nothing new is seen.
-- Depends: alerts, raise_application_error, state_get, state_set
CREATE OR REPLACE FUNCTION {schema}.next_alert(wanted text, timeout numeric, OUT name text, OUT message text, OUT status numeric) RETURNS record
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  -- The alerts of the session, each with the number of signals that it knows of.
  registered jsonb := coalesce({schema}.state_get('dbms_alert')::jsonb, '{}');
  -- The longest wait is for ever.
  deadline CONSTANT timestamptz := CASE
    WHEN coalesce(timeout, 86400000) >= 86400000 THEN 'infinity'
    ELSE pg_catalog.clock_timestamp() + timeout * interval '1 second'
  END;
  signals bigint;
BEGIN
  IF registered = '{}' OR (wanted IS NOT NULL AND NOT registered ? wanted) THEN
    PERFORM {schema}.raise_application_error(-20000, 'ORU-10024: there are no alerts registered');
  END IF;
  LOOP
    SELECT a.name, a.message, a.signals
    INTO name, message, signals
    FROM {schema}.alerts AS a
    WHERE registered ? a.name
      AND (wanted IS NULL OR a.name = wanted)
      AND a.signals > (registered ->> a.name)::bigint
    LIMIT 1;
    IF FOUND THEN
      PERFORM {schema}.state_set('dbms_alert', (registered || pg_catalog.jsonb_build_object(name, signals))::text);
      status := 0;
      RETURN;
    ELSIF pg_catalog.clock_timestamp() >= deadline THEN
      name := NULL;
      message := NULL;
      status := 1;
      RETURN;
    END IF;
    PERFORM pg_catalog.pg_sleep(0.2);
  END LOOP;
END
$$;
