//! Constraints and their states. SQL Language Reference, "constraint".

use super::Replay;
use super::source::{has_phrase, names, object_name, one_line, words};
use plconv_catalog::{Constraint, ConstraintKind, ObjectName, OnDelete, Origin, Table};
use plconv_syntax::ast::{self, AstNode, SyntaxNode};

/// What the states after a constraint say together.
pub(super) struct State {
    pub(super) enabled: bool,
    pub(super) validated: bool,
    pub(super) deferrable: bool,
    pub(super) initially_deferred: bool,
    using_index: Option<ObjectName>,
}

impl Default for State {
    fn default() -> Self {
        State {
            enabled: true,
            validated: true,
            deferrable: false,
            initially_deferred: false,
            using_index: None,
        }
    }
}

impl State {
    /// The states of a new constraint.
    pub(super) fn of<'t>(states: ast::List<'t, ast::ConstraintState<'t>>) -> Self {
        let mut result = State::default();
        for state in states.iter() {
            result.apply(&words(state.syntax()));
            if let Some(index) = state.index() {
                let is_using = state.state().is_some_and(|word| word.is("USING"));
                result.using_index = is_using.then(|| object_name(index)).or(result.using_index);
            }
        }
        result
    }

    /// ENABLE alone means VALIDATE, DISABLE alone NOVALIDATE; a word for the other half may follow.
    fn apply(&mut self, words: &[String]) {
        match words.first().map_or("", String::as_str) {
            "ENABLE" => {
                self.enabled = true;
                self.validated = !has_phrase(words, "NOVALIDATE");
            }
            "DISABLE" => {
                self.enabled = false;
                self.validated = has_phrase(words, "VALIDATE");
            }
            "VALIDATE" => self.validated = true,
            "NOVALIDATE" => self.validated = false,
            "DEFERRABLE" => self.deferrable = true,
            "NOT" => self.deferrable = false,
            "INITIALLY" => {
                self.initially_deferred = words.iter().any(|word| word == "DEFERRED");
                // INITIALLY DEFERRED without more means deferrable.
                self.deferrable |= self.initially_deferred;
            }
            // RELY tells the optimizer only; USING INDEX and EXCEPTIONS INTO do not change what is enforced.
            _ => {}
        }
    }
}

impl Replay {
    /// Adds a constraint; `column` is the one an inline constraint stands at.
    pub(super) fn add_constraint<'t>(
        &mut self,
        table: &mut Table,
        name: Option<ast::Name<'t>>,
        body: Option<ast::ConstraintBody<'t>>,
        states: ast::List<'t, ast::ConstraintState<'t>>,
        column: Option<&str>,
    ) {
        let Some(body) = body else {
            return;
        };
        let own_column = |listed: ast::List<'t, ast::Name<'t>>| match column {
            Some(column) if listed.is_empty() => vec![column.to_owned()],
            _ => names(listed),
        };
        let kind = match body {
            ast::ConstraintBody::UniqueConstraint(unique) => ConstraintKind::Unique {
                columns: own_column(unique.columns()),
            },
            ast::ConstraintBody::PrimaryKeyConstraint(key) => ConstraintKind::PrimaryKey {
                columns: own_column(key.columns()),
            },
            ast::ConstraintBody::ForeignKeyConstraint(key) => ConstraintKind::ForeignKey {
                columns: own_column(key.columns()),
                table: key.table().map(object_name).unwrap_or_default(),
                referenced: names(key.referenced()),
                on_delete: on_delete(key),
            },
            ast::ConstraintBody::CheckConstraint(check) => {
                let Some(condition) = check.condition() else {
                    return;
                };
                ConstraintKind::Check {
                    condition: self.source_text(condition.syntax()),
                }
            }
            // Only columns can have these.
            ast::ConstraintBody::NotNullConstraint(_) | ast::ConstraintBody::NullConstraint(_) => return,
        };
        let name = name.map(|name| name.folded());
        if let Some(name) = &name
            && table
                .constraints
                .iter()
                .any(|constraint| constraint.name.as_ref() == Some(name))
        {
            self.not_replayed(
                body.syntax(),
                format!("table {} has a constraint {name} already (ORA-02264)", table.name),
            );
            return;
        }
        if matches!(kind, ConstraintKind::PrimaryKey { .. }) && !table.primary_key().is_empty() {
            self.not_replayed(
                body.syntax(),
                format!("table {} has a primary key already (ORA-02260)", table.name),
            );
            return;
        }
        let state = State::of(states);
        for written in states.iter() {
            self.index_of_constraint(table, written);
        }
        table.constraints.push(Constraint {
            name,
            kind,
            deferrable: state.deferrable,
            initially_deferred: state.initially_deferred,
            enabled: state.enabled,
            validated: state.validated,
            using_index: state.using_index,
            origin: self.origin(body.syntax()),
        });
    }

    fn index_of_constraint(&mut self, table: &mut Table, state: ast::ConstraintState<'_>) {
        for attribute in state.physical().iter() {
            table.physical.push(one_line(attribute.syntax()));
        }
        if let Some(create) = state.create_index() {
            self.create_index(create);
        }
    }

    /// `ENABLE` or `DISABLE` of a constraint by name.
    pub(super) fn switch_constraint(
        &mut self,
        table: &mut Table,
        name: &str,
        enable: bool,
        node: SyntaxNode<'_>,
    ) {
        match table
            .constraints
            .iter_mut()
            .find(|constraint| constraint.name.as_deref() == Some(name))
        {
            Some(constraint) => {
                constraint.enabled = enable;
                constraint.validated = enable;
            }
            None => self.constraint_not_found(table, name, node),
        }
    }

    pub(super) fn constraint_not_found(&mut self, table: &Table, name: &str, node: SyntaxNode<'_>) {
        self.not_replayed(
            node,
            format!("table {} has no constraint {name} at this point", table.name),
        );
    }
}

fn on_delete(key: ast::ForeignKeyConstraint<'_>) -> OnDelete {
    let words = words(key.syntax());
    if has_phrase(&words, "ON DELETE CASCADE") {
        OnDelete::Cascade
    } else if has_phrase(&words, "ON DELETE SET NULL") {
        OnDelete::SetNull
    } else {
        OnDelete::NoAction
    }
}

/// Changes the states of an existing constraint, as `ALTER TABLE ... MODIFY CONSTRAINT` does.
pub(super) fn modify_states<'t>(
    constraint: &mut Constraint,
    states: ast::List<'t, ast::ConstraintState<'t>>,
    place: Origin,
) {
    let mut state = State {
        enabled: constraint.enabled,
        validated: constraint.validated,
        deferrable: constraint.deferrable,
        initially_deferred: constraint.initially_deferred,
        using_index: constraint.using_index.clone(),
    };
    for written in states.iter() {
        state.apply(&words(written.syntax()));
    }
    // Rows that came while it was disabled are what it is enabled for.
    if state.enabled && !constraint.enabled {
        constraint.origin = place;
    }
    constraint.enabled = state.enabled;
    constraint.validated = state.validated;
    constraint.deferrable = state.deferrable;
    constraint.initially_deferred = state.initially_deferred;
}
