-- dbms_job_run: DBMS_JOB.RUN: executes a job now, broken or not.
-- Manual: PL/SQL Packages and Types Reference, DBMS_JOB, RUN Procedure
-- Differences: nothing is committed; an error of the job is raised and not counted; an interval
--   that is not in the future is refused here and not by SUBMIT.
-- Depends: job_of, jobs, raise_oracle_error, sysdate
CREATE OR REPLACE PROCEDURE {schema}.dbms_job_run(job integer, force boolean DEFAULT false)
LANGUAGE plpgsql AS $$
DECLARE
  current_job CONSTANT {schema}.jobs := {schema}.job_of(job);
  following timestamp;
BEGIN
  -- The date is worked out before the job runs and written after it has.
  IF current_job.repeat IS NOT NULL THEN
    EXECUTE current_job.repeat INTO following;
    -- Otherwise run_due_jobs would never come to its end.
    IF following <= {schema}.sysdate() THEN
      PERFORM {schema}.raise_oracle_error(23420, 'interval must evaluate to a time in the future');
    END IF;
  END IF;
  EXECUTE current_job.action;
  IF following IS NULL THEN
    DELETE FROM {schema}.jobs WHERE jobs.job = current_job.job;
  ELSE
    UPDATE {schema}.jobs
      SET next_date = following, last_date = {schema}.sysdate(), failures = 0, broken = false, last_error = NULL
      WHERE jobs.job = current_job.job;
  END IF;
END
$$;
