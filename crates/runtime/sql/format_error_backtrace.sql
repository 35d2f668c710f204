-- format_error_backtrace: DBMS_UTILITY.FORMAT_ERROR_BACKTRACE from PG_EXCEPTION_CONTEXT.
-- Manual: PL/SQL Packages and Types Reference, DBMS_UTILITY, FORMAT_ERROR_BACKTRACE
-- Differences: line numbers are those of the PostgreSQL routine.
CREATE OR REPLACE FUNCTION {schema}.format_error_backtrace(context text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.string_agg(
  'ORA-06512: at ' || CASE WHEN found.part[1] LIKE 'inline_code_block%' THEN '' ELSE '"' || pg_catalog.upper(found.part[1]) || '", ' END
    || 'line ' || found.part[2] || E'\n', '' ORDER BY found.at)
FROM pg_catalog.regexp_split_to_table(context, E'\n') WITH ORDINALITY AS lines (line, at)
CROSS JOIN LATERAL (SELECT pg_catalog.regexp_match(line, '^PL/pgSQL function ([^( ]+)(?:\(.*\))? line (\d+) at '), at) AS found (part, at)
WHERE found.part IS NOT NULL AND line NOT LIKE 'PL/pgSQL function {schema}.%'
$$;
