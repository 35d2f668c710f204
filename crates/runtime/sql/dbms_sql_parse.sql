-- dbms_sql_parse: DBMS_SQL.PARSE: gives a cursor a statement, in PostgreSQL's SQL with :names for its binds; DDL is executed.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, PARSE Procedures
-- Differences: errors of the statement are raised when it is executed.
-- Depends: dbms_sql_cursor, state_set
CREATE OR REPLACE PROCEDURE {schema}.dbms_sql_parse(c numeric, statement text, language_flag numeric)
LANGUAGE plpgsql AS $$
DECLARE
  known CONSTANT jsonb := {schema}.dbms_sql_cursor(c);
BEGIN
  IF statement ~* '^\s*(create|alter|drop|truncate|grant|revoke|comment)\y' THEN
    EXECUTE statement;
  END IF;
  PERFORM {schema}.state_set('dbms_sql.' || c, (known || pg_catalog.jsonb_build_object('statement', statement, 'binds', '{}'::jsonb))::text);
END
$$;
