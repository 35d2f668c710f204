-- dbms_session_is_role_enabled: DBMS_SESSION.IS_ROLE_ENABLED: whether the session has the rights of a role.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SESSION, IS_ROLE_ENABLED Function
-- Differences: roles that the session switched off count; a superuser has them all.
CREATE OR REPLACE FUNCTION {schema}.dbms_session_is_role_enabled(rolename text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT EXISTS (
  SELECT FROM pg_catalog.pg_roles
  WHERE rolname IN (rolename, pg_catalog.lower(rolename)) AND pg_catalog.pg_has_role(oid, 'USAGE')
)
$$;
