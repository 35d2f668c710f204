-- dbms_lob_open: DBMS_LOB.OPEN: nothing is left to do.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, OPEN Procedures
-- Differences: that a LOB is NULL, was opened twice or was not opened is not noticed.
CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_open(INOUT lob_loc bytea, open_mode numeric)
LANGUAGE sql AS $$
SELECT lob_loc
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_open(INOUT lob_loc text, open_mode numeric)
LANGUAGE sql AS $$
SELECT lob_loc
$$;
