-- cursor_opened: begins to count the rows fetched from a cursor that several routines use.
-- Manual: PL/SQL Language Reference, Named Cursor Attribute
-- Differences: none.
-- Depends: state_set
CREATE OR REPLACE FUNCTION {schema}.cursor_opened(cursor refcursor) RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE AS $$
SELECT {schema}.state_set('cursor ' OPERATOR(pg_catalog.||) cursor::text, '0')
$$;
