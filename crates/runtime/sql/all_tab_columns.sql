-- all_tab_columns: ALL_TAB_COLUMNS: the columns of tables and views that the user may use.
-- Manual: Database Reference, ALL_TAB_COLUMNS
-- Differences: types are read from those of PostgreSQL: bytea is BLOB and text is CLOB; defaults are expressions of PostgreSQL.
-- Depends: oracle_name
CREATE OR REPLACE VIEW {schema}.all_tab_columns(owner, table_name, column_name, data_type, data_length, data_precision, data_scale, nullable, column_id, data_default, char_length, char_used) AS
SELECT
  {schema}.oracle_name(n.nspname),
  {schema}.oracle_name(c.relname),
  {schema}.oracle_name(a.attname),
  CASE
    WHEN t.typname IN ('numeric', 'int2', 'int4', 'int8') THEN 'NUMBER'
    WHEN t.typname = 'varchar' THEN 'VARCHAR2'
    WHEN t.typname = 'bpchar' THEN 'CHAR'
    WHEN t.typname = 'text' THEN 'CLOB'
    WHEN t.typname = 'bytea' THEN 'BLOB'
    WHEN t.typname = 'float8' THEN 'BINARY_DOUBLE'
    WHEN t.typname = 'float4' THEN 'BINARY_FLOAT'
    WHEN t.typname = 'date' OR t.typname = 'timestamp' AND a.atttypmod = 0 THEN 'DATE'
    WHEN t.typname = 'timestamp' THEN 'TIMESTAMP(' || CASE a.atttypmod WHEN -1 THEN 6 ELSE a.atttypmod END || ')'
    WHEN t.typname = 'timestamptz' THEN 'TIMESTAMP(' || CASE a.atttypmod WHEN -1 THEN 6 ELSE a.atttypmod END || ') WITH TIME ZONE'
    WHEN t.typname = 'xml' THEN 'XMLTYPE'
    ELSE pg_catalog.upper(pg_catalog.format_type(a.atttypid, NULL))
  END,
  CASE
    WHEN t.typname IN ('varchar', 'bpchar') THEN nullif(a.atttypmod, -1) - 4
    WHEN t.typname IN ('numeric', 'int2', 'int4', 'int8') THEN 22
    WHEN t.typname = 'date' OR t.typname = 'timestamp' AND a.atttypmod = 0 THEN 7
    WHEN t.typname = 'timestamp' THEN 11
    WHEN t.typname = 'timestamptz' THEN 13
    WHEN t.typname = 'float8' THEN 8
    WHEN t.typname = 'float4' THEN 4
    ELSE 4000
  END::numeric,
  CASE t.typname
    WHEN 'numeric' THEN CASE WHEN a.atttypmod <> -1 THEN (a.atttypmod - 4) >> 16 & 65535 END
    WHEN 'int2' THEN 5 WHEN 'int4' THEN 10 WHEN 'int8' THEN 19
  END::numeric,
  CASE
    WHEN t.typname = 'numeric' AND a.atttypmod <> -1 THEN ((a.atttypmod - 4 & 2047) # 1024) - 1024
    WHEN t.typname IN ('int2', 'int4', 'int8') THEN 0
    WHEN t.typname IN ('timestamp', 'timestamptz') AND a.atttypmod <> 0 THEN CASE a.atttypmod WHEN -1 THEN 6 ELSE a.atttypmod END
  END::numeric,
  CASE WHEN a.attnotnull THEN 'N' ELSE 'Y' END,
  (pg_catalog.row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum))::numeric,
  pg_catalog.pg_get_expr(d.adbin, d.adrelid),
  CASE WHEN t.typname IN ('varchar', 'bpchar') THEN nullif(a.atttypmod, -1) - 4 ELSE 0 END::numeric,
  CASE WHEN t.typname IN ('varchar', 'bpchar') THEN 'C' END
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\_temp\_%' AND n.nspname NOT LIKE 'pg\_toast\_temp\_%' AND pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
GRANT SELECT ON {schema}.all_tab_columns TO PUBLIC;
