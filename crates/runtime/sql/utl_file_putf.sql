-- utl_file_putf: UTL_FILE.PUTF: writes a format with its %s replaced by the arguments in turn and \n by an end of line.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, PUTF Procedure
-- Differences: none.
-- Depends: utl_file_put
CREATE OR REPLACE PROCEDURE {schema}.utl_file_putf(file numeric, format text, arg1 text DEFAULT NULL, arg2 text DEFAULT NULL, arg3 text DEFAULT NULL, arg4 text DEFAULT NULL, arg5 text DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  pieces CONSTANT text[] := pg_catalog.string_to_array(pg_catalog.replace(format, '\n', E'\n'), '%s');
  args CONSTANT text[] := ARRAY[arg1, arg2, arg3, arg4, arg5];
  line text;
BEGIN
  line := (
    SELECT pg_catalog.string_agg(CASE WHEN place > 1 THEN coalesce(args[place - 1], '') ELSE '' END || piece, '' ORDER BY place)
    FROM pg_catalog.unnest(pieces) WITH ORDINALITY AS part(piece, place));
  CALL {schema}.utl_file_put(file, line);
END
$$;
