-- user_tab_comments: USER_TAB_COMMENTS: the comments on tables and views of the current schema.
-- Manual: Database Reference, USER_TAB_COMMENTS
-- Differences: none.
-- Depends: oracle_name, own_schema
CREATE OR REPLACE VIEW {schema}.user_tab_comments(table_name, table_type, comments) AS
SELECT
  {schema}.oracle_name(c.relname),
  CASE WHEN c.relkind IN ('r', 'p', 'f') THEN 'TABLE' ELSE 'VIEW' END,
  pg_catalog.obj_description(c.oid, 'pg_class')
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'f') AND NOT c.relispartition AND n.oid = {schema}.own_schema() AND pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
GRANT SELECT ON {schema}.user_tab_comments TO PUBLIC;
