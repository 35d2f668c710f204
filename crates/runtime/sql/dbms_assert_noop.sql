-- dbms_assert_noop: DBMS_ASSERT.NOOP: the text itself.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ASSERT, NOOP Functions
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.dbms_assert_noop(str text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT str
$$;
