-- alter_partition: ALTER TABLE ... TRUNCATE PARTITION and DROP PARTITION; of a table that is one in PostgreSQL, the rows that
--   meet the condition are deleted.
-- Manual: SQL Language Reference, ALTER TABLE; VLDB and Partitioning Guide, Dropping and Truncating Partitions
-- Differences: rows that are deleted by the condition fire the triggers of the table; later rows of a range that was
--   dropped belong to no partition, not to the next.
CREATE OR REPLACE FUNCTION {schema}.alter_partition(
  table_name regclass,
  action text,
  partition_name text,
  condition text DEFAULT NULL
)
RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  partition regclass := (
    SELECT tree.relid
    FROM pg_catalog.pg_partition_tree(table_name) AS tree
    JOIN pg_catalog.pg_class AS found ON found.oid = tree.relid
    JOIN pg_catalog.pg_class AS root ON root.oid = table_name
    WHERE tree.level > 0 AND found.relname = root.relname || '_' || pg_catalog.lower(partition_name)
  );
BEGIN
  IF partition IS NOT NULL THEN
    EXECUTE pg_catalog.format('%s TABLE %s', action, partition);
  ELSIF condition IS NOT NULL THEN
    EXECUTE pg_catalog.format('DELETE FROM %s WHERE %s', table_name, condition);
  ELSE
    RAISE EXCEPTION 'table % has no partition %', table_name, partition_name USING ERRCODE = 'O2149';
  END IF;
END
$$;
