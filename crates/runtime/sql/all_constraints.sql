-- all_constraints: ALL_CONSTRAINTS: the constraints that the user may use.
-- Manual: Database Reference, ALL_CONSTRAINTS
-- Differences: NOT NULL is no constraint, some UNIQUE constraints are indexes; conditions are expressions of PostgreSQL.
-- Depends: oracle_name
CREATE OR REPLACE VIEW {schema}.all_constraints(owner, constraint_name, constraint_type, table_name, search_condition, r_owner, r_constraint_name, delete_rule, status, "deferrable", deferred, validated, index_name) AS
SELECT
  {schema}.oracle_name(n.nspname),
  {schema}.oracle_name(k.conname),
  CASE k.contype WHEN 'f' THEN 'R' ELSE pg_catalog.upper(k.contype::text) END,
  {schema}.oracle_name(c.relname),
  pg_catalog.pg_get_expr(k.conbin, k.conrelid),
  CASE k.contype WHEN 'f' THEN {schema}.oracle_name((SELECT p.nspname FROM pg_catalog.pg_class r JOIN pg_catalog.pg_namespace p ON p.oid = r.relnamespace WHERE r.oid = k.confrelid)) END,
  CASE k.contype WHEN 'f' THEN {schema}.oracle_name((SELECT i.relname FROM pg_catalog.pg_class i WHERE i.oid = k.conindid)) END,
  CASE k.contype WHEN 'f' THEN CASE k.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'NO ACTION' END END,
  'ENABLED'::text,
  CASE WHEN k.condeferrable THEN 'DEFERRABLE' ELSE 'NOT DEFERRABLE' END,
  CASE WHEN k.condeferred THEN 'DEFERRED' ELSE 'IMMEDIATE' END,
  CASE WHEN k.convalidated THEN 'VALIDATED' ELSE 'NOT VALIDATED' END,
  CASE WHEN k.contype IN ('p', 'u') THEN {schema}.oracle_name((SELECT i.relname FROM pg_catalog.pg_class i WHERE i.oid = k.conindid)) END
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype IN ('p', 'u', 'f', 'c') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\_temp\_%' AND n.nspname NOT LIKE 'pg\_toast\_temp\_%' AND pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
GRANT SELECT ON {schema}.all_constraints TO PUBLIC;
