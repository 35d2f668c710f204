//! Parameters and results of the requests that the protocol does not have.

use plconv_ide::{ProjectProgress, Status};
use serde::{Deserialize, Serialize};
use tower_lsp_server::ls_types::{Location, Position, Range, TextDocumentIdentifier, Uri};

/// A text.
#[cfg(debug_assertions)]
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TextParams {
    pub text_document: TextDocumentIdentifier,
}

/// `plconv/translation`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TranslationParams {
    pub text_document: TextDocumentIdentifier,
    /// The `resultId` of the translation that the editor has: then the difference from it is enough.
    #[serde(default)]
    pub previous_result_id: Option<String>,
}

/// A translation: `text` and `spans`, or `edit`.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TranslationResult {
    /// Name for a virtual document.
    pub uri: String,
    /// The version of the source.
    pub version: i32,
    /// Whether all of it is translated as it is now.
    pub is_current: bool,
    /// Its name for the next request.
    pub result_id: String,
    /// PostgreSQL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What comes from where, in the order of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spans: Option<Vec<SpanResult>>,
    /// What makes it of the one before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edit: Option<TranslationEdit>,
}

/// A change of a translation.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TranslationEdit {
    /// Whole lines of the text before.
    pub range: Range,
    pub new_text: String,
    pub spans: SpansEdit,
}

/// A change of the spans.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SpansEdit {
    pub start: u32,
    pub delete_count: u32,
    pub insert: Vec<SpanResult>,
    /// How many lines all outputs behind have moved.
    pub output_lines: i64,
    /// Where the lines of the text itself were that have moved; those of other texts have not.
    pub source_line: u32,
    /// How many lines they have moved, of all spans that stay.
    pub source_lines: i64,
}

/// A piece of a translation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SpanResult {
    pub output: Range,
    pub source: Location,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'static str>,
}

impl SpanResult {
    /// The span with all of its output `output_lines` further down, and what of its source is in `own` and in line
    /// `source_line` or below `source_lines`; none above the first line.
    pub fn moved(&self, own: &Uri, output_lines: i64, source_line: u32, source_lines: i64) -> Option<Self> {
        let line = |position: Position, by: i64| {
            let line = u32::try_from(i64::from(position.line) + by).ok()?;
            Some(Position::new(line, position.character))
        };
        let output = |position| line(position, output_lines);
        let source = |position: Position| match self.source.uri == *own && position.line >= source_line {
            true => line(position, source_lines),
            false => Some(position),
        };
        let (to, from) = (self.output, self.source.range);
        Some(SpanResult {
            output: Range::new(output(to.start)?, output(to.end)?),
            source: Location::new(
                self.source.uri.clone(),
                Range::new(source(from.start)?, source(from.end)?),
            ),
            rule: self.rule,
        })
    }
}

/// `plconv/explain`: the position is one of the translation.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExplainParams {
    pub text_document: TextDocumentIdentifier,
    pub position: Position,
}

/// An explanation.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainResult {
    pub markdown: String,
    pub source: Range,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<Range>,
}

/// A row of `plconv/tasks`.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TaskResult {
    pub id: String,
    pub group: String,
    pub code: String,
    pub is_refused: bool,
    pub message: String,
    pub location: Location,
    pub status: Status,
}

/// `plconv/setTaskStatus`
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SetTaskStatusParams {
    /// A text of the folder.
    pub text_document: TextDocumentIdentifier,
    pub id: String,
    pub status: Status,
}

/// A row of `plconv/progress`.
#[derive(Clone, Debug, Serialize)]
pub struct ProgressResult {
    pub folder: Uri,
    #[serde(flatten)]
    pub progress: ProjectProgress,
}
