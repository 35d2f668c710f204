-- ora_hash: ORA_HASH: a number of a value, from 0 to the last bucket.
-- Manual: SQL Language Reference, ORA_HASH
-- Differences: other numbers than Oracle's.
CREATE OR REPLACE FUNCTION {schema}.ora_hash(value text, max_bucket numeric DEFAULT 4294967295, seed_value numeric DEFAULT 0) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT (pg_catalog.hashtextextended(coalesce(value, ''), seed_value::bigint) & 4294967295)::numeric % (pg_catalog.trunc(max_bucket) + 1)
$$;
