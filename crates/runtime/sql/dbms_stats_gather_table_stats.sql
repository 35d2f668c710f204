-- dbms_stats_gather_table_stats: DBMS_STATS.GATHER_TABLE_STATS: ANALYZE of a table.
-- Manual: PL/SQL Packages and Types Reference, DBMS_STATS, GATHER_TABLE_STATS Procedure
-- Differences: PostgreSQL chooses the sample; nothing is committed.
CREATE OR REPLACE PROCEDURE {schema}.dbms_stats_gather_table_stats(ownname text, tabname text, partname text DEFAULT NULL, estimate_percent numeric DEFAULT NULL, block_sample boolean DEFAULT false, method_opt text DEFAULT NULL, degree numeric DEFAULT NULL, granularity text DEFAULT NULL, cascade boolean DEFAULT NULL, stattab text DEFAULT NULL, statid text DEFAULT NULL, statown text DEFAULT NULL, no_invalidate boolean DEFAULT NULL, stattype text DEFAULT 'DATA', force boolean DEFAULT false)
LANGUAGE plpgsql AS $$
DECLARE
  relation regclass;
BEGIN
  IF stattab IS NOT NULL THEN
    RAISE EXCEPTION 'statistics in a table of the user are not carried over' USING ERRCODE = 'feature_not_supported';
  END IF;
  -- The owner may have become no schema: then the search path finds the table.
  relation := coalesce(pg_catalog.to_regclass(ownname || '.' || tabname), pg_catalog.to_regclass(tabname), tabname::regclass);
  EXECUTE pg_catalog.format('ANALYZE %s', relation);
END
$$;
