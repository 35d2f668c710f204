-- dbms_sql_execute_and_fetch: DBMS_SQL.EXECUTE_AND_FETCH: executes a query and fetches its first row.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, EXECUTE_AND_FETCH Function
-- Differences: with EXACT, more rows than one are found when the next is fetched.
-- Depends: dbms_sql_execute, dbms_sql_fetch_rows, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.dbms_sql_execute_and_fetch(c numeric, exact boolean DEFAULT false) RETURNS numeric
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  portal refcursor := ('dbms_sql_' || c)::refcursor;
  fetched numeric;
BEGIN
  PERFORM {schema}.dbms_sql_execute(c);
  fetched := {schema}.dbms_sql_fetch_rows(c);
  IF exact THEN
    IF fetched = 0 THEN
      PERFORM {schema}.raise_oracle_error(1403);
    END IF;
    MOVE portal;
    IF FOUND THEN
      PERFORM {schema}.raise_oracle_error(1422);
    END IF;
  END IF;
  RETURN fetched;
END
$$;
