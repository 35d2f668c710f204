-- user_users: USER_USERS: the user.
-- Manual: Database Reference, USER_USERS
-- Differences: the user of the session, and not the schema.
-- Depends: oracle_name
CREATE OR REPLACE VIEW {schema}.user_users(username, user_id, account_status) AS
SELECT {schema}.oracle_name(r.rolname), r.oid::bigint::numeric, 'OPEN'::text
FROM pg_catalog.pg_roles r
WHERE r.rolname = current_user;
GRANT SELECT ON {schema}.user_users TO PUBLIC;
