-- dbms_sql_execute: DBMS_SQL.EXECUTE: executes the statement of a cursor; how many rows DML has changed, 0 for anything else.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, EXECUTE Function
-- Differences: a query is closed by COMMIT.
-- Depends: dbms_sql_cursor, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.dbms_sql_execute(c numeric) RETURNS numeric
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  known CONSTANT jsonb := {schema}.dbms_sql_cursor(c);
  statement CONSTANT text := known ->> 'statement';
  -- Everything that is no bind, or the name of a bind.
  token CONSTANT text := '(''(?:[^'']|'''')*''|"(?:[^"]|"")*"|::|[^:''"]+|:(?![[:alnum:]_]))|:([[:alnum:]_$#]+)';
  portal refcursor := ('dbms_sql_' || c)::refcursor;
  sql text := '';
  found_tokens text[];
  bind jsonb;
  row_count bigint;
BEGIN
  IF statement IS NULL THEN
    PERFORM {schema}.raise_oracle_error(1003, 'no statement parsed');
  ELSIF statement ~* '^\s*(create|alter|drop|truncate|grant|revoke|comment)\y' THEN
    -- PARSE has done it.
    RETURN 0;
  END IF;
  FOR found_tokens IN SELECT pg_catalog.regexp_matches(statement, token, 'g') LOOP
    IF found_tokens[2] IS NULL THEN
      sql := sql || found_tokens[1];
    ELSE
      bind := known -> 'binds' -> pg_catalog.upper(found_tokens[2]);
      IF bind IS NULL THEN
        PERFORM {schema}.raise_oracle_error(1008, 'not all variables bound');
      END IF;
      sql := sql || pg_catalog.format('($1 -> %L ->> ''value'')::%s', pg_catalog.upper(found_tokens[2]), bind ->> 'type');
    END IF;
  END LOOP;
  IF EXISTS (SELECT FROM pg_catalog.pg_cursors WHERE name = portal::text) THEN
    CLOSE portal;
  END IF;
  IF sql ~* '^[\s(]*(select|with|values)\y' THEN
    OPEN portal FOR EXECUTE sql USING known -> 'binds';
    RETURN 0;
  END IF;
  EXECUTE sql USING known -> 'binds';
  GET DIAGNOSTICS row_count = ROW_COUNT;
  RETURN CASE WHEN sql ~* '^\s*(insert|update|delete|merge)\y' THEN row_count ELSE 0 END;
END
$$;
