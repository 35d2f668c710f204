-- dbms_scheduler_create_job: DBMS_SCHEDULER.CREATE_JOB: a job of pg_cron; its action is a statement of PostgreSQL.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SCHEDULER, CREATE_JOB Procedure
-- Differences: jobs that run once, end, take arguments or are no PL/SQL raise; hours are those of GMT.
-- Depends: calendar_to_cron
CREATE OR REPLACE PROCEDURE {schema}.dbms_scheduler_create_job(job_name text, job_type text, job_action text, number_of_arguments numeric DEFAULT 0, start_date timestamptz DEFAULT NULL, repeat_interval text DEFAULT NULL, end_date timestamptz DEFAULT NULL, job_class text DEFAULT 'DEFAULT_JOB_CLASS', enabled boolean DEFAULT false, auto_drop boolean DEFAULT true, comments text DEFAULT NULL, credential_name text DEFAULT NULL, destination_name text DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  first CONSTANT timestamptz := coalesce(start_date, pg_catalog.clock_timestamp());
  job bigint;
BEGIN
  IF repeat_interval IS NULL OR end_date IS NOT NULL OR number_of_arguments > 0 THEN
    RAISE EXCEPTION 'job % runs once, ends or takes arguments, which pg_cron has not', job_name USING ERRCODE = 'feature_not_supported';
  END IF;
  EXECUTE 'SELECT cron.schedule($1, $2, $3)' INTO job
    USING pg_catalog.upper(job_name), {schema}.calendar_to_cron(repeat_interval, first), job_action;
  IF NOT enabled THEN
    EXECUTE 'SELECT cron.alter_job($1, active => false)' USING job;
  END IF;
END
$$;
