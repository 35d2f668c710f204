-- user_views: USER_VIEWS: the views of the current schema.
-- Manual: Database Reference, USER_VIEWS
-- Differences: the text of the query is not shown.
-- Depends: oracle_name, own_schema
CREATE OR REPLACE VIEW {schema}.user_views(view_name, read_only) AS
SELECT
  {schema}.oracle_name(c.relname),
  CASE WHEN pg_catalog.pg_relation_is_updatable(c.oid, true) = 0 THEN 'Y' ELSE 'N' END
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'v' AND n.oid = {schema}.own_schema() AND pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
GRANT SELECT ON {schema}.user_views TO PUBLIC;
