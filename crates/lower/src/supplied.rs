//! What to say about calls of supplied packages, and what they need of the server.

use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::expr::Span;
use plconv_hir::item::RoutineId;
use plconv_hir::supplied::runtime_function;

/// Runtime functions that differ from what the calling code may count on, and how.
const ASSUMPTIONS: &[(&str, &str)] = &[
    ("dbms_alert_waitany", ALERTS),
    ("dbms_alert_waitone", ALERTS),
    (
        "dbms_assert_enquote_name",
        "the name is in upper case between quotes, tables of the converted schema have lower case names",
    ),
    ("dbms_job_isubmit", JOB_QUEUE),
    ("dbms_job_submit", JOB_QUEUE),
    (
        "dbms_lob_getchunksize",
        "Oracle's answer depends on the storage of the LOB, here it is always 8132",
    ),
    (
        "dbms_lock_allocate_unique",
        "the lock is found by a hash of its name, nothing expires and nothing is committed",
    ),
    (
        "dbms_mview_refresh",
        "the refresh is complete and is not committed",
    ),
    ("dbms_scheduler_create_job", JOBS),
    (
        "dbms_session_is_role_enabled",
        "the roles that the user has are asked for, not those that SET ROLE enabled",
    ),
    (
        "dbms_stats_gather_index_stats",
        "PostgreSQL chooses what to sample, and nothing is committed",
    ),
    (
        "dbms_stats_gather_schema_stats",
        "PostgreSQL chooses what to sample, and nothing is committed",
    ),
    (
        "dbms_stats_gather_table_stats",
        "PostgreSQL chooses what to sample, and nothing is committed",
    ),
    (
        "dbms_transaction_local_transaction_id",
        "the number of the transaction has another form",
    ),
    (
        "dbms_utility_compile_schema",
        "PostgreSQL compiles routines when they run, so nothing is checked",
    ),
    (
        "dbms_utility_get_hash_value",
        "the numbers are not Oracle's: those that Oracle computed and tables keep do not match",
    ),
    ("json_array_t_parse", DOCUMENTS),
    ("json_element_t_parse", DOCUMENTS),
    ("json_object_t_parse", DOCUMENTS),
    ("json_scalar_t_parse", DOCUMENTS),
    ("utl_file_fcopy", FILES),
    ("utl_file_fgetattr", FILES),
    ("utl_file_fopen", FILES),
];

const DOCUMENTS: &str = "the text is read by strict syntax only, and methods that find no value of their type return NULL, as \
    Oracle's with ON_ERROR(0) do; in records of associative arrays the members of a document lose their order";

const FILES: &str = "the file is one of PostgreSQL's server, the path of directory object X is the setting \
    plconv.directory_x, and the role needs pg_read_server_files and EXECUTE on lo_export";

const JOBS: &str = "the job is one of the extension pg_cron, which reads hours in GMT and does not wait for the start date; \
    calendar strings that it has no schedule for raise";

const ALERTS: &str = "the alert is a row of the runtime's table of alerts, which is asked five times a second; the isolation \
    level has to be READ COMMITTED";

const JOB_QUEUE: &str = "the job is a row of the runtime's table of jobs, and runs when something calls run_due_jobs of the runtime, \
    as pg_cron may every minute; a job that ends transactions itself fails";

/// Extensions that the functions of a package need.
const EXTENSIONS: &[(&str, &str)] = &[("dbms_crypto_", "pgcrypto")];

impl Lowering<'_> {
    /// Says what a call of a supplied package's routine assumes, and asks for the extension it needs.
    pub(crate) fn report_supplied(&mut self, routine: &RoutineId, span: Span) {
        let Some(function) = runtime_function(self.program, routine) else {
            return;
        };
        for (prefix, extension) in EXTENSIONS {
            if function.starts_with(prefix) {
                self.extensions.insert(extension);
            }
        }
        if let Ok(index) = ASSUMPTIONS.binary_search_by(|(name, _)| (*name).cmp(&function)) {
            let package = routine.package.as_deref().unwrap_or_default();
            let message = format!("{package}.{}: {}", routine.name, ASSUMPTIONS[index].1);
            self.report(Code::BUILT_IN_APPROXIMATED, span, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assumptions_are_about_runtime_functions_and_sorted() {
        assert!(ASSUMPTIONS.is_sorted_by_key(|(name, _)| *name));
        for (name, _) in ASSUMPTIONS {
            assert!(plconv_runtime::find(name).is_some(), "{name}");
        }
    }
}
