-- dbms_sql_desc_rec2: the record of a column that DBMS_SQL.DESCRIBE_COLUMNS2 describes: a view, for its row type.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, "DBMS_SQL DESC_REC2 Record Type"
-- Differences: none.
CREATE OR REPLACE VIEW {schema}.dbms_sql_desc_rec2 AS
SELECT
  NULL::integer AS col_type,
  NULL::integer AS col_max_len,
  NULL::text AS col_name,
  NULL::integer AS col_name_len,
  NULL::text AS col_schema_name,
  NULL::integer AS col_schema_name_len,
  NULL::integer AS col_precision,
  NULL::integer AS col_scale,
  NULL::integer AS col_charsetid,
  NULL::integer AS col_charsetform,
  NULL::boolean AS col_null_ok;
