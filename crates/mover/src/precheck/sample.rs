//! What rows of an Oracle hold that the target does not take: a look at the first ones of each table, which costs little however
//! large the table is.

use super::Checks;
use crate::encode::LARGEST_VALUE;
use crate::load::{ColumnTask, TableTask};
use crate::plan::LobPolicy;
use crate::policy::OnNul;
use crate::source::oracle::dictionary::{quoted, table_name};
use crate::source::oracle::driver::OracleConnection;
use plconv_catalog::DataType;

/// Rows that are looked at.
const ROWS: u32 = 10_000;

/// Bytes that a character of UTF-8 has at most, for each of the units that Oracle counts in large texts.
const BYTES_OF_UNIT: u64 = 3;

/// What a column is looked at for.
enum Question {
    /// Characters with code 0.
    Nul,
    /// NULL, where the target takes none.
    Missing,
    /// Lengths of large values, which are text or bytes.
    Large { is_text: bool },
}

impl Question {
    fn item(&self, name: &str) -> String {
        match self {
            Question::Nul => format!("SUM(CASE WHEN INSTR({name}, CHR(0)) > 0 THEN 1 ELSE 0 END)"),
            Question::Missing => format!("SUM(CASE WHEN {name} IS NULL THEN 1 ELSE 0 END)"),
            Question::Large { .. } => format!("MAX(DBMS_LOB.GETLENGTH({name}))"),
        }
    }
}

/// What was found of a column.
struct Finding {
    check: &'static str,
    message: String,
    remedy: String,
}

impl Question {
    /// What the answer of so many rows means.
    fn finding(&self, task: &TableTask, column: &ColumnTask, answer: u64, all: u64) -> Option<Finding> {
        Some(match self {
            Question::Nul | Question::Missing if answer == 0 => return None,
            Question::Nul => Finding {
                check: "nul-characters",
                message: format!(
                    "{answer} of the first {all} rows have characters with code 0, which PostgreSQL cannot store"
                ),
                remedy: format!("[table.column.{}] nul = \"strip\", or \"replace\"", column.source),
            },
            Question::Missing => Finding {
                check: "null-values",
                message: format!(
                    "{answer} of the first {all} rows have no value ('' is NULL in Oracle), and the target takes no NULL"
                ),
                remedy: format!(
                    "ALTER TABLE {} ALTER COLUMN {} DROP NOT NULL",
                    task.target.name,
                    plconv_pg::quote_identifier(&column.target)
                ),
            },
            Question::Large { is_text } => {
                let (most, unit) = match is_text {
                    true => (answer * BYTES_OF_UNIT, "characters"),
                    false => (answer, "bytes"),
                };
                if most <= LARGEST_VALUE {
                    return None;
                }
                Finding {
                    check: "large-values",
                    message: format!(
                        "a value of {answer} {unit} is among the first {all} rows; PostgreSQL stores {LARGEST_VALUE} bytes in one"
                    ),
                    remedy: format!(
                        "[table.column.{}] lob = \"null\", or a view that cuts such values up",
                        column.source
                    ),
                }
            }
        })
    }
}

/// What to ask of the columns of a table, by their numbers in the task.
fn questions(task: &TableTask) -> Vec<(usize, Question)> {
    let mut questions = Vec::new();
    for (at, (source, column)) in task.source_columns.iter().zip(&task.columns).enumerate() {
        let Some(data_type) = &source.data_type else {
            continue;
        };
        let is_text = matches!(data_type, DataType::Varchar2 { .. } | DataType::Char { .. });
        if is_text && column.policy.nul == OnNul::Quarantine {
            questions.push((at, Question::Nul));
        }
        let is_large = matches!(data_type, DataType::Clob | DataType::Blob);
        if is_large && column.lob == LobPolicy::Move {
            let is_text = *data_type == DataType::Clob;
            questions.push((at, Question::Large { is_text }));
        }
        let takes_no_null = task
            .target
            .columns
            .iter()
            .any(|target| target.name == column.target && target.not_null);
        // Nothing can be asked of a LONG but its value.
        let can_be_asked = !matches!(data_type, DataType::Long | DataType::LongRaw);
        if takes_no_null && can_be_asked && !column.is_computed {
            questions.push((at, Question::Missing));
        }
    }
    questions
}

/// Looks at a table. What cannot be asked was told before: that the account may not read it.
pub fn check(connection: &dyn OracleConnection, task: &TableTask, checks: &mut Checks) {
    let table = &task.plan.source;
    let questions = questions(task);
    let Some(sql) = query(task, &questions) else {
        return;
    };
    let row = match connection.texts(&sql, &[]) {
        Ok(rows) => rows.into_iter().next().unwrap_or_default(),
        Err(error) => {
            return checks.warn(
                "values",
                table,
                format!("its rows could not be looked at: {}", error.message),
                "GRANT SELECT on the table TO the account; or mend `where` of the plan",
            );
        }
    };
    let number = |value: &Option<String>| value.as_deref()?.trim().parse::<u64>().ok();
    let numbers: Vec<u64> = row.iter().map(|value| number(value).unwrap_or(0)).collect();
    let (all, found) = numbers.split_first().unwrap_or((&0, &[]));
    let mut is_fine = true;
    for ((at, question), number) in questions.iter().zip(found) {
        if let Some(finding) = question.finding(task, &task.columns[*at], *number, *all) {
            let object = format!("{table}.{}", task.columns[*at].source);
            checks.warn(finding.check, &object, finding.message, finding.remedy);
            is_fine = false;
        }
    }
    if is_fine {
        checks.pass("values", table, format!("the first {all} rows fit"));
    }
}

/// The query with the number of rows, then an answer for each question.
fn query(task: &TableTask, questions: &[(usize, Question)]) -> Option<String> {
    let (owner, name) = table_name(&task.plan.source).ok()?;
    let mut items = vec!["TO_CHAR(COUNT(*))".to_owned()];
    let mut columns: Vec<String> = Vec::new();
    for (at, question) in questions {
        let column = quoted(&task.columns[*at].source);
        items.push(format!("TO_CHAR({})", question.item(&column)));
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    let filter = task.plan.filter.as_deref();
    let condition = filter.map_or_else(String::new, |filter| format!("({filter}) AND "));
    (!questions.is_empty()).then(|| {
        format!(
            "SELECT {} FROM (SELECT {} FROM {}.{} WHERE {condition}ROWNUM <= {ROWS})",
            items.join(", "),
            columns.join(", "),
            quoted(&owner),
            quoted(&name)
        )
    })
}
