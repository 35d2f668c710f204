-- sysdate_sql: SYSDATE inside one SQL statement, where it is the same for every row.
-- Manual: SQL Language Reference, SYSDATE
-- Differences: the session's time zone instead of the server operating system's. Inside a routine it is the time at
--   which the client's statement began, so PL/SQL expressions take sysdate().
CREATE OR REPLACE FUNCTION {schema}.sysdate_sql() RETURNS timestamp
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT pg_catalog.date_trunc('second', pg_catalog.statement_timestamp()::timestamp)
$$;
