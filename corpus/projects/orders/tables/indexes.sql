create index customers_name_ix on customers (name_upper);
create index customers_email_ix on customers (lower(email));
create index orders_customer_ix on orders (customer_id, order_date desc);
create index orders_open_ix on orders (decode(status, 'NEW', order_id, 'CONFIRMED', order_id));
create index order_lines_product_ix on order_lines (product_id) tablespace &index_ts compress;
create bitmap index products_status_ix on products (status);
create unique index price_lists_name_ux on price_lists (upper(list_name));
create index payments_invoice_ix on payments (invoice_id) pctfree 5 storage (initial 128k) tablespace &index_ts;
create index inventory_product_ix on inventory (product_id, warehouse_id) reverse;
