//! Findings that a choice of the policy file decides.

use super::{Fix, policy};
use plconv_diagnostics::Code;

/// A finding, and a choice that takes it away.
struct Decision {
    code: Code,
    title: &'static str,
    key: &'static str,
    value: &'static str,
}

const DECISIONS: &[Decision] = &[
    Decision {
        code: Code::AUTONOMOUS_BY_DBLINK,
        title: "Refuse autonomous transactions in the project (plconv.toml)",
        key: "autonomous",
        value: "\"refuse\"",
    },
    Decision {
        code: Code::AUTONOMOUS_TRANSACTION,
        title: "Run autonomous transactions through dblink in the project (plconv.toml)",
        key: "autonomous",
        value: "\"dblink\"",
    },
    Decision {
        code: Code::PACKAGE_STATE,
        title: "Keep package variables in settings in the project (plconv.toml)",
        key: "package-state",
        value: "\"setting\"",
    },
    Decision {
        code: Code::PACKAGE_STATE_ROLLBACK,
        title: "Keep package variables in the session in the project (plconv.toml)",
        key: "package-state",
        value: "\"session\"",
    },
    Decision {
        code: Code::TEMPORARY_TABLE,
        title: "Create temporary tables at first use in the project (plconv.toml)",
        key: "temporary-tables",
        value: "\"session\"",
    },
    Decision {
        code: Code::AUTHID,
        title: "Run everything with the rights of its caller in the project (plconv.toml)",
        key: "definer-rights",
        value: "false",
    },
];

/// The choices about a code that the policy file has not made already.
pub(super) fn of(code: Code, finding: usize, text: &str) -> Vec<Fix> {
    DECISIONS
        .iter()
        .filter(|decision| decision.code == code)
        .filter_map(|decision| {
            Some(Fix {
                title: decision.title.to_owned(),
                edits: vec![policy::choose(text, decision.key, decision.value)?],
                finding,
                preferred: false,
            })
        })
        .collect()
}
