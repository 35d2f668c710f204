-- check_deferred_constraints: checks what is deferred to the end of the transaction; a failure is that of COMMIT.
-- Manual: SQL Language Reference, COMMIT; Database Error Messages, ORA-02091
-- Differences: none known; the caller has to roll back.
-- Depends: raise_oracle_error, sqlerrm
CREATE OR REPLACE FUNCTION {schema}.check_deferred_constraints() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
BEGIN
  SET CONSTRAINTS ALL IMMEDIATE;
EXCEPTION
  WHEN integrity_constraint_violation THEN
    PERFORM {schema}.raise_oracle_error(2091, {schema}.sqlerrm(SQLSTATE, SQLERRM));
END
$$;
