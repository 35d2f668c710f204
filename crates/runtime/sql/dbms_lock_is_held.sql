-- dbms_lock_is_held: whether the session has a lock of DBMS_LOCK. They are advisory locks of one class.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOCK
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.dbms_lock_is_held(id integer) RETURNS boolean
LANGUAGE sql VOLATILE PARALLEL RESTRICTED AS $$
SELECT EXISTS (
  SELECT FROM pg_catalog.pg_locks
  WHERE locktype = 'advisory' AND granted AND pid = pg_catalog.pg_backend_pid()
    AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
    AND classid = 10101 AND objid = id AND objsubid = 2
)
$$;
