-- PL/SQL Packages and Types Reference, "JSON_SCALAR_T Object Type": its methods, with SELF first; CONSTRUCT is the constructor.
CREATE PACKAGE sys.json_scalar_t AUTHID CURRENT_USER AS
  FUNCTION parse(jsn IN VARCHAR2) RETURN JSON_SCALAR_T;
  FUNCTION clone(self IN JSON_SCALAR_T) RETURN JSON_SCALAR_T;
END json_scalar_t;
