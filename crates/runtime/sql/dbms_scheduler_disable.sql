-- dbms_scheduler_disable: DBMS_SCHEDULER.DISABLE: switches jobs off; ORA-27476 for one that is not there.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SCHEDULER, DISABLE Procedure
-- Differences: programs, chains and windows are not there.
-- Depends: raise_oracle_error
CREATE OR REPLACE PROCEDURE {schema}.dbms_scheduler_disable(name text, force boolean DEFAULT false)
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
    EXECUTE 'SELECT cron.alter_job($1, active => false)' USING job;
  END LOOP;
END
$$;
