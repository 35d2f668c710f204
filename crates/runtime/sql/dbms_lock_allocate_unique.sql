-- dbms_lock_allocate_unique: DBMS_LOCK.ALLOCATE_UNIQUE: the handle of a named lock.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOCK, ALLOCATE_UNIQUE Procedure
-- Differences: the number comes from a hash, so two names may share a lock; nothing expires and nothing is committed.
CREATE OR REPLACE PROCEDURE {schema}.dbms_lock_allocate_unique(lockname text, OUT lockhandle text, expiration_secs numeric DEFAULT 864000)
LANGUAGE plpgsql AS $$
BEGIN
  lockhandle := 1073741824 + (pg_catalog.hashtext(lockname)::bigint + 2147483648) % 926258176;
END
$$;
