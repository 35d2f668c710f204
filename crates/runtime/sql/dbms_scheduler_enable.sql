-- dbms_scheduler_enable: DBMS_SCHEDULER.ENABLE: switches jobs on; ORA-27476 for one that is not there.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SCHEDULER, ENABLE Procedure
-- Differences: programs, chains and windows are not there.
-- Depends: raise_oracle_error
CREATE OR REPLACE PROCEDURE {schema}.dbms_scheduler_enable(name text)
LANGUAGE plpgsql AS $$
DECLARE
  job_name text;
  job bigint;
BEGIN
  FOREACH job_name IN ARRAY pg_catalog.string_to_array(pg_catalog.upper(pg_catalog.replace(name, ' ', '')), ',') LOOP
    EXECUTE 'SELECT jobid FROM cron.job WHERE jobname = $1' INTO job USING job_name;
    IF job IS NULL THEN
      PERFORM {schema}.raise_oracle_error(27476, '"' || job_name || '" does not exist');
    END IF;
    EXECUTE 'SELECT cron.alter_job($1, active => true)' USING job;
  END LOOP;
END
$$;
