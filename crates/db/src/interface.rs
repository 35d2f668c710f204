//! What of a unit others can see. Two texts of a unit with the same interface are the same to all other units.
#![allow(
    missing_docs,
    reason = "what the macros of salsa generate has no comments; our own items have"
)]

use crate::inputs::{Db, Project};
use crate::loading::LoadedUnit;
use crate::parsing::{UnitText, parse_text};
use plconv_syntax::ast::{self, AstNode, SyntaxNode, SyntaxTree};
use plconv_syntax::parser::Parse;
use plconv_syntax::token::Token;
use std::sync::Arc;

/// What of a unit others can see.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Interface {
    /// Nothing: it reads or changes rows, or runs code.
    None,
    /// All of it, comments and places included.
    Whole(Arc<str>),
    /// Stored code without the bodies of its routines.
    Declared(Arc<str>),
}

/// Where a body was. No token is that.
const BODY: &str = "\u{1}";

#[salsa::tracked]
fn interface_of<'db>(db: &'db dyn Db, project: Project, unit: UnitText<'db>) -> Interface {
    of_parse(parse_text(db, project, unit))
}

/// What of a unit others can see, by its text and the flags of conditional compilation.
pub fn interface(db: &dyn Db, project: Project, unit: &LoadedUnit) -> Interface {
    interface_of(db, project, UnitText::new(db, unit.text.clone())).clone()
}

fn of_parse(parse: &Parse) -> Interface {
    let tree = &*parse.tree;
    let Some(unit) = ast::Unit::cast(tree.root()) else {
        return Interface::None;
    };
    let mut bodies = Bodies::default();
    let places = match unit {
        ast::Unit::InsertStmt(_)
        | ast::Unit::MultiInsertStmt(_)
        | ast::Unit::UpdateStmt(_)
        | ast::Unit::DeleteStmt(_)
        | ast::Unit::MergeStmt(_)
        | ast::Unit::Block(_)
        | ast::Unit::TruncateStmt(_)
        | ast::Unit::SelectStmt(_)
        | ast::Unit::CommitStmt(_)
        | ast::Unit::RollbackStmt(_)
        | ast::Unit::SavepointStmt(_)
        | ast::Unit::SetTransactionStmt(_)
        | ast::Unit::LockTableStmt(_)
        | ast::Unit::CallStmt(_)
        | ast::Unit::ExplainPlanStmt(_) => return Interface::None,
        ast::Unit::CreateProcedure(procedure) => {
            bodies.add_procedure(procedure);
            Places::OfHeader
        }
        ast::Unit::CreateFunction(function) => {
            bodies.add_function(function);
            Places::OfHeader
        }
        ast::Unit::CreatePackageBody(body) => {
            bodies.add_declared(body.declarations());
            if let Some(init) = body.init() {
                bodies.add(init.syntax(), init.syntax());
            }
            Places::Unseen
        }
        ast::Unit::CreateTypeBody(body) => {
            for item in body.items().iter() {
                match item {
                    ast::TypeBodyItem::MethodSpec(method) => match method.routine() {
                        Some(ast::Routine::CreateProcedure(procedure)) => bodies.add_procedure(procedure),
                        Some(ast::Routine::CreateFunction(function)) => bodies.add_function(function),
                        None => {}
                    },
                    ast::TypeBodyItem::CreateProcedure(procedure) => bodies.add_procedure(procedure),
                    ast::TypeBodyItem::CreateFunction(function) => bodies.add_function(function),
                    ast::TypeBodyItem::PragmaStmt(_) | ast::TypeBodyItem::BadStmt(_) => {}
                }
            }
            Places::OfDefaults
        }
        ast::Unit::CreateTrigger(trigger) => {
            if let Some(body) = trigger.body() {
                bodies.add(body.syntax(), body.syntax());
            }
            Places::Unseen
        }
        ast::Unit::OpaqueStmt(_)
        | ast::Unit::CreatePackage(_)
        | ast::Unit::CreateType(_)
        | ast::Unit::CreateTable(_)
        | ast::Unit::CreateIndex(_)
        | ast::Unit::CreateView(_)
        | ast::Unit::CreateMaterializedView(_)
        | ast::Unit::CreateMaterializedViewLog(_)
        | ast::Unit::CreateSequence(_)
        | ast::Unit::CreateSynonym(_)
        | ast::Unit::CreateDatabaseLink(_)
        | ast::Unit::CreateDirectory(_)
        | ast::Unit::CreateUser(_)
        | ast::Unit::CreateRole(_)
        | ast::Unit::CreateContext(_)
        | ast::Unit::CreateOpaque(_)
        | ast::Unit::AlterTable(_)
        | ast::Unit::AlterIndex(_)
        | ast::Unit::AlterSequence(_)
        | ast::Unit::AlterTrigger(_)
        | ast::Unit::AlterType(_)
        | ast::Unit::AlterCompile(_)
        | ast::Unit::AlterOpaque(_)
        | ast::Unit::DropStmt(_)
        | ast::Unit::GrantStmt(_)
        | ast::Unit::RevokeStmt(_)
        | ast::Unit::CommentStmt(_)
        | ast::Unit::RenameStmt(_) => return Interface::Whole(Arc::clone(tree.shared_text())),
    };
    // What the parser made of the rest may depend on what it skipped.
    if parse.errors.iter().any(|error| !bodies.contain(error.start)) {
        return Interface::Whole(Arc::clone(tree.shared_text()));
    }
    bodies.declared(tree, places)
}

/// The bodies of the routines of a unit, in order.
#[derive(Default)]
struct Bodies(Vec<(u32, u32)>);

impl Bodies {
    fn add(&mut self, first: SyntaxNode<'_>, last: SyntaxNode<'_>) {
        self.0.push((first.start(), last.end()));
    }

    fn add_procedure(&mut self, procedure: ast::CreateProcedure<'_>) {
        self.add_routine(procedure.declarations(), procedure.body());
    }

    fn add_function(&mut self, function: ast::CreateFunction<'_>) {
        self.add_routine(function.declarations(), function.body());
    }

    fn add_routine<'t>(
        &mut self,
        declarations: ast::List<'t, ast::Declaration<'t>>,
        body: Option<ast::Body<'t>>,
    ) {
        if let Some(body) = body {
            let first = declarations.first().map(|declaration| declaration.syntax());
            self.add(first.unwrap_or(body.syntax()), body.syntax());
        }
    }

    fn add_declared<'t>(&mut self, declarations: ast::List<'t, ast::Declaration<'t>>) {
        for declaration in declarations.iter() {
            match declaration {
                ast::Declaration::CreateProcedure(procedure) => self.add_procedure(procedure),
                ast::Declaration::CreateFunction(function) => self.add_function(function),
                ast::Declaration::VariableDecl(_)
                | ast::Declaration::ExceptionDecl(_)
                | ast::Declaration::CursorDecl(_)
                | ast::Declaration::RecordTypeDecl(_)
                | ast::Declaration::CollectionTypeDecl(_)
                | ast::Declaration::RefCursorTypeDecl(_)
                | ast::Declaration::EnumTypeDecl(_)
                | ast::Declaration::SubtypeDecl(_)
                | ast::Declaration::PragmaStmt(_)
                | ast::Declaration::BadStmt(_) => {}
            }
        }
    }

    /// The body a byte is in.
    fn body_at(&self, offset: u32) -> Option<(u32, u32)> {
        let next = self.0.partition_point(|(start, _)| *start <= offset);
        let body = next.checked_sub(1).and_then(|index| self.0.get(index))?;
        (offset < body.1).then_some(*body)
    }

    fn contain(&self, offset: u32) -> bool {
        self.body_at(offset).is_some()
    }

    /// The tokens around the bodies.
    fn declared(&self, tree: &SyntaxTree, places: Places) -> Interface {
        let is_around = |token: &&Token| !self.contain(token.start);
        let with_places = match places {
            Places::OfHeader | Places::OfDefaults => tree.tokens().iter().filter(is_around).any(|token| {
                let text = tree.slice(token.start, token.end);
                text == ":=" || text.eq_ignore_ascii_case("default")
            }),
            Places::Unseen => false,
        };
        let mut text = String::new();
        let mut last_body = None;
        for token in tree.tokens() {
            if let Some(body) = self.body_at(token.start) {
                if last_body.replace(body) != Some(body) {
                    text.push_str(BODY);
                }
                continue;
            }
            text.push_str(tree.slice(token.start, token.end));
            text.push('\n');
            let is_header = last_body.is_none() || matches!(places, Places::OfDefaults);
            if with_places && is_header {
                text.push_str(&token.start.to_string());
                text.push('\n');
            }
        }
        Interface::Declared(text.into())
    }
}

/// Which places of declarations others may repeat: the default of a parameter is evaluated by who calls the routine.
#[derive(Clone, Copy)]
enum Places {
    /// Those of the header of a routine, when there are defaults in it.
    OfHeader,
    /// All, when there are defaults.
    OfDefaults,
    /// None: nothing else can call what is declared here and nowhere before.
    Unseen,
}

#[cfg(test)]
mod tests {
    use super::*;
    use plconv_syntax::{ParseOptions, parse_unit};

    fn of(text: &str) -> Interface {
        of_parse(&parse_unit(text, &ParseOptions::default()))
    }

    #[test]
    fn bodies_are_not_seen_by_others() {
        let package = |declared: &str, body: &str, init: &str| {
            of(&format!(
                "create package body p as\n  {declared}\n  procedure a (n number) is\n    {body}\n  end a;\n\
                   function b return number is begin return 1; end;\nbegin\n  {init}\nend;"
            ))
        };
        let first = package("x number := 1;", "begin null;", "null;");
        assert!(matches!(&first, Interface::Declared(text) if text.contains("x\nnumber")));
        assert_eq!(
            first,
            package("x number := 1;", "y number; begin y := 2; commit;", "x := 2;")
        );
        // Comments and line breaks between declarations are not seen either.
        assert_eq!(first, package("-- two\n x  number := 1;", "begin null;", "null;"));
        assert_ne!(first, package("x number := 2;", "begin null;", "null;"));
    }

    #[test]
    fn defaults_of_parameters_are_seen_with_their_places() {
        let routine = |before: &str, body: &str| {
            of(&format!(
                "{before}create function f (n number := 1) return number is {body} end;"
            ))
        };
        let first = routine("", "begin return n; end");
        assert_eq!(first, routine("", "x number; begin x := n; return x; end"));
        assert_ne!(first, routine("-- twice\n", "begin return n; end"));
        let procedure = "create procedure p (n number) is begin null; end;";
        assert_eq!(of(procedure), of(&format!("-- twice\n{procedure}")));
    }

    #[test]
    fn errors_in_bodies_stay_there() {
        let procedure = |body: &str| of(&format!("create procedure p is begin {body} end;"));
        assert_eq!(procedure("null;"), procedure("null; x x x; null;"));
        assert!(matches!(
            of("create package body p as x x x x; procedure a is begin null; end; end;"),
            Interface::Whole(_) | Interface::None
        ));
    }

    #[test]
    fn rows_and_blocks_are_not_seen_and_tables_are_seen_as_they_are_written() {
        assert_eq!(of("insert into t values (1)"), Interface::None);
        assert_eq!(of("begin null; end;"), Interface::None);
        assert!(matches!(of("create table t (n number)"), Interface::Whole(_)));
    }
}
