//! 01: statements and units that do not parse.

super::declare_diagnostics! {
    PLC0101 SYNTAX_ERROR "syntax-error" Refused Load "a statement or unit could not be parsed";
    PLC0102 SKIPPED_STATEMENT "skipped-statement" Refused Runtime "a statement inside a body could not be parsed; the rest of the body could";
    PLC0103 OPAQUE_STATEMENT "opaque-statement" Refused Load "a statement is recognised but has no counterpart";
    PLC0104 LEXICAL_ERROR "lexical-error" Refused Load "a literal, comment or quoted name is not ended, or a character is not allowed";
}
