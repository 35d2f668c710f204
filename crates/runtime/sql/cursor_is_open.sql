-- cursor_is_open: %ISOPEN of a cursor variable or a cursor of a package.
-- Manual: PL/SQL Language Reference, Named Cursor Attribute
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.cursor_is_open(cursor refcursor) RETURNS boolean
LANGUAGE sql VOLATILE PARALLEL UNSAFE AS $$
SELECT EXISTS (SELECT FROM pg_catalog.pg_cursors AS c WHERE c.name OPERATOR(pg_catalog.=) cursor::text)
$$;
