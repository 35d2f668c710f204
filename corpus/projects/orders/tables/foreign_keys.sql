alter table app_users add constraint app_users_manager_fk
  foreign key (manager_id) references app_users (user_id);
alter table app_user_roles add (
  constraint app_user_roles_user_fk foreign key (user_id) references app_users (user_id) on delete cascade,
  constraint app_user_roles_role_fk foreign key (role_code) references app_roles (role_code)
);
alter table currency_rates add constraint currency_rates_currency_fk
  foreign key (currency_code) references currencies (currency_code) on delete cascade;

alter table addresses add constraint addresses_customer_fk
  foreign key (customer_id) references customers (customer_id) on delete cascade;
-- customers and addresses point at each other: checked at COMMIT
alter table customers add constraint customers_address_fk
  foreign key (default_address_id) references addresses (address_id)
  deferrable initially deferred;

ALTER TABLE products ADD CONSTRAINT products_category_fk
  FOREIGN KEY (category_id) REFERENCES categories (category_id) ON DELETE SET NULL;
ALTER TABLE price_lists ADD CONSTRAINT price_lists_currency_fk
  FOREIGN KEY (currency_code) REFERENCES currencies;
ALTER TABLE price_list_items ADD CONSTRAINT price_list_items_list_fk
  FOREIGN KEY (price_list_id) REFERENCES price_lists ON DELETE CASCADE;
ALTER TABLE price_list_items ADD CONSTRAINT price_list_items_product_fk
  FOREIGN KEY (product_id) REFERENCES products ON DELETE CASCADE;

ALTER TABLE inventory ADD CONSTRAINT inventory_warehouse_fk
  FOREIGN KEY (warehouse_id) REFERENCES warehouses (warehouse_id);
ALTER TABLE inventory ADD CONSTRAINT inventory_product_fk
  FOREIGN KEY (product_id) REFERENCES products (product_id);

alter table orders add constraint orders_customer_fk
  foreign key (customer_id) references customers (customer_id);
alter table orders add constraint orders_currency_fk
  foreign key (currency_code) references currencies (currency_code);
alter table orders add constraint orders_promo_fk
  foreign key (promo_code) references promotions (promo_code) on delete set null;
alter table orders add constraint orders_address_fk
  foreign key (ship_address_id) references addresses (address_id) on delete set null;
alter table order_lines add constraint order_lines_order_fk
  foreign key (order_id) references orders (order_id) on delete cascade;
alter table order_lines add constraint order_lines_product_fk
  foreign key (product_id) references products (product_id);

alter table invoices add constraint invoices_order_fk
  foreign key (order_id) references orders (order_id);
alter table payments add constraint payments_invoice_fk
  foreign key (invoice_id) references invoices (invoice_id);
alter table shipments add constraint shipments_order_fk
  foreign key (order_id) references orders (order_id);
-- old carriers are still in the archive: not enforced
alter table shipments add constraint shipments_carrier_ck
  check (carrier in ('DHL', 'UPS', 'POST')) disable;
alter table returns add constraint returns_line_fk
  foreign key (order_id, line_no) references order_lines (order_id, line_no) on delete cascade;
