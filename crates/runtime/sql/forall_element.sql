-- forall_element: An element of a collection that FORALL reads by its index; ORA-22160 where it does not exist.
-- Manual: PL/SQL Language Reference, FORALL Statement
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.forall_element(collection anyarray, index integer) RETURNS anyelement
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF collection IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6531);
  ELSIF index NOT BETWEEN 1 AND pg_catalog.cardinality(collection) THEN
    PERFORM {schema}.raise_oracle_error(22160, index::text);
  END IF;
  RETURN collection[index];
END
$$;

CREATE OR REPLACE FUNCTION {schema}.forall_element(map jsonb, index integer) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF map IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6531);
  ELSIF NOT map ? index::text THEN
    PERFORM {schema}.raise_oracle_error(22160, index::text);
  END IF;
  RETURN nullif(map -> index::text, 'null');
END
$$;
