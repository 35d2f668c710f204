-- ddl_events: the objects that an event trigger of PostgreSQL fires for, as Oracle's event attribute functions tell of them.
--   `wanted` are the events (CREATE, ALTER, DROP), `owner` the schema that objects are in, NULL for every one.
-- Manual: PL/SQL Language Reference, Triggers for Publishing Events
-- Differences: none.
-- Depends: oracle_name
CREATE OR REPLACE FUNCTION {schema}.ddl_events(fired text, tag text, wanted text[], owner text) RETURNS SETOF json
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  event CONSTANT text := pg_catalog.split_part(tag, ' ', 1);
BEGIN
  IF fired = 'sql_drop' AND 'DROP' = ANY (wanted) THEN
    RETURN QUERY
    SELECT pg_catalog.json_build_object(
      'event', 'DROP', 'type', pg_catalog.upper(o.object_type), 'owner', {schema}.oracle_name(o.schema_name),
      'name', {schema}.oracle_name(coalesce(o.object_name, pg_catalog.split_part(pg_catalog.split_part(o.object_identity, '(', 1), '.', 2))))
    FROM pg_catalog.pg_event_trigger_dropped_objects() AS o
    -- What goes with the object that the statement names has no event of its own.
    WHERE o.original AND event = 'DROP' AND (owner IS NULL OR {schema}.oracle_name(o.schema_name) = owner);
  ELSIF fired = 'ddl_command_end' AND event = ANY (wanted) THEN
    RETURN QUERY
    SELECT DISTINCT ON (c.classid, c.objid) pg_catalog.json_build_object(
      'event', event, 'type', pg_catalog.upper(c.object_type), 'owner', {schema}.oracle_name(c.schema_name),
      'name', {schema}.oracle_name(coalesce(i.name, pg_catalog.split_part(pg_catalog.split_part(c.object_identity, '(', 1), '.', 2))))
    FROM pg_catalog.pg_event_trigger_ddl_commands() AS c
    CROSS JOIN LATERAL pg_catalog.pg_identify_object(c.classid, c.objid, c.objsubid) AS i
    -- The index of a key and the sequence of a column come with their table.
    WHERE c.command_tag = tag AND (owner IS NULL OR {schema}.oracle_name(c.schema_name) = owner);
  END IF;
END
$$;
