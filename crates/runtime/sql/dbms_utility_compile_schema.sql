-- dbms_utility_compile_schema: DBMS_UTILITY.COMPILE_SCHEMA: nothing, as PostgreSQL compiles routines when they run.
-- Manual: PL/SQL Packages and Types Reference, DBMS_UTILITY, COMPILE_SCHEMA Procedure
-- Differences: nothing is checked.
CREATE OR REPLACE PROCEDURE {schema}.dbms_utility_compile_schema(schema text, compile_all boolean DEFAULT true, reuse_settings boolean DEFAULT false)
LANGUAGE plpgsql AS $$
BEGIN
  NULL;
END
$$;
