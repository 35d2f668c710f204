//! Whom the server runs as. PostgreSQL refuses to run as root, and rightly.

use crate::error::ServerError;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// Users that exist for such purposes, in the order of preference.
const UNPRIVILEGED: [&str; 3] = ["postgres", "nobody", "daemon"];

/// A user and its group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Account {
    pub user: u32,
    pub group: u32,
}

impl Account {
    /// The account to run the server as: an unprivileged one when we are root, else our own (none).
    ///
    /// `ours` is a directory that this process has just created: its owner is who we are, which the standard library
    /// tells in no other way.
    pub(super) fn for_server(ours: &Path) -> Result<Option<Self>, ServerError> {
        let owner = std::fs::metadata(ours)
            .map_err(|error| ServerError::file(ours, &error))?
            .uid();
        if owner != 0 {
            return Ok(None);
        }
        UNPRIVILEGED
            .iter()
            .find_map(|name| Account::named(name))
            .map(Some)
            .ok_or_else(|| {
                let names = UNPRIVILEGED.join(", ");
                ServerError::Unsupported(format!(
                    "PostgreSQL does not run as root, and there is none of the users {names}"
                ))
            })
    }

    fn named(name: &str) -> Option<Self> {
        let number = |option: &str| {
            let output = Command::new("id").args([option, name]).output().ok()?;
            String::from_utf8_lossy(&output.stdout).trim().parse::<u32>().ok()
        };
        let account = Account {
            user: number("-u")?,
            group: number("-g")?,
        };
        (account.user != 0).then_some(account)
    }

    /// Gives a file or directory to the account.
    pub(super) fn own(self, path: &Path) -> Result<(), ServerError> {
        std::os::unix::fs::chown(path, Some(self.user), Some(self.group))
            .map_err(|error| ServerError::file(path, &error))
    }
}

/// A program of the server, run as the account, in a process group of its own so that Ctrl-C in the terminal does not
/// reach it, and without the variables by which the environment would change what it does.
pub(super) fn command(program: &Path, account: Option<Account>) -> Command {
    let mut command = Command::new(program);
    if let Some(account) = account {
        // The standard library also drops the supplementary groups of root.
        command.uid(account.user).gid(account.group);
    }
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("PG") || name_text.starts_with("LC_") || name_text == "LANG" {
            command.env_remove(&name);
        }
    }
    command.env("LC_ALL", "C").current_dir("/").process_group(0);
    command
}
