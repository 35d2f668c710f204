//! 02: names and types.

super::declare_diagnostics! {
    PLC0201 UNKNOWN_NAME "unknown-name" Assumed Runtime "a name is declared nowhere in the tree";
    PLC0202 UNKNOWN_TABLE "unknown-table" Assumed Runtime "a table or view is declared nowhere in the tree";
    PLC0203 UNKNOWN_COLUMN "unknown-column" Assumed Runtime "a table has no such column";
    PLC0204 AMBIGUOUS_NAME "ambiguous-name" Refused Runtime "a name could mean more than one thing";
    PLC0205 UNKNOWN_TYPE "unknown-type" Refused Load "a type is declared nowhere in the tree";
    PLC0206 UNRESOLVED_ROUTINE "unresolved-routine" Assumed Runtime "a procedure or function is declared nowhere in the tree";
    PLC0207 OVERLOAD_COLLAPSES "overload-collapses" Assumed Note "calls of two overloads cannot be told apart in PostgreSQL";
    PLC0208 COLUMN_SHADOWS_VARIABLE "column-shadows-variable" Assumed Silent "a column hides a variable of the same name";
    PLC0209 IMPLICIT_CONVERSION "implicit-conversion" Assumed Silent "a value is converted by the NLS settings of the session";
    PLC0210 NAME_CHANGED "name-changed" Assumed Runtime "a name had to be changed";
    PLC0211 DUPLICATE_DEFINITION "duplicate-definition" Assumed Silent "an object is defined twice";
    PLC0212 OUTSIDE_REFERENCE "outside-reference" Assumed Load "an object refers to another schema that is not in the tree";
    PLC0213 TYPE_LOSS "type-loss" Assumed Silent "the PostgreSQL type holds less than the Oracle type";
    PLC0214 UNMAPPED_TYPE "unmapped-type" Refused Load "an Oracle type has no counterpart";
    PLC0215 WRONG_ARGUMENTS "wrong-arguments" Refused Runtime "a call does not fit any declaration of the routine";
    PLC0216 TYPE_MISMATCH "type-mismatch" Refused Runtime "a value has a type that Oracle would not accept there";
    PLC0217 NAME_CLASH "name-clash" Refused Load "two names become one in PostgreSQL";
    PLC0218 DICTIONARY_VIEW "dictionary-view" Refused Runtime "a view of Oracle's dictionary has no counterpart";
    PLC0219 DICTIONARY_VIEW_ASSUMED "dictionary-view-assumed" Assumed Silent "a view of Oracle's dictionary shows PostgreSQL's catalog";
}
