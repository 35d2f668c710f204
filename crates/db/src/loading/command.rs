//! SQL*Plus commands: variables, includes, EXIT.

use super::{LoadedCommand, LoadedItem, Walker, include_style, range};
use crate::include::{IncludeStyle, Lookup};
use crate::substitute::substitute_variables;
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

    pub(super) fn run_command(&mut self, file: FileId, item: &ScriptItem, command: &SqlPlusCommand) {
        let place = range(file, item.start, item.end);
        match command {
            SqlPlusCommand::Include {
                path,
                relative,
                arguments,
            } => {
                let (name, undefined) = self.substitute_words(path);
                let arguments: Vec<String> = arguments
                    .iter()
                    .map(|argument| self.substitute_words(argument).0)
                    .collect();
                self.include(place, include_style(*relative), &name, &arguments, &undefined);
            }
            SqlPlusCommand::Define {
                name: Some(name),
                value: Some(value),
            } => {
                let (value, undefined) = self.substitute_words(value);
                if undefined.is_empty() {
                    self.variables.define(name, value);
                } else {
                    // What the value would be only the user can know; uses of the variable say that it has none.
                    self.variables.accept(name, None);
                }
            }
            SqlPlusCommand::Undefine { names } => {
                for name in names {
                    self.variables.undefine(name);
                }
            }
            SqlPlusCommand::Accept { name, default, .. } => {
                let default = default.as_ref().map(|default| self.substitute_words(default).0);
                self.variables.accept(name, default.as_deref());
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

    fn substitute_words(&mut self, text: &str) -> (String, Vec<String>) {
        let substituted = substitute_variables(text, &self.variables);
        let undefined = substituted
            .undefined
            .into_iter()
            .map(|(name, _, _)| name)
            .collect();
        (substituted.text, undefined)
    }

    fn include(
        &mut self,
        place: FileRange,
        style: IncludeStyle,
        name: &str,
        arguments: &[String],
        undefined: &[String],
    ) {
        if !undefined.is_empty() {
            let list = undefined
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ");
            self.loaded.diagnostics.push(
                Diagnostic::new(
                    Code::INCLUDE_UNRESOLVED,
                    place,
                    format!("the name of the included script depends on {list}, which has no value"),
                )
                .with_help(
                    "give the variable a value with `-D name=value` or under `[define]` in plconv.toml",
                ),
            );
            return;
        }
        let including = self.path(place.file);
        let root = self.stack.first().map_or(including, |root| self.path(*root));
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
            Lookup::NotFound(tried) => self.report_not_found(place, name, &tried),
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
        self.variables.set_arguments(arguments);
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
