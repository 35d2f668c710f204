-- ora_dict_obj_type: ORA_DICT_OBJ_TYPE: the kind of object that a DDL trigger fires for; NULL outside of such triggers.
-- Manual: PL/SQL Language Reference, Event Attribute Functions
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.ora_dict_obj_type() RETURNS text
LANGUAGE sql STABLE PARALLEL UNSAFE AS $$
SELECT nullif(pg_catalog.current_setting('plconv.ddl_event', true), '')::json ->> 'type'
$$;
