-- dbms_rls_drop_policy: DBMS_RLS.DROP_POLICY: drops the policies of a table that stand for one of Oracle.
-- Manual: PL/SQL Packages and Types Reference, DBMS_RLS, DROP_POLICY Procedure
-- Differences: nothing is committed.
-- Depends: raise_oracle_error
CREATE OR REPLACE PROCEDURE {schema}.dbms_rls_drop_policy(object_schema text, object_name text, policy_name text)
LANGUAGE plpgsql AS $$
DECLARE
  -- The owner may have become no schema: then the search path finds the table.
  relation CONSTANT regclass := coalesce(pg_catalog.to_regclass(object_schema || '.' || object_name),
    pg_catalog.to_regclass(object_name));
  name CONSTANT text := (pg_catalog.parse_ident(policy_name))[1];
  policy text;
  found boolean := false;
BEGIN
  IF relation IS NULL THEN
    PERFORM {schema}.raise_oracle_error(942);
  END IF;
  FOR policy IN SELECT polname FROM pg_catalog.pg_policy
    WHERE polrelid = relation AND polname IN (name, name || ' for select', name || ' for insert',
      name || ' for update', name || ' for delete')
  LOOP
    EXECUTE pg_catalog.format('DROP POLICY %I ON %s', policy, relation);
    found := true;
  END LOOP;
  IF NOT found THEN
    PERFORM {schema}.raise_oracle_error(28102);
  END IF;
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_policy WHERE polrelid = relation AND NOT polpermissive) THEN
    EXECUTE pg_catalog.format('DROP POLICY IF EXISTS "all rows" ON %s', relation);
    EXECUTE pg_catalog.format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY', relation);
  END IF;
END
$$;
