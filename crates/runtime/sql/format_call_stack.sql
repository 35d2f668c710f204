-- format_call_stack: DBMS_UTILITY.FORMAT_CALL_STACK from PG_CONTEXT.
-- Manual: PL/SQL Packages and Types Reference, DBMS_UTILITY, FORMAT_CALL_STACK
-- Differences: object handles are 0; line numbers are those of the PostgreSQL routine.
CREATE OR REPLACE FUNCTION {schema}.format_call_stack(context text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT E'----- PL/SQL Call Stack -----\n  object      line  object\n  handle    number  name\n' || coalesce(pg_catalog.string_agg(
  '       0x0' || pg_catalog.lpad(found.part[2], 10) || '  '
    || CASE WHEN found.part[1] LIKE 'inline_code_block%' THEN 'anonymous block' ELSE pg_catalog.upper(found.part[1]) END || E'\n',
  '' ORDER BY found.at), '')
FROM pg_catalog.regexp_split_to_table(context, E'\n') WITH ORDINALITY AS lines (line, at)
CROSS JOIN LATERAL (SELECT pg_catalog.regexp_match(line, '^PL/pgSQL function ([^( ]+)(?:\(.*\))? line (\d+) at '), at) AS found (part, at)
WHERE found.part IS NOT NULL
$$;
