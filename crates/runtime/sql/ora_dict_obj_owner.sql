-- ora_dict_obj_owner: ORA_DICT_OBJ_OWNER: the schema of the object that a DDL trigger fires for; NULL outside of such triggers.
-- Manual: PL/SQL Language Reference, Event Attribute Functions
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.ora_dict_obj_owner() RETURNS text
LANGUAGE sql STABLE PARALLEL UNSAFE AS $$
SELECT nullif(pg_catalog.current_setting('plconv.ddl_event', true), '')::json ->> 'owner'
$$;
