//! What can be folded: units, subprograms, branches, queries, comments.

use crate::file::FileSyntax;
use plconv_grammar::SyntaxKind;
use plconv_source::{TextRange, TextSize};

/// A foldable range of lines.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Fold {
    /// First line, from 0; it stays visible.
    pub first_line: u32,
    /// Last line, which is hidden.
    pub last_line: u32,
    /// What it is.
    pub kind: FoldKind,
}

/// What is folded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FoldKind {
    /// Code.
    Code,
    /// Comments.
    Comment,
    /// Text that conditional compilation leaves out.
    Inactive,
}

/// All folds, ordered by their lines.
pub fn folds(file: &FileSyntax) -> Vec<Fold> {
    let mut folds = Vec::new();
    let mut add = |range: TextRange, kind: FoldKind| {
        let (first_line, last_line) = (file.line(range.start()), file.line(range.end()));
        if first_line < last_line {
            folds.push(Fold {
                first_line,
                last_line,
                kind,
            });
        }
    };
    for unit in &file.units {
        let tree = unit.tree();
        for node in tree.root().descendants() {
            if is_foldable(node.kind()) {
                add(unit.range(node.start(), node.end()), FoldKind::Code);
            }
        }
        for inactive in tree.inactive() {
            add(unit.range(inactive.start, inactive.end), FoldKind::Inactive);
        }
        let mut run: Option<TextRange> = None;
        for comment in tree.trivia() {
            let range = unit.range(comment.start, comment.end);
            let goes_on = run.filter(|run| {
                let between = TextRange::new(run.end(), range.start().max(run.end()));
                file.slice(between).trim().is_empty()
                    && file.line(range.start()) <= file.line(run.end()) + 1
                    && file.slice(range).starts_with("--")
            });
            if goes_on.is_none()
                && let Some(run) = run
            {
                add(run, FoldKind::Comment);
            }
            run = Some(goes_on.map_or(range, |run| run.cover(range)));
        }
        if let Some(run) = run {
            add(without_line_end(file, run), FoldKind::Comment);
        }
    }
    folds.sort_unstable();
    folds.dedup_by_key(|fold| (fold.first_line, fold.last_line));
    folds
}

fn without_line_end(file: &FileSyntax, range: TextRange) -> TextRange {
    let text = file.slice(range).trim_end();
    TextRange::at(range.start(), TextSize::of(text))
}

fn is_foldable(kind: SyntaxKind) -> bool {
    matches!(
        kind,
        SyntaxKind::CreatePackage
            | SyntaxKind::CreatePackageBody
            | SyntaxKind::CreateProcedure
            | SyntaxKind::CreateFunction
            | SyntaxKind::CreateTrigger
            | SyntaxKind::CreateType
            | SyntaxKind::CreateTypeBody
            | SyntaxKind::CreateTable
            | SyntaxKind::CreateView
            | SyntaxKind::CreateMaterializedView
            | SyntaxKind::CreateIndex
            | SyntaxKind::CompoundSection
            | SyntaxKind::Block
            | SyntaxKind::Handler
            | SyntaxKind::IfStmt
            | SyntaxKind::ElsifBranch
            | SyntaxKind::ElseBranch
            | SyntaxKind::CaseStmt
            | SyntaxKind::CaseStmtBranch
            | SyntaxKind::CaseExpr
            | SyntaxKind::LoopStmt
            | SyntaxKind::ForallStmt
            | SyntaxKind::SelectStmt
            | SyntaxKind::InsertStmt
            | SyntaxKind::MultiInsertStmt
            | SyntaxKind::UpdateStmt
            | SyntaxKind::DeleteStmt
            | SyntaxKind::MergeStmt
            | SyntaxKind::SubqueryExpr
            | SyntaxKind::CursorDecl
            | SyntaxKind::RecordTypeDecl
            | SyntaxKind::CallExpr
    )
}
