-- dbms_sql_description: what DBMS_SQL.DESCRIBE_COLUMNS says of the columns of a query, by their places.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SQL, DESCRIBE_COLUMNS Procedures and "DBMS_SQL Data Structures"
-- Differences: the name of an expression without an alias is PostgreSQL's; text without a limit counts as VARCHAR2(4000);
--   a query with two columns of one name raises.
-- Depends: dbms_sql_cursor, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.dbms_sql_description(c numeric) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  -- Everything that is no bind, or a bind, which has no value yet.
  token CONSTANT text := '(''(?:[^'']|'''')*''|"(?:[^"]|"")*"|::|[^:''"]+|:(?![[:alnum:]_]))|:[[:alnum:]_$#]+';
  statement CONSTANT text := (
    SELECT pg_catalog.string_agg(coalesce(matched.parts[1], 'NULL'), '' ORDER BY matched.place)
    FROM pg_catalog.regexp_matches({schema}.dbms_sql_cursor(c) ->> 'statement', token, 'g')
      WITH ORDINALITY AS matched(parts, place)
  );
  result jsonb;
BEGIN
  IF statement IS NULL THEN
    PERFORM {schema}.raise_oracle_error(1003, 'no statement parsed');
  END IF;
  EXECUTE 'CREATE TEMPORARY VIEW dbms_sql_described AS ' || statement;
  SELECT pg_catalog.jsonb_object_agg(described.place, pg_catalog.jsonb_build_object(
      'col_type', CASE described.type
          WHEN 'number' THEN 2
          WHEN 'timestamp' THEN CASE WHEN described.modifier = 0 THEN 12 ELSE 180 END
          WHEN 'timestamptz' THEN 181
          WHEN 'interval' THEN 183
          WHEN 'bpchar' THEN 96
          WHEN 'float4' THEN 100
          WHEN 'float8' THEN 101
          WHEN 'bytea' THEN 23
          WHEN 'bool' THEN 252
          ELSE 1
        END,
      'col_max_len', CASE
          WHEN described.type IN ('varchar', 'bpchar') AND described.modifier > 4 THEN described.modifier - 4
          WHEN described.type = 'number' THEN 22
          WHEN described.type = 'timestamp' THEN CASE WHEN described.modifier = 0 THEN 7 ELSE 11 END
          WHEN described.type = 'timestamptz' THEN 13
          ELSE 4000
        END,
      'col_name', described.name,
      'col_name_len', pg_catalog.length(described.name),
      'col_schema_name_len', 0,
      'col_precision', CASE
          WHEN described.type = 'number' AND described.modifier > 4 THEN ((described.modifier - 4) >> 16) & 65535
          ELSE 0
        END,
      'col_scale', CASE
          WHEN described.type <> 'number' THEN 0
          WHEN described.modifier > 4 THEN (((described.modifier - 4) & 2047) # 1024) - 1024
          ELSE -127
        END,
      'col_charsetid', CASE WHEN described.type IN ('varchar', 'bpchar', 'text') THEN 873 ELSE 0 END,
      'col_charsetform', CASE WHEN described.type IN ('varchar', 'bpchar', 'text') THEN 1 ELSE 0 END,
      'col_null_ok', true,
      'col_type_name_len', 0))
  INTO result
  FROM (
      SELECT attribute.attnum AS place,
        attribute.atttypmod AS modifier,
        CASE WHEN type.typname IN ('numeric', 'int2', 'int4', 'int8') THEN 'number' ELSE type.typname::text END AS type,
        CASE
          WHEN attribute.attname = pg_catalog.lower(attribute.attname) THEN pg_catalog.upper(attribute.attname)
          ELSE attribute.attname::text
        END AS name
      FROM pg_catalog.pg_attribute AS attribute
      JOIN pg_catalog.pg_type AS type ON type.oid = attribute.atttypid
      WHERE attribute.attrelid = pg_catalog.to_regclass('pg_temp.dbms_sql_described') AND attribute.attnum > 0
    ) AS described;
  EXECUTE 'DROP VIEW pg_temp.dbms_sql_described';
  RETURN result;
END
$$;
