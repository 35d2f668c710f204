REM ===========================================================================
REM  OMS order management system: complete installation.
REM
REM  Connect as the schema owner (CREATE TABLE, VIEW, SEQUENCE, PROCEDURE,
REM  TRIGGER, TYPE, SYNONYM and CREATE ROLE privileges), then
REM     SQL> @install.sql
REM
REM  2006-02-11  first version
REM  2011-06-30  price lists, promotions
REM  2019-04-02  12c features allowed: identity, sequence defaults
REM ===========================================================================
SET DEFINE ON
SET VERIFY OFF ECHO OFF FEEDBACK OFF
SET SQLBLANKLINES ON
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
WHENEVER SQLERROR EXIT SQL.SQLCODE ROLLBACK

DEFINE data_ts  = USERS
DEFINE index_ts = USERS
DEFINE app_role = OMS_USER
DEFINE load_data = data/load_all

PROMPT Sequences
@@sequences/sequences.sql

PROMPT Types
@@types/t_number_list.sql
@@types/t_string_list.sql
@@types/t_address.sql

PROMPT Tables
@@tables/all_tables.sql

PROMPT Views
@@views/v_order_totals.sql
@@views/v_customer_orders.sql
@@views/v_category_tree.sql
@@views/v_active_customers.sql
@@views/v_stock.sql
@@views/v_order_entry.sql

PROMPT Package specifications
@@packages/error_handling.pks
@@packages/app_config.pks
@@packages/util_pkg.pks
@@packages/audit_pkg.pks
@@packages/customer_mgmt.pks
@@packages/product_catalog.pks
@@packages/pricing.pks
@@packages/inventory_mgmt.pks
@@packages/order_entry.pks
@@packages/invoicing.pks
@@packages/payment_mgmt.pks
@@packages/shipping.pks
@@packages/reporting.pks
@@packages/job_runner.pks

PROMPT Functions and procedures
@@functions/is_business_day.sql
@@functions/order_total.sql
@@procedures/touch_order.sql
@@procedures/print_line.sql

PROMPT Package bodies
@@packages/error_handling.pkb
@@packages/app_config.pkb
@@packages/util_pkg.pkb
@@packages/audit_pkg.pkb
@@packages/customer_mgmt.pkb
@@packages/product_catalog.pkb
@@packages/pricing.pkb
@@packages/inventory_mgmt.pkb
@@packages/order_entry.pkb
@@packages/invoicing.pkb
@@packages/payment_mgmt.pkb
@@packages/shipping.pkb
@@packages/reporting.pkb
@@packages/job_runner.pkb

PROMPT Data
-- before the triggers: loading is not an audited event
@@&load_data

PROMPT Triggers
@@triggers/customers_bi.sql
@@triggers/orders_bi.sql
@@triggers/orders_bu.sql
@@triggers/orders_au.sql
@@triggers/order_lines_ct.sql
@@triggers/app_parameters_as.sql
@@triggers/v_order_entry_ioi.sql

PROMPT Synonyms and grants
@@synonyms/synonyms.sql
@@grants/grants.sql

UNDEFINE load_data
SET FEEDBACK ON
PROMPT OMS installed
