-- all_col_comments: ALL_COL_COMMENTS: the comments on columns that the user may use.
-- Manual: Database Reference, ALL_COL_COMMENTS
-- Differences: none.
-- Depends: oracle_name
CREATE OR REPLACE VIEW {schema}.all_col_comments(owner, table_name, column_name, comments) AS
SELECT
  {schema}.oracle_name(n.nspname),
  {schema}.oracle_name(c.relname),
  {schema}.oracle_name(a.attname),
  pg_catalog.col_description(c.oid, a.attnum)
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\_temp\_%' AND n.nspname NOT LIKE 'pg\_toast\_temp\_%' AND pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
GRANT SELECT ON {schema}.all_col_comments TO PUBLIC;
