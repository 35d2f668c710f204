-- user_col_comments: USER_COL_COMMENTS: the comments on columns of the current schema.
-- Manual: Database Reference, USER_COL_COMMENTS
-- Differences: none.
-- Depends: oracle_name, own_schema
CREATE OR REPLACE VIEW {schema}.user_col_comments(table_name, column_name, comments) AS
SELECT
  {schema}.oracle_name(c.relname),
  {schema}.oracle_name(a.attname),
  pg_catalog.col_description(c.oid, a.attnum)
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND n.oid = {schema}.own_schema() AND pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
GRANT SELECT ON {schema}.user_col_comments TO PUBLIC;
