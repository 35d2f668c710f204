-- dbms_lob_substr: DBMS_LOB.SUBSTR: a part of a LOB; NULL when nothing is there or an argument is out of range.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, SUBSTR Functions
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.dbms_lob_substr(lob_loc bytea, amount numeric DEFAULT 32767, "offset" numeric DEFAULT 1) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN amount BETWEEN 1 AND 32767 AND "offset" >= 1
  THEN nullif(pg_catalog.substr(lob_loc, least("offset", 2147483647)::integer, amount::integer), '')
END
$$;

CREATE OR REPLACE FUNCTION {schema}.dbms_lob_substr(lob_loc text, amount numeric DEFAULT 32767, "offset" numeric DEFAULT 1) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN amount BETWEEN 1 AND 32767 AND "offset" >= 1
  THEN nullif(pg_catalog.substr(lob_loc, least("offset", 2147483647)::integer, amount::integer), '')
END
$$;
