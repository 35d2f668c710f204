-- dbms_lob_compare: DBMS_LOB.COMPARE: 0 when the parts are equal, else -1 or 1.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, COMPARE Functions
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.dbms_lob_compare(lob_1 bytea, lob_2 bytea, amount numeric DEFAULT 18446744073709551615, offset_1 numeric DEFAULT 1, offset_2 numeric DEFAULT 1) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE
  WHEN amount < 1 OR offset_1 < 1 OR offset_2 < 1 THEN NULL
  ELSE pg_catalog.sign((a > b)::integer - (a < b)::integer)::numeric
END
FROM (SELECT
  pg_catalog.substr(lob_1, least(offset_1, 2147483647)::integer, least(amount, 1073741824)::integer) AS a,
  pg_catalog.substr(lob_2, least(offset_2, 2147483647)::integer, least(amount, 1073741824)::integer) AS b) AS parts
$$;

CREATE OR REPLACE FUNCTION {schema}.dbms_lob_compare(lob_1 text, lob_2 text, amount numeric DEFAULT 18446744073709551615, offset_1 numeric DEFAULT 1, offset_2 numeric DEFAULT 1) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE
  WHEN amount < 1 OR offset_1 < 1 OR offset_2 < 1 THEN NULL
  ELSE pg_catalog.sign((a > b)::integer - (a < b)::integer)::numeric
END
FROM (SELECT
  pg_catalog.substr(lob_1, least(offset_1, 2147483647)::integer, least(amount, 1073741824)::integer) COLLATE "C" AS a,
  pg_catalog.substr(lob_2, least(offset_2, 2147483647)::integer, least(amount, 1073741824)::integer) COLLATE "C" AS b) AS parts
$$;
