-- dbms_sql_desc_rec2: the record of a column that DBMS_SQL.DESCRIBE_COLUMNS2 describes: a view, for its row type.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, "DBMS_SQL DESC_REC2 Record Type"
-- Differences: none.
CREATE OR REPLACE VIEW {schema}.dbms_sql_desc_rec2(
  col_type,
  col_max_len,
  col_name,
  col_name_len,
  col_schema_name,
  col_schema_name_len,
  col_precision,
  col_scale,
  col_charsetid,
  col_charsetform,
  col_null_ok
) AS
SELECT
  NULL::integer,
  NULL::integer,
  NULL::text,
  NULL::integer,
  NULL::text,
  NULL::integer,
  NULL::integer,
  NULL::integer,
  NULL::integer,
  NULL::integer,
  NULL::boolean;
