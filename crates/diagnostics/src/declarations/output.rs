//! 08: the files written.

super::declare_diagnostics! {
    PLC0801 FILE_NAME_CHANGED "file-name-changed" Note Note "the name of an output file had to be changed";
    PLC0802 OBJECT_STUBBED "object-stubbed" Refused Runtime "an object was replaced by a stub that raises";
    PLC0803 RUNTIME_FUNCTION "runtime-function" Note Note "the output uses functions of the runtime";
    PLC0804 DEPENDENCY_CYCLE "dependency-cycle" Assumed Load "objects depend on each other in a circle";
    PLC0805 EXTENSION_NEEDED "extension-needed" Note Load "the output needs a PostgreSQL extension";
    PLC0806 TARGET_VERSION "target-version" Refused Load "a construct needs a newer PostgreSQL";
    PLC0807 POLICY_CHOICE "policy-choice" Note Note "a choice of the policy file applies";
    PLC0808 MAY_NOT_LOAD "may-not-load" Assumed Load "an object names what is not in the source tree, and may not load";
}
