// Written by `cargo xtask codegen` from grammar/oracle.ungram; do not edit.
//! Typed views of the syntax tree.
#![allow(missing_docs, reason = "documented in grammar/oracle.ungram")]

use super::{AstNode, List, SyntaxNode, SyntaxToken, TokenList, Walk};
use plconv_grammar::SyntaxKind;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Unit<'t> {
    SelectStmt(SelectStmt<'t>),
    InsertStmt(InsertStmt<'t>),
    MultiInsertStmt(MultiInsertStmt<'t>),
    UpdateStmt(UpdateStmt<'t>),
    DeleteStmt(DeleteStmt<'t>),
    MergeStmt(MergeStmt<'t>),
    CommitStmt(CommitStmt<'t>),
    RollbackStmt(RollbackStmt<'t>),
    SavepointStmt(SavepointStmt<'t>),
    SetTransactionStmt(SetTransactionStmt<'t>),
    LockTableStmt(LockTableStmt<'t>),
    CallStmt(CallStmt<'t>),
    ExplainPlanStmt(ExplainPlanStmt<'t>),
    OpaqueStmt(OpaqueStmt<'t>),
    Block(Block<'t>),
    CreateProcedure(CreateProcedure<'t>),
    CreateFunction(CreateFunction<'t>),
    CreatePackage(CreatePackage<'t>),
    CreatePackageBody(CreatePackageBody<'t>),
    CreateType(CreateType<'t>),
    CreateTypeBody(CreateTypeBody<'t>),
    CreateTrigger(CreateTrigger<'t>),
    CreateTable(CreateTable<'t>),
    CreateIndex(CreateIndex<'t>),
    CreateView(CreateView<'t>),
    CreateMaterializedView(CreateMaterializedView<'t>),
    CreateMaterializedViewLog(CreateMaterializedViewLog<'t>),
    CreateSequence(CreateSequence<'t>),
    CreateSynonym(CreateSynonym<'t>),
    CreateDatabaseLink(CreateDatabaseLink<'t>),
    CreateDirectory(CreateDirectory<'t>),
    CreateUser(CreateUser<'t>),
    CreateRole(CreateRole<'t>),
    CreateContext(CreateContext<'t>),
    CreateOpaque(CreateOpaque<'t>),
    AlterTable(AlterTable<'t>),
    AlterIndex(AlterIndex<'t>),
    AlterSequence(AlterSequence<'t>),
    AlterTrigger(AlterTrigger<'t>),
    AlterType(AlterType<'t>),
    AlterCompile(AlterCompile<'t>),
    AlterOpaque(AlterOpaque<'t>),
    DropStmt(DropStmt<'t>),
    GrantStmt(GrantStmt<'t>),
    RevokeStmt(RevokeStmt<'t>),
    CommentStmt(CommentStmt<'t>),
    TruncateStmt(TruncateStmt<'t>),
    RenameStmt(RenameStmt<'t>),
}

impl<'t> AstNode<'t> for Unit<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::SelectStmt => Some(Unit::SelectStmt(SelectStmt(node))),
            SyntaxKind::InsertStmt => Some(Unit::InsertStmt(InsertStmt(node))),
            SyntaxKind::MultiInsertStmt => Some(Unit::MultiInsertStmt(MultiInsertStmt(node))),
            SyntaxKind::UpdateStmt => Some(Unit::UpdateStmt(UpdateStmt(node))),
            SyntaxKind::DeleteStmt => Some(Unit::DeleteStmt(DeleteStmt(node))),
            SyntaxKind::MergeStmt => Some(Unit::MergeStmt(MergeStmt(node))),
            SyntaxKind::CommitStmt => Some(Unit::CommitStmt(CommitStmt(node))),
            SyntaxKind::RollbackStmt => Some(Unit::RollbackStmt(RollbackStmt(node))),
            SyntaxKind::SavepointStmt => Some(Unit::SavepointStmt(SavepointStmt(node))),
            SyntaxKind::SetTransactionStmt => Some(Unit::SetTransactionStmt(SetTransactionStmt(node))),
            SyntaxKind::LockTableStmt => Some(Unit::LockTableStmt(LockTableStmt(node))),
            SyntaxKind::CallStmt => Some(Unit::CallStmt(CallStmt(node))),
            SyntaxKind::ExplainPlanStmt => Some(Unit::ExplainPlanStmt(ExplainPlanStmt(node))),
            SyntaxKind::OpaqueStmt => Some(Unit::OpaqueStmt(OpaqueStmt(node))),
            SyntaxKind::Block => Some(Unit::Block(Block(node))),
            SyntaxKind::CreateProcedure => Some(Unit::CreateProcedure(CreateProcedure(node))),
            SyntaxKind::CreateFunction => Some(Unit::CreateFunction(CreateFunction(node))),
            SyntaxKind::CreatePackage => Some(Unit::CreatePackage(CreatePackage(node))),
            SyntaxKind::CreatePackageBody => Some(Unit::CreatePackageBody(CreatePackageBody(node))),
            SyntaxKind::CreateType => Some(Unit::CreateType(CreateType(node))),
            SyntaxKind::CreateTypeBody => Some(Unit::CreateTypeBody(CreateTypeBody(node))),
            SyntaxKind::CreateTrigger => Some(Unit::CreateTrigger(CreateTrigger(node))),
            SyntaxKind::CreateTable => Some(Unit::CreateTable(CreateTable(node))),
            SyntaxKind::CreateIndex => Some(Unit::CreateIndex(CreateIndex(node))),
            SyntaxKind::CreateView => Some(Unit::CreateView(CreateView(node))),
            SyntaxKind::CreateMaterializedView => {
                Some(Unit::CreateMaterializedView(CreateMaterializedView(node)))
            }
            SyntaxKind::CreateMaterializedViewLog => {
                Some(Unit::CreateMaterializedViewLog(CreateMaterializedViewLog(node)))
            }
            SyntaxKind::CreateSequence => Some(Unit::CreateSequence(CreateSequence(node))),
            SyntaxKind::CreateSynonym => Some(Unit::CreateSynonym(CreateSynonym(node))),
            SyntaxKind::CreateDatabaseLink => Some(Unit::CreateDatabaseLink(CreateDatabaseLink(node))),
            SyntaxKind::CreateDirectory => Some(Unit::CreateDirectory(CreateDirectory(node))),
            SyntaxKind::CreateUser => Some(Unit::CreateUser(CreateUser(node))),
            SyntaxKind::CreateRole => Some(Unit::CreateRole(CreateRole(node))),
            SyntaxKind::CreateContext => Some(Unit::CreateContext(CreateContext(node))),
            SyntaxKind::CreateOpaque => Some(Unit::CreateOpaque(CreateOpaque(node))),
            SyntaxKind::AlterTable => Some(Unit::AlterTable(AlterTable(node))),
            SyntaxKind::AlterIndex => Some(Unit::AlterIndex(AlterIndex(node))),
            SyntaxKind::AlterSequence => Some(Unit::AlterSequence(AlterSequence(node))),
            SyntaxKind::AlterTrigger => Some(Unit::AlterTrigger(AlterTrigger(node))),
            SyntaxKind::AlterType => Some(Unit::AlterType(AlterType(node))),
            SyntaxKind::AlterCompile => Some(Unit::AlterCompile(AlterCompile(node))),
            SyntaxKind::AlterOpaque => Some(Unit::AlterOpaque(AlterOpaque(node))),
            SyntaxKind::DropStmt => Some(Unit::DropStmt(DropStmt(node))),
            SyntaxKind::GrantStmt => Some(Unit::GrantStmt(GrantStmt(node))),
            SyntaxKind::RevokeStmt => Some(Unit::RevokeStmt(RevokeStmt(node))),
            SyntaxKind::CommentStmt => Some(Unit::CommentStmt(CommentStmt(node))),
            SyntaxKind::TruncateStmt => Some(Unit::TruncateStmt(TruncateStmt(node))),
            SyntaxKind::RenameStmt => Some(Unit::RenameStmt(RenameStmt(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            Unit::SelectStmt(inner) => inner.syntax(),
            Unit::InsertStmt(inner) => inner.syntax(),
            Unit::MultiInsertStmt(inner) => inner.syntax(),
            Unit::UpdateStmt(inner) => inner.syntax(),
            Unit::DeleteStmt(inner) => inner.syntax(),
            Unit::MergeStmt(inner) => inner.syntax(),
            Unit::CommitStmt(inner) => inner.syntax(),
            Unit::RollbackStmt(inner) => inner.syntax(),
            Unit::SavepointStmt(inner) => inner.syntax(),
            Unit::SetTransactionStmt(inner) => inner.syntax(),
            Unit::LockTableStmt(inner) => inner.syntax(),
            Unit::CallStmt(inner) => inner.syntax(),
            Unit::ExplainPlanStmt(inner) => inner.syntax(),
            Unit::OpaqueStmt(inner) => inner.syntax(),
            Unit::Block(inner) => inner.syntax(),
            Unit::CreateProcedure(inner) => inner.syntax(),
            Unit::CreateFunction(inner) => inner.syntax(),
            Unit::CreatePackage(inner) => inner.syntax(),
            Unit::CreatePackageBody(inner) => inner.syntax(),
            Unit::CreateType(inner) => inner.syntax(),
            Unit::CreateTypeBody(inner) => inner.syntax(),
            Unit::CreateTrigger(inner) => inner.syntax(),
            Unit::CreateTable(inner) => inner.syntax(),
            Unit::CreateIndex(inner) => inner.syntax(),
            Unit::CreateView(inner) => inner.syntax(),
            Unit::CreateMaterializedView(inner) => inner.syntax(),
            Unit::CreateMaterializedViewLog(inner) => inner.syntax(),
            Unit::CreateSequence(inner) => inner.syntax(),
            Unit::CreateSynonym(inner) => inner.syntax(),
            Unit::CreateDatabaseLink(inner) => inner.syntax(),
            Unit::CreateDirectory(inner) => inner.syntax(),
            Unit::CreateUser(inner) => inner.syntax(),
            Unit::CreateRole(inner) => inner.syntax(),
            Unit::CreateContext(inner) => inner.syntax(),
            Unit::CreateOpaque(inner) => inner.syntax(),
            Unit::AlterTable(inner) => inner.syntax(),
            Unit::AlterIndex(inner) => inner.syntax(),
            Unit::AlterSequence(inner) => inner.syntax(),
            Unit::AlterTrigger(inner) => inner.syntax(),
            Unit::AlterType(inner) => inner.syntax(),
            Unit::AlterCompile(inner) => inner.syntax(),
            Unit::AlterOpaque(inner) => inner.syntax(),
            Unit::DropStmt(inner) => inner.syntax(),
            Unit::GrantStmt(inner) => inner.syntax(),
            Unit::RevokeStmt(inner) => inner.syntax(),
            Unit::CommentStmt(inner) => inner.syntax(),
            Unit::TruncateStmt(inner) => inner.syntax(),
            Unit::RenameStmt(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SelectStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SelectStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SelectStmt).then_some(SelectStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SelectStmt<'t> {
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct InsertStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for InsertStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::InsertStmt).then_some(InsertStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> InsertStmt<'t> {
    pub fn target(self) -> Option<DmlTarget<'t>> {
        self.0.child(0)
    }
    pub fn columns(self) -> List<'t, Expr<'t>> {
        self.0.list(1)
    }
    pub fn source(self) -> Option<InsertSource<'t>> {
        self.0.child(2)
    }
    pub fn returning(self) -> Option<ReturningClause<'t>> {
        self.0.child(3)
    }
    pub fn log_errors(self) -> Option<LogErrorsClause<'t>> {
        self.0.child(4)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MultiInsertStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for MultiInsertStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::MultiInsertStmt).then_some(MultiInsertStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> MultiInsertStmt<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn branches(self) -> List<'t, MultiInsertBranch<'t>> {
        self.0.list(1)
    }
    pub fn else_intos(self) -> List<'t, MultiInto<'t>> {
        self.0.list(2)
    }
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct UpdateStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for UpdateStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::UpdateStmt).then_some(UpdateStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> UpdateStmt<'t> {
    pub fn target(self) -> Option<TableRef<'t>> {
        self.0.child(0)
    }
    pub fn set(self) -> List<'t, SetItem<'t>> {
        self.0.list(1)
    }
    pub fn from(self) -> List<'t, TableRef<'t>> {
        self.0.list(2)
    }
    pub fn r#where(self) -> Option<DmlWhere<'t>> {
        self.0.child(3)
    }
    pub fn returning(self) -> Option<ReturningClause<'t>> {
        self.0.child(4)
    }
    pub fn log_errors(self) -> Option<LogErrorsClause<'t>> {
        self.0.child(5)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DeleteStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for DeleteStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::DeleteStmt).then_some(DeleteStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> DeleteStmt<'t> {
    pub fn target(self) -> Option<TableRef<'t>> {
        self.0.child(0)
    }
    pub fn from(self) -> List<'t, TableRef<'t>> {
        self.0.list(1)
    }
    pub fn r#where(self) -> Option<DmlWhere<'t>> {
        self.0.child(2)
    }
    pub fn returning(self) -> Option<ReturningClause<'t>> {
        self.0.child(3)
    }
    pub fn log_errors(self) -> Option<LogErrorsClause<'t>> {
        self.0.child(4)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MergeStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for MergeStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::MergeStmt).then_some(MergeStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> MergeStmt<'t> {
    pub fn target(self) -> Option<TableRef<'t>> {
        self.0.child(0)
    }
    pub fn source(self) -> Option<TableRef<'t>> {
        self.0.child(1)
    }
    pub fn on(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
    pub fn branches(self) -> List<'t, MergeBranch<'t>> {
        self.0.list(3)
    }
    pub fn returning(self) -> Option<ReturningClause<'t>> {
        self.0.child(4)
    }
    pub fn log_errors(self) -> Option<LogErrorsClause<'t>> {
        self.0.child(5)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CommitStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CommitStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CommitStmt).then_some(CommitStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CommitStmt<'t> {
    pub fn comment(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn options(self) -> TokenList<'t> {
        self.0.token_list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RollbackStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RollbackStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RollbackStmt).then_some(RollbackStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RollbackStmt<'t> {
    pub fn savepoint(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn force(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SavepointStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SavepointStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SavepointStmt).then_some(SavepointStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SavepointStmt<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SetTransactionStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SetTransactionStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SetTransactionStmt).then_some(SetTransactionStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SetTransactionStmt<'t> {
    pub fn what(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LockTableStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for LockTableStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::LockTableStmt).then_some(LockTableStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> LockTableStmt<'t> {
    pub fn tables(self) -> List<'t, LockTarget<'t>> {
        self.0.list(0)
    }
    pub fn mode(self) -> TokenList<'t> {
        self.0.token_list(1)
    }
    pub fn wait(self) -> Option<LockWait<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CallStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CallStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CallStmt).then_some(CallStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CallStmt<'t> {
    pub fn call(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn into(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ExplainPlanStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ExplainPlanStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ExplainPlanStmt).then_some(ExplainPlanStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ExplainPlanStmt<'t> {
    pub fn stmt(self) -> Option<Unit<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OpaqueStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OpaqueStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OpaqueStmt).then_some(OpaqueStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OpaqueStmt<'t> {
    pub fn verb(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn text(self) -> TokenList<'t> {
        self.0.token_list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Block<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for Block<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::Block).then_some(Block(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> Block<'t> {
    pub fn labels(self) -> List<'t, Name<'t>> {
        self.0.list(0)
    }
    pub fn declare(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn declarations(self) -> List<'t, Declaration<'t>> {
        self.0.list(2)
    }
    pub fn body(self) -> Option<Body<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateProcedure<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateProcedure<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateProcedure).then_some(CreateProcedure(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateProcedure<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn params(self) -> List<'t, Parameter<'t>> {
        self.0.list(2)
    }
    pub fn attributes(self) -> List<'t, RoutineAttribute<'t>> {
        self.0.list(3)
    }
    pub fn declarations(self) -> List<'t, Declaration<'t>> {
        self.0.list(4)
    }
    pub fn body(self) -> Option<Body<'t>> {
        self.0.child(5)
    }
    pub fn call_spec(self) -> Option<CallSpec<'t>> {
        self.0.child(6)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateFunction<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateFunction<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateFunction).then_some(CreateFunction(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateFunction<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn params(self) -> List<'t, Parameter<'t>> {
        self.0.list(2)
    }
    pub fn returns(self) -> Option<Datatype<'t>> {
        self.0.child(3)
    }
    pub fn attributes(self) -> List<'t, RoutineAttribute<'t>> {
        self.0.list(4)
    }
    pub fn declarations(self) -> List<'t, Declaration<'t>> {
        self.0.list(5)
    }
    pub fn body(self) -> Option<Body<'t>> {
        self.0.child(6)
    }
    pub fn call_spec(self) -> Option<CallSpec<'t>> {
        self.0.child(7)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreatePackage<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreatePackage<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreatePackage).then_some(CreatePackage(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreatePackage<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn attributes(self) -> List<'t, RoutineAttribute<'t>> {
        self.0.list(2)
    }
    pub fn declarations(self) -> List<'t, Declaration<'t>> {
        self.0.list(3)
    }
    pub fn end_label(self) -> Option<Name<'t>> {
        self.0.child(4)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreatePackageBody<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreatePackageBody<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreatePackageBody).then_some(CreatePackageBody(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreatePackageBody<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn declarations(self) -> List<'t, Declaration<'t>> {
        self.0.list(2)
    }
    pub fn init(self) -> Option<Body<'t>> {
        self.0.child(3)
    }
    pub fn end_label(self) -> Option<Name<'t>> {
        self.0.child(4)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateType<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateType<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateType).then_some(CreateType(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateType<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn options(self) -> List<'t, RoutineAttribute<'t>> {
        self.0.list(2)
    }
    pub fn definition(self) -> Option<TypeDefinition<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateTypeBody<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateTypeBody<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateTypeBody).then_some(CreateTypeBody(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateTypeBody<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn items(self) -> List<'t, TypeBodyItem<'t>> {
        self.0.list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateTrigger<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateTrigger<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateTrigger).then_some(CreateTrigger(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateTrigger<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn timing(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn events(self) -> List<'t, TriggerEvent<'t>> {
        self.0.list(3)
    }
    pub fn target(self) -> Option<TriggerTarget<'t>> {
        self.0.child(4)
    }
    pub fn options(self) -> List<'t, TriggerOption<'t>> {
        self.0.list(5)
    }
    pub fn body(self) -> Option<TriggerBody<'t>> {
        self.0.child(6)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateTable<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateTable<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateTable).then_some(CreateTable(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateTable<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn of_type(self) -> Option<ObjectName<'t>> {
        self.0.child(2)
    }
    pub fn elements(self) -> List<'t, TableElement<'t>> {
        self.0.list(3)
    }
    pub fn properties(self) -> List<'t, TableProperty<'t>> {
        self.0.list(4)
    }
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(5)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateIndex<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateIndex<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateIndex).then_some(CreateIndex(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateIndex<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn table(self) -> Option<ObjectName<'t>> {
        self.0.child(2)
    }
    pub fn alias(self) -> Option<Name<'t>> {
        self.0.child(3)
    }
    pub fn columns(self) -> List<'t, OrderItem<'t>> {
        self.0.list(4)
    }
    pub fn cluster(self) -> Option<SyntaxToken<'t>> {
        self.0.token(5)
    }
    pub fn attributes(self) -> List<'t, IndexAttribute<'t>> {
        self.0.list(6)
    }
    pub fn join_from(self) -> List<'t, TableRef<'t>> {
        self.0.list(7)
    }
    pub fn join_where(self) -> Option<WhereClause<'t>> {
        self.0.child(8)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateView<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateView<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateView).then_some(CreateView(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateView<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn columns(self) -> List<'t, ViewColumn<'t>> {
        self.0.list(2)
    }
    pub fn attributes(self) -> List<'t, ViewAttribute<'t>> {
        self.0.list(3)
    }
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(4)
    }
    pub fn restriction(self) -> Option<ViewRestriction<'t>> {
        self.0.child(5)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateMaterializedView<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateMaterializedView<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateMaterializedView).then_some(CreateMaterializedView(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateMaterializedView<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn columns(self) -> List<'t, ViewColumn<'t>> {
        self.0.list(2)
    }
    pub fn attributes(self) -> List<'t, MviewAttribute<'t>> {
        self.0.list(3)
    }
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(4)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateMaterializedViewLog<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateMaterializedViewLog<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateMaterializedViewLog).then_some(CreateMaterializedViewLog(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateMaterializedViewLog<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn table(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateSequence<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateSequence<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateSequence).then_some(CreateSequence(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateSequence<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn options(self) -> List<'t, SequenceOption<'t>> {
        self.0.list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateSynonym<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateSynonym<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateSynonym).then_some(CreateSynonym(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateSynonym<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn target(self) -> Option<ObjectName<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateDatabaseLink<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateDatabaseLink<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateDatabaseLink).then_some(CreateDatabaseLink(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateDatabaseLink<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateDirectory<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateDirectory<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateDirectory).then_some(CreateDirectory(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateDirectory<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn path(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateUser<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateUser<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateUser).then_some(CreateUser(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateUser<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateRole<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateRole<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateRole).then_some(CreateRole(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateRole<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateContext<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateContext<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateContext).then_some(CreateContext(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateContext<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn package(self) -> Option<ObjectName<'t>> {
        self.0.child(2)
    }
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateOpaque<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateOpaque<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateOpaque).then_some(CreateOpaque(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateOpaque<'t> {
    pub fn create(self) -> Option<CreateHead<'t>> {
        self.0.child(0)
    }
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn text(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AlterTable<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for AlterTable<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::AlterTable).then_some(AlterTable(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> AlterTable<'t> {
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(0)
    }
    pub fn actions(self) -> List<'t, AlterTableAction<'t>> {
        self.0.list(1)
    }
    pub fn physical(self) -> List<'t, PhysicalAttribute<'t>> {
        self.0.list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AlterIndex<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for AlterIndex<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::AlterIndex).then_some(AlterIndex(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> AlterIndex<'t> {
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(0)
    }
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(1)
    }
    pub fn new_name(self) -> Option<Name<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AlterSequence<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for AlterSequence<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::AlterSequence).then_some(AlterSequence(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> AlterSequence<'t> {
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(0)
    }
    pub fn options(self) -> List<'t, SequenceOption<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AlterTrigger<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for AlterTrigger<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::AlterTrigger).then_some(AlterTrigger(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> AlterTrigger<'t> {
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(0)
    }
    pub fn action(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn new_name(self) -> Option<Name<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AlterType<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for AlterType<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::AlterType).then_some(AlterType(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> AlterType<'t> {
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(0)
    }
    pub fn action(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn what(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn attributes(self) -> List<'t, AttributeDef<'t>> {
        self.0.list(3)
    }
    pub fn names(self) -> List<'t, Name<'t>> {
        self.0.list(4)
    }
    pub fn method(self) -> Option<MethodSpec<'t>> {
        self.0.child(5)
    }
    pub fn options(self) -> TokenList<'t> {
        self.0.token_list(6)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AlterCompile<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for AlterCompile<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::AlterCompile).then_some(AlterCompile(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> AlterCompile<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AlterOpaque<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for AlterOpaque<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::AlterOpaque).then_some(AlterOpaque(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> AlterOpaque<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn text(self) -> TokenList<'t> {
        self.0.token_list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DropStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for DropStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::DropStmt).then_some(DropStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> DropStmt<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn body(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn public(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn if_exists(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(4)
    }
    pub fn text(self) -> Option<SyntaxToken<'t>> {
        self.0.token(5)
    }
    pub fn options(self) -> TokenList<'t> {
        self.0.token_list(6)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct GrantStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for GrantStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::GrantStmt).then_some(GrantStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> GrantStmt<'t> {
    pub fn privileges(self) -> List<'t, Privilege<'t>> {
        self.0.list(0)
    }
    pub fn object_kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn object(self) -> Option<ObjectName<'t>> {
        self.0.child(2)
    }
    pub fn grantees(self) -> List<'t, Grantee<'t>> {
        self.0.list(3)
    }
    pub fn options(self) -> TokenList<'t> {
        self.0.token_list(4)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RevokeStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RevokeStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RevokeStmt).then_some(RevokeStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RevokeStmt<'t> {
    pub fn privileges(self) -> List<'t, Privilege<'t>> {
        self.0.list(0)
    }
    pub fn object_kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn object(self) -> Option<ObjectName<'t>> {
        self.0.child(2)
    }
    pub fn grantees(self) -> List<'t, Grantee<'t>> {
        self.0.list(3)
    }
    pub fn options(self) -> TokenList<'t> {
        self.0.token_list(4)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CommentStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CommentStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CommentStmt).then_some(CommentStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CommentStmt<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn text(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TruncateStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for TruncateStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::TruncateStmt).then_some(TruncateStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> TruncateStmt<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn options(self) -> TokenList<'t> {
        self.0.token_list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RenameStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RenameStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RenameStmt).then_some(RenameStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RenameStmt<'t> {
    pub fn old(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn new(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Expr<'t> {
    BinaryExpr(BinaryExpr<'t>),
    UnaryExpr(UnaryExpr<'t>),
    IsExpr(IsExpr<'t>),
    InExpr(InExpr<'t>),
    BetweenExpr(BetweenExpr<'t>),
    LikeExpr(LikeExpr<'t>),
    MemberExpr(MemberExpr<'t>),
    QuantifiedExpr(QuantifiedExpr<'t>),
    ExistsExpr(ExistsExpr<'t>),
    MultisetExpr(MultisetExpr<'t>),
    AtTimeZoneExpr(AtTimeZoneExpr<'t>),
    AtLocalExpr(AtLocalExpr<'t>),
    CollateExpr(CollateExpr<'t>),
    IntervalQualifiedExpr(IntervalQualifiedExpr<'t>),
    ParenExpr(ParenExpr<'t>),
    TupleExpr(TupleExpr<'t>),
    SubqueryExpr(SubqueryExpr<'t>),
    CaseExpr(CaseExpr<'t>),
    CursorExpr(CursorExpr<'t>),
    NewExpr(NewExpr<'t>),
    Literal(Literal<'t>),
    DateLiteral(DateLiteral<'t>),
    IntervalLiteral(IntervalLiteral<'t>),
    BindVariable(BindVariable<'t>),
    InquiryDirective(InquiryDirective<'t>),
    NameRef(NameRef<'t>),
    FieldExpr(FieldExpr<'t>),
    CallExpr(CallExpr<'t>),
    AttributeExpr(AttributeExpr<'t>),
    RemoteExpr(RemoteExpr<'t>),
    OuterJoinExpr(OuterJoinExpr<'t>),
    OverExpr(OverExpr<'t>),
    WithinGroupExpr(WithinGroupExpr<'t>),
    KeepExpr(KeepExpr<'t>),
    FilterExpr(FilterExpr<'t>),
    NullTreatmentExpr(NullTreatmentExpr<'t>),
    FromFirstLastExpr(FromFirstLastExpr<'t>),
    CastExpr(CastExpr<'t>),
    ExtractExpr(ExtractExpr<'t>),
    TrimExpr(TrimExpr<'t>),
    TreatExpr(TreatExpr<'t>),
    MultisetSubqueryExpr(MultisetSubqueryExpr<'t>),
    SelfAsExpr(SelfAsExpr<'t>),
    XmlFunctionExpr(XmlFunctionExpr<'t>),
    JsonFunctionExpr(JsonFunctionExpr<'t>),
    OpaqueCallExpr(OpaqueCallExpr<'t>),
    OldValueExpr(OldValueExpr<'t>),
    BadExpr(BadExpr<'t>),
}

impl<'t> AstNode<'t> for Expr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::BinaryExpr => Some(Expr::BinaryExpr(BinaryExpr(node))),
            SyntaxKind::UnaryExpr => Some(Expr::UnaryExpr(UnaryExpr(node))),
            SyntaxKind::IsExpr => Some(Expr::IsExpr(IsExpr(node))),
            SyntaxKind::InExpr => Some(Expr::InExpr(InExpr(node))),
            SyntaxKind::BetweenExpr => Some(Expr::BetweenExpr(BetweenExpr(node))),
            SyntaxKind::LikeExpr => Some(Expr::LikeExpr(LikeExpr(node))),
            SyntaxKind::MemberExpr => Some(Expr::MemberExpr(MemberExpr(node))),
            SyntaxKind::QuantifiedExpr => Some(Expr::QuantifiedExpr(QuantifiedExpr(node))),
            SyntaxKind::ExistsExpr => Some(Expr::ExistsExpr(ExistsExpr(node))),
            SyntaxKind::MultisetExpr => Some(Expr::MultisetExpr(MultisetExpr(node))),
            SyntaxKind::AtTimeZoneExpr => Some(Expr::AtTimeZoneExpr(AtTimeZoneExpr(node))),
            SyntaxKind::AtLocalExpr => Some(Expr::AtLocalExpr(AtLocalExpr(node))),
            SyntaxKind::CollateExpr => Some(Expr::CollateExpr(CollateExpr(node))),
            SyntaxKind::IntervalQualifiedExpr => {
                Some(Expr::IntervalQualifiedExpr(IntervalQualifiedExpr(node)))
            }
            SyntaxKind::ParenExpr => Some(Expr::ParenExpr(ParenExpr(node))),
            SyntaxKind::TupleExpr => Some(Expr::TupleExpr(TupleExpr(node))),
            SyntaxKind::SubqueryExpr => Some(Expr::SubqueryExpr(SubqueryExpr(node))),
            SyntaxKind::CaseExpr => Some(Expr::CaseExpr(CaseExpr(node))),
            SyntaxKind::CursorExpr => Some(Expr::CursorExpr(CursorExpr(node))),
            SyntaxKind::NewExpr => Some(Expr::NewExpr(NewExpr(node))),
            SyntaxKind::Literal => Some(Expr::Literal(Literal(node))),
            SyntaxKind::DateLiteral => Some(Expr::DateLiteral(DateLiteral(node))),
            SyntaxKind::IntervalLiteral => Some(Expr::IntervalLiteral(IntervalLiteral(node))),
            SyntaxKind::BindVariable => Some(Expr::BindVariable(BindVariable(node))),
            SyntaxKind::InquiryDirective => Some(Expr::InquiryDirective(InquiryDirective(node))),
            SyntaxKind::NameRef => Some(Expr::NameRef(NameRef(node))),
            SyntaxKind::FieldExpr => Some(Expr::FieldExpr(FieldExpr(node))),
            SyntaxKind::CallExpr => Some(Expr::CallExpr(CallExpr(node))),
            SyntaxKind::AttributeExpr => Some(Expr::AttributeExpr(AttributeExpr(node))),
            SyntaxKind::RemoteExpr => Some(Expr::RemoteExpr(RemoteExpr(node))),
            SyntaxKind::OuterJoinExpr => Some(Expr::OuterJoinExpr(OuterJoinExpr(node))),
            SyntaxKind::OverExpr => Some(Expr::OverExpr(OverExpr(node))),
            SyntaxKind::WithinGroupExpr => Some(Expr::WithinGroupExpr(WithinGroupExpr(node))),
            SyntaxKind::KeepExpr => Some(Expr::KeepExpr(KeepExpr(node))),
            SyntaxKind::FilterExpr => Some(Expr::FilterExpr(FilterExpr(node))),
            SyntaxKind::NullTreatmentExpr => Some(Expr::NullTreatmentExpr(NullTreatmentExpr(node))),
            SyntaxKind::FromFirstLastExpr => Some(Expr::FromFirstLastExpr(FromFirstLastExpr(node))),
            SyntaxKind::CastExpr => Some(Expr::CastExpr(CastExpr(node))),
            SyntaxKind::ExtractExpr => Some(Expr::ExtractExpr(ExtractExpr(node))),
            SyntaxKind::TrimExpr => Some(Expr::TrimExpr(TrimExpr(node))),
            SyntaxKind::TreatExpr => Some(Expr::TreatExpr(TreatExpr(node))),
            SyntaxKind::MultisetSubqueryExpr => Some(Expr::MultisetSubqueryExpr(MultisetSubqueryExpr(node))),
            SyntaxKind::SelfAsExpr => Some(Expr::SelfAsExpr(SelfAsExpr(node))),
            SyntaxKind::XmlFunctionExpr => Some(Expr::XmlFunctionExpr(XmlFunctionExpr(node))),
            SyntaxKind::JsonFunctionExpr => Some(Expr::JsonFunctionExpr(JsonFunctionExpr(node))),
            SyntaxKind::OpaqueCallExpr => Some(Expr::OpaqueCallExpr(OpaqueCallExpr(node))),
            SyntaxKind::OldValueExpr => Some(Expr::OldValueExpr(OldValueExpr(node))),
            SyntaxKind::BadExpr => Some(Expr::BadExpr(BadExpr(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            Expr::BinaryExpr(inner) => inner.syntax(),
            Expr::UnaryExpr(inner) => inner.syntax(),
            Expr::IsExpr(inner) => inner.syntax(),
            Expr::InExpr(inner) => inner.syntax(),
            Expr::BetweenExpr(inner) => inner.syntax(),
            Expr::LikeExpr(inner) => inner.syntax(),
            Expr::MemberExpr(inner) => inner.syntax(),
            Expr::QuantifiedExpr(inner) => inner.syntax(),
            Expr::ExistsExpr(inner) => inner.syntax(),
            Expr::MultisetExpr(inner) => inner.syntax(),
            Expr::AtTimeZoneExpr(inner) => inner.syntax(),
            Expr::AtLocalExpr(inner) => inner.syntax(),
            Expr::CollateExpr(inner) => inner.syntax(),
            Expr::IntervalQualifiedExpr(inner) => inner.syntax(),
            Expr::ParenExpr(inner) => inner.syntax(),
            Expr::TupleExpr(inner) => inner.syntax(),
            Expr::SubqueryExpr(inner) => inner.syntax(),
            Expr::CaseExpr(inner) => inner.syntax(),
            Expr::CursorExpr(inner) => inner.syntax(),
            Expr::NewExpr(inner) => inner.syntax(),
            Expr::Literal(inner) => inner.syntax(),
            Expr::DateLiteral(inner) => inner.syntax(),
            Expr::IntervalLiteral(inner) => inner.syntax(),
            Expr::BindVariable(inner) => inner.syntax(),
            Expr::InquiryDirective(inner) => inner.syntax(),
            Expr::NameRef(inner) => inner.syntax(),
            Expr::FieldExpr(inner) => inner.syntax(),
            Expr::CallExpr(inner) => inner.syntax(),
            Expr::AttributeExpr(inner) => inner.syntax(),
            Expr::RemoteExpr(inner) => inner.syntax(),
            Expr::OuterJoinExpr(inner) => inner.syntax(),
            Expr::OverExpr(inner) => inner.syntax(),
            Expr::WithinGroupExpr(inner) => inner.syntax(),
            Expr::KeepExpr(inner) => inner.syntax(),
            Expr::FilterExpr(inner) => inner.syntax(),
            Expr::NullTreatmentExpr(inner) => inner.syntax(),
            Expr::FromFirstLastExpr(inner) => inner.syntax(),
            Expr::CastExpr(inner) => inner.syntax(),
            Expr::ExtractExpr(inner) => inner.syntax(),
            Expr::TrimExpr(inner) => inner.syntax(),
            Expr::TreatExpr(inner) => inner.syntax(),
            Expr::MultisetSubqueryExpr(inner) => inner.syntax(),
            Expr::SelfAsExpr(inner) => inner.syntax(),
            Expr::XmlFunctionExpr(inner) => inner.syntax(),
            Expr::JsonFunctionExpr(inner) => inner.syntax(),
            Expr::OpaqueCallExpr(inner) => inner.syntax(),
            Expr::OldValueExpr(inner) => inner.syntax(),
            Expr::BadExpr(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Name<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for Name<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::Name).then_some(Name(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> Name<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ObjectName<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ObjectName<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ObjectName).then_some(ObjectName(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ObjectName<'t> {
    pub fn parts(self) -> List<'t, Name<'t>> {
        self.0.list(0)
    }
    pub fn dblink(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct BinaryExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for BinaryExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::BinaryExpr).then_some(BinaryExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> BinaryExpr<'t> {
    pub fn left(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn op(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn right(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct UnaryExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for UnaryExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::UnaryExpr).then_some(UnaryExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> UnaryExpr<'t> {
    pub fn op(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn operand(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IsExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for IsExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::IsExpr).then_some(IsExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> IsExpr<'t> {
    pub fn operand(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn not(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn what(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn types(self) -> List<'t, ObjectName<'t>> {
        self.0.list(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct InExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for InExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::InExpr).then_some(InExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> InExpr<'t> {
    pub fn operand(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn not(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn list(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct BetweenExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for BetweenExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::BetweenExpr).then_some(BetweenExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> BetweenExpr<'t> {
    pub fn operand(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn not(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn low(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
    pub fn high(self) -> Option<Expr<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LikeExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for LikeExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::LikeExpr).then_some(LikeExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> LikeExpr<'t> {
    pub fn operand(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn not(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn op(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn pattern(self) -> Option<Expr<'t>> {
        self.0.child(3)
    }
    pub fn escape(self) -> Option<Expr<'t>> {
        self.0.child(4)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MemberExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for MemberExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::MemberExpr).then_some(MemberExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> MemberExpr<'t> {
    pub fn operand(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn not(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn op(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn collection(self) -> Option<Expr<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct QuantifiedExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for QuantifiedExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::QuantifiedExpr).then_some(QuantifiedExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> QuantifiedExpr<'t> {
    pub fn left(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn op(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn quantifier(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn right(self) -> Option<Expr<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ExistsExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ExistsExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ExistsExpr).then_some(ExistsExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ExistsExpr<'t> {
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MultisetExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for MultisetExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::MultisetExpr).then_some(MultisetExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> MultisetExpr<'t> {
    pub fn left(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn op(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn quantifier(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn right(self) -> Option<Expr<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AtTimeZoneExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for AtTimeZoneExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::AtTimeZoneExpr).then_some(AtTimeZoneExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> AtTimeZoneExpr<'t> {
    pub fn operand(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn zone(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AtLocalExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for AtLocalExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::AtLocalExpr).then_some(AtLocalExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> AtLocalExpr<'t> {
    pub fn operand(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CollateExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CollateExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CollateExpr).then_some(CollateExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CollateExpr<'t> {
    pub fn operand(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn collation(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IntervalQualifiedExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for IntervalQualifiedExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::IntervalQualifiedExpr).then_some(IntervalQualifiedExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> IntervalQualifiedExpr<'t> {
    pub fn operand(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn unit(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn leading(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn fraction(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ParenExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ParenExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ParenExpr).then_some(ParenExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ParenExpr<'t> {
    pub fn inner(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TupleExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for TupleExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::TupleExpr).then_some(TupleExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> TupleExpr<'t> {
    pub fn items(self) -> List<'t, Expr<'t>> {
        self.0.list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SubqueryExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SubqueryExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SubqueryExpr).then_some(SubqueryExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SubqueryExpr<'t> {
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CaseExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CaseExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CaseExpr).then_some(CaseExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CaseExpr<'t> {
    pub fn operand(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn branches(self) -> List<'t, CaseBranch<'t>> {
        self.0.list(1)
    }
    pub fn else_value(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CursorExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CursorExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CursorExpr).then_some(CursorExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CursorExpr<'t> {
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NewExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for NewExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::NewExpr).then_some(NewExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> NewExpr<'t> {
    pub fn call(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Literal<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for Literal<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::Literal).then_some(Literal(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> Literal<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DateLiteral<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for DateLiteral<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::DateLiteral).then_some(DateLiteral(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> DateLiteral<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn value(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IntervalLiteral<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for IntervalLiteral<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::IntervalLiteral).then_some(IntervalLiteral(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> IntervalLiteral<'t> {
    pub fn value(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn from(self) -> Option<IntervalField<'t>> {
        self.0.child(1)
    }
    pub fn to(self) -> Option<IntervalField<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct BindVariable<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for BindVariable<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::BindVariable).then_some(BindVariable(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> BindVariable<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct InquiryDirective<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for InquiryDirective<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::InquiryDirective).then_some(InquiryDirective(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> InquiryDirective<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NameRef<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for NameRef<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::NameRef).then_some(NameRef(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> NameRef<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FieldExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for FieldExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::FieldExpr).then_some(FieldExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> FieldExpr<'t> {
    pub fn base(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CallExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CallExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CallExpr).then_some(CallExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CallExpr<'t> {
    pub fn callee(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn args(self) -> List<'t, Argument<'t>> {
        self.0.list(1)
    }
    pub fn order_by(self) -> List<'t, OrderItem<'t>> {
        self.0.list(2)
    }
    pub fn null_treatment(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AttributeExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for AttributeExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::AttributeExpr).then_some(AttributeExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> AttributeExpr<'t> {
    pub fn base(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RemoteExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RemoteExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RemoteExpr).then_some(RemoteExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RemoteExpr<'t> {
    pub fn base(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn dblink(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OuterJoinExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OuterJoinExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OuterJoinExpr).then_some(OuterJoinExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OuterJoinExpr<'t> {
    pub fn base(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OverExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OverExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OverExpr).then_some(OverExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OverExpr<'t> {
    pub fn function(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn window(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
    pub fn spec(self) -> Option<WindowSpec<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct WithinGroupExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for WithinGroupExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::WithinGroupExpr).then_some(WithinGroupExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> WithinGroupExpr<'t> {
    pub fn function(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn order_by(self) -> List<'t, OrderItem<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct KeepExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for KeepExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::KeepExpr).then_some(KeepExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> KeepExpr<'t> {
    pub fn function(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn rank(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
    pub fn which(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn order_by(self) -> List<'t, OrderItem<'t>> {
        self.0.list(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FilterExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for FilterExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::FilterExpr).then_some(FilterExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> FilterExpr<'t> {
    pub fn function(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NullTreatmentExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for NullTreatmentExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::NullTreatmentExpr).then_some(NullTreatmentExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> NullTreatmentExpr<'t> {
    pub fn function(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn treatment(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FromFirstLastExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for FromFirstLastExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::FromFirstLastExpr).then_some(FromFirstLastExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> FromFirstLastExpr<'t> {
    pub fn function(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn which(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CastExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CastExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CastExpr).then_some(CastExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CastExpr<'t> {
    pub fn operand(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn datatype(self) -> Option<Datatype<'t>> {
        self.0.child(1)
    }
    pub fn default(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
    pub fn format(self) -> Option<Expr<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ExtractExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ExtractExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ExtractExpr).then_some(ExtractExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ExtractExpr<'t> {
    pub fn field(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn source(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TrimExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for TrimExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::TrimExpr).then_some(TrimExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> TrimExpr<'t> {
    pub fn side(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn characters(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
    pub fn source(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TreatExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for TreatExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::TreatExpr).then_some(TreatExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> TreatExpr<'t> {
    pub fn operand(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn datatype(self) -> Option<Datatype<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MultisetSubqueryExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for MultisetSubqueryExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::MultisetSubqueryExpr).then_some(MultisetSubqueryExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> MultisetSubqueryExpr<'t> {
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SelfAsExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SelfAsExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SelfAsExpr).then_some(SelfAsExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SelfAsExpr<'t> {
    pub fn datatype(self) -> Option<Datatype<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct XmlFunctionExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for XmlFunctionExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::XmlFunctionExpr).then_some(XmlFunctionExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> XmlFunctionExpr<'t> {
    pub fn function(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn parts(self) -> List<'t, XmlPart<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct JsonFunctionExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for JsonFunctionExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::JsonFunctionExpr).then_some(JsonFunctionExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> JsonFunctionExpr<'t> {
    pub fn function(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn args(self) -> List<'t, JsonPart<'t>> {
        self.0.list(1)
    }
    pub fn options(self) -> List<'t, JsonOption<'t>> {
        self.0.list(2)
    }
    pub fn columns(self) -> List<'t, JsonColumn<'t>> {
        self.0.list(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OpaqueCallExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OpaqueCallExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OpaqueCallExpr).then_some(OpaqueCallExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OpaqueCallExpr<'t> {
    pub fn base(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
    pub fn text(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OldValueExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OldValueExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OldValueExpr).then_some(OldValueExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OldValueExpr<'t> {
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct BadExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for BadExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::BadExpr).then_some(BadExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> BadExpr<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Query<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for Query<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::Query).then_some(Query(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> Query<'t> {
    pub fn with(self) -> Option<WithClause<'t>> {
        self.0.child(0)
    }
    pub fn body(self) -> Option<QueryBody<'t>> {
        self.0.child(1)
    }
    pub fn tail(self) -> List<'t, QueryTail<'t>> {
        self.0.list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CaseBranch<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CaseBranch<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CaseBranch).then_some(CaseBranch(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CaseBranch<'t> {
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IntervalField<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for IntervalField<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::IntervalField).then_some(IntervalField(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> IntervalField<'t> {
    pub fn unit(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn precision(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn fraction(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Argument<'t> {
    PlainArgument(PlainArgument<'t>),
    NamedArgument(NamedArgument<'t>),
    StarArgument(StarArgument<'t>),
    QuantifiedArgument(QuantifiedArgument<'t>),
    AliasedArgument(AliasedArgument<'t>),
    OverflowArgument(OverflowArgument<'t>),
    UsingArgument(UsingArgument<'t>),
    DefaultArgument(DefaultArgument<'t>),
    ConversionArgument(ConversionArgument<'t>),
    SubqueryArgument(SubqueryArgument<'t>),
    QualifiedStarArgument(QualifiedStarArgument<'t>),
    IndexedArgument(IndexedArgument<'t>),
    IteratedArgument(IteratedArgument<'t>),
    PartitionedArgument(PartitionedArgument<'t>),
}

impl<'t> AstNode<'t> for Argument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::PlainArgument => Some(Argument::PlainArgument(PlainArgument(node))),
            SyntaxKind::NamedArgument => Some(Argument::NamedArgument(NamedArgument(node))),
            SyntaxKind::StarArgument => Some(Argument::StarArgument(StarArgument(node))),
            SyntaxKind::QuantifiedArgument => Some(Argument::QuantifiedArgument(QuantifiedArgument(node))),
            SyntaxKind::AliasedArgument => Some(Argument::AliasedArgument(AliasedArgument(node))),
            SyntaxKind::OverflowArgument => Some(Argument::OverflowArgument(OverflowArgument(node))),
            SyntaxKind::UsingArgument => Some(Argument::UsingArgument(UsingArgument(node))),
            SyntaxKind::DefaultArgument => Some(Argument::DefaultArgument(DefaultArgument(node))),
            SyntaxKind::ConversionArgument => Some(Argument::ConversionArgument(ConversionArgument(node))),
            SyntaxKind::SubqueryArgument => Some(Argument::SubqueryArgument(SubqueryArgument(node))),
            SyntaxKind::QualifiedStarArgument => {
                Some(Argument::QualifiedStarArgument(QualifiedStarArgument(node)))
            }
            SyntaxKind::IndexedArgument => Some(Argument::IndexedArgument(IndexedArgument(node))),
            SyntaxKind::IteratedArgument => Some(Argument::IteratedArgument(IteratedArgument(node))),
            SyntaxKind::PartitionedArgument => Some(Argument::PartitionedArgument(PartitionedArgument(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            Argument::PlainArgument(inner) => inner.syntax(),
            Argument::NamedArgument(inner) => inner.syntax(),
            Argument::StarArgument(inner) => inner.syntax(),
            Argument::QuantifiedArgument(inner) => inner.syntax(),
            Argument::AliasedArgument(inner) => inner.syntax(),
            Argument::OverflowArgument(inner) => inner.syntax(),
            Argument::UsingArgument(inner) => inner.syntax(),
            Argument::DefaultArgument(inner) => inner.syntax(),
            Argument::ConversionArgument(inner) => inner.syntax(),
            Argument::SubqueryArgument(inner) => inner.syntax(),
            Argument::QualifiedStarArgument(inner) => inner.syntax(),
            Argument::IndexedArgument(inner) => inner.syntax(),
            Argument::IteratedArgument(inner) => inner.syntax(),
            Argument::PartitionedArgument(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OrderItem<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OrderItem<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OrderItem).then_some(OrderItem(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OrderItem<'t> {
    pub fn expr(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn direction(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn nulls(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PlainArgument<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for PlainArgument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::PlainArgument).then_some(PlainArgument(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> PlainArgument<'t> {
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NamedArgument<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for NamedArgument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::NamedArgument).then_some(NamedArgument(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> NamedArgument<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct StarArgument<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for StarArgument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::StarArgument).then_some(StarArgument(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> StarArgument<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct QuantifiedArgument<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for QuantifiedArgument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::QuantifiedArgument).then_some(QuantifiedArgument(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> QuantifiedArgument<'t> {
    pub fn quantifier(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AliasedArgument<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for AliasedArgument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::AliasedArgument).then_some(AliasedArgument(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> AliasedArgument<'t> {
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn alias(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OverflowArgument<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OverflowArgument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OverflowArgument).then_some(OverflowArgument(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OverflowArgument<'t> {
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn action(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn filler(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn count(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct UsingArgument<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for UsingArgument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::UsingArgument).then_some(UsingArgument(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> UsingArgument<'t> {
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn using(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DefaultArgument<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for DefaultArgument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::DefaultArgument).then_some(DefaultArgument(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> DefaultArgument<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ConversionArgument<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ConversionArgument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ConversionArgument).then_some(ConversionArgument(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ConversionArgument<'t> {
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn default(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SubqueryArgument<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SubqueryArgument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SubqueryArgument).then_some(SubqueryArgument(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SubqueryArgument<'t> {
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct QualifiedStarArgument<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for QualifiedStarArgument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::QualifiedStarArgument).then_some(QualifiedStarArgument(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> QualifiedStarArgument<'t> {
    pub fn qualifier(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IndexedArgument<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for IndexedArgument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::IndexedArgument).then_some(IndexedArgument(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> IndexedArgument<'t> {
    pub fn choices(self) -> List<'t, IndexChoice<'t>> {
        self.0.list(0)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IteratedArgument<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for IteratedArgument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::IteratedArgument).then_some(IteratedArgument(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> IteratedArgument<'t> {
    pub fn iteration(self) -> Option<IterationHead<'t>> {
        self.0.child(0)
    }
    pub fn index(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
    pub fn sequence(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PartitionedArgument<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for PartitionedArgument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::PartitionedArgument).then_some(PartitionedArgument(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> PartitionedArgument<'t> {
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn keys(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IndexChoice<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for IndexChoice<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::IndexChoice).then_some(IndexChoice(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> IndexChoice<'t> {
    pub fn low(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn high(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IterationHead<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for IterationHead<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::IterationHead).then_some(IterationHead(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> IterationHead<'t> {
    pub fn iterands(self) -> List<'t, Iterand<'t>> {
        self.0.list(0)
    }
    pub fn controls(self) -> List<'t, IterationControl<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct WindowSpec<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for WindowSpec<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::WindowSpec).then_some(WindowSpec(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> WindowSpec<'t> {
    pub fn base(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn partition_by(self) -> List<'t, Expr<'t>> {
        self.0.list(1)
    }
    pub fn order_by(self) -> List<'t, OrderItem<'t>> {
        self.0.list(2)
    }
    pub fn frame(self) -> Option<WindowFrame<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct WindowFrame<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for WindowFrame<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::WindowFrame).then_some(WindowFrame(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> WindowFrame<'t> {
    pub fn unit(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn low(self) -> Option<FrameBound<'t>> {
        self.0.child(1)
    }
    pub fn high(self) -> Option<FrameBound<'t>> {
        self.0.child(2)
    }
    pub fn exclude(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FrameBound<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for FrameBound<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::FrameBound).then_some(FrameBound(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> FrameBound<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
    pub fn direction(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Datatype<'t> {
    NamedType(NamedType<'t>),
    TypeOf(TypeOf<'t>),
    RowTypeOf(RowTypeOf<'t>),
    IntervalYearType(IntervalYearType<'t>),
    IntervalDayType(IntervalDayType<'t>),
    LongRawType(LongRawType<'t>),
    DoublePrecisionType(DoublePrecisionType<'t>),
    RefType(RefType<'t>),
}

impl<'t> AstNode<'t> for Datatype<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::NamedType => Some(Datatype::NamedType(NamedType(node))),
            SyntaxKind::TypeOf => Some(Datatype::TypeOf(TypeOf(node))),
            SyntaxKind::RowTypeOf => Some(Datatype::RowTypeOf(RowTypeOf(node))),
            SyntaxKind::IntervalYearType => Some(Datatype::IntervalYearType(IntervalYearType(node))),
            SyntaxKind::IntervalDayType => Some(Datatype::IntervalDayType(IntervalDayType(node))),
            SyntaxKind::LongRawType => Some(Datatype::LongRawType(LongRawType(node))),
            SyntaxKind::DoublePrecisionType => Some(Datatype::DoublePrecisionType(DoublePrecisionType(node))),
            SyntaxKind::RefType => Some(Datatype::RefType(RefType(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            Datatype::NamedType(inner) => inner.syntax(),
            Datatype::TypeOf(inner) => inner.syntax(),
            Datatype::RowTypeOf(inner) => inner.syntax(),
            Datatype::IntervalYearType(inner) => inner.syntax(),
            Datatype::IntervalDayType(inner) => inner.syntax(),
            Datatype::LongRawType(inner) => inner.syntax(),
            Datatype::DoublePrecisionType(inner) => inner.syntax(),
            Datatype::RefType(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum XmlPart<'t> {
    PlainArgument(PlainArgument<'t>),
    AliasedArgument(AliasedArgument<'t>),
    XmlOption(XmlOption<'t>),
    XmlPassing(XmlPassing<'t>),
    XmlColumn(XmlColumn<'t>),
    XmlNamespace(XmlNamespace<'t>),
    XmlAttributes(XmlAttributes<'t>),
}

impl<'t> AstNode<'t> for XmlPart<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::PlainArgument => Some(XmlPart::PlainArgument(PlainArgument(node))),
            SyntaxKind::AliasedArgument => Some(XmlPart::AliasedArgument(AliasedArgument(node))),
            SyntaxKind::XmlOption => Some(XmlPart::XmlOption(XmlOption(node))),
            SyntaxKind::XmlPassing => Some(XmlPart::XmlPassing(XmlPassing(node))),
            SyntaxKind::XmlColumn => Some(XmlPart::XmlColumn(XmlColumn(node))),
            SyntaxKind::XmlNamespace => Some(XmlPart::XmlNamespace(XmlNamespace(node))),
            SyntaxKind::XmlAttributes => Some(XmlPart::XmlAttributes(XmlAttributes(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            XmlPart::PlainArgument(inner) => inner.syntax(),
            XmlPart::AliasedArgument(inner) => inner.syntax(),
            XmlPart::XmlOption(inner) => inner.syntax(),
            XmlPart::XmlPassing(inner) => inner.syntax(),
            XmlPart::XmlColumn(inner) => inner.syntax(),
            XmlPart::XmlNamespace(inner) => inner.syntax(),
            XmlPart::XmlAttributes(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct XmlOption<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for XmlOption<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::XmlOption).then_some(XmlOption(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> XmlOption<'t> {
    pub fn option(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
    pub fn datatype(self) -> Option<Datatype<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct XmlPassing<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for XmlPassing<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::XmlPassing).then_some(XmlPassing(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> XmlPassing<'t> {
    pub fn items(self) -> List<'t, Argument<'t>> {
        self.0.list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct XmlColumn<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for XmlColumn<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::XmlColumn).then_some(XmlColumn(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> XmlColumn<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn datatype(self) -> Option<Datatype<'t>> {
        self.0.child(1)
    }
    pub fn path(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn default(self) -> Option<Expr<'t>> {
        self.0.child(3)
    }
    pub fn ordinality(self) -> Option<SyntaxToken<'t>> {
        self.0.token(4)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct XmlNamespace<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for XmlNamespace<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::XmlNamespace).then_some(XmlNamespace(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> XmlNamespace<'t> {
    pub fn uri(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct XmlAttributes<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for XmlAttributes<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::XmlAttributes).then_some(XmlAttributes(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> XmlAttributes<'t> {
    pub fn items(self) -> List<'t, Argument<'t>> {
        self.0.list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum JsonPart<'t> {
    JsonPair(JsonPair<'t>),
    JsonItem(JsonItem<'t>),
    JsonStar(JsonStar<'t>),
}

impl<'t> AstNode<'t> for JsonPart<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::JsonPair => Some(JsonPart::JsonPair(JsonPair(node))),
            SyntaxKind::JsonItem => Some(JsonPart::JsonItem(JsonItem(node))),
            SyntaxKind::JsonStar => Some(JsonPart::JsonStar(JsonStar(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            JsonPart::JsonPair(inner) => inner.syntax(),
            JsonPart::JsonItem(inner) => inner.syntax(),
            JsonPart::JsonStar(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct JsonOption<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for JsonOption<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::JsonOption).then_some(JsonOption(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> JsonOption<'t> {
    pub fn option(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn word(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
    pub fn datatype(self) -> Option<Datatype<'t>> {
        self.0.child(3)
    }
    pub fn on(self) -> Option<SyntaxToken<'t>> {
        self.0.token(4)
    }
    pub fn passing(self) -> List<'t, Argument<'t>> {
        self.0.list(5)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct JsonColumn<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for JsonColumn<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::JsonColumn).then_some(JsonColumn(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> JsonColumn<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn datatype(self) -> Option<Datatype<'t>> {
        self.0.child(1)
    }
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn path(self) -> Option<Expr<'t>> {
        self.0.child(3)
    }
    pub fn options(self) -> List<'t, JsonOption<'t>> {
        self.0.list(4)
    }
    pub fn nested(self) -> List<'t, JsonColumn<'t>> {
        self.0.list(5)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct JsonPair<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for JsonPair<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::JsonPair).then_some(JsonPair(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> JsonPair<'t> {
    pub fn key(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
    pub fn format(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct JsonItem<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for JsonItem<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::JsonItem).then_some(JsonItem(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> JsonItem<'t> {
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn format(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn order_by(self) -> List<'t, OrderItem<'t>> {
        self.0.list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct JsonStar<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for JsonStar<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::JsonStar).then_some(JsonStar(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> JsonStar<'t> {
    pub fn qualifier(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NamedType<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for NamedType<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::NamedType).then_some(NamedType(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> NamedType<'t> {
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(0)
    }
    pub fn args(self) -> List<'t, TypeArgument<'t>> {
        self.0.list(1)
    }
    pub fn zone(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn prefix(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
    pub fn varying(self) -> Option<SyntaxToken<'t>> {
        self.0.token(4)
    }
    pub fn charset(self) -> Option<ObjectName<'t>> {
        self.0.child(5)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TypeOf<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for TypeOf<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::TypeOf).then_some(TypeOf(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> TypeOf<'t> {
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RowTypeOf<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RowTypeOf<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RowTypeOf).then_some(RowTypeOf(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RowTypeOf<'t> {
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IntervalYearType<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for IntervalYearType<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::IntervalYearType).then_some(IntervalYearType(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> IntervalYearType<'t> {
    pub fn precision(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IntervalDayType<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for IntervalDayType<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::IntervalDayType).then_some(IntervalDayType(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> IntervalDayType<'t> {
    pub fn precision(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn fraction(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LongRawType<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for LongRawType<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::LongRawType).then_some(LongRawType(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> LongRawType<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DoublePrecisionType<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for DoublePrecisionType<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::DoublePrecisionType).then_some(DoublePrecisionType(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> DoublePrecisionType<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RefType<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RefType<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RefType).then_some(RefType(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RefType<'t> {
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TypeArgument<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for TypeArgument<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::TypeArgument).then_some(TypeArgument(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> TypeArgument<'t> {
    pub fn sign(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
    pub fn unit(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct WithClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for WithClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::WithClause).then_some(WithClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> WithClause<'t> {
    pub fn items(self) -> List<'t, WithItem<'t>> {
        self.0.list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum QueryBody<'t> {
    QueryBlock(QueryBlock<'t>),
    SetQuery(SetQuery<'t>),
    ParenQuery(ParenQuery<'t>),
    ValuesBody(ValuesBody<'t>),
}

impl<'t> AstNode<'t> for QueryBody<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::QueryBlock => Some(QueryBody::QueryBlock(QueryBlock(node))),
            SyntaxKind::SetQuery => Some(QueryBody::SetQuery(SetQuery(node))),
            SyntaxKind::ParenQuery => Some(QueryBody::ParenQuery(ParenQuery(node))),
            SyntaxKind::ValuesBody => Some(QueryBody::ValuesBody(ValuesBody(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            QueryBody::QueryBlock(inner) => inner.syntax(),
            QueryBody::SetQuery(inner) => inner.syntax(),
            QueryBody::ParenQuery(inner) => inner.syntax(),
            QueryBody::ValuesBody(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum QueryTail<'t> {
    OrderByClause(OrderByClause<'t>),
    OffsetClause(OffsetClause<'t>),
    FetchClause(FetchClause<'t>),
    ForUpdateClause(ForUpdateClause<'t>),
}

impl<'t> AstNode<'t> for QueryTail<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::OrderByClause => Some(QueryTail::OrderByClause(OrderByClause(node))),
            SyntaxKind::OffsetClause => Some(QueryTail::OffsetClause(OffsetClause(node))),
            SyntaxKind::FetchClause => Some(QueryTail::FetchClause(FetchClause(node))),
            SyntaxKind::ForUpdateClause => Some(QueryTail::ForUpdateClause(ForUpdateClause(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            QueryTail::OrderByClause(inner) => inner.syntax(),
            QueryTail::OffsetClause(inner) => inner.syntax(),
            QueryTail::FetchClause(inner) => inner.syntax(),
            QueryTail::ForUpdateClause(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct QueryBlock<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for QueryBlock<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::QueryBlock).then_some(QueryBlock(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> QueryBlock<'t> {
    pub fn select(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn quantifier(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn items(self) -> List<'t, SelectItem<'t>> {
        self.0.list(2)
    }
    pub fn into(self) -> Option<IntoClause<'t>> {
        self.0.child(3)
    }
    pub fn from(self) -> List<'t, TableRef<'t>> {
        self.0.list(4)
    }
    pub fn clauses(self) -> List<'t, QueryClause<'t>> {
        self.0.list(5)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SetQuery<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SetQuery<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SetQuery).then_some(SetQuery(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SetQuery<'t> {
    pub fn left(self) -> Option<QueryBody<'t>> {
        self.0.child(0)
    }
    pub fn op(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn all(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn right(self) -> Option<QueryBody<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ParenQuery<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ParenQuery<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ParenQuery).then_some(ParenQuery(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ParenQuery<'t> {
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ValuesBody<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ValuesBody<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ValuesBody).then_some(ValuesBody(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ValuesBody<'t> {
    pub fn rows(self) -> List<'t, TupleExpr<'t>> {
        self.0.list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum WithItem<'t> {
    CommonTableExpr(CommonTableExpr<'t>),
    CreateProcedure(CreateProcedure<'t>),
    CreateFunction(CreateFunction<'t>),
}

impl<'t> AstNode<'t> for WithItem<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::CommonTableExpr => Some(WithItem::CommonTableExpr(CommonTableExpr(node))),
            SyntaxKind::CreateProcedure => Some(WithItem::CreateProcedure(CreateProcedure(node))),
            SyntaxKind::CreateFunction => Some(WithItem::CreateFunction(CreateFunction(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            WithItem::CommonTableExpr(inner) => inner.syntax(),
            WithItem::CreateProcedure(inner) => inner.syntax(),
            WithItem::CreateFunction(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CommonTableExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CommonTableExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CommonTableExpr).then_some(CommonTableExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CommonTableExpr<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn columns(self) -> List<'t, Name<'t>> {
        self.0.list(1)
    }
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(2)
    }
    pub fn search(self) -> Option<SearchClause<'t>> {
        self.0.child(3)
    }
    pub fn cycle(self) -> Option<CycleClause<'t>> {
        self.0.child(4)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SearchClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SearchClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SearchClause).then_some(SearchClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SearchClause<'t> {
    pub fn order(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn by(self) -> List<'t, OrderItem<'t>> {
        self.0.list(1)
    }
    pub fn set(self) -> Option<Name<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CycleClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CycleClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CycleClause).then_some(CycleClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CycleClause<'t> {
    pub fn columns(self) -> List<'t, Name<'t>> {
        self.0.list(0)
    }
    pub fn set(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
    pub fn to(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn default(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SelectItem<'t> {
    StarItem(StarItem<'t>),
    QualifiedStarItem(QualifiedStarItem<'t>),
    ExprItem(ExprItem<'t>),
}

impl<'t> AstNode<'t> for SelectItem<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::StarItem => Some(SelectItem::StarItem(StarItem(node))),
            SyntaxKind::QualifiedStarItem => Some(SelectItem::QualifiedStarItem(QualifiedStarItem(node))),
            SyntaxKind::ExprItem => Some(SelectItem::ExprItem(ExprItem(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            SelectItem::StarItem(inner) => inner.syntax(),
            SelectItem::QualifiedStarItem(inner) => inner.syntax(),
            SelectItem::ExprItem(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IntoClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for IntoClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::IntoClause).then_some(IntoClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> IntoClause<'t> {
    pub fn bulk(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn targets(self) -> List<'t, Expr<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TableRef<'t> {
    JoinRef(JoinRef<'t>),
    TableSource(TableSource<'t>),
}

impl<'t> AstNode<'t> for TableRef<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::JoinRef => Some(TableRef::JoinRef(JoinRef(node))),
            SyntaxKind::TableSource => Some(TableRef::TableSource(TableSource(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            TableRef::JoinRef(inner) => inner.syntax(),
            TableRef::TableSource(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum QueryClause<'t> {
    WhereClause(WhereClause<'t>),
    StartWithClause(StartWithClause<'t>),
    ConnectByClause(ConnectByClause<'t>),
    GroupByClause(GroupByClause<'t>),
    HavingClause(HavingClause<'t>),
    ModelClause(ModelClause<'t>),
    WindowClause(WindowClause<'t>),
    QualifyClause(QualifyClause<'t>),
}

impl<'t> AstNode<'t> for QueryClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::WhereClause => Some(QueryClause::WhereClause(WhereClause(node))),
            SyntaxKind::StartWithClause => Some(QueryClause::StartWithClause(StartWithClause(node))),
            SyntaxKind::ConnectByClause => Some(QueryClause::ConnectByClause(ConnectByClause(node))),
            SyntaxKind::GroupByClause => Some(QueryClause::GroupByClause(GroupByClause(node))),
            SyntaxKind::HavingClause => Some(QueryClause::HavingClause(HavingClause(node))),
            SyntaxKind::ModelClause => Some(QueryClause::ModelClause(ModelClause(node))),
            SyntaxKind::WindowClause => Some(QueryClause::WindowClause(WindowClause(node))),
            SyntaxKind::QualifyClause => Some(QueryClause::QualifyClause(QualifyClause(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            QueryClause::WhereClause(inner) => inner.syntax(),
            QueryClause::StartWithClause(inner) => inner.syntax(),
            QueryClause::ConnectByClause(inner) => inner.syntax(),
            QueryClause::GroupByClause(inner) => inner.syntax(),
            QueryClause::HavingClause(inner) => inner.syntax(),
            QueryClause::ModelClause(inner) => inner.syntax(),
            QueryClause::WindowClause(inner) => inner.syntax(),
            QueryClause::QualifyClause(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct StarItem<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for StarItem<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::StarItem).then_some(StarItem(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> StarItem<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct QualifiedStarItem<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for QualifiedStarItem<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::QualifiedStarItem).then_some(QualifiedStarItem(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> QualifiedStarItem<'t> {
    pub fn qualifier(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ExprItem<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ExprItem<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ExprItem).then_some(ExprItem(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ExprItem<'t> {
    pub fn expr(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn alias(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct JoinRef<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for JoinRef<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::JoinRef).then_some(JoinRef(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> JoinRef<'t> {
    pub fn left(self) -> Option<TableRef<'t>> {
        self.0.child(0)
    }
    pub fn natural(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn apply(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
    pub fn right(self) -> Option<TableRef<'t>> {
        self.0.child(4)
    }
    pub fn on(self) -> Option<Expr<'t>> {
        self.0.child(5)
    }
    pub fn using(self) -> List<'t, Name<'t>> {
        self.0.list(6)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TableSource<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for TableSource<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::TableSource).then_some(TableSource(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> TableSource<'t> {
    pub fn source(self) -> Option<TableExpr<'t>> {
        self.0.child(0)
    }
    pub fn suffixes(self) -> List<'t, TableSuffix<'t>> {
        self.0.list(1)
    }
    pub fn alias(self) -> Option<Name<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TableExpr<'t> {
    NameTable(NameTable<'t>),
    SubqueryTable(SubqueryTable<'t>),
    ParenTable(ParenTable<'t>),
    LateralTable(LateralTable<'t>),
    OnlyTable(OnlyTable<'t>),
    CollectionTable(CollectionTable<'t>),
    ValuesTable(ValuesTable<'t>),
}

impl<'t> AstNode<'t> for TableExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::NameTable => Some(TableExpr::NameTable(NameTable(node))),
            SyntaxKind::SubqueryTable => Some(TableExpr::SubqueryTable(SubqueryTable(node))),
            SyntaxKind::ParenTable => Some(TableExpr::ParenTable(ParenTable(node))),
            SyntaxKind::LateralTable => Some(TableExpr::LateralTable(LateralTable(node))),
            SyntaxKind::OnlyTable => Some(TableExpr::OnlyTable(OnlyTable(node))),
            SyntaxKind::CollectionTable => Some(TableExpr::CollectionTable(CollectionTable(node))),
            SyntaxKind::ValuesTable => Some(TableExpr::ValuesTable(ValuesTable(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            TableExpr::NameTable(inner) => inner.syntax(),
            TableExpr::SubqueryTable(inner) => inner.syntax(),
            TableExpr::ParenTable(inner) => inner.syntax(),
            TableExpr::LateralTable(inner) => inner.syntax(),
            TableExpr::OnlyTable(inner) => inner.syntax(),
            TableExpr::CollectionTable(inner) => inner.syntax(),
            TableExpr::ValuesTable(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TableSuffix<'t> {
    PartitionSuffix(PartitionSuffix<'t>),
    SampleSuffix(SampleSuffix<'t>),
    FlashbackSuffix(FlashbackSuffix<'t>),
    VersionsSuffix(VersionsSuffix<'t>),
    PivotSuffix(PivotSuffix<'t>),
    UnpivotSuffix(UnpivotSuffix<'t>),
    OpaqueSuffix(OpaqueSuffix<'t>),
    SuffixAlias(SuffixAlias<'t>),
}

impl<'t> AstNode<'t> for TableSuffix<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::PartitionSuffix => Some(TableSuffix::PartitionSuffix(PartitionSuffix(node))),
            SyntaxKind::SampleSuffix => Some(TableSuffix::SampleSuffix(SampleSuffix(node))),
            SyntaxKind::FlashbackSuffix => Some(TableSuffix::FlashbackSuffix(FlashbackSuffix(node))),
            SyntaxKind::VersionsSuffix => Some(TableSuffix::VersionsSuffix(VersionsSuffix(node))),
            SyntaxKind::PivotSuffix => Some(TableSuffix::PivotSuffix(PivotSuffix(node))),
            SyntaxKind::UnpivotSuffix => Some(TableSuffix::UnpivotSuffix(UnpivotSuffix(node))),
            SyntaxKind::OpaqueSuffix => Some(TableSuffix::OpaqueSuffix(OpaqueSuffix(node))),
            SyntaxKind::SuffixAlias => Some(TableSuffix::SuffixAlias(SuffixAlias(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            TableSuffix::PartitionSuffix(inner) => inner.syntax(),
            TableSuffix::SampleSuffix(inner) => inner.syntax(),
            TableSuffix::FlashbackSuffix(inner) => inner.syntax(),
            TableSuffix::VersionsSuffix(inner) => inner.syntax(),
            TableSuffix::PivotSuffix(inner) => inner.syntax(),
            TableSuffix::UnpivotSuffix(inner) => inner.syntax(),
            TableSuffix::OpaqueSuffix(inner) => inner.syntax(),
            TableSuffix::SuffixAlias(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NameTable<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for NameTable<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::NameTable).then_some(NameTable(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> NameTable<'t> {
    pub fn name(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SubqueryTable<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SubqueryTable<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SubqueryTable).then_some(SubqueryTable(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SubqueryTable<'t> {
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ParenTable<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ParenTable<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ParenTable).then_some(ParenTable(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ParenTable<'t> {
    pub fn table(self) -> Option<TableRef<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LateralTable<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for LateralTable<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::LateralTable).then_some(LateralTable(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> LateralTable<'t> {
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OnlyTable<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OnlyTable<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OnlyTable).then_some(OnlyTable(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OnlyTable<'t> {
    pub fn table(self) -> Option<TableRef<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CollectionTable<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CollectionTable<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CollectionTable).then_some(CollectionTable(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CollectionTable<'t> {
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn outer(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ValuesTable<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ValuesTable<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ValuesTable).then_some(ValuesTable(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ValuesTable<'t> {
    pub fn rows(self) -> List<'t, TupleExpr<'t>> {
        self.0.list(0)
    }
    pub fn columns(self) -> List<'t, Name<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PartitionSuffix<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for PartitionSuffix<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::PartitionSuffix).then_some(PartitionSuffix(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> PartitionSuffix<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn by(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn items(self) -> List<'t, Expr<'t>> {
        self.0.list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SampleSuffix<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SampleSuffix<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SampleSuffix).then_some(SampleSuffix(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SampleSuffix<'t> {
    pub fn block(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn percent(self) -> List<'t, Expr<'t>> {
        self.0.list(1)
    }
    pub fn seed(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FlashbackSuffix<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for FlashbackSuffix<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::FlashbackSuffix).then_some(FlashbackSuffix(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> FlashbackSuffix<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct VersionsSuffix<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for VersionsSuffix<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::VersionsSuffix).then_some(VersionsSuffix(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> VersionsSuffix<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn low(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
    pub fn high(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PivotSuffix<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for PivotSuffix<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::PivotSuffix).then_some(PivotSuffix(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> PivotSuffix<'t> {
    pub fn xml(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn aggregates(self) -> List<'t, ExprItem<'t>> {
        self.0.list(1)
    }
    pub fn for_columns(self) -> List<'t, Name<'t>> {
        self.0.list(2)
    }
    pub fn items(self) -> List<'t, ExprItem<'t>> {
        self.0.list(3)
    }
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(4)
    }
    pub fn any(self) -> Option<SyntaxToken<'t>> {
        self.0.token(5)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct UnpivotSuffix<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for UnpivotSuffix<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::UnpivotSuffix).then_some(UnpivotSuffix(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> UnpivotSuffix<'t> {
    pub fn nulls(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn columns(self) -> List<'t, Name<'t>> {
        self.0.list(1)
    }
    pub fn for_columns(self) -> List<'t, Name<'t>> {
        self.0.list(2)
    }
    pub fn items(self) -> List<'t, UnpivotItem<'t>> {
        self.0.list(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OpaqueSuffix<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OpaqueSuffix<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OpaqueSuffix).then_some(OpaqueSuffix(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OpaqueSuffix<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn text(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SuffixAlias<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SuffixAlias<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SuffixAlias).then_some(SuffixAlias(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SuffixAlias<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct UnpivotItem<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for UnpivotItem<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::UnpivotItem).then_some(UnpivotItem(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> UnpivotItem<'t> {
    pub fn columns(self) -> List<'t, Name<'t>> {
        self.0.list(0)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct WhereClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for WhereClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::WhereClause).then_some(WhereClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> WhereClause<'t> {
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct StartWithClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for StartWithClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::StartWithClause).then_some(StartWithClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> StartWithClause<'t> {
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ConnectByClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ConnectByClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ConnectByClause).then_some(ConnectByClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ConnectByClause<'t> {
    pub fn nocycle(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct GroupByClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for GroupByClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::GroupByClause).then_some(GroupByClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> GroupByClause<'t> {
    pub fn items(self) -> List<'t, GroupItem<'t>> {
        self.0.list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct HavingClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for HavingClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::HavingClause).then_some(HavingClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> HavingClause<'t> {
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ModelClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ModelClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ModelClause).then_some(ModelClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ModelClause<'t> {
    pub fn text(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct WindowClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for WindowClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::WindowClause).then_some(WindowClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> WindowClause<'t> {
    pub fn definitions(self) -> List<'t, WindowDefinition<'t>> {
        self.0.list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct QualifyClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for QualifyClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::QualifyClause).then_some(QualifyClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> QualifyClause<'t> {
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CurrentOfClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CurrentOfClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CurrentOfClause).then_some(CurrentOfClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CurrentOfClause<'t> {
    pub fn cursor(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum GroupItem<'t> {
    GroupExpr(GroupExpr<'t>),
    GroupingSets(GroupingSets<'t>),
    GroupAll(GroupAll<'t>),
}

impl<'t> AstNode<'t> for GroupItem<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::GroupExpr => Some(GroupItem::GroupExpr(GroupExpr(node))),
            SyntaxKind::GroupingSets => Some(GroupItem::GroupingSets(GroupingSets(node))),
            SyntaxKind::GroupAll => Some(GroupItem::GroupAll(GroupAll(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            GroupItem::GroupExpr(inner) => inner.syntax(),
            GroupItem::GroupingSets(inner) => inner.syntax(),
            GroupItem::GroupAll(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct GroupExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for GroupExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::GroupExpr).then_some(GroupExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> GroupExpr<'t> {
    pub fn expr(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct GroupingSets<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for GroupingSets<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::GroupingSets).then_some(GroupingSets(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> GroupingSets<'t> {
    pub fn items(self) -> List<'t, GroupItem<'t>> {
        self.0.list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct GroupAll<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for GroupAll<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::GroupAll).then_some(GroupAll(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> GroupAll<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct WindowDefinition<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for WindowDefinition<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::WindowDefinition).then_some(WindowDefinition(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> WindowDefinition<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn spec(self) -> Option<WindowSpec<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OrderByClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OrderByClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OrderByClause).then_some(OrderByClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OrderByClause<'t> {
    pub fn siblings(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn items(self) -> List<'t, OrderItem<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OffsetClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OffsetClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OffsetClause).then_some(OffsetClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OffsetClause<'t> {
    pub fn count(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FetchClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for FetchClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::FetchClause).then_some(FetchClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> FetchClause<'t> {
    pub fn approximate(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn count(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
    pub fn percent(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn ties(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ForUpdateClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ForUpdateClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ForUpdateClause).then_some(ForUpdateClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ForUpdateClause<'t> {
    pub fn of(self) -> List<'t, Expr<'t>> {
        self.0.list(0)
    }
    pub fn wait(self) -> Option<LockWait<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LockWait<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for LockWait<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::LockWait).then_some(LockWait(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> LockWait<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn seconds(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DmlTarget<'t> {
    TableTarget(TableTarget<'t>),
    SubqueryTarget(SubqueryTarget<'t>),
    CollectionTarget(CollectionTarget<'t>),
}

impl<'t> AstNode<'t> for DmlTarget<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::TableTarget => Some(DmlTarget::TableTarget(TableTarget(node))),
            SyntaxKind::SubqueryTarget => Some(DmlTarget::SubqueryTarget(SubqueryTarget(node))),
            SyntaxKind::CollectionTarget => Some(DmlTarget::CollectionTarget(CollectionTarget(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            DmlTarget::TableTarget(inner) => inner.syntax(),
            DmlTarget::SubqueryTarget(inner) => inner.syntax(),
            DmlTarget::CollectionTarget(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum InsertSource<'t> {
    ValuesSource(ValuesSource<'t>),
    ValuesRowsSource(ValuesRowsSource<'t>),
    RecordSource(RecordSource<'t>),
    QuerySource(QuerySource<'t>),
    ByNameSource(ByNameSource<'t>),
    SetSource(SetSource<'t>),
}

impl<'t> AstNode<'t> for InsertSource<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::ValuesSource => Some(InsertSource::ValuesSource(ValuesSource(node))),
            SyntaxKind::ValuesRowsSource => Some(InsertSource::ValuesRowsSource(ValuesRowsSource(node))),
            SyntaxKind::RecordSource => Some(InsertSource::RecordSource(RecordSource(node))),
            SyntaxKind::QuerySource => Some(InsertSource::QuerySource(QuerySource(node))),
            SyntaxKind::ByNameSource => Some(InsertSource::ByNameSource(ByNameSource(node))),
            SyntaxKind::SetSource => Some(InsertSource::SetSource(SetSource(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            InsertSource::ValuesSource(inner) => inner.syntax(),
            InsertSource::ValuesRowsSource(inner) => inner.syntax(),
            InsertSource::RecordSource(inner) => inner.syntax(),
            InsertSource::QuerySource(inner) => inner.syntax(),
            InsertSource::ByNameSource(inner) => inner.syntax(),
            InsertSource::SetSource(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ReturningClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ReturningClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ReturningClause).then_some(ReturningClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ReturningClause<'t> {
    pub fn values(self) -> List<'t, Expr<'t>> {
        self.0.list(0)
    }
    pub fn into(self) -> Option<IntoClause<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LogErrorsClause<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for LogErrorsClause<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::LogErrorsClause).then_some(LogErrorsClause(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> LogErrorsClause<'t> {
    pub fn into(self) -> Option<ObjectName<'t>> {
        self.0.child(0)
    }
    pub fn tag(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
    pub fn limit(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TableTarget<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for TableTarget<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::TableTarget).then_some(TableTarget(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> TableTarget<'t> {
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(0)
    }
    pub fn partition(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
    pub fn alias(self) -> Option<Name<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SubqueryTarget<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SubqueryTarget<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SubqueryTarget).then_some(SubqueryTarget(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SubqueryTarget<'t> {
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CollectionTarget<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CollectionTarget<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CollectionTarget).then_some(CollectionTarget(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CollectionTarget<'t> {
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ValuesSource<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ValuesSource<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ValuesSource).then_some(ValuesSource(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ValuesSource<'t> {
    pub fn values(self) -> List<'t, ValueItem<'t>> {
        self.0.list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ValuesRowsSource<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ValuesRowsSource<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ValuesRowsSource).then_some(ValuesRowsSource(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ValuesRowsSource<'t> {
    pub fn rows(self) -> List<'t, ValuesSource<'t>> {
        self.0.list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RecordSource<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RecordSource<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RecordSource).then_some(RecordSource(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RecordSource<'t> {
    pub fn record(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct QuerySource<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for QuerySource<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::QuerySource).then_some(QuerySource(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> QuerySource<'t> {
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ByNameSource<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ByNameSource<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ByNameSource).then_some(ByNameSource(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ByNameSource<'t> {
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SetSource<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SetSource<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SetSource).then_some(SetSource(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SetSource<'t> {
    pub fn set(self) -> List<'t, SetItem<'t>> {
        self.0.list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ValueItem<'t> {
    ValueExpr(ValueExpr<'t>),
    DefaultValue(DefaultValue<'t>),
}

impl<'t> AstNode<'t> for ValueItem<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::ValueExpr => Some(ValueItem::ValueExpr(ValueExpr(node))),
            SyntaxKind::DefaultValue => Some(ValueItem::DefaultValue(DefaultValue(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            ValueItem::ValueExpr(inner) => inner.syntax(),
            ValueItem::DefaultValue(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SetItem<'t> {
    SetColumn(SetColumn<'t>),
    SetColumns(SetColumns<'t>),
    SetRow(SetRow<'t>),
}

impl<'t> AstNode<'t> for SetItem<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::SetColumn => Some(SetItem::SetColumn(SetColumn(node))),
            SyntaxKind::SetColumns => Some(SetItem::SetColumns(SetColumns(node))),
            SyntaxKind::SetRow => Some(SetItem::SetRow(SetRow(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            SetItem::SetColumn(inner) => inner.syntax(),
            SetItem::SetColumns(inner) => inner.syntax(),
            SetItem::SetRow(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ValueExpr<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ValueExpr<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ValueExpr).then_some(ValueExpr(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ValueExpr<'t> {
    pub fn expr(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DefaultValue<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for DefaultValue<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::DefaultValue).then_some(DefaultValue(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> DefaultValue<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MultiInsertBranch<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for MultiInsertBranch<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::MultiInsertBranch).then_some(MultiInsertBranch(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> MultiInsertBranch<'t> {
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn intos(self) -> List<'t, MultiInto<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MultiInto<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for MultiInto<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::MultiInto).then_some(MultiInto(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> MultiInto<'t> {
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(0)
    }
    pub fn columns(self) -> List<'t, Expr<'t>> {
        self.0.list(1)
    }
    pub fn values(self) -> List<'t, ValueItem<'t>> {
        self.0.list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DmlWhere<'t> {
    WhereClause(WhereClause<'t>),
    CurrentOfClause(CurrentOfClause<'t>),
}

impl<'t> AstNode<'t> for DmlWhere<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::WhereClause => Some(DmlWhere::WhereClause(WhereClause(node))),
            SyntaxKind::CurrentOfClause => Some(DmlWhere::CurrentOfClause(CurrentOfClause(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            DmlWhere::WhereClause(inner) => inner.syntax(),
            DmlWhere::CurrentOfClause(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SetColumn<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SetColumn<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SetColumn).then_some(SetColumn(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SetColumn<'t> {
    pub fn column(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn value(self) -> Option<ValueItem<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SetColumns<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SetColumns<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SetColumns).then_some(SetColumns(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SetColumns<'t> {
    pub fn columns(self) -> List<'t, Expr<'t>> {
        self.0.list(0)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SetRow<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SetRow<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SetRow).then_some(SetRow(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SetRow<'t> {
    pub fn alias(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MergeBranch<'t> {
    MergeUpdate(MergeUpdate<'t>),
    MergeInsert(MergeInsert<'t>),
}

impl<'t> AstNode<'t> for MergeBranch<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::MergeUpdate => Some(MergeBranch::MergeUpdate(MergeUpdate(node))),
            SyntaxKind::MergeInsert => Some(MergeBranch::MergeInsert(MergeInsert(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            MergeBranch::MergeUpdate(inner) => inner.syntax(),
            MergeBranch::MergeInsert(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MergeUpdate<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for MergeUpdate<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::MergeUpdate).then_some(MergeUpdate(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> MergeUpdate<'t> {
    pub fn set(self) -> List<'t, SetItem<'t>> {
        self.0.list(0)
    }
    pub fn r#where(self) -> Option<WhereClause<'t>> {
        self.0.child(1)
    }
    pub fn delete_where(self) -> Option<WhereClause<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MergeInsert<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for MergeInsert<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::MergeInsert).then_some(MergeInsert(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> MergeInsert<'t> {
    pub fn columns(self) -> List<'t, Expr<'t>> {
        self.0.list(0)
    }
    pub fn values(self) -> List<'t, ValueItem<'t>> {
        self.0.list(1)
    }
    pub fn r#where(self) -> Option<WhereClause<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LockTarget<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for LockTarget<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::LockTarget).then_some(LockTarget(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> LockTarget<'t> {
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(0)
    }
    pub fn partition(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Declaration<'t> {
    VariableDecl(VariableDecl<'t>),
    ExceptionDecl(ExceptionDecl<'t>),
    CursorDecl(CursorDecl<'t>),
    RecordTypeDecl(RecordTypeDecl<'t>),
    CollectionTypeDecl(CollectionTypeDecl<'t>),
    RefCursorTypeDecl(RefCursorTypeDecl<'t>),
    EnumTypeDecl(EnumTypeDecl<'t>),
    SubtypeDecl(SubtypeDecl<'t>),
    PragmaStmt(PragmaStmt<'t>),
    CreateProcedure(CreateProcedure<'t>),
    CreateFunction(CreateFunction<'t>),
    BadStmt(BadStmt<'t>),
}

impl<'t> AstNode<'t> for Declaration<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::VariableDecl => Some(Declaration::VariableDecl(VariableDecl(node))),
            SyntaxKind::ExceptionDecl => Some(Declaration::ExceptionDecl(ExceptionDecl(node))),
            SyntaxKind::CursorDecl => Some(Declaration::CursorDecl(CursorDecl(node))),
            SyntaxKind::RecordTypeDecl => Some(Declaration::RecordTypeDecl(RecordTypeDecl(node))),
            SyntaxKind::CollectionTypeDecl => Some(Declaration::CollectionTypeDecl(CollectionTypeDecl(node))),
            SyntaxKind::RefCursorTypeDecl => Some(Declaration::RefCursorTypeDecl(RefCursorTypeDecl(node))),
            SyntaxKind::EnumTypeDecl => Some(Declaration::EnumTypeDecl(EnumTypeDecl(node))),
            SyntaxKind::SubtypeDecl => Some(Declaration::SubtypeDecl(SubtypeDecl(node))),
            SyntaxKind::PragmaStmt => Some(Declaration::PragmaStmt(PragmaStmt(node))),
            SyntaxKind::CreateProcedure => Some(Declaration::CreateProcedure(CreateProcedure(node))),
            SyntaxKind::CreateFunction => Some(Declaration::CreateFunction(CreateFunction(node))),
            SyntaxKind::BadStmt => Some(Declaration::BadStmt(BadStmt(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            Declaration::VariableDecl(inner) => inner.syntax(),
            Declaration::ExceptionDecl(inner) => inner.syntax(),
            Declaration::CursorDecl(inner) => inner.syntax(),
            Declaration::RecordTypeDecl(inner) => inner.syntax(),
            Declaration::CollectionTypeDecl(inner) => inner.syntax(),
            Declaration::RefCursorTypeDecl(inner) => inner.syntax(),
            Declaration::EnumTypeDecl(inner) => inner.syntax(),
            Declaration::SubtypeDecl(inner) => inner.syntax(),
            Declaration::PragmaStmt(inner) => inner.syntax(),
            Declaration::CreateProcedure(inner) => inner.syntax(),
            Declaration::CreateFunction(inner) => inner.syntax(),
            Declaration::BadStmt(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Body<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for Body<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::Body).then_some(Body(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> Body<'t> {
    pub fn statements(self) -> List<'t, Statement<'t>> {
        self.0.list(0)
    }
    pub fn handlers(self) -> List<'t, Handler<'t>> {
        self.0.list(1)
    }
    pub fn end_label(self) -> Option<Name<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Statement<'t> {
    AssignStmt(AssignStmt<'t>),
    CallStatement(CallStatement<'t>),
    IfStmt(IfStmt<'t>),
    CaseStmt(CaseStmt<'t>),
    LoopStmt(LoopStmt<'t>),
    ForallStmt(ForallStmt<'t>),
    ExitStmt(ExitStmt<'t>),
    ContinueStmt(ContinueStmt<'t>),
    GotoStmt(GotoStmt<'t>),
    ReturnStmt(ReturnStmt<'t>),
    RaiseStmt(RaiseStmt<'t>),
    NullStmt(NullStmt<'t>),
    ExecuteImmediateStmt(ExecuteImmediateStmt<'t>),
    OpenStmt(OpenStmt<'t>),
    CloseStmt(CloseStmt<'t>),
    FetchStmt(FetchStmt<'t>),
    PipeRowStmt(PipeRowStmt<'t>),
    Block(Block<'t>),
    LabeledStmt(LabeledStmt<'t>),
    PragmaStmt(PragmaStmt<'t>),
    BadStmt(BadStmt<'t>),
    SelectStmt(SelectStmt<'t>),
    InsertStmt(InsertStmt<'t>),
    MultiInsertStmt(MultiInsertStmt<'t>),
    UpdateStmt(UpdateStmt<'t>),
    DeleteStmt(DeleteStmt<'t>),
    MergeStmt(MergeStmt<'t>),
    CommitStmt(CommitStmt<'t>),
    RollbackStmt(RollbackStmt<'t>),
    SavepointStmt(SavepointStmt<'t>),
    SetTransactionStmt(SetTransactionStmt<'t>),
    LockTableStmt(LockTableStmt<'t>),
}

impl<'t> AstNode<'t> for Statement<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::AssignStmt => Some(Statement::AssignStmt(AssignStmt(node))),
            SyntaxKind::CallStatement => Some(Statement::CallStatement(CallStatement(node))),
            SyntaxKind::IfStmt => Some(Statement::IfStmt(IfStmt(node))),
            SyntaxKind::CaseStmt => Some(Statement::CaseStmt(CaseStmt(node))),
            SyntaxKind::LoopStmt => Some(Statement::LoopStmt(LoopStmt(node))),
            SyntaxKind::ForallStmt => Some(Statement::ForallStmt(ForallStmt(node))),
            SyntaxKind::ExitStmt => Some(Statement::ExitStmt(ExitStmt(node))),
            SyntaxKind::ContinueStmt => Some(Statement::ContinueStmt(ContinueStmt(node))),
            SyntaxKind::GotoStmt => Some(Statement::GotoStmt(GotoStmt(node))),
            SyntaxKind::ReturnStmt => Some(Statement::ReturnStmt(ReturnStmt(node))),
            SyntaxKind::RaiseStmt => Some(Statement::RaiseStmt(RaiseStmt(node))),
            SyntaxKind::NullStmt => Some(Statement::NullStmt(NullStmt(node))),
            SyntaxKind::ExecuteImmediateStmt => {
                Some(Statement::ExecuteImmediateStmt(ExecuteImmediateStmt(node)))
            }
            SyntaxKind::OpenStmt => Some(Statement::OpenStmt(OpenStmt(node))),
            SyntaxKind::CloseStmt => Some(Statement::CloseStmt(CloseStmt(node))),
            SyntaxKind::FetchStmt => Some(Statement::FetchStmt(FetchStmt(node))),
            SyntaxKind::PipeRowStmt => Some(Statement::PipeRowStmt(PipeRowStmt(node))),
            SyntaxKind::Block => Some(Statement::Block(Block(node))),
            SyntaxKind::LabeledStmt => Some(Statement::LabeledStmt(LabeledStmt(node))),
            SyntaxKind::PragmaStmt => Some(Statement::PragmaStmt(PragmaStmt(node))),
            SyntaxKind::BadStmt => Some(Statement::BadStmt(BadStmt(node))),
            SyntaxKind::SelectStmt => Some(Statement::SelectStmt(SelectStmt(node))),
            SyntaxKind::InsertStmt => Some(Statement::InsertStmt(InsertStmt(node))),
            SyntaxKind::MultiInsertStmt => Some(Statement::MultiInsertStmt(MultiInsertStmt(node))),
            SyntaxKind::UpdateStmt => Some(Statement::UpdateStmt(UpdateStmt(node))),
            SyntaxKind::DeleteStmt => Some(Statement::DeleteStmt(DeleteStmt(node))),
            SyntaxKind::MergeStmt => Some(Statement::MergeStmt(MergeStmt(node))),
            SyntaxKind::CommitStmt => Some(Statement::CommitStmt(CommitStmt(node))),
            SyntaxKind::RollbackStmt => Some(Statement::RollbackStmt(RollbackStmt(node))),
            SyntaxKind::SavepointStmt => Some(Statement::SavepointStmt(SavepointStmt(node))),
            SyntaxKind::SetTransactionStmt => Some(Statement::SetTransactionStmt(SetTransactionStmt(node))),
            SyntaxKind::LockTableStmt => Some(Statement::LockTableStmt(LockTableStmt(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            Statement::AssignStmt(inner) => inner.syntax(),
            Statement::CallStatement(inner) => inner.syntax(),
            Statement::IfStmt(inner) => inner.syntax(),
            Statement::CaseStmt(inner) => inner.syntax(),
            Statement::LoopStmt(inner) => inner.syntax(),
            Statement::ForallStmt(inner) => inner.syntax(),
            Statement::ExitStmt(inner) => inner.syntax(),
            Statement::ContinueStmt(inner) => inner.syntax(),
            Statement::GotoStmt(inner) => inner.syntax(),
            Statement::ReturnStmt(inner) => inner.syntax(),
            Statement::RaiseStmt(inner) => inner.syntax(),
            Statement::NullStmt(inner) => inner.syntax(),
            Statement::ExecuteImmediateStmt(inner) => inner.syntax(),
            Statement::OpenStmt(inner) => inner.syntax(),
            Statement::CloseStmt(inner) => inner.syntax(),
            Statement::FetchStmt(inner) => inner.syntax(),
            Statement::PipeRowStmt(inner) => inner.syntax(),
            Statement::Block(inner) => inner.syntax(),
            Statement::LabeledStmt(inner) => inner.syntax(),
            Statement::PragmaStmt(inner) => inner.syntax(),
            Statement::BadStmt(inner) => inner.syntax(),
            Statement::SelectStmt(inner) => inner.syntax(),
            Statement::InsertStmt(inner) => inner.syntax(),
            Statement::MultiInsertStmt(inner) => inner.syntax(),
            Statement::UpdateStmt(inner) => inner.syntax(),
            Statement::DeleteStmt(inner) => inner.syntax(),
            Statement::MergeStmt(inner) => inner.syntax(),
            Statement::CommitStmt(inner) => inner.syntax(),
            Statement::RollbackStmt(inner) => inner.syntax(),
            Statement::SavepointStmt(inner) => inner.syntax(),
            Statement::SetTransactionStmt(inner) => inner.syntax(),
            Statement::LockTableStmt(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Handler<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for Handler<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::Handler).then_some(Handler(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> Handler<'t> {
    pub fn conditions(self) -> List<'t, Expr<'t>> {
        self.0.list(0)
    }
    pub fn statements(self) -> List<'t, Statement<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AssignStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for AssignStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::AssignStmt).then_some(AssignStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> AssignStmt<'t> {
    pub fn target(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CallStatement<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CallStatement<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CallStatement).then_some(CallStatement(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CallStatement<'t> {
    pub fn call(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IfStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for IfStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::IfStmt).then_some(IfStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> IfStmt<'t> {
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn then_statements(self) -> List<'t, Statement<'t>> {
        self.0.list(1)
    }
    pub fn elsifs(self) -> List<'t, ElsifBranch<'t>> {
        self.0.list(2)
    }
    pub fn else_branch(self) -> Option<ElseBranch<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CaseStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CaseStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CaseStmt).then_some(CaseStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CaseStmt<'t> {
    pub fn operand(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn branches(self) -> List<'t, CaseStmtBranch<'t>> {
        self.0.list(1)
    }
    pub fn else_branch(self) -> Option<ElseBranch<'t>> {
        self.0.child(2)
    }
    pub fn end_label(self) -> Option<Name<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LoopStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for LoopStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::LoopStmt).then_some(LoopStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> LoopStmt<'t> {
    pub fn head(self) -> Option<LoopHead<'t>> {
        self.0.child(0)
    }
    pub fn statements(self) -> List<'t, Statement<'t>> {
        self.0.list(1)
    }
    pub fn end_label(self) -> Option<Name<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ForallStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ForallStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ForallStmt).then_some(ForallStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ForallStmt<'t> {
    pub fn variable(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn range(self) -> Option<ForallRange<'t>> {
        self.0.child(1)
    }
    pub fn save_exceptions(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn statement(self) -> Option<Statement<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ExitStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ExitStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ExitStmt).then_some(ExitStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ExitStmt<'t> {
    pub fn label(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ContinueStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ContinueStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ContinueStmt).then_some(ContinueStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ContinueStmt<'t> {
    pub fn label(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct GotoStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for GotoStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::GotoStmt).then_some(GotoStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> GotoStmt<'t> {
    pub fn label(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ReturnStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ReturnStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ReturnStmt).then_some(ReturnStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ReturnStmt<'t> {
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RaiseStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RaiseStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RaiseStmt).then_some(RaiseStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RaiseStmt<'t> {
    pub fn exception(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NullStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for NullStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::NullStmt).then_some(NullStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> NullStmt<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ExecuteImmediateStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ExecuteImmediateStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ExecuteImmediateStmt).then_some(ExecuteImmediateStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ExecuteImmediateStmt<'t> {
    pub fn sql(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn into(self) -> Option<IntoClause<'t>> {
        self.0.child(1)
    }
    pub fn using(self) -> List<'t, UsingItem<'t>> {
        self.0.list(2)
    }
    pub fn returning(self) -> Option<IntoClause<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OpenStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OpenStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OpenStmt).then_some(OpenStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OpenStmt<'t> {
    pub fn cursor(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn sql(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(2)
    }
    pub fn using(self) -> List<'t, UsingItem<'t>> {
        self.0.list(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CloseStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CloseStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CloseStmt).then_some(CloseStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CloseStmt<'t> {
    pub fn cursor(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FetchStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for FetchStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::FetchStmt).then_some(FetchStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> FetchStmt<'t> {
    pub fn cursor(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn into(self) -> Option<IntoClause<'t>> {
        self.0.child(1)
    }
    pub fn limit(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PipeRowStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for PipeRowStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::PipeRowStmt).then_some(PipeRowStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> PipeRowStmt<'t> {
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LabeledStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for LabeledStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::LabeledStmt).then_some(LabeledStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> LabeledStmt<'t> {
    pub fn label(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn statement(self) -> Option<Statement<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PragmaStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for PragmaStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::PragmaStmt).then_some(PragmaStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> PragmaStmt<'t> {
    pub fn pragma(self) -> Option<Pragma<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct BadStmt<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for BadStmt<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::BadStmt).then_some(BadStmt(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> BadStmt<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ElsifBranch<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ElsifBranch<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ElsifBranch).then_some(ElsifBranch(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ElsifBranch<'t> {
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn statements(self) -> List<'t, Statement<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ElseBranch<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ElseBranch<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ElseBranch).then_some(ElseBranch(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ElseBranch<'t> {
    pub fn statements(self) -> List<'t, Statement<'t>> {
        self.0.list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CaseStmtBranch<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CaseStmtBranch<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CaseStmtBranch).then_some(CaseStmtBranch(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CaseStmtBranch<'t> {
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn statements(self) -> List<'t, Statement<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LoopHead<'t> {
    WhileHead(WhileHead<'t>),
    ForRangeHead(ForRangeHead<'t>),
    ForCursorHead(ForCursorHead<'t>),
    IterationHead(IterationHead<'t>),
}

impl<'t> AstNode<'t> for LoopHead<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::WhileHead => Some(LoopHead::WhileHead(WhileHead(node))),
            SyntaxKind::ForRangeHead => Some(LoopHead::ForRangeHead(ForRangeHead(node))),
            SyntaxKind::ForCursorHead => Some(LoopHead::ForCursorHead(ForCursorHead(node))),
            SyntaxKind::IterationHead => Some(LoopHead::IterationHead(IterationHead(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            LoopHead::WhileHead(inner) => inner.syntax(),
            LoopHead::ForRangeHead(inner) => inner.syntax(),
            LoopHead::ForCursorHead(inner) => inner.syntax(),
            LoopHead::IterationHead(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct WhileHead<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for WhileHead<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::WhileHead).then_some(WhileHead(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> WhileHead<'t> {
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ForRangeHead<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ForRangeHead<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ForRangeHead).then_some(ForRangeHead(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ForRangeHead<'t> {
    pub fn variable(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn reverse(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn low(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
    pub fn high(self) -> Option<Expr<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ForCursorHead<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ForCursorHead<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ForCursorHead).then_some(ForCursorHead(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ForCursorHead<'t> {
    pub fn variable(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn reverse(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn source(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Iterand<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for Iterand<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::Iterand).then_some(Iterand(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> Iterand<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn mutable(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn datatype(self) -> Option<Datatype<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IterationControl<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for IterationControl<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::IterationControl).then_some(IterationControl(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> IterationControl<'t> {
    pub fn reverse(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn low(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
    pub fn high(self) -> Option<Expr<'t>> {
        self.0.child(3)
    }
    pub fn step(self) -> Option<Expr<'t>> {
        self.0.child(4)
    }
    pub fn using(self) -> List<'t, UsingItem<'t>> {
        self.0.list(5)
    }
    pub fn while_condition(self) -> Option<Expr<'t>> {
        self.0.child(6)
    }
    pub fn when_condition(self) -> Option<Expr<'t>> {
        self.0.child(7)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct UsingItem<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for UsingItem<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::UsingItem).then_some(UsingItem(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> UsingItem<'t> {
    pub fn in_mode(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn out_mode(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ForallRange<'t> {
    BoundsRange(BoundsRange<'t>),
    IndicesRange(IndicesRange<'t>),
    ValuesRange(ValuesRange<'t>),
}

impl<'t> AstNode<'t> for ForallRange<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::BoundsRange => Some(ForallRange::BoundsRange(BoundsRange(node))),
            SyntaxKind::IndicesRange => Some(ForallRange::IndicesRange(IndicesRange(node))),
            SyntaxKind::ValuesRange => Some(ForallRange::ValuesRange(ValuesRange(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            ForallRange::BoundsRange(inner) => inner.syntax(),
            ForallRange::IndicesRange(inner) => inner.syntax(),
            ForallRange::ValuesRange(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct BoundsRange<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for BoundsRange<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::BoundsRange).then_some(BoundsRange(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> BoundsRange<'t> {
    pub fn low(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn high(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IndicesRange<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for IndicesRange<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::IndicesRange).then_some(IndicesRange(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> IndicesRange<'t> {
    pub fn collection(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn low(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
    pub fn high(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ValuesRange<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ValuesRange<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ValuesRange).then_some(ValuesRange(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ValuesRange<'t> {
    pub fn collection(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Pragma<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for Pragma<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::Pragma).then_some(Pragma(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> Pragma<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn args(self) -> List<'t, Argument<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct VariableDecl<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for VariableDecl<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::VariableDecl).then_some(VariableDecl(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> VariableDecl<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn constant(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn datatype(self) -> Option<Datatype<'t>> {
        self.0.child(2)
    }
    pub fn range(self) -> Option<RangeConstraint<'t>> {
        self.0.child(3)
    }
    pub fn not_null(self) -> Option<SyntaxToken<'t>> {
        self.0.token(4)
    }
    pub fn default(self) -> Option<Expr<'t>> {
        self.0.child(5)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ExceptionDecl<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ExceptionDecl<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ExceptionDecl).then_some(ExceptionDecl(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ExceptionDecl<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CursorDecl<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CursorDecl<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CursorDecl).then_some(CursorDecl(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CursorDecl<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn params(self) -> List<'t, Parameter<'t>> {
        self.0.list(1)
    }
    pub fn returns(self) -> Option<Datatype<'t>> {
        self.0.child(2)
    }
    pub fn query(self) -> Option<Query<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RecordTypeDecl<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RecordTypeDecl<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RecordTypeDecl).then_some(RecordTypeDecl(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RecordTypeDecl<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn fields(self) -> List<'t, RecordField<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CollectionTypeDecl<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CollectionTypeDecl<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CollectionTypeDecl).then_some(CollectionTypeDecl(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CollectionTypeDecl<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn limit(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
    pub fn element(self) -> Option<Datatype<'t>> {
        self.0.child(3)
    }
    pub fn not_null(self) -> Option<SyntaxToken<'t>> {
        self.0.token(4)
    }
    pub fn index_by(self) -> Option<Datatype<'t>> {
        self.0.child(5)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RefCursorTypeDecl<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RefCursorTypeDecl<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RefCursorTypeDecl).then_some(RefCursorTypeDecl(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RefCursorTypeDecl<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn returns(self) -> Option<Datatype<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct EnumTypeDecl<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for EnumTypeDecl<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::EnumTypeDecl).then_some(EnumTypeDecl(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> EnumTypeDecl<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn values(self) -> List<'t, Expr<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SubtypeDecl<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SubtypeDecl<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SubtypeDecl).then_some(SubtypeDecl(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SubtypeDecl<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn datatype(self) -> Option<Datatype<'t>> {
        self.0.child(1)
    }
    pub fn range(self) -> Option<RangeConstraint<'t>> {
        self.0.child(2)
    }
    pub fn not_null(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RangeConstraint<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RangeConstraint<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RangeConstraint).then_some(RangeConstraint(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RangeConstraint<'t> {
    pub fn low(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
    pub fn high(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Parameter<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for Parameter<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::Parameter).then_some(Parameter(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> Parameter<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn in_mode(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn out_mode(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn nocopy(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
    pub fn datatype(self) -> Option<Datatype<'t>> {
        self.0.child(4)
    }
    pub fn default(self) -> Option<Expr<'t>> {
        self.0.child(5)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RecordField<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RecordField<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RecordField).then_some(RecordField(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RecordField<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn datatype(self) -> Option<Datatype<'t>> {
        self.0.child(1)
    }
    pub fn not_null(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn default(self) -> Option<Expr<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CreateHead<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CreateHead<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CreateHead).then_some(CreateHead(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CreateHead<'t> {
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RoutineAttribute<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RoutineAttribute<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RoutineAttribute).then_some(RoutineAttribute(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RoutineAttribute<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn text(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CallSpec<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CallSpec<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CallSpec).then_some(CallSpec(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CallSpec<'t> {
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TypeDefinition<'t> {
    ObjectTypeDef(ObjectTypeDef<'t>),
    CollectionTypeDef(CollectionTypeDef<'t>),
    OpaqueTypeDef(OpaqueTypeDef<'t>),
}

impl<'t> AstNode<'t> for TypeDefinition<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::ObjectTypeDef => Some(TypeDefinition::ObjectTypeDef(ObjectTypeDef(node))),
            SyntaxKind::CollectionTypeDef => Some(TypeDefinition::CollectionTypeDef(CollectionTypeDef(node))),
            SyntaxKind::OpaqueTypeDef => Some(TypeDefinition::OpaqueTypeDef(OpaqueTypeDef(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            TypeDefinition::ObjectTypeDef(inner) => inner.syntax(),
            TypeDefinition::CollectionTypeDef(inner) => inner.syntax(),
            TypeDefinition::OpaqueTypeDef(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ObjectTypeDef<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ObjectTypeDef<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ObjectTypeDef).then_some(ObjectTypeDef(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ObjectTypeDef<'t> {
    pub fn under(self) -> Option<ObjectName<'t>> {
        self.0.child(0)
    }
    pub fn members(self) -> List<'t, TypeMember<'t>> {
        self.0.list(1)
    }
    pub fn flags(self) -> TokenList<'t> {
        self.0.token_list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CollectionTypeDef<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CollectionTypeDef<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CollectionTypeDef).then_some(CollectionTypeDef(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CollectionTypeDef<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn limit(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
    pub fn element(self) -> Option<Datatype<'t>> {
        self.0.child(2)
    }
    pub fn not_null(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OpaqueTypeDef<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OpaqueTypeDef<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OpaqueTypeDef).then_some(OpaqueTypeDef(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OpaqueTypeDef<'t> {
    pub fn text(self) -> TokenList<'t> {
        self.0.token_list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TypeMember<'t> {
    AttributeDef(AttributeDef<'t>),
    MethodSpec(MethodSpec<'t>),
    PragmaStmt(PragmaStmt<'t>),
}

impl<'t> AstNode<'t> for TypeMember<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::AttributeDef => Some(TypeMember::AttributeDef(AttributeDef(node))),
            SyntaxKind::MethodSpec => Some(TypeMember::MethodSpec(MethodSpec(node))),
            SyntaxKind::PragmaStmt => Some(TypeMember::PragmaStmt(PragmaStmt(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            TypeMember::AttributeDef(inner) => inner.syntax(),
            TypeMember::MethodSpec(inner) => inner.syntax(),
            TypeMember::PragmaStmt(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AttributeDef<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for AttributeDef<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::AttributeDef).then_some(AttributeDef(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> AttributeDef<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn datatype(self) -> Option<Datatype<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MethodSpec<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for MethodSpec<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::MethodSpec).then_some(MethodSpec(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> MethodSpec<'t> {
    pub fn modifiers(self) -> TokenList<'t> {
        self.0.token_list(0)
    }
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn routine(self) -> Option<Routine<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Routine<'t> {
    CreateProcedure(CreateProcedure<'t>),
    CreateFunction(CreateFunction<'t>),
}

impl<'t> AstNode<'t> for Routine<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::CreateProcedure => Some(Routine::CreateProcedure(CreateProcedure(node))),
            SyntaxKind::CreateFunction => Some(Routine::CreateFunction(CreateFunction(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            Routine::CreateProcedure(inner) => inner.syntax(),
            Routine::CreateFunction(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TypeBodyItem<'t> {
    MethodSpec(MethodSpec<'t>),
    CreateProcedure(CreateProcedure<'t>),
    CreateFunction(CreateFunction<'t>),
    PragmaStmt(PragmaStmt<'t>),
    BadStmt(BadStmt<'t>),
}

impl<'t> AstNode<'t> for TypeBodyItem<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::MethodSpec => Some(TypeBodyItem::MethodSpec(MethodSpec(node))),
            SyntaxKind::CreateProcedure => Some(TypeBodyItem::CreateProcedure(CreateProcedure(node))),
            SyntaxKind::CreateFunction => Some(TypeBodyItem::CreateFunction(CreateFunction(node))),
            SyntaxKind::PragmaStmt => Some(TypeBodyItem::PragmaStmt(PragmaStmt(node))),
            SyntaxKind::BadStmt => Some(TypeBodyItem::BadStmt(BadStmt(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            TypeBodyItem::MethodSpec(inner) => inner.syntax(),
            TypeBodyItem::CreateProcedure(inner) => inner.syntax(),
            TypeBodyItem::CreateFunction(inner) => inner.syntax(),
            TypeBodyItem::PragmaStmt(inner) => inner.syntax(),
            TypeBodyItem::BadStmt(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TriggerEvent<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for TriggerEvent<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::TriggerEvent).then_some(TriggerEvent(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> TriggerEvent<'t> {
    pub fn event(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn columns(self) -> List<'t, Name<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TriggerTarget<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for TriggerTarget<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::TriggerTarget).then_some(TriggerTarget(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> TriggerTarget<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn nested(self) -> Option<Name<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TriggerOption<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for TriggerOption<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::TriggerOption).then_some(TriggerOption(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> TriggerOption<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn references(self) -> List<'t, TriggerReference<'t>> {
        self.0.list(1)
    }
    pub fn names(self) -> List<'t, ObjectName<'t>> {
        self.0.list(2)
    }
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TriggerBody<'t> {
    Block(Block<'t>),
    CallStmt(CallStmt<'t>),
    CompoundBody(CompoundBody<'t>),
}

impl<'t> AstNode<'t> for TriggerBody<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::Block => Some(TriggerBody::Block(Block(node))),
            SyntaxKind::CallStmt => Some(TriggerBody::CallStmt(CallStmt(node))),
            SyntaxKind::CompoundBody => Some(TriggerBody::CompoundBody(CompoundBody(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            TriggerBody::Block(inner) => inner.syntax(),
            TriggerBody::CallStmt(inner) => inner.syntax(),
            TriggerBody::CompoundBody(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TriggerReference<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for TriggerReference<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::TriggerReference).then_some(TriggerReference(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> TriggerReference<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CompoundBody<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CompoundBody<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CompoundBody).then_some(CompoundBody(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CompoundBody<'t> {
    pub fn declarations(self) -> List<'t, Declaration<'t>> {
        self.0.list(0)
    }
    pub fn sections(self) -> List<'t, CompoundSection<'t>> {
        self.0.list(1)
    }
    pub fn end_label(self) -> Option<Name<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CompoundSection<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CompoundSection<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CompoundSection).then_some(CompoundSection(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CompoundSection<'t> {
    pub fn timing(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn level(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn declarations(self) -> List<'t, Declaration<'t>> {
        self.0.list(2)
    }
    pub fn body(self) -> Option<Body<'t>> {
        self.0.child(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TableElement<'t> {
    ColumnDef(ColumnDef<'t>),
    TableConstraint(TableConstraint<'t>),
    OpaqueElement(OpaqueElement<'t>),
}

impl<'t> AstNode<'t> for TableElement<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::ColumnDef => Some(TableElement::ColumnDef(ColumnDef(node))),
            SyntaxKind::TableConstraint => Some(TableElement::TableConstraint(TableConstraint(node))),
            SyntaxKind::OpaqueElement => Some(TableElement::OpaqueElement(OpaqueElement(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            TableElement::ColumnDef(inner) => inner.syntax(),
            TableElement::TableConstraint(inner) => inner.syntax(),
            TableElement::OpaqueElement(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TableProperty<'t> {
    PhysicalAttribute(PhysicalAttribute<'t>),
    PartitionBy(PartitionBy<'t>),
    LobStorage(LobStorage<'t>),
    NestedTableStorage(NestedTableStorage<'t>),
    OnCommit(OnCommit<'t>),
    Organization(Organization<'t>),
    OpaqueProperty(OpaqueProperty<'t>),
}

impl<'t> AstNode<'t> for TableProperty<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::PhysicalAttribute => Some(TableProperty::PhysicalAttribute(PhysicalAttribute(node))),
            SyntaxKind::PartitionBy => Some(TableProperty::PartitionBy(PartitionBy(node))),
            SyntaxKind::LobStorage => Some(TableProperty::LobStorage(LobStorage(node))),
            SyntaxKind::NestedTableStorage => {
                Some(TableProperty::NestedTableStorage(NestedTableStorage(node)))
            }
            SyntaxKind::OnCommit => Some(TableProperty::OnCommit(OnCommit(node))),
            SyntaxKind::Organization => Some(TableProperty::Organization(Organization(node))),
            SyntaxKind::OpaqueProperty => Some(TableProperty::OpaqueProperty(OpaqueProperty(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            TableProperty::PhysicalAttribute(inner) => inner.syntax(),
            TableProperty::PartitionBy(inner) => inner.syntax(),
            TableProperty::LobStorage(inner) => inner.syntax(),
            TableProperty::NestedTableStorage(inner) => inner.syntax(),
            TableProperty::OnCommit(inner) => inner.syntax(),
            TableProperty::Organization(inner) => inner.syntax(),
            TableProperty::OpaqueProperty(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ColumnDef<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ColumnDef<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ColumnDef).then_some(ColumnDef(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ColumnDef<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn datatype(self) -> Option<Datatype<'t>> {
        self.0.child(1)
    }
    pub fn attributes(self) -> List<'t, ColumnAttribute<'t>> {
        self.0.list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TableConstraint<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for TableConstraint<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::TableConstraint).then_some(TableConstraint(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> TableConstraint<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn body(self) -> Option<ConstraintBody<'t>> {
        self.0.child(1)
    }
    pub fn states(self) -> List<'t, ConstraintState<'t>> {
        self.0.list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OpaqueElement<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OpaqueElement<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OpaqueElement).then_some(OpaqueElement(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OpaqueElement<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn text(self) -> TokenList<'t> {
        self.0.token_list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ColumnAttribute<'t> {
    ColumnDefault(ColumnDefault<'t>),
    ColumnIdentity(ColumnIdentity<'t>),
    ColumnVirtual(ColumnVirtual<'t>),
    ColumnConstraint(ColumnConstraint<'t>),
    ColumnFlag(ColumnFlag<'t>),
}

impl<'t> AstNode<'t> for ColumnAttribute<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::ColumnDefault => Some(ColumnAttribute::ColumnDefault(ColumnDefault(node))),
            SyntaxKind::ColumnIdentity => Some(ColumnAttribute::ColumnIdentity(ColumnIdentity(node))),
            SyntaxKind::ColumnVirtual => Some(ColumnAttribute::ColumnVirtual(ColumnVirtual(node))),
            SyntaxKind::ColumnConstraint => Some(ColumnAttribute::ColumnConstraint(ColumnConstraint(node))),
            SyntaxKind::ColumnFlag => Some(ColumnAttribute::ColumnFlag(ColumnFlag(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            ColumnAttribute::ColumnDefault(inner) => inner.syntax(),
            ColumnAttribute::ColumnIdentity(inner) => inner.syntax(),
            ColumnAttribute::ColumnVirtual(inner) => inner.syntax(),
            ColumnAttribute::ColumnConstraint(inner) => inner.syntax(),
            ColumnAttribute::ColumnFlag(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ColumnDefault<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ColumnDefault<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ColumnDefault).then_some(ColumnDefault(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ColumnDefault<'t> {
    pub fn on_null(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn update(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn value(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ColumnIdentity<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ColumnIdentity<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ColumnIdentity).then_some(ColumnIdentity(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ColumnIdentity<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn on_null(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn options(self) -> List<'t, SequenceOption<'t>> {
        self.0.list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ColumnVirtual<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ColumnVirtual<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ColumnVirtual).then_some(ColumnVirtual(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ColumnVirtual<'t> {
    pub fn expr(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ColumnConstraint<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ColumnConstraint<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ColumnConstraint).then_some(ColumnConstraint(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ColumnConstraint<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn body(self) -> Option<ConstraintBody<'t>> {
        self.0.child(1)
    }
    pub fn states(self) -> List<'t, ConstraintState<'t>> {
        self.0.list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ColumnFlag<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ColumnFlag<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ColumnFlag).then_some(ColumnFlag(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ColumnFlag<'t> {
    pub fn flag(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SequenceOption<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SequenceOption<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SequenceOption).then_some(SequenceOption(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SequenceOption<'t> {
    pub fn option(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn sign(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn value(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn limit(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ConstraintBody<'t> {
    NotNullConstraint(NotNullConstraint<'t>),
    NullConstraint(NullConstraint<'t>),
    UniqueConstraint(UniqueConstraint<'t>),
    PrimaryKeyConstraint(PrimaryKeyConstraint<'t>),
    ForeignKeyConstraint(ForeignKeyConstraint<'t>),
    CheckConstraint(CheckConstraint<'t>),
}

impl<'t> AstNode<'t> for ConstraintBody<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::NotNullConstraint => Some(ConstraintBody::NotNullConstraint(NotNullConstraint(node))),
            SyntaxKind::NullConstraint => Some(ConstraintBody::NullConstraint(NullConstraint(node))),
            SyntaxKind::UniqueConstraint => Some(ConstraintBody::UniqueConstraint(UniqueConstraint(node))),
            SyntaxKind::PrimaryKeyConstraint => {
                Some(ConstraintBody::PrimaryKeyConstraint(PrimaryKeyConstraint(node)))
            }
            SyntaxKind::ForeignKeyConstraint => {
                Some(ConstraintBody::ForeignKeyConstraint(ForeignKeyConstraint(node)))
            }
            SyntaxKind::CheckConstraint => Some(ConstraintBody::CheckConstraint(CheckConstraint(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            ConstraintBody::NotNullConstraint(inner) => inner.syntax(),
            ConstraintBody::NullConstraint(inner) => inner.syntax(),
            ConstraintBody::UniqueConstraint(inner) => inner.syntax(),
            ConstraintBody::PrimaryKeyConstraint(inner) => inner.syntax(),
            ConstraintBody::ForeignKeyConstraint(inner) => inner.syntax(),
            ConstraintBody::CheckConstraint(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ConstraintState<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ConstraintState<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ConstraintState).then_some(ConstraintState(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ConstraintState<'t> {
    pub fn state(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn word(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn index(self) -> Option<ObjectName<'t>> {
        self.0.child(2)
    }
    pub fn create_index(self) -> Option<CreateIndex<'t>> {
        self.0.child(3)
    }
    pub fn physical(self) -> List<'t, PhysicalAttribute<'t>> {
        self.0.list(4)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NotNullConstraint<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for NotNullConstraint<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::NotNullConstraint).then_some(NotNullConstraint(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> NotNullConstraint<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NullConstraint<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for NullConstraint<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::NullConstraint).then_some(NullConstraint(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> NullConstraint<'t> {
    pub fn token(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct UniqueConstraint<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for UniqueConstraint<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::UniqueConstraint).then_some(UniqueConstraint(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> UniqueConstraint<'t> {
    pub fn columns(self) -> List<'t, Name<'t>> {
        self.0.list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PrimaryKeyConstraint<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for PrimaryKeyConstraint<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::PrimaryKeyConstraint).then_some(PrimaryKeyConstraint(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> PrimaryKeyConstraint<'t> {
    pub fn columns(self) -> List<'t, Name<'t>> {
        self.0.list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ForeignKeyConstraint<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ForeignKeyConstraint<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ForeignKeyConstraint).then_some(ForeignKeyConstraint(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ForeignKeyConstraint<'t> {
    pub fn columns(self) -> List<'t, Name<'t>> {
        self.0.list(0)
    }
    pub fn table(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn referenced(self) -> List<'t, Name<'t>> {
        self.0.list(2)
    }
    pub fn on_delete(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct CheckConstraint<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for CheckConstraint<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::CheckConstraint).then_some(CheckConstraint(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> CheckConstraint<'t> {
    pub fn condition(self) -> Option<Expr<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PhysicalAttribute<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for PhysicalAttribute<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::PhysicalAttribute).then_some(PhysicalAttribute(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> PhysicalAttribute<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn value(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PartitionBy<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for PartitionBy<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::PartitionBy).then_some(PartitionBy(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> PartitionBy<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn columns(self) -> List<'t, Expr<'t>> {
        self.0.list(1)
    }
    pub fn interval(self) -> Option<Expr<'t>> {
        self.0.child(2)
    }
    pub fn automatic(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
    pub fn subpartition(self) -> Option<SubpartitionBy<'t>> {
        self.0.child(4)
    }
    pub fn partitions(self) -> List<'t, PartitionDef<'t>> {
        self.0.list(5)
    }
    pub fn count(self) -> Option<SyntaxToken<'t>> {
        self.0.token(6)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LobStorage<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for LobStorage<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::LobStorage).then_some(LobStorage(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> LobStorage<'t> {
    pub fn columns(self) -> List<'t, ObjectName<'t>> {
        self.0.list(0)
    }
    pub fn segment(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
    pub fn text(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NestedTableStorage<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for NestedTableStorage<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::NestedTableStorage).then_some(NestedTableStorage(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> NestedTableStorage<'t> {
    pub fn column(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(1)
    }
    pub fn names(self) -> List<'t, ObjectName<'t>> {
        self.0.list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OnCommit<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OnCommit<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OnCommit).then_some(OnCommit(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OnCommit<'t> {
    pub fn rows(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Organization<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for Organization<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::Organization).then_some(Organization(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> Organization<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn text(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OpaqueProperty<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OpaqueProperty<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OpaqueProperty).then_some(OpaqueProperty(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OpaqueProperty<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(1)
    }
    pub fn names(self) -> List<'t, ObjectName<'t>> {
        self.0.list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SubpartitionBy<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for SubpartitionBy<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::SubpartitionBy).then_some(SubpartitionBy(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> SubpartitionBy<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn columns(self) -> List<'t, Expr<'t>> {
        self.0.list(1)
    }
    pub fn template(self) -> List<'t, PartitionDef<'t>> {
        self.0.list(2)
    }
    pub fn count(self) -> Option<SyntaxToken<'t>> {
        self.0.token(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PartitionDef<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for PartitionDef<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::PartitionDef).then_some(PartitionDef(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> PartitionDef<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
    pub fn less_than(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn values(self) -> List<'t, ValueItem<'t>> {
        self.0.list(3)
    }
    pub fn options(self) -> List<'t, TableProperty<'t>> {
        self.0.list(4)
    }
    pub fn subpartitions(self) -> List<'t, PartitionDef<'t>> {
        self.0.list(5)
    }
    pub fn count(self) -> Option<SyntaxToken<'t>> {
        self.0.token(6)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum IndexAttribute<'t> {
    PhysicalAttribute(PhysicalAttribute<'t>),
    PartitionBy(PartitionBy<'t>),
    LocalPartitions(LocalPartitions<'t>),
    DomainIndex(DomainIndex<'t>),
    IndexFlag(IndexFlag<'t>),
}

impl<'t> AstNode<'t> for IndexAttribute<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::PhysicalAttribute => Some(IndexAttribute::PhysicalAttribute(PhysicalAttribute(node))),
            SyntaxKind::PartitionBy => Some(IndexAttribute::PartitionBy(PartitionBy(node))),
            SyntaxKind::LocalPartitions => Some(IndexAttribute::LocalPartitions(LocalPartitions(node))),
            SyntaxKind::DomainIndex => Some(IndexAttribute::DomainIndex(DomainIndex(node))),
            SyntaxKind::IndexFlag => Some(IndexAttribute::IndexFlag(IndexFlag(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            IndexAttribute::PhysicalAttribute(inner) => inner.syntax(),
            IndexAttribute::PartitionBy(inner) => inner.syntax(),
            IndexAttribute::LocalPartitions(inner) => inner.syntax(),
            IndexAttribute::DomainIndex(inner) => inner.syntax(),
            IndexAttribute::IndexFlag(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LocalPartitions<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for LocalPartitions<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::LocalPartitions).then_some(LocalPartitions(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> LocalPartitions<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn partitions(self) -> List<'t, PartitionDef<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DomainIndex<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for DomainIndex<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::DomainIndex).then_some(DomainIndex(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> DomainIndex<'t> {
    pub fn indextype(self) -> Option<ObjectName<'t>> {
        self.0.child(0)
    }
    pub fn parameters(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct IndexFlag<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for IndexFlag<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::IndexFlag).then_some(IndexFlag(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> IndexFlag<'t> {
    pub fn flag(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ViewColumn<'t> {
    ViewColumnName(ViewColumnName<'t>),
    TableConstraint(TableConstraint<'t>),
}

impl<'t> AstNode<'t> for ViewColumn<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::ViewColumnName => Some(ViewColumn::ViewColumnName(ViewColumnName(node))),
            SyntaxKind::TableConstraint => Some(ViewColumn::TableConstraint(TableConstraint(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            ViewColumn::ViewColumnName(inner) => inner.syntax(),
            ViewColumn::TableConstraint(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ViewAttribute<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ViewAttribute<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ViewAttribute).then_some(ViewAttribute(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ViewAttribute<'t> {
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(0)
    }
    pub fn names(self) -> List<'t, ObjectName<'t>> {
        self.0.list(1)
    }
    pub fn exprs(self) -> List<'t, Expr<'t>> {
        self.0.list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ViewRestriction<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ViewRestriction<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ViewRestriction).then_some(ViewRestriction(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ViewRestriction<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ViewColumnName<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ViewColumnName<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ViewColumnName).then_some(ViewColumnName(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ViewColumnName<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn attributes(self) -> List<'t, ColumnAttribute<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MviewAttribute<'t> {
    PhysicalAttribute(PhysicalAttribute<'t>),
    PartitionBy(PartitionBy<'t>),
    LobStorage(LobStorage<'t>),
    MviewOption(MviewOption<'t>),
}

impl<'t> AstNode<'t> for MviewAttribute<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::PhysicalAttribute => Some(MviewAttribute::PhysicalAttribute(PhysicalAttribute(node))),
            SyntaxKind::PartitionBy => Some(MviewAttribute::PartitionBy(PartitionBy(node))),
            SyntaxKind::LobStorage => Some(MviewAttribute::LobStorage(LobStorage(node))),
            SyntaxKind::MviewOption => Some(MviewAttribute::MviewOption(MviewOption(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            MviewAttribute::PhysicalAttribute(inner) => inner.syntax(),
            MviewAttribute::PartitionBy(inner) => inner.syntax(),
            MviewAttribute::LobStorage(inner) => inner.syntax(),
            MviewAttribute::MviewOption(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MviewOption<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for MviewOption<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::MviewOption).then_some(MviewOption(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> MviewOption<'t> {
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(0)
    }
    pub fn expr(self) -> Option<Expr<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AlterTableAction<'t> {
    AddElements(AddElements<'t>),
    ModifyColumns(ModifyColumns<'t>),
    ModifyConstraint(ModifyConstraint<'t>),
    DropColumns(DropColumns<'t>),
    DropConstraint(DropConstraint<'t>),
    RenameTo(RenameTo<'t>),
    RenameColumn(RenameColumn<'t>),
    RenameConstraint(RenameConstraint<'t>),
    EnableDisable(EnableDisable<'t>),
    AddPartition(AddPartition<'t>),
    ModifyPartitioning(ModifyPartitioning<'t>),
    OpaqueAction(OpaqueAction<'t>),
}

impl<'t> AstNode<'t> for AlterTableAction<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        match node.kind() {
            SyntaxKind::AddElements => Some(AlterTableAction::AddElements(AddElements(node))),
            SyntaxKind::ModifyColumns => Some(AlterTableAction::ModifyColumns(ModifyColumns(node))),
            SyntaxKind::ModifyConstraint => Some(AlterTableAction::ModifyConstraint(ModifyConstraint(node))),
            SyntaxKind::DropColumns => Some(AlterTableAction::DropColumns(DropColumns(node))),
            SyntaxKind::DropConstraint => Some(AlterTableAction::DropConstraint(DropConstraint(node))),
            SyntaxKind::RenameTo => Some(AlterTableAction::RenameTo(RenameTo(node))),
            SyntaxKind::RenameColumn => Some(AlterTableAction::RenameColumn(RenameColumn(node))),
            SyntaxKind::RenameConstraint => Some(AlterTableAction::RenameConstraint(RenameConstraint(node))),
            SyntaxKind::EnableDisable => Some(AlterTableAction::EnableDisable(EnableDisable(node))),
            SyntaxKind::AddPartition => Some(AlterTableAction::AddPartition(AddPartition(node))),
            SyntaxKind::ModifyPartitioning => {
                Some(AlterTableAction::ModifyPartitioning(ModifyPartitioning(node)))
            }
            SyntaxKind::OpaqueAction => Some(AlterTableAction::OpaqueAction(OpaqueAction(node))),
            _ => None,
        }
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        match self {
            AlterTableAction::AddElements(inner) => inner.syntax(),
            AlterTableAction::ModifyColumns(inner) => inner.syntax(),
            AlterTableAction::ModifyConstraint(inner) => inner.syntax(),
            AlterTableAction::DropColumns(inner) => inner.syntax(),
            AlterTableAction::DropConstraint(inner) => inner.syntax(),
            AlterTableAction::RenameTo(inner) => inner.syntax(),
            AlterTableAction::RenameColumn(inner) => inner.syntax(),
            AlterTableAction::RenameConstraint(inner) => inner.syntax(),
            AlterTableAction::EnableDisable(inner) => inner.syntax(),
            AlterTableAction::AddPartition(inner) => inner.syntax(),
            AlterTableAction::ModifyPartitioning(inner) => inner.syntax(),
            AlterTableAction::OpaqueAction(inner) => inner.syntax(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AddElements<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for AddElements<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::AddElements).then_some(AddElements(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> AddElements<'t> {
    pub fn elements(self) -> List<'t, TableElement<'t>> {
        self.0.list(0)
    }
    pub fn properties(self) -> List<'t, TableProperty<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ModifyColumns<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ModifyColumns<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ModifyColumns).then_some(ModifyColumns(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ModifyColumns<'t> {
    pub fn columns(self) -> List<'t, ColumnDef<'t>> {
        self.0.list(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ModifyConstraint<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ModifyConstraint<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ModifyConstraint).then_some(ModifyConstraint(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ModifyConstraint<'t> {
    pub fn what(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
    pub fn columns(self) -> List<'t, Name<'t>> {
        self.0.list(2)
    }
    pub fn states(self) -> List<'t, ConstraintState<'t>> {
        self.0.list(3)
    }
    pub fn cascade(self) -> Option<SyntaxToken<'t>> {
        self.0.token(4)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DropColumns<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for DropColumns<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::DropColumns).then_some(DropColumns(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> DropColumns<'t> {
    pub fn unused(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn columns(self) -> List<'t, Name<'t>> {
        self.0.list(1)
    }
    pub fn options(self) -> TokenList<'t> {
        self.0.token_list(2)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DropConstraint<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for DropConstraint<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::DropConstraint).then_some(DropConstraint(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> DropConstraint<'t> {
    pub fn what(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
    pub fn columns(self) -> List<'t, Name<'t>> {
        self.0.list(2)
    }
    pub fn options(self) -> TokenList<'t> {
        self.0.token_list(3)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RenameTo<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RenameTo<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RenameTo).then_some(RenameTo(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RenameTo<'t> {
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RenameColumn<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RenameColumn<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RenameColumn).then_some(RenameColumn(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RenameColumn<'t> {
    pub fn old(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn new(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RenameConstraint<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for RenameConstraint<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::RenameConstraint).then_some(RenameConstraint(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> RenameConstraint<'t> {
    pub fn old(self) -> Option<Name<'t>> {
        self.0.child(0)
    }
    pub fn new(self) -> Option<Name<'t>> {
        self.0.child(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct EnableDisable<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for EnableDisable<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::EnableDisable).then_some(EnableDisable(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> EnableDisable<'t> {
    pub fn action(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn validate(self) -> Option<SyntaxToken<'t>> {
        self.0.token(1)
    }
    pub fn what(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
    pub fn name(self) -> Option<Name<'t>> {
        self.0.child(3)
    }
    pub fn columns(self) -> List<'t, Name<'t>> {
        self.0.list(4)
    }
    pub fn options(self) -> List<'t, ConstraintState<'t>> {
        self.0.list(5)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AddPartition<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for AddPartition<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::AddPartition).then_some(AddPartition(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> AddPartition<'t> {
    pub fn partition(self) -> Option<PartitionDef<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ModifyPartitioning<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for ModifyPartitioning<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::ModifyPartitioning).then_some(ModifyPartitioning(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> ModifyPartitioning<'t> {
    pub fn partitioning(self) -> Option<PartitionBy<'t>> {
        self.0.child(0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OpaqueAction<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for OpaqueAction<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::OpaqueAction).then_some(OpaqueAction(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> OpaqueAction<'t> {
    pub fn action(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(1)
    }
    pub fn names(self) -> List<'t, Name<'t>> {
        self.0.list(2)
    }
    pub fn exprs(self) -> List<'t, Expr<'t>> {
        self.0.list(3)
    }
    pub fn partitions(self) -> List<'t, PartitionDef<'t>> {
        self.0.list(4)
    }
    pub fn table(self) -> Option<ObjectName<'t>> {
        self.0.child(5)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Privilege<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for Privilege<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::Privilege).then_some(Privilege(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> Privilege<'t> {
    pub fn words(self) -> TokenList<'t> {
        self.0.token_list(0)
    }
    pub fn columns(self) -> List<'t, Name<'t>> {
        self.0.list(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Grantee<'t>(pub SyntaxNode<'t>);

impl<'t> AstNode<'t> for Grantee<'t> {
    fn cast(node: SyntaxNode<'t>) -> Option<Self> {
        (node.kind() == SyntaxKind::Grantee).then_some(Grantee(node))
    }
    fn syntax(&self) -> SyntaxNode<'t> {
        self.0
    }
}

impl<'t> Grantee<'t> {
    pub fn kind(self) -> Option<SyntaxToken<'t>> {
        self.0.token(0)
    }
    pub fn name(self) -> Option<ObjectName<'t>> {
        self.0.child(1)
    }
    pub fn password(self) -> Option<SyntaxToken<'t>> {
        self.0.token(2)
    }
}

/// Called by [`walk`](super::walk) at each node, before its children; says whether to go on to them.
pub trait Visitor<'t> {
    /// Before the node's own method.
    fn enter(&mut self, _node: SyntaxNode<'t>) {}
    /// After the children, or instead of them.
    fn leave(&mut self, _node: SyntaxNode<'t>) {}
    /// At a leaf.
    fn token(&mut self, _token: SyntaxToken<'t>) {}
    fn visit_select_stmt(&mut self, _node: SelectStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_insert_stmt(&mut self, _node: InsertStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_multi_insert_stmt(&mut self, _node: MultiInsertStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_update_stmt(&mut self, _node: UpdateStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_delete_stmt(&mut self, _node: DeleteStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_merge_stmt(&mut self, _node: MergeStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_commit_stmt(&mut self, _node: CommitStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_rollback_stmt(&mut self, _node: RollbackStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_savepoint_stmt(&mut self, _node: SavepointStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_set_transaction_stmt(&mut self, _node: SetTransactionStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_lock_table_stmt(&mut self, _node: LockTableStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_call_stmt(&mut self, _node: CallStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_explain_plan_stmt(&mut self, _node: ExplainPlanStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_opaque_stmt(&mut self, _node: OpaqueStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_block(&mut self, _node: Block<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_procedure(&mut self, _node: CreateProcedure<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_function(&mut self, _node: CreateFunction<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_package(&mut self, _node: CreatePackage<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_package_body(&mut self, _node: CreatePackageBody<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_type(&mut self, _node: CreateType<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_type_body(&mut self, _node: CreateTypeBody<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_trigger(&mut self, _node: CreateTrigger<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_table(&mut self, _node: CreateTable<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_index(&mut self, _node: CreateIndex<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_view(&mut self, _node: CreateView<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_materialized_view(&mut self, _node: CreateMaterializedView<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_materialized_view_log(&mut self, _node: CreateMaterializedViewLog<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_sequence(&mut self, _node: CreateSequence<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_synonym(&mut self, _node: CreateSynonym<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_database_link(&mut self, _node: CreateDatabaseLink<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_directory(&mut self, _node: CreateDirectory<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_user(&mut self, _node: CreateUser<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_role(&mut self, _node: CreateRole<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_context(&mut self, _node: CreateContext<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_opaque(&mut self, _node: CreateOpaque<'t>) -> Walk {
        Walk::Into
    }
    fn visit_alter_table(&mut self, _node: AlterTable<'t>) -> Walk {
        Walk::Into
    }
    fn visit_alter_index(&mut self, _node: AlterIndex<'t>) -> Walk {
        Walk::Into
    }
    fn visit_alter_sequence(&mut self, _node: AlterSequence<'t>) -> Walk {
        Walk::Into
    }
    fn visit_alter_trigger(&mut self, _node: AlterTrigger<'t>) -> Walk {
        Walk::Into
    }
    fn visit_alter_type(&mut self, _node: AlterType<'t>) -> Walk {
        Walk::Into
    }
    fn visit_alter_compile(&mut self, _node: AlterCompile<'t>) -> Walk {
        Walk::Into
    }
    fn visit_alter_opaque(&mut self, _node: AlterOpaque<'t>) -> Walk {
        Walk::Into
    }
    fn visit_drop_stmt(&mut self, _node: DropStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_grant_stmt(&mut self, _node: GrantStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_revoke_stmt(&mut self, _node: RevokeStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_comment_stmt(&mut self, _node: CommentStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_truncate_stmt(&mut self, _node: TruncateStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_rename_stmt(&mut self, _node: RenameStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_name(&mut self, _node: Name<'t>) -> Walk {
        Walk::Into
    }
    fn visit_object_name(&mut self, _node: ObjectName<'t>) -> Walk {
        Walk::Into
    }
    fn visit_binary_expr(&mut self, _node: BinaryExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_unary_expr(&mut self, _node: UnaryExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_is_expr(&mut self, _node: IsExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_in_expr(&mut self, _node: InExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_between_expr(&mut self, _node: BetweenExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_like_expr(&mut self, _node: LikeExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_member_expr(&mut self, _node: MemberExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_quantified_expr(&mut self, _node: QuantifiedExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_exists_expr(&mut self, _node: ExistsExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_multiset_expr(&mut self, _node: MultisetExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_at_time_zone_expr(&mut self, _node: AtTimeZoneExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_at_local_expr(&mut self, _node: AtLocalExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_collate_expr(&mut self, _node: CollateExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_interval_qualified_expr(&mut self, _node: IntervalQualifiedExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_paren_expr(&mut self, _node: ParenExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_tuple_expr(&mut self, _node: TupleExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_subquery_expr(&mut self, _node: SubqueryExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_case_expr(&mut self, _node: CaseExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_cursor_expr(&mut self, _node: CursorExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_new_expr(&mut self, _node: NewExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_literal(&mut self, _node: Literal<'t>) -> Walk {
        Walk::Into
    }
    fn visit_date_literal(&mut self, _node: DateLiteral<'t>) -> Walk {
        Walk::Into
    }
    fn visit_interval_literal(&mut self, _node: IntervalLiteral<'t>) -> Walk {
        Walk::Into
    }
    fn visit_bind_variable(&mut self, _node: BindVariable<'t>) -> Walk {
        Walk::Into
    }
    fn visit_inquiry_directive(&mut self, _node: InquiryDirective<'t>) -> Walk {
        Walk::Into
    }
    fn visit_name_ref(&mut self, _node: NameRef<'t>) -> Walk {
        Walk::Into
    }
    fn visit_field_expr(&mut self, _node: FieldExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_call_expr(&mut self, _node: CallExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_attribute_expr(&mut self, _node: AttributeExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_remote_expr(&mut self, _node: RemoteExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_outer_join_expr(&mut self, _node: OuterJoinExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_over_expr(&mut self, _node: OverExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_within_group_expr(&mut self, _node: WithinGroupExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_keep_expr(&mut self, _node: KeepExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_filter_expr(&mut self, _node: FilterExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_null_treatment_expr(&mut self, _node: NullTreatmentExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_from_first_last_expr(&mut self, _node: FromFirstLastExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_cast_expr(&mut self, _node: CastExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_extract_expr(&mut self, _node: ExtractExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_trim_expr(&mut self, _node: TrimExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_treat_expr(&mut self, _node: TreatExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_multiset_subquery_expr(&mut self, _node: MultisetSubqueryExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_self_as_expr(&mut self, _node: SelfAsExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_xml_function_expr(&mut self, _node: XmlFunctionExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_json_function_expr(&mut self, _node: JsonFunctionExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_opaque_call_expr(&mut self, _node: OpaqueCallExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_old_value_expr(&mut self, _node: OldValueExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_bad_expr(&mut self, _node: BadExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_query(&mut self, _node: Query<'t>) -> Walk {
        Walk::Into
    }
    fn visit_case_branch(&mut self, _node: CaseBranch<'t>) -> Walk {
        Walk::Into
    }
    fn visit_interval_field(&mut self, _node: IntervalField<'t>) -> Walk {
        Walk::Into
    }
    fn visit_order_item(&mut self, _node: OrderItem<'t>) -> Walk {
        Walk::Into
    }
    fn visit_plain_argument(&mut self, _node: PlainArgument<'t>) -> Walk {
        Walk::Into
    }
    fn visit_named_argument(&mut self, _node: NamedArgument<'t>) -> Walk {
        Walk::Into
    }
    fn visit_star_argument(&mut self, _node: StarArgument<'t>) -> Walk {
        Walk::Into
    }
    fn visit_quantified_argument(&mut self, _node: QuantifiedArgument<'t>) -> Walk {
        Walk::Into
    }
    fn visit_aliased_argument(&mut self, _node: AliasedArgument<'t>) -> Walk {
        Walk::Into
    }
    fn visit_overflow_argument(&mut self, _node: OverflowArgument<'t>) -> Walk {
        Walk::Into
    }
    fn visit_using_argument(&mut self, _node: UsingArgument<'t>) -> Walk {
        Walk::Into
    }
    fn visit_default_argument(&mut self, _node: DefaultArgument<'t>) -> Walk {
        Walk::Into
    }
    fn visit_conversion_argument(&mut self, _node: ConversionArgument<'t>) -> Walk {
        Walk::Into
    }
    fn visit_subquery_argument(&mut self, _node: SubqueryArgument<'t>) -> Walk {
        Walk::Into
    }
    fn visit_qualified_star_argument(&mut self, _node: QualifiedStarArgument<'t>) -> Walk {
        Walk::Into
    }
    fn visit_indexed_argument(&mut self, _node: IndexedArgument<'t>) -> Walk {
        Walk::Into
    }
    fn visit_iterated_argument(&mut self, _node: IteratedArgument<'t>) -> Walk {
        Walk::Into
    }
    fn visit_partitioned_argument(&mut self, _node: PartitionedArgument<'t>) -> Walk {
        Walk::Into
    }
    fn visit_index_choice(&mut self, _node: IndexChoice<'t>) -> Walk {
        Walk::Into
    }
    fn visit_iteration_head(&mut self, _node: IterationHead<'t>) -> Walk {
        Walk::Into
    }
    fn visit_window_spec(&mut self, _node: WindowSpec<'t>) -> Walk {
        Walk::Into
    }
    fn visit_window_frame(&mut self, _node: WindowFrame<'t>) -> Walk {
        Walk::Into
    }
    fn visit_frame_bound(&mut self, _node: FrameBound<'t>) -> Walk {
        Walk::Into
    }
    fn visit_xml_option(&mut self, _node: XmlOption<'t>) -> Walk {
        Walk::Into
    }
    fn visit_xml_passing(&mut self, _node: XmlPassing<'t>) -> Walk {
        Walk::Into
    }
    fn visit_xml_column(&mut self, _node: XmlColumn<'t>) -> Walk {
        Walk::Into
    }
    fn visit_xml_namespace(&mut self, _node: XmlNamespace<'t>) -> Walk {
        Walk::Into
    }
    fn visit_xml_attributes(&mut self, _node: XmlAttributes<'t>) -> Walk {
        Walk::Into
    }
    fn visit_json_option(&mut self, _node: JsonOption<'t>) -> Walk {
        Walk::Into
    }
    fn visit_json_column(&mut self, _node: JsonColumn<'t>) -> Walk {
        Walk::Into
    }
    fn visit_json_pair(&mut self, _node: JsonPair<'t>) -> Walk {
        Walk::Into
    }
    fn visit_json_item(&mut self, _node: JsonItem<'t>) -> Walk {
        Walk::Into
    }
    fn visit_json_star(&mut self, _node: JsonStar<'t>) -> Walk {
        Walk::Into
    }
    fn visit_named_type(&mut self, _node: NamedType<'t>) -> Walk {
        Walk::Into
    }
    fn visit_type_of(&mut self, _node: TypeOf<'t>) -> Walk {
        Walk::Into
    }
    fn visit_row_type_of(&mut self, _node: RowTypeOf<'t>) -> Walk {
        Walk::Into
    }
    fn visit_interval_year_type(&mut self, _node: IntervalYearType<'t>) -> Walk {
        Walk::Into
    }
    fn visit_interval_day_type(&mut self, _node: IntervalDayType<'t>) -> Walk {
        Walk::Into
    }
    fn visit_long_raw_type(&mut self, _node: LongRawType<'t>) -> Walk {
        Walk::Into
    }
    fn visit_double_precision_type(&mut self, _node: DoublePrecisionType<'t>) -> Walk {
        Walk::Into
    }
    fn visit_ref_type(&mut self, _node: RefType<'t>) -> Walk {
        Walk::Into
    }
    fn visit_type_argument(&mut self, _node: TypeArgument<'t>) -> Walk {
        Walk::Into
    }
    fn visit_with_clause(&mut self, _node: WithClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_query_block(&mut self, _node: QueryBlock<'t>) -> Walk {
        Walk::Into
    }
    fn visit_set_query(&mut self, _node: SetQuery<'t>) -> Walk {
        Walk::Into
    }
    fn visit_paren_query(&mut self, _node: ParenQuery<'t>) -> Walk {
        Walk::Into
    }
    fn visit_values_body(&mut self, _node: ValuesBody<'t>) -> Walk {
        Walk::Into
    }
    fn visit_common_table_expr(&mut self, _node: CommonTableExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_search_clause(&mut self, _node: SearchClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_cycle_clause(&mut self, _node: CycleClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_into_clause(&mut self, _node: IntoClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_star_item(&mut self, _node: StarItem<'t>) -> Walk {
        Walk::Into
    }
    fn visit_qualified_star_item(&mut self, _node: QualifiedStarItem<'t>) -> Walk {
        Walk::Into
    }
    fn visit_expr_item(&mut self, _node: ExprItem<'t>) -> Walk {
        Walk::Into
    }
    fn visit_join_ref(&mut self, _node: JoinRef<'t>) -> Walk {
        Walk::Into
    }
    fn visit_table_source(&mut self, _node: TableSource<'t>) -> Walk {
        Walk::Into
    }
    fn visit_name_table(&mut self, _node: NameTable<'t>) -> Walk {
        Walk::Into
    }
    fn visit_subquery_table(&mut self, _node: SubqueryTable<'t>) -> Walk {
        Walk::Into
    }
    fn visit_paren_table(&mut self, _node: ParenTable<'t>) -> Walk {
        Walk::Into
    }
    fn visit_lateral_table(&mut self, _node: LateralTable<'t>) -> Walk {
        Walk::Into
    }
    fn visit_only_table(&mut self, _node: OnlyTable<'t>) -> Walk {
        Walk::Into
    }
    fn visit_collection_table(&mut self, _node: CollectionTable<'t>) -> Walk {
        Walk::Into
    }
    fn visit_values_table(&mut self, _node: ValuesTable<'t>) -> Walk {
        Walk::Into
    }
    fn visit_partition_suffix(&mut self, _node: PartitionSuffix<'t>) -> Walk {
        Walk::Into
    }
    fn visit_sample_suffix(&mut self, _node: SampleSuffix<'t>) -> Walk {
        Walk::Into
    }
    fn visit_flashback_suffix(&mut self, _node: FlashbackSuffix<'t>) -> Walk {
        Walk::Into
    }
    fn visit_versions_suffix(&mut self, _node: VersionsSuffix<'t>) -> Walk {
        Walk::Into
    }
    fn visit_pivot_suffix(&mut self, _node: PivotSuffix<'t>) -> Walk {
        Walk::Into
    }
    fn visit_unpivot_suffix(&mut self, _node: UnpivotSuffix<'t>) -> Walk {
        Walk::Into
    }
    fn visit_opaque_suffix(&mut self, _node: OpaqueSuffix<'t>) -> Walk {
        Walk::Into
    }
    fn visit_suffix_alias(&mut self, _node: SuffixAlias<'t>) -> Walk {
        Walk::Into
    }
    fn visit_unpivot_item(&mut self, _node: UnpivotItem<'t>) -> Walk {
        Walk::Into
    }
    fn visit_where_clause(&mut self, _node: WhereClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_start_with_clause(&mut self, _node: StartWithClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_connect_by_clause(&mut self, _node: ConnectByClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_group_by_clause(&mut self, _node: GroupByClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_having_clause(&mut self, _node: HavingClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_model_clause(&mut self, _node: ModelClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_window_clause(&mut self, _node: WindowClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_qualify_clause(&mut self, _node: QualifyClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_current_of_clause(&mut self, _node: CurrentOfClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_group_expr(&mut self, _node: GroupExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_grouping_sets(&mut self, _node: GroupingSets<'t>) -> Walk {
        Walk::Into
    }
    fn visit_group_all(&mut self, _node: GroupAll<'t>) -> Walk {
        Walk::Into
    }
    fn visit_window_definition(&mut self, _node: WindowDefinition<'t>) -> Walk {
        Walk::Into
    }
    fn visit_order_by_clause(&mut self, _node: OrderByClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_offset_clause(&mut self, _node: OffsetClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_fetch_clause(&mut self, _node: FetchClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_for_update_clause(&mut self, _node: ForUpdateClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_lock_wait(&mut self, _node: LockWait<'t>) -> Walk {
        Walk::Into
    }
    fn visit_returning_clause(&mut self, _node: ReturningClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_log_errors_clause(&mut self, _node: LogErrorsClause<'t>) -> Walk {
        Walk::Into
    }
    fn visit_table_target(&mut self, _node: TableTarget<'t>) -> Walk {
        Walk::Into
    }
    fn visit_subquery_target(&mut self, _node: SubqueryTarget<'t>) -> Walk {
        Walk::Into
    }
    fn visit_collection_target(&mut self, _node: CollectionTarget<'t>) -> Walk {
        Walk::Into
    }
    fn visit_values_source(&mut self, _node: ValuesSource<'t>) -> Walk {
        Walk::Into
    }
    fn visit_values_rows_source(&mut self, _node: ValuesRowsSource<'t>) -> Walk {
        Walk::Into
    }
    fn visit_record_source(&mut self, _node: RecordSource<'t>) -> Walk {
        Walk::Into
    }
    fn visit_query_source(&mut self, _node: QuerySource<'t>) -> Walk {
        Walk::Into
    }
    fn visit_by_name_source(&mut self, _node: ByNameSource<'t>) -> Walk {
        Walk::Into
    }
    fn visit_set_source(&mut self, _node: SetSource<'t>) -> Walk {
        Walk::Into
    }
    fn visit_value_expr(&mut self, _node: ValueExpr<'t>) -> Walk {
        Walk::Into
    }
    fn visit_default_value(&mut self, _node: DefaultValue<'t>) -> Walk {
        Walk::Into
    }
    fn visit_multi_insert_branch(&mut self, _node: MultiInsertBranch<'t>) -> Walk {
        Walk::Into
    }
    fn visit_multi_into(&mut self, _node: MultiInto<'t>) -> Walk {
        Walk::Into
    }
    fn visit_set_column(&mut self, _node: SetColumn<'t>) -> Walk {
        Walk::Into
    }
    fn visit_set_columns(&mut self, _node: SetColumns<'t>) -> Walk {
        Walk::Into
    }
    fn visit_set_row(&mut self, _node: SetRow<'t>) -> Walk {
        Walk::Into
    }
    fn visit_merge_update(&mut self, _node: MergeUpdate<'t>) -> Walk {
        Walk::Into
    }
    fn visit_merge_insert(&mut self, _node: MergeInsert<'t>) -> Walk {
        Walk::Into
    }
    fn visit_lock_target(&mut self, _node: LockTarget<'t>) -> Walk {
        Walk::Into
    }
    fn visit_body(&mut self, _node: Body<'t>) -> Walk {
        Walk::Into
    }
    fn visit_handler(&mut self, _node: Handler<'t>) -> Walk {
        Walk::Into
    }
    fn visit_assign_stmt(&mut self, _node: AssignStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_call_statement(&mut self, _node: CallStatement<'t>) -> Walk {
        Walk::Into
    }
    fn visit_if_stmt(&mut self, _node: IfStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_case_stmt(&mut self, _node: CaseStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_loop_stmt(&mut self, _node: LoopStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_forall_stmt(&mut self, _node: ForallStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_exit_stmt(&mut self, _node: ExitStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_continue_stmt(&mut self, _node: ContinueStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_goto_stmt(&mut self, _node: GotoStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_return_stmt(&mut self, _node: ReturnStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_raise_stmt(&mut self, _node: RaiseStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_null_stmt(&mut self, _node: NullStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_execute_immediate_stmt(&mut self, _node: ExecuteImmediateStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_open_stmt(&mut self, _node: OpenStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_close_stmt(&mut self, _node: CloseStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_fetch_stmt(&mut self, _node: FetchStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_pipe_row_stmt(&mut self, _node: PipeRowStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_labeled_stmt(&mut self, _node: LabeledStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_pragma_stmt(&mut self, _node: PragmaStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_bad_stmt(&mut self, _node: BadStmt<'t>) -> Walk {
        Walk::Into
    }
    fn visit_elsif_branch(&mut self, _node: ElsifBranch<'t>) -> Walk {
        Walk::Into
    }
    fn visit_else_branch(&mut self, _node: ElseBranch<'t>) -> Walk {
        Walk::Into
    }
    fn visit_case_stmt_branch(&mut self, _node: CaseStmtBranch<'t>) -> Walk {
        Walk::Into
    }
    fn visit_while_head(&mut self, _node: WhileHead<'t>) -> Walk {
        Walk::Into
    }
    fn visit_for_range_head(&mut self, _node: ForRangeHead<'t>) -> Walk {
        Walk::Into
    }
    fn visit_for_cursor_head(&mut self, _node: ForCursorHead<'t>) -> Walk {
        Walk::Into
    }
    fn visit_iterand(&mut self, _node: Iterand<'t>) -> Walk {
        Walk::Into
    }
    fn visit_iteration_control(&mut self, _node: IterationControl<'t>) -> Walk {
        Walk::Into
    }
    fn visit_using_item(&mut self, _node: UsingItem<'t>) -> Walk {
        Walk::Into
    }
    fn visit_bounds_range(&mut self, _node: BoundsRange<'t>) -> Walk {
        Walk::Into
    }
    fn visit_indices_range(&mut self, _node: IndicesRange<'t>) -> Walk {
        Walk::Into
    }
    fn visit_values_range(&mut self, _node: ValuesRange<'t>) -> Walk {
        Walk::Into
    }
    fn visit_pragma(&mut self, _node: Pragma<'t>) -> Walk {
        Walk::Into
    }
    fn visit_variable_decl(&mut self, _node: VariableDecl<'t>) -> Walk {
        Walk::Into
    }
    fn visit_exception_decl(&mut self, _node: ExceptionDecl<'t>) -> Walk {
        Walk::Into
    }
    fn visit_cursor_decl(&mut self, _node: CursorDecl<'t>) -> Walk {
        Walk::Into
    }
    fn visit_record_type_decl(&mut self, _node: RecordTypeDecl<'t>) -> Walk {
        Walk::Into
    }
    fn visit_collection_type_decl(&mut self, _node: CollectionTypeDecl<'t>) -> Walk {
        Walk::Into
    }
    fn visit_ref_cursor_type_decl(&mut self, _node: RefCursorTypeDecl<'t>) -> Walk {
        Walk::Into
    }
    fn visit_enum_type_decl(&mut self, _node: EnumTypeDecl<'t>) -> Walk {
        Walk::Into
    }
    fn visit_subtype_decl(&mut self, _node: SubtypeDecl<'t>) -> Walk {
        Walk::Into
    }
    fn visit_range_constraint(&mut self, _node: RangeConstraint<'t>) -> Walk {
        Walk::Into
    }
    fn visit_parameter(&mut self, _node: Parameter<'t>) -> Walk {
        Walk::Into
    }
    fn visit_record_field(&mut self, _node: RecordField<'t>) -> Walk {
        Walk::Into
    }
    fn visit_create_head(&mut self, _node: CreateHead<'t>) -> Walk {
        Walk::Into
    }
    fn visit_routine_attribute(&mut self, _node: RoutineAttribute<'t>) -> Walk {
        Walk::Into
    }
    fn visit_call_spec(&mut self, _node: CallSpec<'t>) -> Walk {
        Walk::Into
    }
    fn visit_object_type_def(&mut self, _node: ObjectTypeDef<'t>) -> Walk {
        Walk::Into
    }
    fn visit_collection_type_def(&mut self, _node: CollectionTypeDef<'t>) -> Walk {
        Walk::Into
    }
    fn visit_opaque_type_def(&mut self, _node: OpaqueTypeDef<'t>) -> Walk {
        Walk::Into
    }
    fn visit_attribute_def(&mut self, _node: AttributeDef<'t>) -> Walk {
        Walk::Into
    }
    fn visit_method_spec(&mut self, _node: MethodSpec<'t>) -> Walk {
        Walk::Into
    }
    fn visit_trigger_event(&mut self, _node: TriggerEvent<'t>) -> Walk {
        Walk::Into
    }
    fn visit_trigger_target(&mut self, _node: TriggerTarget<'t>) -> Walk {
        Walk::Into
    }
    fn visit_trigger_option(&mut self, _node: TriggerOption<'t>) -> Walk {
        Walk::Into
    }
    fn visit_trigger_reference(&mut self, _node: TriggerReference<'t>) -> Walk {
        Walk::Into
    }
    fn visit_compound_body(&mut self, _node: CompoundBody<'t>) -> Walk {
        Walk::Into
    }
    fn visit_compound_section(&mut self, _node: CompoundSection<'t>) -> Walk {
        Walk::Into
    }
    fn visit_column_def(&mut self, _node: ColumnDef<'t>) -> Walk {
        Walk::Into
    }
    fn visit_table_constraint(&mut self, _node: TableConstraint<'t>) -> Walk {
        Walk::Into
    }
    fn visit_opaque_element(&mut self, _node: OpaqueElement<'t>) -> Walk {
        Walk::Into
    }
    fn visit_column_default(&mut self, _node: ColumnDefault<'t>) -> Walk {
        Walk::Into
    }
    fn visit_column_identity(&mut self, _node: ColumnIdentity<'t>) -> Walk {
        Walk::Into
    }
    fn visit_column_virtual(&mut self, _node: ColumnVirtual<'t>) -> Walk {
        Walk::Into
    }
    fn visit_column_constraint(&mut self, _node: ColumnConstraint<'t>) -> Walk {
        Walk::Into
    }
    fn visit_column_flag(&mut self, _node: ColumnFlag<'t>) -> Walk {
        Walk::Into
    }
    fn visit_sequence_option(&mut self, _node: SequenceOption<'t>) -> Walk {
        Walk::Into
    }
    fn visit_constraint_state(&mut self, _node: ConstraintState<'t>) -> Walk {
        Walk::Into
    }
    fn visit_not_null_constraint(&mut self, _node: NotNullConstraint<'t>) -> Walk {
        Walk::Into
    }
    fn visit_null_constraint(&mut self, _node: NullConstraint<'t>) -> Walk {
        Walk::Into
    }
    fn visit_unique_constraint(&mut self, _node: UniqueConstraint<'t>) -> Walk {
        Walk::Into
    }
    fn visit_primary_key_constraint(&mut self, _node: PrimaryKeyConstraint<'t>) -> Walk {
        Walk::Into
    }
    fn visit_foreign_key_constraint(&mut self, _node: ForeignKeyConstraint<'t>) -> Walk {
        Walk::Into
    }
    fn visit_check_constraint(&mut self, _node: CheckConstraint<'t>) -> Walk {
        Walk::Into
    }
    fn visit_physical_attribute(&mut self, _node: PhysicalAttribute<'t>) -> Walk {
        Walk::Into
    }
    fn visit_partition_by(&mut self, _node: PartitionBy<'t>) -> Walk {
        Walk::Into
    }
    fn visit_lob_storage(&mut self, _node: LobStorage<'t>) -> Walk {
        Walk::Into
    }
    fn visit_nested_table_storage(&mut self, _node: NestedTableStorage<'t>) -> Walk {
        Walk::Into
    }
    fn visit_on_commit(&mut self, _node: OnCommit<'t>) -> Walk {
        Walk::Into
    }
    fn visit_organization(&mut self, _node: Organization<'t>) -> Walk {
        Walk::Into
    }
    fn visit_opaque_property(&mut self, _node: OpaqueProperty<'t>) -> Walk {
        Walk::Into
    }
    fn visit_subpartition_by(&mut self, _node: SubpartitionBy<'t>) -> Walk {
        Walk::Into
    }
    fn visit_partition_def(&mut self, _node: PartitionDef<'t>) -> Walk {
        Walk::Into
    }
    fn visit_local_partitions(&mut self, _node: LocalPartitions<'t>) -> Walk {
        Walk::Into
    }
    fn visit_domain_index(&mut self, _node: DomainIndex<'t>) -> Walk {
        Walk::Into
    }
    fn visit_index_flag(&mut self, _node: IndexFlag<'t>) -> Walk {
        Walk::Into
    }
    fn visit_view_attribute(&mut self, _node: ViewAttribute<'t>) -> Walk {
        Walk::Into
    }
    fn visit_view_restriction(&mut self, _node: ViewRestriction<'t>) -> Walk {
        Walk::Into
    }
    fn visit_view_column_name(&mut self, _node: ViewColumnName<'t>) -> Walk {
        Walk::Into
    }
    fn visit_mview_option(&mut self, _node: MviewOption<'t>) -> Walk {
        Walk::Into
    }
    fn visit_add_elements(&mut self, _node: AddElements<'t>) -> Walk {
        Walk::Into
    }
    fn visit_modify_columns(&mut self, _node: ModifyColumns<'t>) -> Walk {
        Walk::Into
    }
    fn visit_modify_constraint(&mut self, _node: ModifyConstraint<'t>) -> Walk {
        Walk::Into
    }
    fn visit_drop_columns(&mut self, _node: DropColumns<'t>) -> Walk {
        Walk::Into
    }
    fn visit_drop_constraint(&mut self, _node: DropConstraint<'t>) -> Walk {
        Walk::Into
    }
    fn visit_rename_to(&mut self, _node: RenameTo<'t>) -> Walk {
        Walk::Into
    }
    fn visit_rename_column(&mut self, _node: RenameColumn<'t>) -> Walk {
        Walk::Into
    }
    fn visit_rename_constraint(&mut self, _node: RenameConstraint<'t>) -> Walk {
        Walk::Into
    }
    fn visit_enable_disable(&mut self, _node: EnableDisable<'t>) -> Walk {
        Walk::Into
    }
    fn visit_add_partition(&mut self, _node: AddPartition<'t>) -> Walk {
        Walk::Into
    }
    fn visit_modify_partitioning(&mut self, _node: ModifyPartitioning<'t>) -> Walk {
        Walk::Into
    }
    fn visit_opaque_action(&mut self, _node: OpaqueAction<'t>) -> Walk {
        Walk::Into
    }
    fn visit_privilege(&mut self, _node: Privilege<'t>) -> Walk {
        Walk::Into
    }
    fn visit_grantee(&mut self, _node: Grantee<'t>) -> Walk {
        Walk::Into
    }
}

pub(super) fn dispatch<'t>(visitor: &mut impl Visitor<'t>, node: SyntaxNode<'t>) -> Walk {
    match node.kind() {
        SyntaxKind::Nil => Walk::Over,
        SyntaxKind::List => Walk::Into,
        SyntaxKind::Token => {
            visitor.token(SyntaxToken(node));
            Walk::Over
        }
        SyntaxKind::SelectStmt => visitor.visit_select_stmt(SelectStmt(node)),
        SyntaxKind::InsertStmt => visitor.visit_insert_stmt(InsertStmt(node)),
        SyntaxKind::MultiInsertStmt => visitor.visit_multi_insert_stmt(MultiInsertStmt(node)),
        SyntaxKind::UpdateStmt => visitor.visit_update_stmt(UpdateStmt(node)),
        SyntaxKind::DeleteStmt => visitor.visit_delete_stmt(DeleteStmt(node)),
        SyntaxKind::MergeStmt => visitor.visit_merge_stmt(MergeStmt(node)),
        SyntaxKind::CommitStmt => visitor.visit_commit_stmt(CommitStmt(node)),
        SyntaxKind::RollbackStmt => visitor.visit_rollback_stmt(RollbackStmt(node)),
        SyntaxKind::SavepointStmt => visitor.visit_savepoint_stmt(SavepointStmt(node)),
        SyntaxKind::SetTransactionStmt => visitor.visit_set_transaction_stmt(SetTransactionStmt(node)),
        SyntaxKind::LockTableStmt => visitor.visit_lock_table_stmt(LockTableStmt(node)),
        SyntaxKind::CallStmt => visitor.visit_call_stmt(CallStmt(node)),
        SyntaxKind::ExplainPlanStmt => visitor.visit_explain_plan_stmt(ExplainPlanStmt(node)),
        SyntaxKind::OpaqueStmt => visitor.visit_opaque_stmt(OpaqueStmt(node)),
        SyntaxKind::Block => visitor.visit_block(Block(node)),
        SyntaxKind::CreateProcedure => visitor.visit_create_procedure(CreateProcedure(node)),
        SyntaxKind::CreateFunction => visitor.visit_create_function(CreateFunction(node)),
        SyntaxKind::CreatePackage => visitor.visit_create_package(CreatePackage(node)),
        SyntaxKind::CreatePackageBody => visitor.visit_create_package_body(CreatePackageBody(node)),
        SyntaxKind::CreateType => visitor.visit_create_type(CreateType(node)),
        SyntaxKind::CreateTypeBody => visitor.visit_create_type_body(CreateTypeBody(node)),
        SyntaxKind::CreateTrigger => visitor.visit_create_trigger(CreateTrigger(node)),
        SyntaxKind::CreateTable => visitor.visit_create_table(CreateTable(node)),
        SyntaxKind::CreateIndex => visitor.visit_create_index(CreateIndex(node)),
        SyntaxKind::CreateView => visitor.visit_create_view(CreateView(node)),
        SyntaxKind::CreateMaterializedView => {
            visitor.visit_create_materialized_view(CreateMaterializedView(node))
        }
        SyntaxKind::CreateMaterializedViewLog => {
            visitor.visit_create_materialized_view_log(CreateMaterializedViewLog(node))
        }
        SyntaxKind::CreateSequence => visitor.visit_create_sequence(CreateSequence(node)),
        SyntaxKind::CreateSynonym => visitor.visit_create_synonym(CreateSynonym(node)),
        SyntaxKind::CreateDatabaseLink => visitor.visit_create_database_link(CreateDatabaseLink(node)),
        SyntaxKind::CreateDirectory => visitor.visit_create_directory(CreateDirectory(node)),
        SyntaxKind::CreateUser => visitor.visit_create_user(CreateUser(node)),
        SyntaxKind::CreateRole => visitor.visit_create_role(CreateRole(node)),
        SyntaxKind::CreateContext => visitor.visit_create_context(CreateContext(node)),
        SyntaxKind::CreateOpaque => visitor.visit_create_opaque(CreateOpaque(node)),
        SyntaxKind::AlterTable => visitor.visit_alter_table(AlterTable(node)),
        SyntaxKind::AlterIndex => visitor.visit_alter_index(AlterIndex(node)),
        SyntaxKind::AlterSequence => visitor.visit_alter_sequence(AlterSequence(node)),
        SyntaxKind::AlterTrigger => visitor.visit_alter_trigger(AlterTrigger(node)),
        SyntaxKind::AlterType => visitor.visit_alter_type(AlterType(node)),
        SyntaxKind::AlterCompile => visitor.visit_alter_compile(AlterCompile(node)),
        SyntaxKind::AlterOpaque => visitor.visit_alter_opaque(AlterOpaque(node)),
        SyntaxKind::DropStmt => visitor.visit_drop_stmt(DropStmt(node)),
        SyntaxKind::GrantStmt => visitor.visit_grant_stmt(GrantStmt(node)),
        SyntaxKind::RevokeStmt => visitor.visit_revoke_stmt(RevokeStmt(node)),
        SyntaxKind::CommentStmt => visitor.visit_comment_stmt(CommentStmt(node)),
        SyntaxKind::TruncateStmt => visitor.visit_truncate_stmt(TruncateStmt(node)),
        SyntaxKind::RenameStmt => visitor.visit_rename_stmt(RenameStmt(node)),
        SyntaxKind::Name => visitor.visit_name(Name(node)),
        SyntaxKind::ObjectName => visitor.visit_object_name(ObjectName(node)),
        SyntaxKind::BinaryExpr => visitor.visit_binary_expr(BinaryExpr(node)),
        SyntaxKind::UnaryExpr => visitor.visit_unary_expr(UnaryExpr(node)),
        SyntaxKind::IsExpr => visitor.visit_is_expr(IsExpr(node)),
        SyntaxKind::InExpr => visitor.visit_in_expr(InExpr(node)),
        SyntaxKind::BetweenExpr => visitor.visit_between_expr(BetweenExpr(node)),
        SyntaxKind::LikeExpr => visitor.visit_like_expr(LikeExpr(node)),
        SyntaxKind::MemberExpr => visitor.visit_member_expr(MemberExpr(node)),
        SyntaxKind::QuantifiedExpr => visitor.visit_quantified_expr(QuantifiedExpr(node)),
        SyntaxKind::ExistsExpr => visitor.visit_exists_expr(ExistsExpr(node)),
        SyntaxKind::MultisetExpr => visitor.visit_multiset_expr(MultisetExpr(node)),
        SyntaxKind::AtTimeZoneExpr => visitor.visit_at_time_zone_expr(AtTimeZoneExpr(node)),
        SyntaxKind::AtLocalExpr => visitor.visit_at_local_expr(AtLocalExpr(node)),
        SyntaxKind::CollateExpr => visitor.visit_collate_expr(CollateExpr(node)),
        SyntaxKind::IntervalQualifiedExpr => {
            visitor.visit_interval_qualified_expr(IntervalQualifiedExpr(node))
        }
        SyntaxKind::ParenExpr => visitor.visit_paren_expr(ParenExpr(node)),
        SyntaxKind::TupleExpr => visitor.visit_tuple_expr(TupleExpr(node)),
        SyntaxKind::SubqueryExpr => visitor.visit_subquery_expr(SubqueryExpr(node)),
        SyntaxKind::CaseExpr => visitor.visit_case_expr(CaseExpr(node)),
        SyntaxKind::CursorExpr => visitor.visit_cursor_expr(CursorExpr(node)),
        SyntaxKind::NewExpr => visitor.visit_new_expr(NewExpr(node)),
        SyntaxKind::Literal => visitor.visit_literal(Literal(node)),
        SyntaxKind::DateLiteral => visitor.visit_date_literal(DateLiteral(node)),
        SyntaxKind::IntervalLiteral => visitor.visit_interval_literal(IntervalLiteral(node)),
        SyntaxKind::BindVariable => visitor.visit_bind_variable(BindVariable(node)),
        SyntaxKind::InquiryDirective => visitor.visit_inquiry_directive(InquiryDirective(node)),
        SyntaxKind::NameRef => visitor.visit_name_ref(NameRef(node)),
        SyntaxKind::FieldExpr => visitor.visit_field_expr(FieldExpr(node)),
        SyntaxKind::CallExpr => visitor.visit_call_expr(CallExpr(node)),
        SyntaxKind::AttributeExpr => visitor.visit_attribute_expr(AttributeExpr(node)),
        SyntaxKind::RemoteExpr => visitor.visit_remote_expr(RemoteExpr(node)),
        SyntaxKind::OuterJoinExpr => visitor.visit_outer_join_expr(OuterJoinExpr(node)),
        SyntaxKind::OverExpr => visitor.visit_over_expr(OverExpr(node)),
        SyntaxKind::WithinGroupExpr => visitor.visit_within_group_expr(WithinGroupExpr(node)),
        SyntaxKind::KeepExpr => visitor.visit_keep_expr(KeepExpr(node)),
        SyntaxKind::FilterExpr => visitor.visit_filter_expr(FilterExpr(node)),
        SyntaxKind::NullTreatmentExpr => visitor.visit_null_treatment_expr(NullTreatmentExpr(node)),
        SyntaxKind::FromFirstLastExpr => visitor.visit_from_first_last_expr(FromFirstLastExpr(node)),
        SyntaxKind::CastExpr => visitor.visit_cast_expr(CastExpr(node)),
        SyntaxKind::ExtractExpr => visitor.visit_extract_expr(ExtractExpr(node)),
        SyntaxKind::TrimExpr => visitor.visit_trim_expr(TrimExpr(node)),
        SyntaxKind::TreatExpr => visitor.visit_treat_expr(TreatExpr(node)),
        SyntaxKind::MultisetSubqueryExpr => visitor.visit_multiset_subquery_expr(MultisetSubqueryExpr(node)),
        SyntaxKind::SelfAsExpr => visitor.visit_self_as_expr(SelfAsExpr(node)),
        SyntaxKind::XmlFunctionExpr => visitor.visit_xml_function_expr(XmlFunctionExpr(node)),
        SyntaxKind::JsonFunctionExpr => visitor.visit_json_function_expr(JsonFunctionExpr(node)),
        SyntaxKind::OpaqueCallExpr => visitor.visit_opaque_call_expr(OpaqueCallExpr(node)),
        SyntaxKind::OldValueExpr => visitor.visit_old_value_expr(OldValueExpr(node)),
        SyntaxKind::BadExpr => visitor.visit_bad_expr(BadExpr(node)),
        SyntaxKind::Query => visitor.visit_query(Query(node)),
        SyntaxKind::CaseBranch => visitor.visit_case_branch(CaseBranch(node)),
        SyntaxKind::IntervalField => visitor.visit_interval_field(IntervalField(node)),
        SyntaxKind::OrderItem => visitor.visit_order_item(OrderItem(node)),
        SyntaxKind::PlainArgument => visitor.visit_plain_argument(PlainArgument(node)),
        SyntaxKind::NamedArgument => visitor.visit_named_argument(NamedArgument(node)),
        SyntaxKind::StarArgument => visitor.visit_star_argument(StarArgument(node)),
        SyntaxKind::QuantifiedArgument => visitor.visit_quantified_argument(QuantifiedArgument(node)),
        SyntaxKind::AliasedArgument => visitor.visit_aliased_argument(AliasedArgument(node)),
        SyntaxKind::OverflowArgument => visitor.visit_overflow_argument(OverflowArgument(node)),
        SyntaxKind::UsingArgument => visitor.visit_using_argument(UsingArgument(node)),
        SyntaxKind::DefaultArgument => visitor.visit_default_argument(DefaultArgument(node)),
        SyntaxKind::ConversionArgument => visitor.visit_conversion_argument(ConversionArgument(node)),
        SyntaxKind::SubqueryArgument => visitor.visit_subquery_argument(SubqueryArgument(node)),
        SyntaxKind::QualifiedStarArgument => {
            visitor.visit_qualified_star_argument(QualifiedStarArgument(node))
        }
        SyntaxKind::IndexedArgument => visitor.visit_indexed_argument(IndexedArgument(node)),
        SyntaxKind::IteratedArgument => visitor.visit_iterated_argument(IteratedArgument(node)),
        SyntaxKind::PartitionedArgument => visitor.visit_partitioned_argument(PartitionedArgument(node)),
        SyntaxKind::IndexChoice => visitor.visit_index_choice(IndexChoice(node)),
        SyntaxKind::IterationHead => visitor.visit_iteration_head(IterationHead(node)),
        SyntaxKind::WindowSpec => visitor.visit_window_spec(WindowSpec(node)),
        SyntaxKind::WindowFrame => visitor.visit_window_frame(WindowFrame(node)),
        SyntaxKind::FrameBound => visitor.visit_frame_bound(FrameBound(node)),
        SyntaxKind::XmlOption => visitor.visit_xml_option(XmlOption(node)),
        SyntaxKind::XmlPassing => visitor.visit_xml_passing(XmlPassing(node)),
        SyntaxKind::XmlColumn => visitor.visit_xml_column(XmlColumn(node)),
        SyntaxKind::XmlNamespace => visitor.visit_xml_namespace(XmlNamespace(node)),
        SyntaxKind::XmlAttributes => visitor.visit_xml_attributes(XmlAttributes(node)),
        SyntaxKind::JsonOption => visitor.visit_json_option(JsonOption(node)),
        SyntaxKind::JsonColumn => visitor.visit_json_column(JsonColumn(node)),
        SyntaxKind::JsonPair => visitor.visit_json_pair(JsonPair(node)),
        SyntaxKind::JsonItem => visitor.visit_json_item(JsonItem(node)),
        SyntaxKind::JsonStar => visitor.visit_json_star(JsonStar(node)),
        SyntaxKind::NamedType => visitor.visit_named_type(NamedType(node)),
        SyntaxKind::TypeOf => visitor.visit_type_of(TypeOf(node)),
        SyntaxKind::RowTypeOf => visitor.visit_row_type_of(RowTypeOf(node)),
        SyntaxKind::IntervalYearType => visitor.visit_interval_year_type(IntervalYearType(node)),
        SyntaxKind::IntervalDayType => visitor.visit_interval_day_type(IntervalDayType(node)),
        SyntaxKind::LongRawType => visitor.visit_long_raw_type(LongRawType(node)),
        SyntaxKind::DoublePrecisionType => visitor.visit_double_precision_type(DoublePrecisionType(node)),
        SyntaxKind::RefType => visitor.visit_ref_type(RefType(node)),
        SyntaxKind::TypeArgument => visitor.visit_type_argument(TypeArgument(node)),
        SyntaxKind::WithClause => visitor.visit_with_clause(WithClause(node)),
        SyntaxKind::QueryBlock => visitor.visit_query_block(QueryBlock(node)),
        SyntaxKind::SetQuery => visitor.visit_set_query(SetQuery(node)),
        SyntaxKind::ParenQuery => visitor.visit_paren_query(ParenQuery(node)),
        SyntaxKind::ValuesBody => visitor.visit_values_body(ValuesBody(node)),
        SyntaxKind::CommonTableExpr => visitor.visit_common_table_expr(CommonTableExpr(node)),
        SyntaxKind::SearchClause => visitor.visit_search_clause(SearchClause(node)),
        SyntaxKind::CycleClause => visitor.visit_cycle_clause(CycleClause(node)),
        SyntaxKind::IntoClause => visitor.visit_into_clause(IntoClause(node)),
        SyntaxKind::StarItem => visitor.visit_star_item(StarItem(node)),
        SyntaxKind::QualifiedStarItem => visitor.visit_qualified_star_item(QualifiedStarItem(node)),
        SyntaxKind::ExprItem => visitor.visit_expr_item(ExprItem(node)),
        SyntaxKind::JoinRef => visitor.visit_join_ref(JoinRef(node)),
        SyntaxKind::TableSource => visitor.visit_table_source(TableSource(node)),
        SyntaxKind::NameTable => visitor.visit_name_table(NameTable(node)),
        SyntaxKind::SubqueryTable => visitor.visit_subquery_table(SubqueryTable(node)),
        SyntaxKind::ParenTable => visitor.visit_paren_table(ParenTable(node)),
        SyntaxKind::LateralTable => visitor.visit_lateral_table(LateralTable(node)),
        SyntaxKind::OnlyTable => visitor.visit_only_table(OnlyTable(node)),
        SyntaxKind::CollectionTable => visitor.visit_collection_table(CollectionTable(node)),
        SyntaxKind::ValuesTable => visitor.visit_values_table(ValuesTable(node)),
        SyntaxKind::PartitionSuffix => visitor.visit_partition_suffix(PartitionSuffix(node)),
        SyntaxKind::SampleSuffix => visitor.visit_sample_suffix(SampleSuffix(node)),
        SyntaxKind::FlashbackSuffix => visitor.visit_flashback_suffix(FlashbackSuffix(node)),
        SyntaxKind::VersionsSuffix => visitor.visit_versions_suffix(VersionsSuffix(node)),
        SyntaxKind::PivotSuffix => visitor.visit_pivot_suffix(PivotSuffix(node)),
        SyntaxKind::UnpivotSuffix => visitor.visit_unpivot_suffix(UnpivotSuffix(node)),
        SyntaxKind::OpaqueSuffix => visitor.visit_opaque_suffix(OpaqueSuffix(node)),
        SyntaxKind::SuffixAlias => visitor.visit_suffix_alias(SuffixAlias(node)),
        SyntaxKind::UnpivotItem => visitor.visit_unpivot_item(UnpivotItem(node)),
        SyntaxKind::WhereClause => visitor.visit_where_clause(WhereClause(node)),
        SyntaxKind::StartWithClause => visitor.visit_start_with_clause(StartWithClause(node)),
        SyntaxKind::ConnectByClause => visitor.visit_connect_by_clause(ConnectByClause(node)),
        SyntaxKind::GroupByClause => visitor.visit_group_by_clause(GroupByClause(node)),
        SyntaxKind::HavingClause => visitor.visit_having_clause(HavingClause(node)),
        SyntaxKind::ModelClause => visitor.visit_model_clause(ModelClause(node)),
        SyntaxKind::WindowClause => visitor.visit_window_clause(WindowClause(node)),
        SyntaxKind::QualifyClause => visitor.visit_qualify_clause(QualifyClause(node)),
        SyntaxKind::CurrentOfClause => visitor.visit_current_of_clause(CurrentOfClause(node)),
        SyntaxKind::GroupExpr => visitor.visit_group_expr(GroupExpr(node)),
        SyntaxKind::GroupingSets => visitor.visit_grouping_sets(GroupingSets(node)),
        SyntaxKind::GroupAll => visitor.visit_group_all(GroupAll(node)),
        SyntaxKind::WindowDefinition => visitor.visit_window_definition(WindowDefinition(node)),
        SyntaxKind::OrderByClause => visitor.visit_order_by_clause(OrderByClause(node)),
        SyntaxKind::OffsetClause => visitor.visit_offset_clause(OffsetClause(node)),
        SyntaxKind::FetchClause => visitor.visit_fetch_clause(FetchClause(node)),
        SyntaxKind::ForUpdateClause => visitor.visit_for_update_clause(ForUpdateClause(node)),
        SyntaxKind::LockWait => visitor.visit_lock_wait(LockWait(node)),
        SyntaxKind::ReturningClause => visitor.visit_returning_clause(ReturningClause(node)),
        SyntaxKind::LogErrorsClause => visitor.visit_log_errors_clause(LogErrorsClause(node)),
        SyntaxKind::TableTarget => visitor.visit_table_target(TableTarget(node)),
        SyntaxKind::SubqueryTarget => visitor.visit_subquery_target(SubqueryTarget(node)),
        SyntaxKind::CollectionTarget => visitor.visit_collection_target(CollectionTarget(node)),
        SyntaxKind::ValuesSource => visitor.visit_values_source(ValuesSource(node)),
        SyntaxKind::ValuesRowsSource => visitor.visit_values_rows_source(ValuesRowsSource(node)),
        SyntaxKind::RecordSource => visitor.visit_record_source(RecordSource(node)),
        SyntaxKind::QuerySource => visitor.visit_query_source(QuerySource(node)),
        SyntaxKind::ByNameSource => visitor.visit_by_name_source(ByNameSource(node)),
        SyntaxKind::SetSource => visitor.visit_set_source(SetSource(node)),
        SyntaxKind::ValueExpr => visitor.visit_value_expr(ValueExpr(node)),
        SyntaxKind::DefaultValue => visitor.visit_default_value(DefaultValue(node)),
        SyntaxKind::MultiInsertBranch => visitor.visit_multi_insert_branch(MultiInsertBranch(node)),
        SyntaxKind::MultiInto => visitor.visit_multi_into(MultiInto(node)),
        SyntaxKind::SetColumn => visitor.visit_set_column(SetColumn(node)),
        SyntaxKind::SetColumns => visitor.visit_set_columns(SetColumns(node)),
        SyntaxKind::SetRow => visitor.visit_set_row(SetRow(node)),
        SyntaxKind::MergeUpdate => visitor.visit_merge_update(MergeUpdate(node)),
        SyntaxKind::MergeInsert => visitor.visit_merge_insert(MergeInsert(node)),
        SyntaxKind::LockTarget => visitor.visit_lock_target(LockTarget(node)),
        SyntaxKind::Body => visitor.visit_body(Body(node)),
        SyntaxKind::Handler => visitor.visit_handler(Handler(node)),
        SyntaxKind::AssignStmt => visitor.visit_assign_stmt(AssignStmt(node)),
        SyntaxKind::CallStatement => visitor.visit_call_statement(CallStatement(node)),
        SyntaxKind::IfStmt => visitor.visit_if_stmt(IfStmt(node)),
        SyntaxKind::CaseStmt => visitor.visit_case_stmt(CaseStmt(node)),
        SyntaxKind::LoopStmt => visitor.visit_loop_stmt(LoopStmt(node)),
        SyntaxKind::ForallStmt => visitor.visit_forall_stmt(ForallStmt(node)),
        SyntaxKind::ExitStmt => visitor.visit_exit_stmt(ExitStmt(node)),
        SyntaxKind::ContinueStmt => visitor.visit_continue_stmt(ContinueStmt(node)),
        SyntaxKind::GotoStmt => visitor.visit_goto_stmt(GotoStmt(node)),
        SyntaxKind::ReturnStmt => visitor.visit_return_stmt(ReturnStmt(node)),
        SyntaxKind::RaiseStmt => visitor.visit_raise_stmt(RaiseStmt(node)),
        SyntaxKind::NullStmt => visitor.visit_null_stmt(NullStmt(node)),
        SyntaxKind::ExecuteImmediateStmt => visitor.visit_execute_immediate_stmt(ExecuteImmediateStmt(node)),
        SyntaxKind::OpenStmt => visitor.visit_open_stmt(OpenStmt(node)),
        SyntaxKind::CloseStmt => visitor.visit_close_stmt(CloseStmt(node)),
        SyntaxKind::FetchStmt => visitor.visit_fetch_stmt(FetchStmt(node)),
        SyntaxKind::PipeRowStmt => visitor.visit_pipe_row_stmt(PipeRowStmt(node)),
        SyntaxKind::LabeledStmt => visitor.visit_labeled_stmt(LabeledStmt(node)),
        SyntaxKind::PragmaStmt => visitor.visit_pragma_stmt(PragmaStmt(node)),
        SyntaxKind::BadStmt => visitor.visit_bad_stmt(BadStmt(node)),
        SyntaxKind::ElsifBranch => visitor.visit_elsif_branch(ElsifBranch(node)),
        SyntaxKind::ElseBranch => visitor.visit_else_branch(ElseBranch(node)),
        SyntaxKind::CaseStmtBranch => visitor.visit_case_stmt_branch(CaseStmtBranch(node)),
        SyntaxKind::WhileHead => visitor.visit_while_head(WhileHead(node)),
        SyntaxKind::ForRangeHead => visitor.visit_for_range_head(ForRangeHead(node)),
        SyntaxKind::ForCursorHead => visitor.visit_for_cursor_head(ForCursorHead(node)),
        SyntaxKind::Iterand => visitor.visit_iterand(Iterand(node)),
        SyntaxKind::IterationControl => visitor.visit_iteration_control(IterationControl(node)),
        SyntaxKind::UsingItem => visitor.visit_using_item(UsingItem(node)),
        SyntaxKind::BoundsRange => visitor.visit_bounds_range(BoundsRange(node)),
        SyntaxKind::IndicesRange => visitor.visit_indices_range(IndicesRange(node)),
        SyntaxKind::ValuesRange => visitor.visit_values_range(ValuesRange(node)),
        SyntaxKind::Pragma => visitor.visit_pragma(Pragma(node)),
        SyntaxKind::VariableDecl => visitor.visit_variable_decl(VariableDecl(node)),
        SyntaxKind::ExceptionDecl => visitor.visit_exception_decl(ExceptionDecl(node)),
        SyntaxKind::CursorDecl => visitor.visit_cursor_decl(CursorDecl(node)),
        SyntaxKind::RecordTypeDecl => visitor.visit_record_type_decl(RecordTypeDecl(node)),
        SyntaxKind::CollectionTypeDecl => visitor.visit_collection_type_decl(CollectionTypeDecl(node)),
        SyntaxKind::RefCursorTypeDecl => visitor.visit_ref_cursor_type_decl(RefCursorTypeDecl(node)),
        SyntaxKind::EnumTypeDecl => visitor.visit_enum_type_decl(EnumTypeDecl(node)),
        SyntaxKind::SubtypeDecl => visitor.visit_subtype_decl(SubtypeDecl(node)),
        SyntaxKind::RangeConstraint => visitor.visit_range_constraint(RangeConstraint(node)),
        SyntaxKind::Parameter => visitor.visit_parameter(Parameter(node)),
        SyntaxKind::RecordField => visitor.visit_record_field(RecordField(node)),
        SyntaxKind::CreateHead => visitor.visit_create_head(CreateHead(node)),
        SyntaxKind::RoutineAttribute => visitor.visit_routine_attribute(RoutineAttribute(node)),
        SyntaxKind::CallSpec => visitor.visit_call_spec(CallSpec(node)),
        SyntaxKind::ObjectTypeDef => visitor.visit_object_type_def(ObjectTypeDef(node)),
        SyntaxKind::CollectionTypeDef => visitor.visit_collection_type_def(CollectionTypeDef(node)),
        SyntaxKind::OpaqueTypeDef => visitor.visit_opaque_type_def(OpaqueTypeDef(node)),
        SyntaxKind::AttributeDef => visitor.visit_attribute_def(AttributeDef(node)),
        SyntaxKind::MethodSpec => visitor.visit_method_spec(MethodSpec(node)),
        SyntaxKind::TriggerEvent => visitor.visit_trigger_event(TriggerEvent(node)),
        SyntaxKind::TriggerTarget => visitor.visit_trigger_target(TriggerTarget(node)),
        SyntaxKind::TriggerOption => visitor.visit_trigger_option(TriggerOption(node)),
        SyntaxKind::TriggerReference => visitor.visit_trigger_reference(TriggerReference(node)),
        SyntaxKind::CompoundBody => visitor.visit_compound_body(CompoundBody(node)),
        SyntaxKind::CompoundSection => visitor.visit_compound_section(CompoundSection(node)),
        SyntaxKind::ColumnDef => visitor.visit_column_def(ColumnDef(node)),
        SyntaxKind::TableConstraint => visitor.visit_table_constraint(TableConstraint(node)),
        SyntaxKind::OpaqueElement => visitor.visit_opaque_element(OpaqueElement(node)),
        SyntaxKind::ColumnDefault => visitor.visit_column_default(ColumnDefault(node)),
        SyntaxKind::ColumnIdentity => visitor.visit_column_identity(ColumnIdentity(node)),
        SyntaxKind::ColumnVirtual => visitor.visit_column_virtual(ColumnVirtual(node)),
        SyntaxKind::ColumnConstraint => visitor.visit_column_constraint(ColumnConstraint(node)),
        SyntaxKind::ColumnFlag => visitor.visit_column_flag(ColumnFlag(node)),
        SyntaxKind::SequenceOption => visitor.visit_sequence_option(SequenceOption(node)),
        SyntaxKind::ConstraintState => visitor.visit_constraint_state(ConstraintState(node)),
        SyntaxKind::NotNullConstraint => visitor.visit_not_null_constraint(NotNullConstraint(node)),
        SyntaxKind::NullConstraint => visitor.visit_null_constraint(NullConstraint(node)),
        SyntaxKind::UniqueConstraint => visitor.visit_unique_constraint(UniqueConstraint(node)),
        SyntaxKind::PrimaryKeyConstraint => visitor.visit_primary_key_constraint(PrimaryKeyConstraint(node)),
        SyntaxKind::ForeignKeyConstraint => visitor.visit_foreign_key_constraint(ForeignKeyConstraint(node)),
        SyntaxKind::CheckConstraint => visitor.visit_check_constraint(CheckConstraint(node)),
        SyntaxKind::PhysicalAttribute => visitor.visit_physical_attribute(PhysicalAttribute(node)),
        SyntaxKind::PartitionBy => visitor.visit_partition_by(PartitionBy(node)),
        SyntaxKind::LobStorage => visitor.visit_lob_storage(LobStorage(node)),
        SyntaxKind::NestedTableStorage => visitor.visit_nested_table_storage(NestedTableStorage(node)),
        SyntaxKind::OnCommit => visitor.visit_on_commit(OnCommit(node)),
        SyntaxKind::Organization => visitor.visit_organization(Organization(node)),
        SyntaxKind::OpaqueProperty => visitor.visit_opaque_property(OpaqueProperty(node)),
        SyntaxKind::SubpartitionBy => visitor.visit_subpartition_by(SubpartitionBy(node)),
        SyntaxKind::PartitionDef => visitor.visit_partition_def(PartitionDef(node)),
        SyntaxKind::LocalPartitions => visitor.visit_local_partitions(LocalPartitions(node)),
        SyntaxKind::DomainIndex => visitor.visit_domain_index(DomainIndex(node)),
        SyntaxKind::IndexFlag => visitor.visit_index_flag(IndexFlag(node)),
        SyntaxKind::ViewAttribute => visitor.visit_view_attribute(ViewAttribute(node)),
        SyntaxKind::ViewRestriction => visitor.visit_view_restriction(ViewRestriction(node)),
        SyntaxKind::ViewColumnName => visitor.visit_view_column_name(ViewColumnName(node)),
        SyntaxKind::MviewOption => visitor.visit_mview_option(MviewOption(node)),
        SyntaxKind::AddElements => visitor.visit_add_elements(AddElements(node)),
        SyntaxKind::ModifyColumns => visitor.visit_modify_columns(ModifyColumns(node)),
        SyntaxKind::ModifyConstraint => visitor.visit_modify_constraint(ModifyConstraint(node)),
        SyntaxKind::DropColumns => visitor.visit_drop_columns(DropColumns(node)),
        SyntaxKind::DropConstraint => visitor.visit_drop_constraint(DropConstraint(node)),
        SyntaxKind::RenameTo => visitor.visit_rename_to(RenameTo(node)),
        SyntaxKind::RenameColumn => visitor.visit_rename_column(RenameColumn(node)),
        SyntaxKind::RenameConstraint => visitor.visit_rename_constraint(RenameConstraint(node)),
        SyntaxKind::EnableDisable => visitor.visit_enable_disable(EnableDisable(node)),
        SyntaxKind::AddPartition => visitor.visit_add_partition(AddPartition(node)),
        SyntaxKind::ModifyPartitioning => visitor.visit_modify_partitioning(ModifyPartitioning(node)),
        SyntaxKind::OpaqueAction => visitor.visit_opaque_action(OpaqueAction(node)),
        SyntaxKind::Privilege => visitor.visit_privilege(Privilege(node)),
        SyntaxKind::Grantee => visitor.visit_grantee(Grantee(node)),
    }
}
