-- all_tables: ALL_TABLES: the tables that the user may use.
-- Manual: Database Reference, ALL_TABLES
-- Differences: storage is not shown; NUM_ROWS is an estimate.
-- Depends: oracle_name
CREATE OR REPLACE VIEW {schema}.all_tables(owner, table_name, tablespace_name, status, num_rows, blocks, partitioned, temporary, nested, last_analyzed) AS
SELECT
  {schema}.oracle_name(n.nspname),
  {schema}.oracle_name(c.relname),
  (SELECT {schema}.oracle_name(t.spcname) FROM pg_catalog.pg_tablespace t WHERE t.oid = c.reltablespace),
  'VALID'::text,
  nullif(c.reltuples, -1)::numeric,
  c.relpages::numeric,
  CASE c.relkind WHEN 'p' THEN 'YES' ELSE 'NO' END,
  CASE c.relpersistence WHEN 't' THEN 'Y' ELSE 'N' END,
  'NO'::text,
  pg_catalog.date_trunc('second', greatest(pg_catalog.pg_stat_get_last_analyze_time(c.oid), pg_catalog.pg_stat_get_last_autoanalyze_time(c.oid)))::timestamp(0)
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\_temp\_%' AND n.nspname NOT LIKE 'pg\_toast\_temp\_%' AND pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
GRANT SELECT ON {schema}.all_tables TO PUBLIC;
