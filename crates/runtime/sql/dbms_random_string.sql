-- dbms_random_string: DBMS_RANDOM.STRING: random characters of a kind.
-- Manual: PL/SQL Packages and Types Reference, DBMS_RANDOM, STRING Function
-- Differences: other characters.
CREATE OR REPLACE FUNCTION {schema}.dbms_random_string(opt text, len numeric) RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL RESTRICTED AS $$
DECLARE
  upper_case CONSTANT text := 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  alphabet CONSTANT text := CASE pg_catalog.lower(opt)
    WHEN 'l' THEN pg_catalog.lower(upper_case)
    WHEN 'a' THEN upper_case || pg_catalog.lower(upper_case)
    WHEN 'x' THEN upper_case || '0123456789'
    WHEN 'p' THEN (SELECT pg_catalog.string_agg(pg_catalog.chr(code), '') FROM pg_catalog.generate_series(32, 126) AS code)
    ELSE upper_case
  END;
BEGIN
  RETURN (SELECT pg_catalog.string_agg(
    pg_catalog.substr(alphabet, 1 + pg_catalog.floor(pg_catalog.random() * pg_catalog.length(alphabet))::integer, 1), '')
    FROM pg_catalog.generate_series(1, len::integer));
END
$$;
