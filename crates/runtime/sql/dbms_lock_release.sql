-- dbms_lock_release: DBMS_LOCK.RELEASE: gives a lock back; 0 when it is done, 3 for a wrong argument, 4 when the session
--   does not have it, 5 for a wrong handle.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOCK, RELEASE Function
-- Differences: a lock that was taken until COMMIT cannot be released before, which raises.
-- Depends: dbms_lock_is_held
CREATE OR REPLACE FUNCTION {schema}.dbms_lock_release(id numeric) RETURNS numeric
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  held text;
  is_released boolean;
BEGIN
  IF id IS NULL OR id NOT BETWEEN 0 AND 1999999999 THEN
    RETURN 3;
  ELSIF NOT {schema}.dbms_lock_is_held(id::integer) THEN
    RETURN 4;
  END IF;
  SELECT mode INTO held
  FROM pg_catalog.pg_locks
  WHERE locktype = 'advisory' AND granted AND pid = pg_catalog.pg_backend_pid()
    AND classid = 10101 AND objid = id::integer AND objsubid = 2;
  is_released := CASE held
    WHEN 'ShareLock' THEN pg_catalog.pg_advisory_unlock_shared(10101, id::integer)
    ELSE pg_catalog.pg_advisory_unlock(10101, id::integer)
  END;
  IF NOT is_released THEN
    RAISE EXCEPTION 'lock % is kept until the end of the transaction', id USING ERRCODE = 'feature_not_supported';
  END IF;
  RETURN 0;
END
$$;

CREATE OR REPLACE FUNCTION {schema}.dbms_lock_release(lockhandle text) RETURNS numeric
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
BEGIN
  IF (lockhandle ~ '^1\d{9}$') IS NOT TRUE THEN
    RETURN 5;
  END IF;
  RETURN {schema}.dbms_lock_release(lockhandle::numeric);
END
$$;
