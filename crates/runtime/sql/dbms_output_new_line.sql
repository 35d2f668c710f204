-- dbms_output_new_line: DBMS_OUTPUT.NEW_LINE: ends the current line.
-- Manual: PL/SQL Packages and Types Reference, DBMS_OUTPUT, NEW_LINE
-- Differences: the client sees the line at once and not after the call.
-- Depends: dbms_output_put_line
CREATE OR REPLACE FUNCTION {schema}.dbms_output_new_line() RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM {schema}.dbms_output_put_line(NULL);
END
$$;
