-- dbms_transaction_local_transaction_id: DBMS_TRANSACTION.LOCAL_TRANSACTION_ID: what tells the transaction from others; NULL if nothing was written yet.
-- Manual: PL/SQL Packages and Types Reference, DBMS_TRANSACTION, LOCAL_TRANSACTION_ID Function
-- Differences: one number instead of three with dots between them.
CREATE OR REPLACE FUNCTION {schema}.dbms_transaction_local_transaction_id(create_transaction boolean DEFAULT false) RETURNS text
LANGUAGE sql VOLATILE PARALLEL UNSAFE AS $$
SELECT CASE WHEN create_transaction THEN pg_catalog.pg_current_xact_id() ELSE pg_catalog.pg_current_xact_id_if_assigned() END::text
$$;
