-- dbms_lob_close: DBMS_LOB.CLOSE: nothing is left to do.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, CLOSE Procedures
-- Differences: that a LOB is NULL, was opened twice or was not opened is not noticed.
CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_close(INOUT lob_loc bytea)
LANGUAGE sql AS $$
SELECT lob_loc
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_close(INOUT lob_loc text)
LANGUAGE sql AS $$
SELECT lob_loc
$$;
