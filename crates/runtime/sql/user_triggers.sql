-- user_triggers: USER_TRIGGERS: the triggers of the current schema.
-- Manual: Database Reference, USER_TRIGGERS
-- Differences: their code is that of a function; a compound trigger is several.
-- Depends: oracle_name, own_schema
CREATE OR REPLACE VIEW {schema}.user_triggers(trigger_name, trigger_type, triggering_event, table_owner, base_object_type, table_name, status) AS
SELECT
  {schema}.oracle_name(g.tgname),
  CASE WHEN g.tgtype & 64 <> 0 THEN 'INSTEAD OF'
    ELSE CASE WHEN g.tgtype & 2 <> 0 THEN 'BEFORE ' ELSE 'AFTER ' END || CASE WHEN g.tgtype & 1 <> 0 THEN 'EACH ROW' ELSE 'STATEMENT' END
  END,
  pg_catalog.concat_ws(' OR ',
    CASE WHEN g.tgtype & 4 <> 0 THEN 'INSERT' END, CASE WHEN g.tgtype & 16 <> 0 THEN 'UPDATE' END,
    CASE WHEN g.tgtype & 8 <> 0 THEN 'DELETE' END, CASE WHEN g.tgtype & 32 <> 0 THEN 'TRUNCATE' END),
  {schema}.oracle_name(n.nspname),
  CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END,
  {schema}.oracle_name(c.relname),
  CASE g.tgenabled WHEN 'D' THEN 'DISABLED' ELSE 'ENABLED' END
FROM pg_catalog.pg_trigger g
JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE NOT g.tgisinternal AND n.oid = {schema}.own_schema() AND pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
GRANT SELECT ON {schema}.user_triggers TO PUBLIC;
