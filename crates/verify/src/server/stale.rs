//! Removes clusters whose process died together with their supervisor (power loss, a container stopped hard).

use super::account::Account;
use super::cluster::DIRECTORY_PREFIX;
use crate::error::ServerError;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

/// Names the process a cluster belongs to.
const OWNER_FILE: &str = "owner";

/// Writes down that a cluster is ours.
pub(super) fn write_owner(directory: &Path) -> Result<(), ServerError> {
    let path = directory.join(OWNER_FILE);
    std::fs::write(&path, owner(std::process::id())).map_err(|error| ServerError::file(path, &error))
}

/// Process id and the namespace in which it means something: containers may share a directory of temporary files.
fn owner(process: u32) -> String {
    let namespace = std::fs::read_link("/proc/self/ns/pid").unwrap_or_default();
    format!("{process} {}", namespace.display())
}

/// Removes cluster directories of processes that are no more. Only on systems with `/proc`, where that can be known,
/// and only directories of our own user or of the account we run servers as. Failing is no reason not to start.
pub(super) fn remove_stale(parent: &Path, ours: &Path, account: Option<Account>) {
    if !Path::new("/proc/self/cmdline").exists() {
        return;
    }
    let Ok(us) = std::fs::metadata(ours).map(|metadata| metadata.uid()) else {
        return;
    };
    for entry in std::fs::read_dir(parent).into_iter().flatten().flatten() {
        let directory = entry.path();
        let is_cluster =
            entry.file_name().to_string_lossy().starts_with(DIRECTORY_PREFIX) && directory != ours;
        // The metadata of the entry itself: links are not followed.
        let is_trusted = entry.metadata().is_ok_and(|metadata| {
            metadata.is_dir()
                && (metadata.uid() == us || account.is_some_and(|account| metadata.uid() == account.user))
        });
        if is_cluster && is_trusted && is_abandoned(&directory) {
            let _ = std::fs::remove_dir_all(&directory);
        }
    }
}

/// Its owner is dead and no server of its data directory is running; a server without owner is stopped.
fn is_abandoned(directory: &Path) -> bool {
    // A directory without this file is being created right now.
    let Ok(text) = std::fs::read_to_string(directory.join(OWNER_FILE)) else {
        return false;
    };
    let Some(process) = text
        .split(' ')
        .next()
        .and_then(|process| process.parse::<u32>().ok())
    else {
        return false;
    };
    if text != owner(process) || Path::new("/proc").join(process.to_string()).exists() {
        return false;
    }
    !stops_server(directory)
}

/// Tells the server of a cluster to stop, and whether there was one; its directory then goes next time.
fn stops_server(directory: &Path) -> bool {
    let Ok(text) = std::fs::read_to_string(directory.join("data/postmaster.pid")) else {
        return false;
    };
    let process = text.lines().next().unwrap_or("");
    let command_line = std::fs::read(Path::new("/proc").join(process).join("cmdline")).unwrap_or_default();
    // The number may by now be that of another program.
    let is_server = String::from_utf8_lossy(&command_line).contains(&*directory.to_string_lossy());
    if is_server {
        // Immediate shutdown. PostgreSQL manual, "Shutting Down the Server".
        let _ = Command::new("/bin/sh")
            .args(["-c", "kill -QUIT \"$1\"", "kill", process])
            .status();
    }
    is_server
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_directories_of_dead_processes_go() {
        let parent = tempfile::tempdir().unwrap();
        let make = |name: &str, owner: Option<String>| {
            let path = parent.path().join(format!("{DIRECTORY_PREFIX}{name}"));
            std::fs::create_dir(&path).unwrap();
            if let Some(owner) = owner {
                std::fs::write(path.join(OWNER_FILE), owner).unwrap();
            }
            path
        };
        // A process that has ended.
        let mut child = std::process::Command::new("true").spawn().unwrap();
        let dead_process = child.id();
        child.wait().unwrap();
        let ours = make("ours", None);
        let dead = make("dead", Some(owner(dead_process)));
        let alive = make("alive", Some(owner(std::process::id())));
        let new = make("new", None);
        let elsewhere = make("elsewhere", Some(format!("{dead_process} pid:[1]")));
        remove_stale(parent.path(), &ours, None);
        let left = [&ours, &dead, &alive, &new, &elsewhere].map(|path| path.exists());
        assert_eq!(
            left,
            [true, !Path::new("/proc/self/cmdline").exists(), true, true, true]
        );
    }
}
