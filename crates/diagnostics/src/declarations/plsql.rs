//! 05: PL/SQL.

super::declare_diagnostics! {
    PLC0501 AUTONOMOUS_TRANSACTION "autonomous-transaction" Refused Runtime "an autonomous transaction needs a second connection";
    PLC0502 AUTONOMOUS_BY_DBLINK "autonomous-by-dblink" Assumed Runtime "an autonomous transaction runs through dblink";
    PLC0503 COMMIT_CONTEXT "commit-context" Refused Runtime "COMMIT or ROLLBACK where PostgreSQL does not allow it";
    PLC0504 SAVEPOINT_SHAPE "savepoint-shape" Refused Runtime "a savepoint is not nested like a block";
    PLC0505 GOTO_REFUSED "goto-refused" Refused Runtime "a GOTO could not be turned into a loop or an exit";
    PLC0506 PACKAGE_STATE "package-state" Note Note "package variables are kept in a session state backend";
    PLC0507 PACKAGE_STATE_ROLLBACK "package-state-rollback" Assumed Silent "package variables are undone by ROLLBACK in PostgreSQL";
    PLC0508 HANDLER_ROLLS_BACK "handler-rolls-back" Assumed Silent "an exception handler undoes the work of a called routine";
    PLC0509 DYNAMIC_SQL "dynamic-sql" Refused Runtime "the text of a dynamic statement is only known when it runs";
    PLC0510 DYNAMIC_SQL_TRANSLATED "dynamic-sql-translated" Note Note "the text of a dynamic statement was translated";
    PLC0511 PIPELINED_FUNCTION "pipelined-function" Assumed Performance "a pipelined function builds its whole result first";
    PLC0512 COLLECTION_REFUSED "collection-refused" Refused Runtime "a form or use of a collection has no counterpart";
    PLC0513 REF_CURSOR "ref-cursor" Assumed Runtime "a cursor variable lives only in its transaction";
    PLC0514 PRAGMA_IGNORED "pragma-ignored" Note Note "a pragma has no effect in PostgreSQL";
    PLC0515 COMPOUND_TRIGGER "compound-trigger" Refused Runtime "a compound trigger has a shape that has no counterpart";
    PLC0516 TRIGGER_EVENT "trigger-event" Refused Load "a trigger on a DDL or database event was not carried over";
    PLC0517 CALL_SPECIFICATION "call-specification" Refused Runtime "a routine is written in Java or C";
    PLC0518 DETERMINISTIC_DROPPED "deterministic-dropped" Note Performance "DETERMINISTIC or RESULT_CACHE could not be kept";
    PLC0519 AUTHID "authid" Assumed Runtime "the rights with which a routine runs differ";
    PLC0520 CONDITIONAL_COMPILATION "conditional-compilation" Assumed Silent "a branch of conditional compilation was chosen";
    PLC0521 LOOP_FEATURE "loop-feature" Refused Runtime "a label or loop form has no counterpart";
    PLC0522 STATEMENT_REFUSED "statement-refused" Refused Runtime "a PL/SQL statement has no counterpart";
    PLC0523 FORALL_SAVE_EXCEPTIONS "forall-save-exceptions" Assumed Performance "FORALL became a loop with a sub-block for each row";
    PLC0524 CAPTURED_VARIABLES "captured-variables" Assumed Note "a nested subprogram got its outer variables as parameters";
    PLC0525 EXCEPTION_APPROXIMATED "exception-approximated" Assumed Silent "an Oracle error has no exact SQLSTATE";
    PLC0526 OUT_PARAMETER_ON_ERROR "out-parameter-on-error" Assumed Silent "OUT parameters differ when the routine fails";
    PLC0527 PARAMETER_CONSTRAINT "parameter-constraint" Assumed Silent "the limit of a parameter's type is not checked";
    PLC0528 RAISE_IN_DECLARATION "raise-in-declaration" Assumed Runtime "an exception in a declaration leaves the block at once";
    PLC0529 IMPLICIT_COMMIT "implicit-commit" Assumed Silent "DDL in PL/SQL commits in Oracle and not in PostgreSQL";
    PLC0530 MUTATING_TABLE "mutating-table" Assumed Silent "a row trigger uses the table it fires for";
    PLC0531 UNIT_REFUSED "unit-refused" Refused Runtime "a PL/SQL unit could not be carried over as a whole";
    PLC0532 FUNCTION_WITH_OUT "function-with-out" Assumed Note "a function with OUT parameters returns a row";
    PLC0533 TRIGGER_ORDER "trigger-order" Assumed Silent "triggers fire in the order of their names";
    PLC0534 CURSOR_SHAPE "cursor-shape" Refused Runtime "a use of a cursor has no counterpart";
    PLC0535 SWALLOWED_EXCEPTION "swallowed-exception" Note Note "WHEN OTHERS hides every error";
    PLC0536 INVALID_PLSQL "invalid-plsql" Refused Runtime "Oracle itself would refuse the unit";
    PLC0537 FUNCTION_WITH_OUT_CALL "function-with-out-call" Refused Runtime "a call of a function with OUT parameters is not always made";
    PLC0538 SAVEPOINT_UNUSED "savepoint-unused" Assumed Runtime "a savepoint that nothing in its unit goes back to was left out";
    PLC0540 CLEANUP_BLOCK "cleanup-block" Note Note "a block of a script that drops what an earlier run left was left out";
    PLC0541 DYNAMIC_SQL_PARTS "dynamic-sql-parts" Assumed Runtime "parts of a dynamic statement that are only known when it runs are put in as they are";
    PLC0542 CURSOR_ROW_COUNT "cursor-row-count" Assumed Silent "%ROWCOUNT of a cursor variable counts the fetches of its routine";
    PLC0543 TRIGGER_COLUMNS "trigger-columns" Assumed Silent "columns of a trigger that stand at another event are those of UPDATE";
    PLC0544 BIND_VARIABLE "bind-variable" Refused Runtime "an anonymous block uses a bind variable of SQL*Plus";
    PLC0545 ERROR_OF_CALLER "error-of-caller" Assumed Silent "SQLCODE outside a handler knows nothing of the error that a caller handles";
    PLC0547 SCRIPT_DDL "script-ddl" Assumed Runtime "a block of a script changes the schema, which is already what the whole tree makes of it";
}
