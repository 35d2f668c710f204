-- sqlcode: SQLCODE inside a handler, from the SQLSTATE, the message and PG_EXCEPTION_CONTEXT of the error.
-- Manual: PL/SQL Language Reference, SQLCODE Function
-- Differences: without the context a conversion or length error counts as PL/SQL's -6502 and not as SQL's -1722,
--   -1438 or -12899. An INSERT into a generated column counts as one into an identity column (-32795), an UPDATE of
--   an identity column as one of a generated column (-54017). A NULL that MERGE writes counts as inserted (-1400). English server messages tell -2291 from -2292. A PostgreSQL error without an Oracle
--   counterpart is -600.
CREATE OR REPLACE FUNCTION {schema}.sqlcode(state text, message text DEFAULT NULL, context text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  line text;
  -- What PL/pgSQL was doing.
  place text;
  -- The text of the SQL statement that failed, NULL if the error arose in PL/pgSQL itself.
  statement text;
  -- Whether converted code raised the error again, with a message that says what it was.
  raised_again boolean;
BEGIN
  IF state IS NULL OR state = '00000' THEN
    RETURN 0;
  ELSIF state ~ '^U[0-9A-Z]{4}$' THEN
    RETURN 1;
  ELSIF state ~ '^[OQRSTVWIJK][0-9](K00|[0-9]{3})$' THEN
    RETURN -((pg_catalog.strpos('OQRSTVWIJK', pg_catalog.left(state, 1)) - 1) * 10000 + pg_catalog.replace(pg_catalog.substr(state, 2), 'K', '0')::integer);
  END IF;
  FOREACH line IN ARRAY pg_catalog.string_to_array(coalesce(context, ''), E'\n') LOOP
    CONTINUE WHEN line LIKE 'PL/pgSQL function {schema}.%' OR line LIKE 'SQL statement "SELECT {schema}.' || 'raise_%';
    IF raised_again IS NULL THEN
      raised_again := line ~ '^PL/pgSQL function .* at RAISE$';
      -- CALL stands for a call in PL/SQL, which evaluates its arguments itself; BULK COLLECT is an assignment.
      statement := pg_catalog.upper(coalesce(
        substring(line, '^SQL statement "(?!CALL )(.*)'),
        substring(line, '^PL/pgSQL assignment "\S+ := (ARRAY\(.*)')));
    END IF;
    place := substring(line, '^PL/pgSQL function .* at (.*)$');
    EXIT WHEN place IS NOT NULL;
  END LOOP;
  IF place = 'PERFORM' THEN
    statement := NULL;
  ELSIF place LIKE 'FOR over %' OR place IN ('FETCH', 'OPEN') AND message LIKE 'ORA-01722:%' THEN
    -- The rows of a cursor. What FETCH itself converts raises PostgreSQL's own errors.
    statement := coalesce(statement, place);
  END IF;
  IF state = '22P02' AND message LIKE 'ORA-01722:%' AND context IS NOT NULL AND statement IS NULL AND raised_again IS NOT TRUE THEN
    RETURN -6502;
  ELSIF message ~ '^ORA-[0-9]{5}:' THEN
    RETURN CASE pg_catalog.substr(message, 5, 5) WHEN '01403' THEN 100 ELSE -pg_catalog.substr(message, 5, 5)::integer END;
  END IF;
  RETURN CASE state
    WHEN '23505' THEN -1
    WHEN '23502' THEN CASE WHEN statement ~ '^\s*UPDATE' THEN -1407 ELSE -1400 END
    WHEN '23503' THEN CASE WHEN message LIKE 'update or delete on table%' THEN -2292 ELSE -2291 END
    WHEN '23001' THEN -2292
    WHEN '23514' THEN CASE
      WHEN message LIKE 'value for domain%' AND statement IS NULL THEN -6502
      WHEN message LIKE 'no partition of relation%' THEN -14400
      ELSE -2290 END
    WHEN 'P0002' THEN 100
    WHEN '02000' THEN 100
    WHEN 'P0003' THEN -1422
    WHEN '20000' THEN -6592
    WHEN '21000' THEN CASE WHEN message LIKE 'MERGE command%' THEN -30926 ELSE -1427 END
    WHEN '22001' THEN CASE WHEN statement IS NULL OR statement LIKE 'ARRAY(%' THEN -6502 ELSE -12899 END
    WHEN '22003' THEN CASE
      WHEN message LIKE '% out of range' THEN -1426
      WHEN statement IS NULL OR statement LIKE 'ARRAY(%' THEN -6502
      ELSE -1438 END
    WHEN '22004' THEN CASE WHEN message LIKE 'cursor variable %' THEN -1001 ELSE -6502 END
    WHEN '22007' THEN -1861
    WHEN '22008' THEN -1841
    WHEN '22012' THEN -1476
    WHEN '2202E' THEN -6533
    WHEN '2F005' THEN -6503
    WHEN '2200H' THEN -8004
    WHEN '2201F' THEN -1428
    WHEN '2201E' THEN -1428
    WHEN '2201B' THEN CASE
      WHEN message LIKE '%brackets [] not balanced' THEN -12726
      WHEN message LIKE '%invalid backreference number' THEN -12727
      WHEN message LIKE '%invalid character range' THEN -12728
      WHEN message LIKE '%invalid character class' THEN -12729
      WHEN message LIKE '%invalid collating element' THEN -12731
      WHEN message LIKE '%invalid repetition count(s)' OR message LIKE '%braces {} not balanced' THEN -12732
      WHEN message LIKE '%regular expression is too complex' THEN -12733
      ELSE -12725 END
    WHEN '22P02' THEN CASE WHEN statement IS NULL THEN -6502 ELSE -1722 END
    WHEN '24000' THEN -1001
    WHEN '34000' THEN -1001
    WHEN '25006' THEN -1456
    WHEN '28P01' THEN -1017
    WHEN '28000' THEN -1017
    WHEN '44000' THEN -1402
    WHEN '40001' THEN -8177
    WHEN '40P01' THEN -60
    WHEN '42501' THEN CASE WHEN message LIKE 'new row violates row-level security policy%' THEN -28115 ELSE -1031 END
    WHEN '42703' THEN -904
    WHEN '42804' THEN -6504
    WHEN '428C9' THEN CASE WHEN message LIKE 'cannot insert%' THEN -32795 ELSE -54017 END
    WHEN '42P01' THEN -942
    WHEN '42P03' THEN -6511
    WHEN '42P07' THEN -955
    WHEN '42601' THEN -900
    WHEN '53200' THEN -6500
    WHEN '54001' THEN -6500
    WHEN '55000' THEN CASE 
      WHEN message LIKE 'currval of sequence%' THEN -8002
      WHEN message ~ '^cannot (insert into|update|delete from) view' THEN -1732
      ELSE -600 END
    WHEN '55P03' THEN -54
    WHEN '57014' THEN -1013
    ELSE -600
  END;
END
$$;
