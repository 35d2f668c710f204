-- shared_statement: a dynamic statement that is only known when it runs, in PostgreSQL's words; one with anything in it
--   that may not mean the same there raises.
-- Manual: PL/SQL Language Reference, EXECUTE IMMEDIATE Statement; SQL Language Reference, SQL Statements
-- Differences: values are converted implicitly by PostgreSQL's rules, also texts to dates and numbers to texts; values of
--   CHAR are compared without the blanks at their ends.
-- Depends: quoted_name, sysdate, to_date
CREATE OR REPLACE FUNCTION {schema}.shared_statement(statement text, named_binds boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  name_pattern CONSTANT text := '(?:"[^"]+"|[[:alpha:]][\w$]*)(?:\.(?:"[^"]+"|[[:alpha:]][\w$]*))?';
  before_parenthesis CONSTANT text[] := '{ABS,ALL,AND,ANY,AS,BETWEEN,BY,COALESCE,COUNT,DISTINCT,ELSE,EXISTS,FROM,HAVING,
    IN,JOIN,LIKE,LOWER,MAX,MIN,NOT,NULLIF,NVL,ON,OR,SELECT,SET,SOME,SUM,THEN,TO_DATE,UNION,UPPER,USING,VALUES,WHEN,WHERE}'::text[];
  refused CONSTANT text[] := '{CONNECT,CURRENT_DATE,CURRENT_TIME,CURRENT_TIMESTAMP,CURRENT_USER,CURRVAL,INTERSECT,LEVEL,
    LOCALTIMESTAMP,MINUS,MODEL,OVER,PIVOT,PRIOR,ROWID,ROWNUM,SESSION_USER,START,SYSTIMESTAMP,UID,UNPIVOT,USER}'::text[];
  result text := '';
  token text;
  word text;
  last_word text := '';
  word_before_last text := '';
  operator_needs_number boolean := false;
  names_target boolean := false;
  has_nextval boolean := false;
  returns boolean := false;
  binds integer := 0;
BEGIN
  IF statement ~* ('^\s*TRUNCATE\s+TABLE\s+' || name_pattern || '(\s+(DROP|REUSE)\s+STORAGE)?\s*$') THEN
    RETURN pg_catalog.regexp_replace(statement, '\s(DROP|REUSE)\s+STORAGE\s*$', '', 'i');
  ELSIF statement ~* ('^\s*DROP\s+(TABLE|VIEW|MATERIALIZED\s+VIEW|SEQUENCE|INDEX)\s+' || name_pattern || '(\s+PURGE)?\s*$') THEN
    RETURN pg_catalog.regexp_replace(statement, '\sPURGE\s*$', '', 'i');
  END IF;
  FOR token IN
    SELECT matched.parts[1]
    FROM pg_catalog.regexp_matches(
      statement,
      '(\s+|--[^\n]*|/\*(?:[^*]|\*+[^*/])*\*+/|''(?:[^'']|'''')*''|"[^"]+"|:\w+|[[:alpha:]][\w$#]*|\d[\w.]*|<>|[!<>]=|.)',
      'g'
    ) AS matched (parts)
  LOOP
    IF token ~ '^(\s|--|/\*)' THEN
      result := CASE WHEN result ~ '(^|\s)$' THEN result ELSE result || ' ' END;
      token := NULL;
      CONTINUE;
    END IF;
    word := pg_catalog.upper(token);
    IF last_word = '' AND word NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'WITH')
      OR operator_needs_number AND token !~ '^\d'
      OR last_word = 'DELETE' AND word = '('
    THEN
      EXIT;
    END IF;
    operator_needs_number := false;
    IF last_word = 'DELETE' AND word <> 'FROM' THEN
      result := result || 'FROM ';
    END IF;
    CASE
      WHEN token LIKE '''%' THEN
        EXIT WHEN token = '''''' OR last_word IN ('DATE', 'INTERVAL', 'N', 'NQ', 'Q', 'TIMESTAMP', 'U', 'E', 'B', 'X');
        EXIT WHEN token LIKE '%\\%' AND statement ~* '\mLIKE\M';
      WHEN token LIKE '"%' THEN
        token := {schema}.quoted_name(pg_catalog.btrim(token, '"'));
      WHEN token ~ '^:\w' THEN
        -- RETURNING hands its values to the caller.
        IF last_word = 'INTO' OR returns THEN
          result := pg_catalog.regexp_replace(result, '\s(INTO|,)\s*$', '', 'i');
          returns := true;
          token := '';
        ELSIF named_binds THEN
          token := pg_catalog.lower(token);
        ELSE
          binds := binds + 1;
          token := '$' || binds;
        END IF;
      WHEN token ~ '^\d' THEN
        EXIT WHEN token !~ '^\d+(\.\d+)?$' OR last_word = 'BY' AND word_before_last = 'GROUP';
      WHEN word = 'SYSDATE' AND last_word <> '.' THEN
        token := '{schema}.sysdate()';
      WHEN word = 'NEXTVAL' AND last_word = '.' THEN
        EXIT WHEN has_nextval;
        has_nextval := true;
        result := pg_catalog.regexp_replace(result, '(' || name_pattern || ')\.$', 'nextval(''\1''');
        token := ')';
      WHEN word = 'DUAL' AND last_word = 'FROM' THEN
        result := pg_catalog.regexp_replace(result, 'FROM\s*$', '', 'i');
        token := '';
      WHEN token ~ '^[[:alpha:]]' THEN
        EXIT WHEN word = ANY (refused) AND last_word <> '.';
        names_target := CASE WHEN word = 'INTO' THEN true ELSE names_target AND word NOT IN ('SELECT', 'VALUES') END;
        token := CASE WHEN token LIKE '%#%' THEN pg_catalog.quote_ident(pg_catalog.lower(token)) ELSE token END;
      WHEN token = '(' THEN
        EXIT WHEN last_word ~ '^[[:alpha:]"]' AND last_word <> ALL (before_parenthesis) AND NOT names_target
          OR word_before_last = '.' AND NOT names_target;
        IF last_word = 'NVL' THEN
          result := pg_catalog.regexp_replace(result, 'NVL\s*$', 'coalesce', 'i');
        ELSIF last_word = 'TO_DATE' THEN
          result := pg_catalog.regexp_replace(result, 'TO_DATE\s*$', '{schema}.to_date', 'i');
        END IF;
        names_target := false;
      WHEN token IN ('+', '-') THEN
        operator_needs_number := last_word !~ '^\d';
      WHEN token NOT IN (',', '.', ')', '=', '<', '>', '<>', '!=', '<=', '>=', '*') THEN
        EXIT;
      ELSE
        token := CASE WHEN returns AND token = ',' THEN '' ELSE token END;
    END CASE;
    result := result || token;
    word_before_last := last_word;
    last_word := word;
    token := NULL;
  END LOOP;
  IF token IS NOT NULL OR operator_needs_number OR last_word = '' THEN
    RAISE EXCEPTION 'a dynamic statement that was not translated: %', statement
      USING ERRCODE = 'feature_not_supported',
        HINT = 'PostgreSQL may understand "' || coalesce(word, '') || '" differently.';
  END IF;
  RETURN pg_catalog.rtrim(result);
END
$$;
