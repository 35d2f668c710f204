-- dbms_sql_is_open: DBMS_SQL.IS_OPEN: whether a number is that of an open cursor.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, IS_OPEN Function
-- Differences: none.
-- Depends: state_get
CREATE OR REPLACE FUNCTION {schema}.dbms_sql_is_open(c numeric) RETURNS boolean
LANGUAGE sql VOLATILE PARALLEL UNSAFE AS $$
SELECT {schema}.state_get('dbms_sql.' || coalesce(c, 0)) IS NOT NULL
$$;
