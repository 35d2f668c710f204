-- all_sequences: ALL_SEQUENCES: the sequences that the user may use.
-- Manual: Database Reference, ALL_SEQUENCES
-- Differences: LAST_NUMBER is what the next session gets.
-- Depends: oracle_name
CREATE OR REPLACE VIEW {schema}.all_sequences(sequence_owner, sequence_name, min_value, max_value, increment_by, cycle_flag, order_flag, cache_size, last_number) AS
SELECT
  {schema}.oracle_name(n.nspname),
  {schema}.oracle_name(c.relname),
  q.seqmin::numeric,
  q.seqmax::numeric,
  q.seqincrement::numeric,
  CASE WHEN q.seqcycle THEN 'Y' ELSE 'N' END,
  'N'::text,
  q.seqcache::numeric,
  coalesce(pg_catalog.pg_sequence_last_value(c.oid) + q.seqincrement, q.seqstart)::numeric
FROM pg_catalog.pg_sequence q
JOIN pg_catalog.pg_class c ON c.oid = q.seqrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\_temp\_%' AND n.nspname NOT LIKE 'pg\_toast\_temp\_%'
  -- The privilege may be asked before the join, and of sequences only.
  AND CASE c.relkind WHEN 'S' THEN pg_catalog.has_sequence_privilege(c.oid, 'USAGE, SELECT, UPDATE') END;
GRANT SELECT ON {schema}.all_sequences TO PUBLIC;
