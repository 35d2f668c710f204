//! REM and commands between the comments before a statement.

use super::lines::{line_end, skip_blanks, word_at};

/// The text before a statement with REM as `--`, other commands blanked, byte for byte at the same places; `None` when
/// there is nothing but comments.
pub(super) fn as_comments(before: &str) -> Option<String> {
    let mut result = String::with_capacity(before.len());
    let mut position = 0;
    let mut is_changed = false;
    while let Some(rest) = before.get(position..).filter(|rest| !rest.is_empty()) {
        let end = if rest.starts_with("/*") {
            (rest.get(2..).and_then(|rest| rest.find("*/"))).map_or(before.len(), |end| position + end + 4)
        } else if rest.starts_with("--") {
            line_end(before, position)
        } else if skip_blanks(before, position) > position {
            skip_blanks(before, position)
        } else {
            let end = line_end(before, position);
            command(before.get(position..end).unwrap_or(""), &mut result);
            is_changed = true;
            position = end;
            continue;
        };
        result.push_str(before.get(position..end).unwrap_or(""));
        position = end;
    }
    is_changed.then_some(result)
}

/// Substitution variables are none in REM, and a line that goes on is no comment.
fn command(line: &str, result: &mut String) {
    let word = word_at(line, 0);
    let is_remark = word.len() >= 3
        && "REMARK"
            .get(..word.len())
            .is_some_and(|known| known.eq_ignore_ascii_case(word));
    let text = line.get(word.len()..).unwrap_or("");
    if is_remark && !text.contains('&') && !text.trim_end().ends_with('-') && !text.trim().is_empty() {
        result.push_str("--");
        result.extend(std::iter::repeat_n(' ', word.len() - 2));
        result.push_str(text);
    } else {
        result.extend(line.bytes().map(|byte| if byte == b'\r' { '\r' } else { ' ' }));
    }
}
