-- dbms_scheduler_drop_job: DBMS_SCHEDULER.DROP_JOB: takes jobs from pg_cron; ORA-27475 for one that is not there.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SCHEDULER, DROP_JOB Procedure
-- Differences: a running job ends by itself.
-- Depends: raise_oracle_error
CREATE OR REPLACE PROCEDURE {schema}.dbms_scheduler_drop_job(job_name text, force boolean DEFAULT false, defer boolean DEFAULT false)
LANGUAGE plpgsql AS $$
DECLARE
  name text;
  job bigint;
BEGIN
  FOREACH name IN ARRAY pg_catalog.string_to_array(pg_catalog.upper(pg_catalog.replace(job_name, ' ', '')), ',') LOOP
    EXECUTE 'SELECT jobid FROM cron.job WHERE jobname = $1' INTO job USING name;
    IF job IS NULL THEN
      PERFORM {schema}.raise_oracle_error(27475, 'unknown job ' || name);
    END IF;
    EXECUTE 'SELECT cron.unschedule($1)' USING job;
  END LOOP;
END
$$;
