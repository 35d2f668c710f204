//! Parameters and results of the requests that the protocol does not have.

use plconv_ide::{ProjectProgress, Status};
use serde::{Deserialize, Serialize};
use tower_lsp_server::ls_types::{Location, Position, Range, TextDocumentIdentifier, Uri};

/// A text.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TextParams {
    pub text_document: TextDocumentIdentifier,
}

/// `plconv/translation`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TranslationResult {
    /// Name for a virtual document.
    pub uri: String,
    /// The version of the source.
    pub version: i32,
    /// Whether all of it is translated as it is now.
    pub is_current: bool,
    /// PostgreSQL.
    pub text: String,
    /// What comes from where, in the order of the text.
    pub spans: Vec<SpanResult>,
}

/// A piece of a translation.
#[derive(Clone, Debug, Serialize)]
pub struct SpanResult {
    pub output: Range,
    pub source: Location,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
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
