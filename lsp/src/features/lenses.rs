//! Code lenses.

use crate::diagnostics::of_document;
use crate::world::World;
use plconv_ide::{caller_count, code_lenses};
use serde_json::{Value, json};
use tower_lsp_server::ls_types::*;

/// Shown by editors that know the command; it asks for the translation beside the source.
const SHOW: &str = "plconv.showTranslation";
/// Loads the translation into PostgreSQL.
const VERIFY: &str = "plconv.verify";
/// Shows places; editors bring it along.
const CALLERS: &str = "plconv.showCallers";

pub fn lenses(world: &World, params: &CodeLensParams) -> Option<Vec<CodeLens>> {
    let view = world.view(&params.text_document.uri)?;
    let (found, all) = of_document(&view);
    let uri = view.document.uri.as_str();
    let mut lenses = Vec::new();
    let mut last_line = None;
    for lens in code_lenses(view.syntax(), all.then_some(found.as_slice())) {
        let range = view.range(lens.name_range);
        let line = range.start.line;
        lenses.push(CodeLens {
            range,
            command: Some(command(lens.fate, SHOW, json!([uri, { "line": line }]))),
            data: None,
        });
        if lens.is_routine {
            let data = json!({ "uri": uri, "line": line, "character": range.start.character });
            lenses.push(CodeLens {
                range,
                command: None,
                data: Some(data),
            });
        } else if last_line != Some(line) {
            lenses.push(CodeLens {
                range,
                command: Some(command("verify on PostgreSQL".to_owned(), VERIFY, json!([uri]))),
                data: None,
            });
        }
        last_line = Some(line);
    }
    Some(lenses)
}

fn command(title: String, command: &str, arguments: Value) -> Command {
    Command {
        title,
        command: command.to_owned(),
        arguments: arguments.as_array().cloned(),
    }
}

/// Counts the callers of a routine when its lens is shown.
pub fn resolve(world: &World, mut lens: CodeLens) -> CodeLens {
    let counted = (|| {
        let data = lens.data.as_ref()?;
        let uri: Uri = data.get("uri")?.as_str()?.parse().ok()?;
        let number = |key: &str| data.get(key)?.as_u64()?.try_into().ok();
        let position = Position::new(number("line")?, number("character")?);
        let view = world.view(&uri)?;
        let snapshot = view.snapshot()?;
        let (_, count) = caller_count(&snapshot, view.syntax(), view.offset(position))?;
        Some((uri, position, count))
    })();
    lens.command = Some(match counted {
        Some((uri, position, count)) => {
            let title = match count {
                1 => "1 caller".to_owned(),
                count => format!("{count} callers"),
            };
            command(title, CALLERS, json!([uri.as_str(), position]))
        }
        None => command("callers unknown".to_owned(), CALLERS, json!([])),
    });
    lens
}
