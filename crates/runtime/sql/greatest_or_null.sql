-- greatest_or_null: GREATEST, which is NULL as soon as one argument is.
-- Manual: SQL Language Reference, GREATEST
-- Differences: the caller converts all arguments to the type of the first one, as Oracle does.
CREATE OR REPLACE FUNCTION {schema}.greatest_or_null(VARIADIC arguments anycompatiblearray) RETURNS anycompatible
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN pg_catalog.count(*) = pg_catalog.count(argument) THEN pg_catalog.max(argument) END FROM pg_catalog.unnest(arguments) AS argument
$$;
