-- all_indexes: ALL_INDEXES: the indexes that the user may use.
-- Manual: Database Reference, ALL_INDEXES
-- Differences: storage is not shown.
-- Depends: oracle_name
CREATE OR REPLACE VIEW {schema}.all_indexes(owner, index_name, index_type, table_owner, table_name, table_type, uniqueness, status, num_rows, partitioned, temporary) AS
SELECT
  {schema}.oracle_name(n.nspname),
  {schema}.oracle_name(i.relname),
  CASE WHEN x.indexprs IS NULL THEN 'NORMAL' ELSE 'FUNCTION-BASED NORMAL' END,
  {schema}.oracle_name(n.nspname),
  {schema}.oracle_name(c.relname),
  'TABLE'::text,
  CASE WHEN x.indisunique THEN 'UNIQUE' ELSE 'NONUNIQUE' END,
  CASE WHEN i.relkind = 'I' THEN 'N/A' WHEN x.indisvalid THEN 'VALID' ELSE 'UNUSABLE' END,
  nullif(i.reltuples, -1)::numeric,
  CASE i.relkind WHEN 'I' THEN 'YES' ELSE 'NO' END,
  CASE c.relpersistence WHEN 't' THEN 'Y' ELSE 'N' END
FROM pg_catalog.pg_index x
JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
JOIN pg_catalog.pg_class c ON c.oid = x.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\_temp\_%' AND n.nspname NOT LIKE 'pg\_toast\_temp\_%' AND pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
GRANT SELECT ON {schema}.all_indexes TO PUBLIC;
