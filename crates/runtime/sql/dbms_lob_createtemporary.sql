-- dbms_lob_createtemporary: DBMS_LOB.CREATETEMPORARY: an empty LOB.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, CREATETEMPORARY Procedures
-- Differences: none; cache and duration have no meaning.
CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_createtemporary(INOUT lob_loc bytea, cache boolean, dur numeric DEFAULT 10)
LANGUAGE sql AS $$
SELECT bytea ''
$$;

CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_createtemporary(INOUT lob_loc text, cache boolean, dur numeric DEFAULT 10)
LANGUAGE sql AS $$
SELECT text ''
$$;
