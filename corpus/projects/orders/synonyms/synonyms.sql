create or replace synonym cust for customers;
create or replace synonym ord_api for order_entry;
CREATE OR REPLACE SYNONYM say FOR print_line;
