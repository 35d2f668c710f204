-- The package behind calls of PL/SQL from clients without BOOLEAN: no manual has it, code that tools wrote does.
CREATE PACKAGE sys.diutil AS
  FUNCTION bool_to_int(b IN BOOLEAN) RETURN NUMBER DETERMINISTIC;
  FUNCTION int_to_bool(n IN NUMBER) RETURN BOOLEAN DETERMINISTIC;
END diutil;
