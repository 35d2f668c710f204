CREATE TYPE mdsys.sdo_point_type AS OBJECT (
  x NUMBER,
  y NUMBER,
  z NUMBER
);
/
CREATE TYPE mdsys.sdo_elem_info_array AS VARRAY (1048576) OF NUMBER;
/
CREATE TYPE mdsys.sdo_ordinate_array AS VARRAY (1048576) OF NUMBER;
/
CREATE TYPE mdsys.sdo_geometry AS OBJECT (
  sdo_gtype NUMBER,
  sdo_srid NUMBER,
  sdo_point mdsys.sdo_point_type,
  sdo_elem_info mdsys.sdo_elem_info_array,
  sdo_ordinates mdsys.sdo_ordinate_array
);
/
