-- sqlstate_for_oracle_error: the SQLSTATE to raise for an Oracle error number, of either sign.
-- Manual: none; the scheme is this runtime's (see the crate's sqlstate module).
-- Differences: PostgreSQL's own state where PostgreSQL raises the error; else a letter for the ten thousands and
--   four digits, with K00 instead of a final 000, which would name a whole class.
CREATE OR REPLACE FUNCTION {schema}.sqlstate_for_oracle_error(number integer) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE pg_catalog.abs(number)
  WHEN 1 THEN '23505'
  WHEN 54 THEN '55P03'
  WHEN 60 THEN '40P01'
  WHEN 100 THEN 'P0002'
  WHEN 904 THEN '42703'
  WHEN 942 THEN '42P01'
  WHEN 1001 THEN '34000'
  WHEN 1013 THEN '57014'
  WHEN 1017 THEN '28P01'
  WHEN 1031 THEN '42501'
  WHEN 1400 THEN '23502'
  WHEN 1402 THEN '44000'
  WHEN 1403 THEN 'P0002'
  WHEN 1407 THEN '23502'
  WHEN 1422 THEN 'P0003'
  WHEN 1426 THEN '22003'
  WHEN 1427 THEN '21000'
  WHEN 1438 THEN '22003'
  WHEN 1455 THEN '22003'
  WHEN 1476 THEN '22012'
  WHEN 1722 THEN '22P02'
  WHEN 2290 THEN '23514'
  WHEN 2291 THEN '23503'
  WHEN 2292 THEN '23503'
  WHEN 6500 THEN '53200'
  WHEN 6511 THEN '42P03'
  WHEN 6592 THEN '20000'
  WHEN 8177 THEN '40001'
  WHEN 12725 THEN '2201B'
  WHEN 12726 THEN '2201B'
  WHEN 12727 THEN '2201B'
  WHEN 12728 THEN '2201B'
  WHEN 12729 THEN '2201B'
  WHEN 12730 THEN '2201B'
  WHEN 12731 THEN '2201B'
  WHEN 12732 THEN '2201B'
  WHEN 12733 THEN '2201B'
  WHEN 12899 THEN '22001'
  WHEN 30006 THEN '55P03'
  WHEN 30926 THEN '21000'
  WHEN 32795 THEN '428C9'
  WHEN 32796 THEN '428C9'
  WHEN 54013 THEN '428C9'
  WHEN 54017 THEN '428C9'
  ELSE
    pg_catalog.substr('OQRSTVWIJK', pg_catalog.abs(number) / 10000 % 10 + 1, 1) || pg_catalog.abs(number) / 1000 % 10
      || CASE WHEN pg_catalog.abs(number) % 1000 = 0 THEN 'K00' ELSE pg_catalog.lpad((pg_catalog.abs(number) % 1000)::text, 3, '0') END
END
$$;
