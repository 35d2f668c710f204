-- sqlerrm_of_caller: SQLERRM outside a handler: of the error that a caller handles, or that there is none.
-- Manual: PL/SQL Language Reference, SQLERRM Function
-- Differences: those of sqlerrm.
-- Depends: handled_error, sqlerrm
CREATE OR REPLACE FUNCTION {schema}.sqlerrm_of_caller() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT {schema}.sqlerrm({schema}.handled_error('state'), {schema}.handled_error('message'), {schema}.handled_error('context'))
$$;
