-- all_objects: ALL_OBJECTS: the objects that the user may use.
-- Manual: Database Reference, ALL_OBJECTS
-- Differences: packages are schemas and not among them; trigger functions are; when objects were made is not known.
-- Depends: oracle_name
CREATE OR REPLACE VIEW {schema}.all_objects(owner, object_name, object_id, object_type, status, temporary, generated) AS
SELECT
  {schema}.oracle_name(n.nspname),
  {schema}.oracle_name(o.name),
  o.id::bigint::numeric,
  o.kind,
  'VALID'::text,
  o.temporary,
  'N'::text
FROM (
  SELECT c.relname::text, c.oid, c.relnamespace,
    CASE
      WHEN c.relispartition THEN CASE WHEN c.relkind IN ('i', 'I') THEN 'INDEX PARTITION' ELSE 'TABLE PARTITION' END
      WHEN c.relkind IN ('r', 'p', 'f') THEN 'TABLE'
      WHEN c.relkind = 'v' THEN 'VIEW'
      WHEN c.relkind = 'm' THEN 'MATERIALIZED VIEW'
      WHEN c.relkind = 'S' THEN 'SEQUENCE'
      WHEN c.relkind IN ('i', 'I') THEN 'INDEX'
      ELSE 'TYPE'
    END,
    CASE c.relpersistence WHEN 't' THEN 'Y' ELSE 'N' END
  FROM pg_catalog.pg_class c
  WHERE c.relkind <> 't'
  UNION ALL
  SELECT p.proname, p.oid, p.pronamespace, CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, 'N'
  FROM pg_catalog.pg_proc p
  UNION ALL
  SELECT g.tgname, g.oid, r.relnamespace, 'TRIGGER', 'N'
  FROM pg_catalog.pg_trigger g
  JOIN pg_catalog.pg_class r ON r.oid = g.tgrelid
  WHERE NOT g.tgisinternal
  UNION ALL
  SELECT t.typname, t.oid, t.typnamespace, 'TYPE', 'N'
  FROM pg_catalog.pg_type t
  WHERE t.typtype IN ('d', 'e')
) AS o (name, id, namespace, kind, temporary)
JOIN pg_catalog.pg_namespace n ON n.oid = o.namespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\_temp\_%' AND n.nspname NOT LIKE 'pg\_toast\_temp\_%';
GRANT SELECT ON {schema}.all_objects TO PUBLIC;
