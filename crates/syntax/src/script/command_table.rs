//! The commands of SQL*Plus and how far each may be shortened.
//! SQL*Plus User's Guide and Reference, "SQL*Plus Command Reference"; brackets there mark what may be left out.

/// Commands the reader tells apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CommandName {
    Accept,
    Column,
    Connect,
    Define,
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
    ("ARCHIVE", 7, CommandName::Other),
    ("ATTRIBUTE", 4, CommandName::Other),
    ("BREAK", 3, CommandName::Other),
    ("BTITLE", 3, CommandName::Other),
    ("CLEAR", 2, CommandName::Other),
    ("COLUMN", 3, CommandName::Column),
    ("COMPUTE", 4, CommandName::Other),
    ("CONNECT", 4, CommandName::Connect),
    ("COPY", 4, CommandName::Other),
    ("DEFINE", 3, CommandName::Define),
    ("DESCRIBE", 4, CommandName::Other),
    ("DISCONNECT", 4, CommandName::Other),
    ("EDIT", 2, CommandName::Other),
    ("EXECUTE", 4, CommandName::Execute),
    ("EXIT", 4, CommandName::Exit),
    ("GET", 3, CommandName::Other),
    ("HELP", 4, CommandName::Other),
    ("HISTORY", 4, CommandName::Other),
    ("HOST", 2, CommandName::Host),
    ("LIST", 4, CommandName::Other),
    ("L", 1, CommandName::Alone),
    ("LOAD", 4, CommandName::Other),
    ("PASSWORD", 5, CommandName::Other),
    ("PAUSE", 3, CommandName::Pause),
    ("PRINT", 3, CommandName::Print),
    ("PROMPT", 3, CommandName::Prompt),
    ("QUIT", 4, CommandName::Exit),
    ("RECOVER", 7, CommandName::Other),
    ("REMARK", 3, CommandName::Remark),
    ("REPFOOTER", 4, CommandName::Other),
    ("REPHEADER", 4, CommandName::Other),
    ("RUN", 3, CommandName::Run),
    ("R", 1, CommandName::Alone),
    ("SAVE", 3, CommandName::Other),
    ("SET", 3, CommandName::Set),
    ("SHOW", 3, CommandName::Show),
    ("SHUTDOWN", 8, CommandName::Other),
    ("SPOOL", 3, CommandName::Spool),
    ("START", 3, CommandName::Start),
    ("STARTUP", 7, CommandName::Other),
    ("STORE", 5, CommandName::Other),
    ("TIMING", 4, CommandName::Other),
    ("TTITLE", 3, CommandName::Other),
    ("UNDEFINE", 5, CommandName::Undefine),
    ("VARIABLE", 3, CommandName::Variable),
    ("WHENEVER", 8, CommandName::Whenever),
    ("XQUERY", 6, CommandName::Other),
];

/// The command a word names, shortened or not, with its full name.
pub fn find(word: &str) -> Option<(&'static str, CommandName)> {
    COMMANDS
        .iter()
        .find(|(name, least, _)| {
            word.len() >= *least
                && name
                    .get(..word.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(word))
        })
        .map(|(name, _, command)| (*name, *command))
}
