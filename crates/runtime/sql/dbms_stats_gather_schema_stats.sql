-- dbms_stats_gather_schema_stats: DBMS_STATS.GATHER_SCHEMA_STATS: ANALYZE of the tables of a schema.
-- Manual: PL/SQL Packages and Types Reference, DBMS_STATS, GATHER_SCHEMA_STATS Procedures
-- Differences: PostgreSQL chooses the sample; nothing is committed; an owner who is no schema stands for the current one.
CREATE OR REPLACE PROCEDURE {schema}.dbms_stats_gather_schema_stats(ownname text, estimate_percent numeric DEFAULT NULL, block_sample boolean DEFAULT false, method_opt text DEFAULT NULL, degree numeric DEFAULT NULL, granularity text DEFAULT NULL, cascade boolean DEFAULT NULL, stattab text DEFAULT NULL, statid text DEFAULT NULL, options text DEFAULT 'GATHER', statown text DEFAULT NULL, no_invalidate boolean DEFAULT NULL, force boolean DEFAULT false)
LANGUAGE plpgsql AS $$
DECLARE
  relation regclass;
BEGIN
  IF stattab IS NOT NULL THEN
    RAISE EXCEPTION 'statistics in a table of the user are not carried over' USING ERRCODE = 'feature_not_supported';
  END IF;
  FOR relation IN
    SELECT oid FROM pg_catalog.pg_class
    WHERE relkind IN ('r', 'm', 'p')
      AND relnamespace = coalesce(pg_catalog.to_regnamespace(ownname), pg_catalog.current_schema()::regnamespace)
  LOOP
    EXECUTE pg_catalog.format('ANALYZE %s', relation);
  END LOOP;
END
$$;
