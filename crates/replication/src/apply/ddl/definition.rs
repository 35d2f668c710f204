//! One statement of DDL: which table it is about, what becomes of it, and what of the table.

use super::super::Applier;
use super::super::observe::Event;
use super::{ADVICE, DdlTable, Translated, Translation, is_harmless};
use crate::change::TableName;
use crate::state::{self, failed};
use plconv_catalog::naming::identifier;
use plconv_mover::error::Error;
use plconv_mover::plan::{OnDdl, Plan, TablePlan};
use plconv_mover::source::oracle::dictionary::table_name;
use plconv_pg::quote_identifier as quote;
use std::collections::BTreeMap;

/// What a statement is about.
struct Subject {
    /// The place of its table among those that are applied; none of a table that comes.
    index: Option<usize>,
    /// Its name in the plan.
    source: String,
    /// Whether the plan has it.
    is_in_plan: bool,
}

/// What becomes of a statement.
struct Verdict {
    state: &'static str,
    translated: Option<Translated>,
    message: Option<String>,
}

impl Verdict {
    fn shown(&self) -> Option<String> {
        let translated = self.translated.as_ref()?;
        Some(translated.statements.join(";\n"))
    }
}

/// Indexes of some tables by their name, but for those of constraints.
const INDEXES: &str = "
SELECT format('%I.%I', n.nspname, c.relname), array_position($2::text[]::regclass[]::oid[], i.indrelid)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relname = $1 AND i.indrelid = ANY ($2::text[]::regclass[]::oid[])
   AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = c.oid)";

impl Applier<'_> {
    /// A statement that was made at an SCN.
    pub(super) fn definition(&mut self, table: &TableName, text: &str, scn: u64) -> Result<(), Error> {
        let words: Vec<String> = text
            .split_whitespace()
            .take(3)
            .map(str::to_ascii_uppercase)
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if let Some(index) = self.by_name.get(table).copied() {
            return self.of_table(index, text, scn);
        }
        match words[..] {
            ["CREATE", "INDEX", ..] | ["CREATE", "UNIQUE" | "BITMAP", "INDEX"] => {
                let found = self
                    .options
                    .translator
                    .and_then(|translator| translator.indexed_table(text));
                let Some((owner, name)) = found else { return Ok(()) };
                let indexed = TableName {
                    owner: owner.map_or_else(|| table.owner.clone(), Into::into),
                    table: name.into(),
                };
                match self.by_name.get(&indexed).copied() {
                    Some(index) => self.of_table(index, text, scn),
                    None => Ok(()),
                }
            }
            ["DROP", "INDEX", ..] => self.index_dropped(table, text, scn),
            ["CREATE", "TABLE", ..] => self.table_created(table, text, scn),
            _ => Ok(()),
        }
    }

    fn of_table(&mut self, index: usize, text: &str, scn: u64) -> Result<(), Error> {
        let Some(table) = self.tables.get(index) else {
            return Ok(());
        };
        if table.stopped.is_some() || table.from.as_ref().is_some_and(|from| scn < from.commit_scn) {
            return Ok(());
        }
        let source = table.table.source.clone();
        let columns = table.table.source_columns();
        let plan = self.options.plan.tables.iter().find(|plan| plan.source == source);
        let translation = match self.options.translator {
            _ if is_harmless(text) => Translation::Ignored,
            Some(translator) => translator.translate(
                text,
                &DdlTable {
                    source: &table.table.name,
                    target: &table.table.target,
                    columns: &columns,
                    chosen: plan.and_then(|plan| plan.columns.as_deref()),
                    renamed: plan.map(renamed_columns).unwrap_or_default(),
                },
            ),
            None => Translation::Refused("nothing here translates DDL".to_owned()),
        };
        let translation = match (translation, plan.and_then(|plan| plan.columns.as_ref())) {
            (Translation::Statements(translated), Some(chosen)) => chosen_only(*translated, &columns, chosen),
            (translation, _) => translation,
        };
        let subject = Subject {
            index: Some(index),
            source,
            is_in_plan: true,
        };
        self.decide(&subject, text, scn, translation)
    }

    /// An index goes, if the target has it.
    fn index_dropped(&mut self, index: &TableName, text: &str, scn: u64) -> Result<(), Error> {
        let of_owner: Vec<usize> = self
            .tables
            .iter()
            .enumerate()
            .filter(|(_, state)| state.table.name.owner == index.owner && state.stopped.is_none())
            .map(|(number, _)| number)
            .collect();
        let targets: Vec<&str> = of_owner
            .iter()
            .filter_map(|number| Some(self.tables.get(*number)?.table.target.as_str()))
            .collect();
        let found = self
            .session
            .client
            .query(INDEXES, &[&identifier(&index.table), &targets])
            .map_err(failed("looking for an index"))?;
        let [row] = &found[..] else { return Ok(()) };
        let place = usize::try_from(row.get::<_, i32>(1) - 1).unwrap_or(0);
        let Some(state) = of_owner.get(place).and_then(|number| self.tables.get(*number)) else {
            return Ok(());
        };
        let translated = Translated {
            statements: vec![format!("DROP INDEX {}", row.get::<_, &str>(0))],
            columns: state.table.source_columns(),
            is_optional: true,
            ..Translated::default()
        };
        let subject = Subject {
            index: of_owner.get(place).copied(),
            source: state.table.source.clone(),
            is_in_plan: true,
        };
        self.decide(&subject, text, scn, Translation::Statements(Box::new(translated)))
    }

    /// A table comes: one that was dropped before, or a new one.
    fn table_created(&mut self, name: &TableName, text: &str, scn: u64) -> Result<(), Error> {
        let plan = self.options.plan.clone();
        let of_plan = |name: &TableName| {
            plan.tables.iter().find(|table| {
                table_name(&table.source)
                    .is_ok_and(|(owner, table)| *owner == *name.owner && *table == *name.table)
            })
        };
        let (source, target, renamed, is_in_plan) = match of_plan(name) {
            Some(table) => {
                let of_job = state::tables(&mut self.session.client, self.job.id)?;
                // Any other state has a reason of its own.
                if !of_job
                    .iter()
                    .any(|known| known.source == table.source && known.state == "removed")
                {
                    return Ok(());
                }
                let renamed = renamed_columns(table);
                (table.source.clone(), table.target.clone(), renamed, true)
            }
            // That of the way back.
            None if *name.table == *crate::apply::MARKER_TABLE => return Ok(()),
            None => {
                let Some(schema) = schema_of(&plan, &name.owner) else {
                    return Ok(());
                };
                let source = source_text(&name.owner, &name.table);
                if !plan.replication.new_tables {
                    self.options.observer.event(&Event::Note {
                        message: format!("{source} was created in the source; the plan does not have it"),
                    });
                    return Ok(());
                }
                let target = format!("{schema}{}", quote(&identifier(&name.table)));
                (source, target, BTreeMap::new(), false)
            }
        };
        let translation = match self.options.translator {
            Some(translator) => translator.translate(
                text,
                &DdlTable {
                    source: name,
                    target: &target,
                    columns: &[],
                    chosen: None,
                    renamed,
                },
            ),
            None => Translation::Refused("nothing here translates DDL".to_owned()),
        };
        state::put_table(
            &mut self.session.client,
            self.job.id,
            &source,
            &target,
            "removed",
            None,
        )?;
        let subject = Subject {
            index: None,
            source,
            is_in_plan,
        };
        self.decide(&subject, text, scn, translation)
    }

    fn decide(
        &mut self,
        subject: &Subject,
        text: &str,
        scn: u64,
        translation: Translation,
    ) -> Result<(), Error> {
        let known = self.known(scn, text)?;
        let policy = self.options.plan.replication.ddl;
        let verdict = |state, translated, message| Verdict {
            state,
            translated,
            message,
        };
        let verdict = match (translation, known.as_deref()) {
            (_, Some("applied" | "ignored" | "left")) => return Ok(()),
            (Translation::Ignored, _) => verdict("ignored", None, None),
            (Translation::Left(reason), _) => verdict("left", None, Some(reason)),
            (Translation::Refused(reason), _) => verdict("refused", None, Some(reason)),
            (Translation::Statements(translated), known) => {
                let state = match (known, policy) {
                    (Some("skipped"), _) => "skipped",
                    (Some("accepted"), _) | (_, OnDdl::Auto) => "applied",
                    (_, OnDdl::Ask | OnDdl::Stop) if translated.is_optional => "left",
                    (_, OnDdl::Ask) => "waiting",
                    (_, OnDdl::Stop) => "refused",
                };
                let message = match (state, &translated.notes[..]) {
                    ("refused", _) => Some("the plan says so".to_owned()),
                    ("left", _) => Some("rows are right without it; run it when it suits".to_owned()),
                    (_, []) => None,
                    (_, notes) => Some(notes.join("; ")),
                };
                verdict(state, Some(*translated), message)
            }
        };
        let verdict = self.carry_out(subject, text, scn, verdict)?;
        let shown = verdict.shown();
        self.options.observer.event(&Event::Ddl {
            statement: text.to_owned(),
            state: verdict.state.to_owned(),
            message: match (&shown, &verdict.message) {
                (Some(shown), Some(message)) => Some(format!("{shown}\n{message}")),
                (shown, message) => shown.clone().or_else(|| message.clone()),
            },
        });
        match verdict.state {
            "refused" => {
                if let Some(table) = subject.index.and_then(|index| self.tables.get_mut(index)) {
                    table.stopped = Some(text.to_owned());
                }
                Ok(())
            }
            "waiting" => Err(Error::Stopped(format!(
                "{} was altered at SCN {scn}: {text}\nit would become: {}\nnothing is applied behind it until you have said \
                 so: UPDATE plconv.replication_ddl SET state = 'accepted' (or 'skipped', when you have done it yourself) WHERE \
                 state = 'waiting', then `plconv migrate` again; or let replication.ddl be \"auto\"",
                subject.source,
                shown.unwrap_or_default()
            ))),
            _ => Ok(()),
        }
    }

    /// Does what a verdict says, in one transaction. What PostgreSQL refuses is refused, or left when rows are right without it.
    fn carry_out(
        &mut self,
        subject: &Subject,
        text: &str,
        scn: u64,
        verdict: Verdict,
    ) -> Result<Verdict, Error> {
        self.begin_definition()?;
        let error = match self.try_verdict(subject, text, scn, &verdict) {
            Ok(()) => {
                self.session.run("applying DDL", "COMMIT")?;
                return Ok(verdict);
            }
            Err(error) => error,
        };
        if error.is_transient() || verdict.state != "applied" && verdict.state != "skipped" {
            return Err(error);
        }
        self.session.rollback()?;
        self.session.forget_statements();
        let is_optional = verdict
            .translated
            .as_ref()
            .is_some_and(|translated| translated.is_optional);
        let verdict = Verdict {
            state: if is_optional { "left" } else { "refused" },
            message: Some(error.to_string()),
            ..verdict
        };
        if let Some(index) = subject.index {
            // What it was made for is not there.
            self.read_table_again(index, None)?;
        }
        self.begin_definition()?;
        self.try_verdict(subject, text, scn, &verdict)?;
        self.session.run("applying DDL", "COMMIT")?;
        Ok(verdict)
    }

    fn begin_definition(&mut self) -> Result<(), Error> {
        self.session.run("applying DDL", "BEGIN")
    }

    fn try_verdict(
        &mut self,
        subject: &Subject,
        text: &str,
        scn: u64,
        verdict: &Verdict,
    ) -> Result<(), Error> {
        let source = &subject.source;
        let shown = verdict.shown();
        self.note_ddl(
            scn,
            source,
            text,
            shown.as_deref(),
            verdict.state,
            verdict.message.as_deref(),
        )?;
        match (verdict.state, &verdict.translated) {
            ("applied", Some(translated)) => {
                for statement in &translated.statements {
                    self.session
                        .run(&format!("applying DDL to {source}: {statement}"), statement)?;
                }
                self.take_over(subject, scn, translated)
            }
            ("skipped", Some(translated)) => self.take_over(subject, scn, translated),
            ("refused", _) => {
                let error = format!("{text}: {}", verdict.message.as_deref().unwrap_or("refused"));
                state::stop_table(&mut self.session.client, self.job.id, source, &error, ADVICE)
            }
            _ => Ok(()),
        }
    }

    /// The job follows a statement that the target has.
    fn take_over(&mut self, subject: &Subject, scn: u64, translated: &Translated) -> Result<(), Error> {
        let (source, job) = (&subject.source, self.job.id);
        let target = subject
            .index
            .and_then(|index| self.tables.get(index))
            .map(|state| state.table.target.clone());
        let note = |applier: &mut Self, text: String| {
            applier.tables_changed = true;
            state::event(&mut applier.session.client, job, "info", &text)
        };
        if translated.is_dropped {
            let target = target.unwrap_or_default();
            state::put_table(&mut self.session.client, job, source, &target, "removed", None)?;
            return note(self, format!("{source} was dropped in the source"));
        }
        if translated.is_created {
            let client = &mut self.session.client;
            client
                .execute(
                    "UPDATE plconv.replication_table
                        SET state = 'applying', from_scn = $3::text::numeric, from_done = '{}', plan_source = coalesce(plan_source, $4),
                            settled_scn = NULL, error = NULL, advice = NULL, updated_at = now()
                      WHERE job_id = $1 AND source = $2",
                    &[
                        &job,
                        source,
                        &state::scn_text(scn + 1),
                        &(!subject.is_in_plan).then_some(""),
                    ],
                )
                .map_err(failed("adding a table"))?;
            state::put_columns(client, job, source, &translated.columns)?;
            return note(self, format!("{source} was created in the source"));
        }
        state::put_columns(&mut self.session.client, job, source, &translated.columns)?;
        if let Some((name, target)) = &translated.new_name {
            let owner = table_name(source)?.0;
            let renamed = source_text(&owner, name);
            state::rename_table(&mut self.session.client, job, source, (&renamed, target))?;
            return note(
                self,
                format!("{source} is now {renamed}, and {target} in the target: name them so in the plan"),
            );
        }
        if translated.needs_rows {
            let target = target.unwrap_or_default();
            state::put_table(&mut self.session.client, job, source, &target, "pending", None)?;
            return note(
                self,
                format!("{source} is copied again: only the source tells what new columns hold"),
            );
        }
        match subject.index {
            Some(index) => self.read_table_again(index, Some(&translated.columns)),
            None => Ok(()),
        }
    }

    /// What became of a statement, when it was met before.
    fn known(&mut self, scn: u64, text: &str) -> Result<Option<String>, Error> {
        let row = self
            .session
            .client
            .query_opt(
                "SELECT state FROM plconv.replication_ddl
                  WHERE job_id = $1 AND commit_scn = $2::text::numeric AND statement = $3",
                &[&self.job.id, &scn.to_string(), &text],
            )
            .map_err(failed("looking for DDL"))?;
        Ok(row.map(|row| row.get(0)))
    }

    fn note_ddl(
        &mut self,
        scn: u64,
        source: &str,
        text: &str,
        translation: Option<&str>,
        state: &str,
        message: Option<&str>,
    ) -> Result<(), Error> {
        self.session
            .client
            .execute(
                "INSERT INTO plconv.replication_ddl (job_id, commit_scn, source, statement, translation, state, message)
                 VALUES ($1, $2::text::numeric, $3, $4, $5, $6, $7)
                 ON CONFLICT (job_id, commit_scn, statement) DO UPDATE
                    SET state = EXCLUDED.state, translation = EXCLUDED.translation, message = EXCLUDED.message, at = now()",
                &[
                    &self.job.id,
                    &scn.to_string(),
                    &source,
                    &text,
                    &translation,
                    &state,
                    &message,
                ],
            )
            .map_err(failed("noting DDL"))?;
        Ok(())
    }

    /// The table has other columns from here on, or others of the target are its key.
    fn read_table_again(
        &mut self,
        index: usize,
        columns: Option<&[plconv_mover::source::SourceColumn]>,
    ) -> Result<(), Error> {
        self.session.forget_statements();
        let Some(state) = self.tables.get_mut(index) else {
            return Ok(());
        };
        let columns = columns.map_or_else(|| state.table.source_columns(), <[_]>::to_vec);
        let plan = &self.options.plan;
        let number = plan
            .tables
            .iter()
            .position(|table| table.source == state.table.source);
        let Some(number) = number else {
            return Err(Error::Stopped(format!(
                "{} is not in the plan any more",
                state.table.source
            )));
        };
        state.table = super::super::table::ApplyTable::new(plan, number, columns, &mut self.session.client)?;
        Ok(())
    }
}

/// Names of their own that a plan gives to columns in the target.
fn renamed_columns(plan: &TablePlan) -> BTreeMap<String, String> {
    let named = plan
        .column
        .iter()
        .filter_map(|(name, column)| Some((name.to_uppercase(), column.target.clone()?)));
    named
        .filter(|(name, target)| identifier(name) != *target)
        .collect()
}

/// Where the plan chooses columns, those that come are not among them.
fn chosen_only(
    mut translated: Translated,
    before: &[plconv_mover::source::SourceColumn],
    chosen: &[String],
) -> Translation {
    let is_chosen = |name: &str| chosen.iter().any(|one| one.eq_ignore_ascii_case(name));
    let comes = translated
        .columns
        .iter()
        .any(|column| !before.iter().any(|known| known.name == column.name));
    let goes = before
        .iter()
        .any(|column| !translated.columns.iter().any(|known| known.name == column.name));
    match (comes, goes) {
        (true, false) => {
            translated.columns.retain(|column| is_chosen(&column.name));
            if translated.columns.len() == before.len() {
                return Translation::Ignored;
            }
            Translation::Statements(Box::new(translated))
        }
        (_, true) => {
            Translation::Refused("the plan lists the columns of this table: change it there".to_owned())
        }
        (false, false) => Translation::Statements(Box::new(translated)),
    }
}

/// The schema that tables of an owner go to, with its point; empty when they are found by the search path.
fn schema_of(plan: &Plan, owner: &str) -> Option<String> {
    let of_owner = plan
        .tables
        .iter()
        .find(|table| table_name(&table.source).is_ok_and(|(known, _)| known == owner))?;
    let name = crate::translator::name_of(&of_owner.target);
    Some(
        name.schema()
            .map_or_else(String::new, |schema| format!("{}.", quote(schema))),
    )
}

/// A table of the source as plans name it.
fn source_text(owner: &str, name: &str) -> String {
    let shown = |part: &str| {
        let is_plain = part
            .chars()
            .all(|one| one.is_ascii_uppercase() || one.is_ascii_digit() || "_$#".contains(one))
            && part.starts_with(|one: char| one.is_ascii_uppercase());
        if is_plain {
            part.to_owned()
        } else {
            format!("\"{part}\"")
        }
    };
    format!("{}.{}", shown(owner), shown(name))
}
