-- refuse_date_unit: raises the error for a unit that TRUNC and ROUND of dates do not know.
-- Manual: Database Error Messages, ORA-01821 and ORA-01898
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.refuse_date_unit(unit text) RETURNS timestamp
LANGUAGE plpgsql VOLATILE PARALLEL SAFE AS $$
BEGIN
  -- A model of several elements is known but too precise.
  PERFORM {schema}.raise_oracle_error(CASE
    WHEN unit ~* '^(s?y+|i?y+|mm|mon|month|dd|hh|hh24|hh12|mi)[-/:., ]+\w' OR unit ~* '^(y+|mm|dd|hh|mi)+$' THEN 1898
    WHEN unit ~* '^ss' THEN 1899
    ELSE 1821 END);
  RETURN NULL;
END
$$;
