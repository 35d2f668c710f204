-- dbms_sql_open_cursor: DBMS_SQL.OPEN_CURSOR: the number of a new cursor.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, OPEN_CURSOR Functions
-- Differences: none.
-- Depends: state_get, state_set
CREATE OR REPLACE FUNCTION {schema}.dbms_sql_open_cursor() RETURNS numeric
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  c CONSTANT integer := coalesce({schema}.state_get('dbms_sql.last')::integer, 0) + 1;
BEGIN
  PERFORM {schema}.state_set('dbms_sql.last', c::text);
  PERFORM {schema}.state_set('dbms_sql.' || c, '{"binds": {}, "sizes": {}}');
  RETURN c;
END
$$;
