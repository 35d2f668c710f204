//! `plconv script`

use crate::arguments::ScriptArguments;
use crate::outcome::{Outcome, UsageError, of_diagnostics};
use crate::{findings, session, terminal};
use anyhow::Context;
use plconv_project::write::write_whole;
use std::path::Path;

/// Converts one script to one psql script. With `-o -` the diagnostics go to standard error.
pub fn run(arguments: &ScriptArguments) -> anyhow::Result<Outcome> {
    if arguments.source.is_dir() {
        let path = arguments.source.display();
        return Err(UsageError(format!("{path} is a directory; use `plconv convert` for it")).into());
    }
    let (tree, conversion, text) =
        session::convert_to_one_script(&arguments.source, &arguments.project.reading)?;
    let found = findings::plain(
        &conversion.diagnostics,
        &tree.for_people(),
        arguments.project.format,
    );
    if arguments.output == Path::new("-") {
        terminal::print(&text)?;
        terminal::tell(&found);
    } else {
        if is_same_file(&arguments.source, &arguments.output) {
            return Err(UsageError("the output would replace the source".to_owned()).into());
        }
        write_whole(&arguments.output, &text)
            .with_context(|| format!("cannot write {}", arguments.output.display()))?;
        terminal::print(&found)?;
    }
    Ok(of_diagnostics(&conversion.diagnostics))
}

fn is_same_file(left: &Path, right: &Path) -> bool {
    matches!((left.canonicalize(), right.canonicalize()), (Ok(left), Ok(right)) if left == right)
}
