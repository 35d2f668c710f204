//! What editors ask about Oracle source and its conversion: plain functions from a text and an offset to data.
//!
//! Input: a [`FileSyntax`] (the text of one file, cut and parsed) and, for what needs the project, a [`Snapshot`]. Output:
//! ranges, names and texts. Must not know: protocols of editors, threads, the disk.

mod calls;
mod code_lens;
mod completion;
mod declarations;
mod diagnostics;
mod explain;
mod file;
mod fixes;
mod folding;
mod highlight;
mod hover;
mod inlay_hints;
mod names;
mod navigation;
mod outline;
mod progress;
mod references;
mod rename;
mod selection;
mod signature;
mod snapshot;
mod symbols;
mod target;
mod tasks;
mod tokens;
mod translation;
mod types;

#[cfg(test)]
mod tests;

pub use calls::{Call, CallItem, call_item, incoming_calls, outgoing_calls};
pub use code_lens::{RoutineLens, caller_count, code_lenses};
pub use completion::{Completion, CompletionKind, complete};
pub use diagnostics::{kept, open_findings, syntax_diagnostics};
pub use explain::{Explanation, explain};
pub use file::{FileSyntax, UnitSyntax};
pub use fixes::{Fix, FixEdit, fixes};
pub use folding::{Fold, FoldKind, folds};
pub use highlight::{Highlight, highlights};
pub use hover::hover;
pub use inlay_hints::{InlayHint, InlayKind, inlay_hints};
pub use navigation::{Place, declaration, definition, implementation};
pub use outline::{Symbol, SymbolKind, outline};
pub use progress::{ProjectProgress, project_progress};
pub use references::references;
pub use rename::{RenameRefused, renamable, rename};
pub use selection::selection_ranges;
pub use signature::{SignatureHelp, SignatureText, signature_help};
pub use snapshot::{Base, Snapshot};
pub use symbols::{WorkspaceSymbol, workspace_symbols};
pub use tasks::{Status, Task, Tasks, tasks};
pub use tokens::{SemanticToken, TOKEN_MODIFIERS, TOKEN_TYPES, TokenModifiers, TokenType, semantic_tokens};
pub use translation::{TranslatedSpan, Translation, translation};
