-- dbms_output_enable: DBMS_OUTPUT.ENABLE.
-- Manual: PL/SQL Packages and Types Reference, DBMS_OUTPUT, ENABLE
-- Differences: the buffer size is ignored, there is no limit; output is enabled from the start.
CREATE OR REPLACE FUNCTION {schema}.dbms_output_enable(buffer_size numeric DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM buffer_size, pg_catalog.set_config('plconv.dbms_output_enabled', 'on', false);
END
$$;
