-- cursor_of: A cursor over the rows of a query, for CURSOR(subquery).
-- Manual: SQL Language Reference, CURSOR Expressions
-- Differences: the query sees what was committed when the cursor is opened, not when the query around it began.
CREATE OR REPLACE FUNCTION {schema}.cursor_of(query text)
RETURNS refcursor
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  opened refcursor;
BEGIN
  OPEN opened FOR EXECUTE query;
  RETURN opened;
END;
$$;
