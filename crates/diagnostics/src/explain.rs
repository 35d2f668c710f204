//! The reference of all codes, as text.

use std::fmt::Write as _;

use crate::code::{Class, Code, Severity};
use crate::summary::Summary;

/// The page of a code with its title, as Markdown: what `plconv explain PLC0101` prints.
pub fn explain(code: Code) -> String {
    format!(
        "# {code} {name}\n\n{summary}.\n\n{severity}\n{class}\n\n{page}\n",
        name = code.name(),
        summary = capitalised(code.summary()),
        severity = severity_sentence(code.severity()),
        class = class_sentence(code.class()),
        page = code.page().trim_end(),
    )
}

/// A Markdown list of all codes by area, generated from the declarations.
pub fn docs_index() -> String {
    let mut text = String::from(
        "# Diagnostics\n\n\
         <!-- Generated from the declarations in crates/diagnostics; do not edit. -->\n\n\
         Every code is permanent. `plconv explain CODE` prints its page.\n\n",
    );
    for severity in Severity::ALL {
        let _ = writeln!(text, "- **{severity}**: {}", severity_sentence(severity));
    }
    text.push('\n');
    for class in Class::ALL {
        let _ = writeln!(text, "- **{class}**: {}", class_sentence(class));
    }
    let mut area = None;
    for code in Code::all() {
        if area != Some(code.area()) {
            area = Some(code.area());
            let _ = write!(
                text,
                "\n## {}\n\n| Code | Name | Severity | Class | Summary |\n| --- | --- | --- | --- | --- |\n",
                code.area().title()
            );
        }
        let _ = writeln!(
            text,
            "| [{code}](../crates/diagnostics/pages/{code}.md) | {} | {} | {} | {} |",
            code.name(),
            code.severity(),
            code.class(),
            code.summary()
        );
    }
    text
}

/// A few lines for the end of a run: the totals, then each code with its count, the gravest first.
pub fn summary_text(summary: &Summary) -> String {
    let mut text = format!("{summary}\n");
    let mut codes: Vec<_> = summary.by_code.iter().collect();
    codes.sort_by_key(|(code, count)| (code.severity(), std::cmp::Reverse(**count), **code));
    for (code, count) in codes {
        let _ = writeln!(
            text,
            "{count:>7}  {code} {:<8} {}",
            code.severity(),
            code.summary()
        );
    }
    text
}

fn severity_sentence(severity: Severity) -> &'static str {
    match severity {
        Severity::Refused => "The construct is not carried over; the output says so where it stood.",
        Severity::Assumed => "The construct is carried over under an assumption that you should confirm.",
        Severity::Note => "The construct is carried over or has no effect; nothing needs to be done.",
    }
}

fn class_sentence(class: Class) -> &'static str {
    match class {
        Class::Load => "It would hurt when the output is loaded.",
        Class::Runtime => "It would hurt when the code runs: it would fail.",
        Class::Silent => "It would hurt silently: the code would run and could give another result.",
        Class::Performance => "It would hurt the speed only.",
        Class::Note => "It would not hurt.",
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}
