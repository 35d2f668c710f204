-- job_of: raises ORA-23421 for a number that is no job.
-- Manual: Database Error Messages, ORA-23421
-- Differences: none.
-- Depends: jobs, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.job_of(number bigint) RETURNS {schema}.jobs
LANGUAGE plpgsql AS $$
DECLARE
  found_job {schema}.jobs;
BEGIN
  SELECT * INTO found_job FROM {schema}.jobs WHERE jobs.job = number FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM {schema}.raise_oracle_error(23421, number::text);
  END IF;
  RETURN found_job;
END
$$;
