create or replace package invoicing as

  function make_invoice (p_order_id in number, p_on in date) return invoices.invoice_id%type;
  function make_invoice (p_order_no in varchar2, p_on in date) return invoices.invoice_id%type;

  function invoice (p_invoice_id in number) return invoices%rowtype;
  function open_amount (p_invoice_id in number) return number;

  -- LATE_FEE per cent of the open amount for each full month after the due date
  function late_fee (p_invoice_id in number, p_on in date) return number;

end invoicing;
/
