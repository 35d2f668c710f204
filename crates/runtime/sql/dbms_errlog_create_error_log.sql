-- dbms_errlog_create_error_log: DBMS_ERRLOG.CREATE_ERROR_LOG: creates a table for the errors of statements on another one.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ERRLOG, CREATE_ERROR_LOG Procedure
-- Differences: RAW columns are left out too; nothing is committed.
CREATE OR REPLACE PROCEDURE {schema}.dbms_errlog_create_error_log(dml_table_name text, err_log_table_name text DEFAULT NULL, err_log_table_owner text DEFAULT NULL, err_log_table_space text DEFAULT NULL, skip_unsupported boolean DEFAULT false)
LANGUAGE plpgsql AS $$
DECLARE
  relation CONSTANT regclass := dml_table_name::regclass;
  columns text;
  place text;
  name text;
BEGIN
  IF NOT skip_unsupported AND EXISTS (SELECT FROM pg_catalog.pg_attribute JOIN pg_catalog.pg_type ON pg_type.oid = atttypid
    WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped AND (typname IN ('text', 'xml') OR typtype = 'c'))
  THEN
    RAISE EXCEPTION 'ORA-20069: Unsupported column type(s) found: %', dml_table_name USING ERRCODE = 'R0069';
  END IF;
  SELECT pg_catalog.string_agg(pg_catalog.format(', %I varchar(4000)', attname), '' ORDER BY attnum)
    INTO columns
    FROM pg_catalog.pg_attribute JOIN pg_catalog.pg_type ON pg_type.oid = atttypid
    WHERE attrelid = relation AND attnum > 0 AND NOT attisdropped AND typtype <> 'c'
      AND typname NOT IN ('text', 'xml', 'bytea', 'json', 'jsonb');
  SELECT pg_catalog.quote_ident(nspname), relname INTO place, name
    FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
    WHERE pg_class.oid = relation;
  -- Names without quotes are folded to lower case.
  name := coalesce((pg_catalog.parse_ident(err_log_table_name))[1], 'err$_' || pg_catalog.left(name, 25));
  IF err_log_table_owner IS NOT NULL AND pg_catalog.to_regnamespace(err_log_table_owner) IS NOT NULL THEN
    place := pg_catalog.to_regnamespace(err_log_table_owner)::text;
  END IF;
  EXECUTE pg_catalog.format('CREATE TABLE %s.%I ("ora_err_number$" numeric, "ora_err_mesg$" varchar(2000), "ora_err_rowid$" text, "ora_err_optyp$" varchar(2), "ora_err_tag$" varchar(2000)%s)',
    place, name, columns);
END
$$;
