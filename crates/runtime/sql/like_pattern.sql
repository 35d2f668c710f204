-- like_pattern: the pattern of LIKE, whose escape character stands before %, _ or itself only.
-- Manual: SQL Language Reference, LIKE Condition
-- Differences: none; another character behind it, or none, is ORA-01424, an escape of another length ORA-01425.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.like_pattern(pattern text, escape text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  at integer := 1;
BEGIN
  IF pg_catalog.length(escape) IS DISTINCT FROM 1 THEN
    PERFORM {schema}.raise_oracle_error(1425);
  END IF;
  WHILE pg_catalog.strpos(pg_catalog.substr(pattern, at), escape) > 0 LOOP
    at := at + pg_catalog.strpos(pg_catalog.substr(pattern, at), escape);
    IF pg_catalog.substr(pattern, at, 1) NOT IN ('%', '_', escape) THEN
      PERFORM {schema}.raise_oracle_error(1424);
    END IF;
    at := at + 1;
  END LOOP;
  RETURN pattern;
END
$$;
