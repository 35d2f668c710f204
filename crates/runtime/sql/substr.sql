-- substr: part of a string; position 0 is 1, a negative position counts from the end, fractions are cut, and what has
--   no characters is NULL.
-- Manual: SQL Language Reference, SUBSTR
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.substr(string text, start numeric) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE
  WHEN pg_catalog.trunc(start) >= 0 THEN nullif(pg_catalog.substr(string, greatest(pg_catalog.trunc(start), 1)::integer), '')
  WHEN -pg_catalog.trunc(start) <= pg_catalog.length(string) THEN nullif(pg_catalog.right(string, -pg_catalog.trunc(start)::integer), '')
END
$$;

CREATE OR REPLACE FUNCTION {schema}.substr(string text, start numeric, amount numeric) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE
  WHEN amount < 1 THEN NULL
  WHEN pg_catalog.trunc(start) >= 0 THEN
    nullif(pg_catalog.substr(string, least(greatest(pg_catalog.trunc(start), 1), 1073741824)::integer, least(pg_catalog.trunc(amount), 1073741823)::integer), '')
  WHEN -pg_catalog.trunc(start) <= pg_catalog.length(string) THEN
    nullif(pg_catalog.left(pg_catalog.right(string, -pg_catalog.trunc(start)::integer), least(pg_catalog.trunc(amount), 1073741823)::integer), '')
END
$$;
