create or replace package app_config as
  -- settings, read once per session into memory

  function get (p_name in varchar2) return varchar2;                          -- fails when unknown
  function get (p_name in varchar2, p_default in varchar2) return varchar2;   -- also when NULL
  function get_number (p_name in varchar2) return number;
  function get_date (p_name in varchar2) return date;
  function get_flag (p_name in varchar2) return boolean;

  procedure set_value (p_name in varchar2, p_value in varchar2);
  procedure set_value (p_name in varchar2, p_value in number);
  procedure set_value (p_name in varchar2, p_value in date);

  procedure reload;
  function loads return pls_integer;
  function names (p_prefix in varchar2 default null) return varchar2;
end app_config;
/
