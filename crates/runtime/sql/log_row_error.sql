-- log_row_error: a row of an error log of DBMS_ERRLOG, with the values that the log has columns for.
-- Manual: Database Administrator's Guide, Error Logging Table Format
-- Differences: the row belongs to the transaction of the statement; ORA_ERR_ROWID$ is NULL.
CREATE OR REPLACE PROCEDURE {schema}.log_row_error(log regclass, number integer, message text, operation text, tag text, columns text[], "values" text[])
LANGUAGE plpgsql AS $$
DECLARE
  names text;
  items text;
BEGIN
  SELECT coalesce(pg_catalog.string_agg(', ' || pg_catalog.quote_ident(attname), '' ORDER BY place), ''),
      coalesce(pg_catalog.string_agg(', pg_catalog.left($5[' || place || '], 4000)', '' ORDER BY place), '')
    INTO names, items
    FROM pg_catalog.unnest(columns) WITH ORDINALITY AS given(name, place)
    JOIN pg_catalog.pg_attribute ON attrelid = log AND attname = name AND attnum > 0 AND NOT attisdropped;
  EXECUTE pg_catalog.format('INSERT INTO %s ("ora_err_number$", "ora_err_mesg$", "ora_err_optyp$", "ora_err_tag$"%s) VALUES ($1, pg_catalog.left($2, 2000), $3, pg_catalog.left($4, 2000)%s)', log, names, items)
    USING pg_catalog.abs(number), message, operation, tag, "values";
END
$$;
