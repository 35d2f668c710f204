-- dbms_session_free_unused_user_memory: DBMS_SESSION.FREE_UNUSED_USER_MEMORY: nothing, as PostgreSQL frees memory by itself.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SESSION, FREE_UNUSED_USER_MEMORY Procedure
-- Differences: none.
CREATE OR REPLACE PROCEDURE {schema}.dbms_session_free_unused_user_memory()
LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
