-- dbms_utility_table_to_comma: DBMS_UTILITY.TABLE_TO_COMMA: the elements from 1 to the first NULL with commas between them.
-- Manual: PL/SQL Packages and Types Reference, DBMS_UTILITY, TABLE_TO_COMMA Procedures
-- Differences: none.
CREATE OR REPLACE PROCEDURE {schema}.dbms_utility_table_to_comma(tab jsonb, OUT tablen integer, OUT list text)
LANGUAGE plpgsql AS $$
BEGIN
  tablen := 0;
  WHILE nullif(tab ->> (tablen + 1)::text, '') IS NOT NULL LOOP
    tablen := tablen + 1;
    list := pg_catalog.concat_ws(',', list, tab ->> tablen::text);
  END LOOP;
END
$$;
