-- all_cons_columns: ALL_CONS_COLUMNS: the columns of constraints that the user may use.
-- Manual: Database Reference, ALL_CONS_COLUMNS
-- Differences: NOT NULL is no constraint, some UNIQUE constraints are indexes.
-- Depends: oracle_name
CREATE OR REPLACE VIEW {schema}.all_cons_columns(owner, constraint_name, table_name, column_name, position) AS
SELECT
  {schema}.oracle_name(n.nspname),
  {schema}.oracle_name(k.conname),
  {schema}.oracle_name(c.relname),
  {schema}.oracle_name(a.attname),
  CASE WHEN k.contype <> 'c' THEN e.place END::numeric
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN pg_catalog.unnest(k.conkey) WITH ORDINALITY AS e (attnum, place)
JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = e.attnum
WHERE k.contype IN ('p', 'u', 'f', 'c') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\_temp\_%' AND n.nspname NOT LIKE 'pg\_toast\_temp\_%' AND pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
GRANT SELECT ON {schema}.all_cons_columns TO PUBLIC;
