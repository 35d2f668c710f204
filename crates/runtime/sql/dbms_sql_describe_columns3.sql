-- dbms_sql_describe_columns3: DBMS_SQL.DESCRIBE_COLUMNS3: the columns of the query of a cursor.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, DESCRIBE_COLUMNS3 Procedure
-- Differences: those of dbms_sql_description.
-- Depends: dbms_sql_desc_rec3, dbms_sql_description
CREATE OR REPLACE PROCEDURE {schema}.dbms_sql_describe_columns3(c numeric, INOUT col_cnt numeric, INOUT desc_t jsonb)
LANGUAGE plpgsql AS $$
BEGIN
  desc_t := {schema}.dbms_sql_description(c);
  col_cnt := (SELECT pg_catalog.count(*) FROM pg_catalog.jsonb_object_keys(desc_t));
END
$$;
