-- all_ind_columns: ALL_IND_COLUMNS: the columns of indexes that the user may use.
-- Manual: Database Reference, ALL_IND_COLUMNS
-- Differences: an expression stands for itself.
-- Depends: oracle_name
CREATE OR REPLACE VIEW {schema}.all_ind_columns(index_owner, table_owner, index_name, table_name, column_name, column_position, descend) AS
SELECT
  {schema}.oracle_name(n.nspname),
  {schema}.oracle_name(n.nspname),
  {schema}.oracle_name(i.relname),
  {schema}.oracle_name(c.relname),
  {schema}.oracle_name(coalesce(a.attname::text, pg_catalog.pg_get_indexdef(x.indexrelid, e.place::integer, true))),
  e.place::numeric,
  CASE WHEN x.indoption[e.place - 1] & 1 = 1 THEN 'DESC' ELSE 'ASC' END
FROM pg_catalog.pg_index x
JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
JOIN pg_catalog.pg_class c ON c.oid = x.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN pg_catalog.unnest(x.indkey) WITH ORDINALITY AS e (attnum, place)
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = e.attnum AND e.attnum > 0
WHERE e.place <= x.indnkeyatts AND c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\_temp\_%' AND n.nspname NOT LIKE 'pg\_toast\_temp\_%' AND pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
GRANT SELECT ON {schema}.all_ind_columns TO PUBLIC;
