-- refused: Stands for an expression that is not carried over: raises when it is evaluated.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.refused(message text)
RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL SAFE
AS $$
BEGIN
  RAISE EXCEPTION '%', message USING ERRCODE = 'feature_not_supported';
END;
$$;
