-- dbms_sql_describe_columns2: DBMS_SQL.DESCRIBE_COLUMNS2: the columns of the query of a cursor.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, DESCRIBE_COLUMNS2 Procedure
-- Differences: those of dbms_sql_description.
-- Depends: dbms_sql_desc_rec2, dbms_sql_description
CREATE OR REPLACE PROCEDURE {schema}.dbms_sql_describe_columns2(c numeric, INOUT col_cnt numeric, INOUT desc_t jsonb)
LANGUAGE plpgsql AS $$
BEGIN
  SELECT pg_catalog.count(*),
    pg_catalog.jsonb_object_agg(
      described.place,
      pg_catalog.to_jsonb(pg_catalog.jsonb_populate_record(NULL::{schema}.dbms_sql_desc_rec2, described.record))
    )
  INTO col_cnt, desc_t
  FROM pg_catalog.jsonb_each({schema}.dbms_sql_description(c)) AS described(place, record);
END
$$;
