-- regexp_pattern: an Oracle regular expression as a PostgreSQL one for the same match parameter.
-- Manual: SQL Language Reference, Oracle Regular Expression Support
-- Differences: an expression that mixes greedy and non-greedy quantifiers takes PostgreSQL's rule, by which the
--   first one decides for all.
CREATE OR REPLACE FUNCTION {schema}.regexp_pattern(pattern text, match_parameter text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  result text := '';
  at integer := 1;
  mark text;
  next text;
  inside boolean := false;
  opened_at integer := 0;
BEGIN
  IF pattern !~ '[.\\]' AND pattern NOT LIKE '***%' THEN
    RETURN nullif(pattern, '');
  END IF;
  WHILE at <= pg_catalog.length(pattern) LOOP
    mark := pg_catalog.substr(pattern, at, 1);
    next := pg_catalog.substr(pattern, at + 1, 1);
    IF inside THEN
      IF mark = '[' AND next IN (':', '.', '=') THEN
        -- A class, collating or equivalence element goes over as it is.
        mark := coalesce(substring(pg_catalog.substr(pattern, at), '^\[([:.=]).*?\1\]'), '');
        mark := CASE WHEN mark = '' THEN '[' ELSE
          pg_catalog.substr(pattern, at, pg_catalog.strpos(pg_catalog.substr(pattern, at + 2), mark || ']') + 3) END;
        result := result || mark;
        at := at + pg_catalog.length(mark) - 1;
      ELSIF mark = '\' THEN
        -- Between brackets Oracle's backslash is an ordinary character.
        result := result || '\\';
      ELSE
        result := result || mark;
        IF mark = ']' AND at > opened_at + 1 THEN
          inside := false;
        END IF;
      END IF;
    ELSIF mark = '[' THEN
      inside := true;
      opened_at := at;
      result := result || mark;
      IF next = '^' THEN
        result := result || next;
        at := at + 1;
        opened_at := at;
      END IF;
    ELSIF mark = '\' THEN
      result := result || CASE
        WHEN next = '' THEN '\\'
        WHEN next ~ '[dDwWsSAZ1-9]' OR next !~ '[[:alnum:]]' THEN mark || next
        ELSE next END;
      at := at + 1;
    ELSIF mark = '.' AND coalesce(match_parameter, '') NOT LIKE '%n%' THEN
      result := result || '[^\n]';
    ELSE
      result := result || mark;
    END IF;
    at := at + 1;
  END LOOP;
  RETURN CASE WHEN pattern LIKE '***%' THEN '(?:)' ELSE '' END || nullif(result, '');
END
$$;
