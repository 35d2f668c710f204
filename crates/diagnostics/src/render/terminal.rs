//! Rich text for people, with the source lines.

use std::ops::Range;

use codespan_reporting::diagnostic as codespan;
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::termcolor::{Buffer, WriteColor};
use codespan_reporting::term::{Chars, Config, Styles, StylesWriter, emit_to_write_style};
use plconv_source::{FileId, FileRange, TextSize};

use super::index_sources;
use crate::code::Severity;
use crate::diagnostic::Diagnostic;
use crate::render::short::render_short;
use crate::sources::{IndexedFile, IndexedSources, SourceProvider};

/// Diagnostics with the lines they are about, for a terminal.
///
/// With `color`, the text holds ANSI escape sequences. A place that cannot be shown (its file is unknown)
/// falls back to the one-line form.
pub fn render_terminal(diagnostics: &[Diagnostic], sources: &dyn SourceProvider, color: bool) -> String {
    let files = index_sources(diagnostics, sources);
    let styles = Styles::default();
    let config = Config {
        chars: Chars::box_drawing(),
        ..Config::default()
    };
    let mut text = String::new();
    for diagnostic in diagnostics {
        let mut buffer = if color { Buffer::ansi() } else { Buffer::no_color() };
        let shown = emit(&mut buffer, &styles, &config, &files, diagnostic);
        match shown
            .ok()
            .and_then(|()| String::from_utf8(buffer.into_inner()).ok())
        {
            Some(rendered) => text.push_str(&rendered),
            None => text.push_str(&render_short(std::slice::from_ref(diagnostic), sources)),
        }
    }
    text
}

fn emit(
    buffer: &mut dyn WriteColor,
    styles: &Styles,
    config: &Config,
    files: &IndexedSources<'_>,
    diagnostic: &Diagnostic,
) -> Result<(), Error> {
    let mut writer = StylesWriter::new(buffer, styles);
    emit_to_write_style(&mut writer, config, files, &to_codespan(diagnostic, files))
}

fn to_codespan(diagnostic: &Diagnostic, files: &IndexedSources<'_>) -> codespan::Diagnostic<FileId> {
    let severity = match diagnostic.severity() {
        Severity::Refused => codespan::Severity::Error,
        Severity::Assumed => codespan::Severity::Warning,
        Severity::Note => codespan::Severity::Note,
    };
    let code = diagnostic.code;
    let mut labels = vec![codespan::Label::primary(
        diagnostic.primary.file,
        shown_bytes(diagnostic.primary, files),
    )];
    labels.extend(diagnostic.labels.iter().map(|label| {
        codespan::Label::secondary(label.range.file, shown_bytes(label.range, files))
            .with_message(&label.message)
    }));
    let mut notes = diagnostic.notes.clone();
    notes.extend(diagnostic.object.iter().map(|object| format!("in {object}")));
    notes.extend(diagnostic.help.iter().map(|help| format!("help: {help}")));
    notes.push(format!("class {}; run `plconv explain {code}`", code.class()));
    codespan::Diagnostic::new(severity)
        .with_code(format!("{code} {}", code.name()))
        .with_message(&diagnostic.message)
        .with_labels(labels)
        .with_notes(notes)
}

/// The bytes of a place, inside its text and at the boundaries of characters, without trailing blanks.
fn shown_bytes(place: FileRange, files: &IndexedSources<'_>) -> Range<usize> {
    let text = files.get(place.file).map_or("", |file| &file.text);
    let start = character_start(text, usize::from(place.range.start()));
    let end = character_start(text, usize::from(place.range.end()));
    let shown = text.get(start..end).unwrap_or_default().trim_end();
    start..start + shown.len()
}

fn character_start(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset)
        .rev()
        .find(|&offset| text.is_char_boundary(offset))
        .unwrap_or(0)
}

impl<'a> IndexedSources<'a> {
    fn require(&self, file: FileId) -> Result<&IndexedFile<'a>, Error> {
        self.get(file).ok_or(Error::FileMissing)
    }
}

impl<'a> Files<'a> for IndexedSources<'_> {
    type FileId = FileId;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, file: FileId) -> Result<&'a str, Error> {
        Ok(&self.require(file)?.path)
    }

    fn source(&'a self, file: FileId) -> Result<&'a str, Error> {
        Ok(&self.require(file)?.text)
    }

    fn line_index(&'a self, file: FileId, byte_index: usize) -> Result<usize, Error> {
        let file = self.require(file)?;
        let offset = TextSize::try_from(byte_index).map_err(|_| Error::IndexTooLarge {
            given: byte_index,
            max: file.text.len(),
        })?;
        Ok(usize::try_from(file.line_index().position(offset).line).unwrap_or(usize::MAX) - 1)
    }

    fn line_range(&'a self, file: FileId, line_index: usize) -> Result<Range<usize>, Error> {
        let file = self.require(file)?;
        let count = file.line_index().line_count();
        let too_large = || Error::LineTooLarge {
            given: line_index,
            max: usize::try_from(count).unwrap_or(0),
        };
        let line = u32::try_from(line_index + 1).map_err(|_| too_large())?;
        file.line_index()
            .line_range(line)
            .map(Range::from)
            .ok_or_else(too_large)
    }
}
