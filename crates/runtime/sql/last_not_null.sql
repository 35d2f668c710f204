-- last_not_null: LAST_VALUE(value IGNORE NULLS): the last value of a window's frame that is not NULL.
-- Manual: SQL Language Reference, LAST_VALUE
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.last_not_null(earlier anyelement, later anyelement) RETURNS anyelement
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT later
$$;

CREATE OR REPLACE AGGREGATE {schema}.last_not_null(value anyelement) (
  SFUNC = {schema}.last_not_null,
  STYPE = anyelement,
  PARALLEL = SAFE
);
