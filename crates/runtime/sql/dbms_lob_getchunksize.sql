-- dbms_lob_getchunksize: DBMS_LOB.GETCHUNKSIZE: a good size for reading piece by piece.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, GETCHUNKSIZE Functions
-- Differences: Oracle's answer depends on the storage of the LOB.
CREATE OR REPLACE FUNCTION {schema}.dbms_lob_getchunksize(lob_loc bytea) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT 8132::numeric
$$;

CREATE OR REPLACE FUNCTION {schema}.dbms_lob_getchunksize(lob_loc text) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT 8132::numeric
$$;
