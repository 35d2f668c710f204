//! Changes of the policy file that leave its comments alone.

use super::FixEdit;
use plconv_diagnostics::Code;
use std::fmt::Write as _;

/// Adds an entry of `[[allow]]` at the end.
pub(super) fn allow(text: &str, code: Code, key: &str, value: Option<&str>, reason: &str) -> FixEdit {
    let mut entry = String::new();
    if !text.is_empty() {
        entry.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
    }
    let _ = writeln!(entry, "[[allow]]\ncode = \"{}\"", code.name());
    if let Some(value) = value {
        let _ = writeln!(entry, "{key} = {}", quoted(value));
    }
    let _ = writeln!(entry, "reason = {}", quoted(reason));
    let end = text.len() as u32;
    FixEdit::Policy {
        range: (end, end),
        text: entry,
    }
}

fn quoted(value: &str) -> String {
    toml::Value::String(value.to_owned()).to_string()
}

/// Sets a key outside of tables; `None` when it has the value already.
pub(super) fn choose(text: &str, key: &str, value: &str) -> Option<FixEdit> {
    let mut offset = 0_u32;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        if trimmed.starts_with('[') {
            break;
        }
        let assigned = trimmed
            .strip_prefix(key)
            .map(str::trim_start)
            .and_then(|rest| rest.strip_prefix('='));
        if let Some(assigned) = assigned {
            let old = assigned.split('#').next().unwrap_or("").trim();
            if old == value {
                return None;
            }
            let start = offset + (line.len() - assigned.len()) as u32;
            let from = start + (assigned.len() - assigned.trim_start().len()) as u32;
            return Some(FixEdit::Policy {
                range: (from, from + old.len() as u32),
                text: value.to_owned(),
            });
        }
        offset += line.len() as u32;
    }
    Some(FixEdit::Policy {
        range: (0, 0),
        text: format!("{key} = {value}\n"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(text: &str, edit: &FixEdit) -> String {
        let FixEdit::Policy { range, text: new } = edit else {
            return String::new();
        };
        let mut text = text.to_owned();
        text.replace_range(range.0 as usize..range.1 as usize, new);
        text
    }

    #[test]
    fn a_choice_is_changed_where_it_stands_and_added_before_tables() {
        let text = "# ours\nautonomous = \"dblink\" # for now\n\n[types]\nintegers = true\n";
        let edit = choose(text, "autonomous", "\"refuse\"").unwrap();
        assert_eq!(
            applied(text, &edit),
            "# ours\nautonomous = \"refuse\" # for now\n\n[types]\nintegers = true\n"
        );
        assert_eq!(choose(text, "autonomous", "\"dblink\""), None);
        let edit = choose(text, "package-state", "\"setting\"").unwrap();
        assert!(applied(text, &edit).starts_with("package-state = \"setting\"\n# ours"));
    }

    #[test]
    fn an_accepted_finding_is_a_valid_entry() {
        let edit = allow(
            "line-width = 90",
            Code::COLLATION,
            "file",
            Some("a \"b\".sql"),
            "known",
        );
        let text = applied("line-width = 90", &edit);
        let policy =
            plconv_project::policy_file::parse_policy(std::path::Path::new("plconv.toml"), &text).unwrap();
        assert_eq!(policy.allow[0].file.as_deref(), Some("a \"b\".sql"));
        assert_eq!(policy.allow[0].code, "collation");
    }
}
