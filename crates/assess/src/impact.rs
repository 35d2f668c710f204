//! What clients of the database may notice, and what is not carried over.

use crate::model::{CodeRow, Impact, ObjectRow, Unsupported};
use plconv_diagnostics::{Code, Severity};
use plconv_project::facts::Facts;
use std::collections::{BTreeMap, BTreeSet};

/// Examples of an impact at most.
const EXAMPLES: usize = 12;

/// Codes that clients may notice: group, title and what to look for.
const NOTICED: &[(Code, &str, &str, &str)] = &[
    (
        Code::FUNCTION_WITH_OUT,
        "Calls",
        "Functions with OUT parameters return a row",
        "calls that bind OUT parameters of these functions read columns of a row instead",
    ),
    (
        Code::REF_CURSOR,
        "Calls",
        "Cursor variables live only in their transaction",
        "clients that fetch from a returned cursor must not commit before they are done (autocommit off)",
    ),
    (
        Code::NAME_CHANGED,
        "SQL texts",
        "Names that had to be changed",
        "SQL texts and mappings of the clients that use the old names",
    ),
    (
        Code::DICTIONARY_VIEW,
        "SQL texts",
        "Views of Oracle's dictionary",
        "clients that read ALL_*, USER_* or V$ views need PostgreSQL's catalog",
    ),
    (
        Code::ROW_ORDER,
        "Order of rows",
        "Queries without ORDER BY whose order may matter",
        "clients that show or page through rows as they come",
    ),
    (
        Code::CLIENT_TRANSACTION,
        "Transactions",
        "A failed statement ends the transaction",
        "clients that go on after an error need a savepoint, or a driver that sets one for each statement",
    ),
    (
        Code::COMMIT_CONTEXT,
        "Transactions",
        "COMMIT or ROLLBACK where PostgreSQL does not allow it",
        "the caller has to end the transaction instead",
    ),
    (
        Code::ISOLATION_LEVEL,
        "Transactions",
        "Isolation levels were replaced",
        "clients that set an isolation level must handle serialization failures",
    ),
    (
        Code::LOCK_WAIT,
        "Transactions",
        "Waiting times for locks became a setting",
        "clients that handle ORA-00054 or ORA-30006 see SQLSTATE 55P03",
    ),
    (
        Code::EXCEPTION_APPROXIMATED,
        "Errors",
        "Oracle errors without an exact SQLSTATE",
        "clients that look at error numbers",
    ),
    (
        Code::EMPTY_STRING,
        "SQL texts",
        "Texts that may be empty where Oracle has NULL",
        "clients that send '' and expect NULL, or compare with ''",
    ),
    (
        Code::TIME_ZONE,
        "SQL texts",
        "SYSDATE takes the time zone of the server",
        "clients in other time zones than the database",
    ),
    (
        Code::COLLATION,
        "Order of rows",
        "Texts are compared and sorted by their bytes",
        "clients that set NLS_SORT or NLS_COMP",
    ),
];

/// What clients may notice.
pub fn impact(objects: &[ObjectRow], scripts: &[ObjectRow], facts: &Facts) -> Vec<Impact> {
    let mut found = Vec::new();
    for (code, group, title, advice) in NOTICED {
        let with = |object: &&ObjectRow| object.findings.iter().any(|finding| finding.code == *code);
        let count: usize = objects
            .iter()
            .chain(scripts)
            .flat_map(|object| &object.findings)
            .filter(|finding| finding.code == *code)
            .count();
        let names = objects
            .iter()
            .chain(scripts)
            .filter(with)
            .map(|object| object.name.clone());
        push(
            &mut found,
            group,
            title,
            advice,
            Some(*code),
            count as u64,
            names.collect(),
        );
    }
    let packages: Vec<String> = objects
        .iter()
        .filter(|object| object.kind == "PACKAGE")
        .map(|object| object.name.clone())
        .collect();
    push(
        &mut found,
        "Calls",
        "Packages became schemas",
        "calls keep their spelling package.routine; where they name the schema as well (schema.package.routine), it has to go",
        None,
        packages.len() as u64,
        packages,
    );
    let mut errors: BTreeMap<i32, BTreeSet<&str>> = BTreeMap::new();
    let mut first_of_unit: BTreeMap<u32, &ObjectRow> = BTreeMap::new();
    for (unit, object) in facts.objects.iter().zip(objects) {
        first_of_unit.entry(unit.unit).or_insert(object);
    }
    for (unit, number) in &facts.errors {
        if let Some(object) = first_of_unit.get(unit) {
            errors.entry(*number).or_default().insert(&object.name);
        }
    }
    let count = errors.len() as u64;
    let numbers = errors
        .into_iter()
        .map(|(number, names)| {
            let names: Vec<&str> = names.into_iter().collect();
            format!("{number} from {}", names.join(", "))
        })
        .collect();
    push(
        &mut found,
        "Errors",
        "Numbers of RAISE_APPLICATION_ERROR",
        "clients that look at ORA-20000 to ORA-20999 find the number in SQLSTATE: the scheme is in the output's runtime",
        None,
        count,
        numbers,
    );
    let ends: Vec<String> = facts
        .ends_transaction
        .iter()
        .filter_map(|unit| first_of_unit.get(unit))
        .map(|object| object.name.clone())
        .collect();
    push(
        &mut found,
        "Transactions",
        "Routines that commit or roll back",
        "PostgreSQL allows it only in procedures called outside of a transaction: clients call them with autocommit on, \
         and not from SELECT",
        None,
        ends.len() as u64,
        ends,
    );
    found.sort_by(|left, right| left.group.cmp(&right.group).then(right.count.cmp(&left.count)));
    found
}

fn push(
    found: &mut Vec<Impact>,
    group: &str,
    title: &str,
    advice: &str,
    code: Option<Code>,
    count: u64,
    examples: Vec<String>,
) {
    if count > 0 {
        found.push(Impact {
            group: group.to_owned(),
            title: title.to_owned(),
            advice: advice.to_owned(),
            code,
            count,
            examples: examples.into_iter().take(EXAMPLES).collect(),
        });
    }
}

/// What is refused, the most frequent first, with the part of its page that says what to do.
pub fn unsupported(codes: &[CodeRow], objects: &[ObjectRow]) -> Vec<Unsupported> {
    let mut counts: BTreeMap<Code, BTreeMap<u32, u32>> = BTreeMap::new();
    for (number, object) in (0..).zip(objects) {
        for finding in &object.findings {
            if finding.code.severity() == Severity::Refused {
                *counts.entry(finding.code).or_default().entry(number).or_default() += 1;
            }
        }
    }
    codes
        .iter()
        .filter(|row| row.severity == Severity::Refused)
        .map(|row| {
            let mut with: Vec<(u32, u32)> =
                counts.remove(&row.code).unwrap_or_default().into_iter().collect();
            with.sort_by_key(|(number, count)| (std::cmp::Reverse(*count), *number));
            Unsupported {
                code: row.code,
                summary: row.summary.clone(),
                options: what_to_do(row.code),
                count: row.count,
                objects: with
                    .into_iter()
                    .take(EXAMPLES)
                    .map(|(number, _)| number)
                    .collect(),
            }
        })
        .collect()
}

/// The section of a page that says what to do.
fn what_to_do(code: Code) -> String {
    let page = code.page();
    let section = page
        .split("\n## ")
        .find_map(|section| section.strip_prefix("What to do"))
        .unwrap_or_default();
    section.trim().to_owned()
}
