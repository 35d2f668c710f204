-- least_or_null: LEAST, which is NULL as soon as one argument is.
-- Manual: SQL Language Reference, LEAST
-- Differences: the caller converts all arguments to the type of the first one, as Oracle does.
CREATE OR REPLACE FUNCTION {schema}.least_or_null(VARIADIC arguments anycompatiblearray) RETURNS anycompatible
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN pg_catalog.count(*) = pg_catalog.count(argument) THEN pg_catalog.min(argument) END FROM pg_catalog.unnest(arguments) AS argument
$$;
