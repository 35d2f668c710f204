-- all_views: ALL_VIEWS: the views that the user may use.
-- Manual: Database Reference, ALL_VIEWS
-- Differences: the text of the query is not shown.
-- Depends: oracle_name
CREATE OR REPLACE VIEW {schema}.all_views(owner, view_name, read_only) AS
SELECT
  {schema}.oracle_name(n.nspname),
  {schema}.oracle_name(c.relname),
  CASE WHEN pg_catalog.pg_relation_is_updatable(c.oid, true) = 0 THEN 'Y' ELSE 'N' END
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'v' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\_temp\_%' AND n.nspname NOT LIKE 'pg\_toast\_temp\_%' AND pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
GRANT SELECT ON {schema}.all_views TO PUBLIC;
