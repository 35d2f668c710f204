-- calendar_to_cron: the schedule of pg_cron for a calendar string of DBMS_SCHEDULER; what the string leaves out is that of
--   the start.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SCHEDULER, Calendaring Syntax
-- Differences: what pg_cron has no schedule for raises.
CREATE OR REPLACE FUNCTION {schema}.calendar_to_cron(calendar text, start_date timestamptz) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  -- pg_cron reads schedules in GMT.
  first CONSTANT timestamp := start_date AT TIME ZONE 'UTC';
  clauses CONSTANT jsonb := (
    SELECT pg_catalog.jsonb_object_agg(pg_catalog.upper(pg_catalog.btrim(pg_catalog.split_part(clause, '=', 1))),
      pg_catalog.upper(pg_catalog.replace(pg_catalog.split_part(clause, '=', 2), ' ', '')))
    FROM pg_catalog.string_to_table(pg_catalog.btrim(calendar, '; '), ';') AS clause);
  frequency CONSTANT text := clauses ->> 'FREQ';
  step CONSTANT integer := coalesce((clauses ->> 'INTERVAL')::integer, 1);
  minutes text := coalesce(clauses ->> 'BYMINUTE', pg_catalog.date_part('minute', first)::text);
  hours text := coalesce(clauses ->> 'BYHOUR', pg_catalog.date_part('hour', first)::text);
  days text := '*';
  months text := '*';
  weekdays text := coalesce(pg_catalog.lower(clauses ->> 'BYDAY'), '*');
  largest integer;
BEGIN
  IF frequency IS NULL
    OR clauses - '{FREQ,INTERVAL,BYSECOND,BYMINUTE,BYHOUR,BYDAY,BYMONTHDAY,BYMONTH}'::text[] <> '{}'
    OR coalesce(clauses ->> 'BYSECOND', '0') <> '0'
    OR weekdays ~ '\d'
    OR clauses ->> 'BYMONTHDAY' ~ '-' AND clauses ->> 'BYMONTHDAY' <> '-1'
    -- pg_cron runs when the day of the month or that of the week fits, Oracle when both do.
    OR clauses ? 'BYDAY' AND clauses ? 'BYMONTHDAY'
  THEN
    RAISE EXCEPTION 'pg_cron has no schedule for the calendar string %', calendar USING ERRCODE = 'feature_not_supported';
  END IF;
  CASE frequency
    WHEN 'MINUTELY' THEN
      minutes := coalesce(clauses ->> 'BYMINUTE', CASE WHEN step > 1 THEN pg_catalog.format('%s-59/%s', pg_catalog.date_part('minute', first)::integer % step, step) ELSE '*' END);
      hours := coalesce(clauses ->> 'BYHOUR', '*');
      largest := CASE WHEN clauses ? 'BYMINUTE' THEN 1 ELSE 60 END;
    WHEN 'HOURLY' THEN
      hours := coalesce(clauses ->> 'BYHOUR', CASE WHEN step > 1 THEN pg_catalog.format('%s-23/%s', pg_catalog.date_part('hour', first)::integer % step, step) ELSE '*' END);
      largest := CASE WHEN clauses ? 'BYHOUR' THEN 1 ELSE 24 END;
    WHEN 'DAILY' THEN
      largest := 1;
    WHEN 'WEEKLY' THEN
      weekdays := coalesce(pg_catalog.lower(clauses ->> 'BYDAY'), pg_catalog.date_part('dow', first)::text);
      largest := 1;
    WHEN 'MONTHLY' THEN
      days := CASE WHEN clauses ? 'BYDAY' THEN '*' ELSE pg_catalog.date_part('day', first)::text END;
      months := CASE WHEN step > 1 THEN pg_catalog.format('%s-12/%s', (pg_catalog.date_part('month', first)::integer - 1) % step + 1, step) ELSE '*' END;
      largest := 12;
    WHEN 'YEARLY' THEN
      days := pg_catalog.date_part('day', first)::text;
      months := pg_catalog.date_part('month', first)::text;
      largest := 1;
    ELSE
      largest := 0;
  END CASE;
  days := CASE clauses ->> 'BYMONTHDAY' WHEN '-1' THEN '$' ELSE coalesce(clauses ->> 'BYMONTHDAY', days) END;
  months := coalesce(pg_catalog.lower(clauses ->> 'BYMONTH'), months);
  -- A step has to divide what it counts: cron begins anew with each hour, day and year.
  IF step > largest OR largest % step <> 0 THEN
    RAISE EXCEPTION 'pg_cron has no schedule for the calendar string %', calendar USING ERRCODE = 'feature_not_supported';
  END IF;
  RETURN pg_catalog.concat_ws(' ', minutes, hours, days, months, weekdays);
END
$$;
