-- handle_error: What a handler says before it calls what asks for its error; end_of_handling takes it back.
-- Manual: PL/SQL Language Reference, SQLCODE Function
-- Differences: the end of the transaction forgets it: a routine that ends it and asks then sees no error.
CREATE OR REPLACE FUNCTION {schema}.handle_error(state text, message text, context text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
BEGIN
  PERFORM pg_catalog.set_config('plconv.handled_errors', (
    pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object('state', state, 'message', message, 'context', context))
      || coalesce(nullif(pg_catalog.current_setting('plconv.handled_errors', true), '')::jsonb, '[]')
  )::text, true);
END
$$;
