-- the role may be there already, from another installation
WHENEVER SQLERROR CONTINUE
CREATE ROLE &app_role;
WHENEVER SQLERROR EXIT SQL.SQLCODE ROLLBACK

GRANT EXECUTE ON order_entry TO &app_role;
GRANT EXECUTE ON customer_mgmt TO &app_role;
GRANT EXECUTE ON t_address TO &app_role;
GRANT SELECT ON v_stock TO &app_role;
GRANT SELECT, INSERT, UPDATE ON v_order_entry TO &app_role.;
GRANT SELECT ON customers TO &app_role;
GRANT UPDATE (email, phone#) ON customers TO &app_role;
