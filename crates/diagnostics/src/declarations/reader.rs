//! 00: files, encodings, SQL*Plus.

super::declare_diagnostics! {
    PLC0001 UNREADABLE_FILE "unreadable-file" Refused Load "a source file could not be read";
    PLC0002 UNDECODABLE_BYTES "undecodable-bytes" Refused Silent "bytes of a source file mean nothing in its encoding";
    PLC0003 GUESSED_ENCODING "guessed-encoding" Assumed Silent "nothing says what the encoding of a source file is";
    PLC0004 BINARY_FILE "binary-file" Refused Load "a file in the source tree is no text";
    PLC0005 WRAPPED_PLSQL "wrapped-plsql" Refused Load "a unit is wrapped (obfuscated) PL/SQL";
    PLC0006 INCLUDE_NOT_FOUND "include-not-found" Refused Load "the script that `@` or `START` names does not exist";
    PLC0007 INCLUDE_RECURSION "include-recursion" Refused Load "a script includes itself";
    PLC0008 INCLUDE_UNRESOLVED "include-unresolved" Refused Load "the name of an included script is only known when the script runs";
    PLC0009 UNDEFINED_VARIABLE "undefined-variable" Refused Load "a substitution variable has no value";
    PLC0010 SQLPLUS_COMMAND "sqlplus-command" Note Note "a SQL*Plus command has no counterpart and no effect on the result";
    PLC0011 CUT_OFF_STATEMENT "cut-off-statement" Refused Load "the file ends in the middle of a statement";
    PLC0012 TOO_LARGE "too-large" Refused Load "a file is longer, or a unit nested deeper, than can be read";
    PLC0013 HOST_COMMAND "host-command" Refused Runtime "a script runs an operating system command";
    PLC0014 MISSING_SLASH "missing-slash" Assumed Note "a statement or PL/SQL unit is not ended by its semicolon or slash";
    PLC0015 SQLPLUS_COMMAND_REFUSED "sqlplus-command-refused" Refused Runtime "a SQL*Plus command that changes the result could not be carried over";
    PLC0016 ENCODING_HINT "encoding-hint" Assumed Silent "the encoding asked for is unknown or contradicted by the file";
    PLC0017 INCLUDE_ASSUMED "include-assumed" Assumed Load "the name of an included script was completed from the files of the tree";
    PLC0018 UNIT_WITHOUT_CREATE "unit-without-create" Assumed Note "a stored unit is written without CREATE, as the text of ALL_SOURCE is";
    PLC0019 PROMPT_DEFAULT "prompt-default" Assumed Silent "a prompt is answered with its default";
    PLC0020 CONSTANT_DEFINITION "constant-definition" Assumed Load "a block only runs definitions in constant texts, which are converted in its place";
    PLC0021 UNORDERED_ROWS "unordered-rows" Assumed Load "nothing says in which order scripts that write rows run";
    PLC0022 LOGIN_CHECK "login-check" Assumed Load "a block of a script asks who is logged in";
    PLC0023 SUPPRESSION_INVALID "suppression-invalid" Note Note "a suppression has no reason or cannot be understood, and suppresses nothing";
    PLC0024 SUPPRESSION_UNUSED "suppression-unused" Note Note "a suppression matches no finding";
    PLC0025 SUPPRESSION_EXPIRED "suppression-expired" Note Note "the last day of a suppression has passed";
}
