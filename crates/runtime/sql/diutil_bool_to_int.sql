-- diutil_bool_to_int: SYS.DIUTIL.BOOL_TO_INT: 1 for TRUE, 0 for FALSE.
-- Manual: none
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.diutil_bool_to_int(b boolean) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT b::integer::numeric
$$;
