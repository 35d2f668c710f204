create or replace package body invoicing as

  function make_invoice (p_order_id in number, p_on in date) return invoices.invoice_id%type is
    r_invoice  invoices%rowtype;
    l_customer customers%rowtype;
    l_status   orders.status%type;
    l_days     number;
  begin
    select c.*
      into l_customer
      from customers c, orders o
     where o.order_id = p_order_id
       and c.customer_id = o.customer_id;
    l_status := order_entry.status_of(p_order_id);
    if l_status <> 'SHIPPED' then
      error_handling.raise_error(error_handling.c_wrong_state, 'order is %1, not shipped', l_status);
    end if;

    r_invoice.net_amount := 0;
    r_invoice.tax_amount := 0;
    for r in (select p.tax_class, sum(l.line_total) as net
                from order_lines l, products p
               where l.product_id = p.product_id
                 and l.order_id = p_order_id
               group by p.tax_class
               order by p.tax_class)
    loop
      r_invoice.net_amount := r_invoice.net_amount + r.net;
      r_invoice.tax_amount := r_invoice.tax_amount
        + round(r.net * pricing.tax_percent(l_customer.country_code, r.tax_class, p_on) / 100, 2);
    end loop;

    r_invoice.invoice_id   := invoices_seq.nextval;
    r_invoice.invoice_no   := 'I-' || to_char(p_on, 'YYYY') || '-' || lpad(r_invoice.invoice_id, 4, '0');
    r_invoice.order_id     := p_order_id;
    r_invoice.invoice_date := p_on;
    l_days := app_config.get('PAYMENT_DAYS');      -- text, converted on the way
    r_invoice.due_date     := p_on + l_days;
    r_invoice.gross_amount := r_invoice.net_amount + r_invoice.tax_amount;
    insert into invoices values r_invoice;

    update orders set status = 'INVOICED' where order_id = p_order_id;
    update customers
       set balance = balance + r_invoice.gross_amount
     where customer_id = l_customer.customer_id;
    return r_invoice.invoice_id;
  end make_invoice;

  function make_invoice (p_order_no in varchar2, p_on in date) return invoices.invoice_id%type is
    l_order_id orders.order_id%type;
  begin
    select order_id into l_order_id from orders where order_no = p_order_no;
    return make_invoice(p_order_id => l_order_id, p_on => p_on);
  exception
    when no_data_found then
      return null;
  end make_invoice;

  function invoice (p_invoice_id in number) return invoices%rowtype is
    r_invoice invoices%rowtype;
  begin
    select * into r_invoice from invoices where invoice_id = p_invoice_id;
    return r_invoice;
  end invoice;

  function open_amount (p_invoice_id in number) return number is
    l_open number;
  begin
    select i.gross_amount - nvl(sum(p.amount), 0)
      into l_open
      from invoices i, payments p
     where i.invoice_id = p.invoice_id (+)
       and i.invoice_id = p_invoice_id
     group by i.invoice_id, i.gross_amount;
    return l_open;
  end open_amount;

  function late_fee (p_invoice_id in number, p_on in date) return number is
    l_months number;
  begin
    l_months := trunc(months_between(p_on, invoice(p_invoice_id).due_date));
    if l_months < 1 then
      return 0;
    end if;
    return round(open_amount(p_invoice_id) * l_months * app_config.get_number('LATE_FEE') / 100, 2);
  end late_fee;

end invoicing;
/
