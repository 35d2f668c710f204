-- Data Cartridge Developer's Guide, "System Defined Constants and Types", "ODCIConst.Status".
CREATE PACKAGE sys.odciconst AS
  success     CONSTANT INTEGER := 0;
  error       CONSTANT INTEGER := 1;
  warning     CONSTANT INTEGER := 2;
  errcontinue CONSTANT INTEGER := 3;
  fatal       CONSTANT INTEGER := 4;
END odciconst;
