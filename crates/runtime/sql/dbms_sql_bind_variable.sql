-- dbms_sql_bind_variable: DBMS_SQL.BIND_VARIABLE: gives a bind of a cursor a value.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, BIND_VARIABLE Procedures
-- Differences: what a statement returns in binds is not carried over.
-- Depends: dbms_sql_bind
CREATE OR REPLACE PROCEDURE {schema}.dbms_sql_bind_variable(c numeric, name text, value numeric)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.dbms_sql_bind(c, name, value::text, 'numeric');
END
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_sql_bind_variable(c numeric, name text, value text, out_value_size numeric DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.dbms_sql_bind(c, name, value::text, 'text');
END
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_sql_bind_variable(c numeric, name text, value timestamp)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.dbms_sql_bind(c, name, value::text, 'timestamp');
END
$$;
