-- dbms_sql_close_cursor: DBMS_SQL.CLOSE_CURSOR: forgets a cursor.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, CLOSE_CURSOR Procedure
-- Differences: none.
-- Depends: dbms_sql_cursor, state_clear
CREATE OR REPLACE PROCEDURE {schema}.dbms_sql_close_cursor(INOUT c numeric)
LANGUAGE plpgsql AS $$
DECLARE
  portal refcursor := ('dbms_sql_' || c)::refcursor;
BEGIN
  PERFORM {schema}.dbms_sql_cursor(c);
  IF EXISTS (SELECT FROM pg_catalog.pg_cursors WHERE name = portal::text) THEN
    CLOSE portal;
  END IF;
  PERFORM {schema}.state_clear('dbms_sql.' || c);
  PERFORM {schema}.state_clear('dbms_sql.' || c || '.row');
  c := NULL;
END
$$;
