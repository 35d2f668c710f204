//! 04: SQL statements and expressions.

super::declare_diagnostics! {
    PLC0401 OUTER_JOIN_SHAPE "outer-join-shape" Refused Runtime "an outer join with (+) has a shape that could not be proved equal";
    PLC0402 CONNECT_BY_SHAPE "connect-by-shape" Refused Runtime "a hierarchical query has a shape that has no counterpart";
    PLC0403 ROWNUM_SHAPE "rownum-shape" Refused Runtime "a use of ROWNUM could not be carried over";
    PLC0404 ROWNUM_SUSPICIOUS "rownum-suspicious" Note Note "a condition on ROWNUM does not do what it seems to";
    PLC0405 HINT_DROPPED "hint-dropped" Note Performance "an optimizer hint is kept as a comment only";
    PLC0406 UNSUPPORTED_QUERY_CLAUSE "unsupported-query-clause" Refused Runtime "a clause of a query has no counterpart";
    PLC0407 EMPTY_STRING_COMPARISON "empty-string-comparison" Note Note "a comparison with an empty string is never true";
    PLC0408 SET_OPERATOR_ORDER "set-operator-order" Note Note "parentheses keep Oracle's order of set operators";
    PLC0409 ROWID_USE "rowid-use" Refused Silent "a ROWID is kept longer than a statement";
    PLC0410 ROWID_TRANSLATED "rowid-translated" Assumed Silent "ROWID became ctid within one statement";
    PLC0411 MERGE_SHAPE "merge-shape" Refused Runtime "a MERGE has a shape that has no counterpart";
    PLC0412 MULTI_TABLE_INSERT "multi-table-insert" Refused Runtime "a multi-table INSERT has a shape that has no counterpart";
    PLC0413 PIVOT_SHAPE "pivot-shape" Refused Runtime "a PIVOT or UNPIVOT has a shape that has no counterpart";
    PLC0414 UNSUPPORTED_EXPRESSION "unsupported-expression" Refused Runtime "an expression has no counterpart";
    PLC0415 XML_REFUSED "xml-refused" Refused Runtime "an XML expression has no counterpart";
    PLC0416 JSON_REFUSED "json-refused" Refused Runtime "a JSON expression has no counterpart";
    PLC0417 REGULAR_EXPRESSION "regular-expression" Assumed Silent "a regular expression uses a feature that differs";
    PLC0418 LOCK_WAIT "lock-wait" Assumed Runtime "the time to wait for a lock became a setting";
    PLC0419 SAMPLE "sample" Assumed Silent "SAMPLE became TABLESAMPLE";
    PLC0420 ROW_LIMIT_SHAPE "row-limit-shape" Refused Runtime "a row limiting clause has no counterpart";
    PLC0421 NULL_COMPARISON "null-comparison" Note Note "a comparison with NULL is never true";
    PLC0422 UNSUPPORTED_STATEMENT "unsupported-statement" Refused Runtime "a SQL statement has no counterpart";
    PLC0423 INVALID_QUERY "invalid-query" Refused Runtime "Oracle itself would refuse the statement";
    PLC0424 NUMBER_PRECISION "number-precision" Assumed Silent "a quotient may differ in its last digits";
    PLC0425 INSERTED_PARTITION "inserted-partition" Assumed Runtime "an INSERT names a partition, which is not checked";
    PLC0426 LINKED_TABLE "linked-table" Assumed Load "a table behind a database link is expected in a schema of the policy";
    PLC0427 ATTRIBUTE_OF_NULL "attribute-of-null" Assumed Silent "SET gives an attribute of an object that may be NULL a value";
}
