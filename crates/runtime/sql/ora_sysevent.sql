-- ora_sysevent: ORA_SYSEVENT: what a DDL or logon trigger fires for; NULL outside of such triggers.
-- Manual: PL/SQL Language Reference, Event Attribute Functions
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.ora_sysevent() RETURNS text
LANGUAGE sql STABLE PARALLEL UNSAFE AS $$
SELECT nullif(pg_catalog.current_setting('plconv.ddl_event', true), '')::json ->> 'event'
$$;
