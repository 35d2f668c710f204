-- dbms_stats_gather_index_stats: DBMS_STATS.GATHER_INDEX_STATS: ANALYZE of the index's table.
-- Manual: PL/SQL Packages and Types Reference, DBMS_STATS, GATHER_INDEX_STATS Procedure
-- Differences: PostgreSQL chooses the sample; nothing is committed.
CREATE OR REPLACE PROCEDURE {schema}.dbms_stats_gather_index_stats(ownname text, indname text, partname text DEFAULT NULL, estimate_percent numeric DEFAULT NULL, stattab text DEFAULT NULL, statid text DEFAULT NULL, statown text DEFAULT NULL, degree numeric DEFAULT NULL, granularity text DEFAULT NULL, no_invalidate boolean DEFAULT NULL, force boolean DEFAULT false)
LANGUAGE plpgsql AS $$
DECLARE
  relation regclass;
BEGIN
  IF stattab IS NOT NULL THEN
    RAISE EXCEPTION 'statistics in a table of the user are not carried over' USING ERRCODE = 'feature_not_supported';
  END IF;
  relation := coalesce(pg_catalog.to_regclass(ownname || '.' || indname), pg_catalog.to_regclass(indname), indname::regclass);
  EXECUTE pg_catalog.format('ANALYZE %s', (SELECT indrelid::regclass FROM pg_catalog.pg_index WHERE indexrelid = relation));
END
$$;
