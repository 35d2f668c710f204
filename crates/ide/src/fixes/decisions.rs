//! Findings that a choice of the policy file decides.

use super::{Fix, policy};
use plconv_diagnostics::Code;

/// A finding, and a choice that takes it away.
struct Decision {
    code: Code,
    title: &'static str,
    /// What it costs, as `docs/policy.md` says in more words.
    cost: &'static str,
    key: &'static str,
    value: &'static str,
}

const DECISIONS: &[Decision] = &[
    Decision {
        code: Code::AUTONOMOUS_BY_DBLINK,
        title: "Refuse autonomous transactions in the project (plconv.toml)",
        cost: "calls raise until the routine is written anew by hand; no extension and no second connection is needed",
        key: "autonomous",
        value: "\"refuse\"",
    },
    Decision {
        code: Code::AUTONOMOUS_TRANSACTION,
        title: "Run autonomous transactions through dblink in the project (plconv.toml)",
        cost: "needs the extension, a way for the role to connect to its own database, and a second connection for each session that uses it",
        key: "autonomous",
        value: "\"dblink\"",
    },
    Decision {
        code: Code::PACKAGE_STATE,
        title: "Keep package variables in settings in the project (plconv.toml)",
        cost: "ROLLBACK and exception handlers restore the earlier value, which Oracle keeps; reading and writing is faster",
        key: "package-state",
        value: "\"setting\"",
    },
    Decision {
        code: Code::PACKAGE_STATE_ROLLBACK,
        title: "Keep package variables in the session in the project (plconv.toml)",
        cost: "a prepared statement for each variable; values are lost by DISCARD ALL and behind a pooler that changes the server session",
        key: "package-state",
        value: "\"session\"",
    },
    Decision {
        code: Code::TEMPORARY_TABLE,
        title: "Create temporary tables at first use in the project (plconv.toml)",
        cost: "each session calls a routine before it uses the table, and the system catalogs fill",
        key: "temporary-tables",
        value: "\"session\"",
    },
    Decision {
        code: Code::AUTHID,
        title: "Run everything with the rights of its caller in the project (plconv.toml)",
        cost: "callers need the rights on all tables; a call is some 3 microseconds faster",
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

/// The other ways for a code, and what each costs.
pub(crate) fn alternatives(code: Code) -> impl Iterator<Item = (&'static str, &'static str)> {
    DECISIONS
        .iter()
        .filter(move |decision| decision.code == code)
        .map(|decision| (decision.title, decision.cost))
}
