-- user_indexes: USER_INDEXES: the indexes of the current schema.
-- Manual: Database Reference, USER_INDEXES
-- Differences: storage is not shown.
-- Depends: oracle_name, own_schema
CREATE OR REPLACE VIEW {schema}.user_indexes(index_name, index_type, table_owner, table_name, table_type, uniqueness, status, num_rows, partitioned, temporary) AS
SELECT
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
WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND n.oid = {schema}.own_schema() AND pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
GRANT SELECT ON {schema}.user_indexes TO PUBLIC;
