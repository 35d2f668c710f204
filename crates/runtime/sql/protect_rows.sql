-- protect_rows: switches row-level security of a table on, for its owner too, with a policy that shows all rows: the
--   policies of DBMS_RLS restrict them.
-- Manual: PL/SQL Packages and Types Reference, DBMS_RLS
-- Differences: warns where the owner of the table sees all rows anyway; superusers and roles with BYPASSRLS see all rows.
CREATE OR REPLACE PROCEDURE {schema}.protect_rows(relation regclass)
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE pg_catalog.format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', relation);
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_policy WHERE polrelid = relation AND polname = 'all rows') THEN
    EXECUTE pg_catalog.format('CREATE POLICY "all rows" ON %s USING (true) WITH CHECK (true)', relation);
  END IF;
  IF EXISTS (SELECT FROM pg_catalog.pg_class JOIN pg_catalog.pg_roles ON pg_roles.oid = relowner
    WHERE pg_class.oid = relation AND (rolsuper OR rolbypassrls))
  THEN
    RAISE WARNING 'the owner of % is not restricted by its policies, nor are routines and views of that owner', relation;
  END IF;
END
$$;
