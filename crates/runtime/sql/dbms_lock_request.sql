-- dbms_lock_request: DBMS_LOCK.REQUEST: takes a lock; 0 when it is there, 1 after the time is over, 2 for a deadlock,
--   3 for a wrong argument, 4 when the session has it already, 5 for a wrong handle.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOCK, REQUEST Function
-- Differences: PostgreSQL has two modes, so row modes (SX, SSX) raise.
-- Depends: dbms_lock_is_held
CREATE OR REPLACE FUNCTION {schema}.dbms_lock_request(id numeric, lockmode numeric DEFAULT 6, timeout numeric DEFAULT 32767, release_on_commit boolean DEFAULT false) RETURNS numeric
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  -- Any number will do for the class of these locks.
  class CONSTANT integer := 10101;
  lock_timeout CONSTANT text := pg_catalog.current_setting('lock_timeout');
  is_shared CONSTANT boolean := lockmode IN (2, 4);
  suffix CONSTANT text := CASE WHEN release_on_commit THEN '_xact' ELSE '' END
    || '_lock' || CASE WHEN is_shared THEN '_shared' ELSE '' END;
  found boolean;
BEGIN
  IF id IS NULL OR id NOT BETWEEN 0 AND 1999999999 OR coalesce(lockmode, 0) NOT IN (1, 2, 3, 4, 5, 6) OR coalesce(timeout, -1) < 0 THEN
    RETURN 3;
  ELSIF lockmode IN (3, 5) THEN
    RAISE EXCEPTION 'lock mode % of DBMS_LOCK is not carried over', lockmode USING ERRCODE = 'feature_not_supported';
  ELSIF {schema}.dbms_lock_is_held(id::integer) THEN
    RETURN 4;
  ELSIF lockmode = 1 THEN
    RETURN 0;
  END IF;
  IF timeout < 1 THEN
    EXECUTE pg_catalog.format('SELECT pg_catalog.pg_try_advisory%s($1, $2)', suffix) INTO found USING class, id::integer;
    RETURN CASE WHEN found THEN 0 ELSE 1 END;
  END IF;
  -- A time of DBMS_LOCK.MAXWAIT is for ever.
  PERFORM pg_catalog.set_config('lock_timeout', CASE WHEN timeout >= 32767 THEN 0 ELSE pg_catalog.trunc(timeout * 1000) END::text, true);
  EXECUTE pg_catalog.format('SELECT pg_catalog.pg_advisory%s($1, $2)', suffix) USING class, id::integer;
  PERFORM pg_catalog.set_config('lock_timeout', lock_timeout, true);
  RETURN 0;
EXCEPTION
  WHEN lock_not_available THEN
    RETURN 1;
  WHEN deadlock_detected THEN
    RETURN 2;
END
$$;

CREATE OR REPLACE FUNCTION {schema}.dbms_lock_request(lockhandle text, lockmode numeric DEFAULT 6, timeout numeric DEFAULT 32767, release_on_commit boolean DEFAULT false) RETURNS numeric
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
BEGIN
  IF (lockhandle ~ '^1\d{9}$') IS NOT TRUE THEN
    RETURN 5;
  END IF;
  RETURN {schema}.dbms_lock_request(lockhandle::numeric, lockmode, timeout, release_on_commit);
END
$$;
