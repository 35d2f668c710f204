-- all_users: ALL_USERS: the users of the database.
-- Manual: Database Reference, ALL_USERS
-- Differences: roles that may log in, and not the schemas.
-- Depends: oracle_name
CREATE OR REPLACE VIEW {schema}.all_users(username, user_id) AS
SELECT {schema}.oracle_name(r.rolname), r.oid::bigint::numeric
FROM pg_catalog.pg_roles r
WHERE r.rolcanlogin;
GRANT SELECT ON {schema}.all_users TO PUBLIC;
