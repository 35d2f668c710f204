-- dbms_mview_refresh: DBMS_MVIEW.REFRESH: fills the materialized views of a list anew.
-- Manual: PL/SQL Packages and Types Reference, DBMS_MVIEW, REFRESH Procedures
-- Differences: always completely; nothing is committed.
CREATE OR REPLACE PROCEDURE {schema}.dbms_mview_refresh(list text, method text DEFAULT NULL, rollback_seg text DEFAULT NULL, push_deferred_rpc boolean DEFAULT true, refresh_after_errors boolean DEFAULT false, purge_option numeric DEFAULT 1, parallelism numeric DEFAULT 0, heap_size numeric DEFAULT 0, atomic_refresh boolean DEFAULT true, nested boolean DEFAULT false, out_of_place boolean DEFAULT false)
LANGUAGE plpgsql AS $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY pg_catalog.string_to_array(list, ',') LOOP
    -- Names without quotes are folded to lower case.
    EXECUTE pg_catalog.format('REFRESH MATERIALIZED VIEW %s', pg_catalog.btrim(name)::regclass);
  END LOOP;
END
$$;
