-- dbms_sql_bind: gives a bind of a cursor a value of a type of PostgreSQL.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, BIND_VARIABLE Procedures
-- Differences: a bind that the statement does not have is no error.
-- Depends: dbms_sql_cursor, state_set
CREATE OR REPLACE FUNCTION {schema}.dbms_sql_bind(c numeric, name text, value text, type text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  known CONSTANT jsonb := {schema}.dbms_sql_cursor(c);
  bind CONSTANT text := pg_catalog.upper(pg_catalog.btrim(name, ': "'));
BEGIN
  PERFORM {schema}.state_set('dbms_sql.' || c, pg_catalog.jsonb_set(known, ARRAY['binds', bind],
    pg_catalog.jsonb_build_object('value', value, 'type', type))::text);
END
$$;
