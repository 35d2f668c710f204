-- user_ind_columns: USER_IND_COLUMNS: the columns of indexes of the current schema.
-- Manual: Database Reference, USER_IND_COLUMNS
-- Differences: an expression stands for itself.
-- Depends: oracle_name, own_schema
CREATE OR REPLACE VIEW {schema}.user_ind_columns(index_name, table_name, column_name, column_position, descend) AS
SELECT
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
WHERE e.place <= x.indnkeyatts AND c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND n.oid = {schema}.own_schema() AND pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
GRANT SELECT ON {schema}.user_ind_columns TO PUBLIC;
