-- first_not_null: FIRST_VALUE(value IGNORE NULLS): the first value of a window's frame that is not NULL.
-- Manual: SQL Language Reference, FIRST_VALUE
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.first_not_null(earlier anyelement, later anyelement) RETURNS anyelement
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT earlier
$$;

CREATE OR REPLACE AGGREGATE {schema}.first_not_null(value anyelement) (
  SFUNC = {schema}.first_not_null,
  STYPE = anyelement,
  PARALLEL = SAFE
);
