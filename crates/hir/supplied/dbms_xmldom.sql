-- PL/SQL Packages and Types Reference, "DBMS_XMLDOM". Variables keep their types; what is called with them is refused.
CREATE PACKAGE sys.dbms_xmldom AS
  SUBTYPE domattr IS NUMBER;
  SUBTYPE domcdatasection IS NUMBER;
  SUBTYPE domcharacterdata IS NUMBER;
  SUBTYPE domcomment IS NUMBER;
  SUBTYPE domdocument IS NUMBER;
  SUBTYPE domdocumentfragment IS NUMBER;
  SUBTYPE domdocumenttype IS NUMBER;
  SUBTYPE domelement IS NUMBER;
  SUBTYPE domentity IS NUMBER;
  SUBTYPE domentityreference IS NUMBER;
  SUBTYPE domimplementation IS NUMBER;
  SUBTYPE domnamednodemap IS NUMBER;
  SUBTYPE domnode IS NUMBER;
  SUBTYPE domnodelist IS NUMBER;
  SUBTYPE domnotation IS NUMBER;
  SUBTYPE domprocessinginstruction IS NUMBER;
  SUBTYPE domtext IS NUMBER;
END dbms_xmldom;
