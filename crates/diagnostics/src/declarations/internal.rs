//! 99: mistakes of plconv itself.

super::declare_diagnostics! {
    PLC9901 INTERNAL_ERROR "internal-error" Refused Load "plconv met a state that it holds impossible";
    PLC9902 INVALID_OUTPUT "invalid-output" Refused Load "the SQL that was printed does not read back";
}
