-- user_sequences: USER_SEQUENCES: the sequences of the current schema.
-- Manual: Database Reference, USER_SEQUENCES
-- Differences: LAST_NUMBER is what the next session gets.
-- Depends: oracle_name, own_schema
CREATE OR REPLACE VIEW {schema}.user_sequences(sequence_name, min_value, max_value, increment_by, cycle_flag, order_flag, cache_size, last_number) AS
SELECT
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
WHERE n.oid = {schema}.own_schema()
  -- The privilege may be asked before the join, and of sequences only.
  AND CASE c.relkind WHEN 'S' THEN pg_catalog.has_sequence_privilege(c.oid, 'USAGE, SELECT, UPDATE') END;
GRANT SELECT ON {schema}.user_sequences TO PUBLIC;
