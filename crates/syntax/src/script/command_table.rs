//! The commands of SQL*Plus and SQLcl and how far each may be shortened.
//! SQL*Plus User's Guide and Reference, "SQL*Plus Command Reference" and "Obsolete SQL*Plus Commands"; brackets there
//! mark what may be left out. SQLcl User's Guide, "Commands".

/// Commands the reader tells apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CommandName {
    Accept,
    Column,
    Connect,
    Define,
    /// DOCUMENT: text up to a line `#`.
    Document,
    Execute,
    Exit,
    Host,
    Pause,
    Print,
    Prompt,
    Remark,
    Run,
    Set,
    Show,
    Spool,
    Start,
    Undefine,
    Variable,
    Whenever,
    /// Recognised, without influence on definitions; COPY and LOAD (of SQLcl) move rows.
    Other,
    /// Recognised only when it stands alone on its line: as a statement it would be a name.
    Alone,
}

/// Full name, number of letters that must be there, meaning.
pub const COMMANDS: &[(&str, usize, CommandName)] = &[
    ("ACCEPT", 3, CommandName::Accept),
    ("ALIAS", 5, CommandName::Other),
    ("APEX", 4, CommandName::Other),
    ("APPEND", 6, CommandName::Other),
    ("ARCHIVE", 7, CommandName::Other),
    ("ARGUMENT", 8, CommandName::Other),
    ("ATTRIBUTE", 4, CommandName::Other),
    ("BREAK", 3, CommandName::Other),
    ("BRIDGE", 6, CommandName::Other),
    ("BTITLE", 3, CommandName::Other),
    ("CD", 2, CommandName::Other),
    ("CHANGE", 6, CommandName::Other),
    ("CLEAR", 2, CommandName::Other),
    ("COLUMN", 3, CommandName::Column),
    ("COMPUTE", 4, CommandName::Other),
    ("CONFIG", 6, CommandName::Other),
    ("CONNECT", 4, CommandName::Connect),
    ("COPY", 4, CommandName::Other),
    ("CTAS", 4, CommandName::Other),
    ("DDL", 3, CommandName::Other),
    ("DEFINE", 3, CommandName::Define),
    ("DEL", 3, CommandName::Other),
    ("DESCRIBE", 4, CommandName::Other),
    ("DISCONNECT", 4, CommandName::Other),
    ("DOCUMENT", 3, CommandName::Document),
    ("EDIT", 2, CommandName::Other),
    ("EXECUTE", 4, CommandName::Execute),
    ("EXIT", 4, CommandName::Exit),
    ("FORMAT", 6, CommandName::Other),
    ("GET", 3, CommandName::Other),
    ("HELP", 4, CommandName::Other),
    ("HISTORY", 4, CommandName::Other),
    ("HOST", 2, CommandName::Host),
    ("INFORMATION", 4, CommandName::Other),
    ("INPUT", 5, CommandName::Other),
    ("LB", 2, CommandName::Other),
    ("LIQUIBASE", 9, CommandName::Other),
    ("LIST", 4, CommandName::Other),
    ("L", 1, CommandName::Alone),
    ("LOAD", 4, CommandName::Other),
    ("MIGRATEADVISOR", 14, CommandName::Other),
    ("MODELER", 7, CommandName::Other),
    ("NET", 3, CommandName::Other),
    ("OERR", 4, CommandName::Other),
    ("PASSWORD", 5, CommandName::Other),
    ("PAUSE", 3, CommandName::Pause),
    ("PING", 4, CommandName::Other),
    ("PRINT", 3, CommandName::Print),
    ("PROJECT", 7, CommandName::Other),
    ("PROMPT", 3, CommandName::Prompt),
    ("QUIT", 4, CommandName::Exit),
    ("RECOVER", 7, CommandName::Other),
    ("REMARK", 3, CommandName::Remark),
    ("REPEAT", 6, CommandName::Other),
    ("REPFOOTER", 4, CommandName::Other),
    ("REPHEADER", 4, CommandName::Other),
    ("REST", 4, CommandName::Other),
    ("RUN", 3, CommandName::Run),
    ("R", 1, CommandName::Alone),
    ("SAVE", 3, CommandName::Other),
    ("SCRIPT", 6, CommandName::Other),
    ("SET", 3, CommandName::Set),
    ("SHOW", 3, CommandName::Show),
    ("SHUTDOWN", 8, CommandName::Other),
    ("SODA", 4, CommandName::Other),
    ("SPOOL", 3, CommandName::Spool),
    ("SSHTUNNEL", 9, CommandName::Other),
    ("START", 3, CommandName::Start),
    ("STARTUP", 7, CommandName::Other),
    ("STORE", 5, CommandName::Other),
    ("TIMING", 4, CommandName::Other),
    ("TNSPING", 7, CommandName::Other),
    ("TTITLE", 3, CommandName::Other),
    ("UNDEFINE", 5, CommandName::Undefine),
    ("UNLOAD", 6, CommandName::Other),
    ("VARIABLE", 3, CommandName::Variable),
    ("VAULT", 5, CommandName::Other),
    ("WHENEVER", 8, CommandName::Whenever),
    ("WHICH", 5, CommandName::Other),
    ("XQUERY", 6, CommandName::Other),
];

/// The command a word names, shortened or not, with its full name.
pub fn find(word: &str) -> Option<(&'static str, CommandName)> {
    let first = word.as_bytes().first()?.to_ascii_uppercase();
    let first_of = |name: &str| name.as_bytes().first().copied().unwrap_or(0);
    let start = COMMANDS.partition_point(|(name, _, _)| first_of(name) < first);
    let rest = COMMANDS.get(start..).unwrap_or_default();
    rest.iter()
        .take_while(|(name, _, _)| first_of(name) == first)
        .find(|(name, least, _)| {
            word.len() >= *least
                && name
                    .get(..word.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(word))
        })
        .map(|(name, _, command)| (*name, *command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_in_order() {
        assert!(COMMANDS.is_sorted_by_key(|(name, _, _)| name.as_bytes().first()));
    }

    #[test]
    fn commands_may_be_shortened_so_far() {
        let name = |word: &str| find(word).map(|(name, _)| name);
        for (full, least, _) in COMMANDS {
            assert_eq!(name(full), Some(*full));
            let shortest = full.get(..*least).unwrap_or(full);
            assert_eq!(name(shortest), Some(*full), "{shortest}");
            assert_eq!(name(&shortest.to_lowercase()), Some(*full));
        }
        for no_command in [
            "A", "C", "E", "I", "DE", "CO", "SE", "STAR_T", "PROMPTS", "SELECT", "",
        ] {
            assert_eq!(name(no_command), None, "{no_command}");
        }
    }
}
