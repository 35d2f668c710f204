//! Semantic tokens: what every token of a file is, from its place in the tree, and of names from what they stand for.

mod meaning;

use crate::file::FileSyntax;
use crate::snapshot::Snapshot;
use plconv_grammar::{SyntaxKind, TokenKind};
use plconv_source::TextRange;
use plconv_syntax::ast::{self, AstNode, SyntaxNode};
use rustc_hash::FxHashMap;

/// A token that editors colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SemanticToken {
    /// Its bytes; on one line.
    pub range: TextRange,
    /// What it is.
    pub kind: TokenType,
    /// More about it.
    pub modifiers: TokenModifiers,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u32)]
pub enum TokenType {
    /// A word of the language.
    Keyword,
    /// A character literal.
    String,
    /// A number.
    Number,
    /// A comment.
    Comment,
    /// A symbol that computes something.
    Operator,
    /// A package.
    Namespace,
    /// A type.
    Type,
    /// A table or view.
    Class,
    /// A procedure, function or method.
    Function,
    /// A column, field or attribute.
    Property,
    /// A variable, constant, cursor or exception; a name of which nothing is known.
    Variable,
    /// A parameter.
    Parameter,
    /// A bind or substitution variable.
    Macro,
    /// A label.
    Label,
}

/// Names of [`TokenType`] in the order of their numbers, as editors know them.
pub const TOKEN_TYPES: [&str; 14] = [
    "keyword",
    "string",
    "number",
    "comment",
    "operator",
    "namespace",
    "type",
    "class",
    "function",
    "property",
    "variable",
    "parameter",
    "macro",
    "label",
];

/// More about a token.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TokenModifiers {
    /// It declares the name.
    pub declaration: bool,
    /// It is a constant.
    pub readonly: bool,
    /// It is Oracle's.
    pub library: bool,
}

/// Names of modifiers in the order of their bits.
pub const TOKEN_MODIFIERS: [&str; 3] = ["declaration", "readonly", "defaultLibrary"];

impl TokenModifiers {
    /// As a set of bits.
    pub fn bits(self) -> u32 {
        u32::from(self.declaration) | u32::from(self.readonly) << 1 | u32::from(self.library) << 2
    }
}

/// The tokens of a file, or of the part of it that `within` touches, in order. None spans lines. Without a snapshot, names
/// are what syntax says.
pub fn semantic_tokens(
    snapshot: Option<&Snapshot>,
    file: &FileSyntax,
    within: Option<TextRange>,
) -> Vec<SemanticToken> {
    let mut tokens = Vec::new();
    for (index, unit) in file.units.iter().enumerate() {
        let all = TextRange::new(unit.loaded.offset.into(), unit.loaded.end.into());
        if within.is_some_and(|within| within.intersect(all).is_none()) {
            continue;
        }
        // Places in substituted text have no place of their own.
        if unit.loaded.shifts.is_empty() {
            of_unit(snapshot, file, index, within, &mut tokens);
        }
    }
    tokens.sort_by_key(|token| token.range.start());
    tokens
}

fn of_unit(
    snapshot: Option<&Snapshot>,
    file: &FileSyntax,
    index: usize,
    within: Option<TextRange>,
    tokens: &mut Vec<SemanticToken>,
) {
    let Some(unit) = file.units.get(index) else { return };
    let tree = unit.tree();
    let mut names = FxHashMap::default();
    for node in tree.root().descendants() {
        classify(node, &mut names);
    }
    if let Some(snapshot) = snapshot {
        meaning::correct(snapshot, file, index, &mut names);
    }
    let mut add = |start: u32, end: u32, kind: TokenType, modifiers: TokenModifiers| {
        let range = unit.range(start, end);
        if within.is_some_and(|within| within.intersect(range).is_none()) {
            return;
        }
        let mut at = range.start();
        for line in file.slice(range).split_inclusive('\n') {
            let shown = line.trim_end_matches(['\n', '\r']);
            let length = plconv_source::TextSize::of(shown);
            if !shown.trim().is_empty() {
                tokens.push(SemanticToken {
                    range: TextRange::at(at, length),
                    kind,
                    modifiers,
                });
            }
            at += plconv_source::TextSize::of(line);
        }
    };
    for (token, number) in tree.tokens().iter().zip(0_u32..) {
        let (kind, modifiers) = match names.get(&number) {
            Some(named) => *named,
            None => match of_kind(token.kind) {
                Some(kind) => (kind, TokenModifiers::default()),
                None => continue,
            },
        };
        add(token.start, token.end, kind, modifiers);
    }
    for comment in tree.trivia() {
        add(
            comment.start,
            comment.end,
            TokenType::Comment,
            TokenModifiers::default(),
        );
    }
}

fn of_kind(kind: TokenKind) -> Option<TokenType> {
    match kind {
        TokenKind::Identifier => Some(TokenType::Variable),
        TokenKind::Number => Some(TokenType::Number),
        TokenKind::String => Some(TokenType::String),
        TokenKind::BindVariable | TokenKind::InquiryDirective => Some(TokenType::Macro),
        TokenKind::EqualSign
        | TokenKind::NotEqual
        | TokenKind::LessSign
        | TokenKind::GreaterSign
        | TokenKind::LessOrEqual
        | TokenKind::GreaterOrEqual
        | TokenKind::PlusSign
        | TokenKind::MinusSign
        | TokenKind::Asterisk
        | TokenKind::Slash
        | TokenKind::Power
        | TokenKind::Concatenation
        | TokenKind::Assign
        | TokenKind::Arrow
        | TokenKind::OuterJoinMark => Some(TokenType::Operator),
        kind if kind.is_word() => Some(TokenType::Keyword),
        // Punctuation, and text that is kept as it is.
        _ => None,
    }
}

type Named = (TokenType, TokenModifiers);

/// Says what the names directly in a node are; what is nearer to the leaves is said later and wins.
fn classify(node: SyntaxNode<'_>, names: &mut FxHashMap<u32, Named>) {
    let mut name = |name: Option<ast::Name<'_>>, kind, declaration, readonly| {
        if let Some(name) = name {
            let modifiers = TokenModifiers {
                declaration,
                readonly,
                ..TokenModifiers::default()
            };
            names.insert(name.syntax().first_token(), (kind, modifiers));
        }
    };
    let mut path = |object: Option<ast::ObjectName<'_>>, kind, declaration| {
        let parts: Vec<ast::Name<'_>> = object
            .map(|name| name.parts().iter().collect())
            .unwrap_or_default();
        let last = parts.len().saturating_sub(1);
        for (index, part) in parts.into_iter().enumerate() {
            if index < last {
                name(Some(part), TokenType::Namespace, false, false);
            } else {
                name(Some(part), kind, declaration, false);
            }
        }
    };
    match node.kind() {
        SyntaxKind::CreatePackage | SyntaxKind::CreatePackageBody => {
            let object = ast::CreatePackage::cast(node)
                .and_then(|package| package.name())
                .or_else(|| ast::CreatePackageBody::cast(node).and_then(|body| body.name()));
            path(object, TokenType::Namespace, true);
        }
        SyntaxKind::CreateProcedure => path(
            ast::CreateProcedure::cast(node).and_then(|routine| routine.name()),
            TokenType::Function,
            true,
        ),
        SyntaxKind::CreateFunction => path(
            ast::CreateFunction::cast(node).and_then(|routine| routine.name()),
            TokenType::Function,
            true,
        ),
        SyntaxKind::CreateTrigger => path(
            ast::CreateTrigger::cast(node).and_then(|trigger| trigger.name()),
            TokenType::Function,
            true,
        ),
        SyntaxKind::CreateTable => path(
            ast::CreateTable::cast(node).and_then(|table| table.name()),
            TokenType::Class,
            true,
        ),
        SyntaxKind::CreateView => path(
            ast::CreateView::cast(node).and_then(|view| view.name()),
            TokenType::Class,
            true,
        ),
        SyntaxKind::CreateType => path(
            ast::CreateType::cast(node).and_then(|create| create.name()),
            TokenType::Type,
            true,
        ),
        SyntaxKind::CreateTypeBody => path(
            ast::CreateTypeBody::cast(node).and_then(|body| body.name()),
            TokenType::Type,
            true,
        ),
        SyntaxKind::TableTarget => path(
            ast::TableTarget::cast(node).and_then(|target| target.name()),
            TokenType::Class,
            false,
        ),
        SyntaxKind::TriggerTarget => path(
            ast::TriggerTarget::cast(node).and_then(|target| target.name()),
            TokenType::Class,
            false,
        ),
        SyntaxKind::NamedType => path(
            ast::NamedType::cast(node).and_then(|named| named.name()),
            TokenType::Type,
            false,
        ),
        SyntaxKind::RowTypeOf => path(
            ast::RowTypeOf::cast(node).and_then(|row| row.name()),
            TokenType::Class,
            false,
        ),
        SyntaxKind::ForeignKeyConstraint => path(
            ast::ForeignKeyConstraint::cast(node).and_then(|key| key.table()),
            TokenType::Class,
            false,
        ),
        SyntaxKind::NameTable => {
            let last = ast::NameTable::cast(node)
                .and_then(|table| table.name())
                .and_then(last_name);
            name(last, TokenType::Class, false, false);
        }
        SyntaxKind::CallExpr => {
            let last = ast::CallExpr::cast(node)
                .and_then(|call| call.callee())
                .and_then(last_name);
            name(last, TokenType::Function, false, false);
        }
        SyntaxKind::CallStatement => {
            let last = ast::CallStatement::cast(node)
                .and_then(|call| call.call())
                .and_then(last_name);
            name(last, TokenType::Function, false, false);
        }
        SyntaxKind::FieldExpr => {
            let field = ast::FieldExpr::cast(node);
            let last = field.and_then(|field| field.name());
            // What calls it has been here already.
            if let Some(last) = last.filter(|last| !names.contains_key(&last.syntax().first_token())) {
                let modifiers = TokenModifiers::default();
                names.insert(last.syntax().first_token(), (TokenType::Property, modifiers));
            }
        }
        SyntaxKind::NamedArgument => name(
            ast::NamedArgument::cast(node).and_then(|argument| argument.name()),
            TokenType::Parameter,
            false,
            false,
        ),
        SyntaxKind::Parameter => name(
            ast::Parameter::cast(node).and_then(|parameter| parameter.name()),
            TokenType::Parameter,
            true,
            false,
        ),
        SyntaxKind::ColumnDef => name(
            ast::ColumnDef::cast(node).and_then(|column| column.name()),
            TokenType::Property,
            true,
            false,
        ),
        SyntaxKind::AttributeDef => name(
            ast::AttributeDef::cast(node).and_then(|attribute| attribute.name()),
            TokenType::Property,
            true,
            false,
        ),
        SyntaxKind::RecordField => name(
            ast::RecordField::cast(node).and_then(|field| field.name()),
            TokenType::Property,
            true,
            false,
        ),
        SyntaxKind::VariableDecl => {
            let variable = ast::VariableDecl::cast(node);
            let constant = variable.is_some_and(|variable| variable.constant().is_some());
            name(
                variable.and_then(|variable| variable.name()),
                TokenType::Variable,
                true,
                constant,
            );
        }
        SyntaxKind::RecordTypeDecl
        | SyntaxKind::CollectionTypeDecl
        | SyntaxKind::RefCursorTypeDecl
        | SyntaxKind::SubtypeDecl => name(
            ast::Declaration::cast(node).and_then(crate::declarations::declared_name),
            TokenType::Type,
            true,
            false,
        ),
        SyntaxKind::CursorDecl | SyntaxKind::ExceptionDecl => name(
            ast::Declaration::cast(node).and_then(crate::declarations::declared_name),
            TokenType::Variable,
            true,
            false,
        ),
        SyntaxKind::LabeledStmt => name(
            ast::LabeledStmt::cast(node).and_then(|labeled| labeled.label()),
            TokenType::Label,
            true,
            false,
        ),
        SyntaxKind::GotoStmt => name(
            ast::GotoStmt::cast(node).and_then(|jump| jump.label()),
            TokenType::Label,
            false,
            false,
        ),
        // Names in other places are variables or columns.
        _ => {}
    }
}

/// The last name of a chain of names.
pub(crate) fn last_name(expr: ast::Expr<'_>) -> Option<ast::Name<'_>> {
    match expr {
        ast::Expr::NameRef(name) => name.name(),
        ast::Expr::FieldExpr(field) => field.name(),
        ast::Expr::CallExpr(call) => last_name(call.callee()?),
        ast::Expr::RemoteExpr(remote) => last_name(remote.base()?),
        _ => None,
    }
}
