//! SQL*Plus commands: variables, includes, EXIT.

use super::{LoadedCommand, LoadedItem, Walker, include_style, range};
use crate::include::{IncludeStyle, Lookup};
use crate::substitute::substitute_variables;
use crate::variables::Value;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_source::{FileId, FileRange};
use plconv_syntax::script::{ItemKind, ScriptItem, SqlPlusCommand};

/// How deep scripts may include each other. SQL*Plus allows 20 levels.
const MAX_INCLUDE_DEPTH: usize = 100;

/// How many scripts a walk may run. A hundred scripts that each include the next one twice would never end.
const MAX_INCLUDES: usize = 200_000;

impl Walker<'_> {
    /// EXIT ends SQL*Plus, not only the script. SQL*Plus User's Guide, "EXIT".
    pub(super) fn exit(&mut self, place: FileRange, rest: &[ScriptItem]) {
        self.stopped = true;
        let left_out = rest
            .iter()
            .filter(|item| matches!(item.kind, ItemKind::Statement(_)))
            .count();
        if left_out == 0 && self.stack.len() == 1 {
            return;
        }
        let message = if left_out == 0 {
            "EXIT in an included script ends the whole run: what the including scripts do later is not done"
                .to_owned()
        } else {
            format!("EXIT ends the run: {left_out} statements after it are not executed and not converted")
        };
        self.loaded.diagnostics.push(
            Diagnostic::new(Code::SQLPLUS_COMMAND_REFUSED, place, message).with_help(
                "remove the EXIT to convert the rest; scripts that are not reached are converted after it",
            ),
        );
    }

    fn report_default(&mut self, place: FileRange, name: &str, value: &str) {
        let message =
            format!("nobody answers this prompt: {name} has its default {value:?} in all that follows");
        self.loaded.diagnostics.push(
            Diagnostic::new(Code::PROMPT_DEFAULT, place, message)
                .with_help(format!("write {name} = \"...\" under [define] in plconv.toml")),
        );
    }

    pub(super) fn run_command(&mut self, file: FileId, item: &ScriptItem, command: &SqlPlusCommand) {
        let place = range(file, item.start, item.end);
        match command {
            SqlPlusCommand::Include {
                path,
                relative,
                arguments,
            } => {
                let (name, undefined) = self.substitute_words(path);
                let style = include_style(*relative);
                if undefined.is_empty() {
                    self.include(place, style, &name, arguments);
                } else {
                    self.include_by_pattern(place, style, path, arguments, &undefined);
                }
            }
            SqlPlusCommand::Define {
                name: Some(name),
                value: Some(value),
            } => {
                let value = self.value(value);
                self.variables.set(name, value);
            }
            SqlPlusCommand::Undefine { names } => {
                for name in names {
                    self.variables.undefine(name);
                }
            }
            SqlPlusCommand::Accept { name, default, .. } => {
                let default = default.as_ref().map(|default| self.substitute_words(default).0);
                if self.variables.accept(name, default.as_deref()) {
                    self.report_default(place, name, default.as_deref().unwrap_or_default());
                }
            }
            SqlPlusCommand::Set { words } => self.variables.apply_set(words),
            SqlPlusCommand::Column {
                new_value: Some(name),
                ..
            } => self.variables.set_by_query(name),
            SqlPlusCommand::Execute { start, end } => self.add_execute(file, item, *start, *end),
            SqlPlusCommand::Connect(logon) => {
                self.loaded
                    .diagnostics
                    .extend(crate::command::diagnostic(place, command));
                let (logon, undefined) = self.substitute_words(logon);
                if let Some(user) = user_of(&logon).filter(|user| undefined.is_empty() || !user.contains('&'))
                {
                    self.add_session_schema(file, item, user);
                }
            }
            SqlPlusCommand::Define { .. }
            | SqlPlusCommand::Prompt(_)
            | SqlPlusCommand::Remark(_)
            | SqlPlusCommand::Spool(_)
            | SqlPlusCommand::Whenever { .. }
            | SqlPlusCommand::Variable { .. }
            | SqlPlusCommand::Print(_)
            | SqlPlusCommand::Host(_)
            | SqlPlusCommand::Exit(_)
            | SqlPlusCommand::Show(_)
            | SqlPlusCommand::Column { .. }
            | SqlPlusCommand::Run
            | SqlPlusCommand::Pause(_)
            | SqlPlusCommand::Other { .. } => {
                self.loaded
                    .diagnostics
                    .extend(crate::command::diagnostic(place, command));
                self.push(LoadedItem::Command(LoadedCommand {
                    place,
                    command: command.clone(),
                }));
            }
        }
    }

    /// What a command gives a variable, in which others may be named.
    fn value(&self, text: &str) -> Value {
        let (known, undefined) = self.substitute_words(text);
        if undefined.is_empty() {
            return Value::Known(known);
        }
        // What the value would be only the user can know; uses of the variable say that it has none.
        match self.variables.with_holes(&undefined) {
            Some(holed) => Value::Partly(substitute_variables(text, &holed).text),
            None => Value::Queried,
        }
    }

    fn substitute_words(&self, text: &str) -> (String, Vec<String>) {
        let substituted = substitute_variables(text, &self.variables);
        let undefined = substituted
            .undefined
            .into_iter()
            .map(|(name, _, _)| name)
            .collect();
        (substituted.text, undefined)
    }

    /// An include whose name depends on variables without a value: if all that is known of the name fits one file of
    /// the tree only, that one is meant.
    fn include_by_pattern(
        &mut self,
        place: FileRange,
        style: IncludeStyle,
        path: &str,
        arguments: &[String],
        undefined: &[String],
    ) {
        let list = undefined
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(", ");
        let help = "give the variable a value with `-D name=value` or under `[define]` in plconv.toml";
        let (including, root) = self.including(place);
        let target = self.variables.with_holes(undefined).and_then(|holed| {
            let pattern = substitute_variables(path, &holed).text;
            self.paths.guess(&pattern, style, including, root, &self.named)
        });
        let Some(target) = target else {
            self.loaded.diagnostics.push(
                Diagnostic::new(
                    Code::INCLUDE_UNRESOLVED,
                    place,
                    format!("the name of the included script depends on {list}, which has no value"),
                )
                .with_help(help),
            );
            return;
        };
        self.loaded.diagnostics.push(
            Diagnostic::new(
                Code::INCLUDE_ASSUMED,
                place,
                format!(
                    "the name of the included script depends on {list}, which has no value; `{}` is the only one it fits",
                    self.path(target)
                ),
            )
            .with_help(help),
        );
        self.include_file(place, target, arguments);
    }

    /// The paths of the script that has the command and of the one the run started with.
    fn including(&self, place: FileRange) -> (&'_ str, &'_ str) {
        let including = self.path(place.file);
        (
            including,
            self.stack.first().map_or(including, |root| self.path(*root)),
        )
    }

    fn include(&mut self, place: FileRange, style: IncludeStyle, name: &str, arguments: &[String]) {
        let (including, root) = self.including(place);
        match self.paths.resolve(name, style, including, root) {
            Lookup::Found(target) => self.include_file(place, target, arguments),
            Lookup::Ambiguous(paths) => self.loaded.diagnostics.push(
                Diagnostic::new(
                    Code::INCLUDE_NOT_FOUND,
                    place,
                    format!("`{name}` could be any of {}", paths.join(", ")),
                )
                .with_help("write the name with the letter case of the file"),
            ),
            Lookup::NotFound(tried) => match self.paths.guess(name, style, including, root, &self.named) {
                Some(target) => {
                    self.loaded.diagnostics.push(
                        Diagnostic::new(
                            Code::INCLUDE_ASSUMED,
                            place,
                            format!(
                                "`{name}` is not in the source tree; `{}` is taken for it",
                                self.path(target)
                            ),
                        )
                        .with_help("write the name relative to the source tree"),
                    );
                    self.include_file(place, target, arguments);
                }
                None => self.report_not_found(place, name, &tried),
            },
        }
    }

    fn report_not_found(&mut self, place: FileRange, name: &str, tried: &[String]) {
        let mut diagnostic = Diagnostic::new(
            Code::INCLUDE_NOT_FOUND,
            place,
            format!("the included script `{name}` is not in the source tree"),
        );
        diagnostic = if name.starts_with('?') {
            diagnostic.with_help("the script belongs to the Oracle installation; PostgreSQL does not need it")
        } else {
            diagnostic.with_help("add the file to the tree, or correct its name")
        };
        if !tried.is_empty() {
            diagnostic = diagnostic.with_note(format!("tried {}", tried.join(", ")));
        }
        self.loaded.diagnostics.push(diagnostic);
    }

    fn include_file(&mut self, place: FileRange, target: FileId, arguments: &[String]) {
        if self.stack.contains(&target) || self.stack.len() >= MAX_INCLUDE_DEPTH {
            let chain: Vec<&str> = self
                .stack
                .iter()
                .chain([&target])
                .map(|file| self.path(*file))
                .collect();
            let message = if self.stack.contains(&target) {
                format!("the script includes itself: {}", chain.join(" > "))
            } else {
                format!("scripts include each other more than {MAX_INCLUDE_DEPTH} levels deep")
            };
            self.loaded.diagnostics.push(
                Diagnostic::new(Code::INCLUDE_RECURSION, place, message)
                    .with_help("the command was skipped; remove it, or list the statements of one run"),
            );
            return;
        }
        self.includes += 1;
        if self.includes > MAX_INCLUDES {
            self.stop(place, format!("more than {MAX_INCLUDES} scripts are included"));
            return;
        }
        let values: Vec<Value> = arguments.iter().map(|argument| self.value(argument)).collect();
        self.variables.set_arguments(values);
        self.walk(target);
    }
}

/// The user of `user/password@database`, a name in double quotes as it is; none for external authentication.
fn user_of(logon: &str) -> Option<&str> {
    let logon = logon.trim();
    let end = match logon.strip_prefix('"') {
        Some(quoted) => quoted.find('"')? + 2,
        None => logon
            .find(|c: char| c == '/' || c == '@' || c == '[' || c == ';' || c.is_whitespace())
            .unwrap_or(logon.len()),
    };
    logon.get(..end).filter(|user| !user.is_empty())
}

#[cfg(test)]
mod tests {
    use super::user_of;

    #[test]
    fn users_of_logons() {
        assert_eq!(user_of("scott/tiger@db"), Some("scott"));
        assert_eq!(user_of("\"Mixed Case\"/x"), Some("\"Mixed Case\""));
        assert_eq!(user_of("sys@db as sysdba"), Some("sys"));
        assert_eq!(user_of("/ as sysdba"), None);
        assert_eq!(user_of(""), None);
    }
}
