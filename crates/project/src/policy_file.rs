//! `plconv.toml`: reading and explaining what is wrong with it.

use crate::suggest::nearest;
use plconv_db::Policy;
use plconv_findings::parse_allowed;
use plconv_source::{LineIndex, TextSize};
use std::path::{Path, PathBuf};

/// The name under which a policy file is looked for in the source root.
pub const FILE_NAME: &str = "plconv.toml";

/// Oldest and newest PostgreSQL major versions the output can be made for.
pub const TARGET_VERSIONS: std::ops::RangeInclusive<u32> = 15..=18;

/// A policy file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// The file cannot be read.
    #[error("cannot read the policy file {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file does not say what a policy can say.
    #[error("{path}:{line}:{column}: {message}{}", help.as_ref().map(|help| format!("\n  help: {help}")).unwrap_or_default())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: u32,
        /// Column in characters, from 1.
        column: u32,
        /// What is wrong.
        message: String,
        /// What to do.
        help: Option<String>,
    },
}

/// Reads a policy file.
///
/// # Errors
/// When it cannot be read, is no TOML, has unknown keys or impossible values; the message says where.
pub fn read_policy(path: &Path) -> Result<Policy, PolicyError> {
    let text = std::fs::read_to_string(path).map_err(|source| PolicyError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    parse_policy(path, &text)
}

/// Reads the text of a policy file; `path` is for messages.
///
/// # Errors
/// When it is no TOML, has unknown keys or impossible values; the message says where.
pub fn parse_policy(path: &Path, text: &str) -> Result<Policy, PolicyError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let policy: Policy = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let (message, help) = explain_message(error.message());
        invalid(path, text, at, message, help)
    })?;
    if let Some((message, help)) = impossible_value(&policy) {
        let key = message.split('`').nth(1).unwrap_or_default().to_owned();
        return Err(invalid(
            path,
            text,
            text.find(&key).unwrap_or(0),
            message,
            Some(help),
        ));
    }
    Ok(policy)
}

fn invalid(path: &Path, text: &str, at: usize, message: String, help: Option<String>) -> PolicyError {
    let offset = TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
    let position = LineIndex::new(text).position(offset);
    PolicyError::Invalid {
        path: path.to_owned(),
        line: position.line,
        column: position.column,
        message,
        help,
    }
}

/// The parser lists all keys it knows; name the nearest ones instead.
fn explain_message(message: &str) -> (String, Option<String>) {
    let mut names = message.split('`').skip(1).step_by(2);
    let unknown = match (
        message.starts_with("unknown field"),
        message.starts_with("unknown variant"),
    ) {
        (true, _) => "unknown key",
        (_, true) => "unknown value",
        (false, false) => return (message.lines().collect::<Vec<_>>().join(" "), None),
    };
    let Some(wrong) = names.next() else {
        return (message.to_owned(), None);
    };
    let known: Vec<&str> = names.collect();
    let near = nearest(wrong, known.iter().copied());
    let help = if near.is_empty() {
        format!("known here: {}", known.join(", "))
    } else {
        format!("did you mean `{}`?", near.join("` or `"))
    };
    (format!("{unknown} `{wrong}`"), Some(help))
}

/// Values that have the right type and still mean nothing.
fn impossible_value(policy: &Policy) -> Option<(String, String)> {
    if !TARGET_VERSIONS.contains(&policy.target_version) {
        return Some((
            format!("`target-version` {} is not supported", policy.target_version),
            format!("use {} to {}", TARGET_VERSIONS.start(), TARGET_VERSIONS.end()),
        ));
    }
    if let Some(encoding) = &policy.encoding
        && plconv_source::encoding_for_charset(encoding).is_none()
    {
        return Some((
            format!("`encoding` \"{encoding}\" is no known character set"),
            "use an Oracle name such as WE8MSWIN1252 or AL32UTF8, or a name such as windows-1252".to_owned(),
        ));
    }
    if policy.runtime_schema.is_empty() {
        return Some((
            "`runtime-schema` is empty".to_owned(),
            "leave it out for the schema oracle".to_owned(),
        ));
    }
    if policy.line_width < 40 {
        return Some((
            format!("`line-width` {} is too narrow to print code", policy.line_width),
            "use 40 or more".to_owned(),
        ));
    }
    policy.allow.iter().find_map(|allow| {
        let problem = parse_allowed(&allow.code, allow.until.as_deref(), &allow.reason).err()?;
        Some((
            format!("`allow` of \"{}\": {problem}", allow.code),
            "give each entry a code, a reason, and if you like a last day: until = \"2027-06-30\"".to_owned(),
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        parse_policy(Path::new("plconv.toml"), text)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn an_empty_file_is_the_default_policy() {
        assert_eq!(parse_policy(Path::new("p"), "").unwrap(), Policy::default());
    }

    #[test]
    fn values_are_read() {
        let policy = parse_policy(
            Path::new("p"),
            "target-version = 17\nscripts = [\"install.sql\"]\n[define]\nowner = \"hr\"\n[types]\nintegers = true\n",
        )
        .unwrap();
        assert_eq!(policy.target_version, 17);
        assert_eq!(policy.define.get("owner").map(String::as_str), Some("hr"));
        assert!(policy.types.integers);
    }

    #[test]
    fn unknown_keys_name_the_nearest_one_and_the_place() {
        assert_eq!(
            error("line-width = 80\ntarget-verison = 16\n"),
            "plconv.toml:2:1: unknown key `target-verison`\n  help: did you mean `target-version`?"
        );
    }

    #[test]
    fn unknown_values_too() {
        let text = error("package-state = \"sesion\"\n");
        assert!(
            text.starts_with("plconv.toml:1:17: unknown value `sesion`"),
            "{text}"
        );
        assert!(text.ends_with("did you mean `session`?"), "{text}");
    }

    #[test]
    fn wrong_types_and_broken_toml_say_where() {
        assert!(error("\nline-width = \"x\"\n").starts_with("plconv.toml:2:14: "));
        assert!(error("a = \n").starts_with("plconv.toml:1:"));
    }

    #[test]
    fn impossible_values_are_refused() {
        assert_eq!(
            error("# choices\ntarget-version = 9\n"),
            "plconv.toml:2:1: `target-version` 9 is not supported\n  help: use 15 to 18"
        );
        assert!(error("encoding = \"KLINGON8\"\n").contains("no known character set"));
        let allow = |code: &str, until: &str, reason: &str| {
            error(&format!(
                "[[allow]]\ncode = \"{code}\"\nuntil = \"{until}\"\nreason = \"{reason}\"\n"
            ))
        };
        assert!(allow("PLC7777", "2030-01-01", "r").contains("there is no diagnostic `PLC7777`"));
        assert!(allow("PLC0407", "2030-02-30", "r").contains("`2030-02-30` is no date"));
        assert!(allow("PLC0407", "2030-01-01", " ").contains("it gives no reason"));
    }
}
