//! 07: assumptions about behaviour when it runs.

super::declare_diagnostics! {
    PLC0701 TIME_ZONE "time-zone" Note Silent "SYSDATE takes the time zone of the database server";
    PLC0702 COLLATION "collation" Assumed Silent "text is compared by its bytes";
    PLC0703 DOUBLE_ROUNDING "double-rounding" Assumed Silent "binary floating-point numbers may print or round differently";
    PLC0704 EMPTY_STRING "empty-string" Assumed Silent "a text may be empty where Oracle has NULL";
    PLC0705 CLIENT_TRANSACTION "client-transaction" Note Runtime "a failed statement ends the transaction in PostgreSQL";
    PLC0706 ISOLATION_LEVEL "isolation-level" Assumed Silent "an isolation level was replaced by the nearest one";
    PLC0707 ROW_ORDER "row-order" Note Silent "the order of rows is not defined";
    PLC0708 EVALUATION_ORDER "evaluation-order" Assumed Runtime "PostgreSQL evaluates or checks something earlier";
    PLC0709 BLANKS_BEYOND_LIMIT "blanks-beyond-limit" Note Silent "blanks beyond the limit of a varchar are cut off";
    PLC0710 TEXT_LIMIT "text-limit" Note Silent "a text of SQL has no limit of 4000 bytes";
    PLC0711 ERROR_TEXT "error-text" Note Silent "the texts of errors name constraints and columns in another way";
    PLC0712 DATE_RANGE "date-range" Note Silent "sums of dates and days may lie beyond the year 9999";
    PLC0713 BINARY_OVERFLOW "binary-overflow" Note Runtime "binary floating-point numbers that overflow are errors";
    PLC0714 OUT_TEXT_LENGTH "out-text-length" Note Silent "the length of a text for an OUT parameter is checked when the routine returns";
}
