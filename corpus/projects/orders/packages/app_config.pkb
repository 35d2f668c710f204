create or replace package body app_config as

  subtype t_name is varchar2(60);
  type t_values is table of app_parameters.param_value%type index by t_name;

  g_values  t_values;
  g_loads   pls_integer := 0;

  -- forward: set_value needs it, defined below
  procedure store (p_name in t_name, p_value in varchar2);

  procedure reload is
  begin
    g_values.delete;
    for r in (select param_name, param_value from app_parameters) loop
      g_values(r.param_name) := r.param_value;
    end loop;
    g_loads := g_loads + 1;
  end reload;

  function get (p_name in varchar2) return varchar2 is
  begin
    return g_values(upper(p_name));
  exception
    when no_data_found then
      error_handling.raise_error(error_handling.c_configuration, 'no parameter %1', upper(p_name));
  end get;

  function get (p_name in varchar2, p_default in varchar2) return varchar2 is
  begin
    if g_values.exists(upper(p_name)) then
      return nvl(g_values(upper(p_name)), p_default);
    end if;
    return p_default;
  end get;

  function get_number (p_name in varchar2) return number is
  begin
    return to_number(get(p_name));
  end get_number;

  function get_date (p_name in varchar2) return date is
  begin
    return to_date(get(p_name), 'YYYY-MM-DD');
  end get_date;

  function get_flag (p_name in varchar2) return boolean is
  begin
    return get(p_name) = 'Y';      -- NULL for an empty parameter
  end get_flag;

  procedure set_value (p_name in varchar2, p_value in varchar2) is
  begin
    store(upper(p_name), p_value);
  end set_value;

  procedure set_value (p_name in varchar2, p_value in number) is
  begin
    store(upper(p_name), to_char(p_value));
  end set_value;

  procedure set_value (p_name in varchar2, p_value in date) is
  begin
    store(upper(p_name), to_char(p_value, 'YYYY-MM-DD'));
  end set_value;

  procedure store (p_name in t_name, p_value in varchar2) is
  begin
    update app_parameters
       set param_value = p_value
     where param_name = p_name;
    if sql%rowcount = 0 then
      insert into app_parameters (param_name, param_value) values (p_name, p_value);
    end if;
    g_values(p_name) := p_value;
  end store;

  function loads return pls_integer is
  begin
    return g_loads;
  end loads;

  function names (p_prefix in varchar2 default null) return varchar2 is
    l_name  t_name := g_values.first;
    l_list  varchar2(4000);
  begin
    while l_name is not null loop
      if l_name like p_prefix || '%' then
        l_list := l_list || case when l_list is not null then ',' end || l_name;
      end if;
      l_name := g_values.next(l_name);
    end loop;
    return l_list;
  end names;

begin
  reload;
end app_config;
/
