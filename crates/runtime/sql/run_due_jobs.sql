-- run_due_jobs: executes the jobs of DBMS_JOB whose time has come; call it every minute, as by
--   SELECT cron.schedule('jobs', '* * * * *', 'CALL {schema}.run_due_jobs()'). It must not run inside of a transaction.
-- Manual: PL/SQL Packages and Types Reference, DBMS_JOB
-- Differences: jobs run one after another, each in a transaction of its own that is committed after it, as the user who calls this;
--   a job that ends transactions itself fails. One that fails is tried again after 1, 2, 4, ... minutes, and is broken after the
--   16th failure, as in Oracle.
-- Depends: dbms_job_run, jobs, sysdate
CREATE OR REPLACE PROCEDURE {schema}.run_due_jobs()
LANGUAGE plpgsql AS $$
DECLARE
  due bigint;
  message text;
BEGIN
  LOOP
    SELECT jobs.job INTO due
      FROM {schema}.jobs
      WHERE NOT jobs.broken AND jobs.next_date <= {schema}.sysdate()
      ORDER BY jobs.next_date, jobs.job
      LIMIT 1
      FOR UPDATE SKIP LOCKED;
    EXIT WHEN NOT FOUND;
    BEGIN
      CALL {schema}.dbms_job_run(due::integer);
    EXCEPTION
      WHEN OTHERS THEN
        message := SQLERRM;
        UPDATE {schema}.jobs
          SET failures = jobs.failures + 1, broken = jobs.failures >= 15, last_error = message,
            next_date = {schema}.sysdate() + interval '1 minute' * pg_catalog.power(2, least(jobs.failures, 15))
          WHERE jobs.job = due;
    END;
    COMMIT;
  END LOOP;
END
$$;
