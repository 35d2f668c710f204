-- all_tab_comments: ALL_TAB_COMMENTS: the comments on tables and views that the user may use.
-- Manual: Database Reference, ALL_TAB_COMMENTS
-- Differences: none.
-- Depends: oracle_name
CREATE OR REPLACE VIEW {schema}.all_tab_comments(owner, table_name, table_type, comments) AS
SELECT
  {schema}.oracle_name(n.nspname),
  {schema}.oracle_name(c.relname),
  CASE WHEN c.relkind IN ('r', 'p', 'f') THEN 'TABLE' ELSE 'VIEW' END,
  pg_catalog.obj_description(c.oid, 'pg_class')
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'f') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\_temp\_%' AND n.nspname NOT LIKE 'pg\_toast\_temp\_%' AND pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
GRANT SELECT ON {schema}.all_tab_comments TO PUBLIC;
