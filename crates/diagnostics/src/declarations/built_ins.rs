//! 06: built-in functions and supplied packages.

super::declare_diagnostics! {
    PLC0601 UNKNOWN_BUILT_IN "unknown-built-in" Refused Runtime "a built-in function is not known";
    PLC0602 SUPPLIED_PACKAGE "supplied-package" Refused Runtime "a routine of a supplied package has no counterpart";
    PLC0603 FORMAT_MODEL "format-model" Refused Runtime "an element of a format model has no counterpart";
    PLC0604 BUILT_IN_APPROXIMATED "built-in-approximated" Assumed Silent "a built-in function differs in some cases";
    PLC0605 FORMAT_NOT_CONSTANT "format-not-constant" Assumed Performance "a format model is only known when it runs";
    PLC0606 BUILT_IN_ARGUMENTS "built-in-arguments" Refused Runtime "a built-in function is called in a form that has no counterpart";
    PLC0607 LOB_LOCATOR "lob-locator" Assumed Silent "DBMS_LOB changes a variable that may have pointed to the LOB of a row";
}
