-- global_name: GLOBAL_NAME: the name of the database.
-- Manual: Database Reference, GLOBAL_NAME
-- Differences: no domain.
-- Depends: oracle_name
CREATE OR REPLACE VIEW {schema}.global_name(global_name) AS
SELECT {schema}.oracle_name(pg_catalog.current_database());
GRANT SELECT ON {schema}.global_name TO PUBLIC;
