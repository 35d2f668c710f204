//! A text that an editor has open.

use crate::position::{Encoding, Places};
use plconv_db::Policy;
use plconv_ide::FileSyntax;
use plconv_source::LineIndex;
use std::sync::{Arc, OnceLock};
use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, Uri};

/// One version of an open text. A change makes a new one.
#[derive(Debug)]
pub struct Document {
    /// Its name for the editor.
    pub uri: Uri,
    /// Path in its folder.
    pub path: Arc<str>,
    /// The editor's number of the version.
    pub version: i32,
    /// The text.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: LineIndex,
    policy: Arc<Policy>,
    previous: Option<Arc<FileSyntax>>,
    syntax: OnceLock<Arc<FileSyntax>>,
}

impl Document {
    /// A text as the editor opened it.
    pub fn open(uri: Uri, path: Arc<str>, version: i32, text: String, policy: Arc<Policy>) -> Self {
        Document {
            uri,
            path,
            version,
            lines: LineIndex::new(&text),
            text: text.into(),
            policy,
            previous: None,
            syntax: OnceLock::new(),
        }
    }

    /// The text after changes, applied one after the other.
    pub fn changed(
        &self,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
        encoding: Encoding,
    ) -> Self {
        let mut text = self.text.to_string();
        let mut lines = None;
        for change in changes {
            match change.range {
                None => text.clone_from(&change.text),
                Some(range) => {
                    let lines = lines.as_ref().unwrap_or(&self.lines);
                    let range = Places { lines, encoding }.text_range(range);
                    let (start, end) = (usize::from(range.start()), usize::from(range.end()));
                    if text.is_char_boundary(start) && text.is_char_boundary(end) {
                        text.replace_range(start..end, &change.text);
                    }
                }
            }
            lines = Some(LineIndex::new(&text));
        }
        Document {
            uri: self.uri.clone(),
            path: Arc::clone(&self.path),
            version,
            lines: lines.unwrap_or_else(|| self.lines.clone()),
            text: text.into(),
            policy: Arc::clone(&self.policy),
            previous: self.syntax.get().or(self.previous.as_ref()).cloned(),
            syntax: OnceLock::new(),
        }
    }

    /// The same text in a folder with another policy or path.
    pub fn moved(&self, path: Arc<str>, policy: Arc<Policy>) -> Self {
        Document::open(
            self.uri.clone(),
            path,
            self.version,
            self.text.to_string(),
            policy,
        )
    }

    /// The choices it was read with.
    pub fn policy(&self) -> &Arc<Policy> {
        &self.policy
    }

    /// The text cut into units and parsed; computed once.
    pub fn syntax(&self) -> &Arc<FileSyntax> {
        self.syntax.get_or_init(|| {
            Arc::new(FileSyntax::new(
                &self.path,
                Arc::clone(&self.text),
                &self.policy,
                self.previous.as_deref(),
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower_lsp_server::ls_types::{Position, Range};

    fn change(range: Option<((u32, u32), (u32, u32))>, text: &str) -> TextDocumentContentChangeEvent {
        TextDocumentContentChangeEvent {
            range: range
                .map(|(start, end)| Range::new(Position::new(start.0, start.1), Position::new(end.0, end.1))),
            range_length: None,
            text: text.to_owned(),
        }
    }

    #[test]
    fn changes_apply_to_what_the_one_before_made() {
        let uri: Uri = "file:///a.sql".parse().unwrap();
        let policy = Arc::new(Policy::default());
        let document = Document::open(uri, "a.sql".into(), 1, "one\n\u{1f600}two\n".to_owned(), policy);
        let changes = [
            change(Some(((1, 2), (1, 5))), "2\n3"),
            change(Some(((2, 1), (2, 1))), "!"),
            change(Some(((0, 0), (0, 3))), ""),
        ];
        let document = document.changed(2, &changes, Encoding::Utf16);
        assert_eq!(&*document.text, "\n\u{1f600}2\n3!\n");
        assert_eq!(
            &*document.changed(3, &[change(None, "x")], Encoding::Utf16).text,
            "x"
        );
    }
}
