-- array_extend: EXTEND: as many NULL elements more, or copies of one element.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: array_index, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.array_extend(collection anyarray, amount integer DEFAULT 1, copied integer DEFAULT NULL)
RETURNS anyarray
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF collection IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6531);
  END IF;
  FOR number IN 1..amount LOOP
    IF copied IS NULL THEN
      collection := pg_catalog.array_append(collection, NULL);
    ELSE
      collection := pg_catalog.array_append(collection, collection[{schema}.array_index(collection, copied)]);
    END IF;
  END LOOP;
  RETURN collection;
END;
$$;
