//! 09: what a real PostgreSQL said about the output.

super::declare_diagnostics! {
    PLC0901 POSTGRESQL_REJECTED "postgresql-rejected" Refused Load "PostgreSQL rejected an object of the output";
    PLC0902 PLPGSQL_CHECK "plpgsql-check" Assumed Runtime "plpgsql_check found a problem in a routine of the output";
    PLC0903 NOT_VERIFIED "not-verified" Note Note "an object was not verified because one it needs was rejected";
    PLC0904 EXTENSION_MISSING "extension-missing" Note Load "the PostgreSQL used for verifying lacks an extension";
    PLC0905 ANNOUNCED_FAILURE "announced-failure" Note Runtime "a statement failed when it was loaded, as the conversion said it might";
    PLC0906 HANDLER_NOT_RUN "handler-not-run" Note Note "the PostgreSQL used for verifying runs no handlers, so the effect is not known";
}
