//! The outline of a file: objects, subprograms, declarations.

use crate::declarations::{declared_name, parameters};
use crate::file::{FileSyntax, UnitSyntax};
use plconv_source::TextRange;
use plconv_syntax::ast::{self, AstNode, SyntaxNode};

/// An entry of an outline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Symbol {
    /// As written, without quotes.
    pub name: String,
    /// Parameters and results of routines, types of variables.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it.
    pub range: TextRange,
    /// Its name.
    pub name_range: TextRange,
    /// What is declared in it.
    pub children: Vec<Symbol>,
}

/// What an entry is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs, reason = "named as in Oracle")]
pub enum SymbolKind {
    Package,
    PackageBody,
    Procedure,
    Function,
    Trigger,
    ObjectType,
    TypeBody,
    Table,
    View,
    MaterializedView,
    Index,
    Sequence,
    Synonym,
    Column,
    Attribute,
    Variable,
    Constant,
    Cursor,
    Exception,
    Type,
    Block,
}

impl SymbolKind {
    /// How people call it.
    pub fn as_str(self) -> &'static str {
        match self {
            SymbolKind::Package => "package",
            SymbolKind::PackageBody => "package body",
            SymbolKind::Procedure => "procedure",
            SymbolKind::Function => "function",
            SymbolKind::Trigger => "trigger",
            SymbolKind::ObjectType => "object type",
            SymbolKind::TypeBody => "type body",
            SymbolKind::Table => "table",
            SymbolKind::View => "view",
            SymbolKind::MaterializedView => "materialized view",
            SymbolKind::Index => "index",
            SymbolKind::Sequence => "sequence",
            SymbolKind::Synonym => "synonym",
            SymbolKind::Column => "column",
            SymbolKind::Attribute => "attribute",
            SymbolKind::Variable => "variable",
            SymbolKind::Constant => "constant",
            SymbolKind::Cursor => "cursor",
            SymbolKind::Exception => "exception",
            SymbolKind::Type => "type",
            SymbolKind::Block => "block",
        }
    }
}

/// The outline, in the order of the text.
pub fn outline(file: &FileSyntax) -> Vec<Symbol> {
    file.units.iter().filter_map(of_unit).collect()
}

struct Builder<'u> {
    unit: &'u UnitSyntax,
}

fn of_unit(unit: &UnitSyntax) -> Option<Symbol> {
    let builder = Builder { unit };
    let root = unit.tree().root();
    let named = |name: Option<ast::ObjectName<'_>>, kind, children| {
        let name = name?;
        let last = name.parts().iter().last()?;
        let mut symbol = builder.symbol(kind, last, root, children);
        let parts: Vec<&str> = name.parts().iter().map(|part| part.spelling()).collect();
        symbol.name = parts.join(".");
        Some(symbol)
    };
    match ast::Unit::cast(root)? {
        ast::Unit::CreatePackage(package) => named(
            package.name(),
            SymbolKind::Package,
            builder.declarations(package.declarations().iter()),
        ),
        ast::Unit::CreatePackageBody(body) => named(
            body.name(),
            SymbolKind::PackageBody,
            builder.declarations(body.declarations().iter()),
        ),
        ast::Unit::CreateProcedure(_) | ast::Unit::CreateFunction(_) => builder.routine(root),
        ast::Unit::CreateTrigger(trigger) => {
            let children = match trigger.body() {
                Some(ast::TriggerBody::Block(block)) => builder.declarations(block.declarations().iter()),
                Some(ast::TriggerBody::CompoundBody(body)) => {
                    builder.declarations(body.declarations().iter())
                }
                Some(ast::TriggerBody::CallStmt(_)) | None => Vec::new(),
            };
            named(trigger.name(), SymbolKind::Trigger, children)
        }
        ast::Unit::CreateType(create) => {
            let members = match create.definition() {
                Some(ast::TypeDefinition::ObjectTypeDef(object)) => object
                    .members()
                    .iter()
                    .filter_map(|member| match member {
                        ast::TypeMember::AttributeDef(attribute) => {
                            let mut symbol = builder.symbol(
                                SymbolKind::Attribute,
                                attribute.name()?,
                                attribute.syntax(),
                                Vec::new(),
                            );
                            symbol.detail = detail(attribute.datatype().map(|ty| ty.syntax()));
                            Some(symbol)
                        }
                        ast::TypeMember::MethodSpec(method) => builder.routine(method.routine()?.syntax()),
                        ast::TypeMember::PragmaStmt(_) => None,
                    })
                    .collect(),
                Some(ast::TypeDefinition::CollectionTypeDef(_) | ast::TypeDefinition::OpaqueTypeDef(_))
                | None => Vec::new(),
            };
            named(create.name(), SymbolKind::ObjectType, members)
        }
        ast::Unit::CreateTypeBody(body) => {
            let methods = crate::declarations::members(unit.tree());
            let methods = methods
                .into_iter()
                .filter_map(|method| builder.routine(method))
                .collect();
            named(body.name(), SymbolKind::TypeBody, methods)
        }
        ast::Unit::CreateTable(table) => {
            let columns = table.elements().iter().filter_map(|element| match element {
                ast::TableElement::ColumnDef(column) => {
                    let mut symbol =
                        builder.symbol(SymbolKind::Column, column.name()?, column.syntax(), Vec::new());
                    symbol.detail = detail(column.datatype().map(|ty| ty.syntax()));
                    Some(symbol)
                }
                ast::TableElement::TableConstraint(_) | ast::TableElement::OpaqueElement(_) => None,
            });
            named(table.name(), SymbolKind::Table, columns.collect())
        }
        ast::Unit::CreateView(view) => named(view.name(), SymbolKind::View, Vec::new()),
        ast::Unit::CreateMaterializedView(view) => {
            named(view.name(), SymbolKind::MaterializedView, Vec::new())
        }
        ast::Unit::CreateIndex(index) => named(index.name(), SymbolKind::Index, Vec::new()),
        ast::Unit::CreateSequence(sequence) => named(sequence.name(), SymbolKind::Sequence, Vec::new()),
        ast::Unit::CreateSynonym(synonym) => named(synonym.name(), SymbolKind::Synonym, Vec::new()),
        ast::Unit::Block(block) => {
            let place = unit.range(root.start(), root.end());
            let children = builder.declarations(block.declarations().iter());
            (!children.is_empty()).then(|| Symbol {
                name: "(block)".to_owned(),
                detail: String::new(),
                kind: SymbolKind::Block,
                range: place,
                name_range: TextRange::empty(place.start()),
                children,
            })
        }
        // Statements, and changes of objects that are listed where they are created.
        _ => None,
    }
}

impl Builder<'_> {
    fn symbol(
        &self,
        kind: SymbolKind,
        name: ast::Name<'_>,
        node: SyntaxNode<'_>,
        children: Vec<Symbol>,
    ) -> Symbol {
        let name_node = name.syntax();
        let name_range = self.unit.range(name_node.start(), name_node.end());
        Symbol {
            name: name.spelling().to_owned(),
            detail: String::new(),
            kind,
            range: self.unit.range(node.start(), node.end()).cover(name_range),
            name_range,
            children,
        }
    }

    fn routine(&self, node: SyntaxNode<'_>) -> Option<Symbol> {
        let name = crate::declarations::routine_name(node)?;
        let function = ast::CreateFunction::cast(node);
        let kind = if function.is_some() {
            SymbolKind::Function
        } else {
            SymbolKind::Procedure
        };
        let declarations = match (function, ast::CreateProcedure::cast(node)) {
            (Some(function), _) => self.declarations(function.declarations().iter()),
            (None, Some(procedure)) => self.declarations(procedure.declarations().iter()),
            (None, None) => Vec::new(),
        };
        let parameters: Vec<String> = parameters(node)
            .iter()
            .filter_map(|parameter| {
                let ty = detail(parameter.datatype().map(|ty| ty.syntax()));
                Some(format!("{} {ty}", parameter.name()?.spelling()))
            })
            .collect();
        let mut symbol = self.symbol(kind, name, node, declarations);
        if !parameters.is_empty() {
            symbol.detail = format!("({})", parameters.join(", "));
        }
        if let Some(returns) = function.and_then(|function| function.returns()) {
            symbol.detail = format!("{} return {}", symbol.detail, detail(Some(returns.syntax())))
                .trim_start()
                .to_owned();
        }
        Some(symbol)
    }

    fn declarations<'t>(&self, declarations: impl Iterator<Item = ast::Declaration<'t>>) -> Vec<Symbol> {
        declarations
            .filter_map(|declaration| self.declaration(declaration))
            .collect()
    }

    fn declaration(&self, declaration: ast::Declaration<'_>) -> Option<Symbol> {
        let (kind, ty) = match declaration {
            ast::Declaration::CreateProcedure(_) | ast::Declaration::CreateFunction(_) => {
                return self.routine(declaration.syntax());
            }
            ast::Declaration::VariableDecl(variable) => {
                let kind = if variable.constant().is_some() {
                    SymbolKind::Constant
                } else {
                    SymbolKind::Variable
                };
                (kind, variable.datatype())
            }
            ast::Declaration::CursorDecl(_) => (SymbolKind::Cursor, None),
            ast::Declaration::ExceptionDecl(_) => (SymbolKind::Exception, None),
            ast::Declaration::RecordTypeDecl(_)
            | ast::Declaration::CollectionTypeDecl(_)
            | ast::Declaration::RefCursorTypeDecl(_)
            | ast::Declaration::EnumTypeDecl(_)
            | ast::Declaration::SubtypeDecl(_) => (SymbolKind::Type, None),
            ast::Declaration::PragmaStmt(_) | ast::Declaration::BadStmt(_) => return None,
        };
        let name = declared_name(declaration)?;
        let mut symbol = self.symbol(kind, name, declaration.syntax(), Vec::new());
        symbol.detail = detail(ty.map(|ty| ty.syntax()));
        Some(symbol)
    }
}

/// The text of a node on one line.
pub(crate) fn detail(node: Option<SyntaxNode<'_>>) -> String {
    let words: Vec<&str> = node
        .map(SyntaxNode::text)
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    words.join(" ")
}
