SET FEEDBACK OFF
-- parents first
@@parameters.sql
@@security.sql
@@currencies.sql
@@tax_rates.sql
@@customers.sql
@@products.sql
@@prices.sql
@@inventory.sql
@@orders.sql
