// Written by `cargo xtask codegen` from grammar/oracle.ungram; do not edit.
//! One function per node kind for the grammar's actions.

use super::kinds::SyntaxKind;
use crate::tree::{NodeId, TreeBuilder};

#[allow(
    missing_docs,
    clippy::too_many_arguments,
    reason = "one argument per slot of oracle.ungram"
)]
impl TreeBuilder {
    pub fn select_stmt(&mut self, l: u32, r: u32, query: NodeId) -> NodeId {
        self.node(SyntaxKind::SelectStmt, l, r, &[query])
    }
    pub fn insert_stmt(
        &mut self,
        l: u32,
        r: u32,
        target: NodeId,
        columns: NodeId,
        source: NodeId,
        returning: NodeId,
        log_errors: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::InsertStmt,
            l,
            r,
            &[target, columns, source, returning, log_errors],
        )
    }
    pub fn multi_insert_stmt(
        &mut self,
        l: u32,
        r: u32,
        kind: NodeId,
        branches: NodeId,
        else_intos: NodeId,
        query: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::MultiInsertStmt,
            l,
            r,
            &[kind, branches, else_intos, query],
        )
    }
    pub fn update_stmt(
        &mut self,
        l: u32,
        r: u32,
        target: NodeId,
        set: NodeId,
        from: NodeId,
        r#where: NodeId,
        returning: NodeId,
        log_errors: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::UpdateStmt,
            l,
            r,
            &[target, set, from, r#where, returning, log_errors],
        )
    }
    pub fn delete_stmt(
        &mut self,
        l: u32,
        r: u32,
        target: NodeId,
        from: NodeId,
        r#where: NodeId,
        returning: NodeId,
        log_errors: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::DeleteStmt,
            l,
            r,
            &[target, from, r#where, returning, log_errors],
        )
    }
    pub fn merge_stmt(
        &mut self,
        l: u32,
        r: u32,
        target: NodeId,
        source: NodeId,
        on: NodeId,
        branches: NodeId,
        returning: NodeId,
        log_errors: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::MergeStmt,
            l,
            r,
            &[target, source, on, branches, returning, log_errors],
        )
    }
    pub fn commit_stmt(&mut self, l: u32, r: u32, comment: NodeId, options: NodeId) -> NodeId {
        self.node(SyntaxKind::CommitStmt, l, r, &[comment, options])
    }
    pub fn rollback_stmt(&mut self, l: u32, r: u32, savepoint: NodeId, force: NodeId) -> NodeId {
        self.node(SyntaxKind::RollbackStmt, l, r, &[savepoint, force])
    }
    pub fn savepoint_stmt(&mut self, l: u32, r: u32, name: NodeId) -> NodeId {
        self.node(SyntaxKind::SavepointStmt, l, r, &[name])
    }
    pub fn set_transaction_stmt(&mut self, l: u32, r: u32, what: NodeId, words: NodeId) -> NodeId {
        self.node(SyntaxKind::SetTransactionStmt, l, r, &[what, words])
    }
    pub fn lock_table_stmt(&mut self, l: u32, r: u32, tables: NodeId, mode: NodeId, wait: NodeId) -> NodeId {
        self.node(SyntaxKind::LockTableStmt, l, r, &[tables, mode, wait])
    }
    pub fn call_stmt(&mut self, l: u32, r: u32, call: NodeId, into: NodeId) -> NodeId {
        self.node(SyntaxKind::CallStmt, l, r, &[call, into])
    }
    pub fn explain_plan_stmt(&mut self, l: u32, r: u32, stmt: NodeId) -> NodeId {
        self.node(SyntaxKind::ExplainPlanStmt, l, r, &[stmt])
    }
    pub fn opaque_stmt(&mut self, l: u32, r: u32, verb: NodeId, text: NodeId) -> NodeId {
        self.node(SyntaxKind::OpaqueStmt, l, r, &[verb, text])
    }
    pub fn block(
        &mut self,
        l: u32,
        r: u32,
        labels: NodeId,
        declare: NodeId,
        declarations: NodeId,
        body: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::Block, l, r, &[labels, declare, declarations, body])
    }
    pub fn create_procedure(
        &mut self,
        l: u32,
        r: u32,
        create: NodeId,
        name: NodeId,
        params: NodeId,
        attributes: NodeId,
        declarations: NodeId,
        body: NodeId,
        call_spec: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CreateProcedure,
            l,
            r,
            &[create, name, params, attributes, declarations, body, call_spec],
        )
    }
    pub fn create_function(
        &mut self,
        l: u32,
        r: u32,
        create: NodeId,
        name: NodeId,
        params: NodeId,
        returns: NodeId,
        attributes: NodeId,
        declarations: NodeId,
        body: NodeId,
        call_spec: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CreateFunction,
            l,
            r,
            &[
                create,
                name,
                params,
                returns,
                attributes,
                declarations,
                body,
                call_spec,
            ],
        )
    }
    pub fn create_package(
        &mut self,
        l: u32,
        r: u32,
        create: NodeId,
        name: NodeId,
        attributes: NodeId,
        declarations: NodeId,
        end_label: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CreatePackage,
            l,
            r,
            &[create, name, attributes, declarations, end_label],
        )
    }
    pub fn create_package_body(
        &mut self,
        l: u32,
        r: u32,
        create: NodeId,
        name: NodeId,
        declarations: NodeId,
        init: NodeId,
        end_label: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CreatePackageBody,
            l,
            r,
            &[create, name, declarations, init, end_label],
        )
    }
    pub fn create_type(
        &mut self,
        l: u32,
        r: u32,
        create: NodeId,
        name: NodeId,
        options: NodeId,
        definition: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::CreateType, l, r, &[create, name, options, definition])
    }
    pub fn create_type_body(
        &mut self,
        l: u32,
        r: u32,
        create: NodeId,
        name: NodeId,
        items: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::CreateTypeBody, l, r, &[create, name, items])
    }
    pub fn create_trigger(
        &mut self,
        l: u32,
        r: u32,
        create: NodeId,
        name: NodeId,
        timing: NodeId,
        events: NodeId,
        target: NodeId,
        options: NodeId,
        body: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CreateTrigger,
            l,
            r,
            &[create, name, timing, events, target, options, body],
        )
    }
    pub fn create_table(
        &mut self,
        l: u32,
        r: u32,
        create: NodeId,
        name: NodeId,
        of_type: NodeId,
        elements: NodeId,
        properties: NodeId,
        query: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CreateTable,
            l,
            r,
            &[create, name, of_type, elements, properties, query],
        )
    }
    pub fn create_index(
        &mut self,
        l: u32,
        r: u32,
        create: NodeId,
        name: NodeId,
        table: NodeId,
        alias: NodeId,
        columns: NodeId,
        cluster: NodeId,
        attributes: NodeId,
        join_from: NodeId,
        join_where: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CreateIndex,
            l,
            r,
            &[
                create, name, table, alias, columns, cluster, attributes, join_from, join_where,
            ],
        )
    }
    pub fn create_view(
        &mut self,
        l: u32,
        r: u32,
        create: NodeId,
        name: NodeId,
        columns: NodeId,
        attributes: NodeId,
        query: NodeId,
        restriction: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CreateView,
            l,
            r,
            &[create, name, columns, attributes, query, restriction],
        )
    }
    pub fn create_materialized_view(
        &mut self,
        l: u32,
        r: u32,
        create: NodeId,
        name: NodeId,
        columns: NodeId,
        attributes: NodeId,
        query: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CreateMaterializedView,
            l,
            r,
            &[create, name, columns, attributes, query],
        )
    }
    pub fn create_materialized_view_log(
        &mut self,
        l: u32,
        r: u32,
        create: NodeId,
        table: NodeId,
        words: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CreateMaterializedViewLog,
            l,
            r,
            &[create, table, words],
        )
    }
    pub fn create_sequence(
        &mut self,
        l: u32,
        r: u32,
        create: NodeId,
        name: NodeId,
        options: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::CreateSequence, l, r, &[create, name, options])
    }
    pub fn create_synonym(&mut self, l: u32, r: u32, create: NodeId, name: NodeId, target: NodeId) -> NodeId {
        self.node(SyntaxKind::CreateSynonym, l, r, &[create, name, target])
    }
    pub fn create_database_link(
        &mut self,
        l: u32,
        r: u32,
        create: NodeId,
        name: NodeId,
        words: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::CreateDatabaseLink, l, r, &[create, name, words])
    }
    pub fn create_directory(&mut self, l: u32, r: u32, create: NodeId, name: NodeId, path: NodeId) -> NodeId {
        self.node(SyntaxKind::CreateDirectory, l, r, &[create, name, path])
    }
    pub fn create_user(&mut self, l: u32, r: u32, create: NodeId, name: NodeId, words: NodeId) -> NodeId {
        self.node(SyntaxKind::CreateUser, l, r, &[create, name, words])
    }
    pub fn create_role(&mut self, l: u32, r: u32, create: NodeId, name: NodeId, words: NodeId) -> NodeId {
        self.node(SyntaxKind::CreateRole, l, r, &[create, name, words])
    }
    pub fn create_context(
        &mut self,
        l: u32,
        r: u32,
        create: NodeId,
        name: NodeId,
        package: NodeId,
        words: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::CreateContext, l, r, &[create, name, package, words])
    }
    pub fn create_opaque(&mut self, l: u32, r: u32, create: NodeId, kind: NodeId, text: NodeId) -> NodeId {
        self.node(SyntaxKind::CreateOpaque, l, r, &[create, kind, text])
    }
    pub fn alter_table(&mut self, l: u32, r: u32, name: NodeId, actions: NodeId, physical: NodeId) -> NodeId {
        self.node(SyntaxKind::AlterTable, l, r, &[name, actions, physical])
    }
    pub fn alter_index(&mut self, l: u32, r: u32, name: NodeId, words: NodeId, new_name: NodeId) -> NodeId {
        self.node(SyntaxKind::AlterIndex, l, r, &[name, words, new_name])
    }
    pub fn alter_sequence(&mut self, l: u32, r: u32, name: NodeId, options: NodeId) -> NodeId {
        self.node(SyntaxKind::AlterSequence, l, r, &[name, options])
    }
    pub fn alter_trigger(
        &mut self,
        l: u32,
        r: u32,
        name: NodeId,
        action: NodeId,
        new_name: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::AlterTrigger, l, r, &[name, action, new_name])
    }
    pub fn alter_type(
        &mut self,
        l: u32,
        r: u32,
        name: NodeId,
        action: NodeId,
        what: NodeId,
        attributes: NodeId,
        names: NodeId,
        method: NodeId,
        options: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::AlterType,
            l,
            r,
            &[name, action, what, attributes, names, method, options],
        )
    }
    pub fn alter_compile(&mut self, l: u32, r: u32, kind: NodeId, name: NodeId, words: NodeId) -> NodeId {
        self.node(SyntaxKind::AlterCompile, l, r, &[kind, name, words])
    }
    pub fn alter_opaque(&mut self, l: u32, r: u32, kind: NodeId, name: NodeId, text: NodeId) -> NodeId {
        self.node(SyntaxKind::AlterOpaque, l, r, &[kind, name, text])
    }
    pub fn drop_stmt(
        &mut self,
        l: u32,
        r: u32,
        kind: NodeId,
        body: NodeId,
        public: NodeId,
        if_exists: NodeId,
        name: NodeId,
        text: NodeId,
        options: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::DropStmt,
            l,
            r,
            &[kind, body, public, if_exists, name, text, options],
        )
    }
    pub fn grant_stmt(
        &mut self,
        l: u32,
        r: u32,
        privileges: NodeId,
        object_kind: NodeId,
        object: NodeId,
        grantees: NodeId,
        options: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::GrantStmt,
            l,
            r,
            &[privileges, object_kind, object, grantees, options],
        )
    }
    pub fn revoke_stmt(
        &mut self,
        l: u32,
        r: u32,
        privileges: NodeId,
        object_kind: NodeId,
        object: NodeId,
        grantees: NodeId,
        options: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::RevokeStmt,
            l,
            r,
            &[privileges, object_kind, object, grantees, options],
        )
    }
    pub fn comment_stmt(&mut self, l: u32, r: u32, kind: NodeId, name: NodeId, text: NodeId) -> NodeId {
        self.node(SyntaxKind::CommentStmt, l, r, &[kind, name, text])
    }
    pub fn truncate_stmt(&mut self, l: u32, r: u32, kind: NodeId, name: NodeId, options: NodeId) -> NodeId {
        self.node(SyntaxKind::TruncateStmt, l, r, &[kind, name, options])
    }
    pub fn rename_stmt(&mut self, l: u32, r: u32, old: NodeId, new: NodeId) -> NodeId {
        self.node(SyntaxKind::RenameStmt, l, r, &[old, new])
    }
    pub fn name(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::Name, l, r, &[token])
    }
    pub fn object_name(&mut self, l: u32, r: u32, parts: NodeId, dblink: NodeId) -> NodeId {
        self.node(SyntaxKind::ObjectName, l, r, &[parts, dblink])
    }
    pub fn binary_expr(&mut self, l: u32, r: u32, left: NodeId, op: NodeId, right: NodeId) -> NodeId {
        self.node(SyntaxKind::BinaryExpr, l, r, &[left, op, right])
    }
    pub fn unary_expr(&mut self, l: u32, r: u32, op: NodeId, operand: NodeId) -> NodeId {
        self.node(SyntaxKind::UnaryExpr, l, r, &[op, operand])
    }
    pub fn is_expr(
        &mut self,
        l: u32,
        r: u32,
        operand: NodeId,
        not: NodeId,
        what: NodeId,
        types: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::IsExpr, l, r, &[operand, not, what, types])
    }
    pub fn in_expr(&mut self, l: u32, r: u32, operand: NodeId, not: NodeId, list: NodeId) -> NodeId {
        self.node(SyntaxKind::InExpr, l, r, &[operand, not, list])
    }
    pub fn between_expr(
        &mut self,
        l: u32,
        r: u32,
        operand: NodeId,
        not: NodeId,
        low: NodeId,
        high: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::BetweenExpr, l, r, &[operand, not, low, high])
    }
    pub fn like_expr(
        &mut self,
        l: u32,
        r: u32,
        operand: NodeId,
        not: NodeId,
        op: NodeId,
        pattern: NodeId,
        escape: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::LikeExpr, l, r, &[operand, not, op, pattern, escape])
    }
    pub fn member_expr(
        &mut self,
        l: u32,
        r: u32,
        operand: NodeId,
        not: NodeId,
        op: NodeId,
        collection: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::MemberExpr, l, r, &[operand, not, op, collection])
    }
    pub fn quantified_expr(
        &mut self,
        l: u32,
        r: u32,
        left: NodeId,
        op: NodeId,
        quantifier: NodeId,
        right: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::QuantifiedExpr, l, r, &[left, op, quantifier, right])
    }
    pub fn exists_expr(&mut self, l: u32, r: u32, query: NodeId) -> NodeId {
        self.node(SyntaxKind::ExistsExpr, l, r, &[query])
    }
    pub fn multiset_expr(
        &mut self,
        l: u32,
        r: u32,
        left: NodeId,
        op: NodeId,
        quantifier: NodeId,
        right: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::MultisetExpr, l, r, &[left, op, quantifier, right])
    }
    pub fn at_time_zone_expr(&mut self, l: u32, r: u32, operand: NodeId, zone: NodeId) -> NodeId {
        self.node(SyntaxKind::AtTimeZoneExpr, l, r, &[operand, zone])
    }
    pub fn at_local_expr(&mut self, l: u32, r: u32, operand: NodeId) -> NodeId {
        self.node(SyntaxKind::AtLocalExpr, l, r, &[operand])
    }
    pub fn collate_expr(&mut self, l: u32, r: u32, operand: NodeId, collation: NodeId) -> NodeId {
        self.node(SyntaxKind::CollateExpr, l, r, &[operand, collation])
    }
    pub fn interval_qualified_expr(
        &mut self,
        l: u32,
        r: u32,
        operand: NodeId,
        unit: NodeId,
        leading: NodeId,
        fraction: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::IntervalQualifiedExpr,
            l,
            r,
            &[operand, unit, leading, fraction],
        )
    }
    pub fn paren_expr(&mut self, l: u32, r: u32, inner: NodeId) -> NodeId {
        self.node(SyntaxKind::ParenExpr, l, r, &[inner])
    }
    pub fn tuple_expr(&mut self, l: u32, r: u32, items: NodeId) -> NodeId {
        self.node(SyntaxKind::TupleExpr, l, r, &[items])
    }
    pub fn subquery_expr(&mut self, l: u32, r: u32, query: NodeId) -> NodeId {
        self.node(SyntaxKind::SubqueryExpr, l, r, &[query])
    }
    pub fn case_expr(
        &mut self,
        l: u32,
        r: u32,
        operand: NodeId,
        branches: NodeId,
        else_value: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::CaseExpr, l, r, &[operand, branches, else_value])
    }
    pub fn cursor_expr(&mut self, l: u32, r: u32, query: NodeId) -> NodeId {
        self.node(SyntaxKind::CursorExpr, l, r, &[query])
    }
    pub fn new_expr(&mut self, l: u32, r: u32, call: NodeId) -> NodeId {
        self.node(SyntaxKind::NewExpr, l, r, &[call])
    }
    pub fn literal(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::Literal, l, r, &[token])
    }
    pub fn date_literal(&mut self, l: u32, r: u32, kind: NodeId, value: NodeId) -> NodeId {
        self.node(SyntaxKind::DateLiteral, l, r, &[kind, value])
    }
    pub fn interval_literal(&mut self, l: u32, r: u32, value: NodeId, from: NodeId, to: NodeId) -> NodeId {
        self.node(SyntaxKind::IntervalLiteral, l, r, &[value, from, to])
    }
    pub fn bind_variable(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::BindVariable, l, r, &[token])
    }
    pub fn inquiry_directive(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::InquiryDirective, l, r, &[token])
    }
    pub fn name_ref(&mut self, l: u32, r: u32, name: NodeId) -> NodeId {
        self.node(SyntaxKind::NameRef, l, r, &[name])
    }
    pub fn field_expr(&mut self, l: u32, r: u32, base: NodeId, name: NodeId) -> NodeId {
        self.node(SyntaxKind::FieldExpr, l, r, &[base, name])
    }
    pub fn call_expr(
        &mut self,
        l: u32,
        r: u32,
        callee: NodeId,
        args: NodeId,
        order_by: NodeId,
        null_treatment: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CallExpr,
            l,
            r,
            &[callee, args, order_by, null_treatment],
        )
    }
    pub fn attribute_expr(&mut self, l: u32, r: u32, base: NodeId, name: NodeId) -> NodeId {
        self.node(SyntaxKind::AttributeExpr, l, r, &[base, name])
    }
    pub fn remote_expr(&mut self, l: u32, r: u32, base: NodeId, dblink: NodeId) -> NodeId {
        self.node(SyntaxKind::RemoteExpr, l, r, &[base, dblink])
    }
    pub fn outer_join_expr(&mut self, l: u32, r: u32, base: NodeId) -> NodeId {
        self.node(SyntaxKind::OuterJoinExpr, l, r, &[base])
    }
    pub fn over_expr(&mut self, l: u32, r: u32, function: NodeId, window: NodeId, spec: NodeId) -> NodeId {
        self.node(SyntaxKind::OverExpr, l, r, &[function, window, spec])
    }
    pub fn within_group_expr(&mut self, l: u32, r: u32, function: NodeId, order_by: NodeId) -> NodeId {
        self.node(SyntaxKind::WithinGroupExpr, l, r, &[function, order_by])
    }
    pub fn keep_expr(
        &mut self,
        l: u32,
        r: u32,
        function: NodeId,
        rank: NodeId,
        which: NodeId,
        order_by: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::KeepExpr, l, r, &[function, rank, which, order_by])
    }
    pub fn filter_expr(&mut self, l: u32, r: u32, function: NodeId, condition: NodeId) -> NodeId {
        self.node(SyntaxKind::FilterExpr, l, r, &[function, condition])
    }
    pub fn null_treatment_expr(&mut self, l: u32, r: u32, function: NodeId, treatment: NodeId) -> NodeId {
        self.node(SyntaxKind::NullTreatmentExpr, l, r, &[function, treatment])
    }
    pub fn from_first_last_expr(&mut self, l: u32, r: u32, function: NodeId, which: NodeId) -> NodeId {
        self.node(SyntaxKind::FromFirstLastExpr, l, r, &[function, which])
    }
    pub fn cast_expr(
        &mut self,
        l: u32,
        r: u32,
        operand: NodeId,
        datatype: NodeId,
        default: NodeId,
        format: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::CastExpr, l, r, &[operand, datatype, default, format])
    }
    pub fn extract_expr(&mut self, l: u32, r: u32, field: NodeId, source: NodeId) -> NodeId {
        self.node(SyntaxKind::ExtractExpr, l, r, &[field, source])
    }
    pub fn trim_expr(&mut self, l: u32, r: u32, side: NodeId, characters: NodeId, source: NodeId) -> NodeId {
        self.node(SyntaxKind::TrimExpr, l, r, &[side, characters, source])
    }
    pub fn treat_expr(&mut self, l: u32, r: u32, operand: NodeId, datatype: NodeId) -> NodeId {
        self.node(SyntaxKind::TreatExpr, l, r, &[operand, datatype])
    }
    pub fn multiset_subquery_expr(&mut self, l: u32, r: u32, query: NodeId) -> NodeId {
        self.node(SyntaxKind::MultisetSubqueryExpr, l, r, &[query])
    }
    pub fn self_as_expr(&mut self, l: u32, r: u32, datatype: NodeId) -> NodeId {
        self.node(SyntaxKind::SelfAsExpr, l, r, &[datatype])
    }
    pub fn xml_function_expr(&mut self, l: u32, r: u32, function: NodeId, parts: NodeId) -> NodeId {
        self.node(SyntaxKind::XmlFunctionExpr, l, r, &[function, parts])
    }
    pub fn json_function_expr(
        &mut self,
        l: u32,
        r: u32,
        function: NodeId,
        args: NodeId,
        options: NodeId,
        columns: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::JsonFunctionExpr,
            l,
            r,
            &[function, args, options, columns],
        )
    }
    pub fn opaque_call_expr(&mut self, l: u32, r: u32, base: NodeId, name: NodeId, text: NodeId) -> NodeId {
        self.node(SyntaxKind::OpaqueCallExpr, l, r, &[base, name, text])
    }
    pub fn old_value_expr(&mut self, l: u32, r: u32, value: NodeId) -> NodeId {
        self.node(SyntaxKind::OldValueExpr, l, r, &[value])
    }
    pub fn bad_expr(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::BadExpr, l, r, &[token])
    }
    pub fn query(&mut self, l: u32, r: u32, with: NodeId, body: NodeId, tail: NodeId) -> NodeId {
        self.node(SyntaxKind::Query, l, r, &[with, body, tail])
    }
    pub fn case_branch(&mut self, l: u32, r: u32, condition: NodeId, value: NodeId) -> NodeId {
        self.node(SyntaxKind::CaseBranch, l, r, &[condition, value])
    }
    pub fn interval_field(
        &mut self,
        l: u32,
        r: u32,
        unit: NodeId,
        precision: NodeId,
        fraction: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::IntervalField, l, r, &[unit, precision, fraction])
    }
    pub fn order_item(&mut self, l: u32, r: u32, expr: NodeId, direction: NodeId, nulls: NodeId) -> NodeId {
        self.node(SyntaxKind::OrderItem, l, r, &[expr, direction, nulls])
    }
    pub fn plain_argument(&mut self, l: u32, r: u32, value: NodeId) -> NodeId {
        self.node(SyntaxKind::PlainArgument, l, r, &[value])
    }
    pub fn named_argument(&mut self, l: u32, r: u32, name: NodeId, value: NodeId) -> NodeId {
        self.node(SyntaxKind::NamedArgument, l, r, &[name, value])
    }
    pub fn star_argument(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::StarArgument, l, r, &[token])
    }
    pub fn quantified_argument(&mut self, l: u32, r: u32, quantifier: NodeId, value: NodeId) -> NodeId {
        self.node(SyntaxKind::QuantifiedArgument, l, r, &[quantifier, value])
    }
    pub fn aliased_argument(&mut self, l: u32, r: u32, value: NodeId, alias: NodeId) -> NodeId {
        self.node(SyntaxKind::AliasedArgument, l, r, &[value, alias])
    }
    pub fn overflow_argument(
        &mut self,
        l: u32,
        r: u32,
        value: NodeId,
        action: NodeId,
        filler: NodeId,
        count: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::OverflowArgument,
            l,
            r,
            &[value, action, filler, count],
        )
    }
    pub fn using_argument(&mut self, l: u32, r: u32, value: NodeId, using: NodeId) -> NodeId {
        self.node(SyntaxKind::UsingArgument, l, r, &[value, using])
    }
    pub fn default_argument(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::DefaultArgument, l, r, &[token])
    }
    pub fn conversion_argument(&mut self, l: u32, r: u32, value: NodeId, default: NodeId) -> NodeId {
        self.node(SyntaxKind::ConversionArgument, l, r, &[value, default])
    }
    pub fn subquery_argument(&mut self, l: u32, r: u32, query: NodeId) -> NodeId {
        self.node(SyntaxKind::SubqueryArgument, l, r, &[query])
    }
    pub fn qualified_star_argument(&mut self, l: u32, r: u32, qualifier: NodeId) -> NodeId {
        self.node(SyntaxKind::QualifiedStarArgument, l, r, &[qualifier])
    }
    pub fn indexed_argument(&mut self, l: u32, r: u32, choices: NodeId, value: NodeId) -> NodeId {
        self.node(SyntaxKind::IndexedArgument, l, r, &[choices, value])
    }
    pub fn iterated_argument(
        &mut self,
        l: u32,
        r: u32,
        iteration: NodeId,
        index: NodeId,
        sequence: NodeId,
        value: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::IteratedArgument,
            l,
            r,
            &[iteration, index, sequence, value],
        )
    }
    pub fn partitioned_argument(&mut self, l: u32, r: u32, value: NodeId, keys: NodeId) -> NodeId {
        self.node(SyntaxKind::PartitionedArgument, l, r, &[value, keys])
    }
    pub fn index_choice(&mut self, l: u32, r: u32, low: NodeId, high: NodeId) -> NodeId {
        self.node(SyntaxKind::IndexChoice, l, r, &[low, high])
    }
    pub fn iteration_head(&mut self, l: u32, r: u32, iterands: NodeId, controls: NodeId) -> NodeId {
        self.node(SyntaxKind::IterationHead, l, r, &[iterands, controls])
    }
    pub fn window_spec(
        &mut self,
        l: u32,
        r: u32,
        base: NodeId,
        partition_by: NodeId,
        order_by: NodeId,
        frame: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::WindowSpec,
            l,
            r,
            &[base, partition_by, order_by, frame],
        )
    }
    pub fn window_frame(
        &mut self,
        l: u32,
        r: u32,
        unit: NodeId,
        low: NodeId,
        high: NodeId,
        exclude: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::WindowFrame, l, r, &[unit, low, high, exclude])
    }
    pub fn frame_bound(&mut self, l: u32, r: u32, kind: NodeId, value: NodeId, direction: NodeId) -> NodeId {
        self.node(SyntaxKind::FrameBound, l, r, &[kind, value, direction])
    }
    pub fn xml_option(&mut self, l: u32, r: u32, option: NodeId, value: NodeId, datatype: NodeId) -> NodeId {
        self.node(SyntaxKind::XmlOption, l, r, &[option, value, datatype])
    }
    pub fn xml_passing(&mut self, l: u32, r: u32, items: NodeId) -> NodeId {
        self.node(SyntaxKind::XmlPassing, l, r, &[items])
    }
    pub fn xml_column(
        &mut self,
        l: u32,
        r: u32,
        name: NodeId,
        datatype: NodeId,
        path: NodeId,
        default: NodeId,
        ordinality: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::XmlColumn,
            l,
            r,
            &[name, datatype, path, default, ordinality],
        )
    }
    pub fn xml_namespace(&mut self, l: u32, r: u32, uri: NodeId, name: NodeId) -> NodeId {
        self.node(SyntaxKind::XmlNamespace, l, r, &[uri, name])
    }
    pub fn xml_attributes(&mut self, l: u32, r: u32, items: NodeId) -> NodeId {
        self.node(SyntaxKind::XmlAttributes, l, r, &[items])
    }
    pub fn json_option(
        &mut self,
        l: u32,
        r: u32,
        option: NodeId,
        word: NodeId,
        value: NodeId,
        datatype: NodeId,
        on: NodeId,
        passing: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::JsonOption,
            l,
            r,
            &[option, word, value, datatype, on, passing],
        )
    }
    pub fn json_column(
        &mut self,
        l: u32,
        r: u32,
        name: NodeId,
        datatype: NodeId,
        kind: NodeId,
        path: NodeId,
        options: NodeId,
        nested: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::JsonColumn,
            l,
            r,
            &[name, datatype, kind, path, options, nested],
        )
    }
    pub fn json_pair(&mut self, l: u32, r: u32, key: NodeId, value: NodeId, format: NodeId) -> NodeId {
        self.node(SyntaxKind::JsonPair, l, r, &[key, value, format])
    }
    pub fn json_item(&mut self, l: u32, r: u32, value: NodeId, format: NodeId, order_by: NodeId) -> NodeId {
        self.node(SyntaxKind::JsonItem, l, r, &[value, format, order_by])
    }
    pub fn json_star(&mut self, l: u32, r: u32, qualifier: NodeId) -> NodeId {
        self.node(SyntaxKind::JsonStar, l, r, &[qualifier])
    }
    pub fn named_type(
        &mut self,
        l: u32,
        r: u32,
        name: NodeId,
        args: NodeId,
        zone: NodeId,
        prefix: NodeId,
        varying: NodeId,
        charset: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::NamedType,
            l,
            r,
            &[name, args, zone, prefix, varying, charset],
        )
    }
    pub fn type_of(&mut self, l: u32, r: u32, name: NodeId) -> NodeId {
        self.node(SyntaxKind::TypeOf, l, r, &[name])
    }
    pub fn row_type_of(&mut self, l: u32, r: u32, name: NodeId) -> NodeId {
        self.node(SyntaxKind::RowTypeOf, l, r, &[name])
    }
    pub fn interval_year_type(&mut self, l: u32, r: u32, precision: NodeId) -> NodeId {
        self.node(SyntaxKind::IntervalYearType, l, r, &[precision])
    }
    pub fn interval_day_type(&mut self, l: u32, r: u32, precision: NodeId, fraction: NodeId) -> NodeId {
        self.node(SyntaxKind::IntervalDayType, l, r, &[precision, fraction])
    }
    pub fn long_raw_type(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::LongRawType, l, r, &[token])
    }
    pub fn double_precision_type(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::DoublePrecisionType, l, r, &[token])
    }
    pub fn ref_type(&mut self, l: u32, r: u32, name: NodeId) -> NodeId {
        self.node(SyntaxKind::RefType, l, r, &[name])
    }
    pub fn type_argument(&mut self, l: u32, r: u32, sign: NodeId, value: NodeId, unit: NodeId) -> NodeId {
        self.node(SyntaxKind::TypeArgument, l, r, &[sign, value, unit])
    }
    pub fn with_clause(&mut self, l: u32, r: u32, items: NodeId) -> NodeId {
        self.node(SyntaxKind::WithClause, l, r, &[items])
    }
    pub fn query_block(
        &mut self,
        l: u32,
        r: u32,
        select: NodeId,
        quantifier: NodeId,
        items: NodeId,
        into: NodeId,
        from: NodeId,
        clauses: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::QueryBlock,
            l,
            r,
            &[select, quantifier, items, into, from, clauses],
        )
    }
    pub fn set_query(
        &mut self,
        l: u32,
        r: u32,
        left: NodeId,
        op: NodeId,
        all: NodeId,
        right: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::SetQuery, l, r, &[left, op, all, right])
    }
    pub fn paren_query(&mut self, l: u32, r: u32, query: NodeId) -> NodeId {
        self.node(SyntaxKind::ParenQuery, l, r, &[query])
    }
    pub fn values_body(&mut self, l: u32, r: u32, rows: NodeId) -> NodeId {
        self.node(SyntaxKind::ValuesBody, l, r, &[rows])
    }
    pub fn common_table_expr(
        &mut self,
        l: u32,
        r: u32,
        name: NodeId,
        columns: NodeId,
        query: NodeId,
        search: NodeId,
        cycle: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CommonTableExpr,
            l,
            r,
            &[name, columns, query, search, cycle],
        )
    }
    pub fn search_clause(&mut self, l: u32, r: u32, order: NodeId, by: NodeId, set: NodeId) -> NodeId {
        self.node(SyntaxKind::SearchClause, l, r, &[order, by, set])
    }
    pub fn cycle_clause(
        &mut self,
        l: u32,
        r: u32,
        columns: NodeId,
        set: NodeId,
        to: NodeId,
        default: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::CycleClause, l, r, &[columns, set, to, default])
    }
    pub fn into_clause(&mut self, l: u32, r: u32, bulk: NodeId, targets: NodeId) -> NodeId {
        self.node(SyntaxKind::IntoClause, l, r, &[bulk, targets])
    }
    pub fn star_item(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::StarItem, l, r, &[token])
    }
    pub fn qualified_star_item(&mut self, l: u32, r: u32, qualifier: NodeId) -> NodeId {
        self.node(SyntaxKind::QualifiedStarItem, l, r, &[qualifier])
    }
    pub fn expr_item(&mut self, l: u32, r: u32, expr: NodeId, alias: NodeId) -> NodeId {
        self.node(SyntaxKind::ExprItem, l, r, &[expr, alias])
    }
    pub fn join_ref(
        &mut self,
        l: u32,
        r: u32,
        left: NodeId,
        natural: NodeId,
        kind: NodeId,
        apply: NodeId,
        right: NodeId,
        on: NodeId,
        using: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::JoinRef,
            l,
            r,
            &[left, natural, kind, apply, right, on, using],
        )
    }
    pub fn table_source(
        &mut self,
        l: u32,
        r: u32,
        source: NodeId,
        suffixes: NodeId,
        alias: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::TableSource, l, r, &[source, suffixes, alias])
    }
    pub fn name_table(&mut self, l: u32, r: u32, name: NodeId) -> NodeId {
        self.node(SyntaxKind::NameTable, l, r, &[name])
    }
    pub fn subquery_table(&mut self, l: u32, r: u32, query: NodeId) -> NodeId {
        self.node(SyntaxKind::SubqueryTable, l, r, &[query])
    }
    pub fn paren_table(&mut self, l: u32, r: u32, table: NodeId) -> NodeId {
        self.node(SyntaxKind::ParenTable, l, r, &[table])
    }
    pub fn lateral_table(&mut self, l: u32, r: u32, query: NodeId) -> NodeId {
        self.node(SyntaxKind::LateralTable, l, r, &[query])
    }
    pub fn only_table(&mut self, l: u32, r: u32, table: NodeId) -> NodeId {
        self.node(SyntaxKind::OnlyTable, l, r, &[table])
    }
    pub fn collection_table(&mut self, l: u32, r: u32, value: NodeId, outer: NodeId) -> NodeId {
        self.node(SyntaxKind::CollectionTable, l, r, &[value, outer])
    }
    pub fn values_table(&mut self, l: u32, r: u32, rows: NodeId, columns: NodeId) -> NodeId {
        self.node(SyntaxKind::ValuesTable, l, r, &[rows, columns])
    }
    pub fn partition_suffix(&mut self, l: u32, r: u32, kind: NodeId, by: NodeId, items: NodeId) -> NodeId {
        self.node(SyntaxKind::PartitionSuffix, l, r, &[kind, by, items])
    }
    pub fn sample_suffix(&mut self, l: u32, r: u32, block: NodeId, percent: NodeId, seed: NodeId) -> NodeId {
        self.node(SyntaxKind::SampleSuffix, l, r, &[block, percent, seed])
    }
    pub fn flashback_suffix(&mut self, l: u32, r: u32, kind: NodeId, value: NodeId) -> NodeId {
        self.node(SyntaxKind::FlashbackSuffix, l, r, &[kind, value])
    }
    pub fn versions_suffix(&mut self, l: u32, r: u32, kind: NodeId, low: NodeId, high: NodeId) -> NodeId {
        self.node(SyntaxKind::VersionsSuffix, l, r, &[kind, low, high])
    }
    pub fn pivot_suffix(
        &mut self,
        l: u32,
        r: u32,
        xml: NodeId,
        aggregates: NodeId,
        for_columns: NodeId,
        items: NodeId,
        query: NodeId,
        any: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::PivotSuffix,
            l,
            r,
            &[xml, aggregates, for_columns, items, query, any],
        )
    }
    pub fn unpivot_suffix(
        &mut self,
        l: u32,
        r: u32,
        nulls: NodeId,
        columns: NodeId,
        for_columns: NodeId,
        items: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::UnpivotSuffix,
            l,
            r,
            &[nulls, columns, for_columns, items],
        )
    }
    pub fn opaque_suffix(&mut self, l: u32, r: u32, kind: NodeId, text: NodeId) -> NodeId {
        self.node(SyntaxKind::OpaqueSuffix, l, r, &[kind, text])
    }
    pub fn suffix_alias(&mut self, l: u32, r: u32, name: NodeId) -> NodeId {
        self.node(SyntaxKind::SuffixAlias, l, r, &[name])
    }
    pub fn unpivot_item(&mut self, l: u32, r: u32, columns: NodeId, value: NodeId) -> NodeId {
        self.node(SyntaxKind::UnpivotItem, l, r, &[columns, value])
    }
    pub fn where_clause(&mut self, l: u32, r: u32, condition: NodeId) -> NodeId {
        self.node(SyntaxKind::WhereClause, l, r, &[condition])
    }
    pub fn start_with_clause(&mut self, l: u32, r: u32, condition: NodeId) -> NodeId {
        self.node(SyntaxKind::StartWithClause, l, r, &[condition])
    }
    pub fn connect_by_clause(&mut self, l: u32, r: u32, nocycle: NodeId, condition: NodeId) -> NodeId {
        self.node(SyntaxKind::ConnectByClause, l, r, &[nocycle, condition])
    }
    pub fn group_by_clause(&mut self, l: u32, r: u32, items: NodeId) -> NodeId {
        self.node(SyntaxKind::GroupByClause, l, r, &[items])
    }
    pub fn having_clause(&mut self, l: u32, r: u32, condition: NodeId) -> NodeId {
        self.node(SyntaxKind::HavingClause, l, r, &[condition])
    }
    pub fn model_clause(&mut self, l: u32, r: u32, text: NodeId) -> NodeId {
        self.node(SyntaxKind::ModelClause, l, r, &[text])
    }
    pub fn window_clause(&mut self, l: u32, r: u32, definitions: NodeId) -> NodeId {
        self.node(SyntaxKind::WindowClause, l, r, &[definitions])
    }
    pub fn qualify_clause(&mut self, l: u32, r: u32, condition: NodeId) -> NodeId {
        self.node(SyntaxKind::QualifyClause, l, r, &[condition])
    }
    pub fn current_of_clause(&mut self, l: u32, r: u32, cursor: NodeId) -> NodeId {
        self.node(SyntaxKind::CurrentOfClause, l, r, &[cursor])
    }
    pub fn group_expr(&mut self, l: u32, r: u32, expr: NodeId) -> NodeId {
        self.node(SyntaxKind::GroupExpr, l, r, &[expr])
    }
    pub fn grouping_sets(&mut self, l: u32, r: u32, items: NodeId) -> NodeId {
        self.node(SyntaxKind::GroupingSets, l, r, &[items])
    }
    pub fn group_all(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::GroupAll, l, r, &[token])
    }
    pub fn window_definition(&mut self, l: u32, r: u32, name: NodeId, spec: NodeId) -> NodeId {
        self.node(SyntaxKind::WindowDefinition, l, r, &[name, spec])
    }
    pub fn order_by_clause(&mut self, l: u32, r: u32, siblings: NodeId, items: NodeId) -> NodeId {
        self.node(SyntaxKind::OrderByClause, l, r, &[siblings, items])
    }
    pub fn offset_clause(&mut self, l: u32, r: u32, count: NodeId) -> NodeId {
        self.node(SyntaxKind::OffsetClause, l, r, &[count])
    }
    pub fn fetch_clause(
        &mut self,
        l: u32,
        r: u32,
        approximate: NodeId,
        count: NodeId,
        percent: NodeId,
        ties: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::FetchClause,
            l,
            r,
            &[approximate, count, percent, ties],
        )
    }
    pub fn for_update_clause(&mut self, l: u32, r: u32, of: NodeId, wait: NodeId) -> NodeId {
        self.node(SyntaxKind::ForUpdateClause, l, r, &[of, wait])
    }
    pub fn lock_wait(&mut self, l: u32, r: u32, kind: NodeId, seconds: NodeId) -> NodeId {
        self.node(SyntaxKind::LockWait, l, r, &[kind, seconds])
    }
    pub fn returning_clause(&mut self, l: u32, r: u32, values: NodeId, into: NodeId) -> NodeId {
        self.node(SyntaxKind::ReturningClause, l, r, &[values, into])
    }
    pub fn log_errors_clause(&mut self, l: u32, r: u32, into: NodeId, tag: NodeId, limit: NodeId) -> NodeId {
        self.node(SyntaxKind::LogErrorsClause, l, r, &[into, tag, limit])
    }
    pub fn table_target(&mut self, l: u32, r: u32, name: NodeId, partition: NodeId, alias: NodeId) -> NodeId {
        self.node(SyntaxKind::TableTarget, l, r, &[name, partition, alias])
    }
    pub fn subquery_target(&mut self, l: u32, r: u32, query: NodeId) -> NodeId {
        self.node(SyntaxKind::SubqueryTarget, l, r, &[query])
    }
    pub fn collection_target(&mut self, l: u32, r: u32, value: NodeId) -> NodeId {
        self.node(SyntaxKind::CollectionTarget, l, r, &[value])
    }
    pub fn values_source(&mut self, l: u32, r: u32, values: NodeId) -> NodeId {
        self.node(SyntaxKind::ValuesSource, l, r, &[values])
    }
    pub fn values_rows_source(&mut self, l: u32, r: u32, rows: NodeId) -> NodeId {
        self.node(SyntaxKind::ValuesRowsSource, l, r, &[rows])
    }
    pub fn record_source(&mut self, l: u32, r: u32, record: NodeId) -> NodeId {
        self.node(SyntaxKind::RecordSource, l, r, &[record])
    }
    pub fn query_source(&mut self, l: u32, r: u32, query: NodeId) -> NodeId {
        self.node(SyntaxKind::QuerySource, l, r, &[query])
    }
    pub fn by_name_source(&mut self, l: u32, r: u32, query: NodeId) -> NodeId {
        self.node(SyntaxKind::ByNameSource, l, r, &[query])
    }
    pub fn set_source(&mut self, l: u32, r: u32, set: NodeId) -> NodeId {
        self.node(SyntaxKind::SetSource, l, r, &[set])
    }
    pub fn value_expr(&mut self, l: u32, r: u32, expr: NodeId) -> NodeId {
        self.node(SyntaxKind::ValueExpr, l, r, &[expr])
    }
    pub fn default_value(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::DefaultValue, l, r, &[token])
    }
    pub fn multi_insert_branch(&mut self, l: u32, r: u32, condition: NodeId, intos: NodeId) -> NodeId {
        self.node(SyntaxKind::MultiInsertBranch, l, r, &[condition, intos])
    }
    pub fn multi_into(&mut self, l: u32, r: u32, name: NodeId, columns: NodeId, values: NodeId) -> NodeId {
        self.node(SyntaxKind::MultiInto, l, r, &[name, columns, values])
    }
    pub fn set_column(&mut self, l: u32, r: u32, column: NodeId, value: NodeId) -> NodeId {
        self.node(SyntaxKind::SetColumn, l, r, &[column, value])
    }
    pub fn set_columns(&mut self, l: u32, r: u32, columns: NodeId, value: NodeId) -> NodeId {
        self.node(SyntaxKind::SetColumns, l, r, &[columns, value])
    }
    pub fn set_row(&mut self, l: u32, r: u32, alias: NodeId, value: NodeId) -> NodeId {
        self.node(SyntaxKind::SetRow, l, r, &[alias, value])
    }
    pub fn merge_update(
        &mut self,
        l: u32,
        r: u32,
        set: NodeId,
        r#where: NodeId,
        delete_where: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::MergeUpdate, l, r, &[set, r#where, delete_where])
    }
    pub fn merge_insert(
        &mut self,
        l: u32,
        r: u32,
        columns: NodeId,
        values: NodeId,
        r#where: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::MergeInsert, l, r, &[columns, values, r#where])
    }
    pub fn lock_target(&mut self, l: u32, r: u32, name: NodeId, partition: NodeId) -> NodeId {
        self.node(SyntaxKind::LockTarget, l, r, &[name, partition])
    }
    pub fn body(
        &mut self,
        l: u32,
        r: u32,
        statements: NodeId,
        handlers: NodeId,
        end_label: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::Body, l, r, &[statements, handlers, end_label])
    }
    pub fn handler(&mut self, l: u32, r: u32, conditions: NodeId, statements: NodeId) -> NodeId {
        self.node(SyntaxKind::Handler, l, r, &[conditions, statements])
    }
    pub fn assign_stmt(&mut self, l: u32, r: u32, target: NodeId, value: NodeId) -> NodeId {
        self.node(SyntaxKind::AssignStmt, l, r, &[target, value])
    }
    pub fn call_statement(&mut self, l: u32, r: u32, call: NodeId) -> NodeId {
        self.node(SyntaxKind::CallStatement, l, r, &[call])
    }
    pub fn if_stmt(
        &mut self,
        l: u32,
        r: u32,
        condition: NodeId,
        then_statements: NodeId,
        elsifs: NodeId,
        else_branch: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::IfStmt,
            l,
            r,
            &[condition, then_statements, elsifs, else_branch],
        )
    }
    pub fn case_stmt(
        &mut self,
        l: u32,
        r: u32,
        operand: NodeId,
        branches: NodeId,
        else_branch: NodeId,
        end_label: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CaseStmt,
            l,
            r,
            &[operand, branches, else_branch, end_label],
        )
    }
    pub fn loop_stmt(
        &mut self,
        l: u32,
        r: u32,
        head: NodeId,
        statements: NodeId,
        end_label: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::LoopStmt, l, r, &[head, statements, end_label])
    }
    pub fn forall_stmt(
        &mut self,
        l: u32,
        r: u32,
        variable: NodeId,
        range: NodeId,
        save_exceptions: NodeId,
        statement: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::ForallStmt,
            l,
            r,
            &[variable, range, save_exceptions, statement],
        )
    }
    pub fn exit_stmt(&mut self, l: u32, r: u32, label: NodeId, condition: NodeId) -> NodeId {
        self.node(SyntaxKind::ExitStmt, l, r, &[label, condition])
    }
    pub fn continue_stmt(&mut self, l: u32, r: u32, label: NodeId, condition: NodeId) -> NodeId {
        self.node(SyntaxKind::ContinueStmt, l, r, &[label, condition])
    }
    pub fn goto_stmt(&mut self, l: u32, r: u32, label: NodeId) -> NodeId {
        self.node(SyntaxKind::GotoStmt, l, r, &[label])
    }
    pub fn return_stmt(&mut self, l: u32, r: u32, value: NodeId) -> NodeId {
        self.node(SyntaxKind::ReturnStmt, l, r, &[value])
    }
    pub fn raise_stmt(&mut self, l: u32, r: u32, exception: NodeId) -> NodeId {
        self.node(SyntaxKind::RaiseStmt, l, r, &[exception])
    }
    pub fn null_stmt(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::NullStmt, l, r, &[token])
    }
    pub fn execute_immediate_stmt(
        &mut self,
        l: u32,
        r: u32,
        sql: NodeId,
        into: NodeId,
        using: NodeId,
        returning: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::ExecuteImmediateStmt,
            l,
            r,
            &[sql, into, using, returning],
        )
    }
    pub fn open_stmt(
        &mut self,
        l: u32,
        r: u32,
        cursor: NodeId,
        sql: NodeId,
        query: NodeId,
        using: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::OpenStmt, l, r, &[cursor, sql, query, using])
    }
    pub fn close_stmt(&mut self, l: u32, r: u32, cursor: NodeId) -> NodeId {
        self.node(SyntaxKind::CloseStmt, l, r, &[cursor])
    }
    pub fn fetch_stmt(&mut self, l: u32, r: u32, cursor: NodeId, into: NodeId, limit: NodeId) -> NodeId {
        self.node(SyntaxKind::FetchStmt, l, r, &[cursor, into, limit])
    }
    pub fn pipe_row_stmt(&mut self, l: u32, r: u32, value: NodeId) -> NodeId {
        self.node(SyntaxKind::PipeRowStmt, l, r, &[value])
    }
    pub fn labeled_stmt(&mut self, l: u32, r: u32, label: NodeId, statement: NodeId) -> NodeId {
        self.node(SyntaxKind::LabeledStmt, l, r, &[label, statement])
    }
    pub fn pragma_stmt(&mut self, l: u32, r: u32, pragma: NodeId) -> NodeId {
        self.node(SyntaxKind::PragmaStmt, l, r, &[pragma])
    }
    pub fn bad_stmt(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::BadStmt, l, r, &[token])
    }
    pub fn elsif_branch(&mut self, l: u32, r: u32, condition: NodeId, statements: NodeId) -> NodeId {
        self.node(SyntaxKind::ElsifBranch, l, r, &[condition, statements])
    }
    pub fn else_branch(&mut self, l: u32, r: u32, statements: NodeId) -> NodeId {
        self.node(SyntaxKind::ElseBranch, l, r, &[statements])
    }
    pub fn case_stmt_branch(&mut self, l: u32, r: u32, condition: NodeId, statements: NodeId) -> NodeId {
        self.node(SyntaxKind::CaseStmtBranch, l, r, &[condition, statements])
    }
    pub fn while_head(&mut self, l: u32, r: u32, condition: NodeId) -> NodeId {
        self.node(SyntaxKind::WhileHead, l, r, &[condition])
    }
    pub fn for_range_head(
        &mut self,
        l: u32,
        r: u32,
        variable: NodeId,
        reverse: NodeId,
        low: NodeId,
        high: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::ForRangeHead, l, r, &[variable, reverse, low, high])
    }
    pub fn for_cursor_head(
        &mut self,
        l: u32,
        r: u32,
        variable: NodeId,
        reverse: NodeId,
        source: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::ForCursorHead, l, r, &[variable, reverse, source])
    }
    pub fn iterand(&mut self, l: u32, r: u32, name: NodeId, mutable: NodeId, datatype: NodeId) -> NodeId {
        self.node(SyntaxKind::Iterand, l, r, &[name, mutable, datatype])
    }
    pub fn iteration_control(
        &mut self,
        l: u32,
        r: u32,
        reverse: NodeId,
        kind: NodeId,
        low: NodeId,
        high: NodeId,
        step: NodeId,
        using: NodeId,
        while_condition: NodeId,
        when_condition: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::IterationControl,
            l,
            r,
            &[
                reverse,
                kind,
                low,
                high,
                step,
                using,
                while_condition,
                when_condition,
            ],
        )
    }
    pub fn using_item(&mut self, l: u32, r: u32, in_mode: NodeId, out_mode: NodeId, value: NodeId) -> NodeId {
        self.node(SyntaxKind::UsingItem, l, r, &[in_mode, out_mode, value])
    }
    pub fn bounds_range(&mut self, l: u32, r: u32, low: NodeId, high: NodeId) -> NodeId {
        self.node(SyntaxKind::BoundsRange, l, r, &[low, high])
    }
    pub fn indices_range(&mut self, l: u32, r: u32, collection: NodeId, low: NodeId, high: NodeId) -> NodeId {
        self.node(SyntaxKind::IndicesRange, l, r, &[collection, low, high])
    }
    pub fn values_range(&mut self, l: u32, r: u32, collection: NodeId) -> NodeId {
        self.node(SyntaxKind::ValuesRange, l, r, &[collection])
    }
    pub fn pragma(&mut self, l: u32, r: u32, name: NodeId, args: NodeId) -> NodeId {
        self.node(SyntaxKind::Pragma, l, r, &[name, args])
    }
    pub fn variable_decl(
        &mut self,
        l: u32,
        r: u32,
        name: NodeId,
        constant: NodeId,
        datatype: NodeId,
        range: NodeId,
        not_null: NodeId,
        default: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::VariableDecl,
            l,
            r,
            &[name, constant, datatype, range, not_null, default],
        )
    }
    pub fn exception_decl(&mut self, l: u32, r: u32, name: NodeId) -> NodeId {
        self.node(SyntaxKind::ExceptionDecl, l, r, &[name])
    }
    pub fn cursor_decl(
        &mut self,
        l: u32,
        r: u32,
        name: NodeId,
        params: NodeId,
        returns: NodeId,
        query: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::CursorDecl, l, r, &[name, params, returns, query])
    }
    pub fn record_type_decl(&mut self, l: u32, r: u32, name: NodeId, fields: NodeId) -> NodeId {
        self.node(SyntaxKind::RecordTypeDecl, l, r, &[name, fields])
    }
    pub fn collection_type_decl(
        &mut self,
        l: u32,
        r: u32,
        name: NodeId,
        kind: NodeId,
        limit: NodeId,
        element: NodeId,
        not_null: NodeId,
        index_by: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CollectionTypeDecl,
            l,
            r,
            &[name, kind, limit, element, not_null, index_by],
        )
    }
    pub fn ref_cursor_type_decl(&mut self, l: u32, r: u32, name: NodeId, returns: NodeId) -> NodeId {
        self.node(SyntaxKind::RefCursorTypeDecl, l, r, &[name, returns])
    }
    pub fn enum_type_decl(&mut self, l: u32, r: u32, name: NodeId, values: NodeId) -> NodeId {
        self.node(SyntaxKind::EnumTypeDecl, l, r, &[name, values])
    }
    pub fn subtype_decl(
        &mut self,
        l: u32,
        r: u32,
        name: NodeId,
        datatype: NodeId,
        range: NodeId,
        not_null: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::SubtypeDecl, l, r, &[name, datatype, range, not_null])
    }
    pub fn range_constraint(&mut self, l: u32, r: u32, low: NodeId, high: NodeId) -> NodeId {
        self.node(SyntaxKind::RangeConstraint, l, r, &[low, high])
    }
    pub fn parameter(
        &mut self,
        l: u32,
        r: u32,
        name: NodeId,
        in_mode: NodeId,
        out_mode: NodeId,
        nocopy: NodeId,
        datatype: NodeId,
        default: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::Parameter,
            l,
            r,
            &[name, in_mode, out_mode, nocopy, datatype, default],
        )
    }
    pub fn record_field(
        &mut self,
        l: u32,
        r: u32,
        name: NodeId,
        datatype: NodeId,
        not_null: NodeId,
        default: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::RecordField,
            l,
            r,
            &[name, datatype, not_null, default],
        )
    }
    pub fn create_head(&mut self, l: u32, r: u32, words: NodeId) -> NodeId {
        self.node(SyntaxKind::CreateHead, l, r, &[words])
    }
    pub fn routine_attribute(&mut self, l: u32, r: u32, kind: NodeId, name: NodeId, text: NodeId) -> NodeId {
        self.node(SyntaxKind::RoutineAttribute, l, r, &[kind, name, text])
    }
    pub fn call_spec(&mut self, l: u32, r: u32, words: NodeId) -> NodeId {
        self.node(SyntaxKind::CallSpec, l, r, &[words])
    }
    pub fn object_type_def(
        &mut self,
        l: u32,
        r: u32,
        under: NodeId,
        members: NodeId,
        flags: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::ObjectTypeDef, l, r, &[under, members, flags])
    }
    pub fn collection_type_def(
        &mut self,
        l: u32,
        r: u32,
        kind: NodeId,
        limit: NodeId,
        element: NodeId,
        not_null: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CollectionTypeDef,
            l,
            r,
            &[kind, limit, element, not_null],
        )
    }
    pub fn opaque_type_def(&mut self, l: u32, r: u32, text: NodeId) -> NodeId {
        self.node(SyntaxKind::OpaqueTypeDef, l, r, &[text])
    }
    pub fn attribute_def(&mut self, l: u32, r: u32, name: NodeId, datatype: NodeId) -> NodeId {
        self.node(SyntaxKind::AttributeDef, l, r, &[name, datatype])
    }
    pub fn method_spec(
        &mut self,
        l: u32,
        r: u32,
        modifiers: NodeId,
        kind: NodeId,
        routine: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::MethodSpec, l, r, &[modifiers, kind, routine])
    }
    pub fn trigger_event(&mut self, l: u32, r: u32, event: NodeId, columns: NodeId) -> NodeId {
        self.node(SyntaxKind::TriggerEvent, l, r, &[event, columns])
    }
    pub fn trigger_target(&mut self, l: u32, r: u32, kind: NodeId, name: NodeId, nested: NodeId) -> NodeId {
        self.node(SyntaxKind::TriggerTarget, l, r, &[kind, name, nested])
    }
    pub fn trigger_option(
        &mut self,
        l: u32,
        r: u32,
        kind: NodeId,
        references: NodeId,
        names: NodeId,
        condition: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::TriggerOption,
            l,
            r,
            &[kind, references, names, condition],
        )
    }
    pub fn trigger_reference(&mut self, l: u32, r: u32, kind: NodeId, name: NodeId) -> NodeId {
        self.node(SyntaxKind::TriggerReference, l, r, &[kind, name])
    }
    pub fn compound_body(
        &mut self,
        l: u32,
        r: u32,
        declarations: NodeId,
        sections: NodeId,
        end_label: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CompoundBody,
            l,
            r,
            &[declarations, sections, end_label],
        )
    }
    pub fn compound_section(
        &mut self,
        l: u32,
        r: u32,
        timing: NodeId,
        level: NodeId,
        declarations: NodeId,
        body: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::CompoundSection,
            l,
            r,
            &[timing, level, declarations, body],
        )
    }
    pub fn column_def(
        &mut self,
        l: u32,
        r: u32,
        name: NodeId,
        datatype: NodeId,
        attributes: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::ColumnDef, l, r, &[name, datatype, attributes])
    }
    pub fn table_constraint(&mut self, l: u32, r: u32, name: NodeId, body: NodeId, states: NodeId) -> NodeId {
        self.node(SyntaxKind::TableConstraint, l, r, &[name, body, states])
    }
    pub fn opaque_element(&mut self, l: u32, r: u32, kind: NodeId, text: NodeId) -> NodeId {
        self.node(SyntaxKind::OpaqueElement, l, r, &[kind, text])
    }
    pub fn column_default(
        &mut self,
        l: u32,
        r: u32,
        on_null: NodeId,
        update: NodeId,
        value: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::ColumnDefault, l, r, &[on_null, update, value])
    }
    pub fn column_identity(
        &mut self,
        l: u32,
        r: u32,
        kind: NodeId,
        on_null: NodeId,
        options: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::ColumnIdentity, l, r, &[kind, on_null, options])
    }
    pub fn column_virtual(&mut self, l: u32, r: u32, expr: NodeId) -> NodeId {
        self.node(SyntaxKind::ColumnVirtual, l, r, &[expr])
    }
    pub fn column_constraint(
        &mut self,
        l: u32,
        r: u32,
        name: NodeId,
        body: NodeId,
        states: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::ColumnConstraint, l, r, &[name, body, states])
    }
    pub fn column_flag(&mut self, l: u32, r: u32, flag: NodeId, name: NodeId) -> NodeId {
        self.node(SyntaxKind::ColumnFlag, l, r, &[flag, name])
    }
    pub fn sequence_option(
        &mut self,
        l: u32,
        r: u32,
        option: NodeId,
        sign: NodeId,
        value: NodeId,
        limit: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::SequenceOption, l, r, &[option, sign, value, limit])
    }
    pub fn constraint_state(
        &mut self,
        l: u32,
        r: u32,
        state: NodeId,
        word: NodeId,
        index: NodeId,
        create_index: NodeId,
        physical: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::ConstraintState,
            l,
            r,
            &[state, word, index, create_index, physical],
        )
    }
    pub fn not_null_constraint(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::NotNullConstraint, l, r, &[token])
    }
    pub fn null_constraint(&mut self, l: u32, r: u32, token: NodeId) -> NodeId {
        self.node(SyntaxKind::NullConstraint, l, r, &[token])
    }
    pub fn unique_constraint(&mut self, l: u32, r: u32, columns: NodeId) -> NodeId {
        self.node(SyntaxKind::UniqueConstraint, l, r, &[columns])
    }
    pub fn primary_key_constraint(&mut self, l: u32, r: u32, columns: NodeId) -> NodeId {
        self.node(SyntaxKind::PrimaryKeyConstraint, l, r, &[columns])
    }
    pub fn foreign_key_constraint(
        &mut self,
        l: u32,
        r: u32,
        columns: NodeId,
        table: NodeId,
        referenced: NodeId,
        on_delete: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::ForeignKeyConstraint,
            l,
            r,
            &[columns, table, referenced, on_delete],
        )
    }
    pub fn check_constraint(&mut self, l: u32, r: u32, condition: NodeId) -> NodeId {
        self.node(SyntaxKind::CheckConstraint, l, r, &[condition])
    }
    pub fn physical_attribute(
        &mut self,
        l: u32,
        r: u32,
        kind: NodeId,
        value: NodeId,
        name: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::PhysicalAttribute, l, r, &[kind, value, name])
    }
    pub fn partition_by(
        &mut self,
        l: u32,
        r: u32,
        kind: NodeId,
        columns: NodeId,
        interval: NodeId,
        automatic: NodeId,
        subpartition: NodeId,
        partitions: NodeId,
        count: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::PartitionBy,
            l,
            r,
            &[
                kind,
                columns,
                interval,
                automatic,
                subpartition,
                partitions,
                count,
            ],
        )
    }
    pub fn lob_storage(&mut self, l: u32, r: u32, columns: NodeId, segment: NodeId, text: NodeId) -> NodeId {
        self.node(SyntaxKind::LobStorage, l, r, &[columns, segment, text])
    }
    pub fn nested_table_storage(
        &mut self,
        l: u32,
        r: u32,
        column: NodeId,
        words: NodeId,
        names: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::NestedTableStorage, l, r, &[column, words, names])
    }
    pub fn on_commit(&mut self, l: u32, r: u32, rows: NodeId) -> NodeId {
        self.node(SyntaxKind::OnCommit, l, r, &[rows])
    }
    pub fn organization(&mut self, l: u32, r: u32, kind: NodeId, text: NodeId) -> NodeId {
        self.node(SyntaxKind::Organization, l, r, &[kind, text])
    }
    pub fn opaque_property(&mut self, l: u32, r: u32, kind: NodeId, words: NodeId, names: NodeId) -> NodeId {
        self.node(SyntaxKind::OpaqueProperty, l, r, &[kind, words, names])
    }
    pub fn subpartition_by(
        &mut self,
        l: u32,
        r: u32,
        kind: NodeId,
        columns: NodeId,
        template: NodeId,
        count: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::SubpartitionBy,
            l,
            r,
            &[kind, columns, template, count],
        )
    }
    pub fn partition_def(
        &mut self,
        l: u32,
        r: u32,
        kind: NodeId,
        name: NodeId,
        less_than: NodeId,
        values: NodeId,
        options: NodeId,
        subpartitions: NodeId,
        count: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::PartitionDef,
            l,
            r,
            &[kind, name, less_than, values, options, subpartitions, count],
        )
    }
    pub fn local_partitions(&mut self, l: u32, r: u32, kind: NodeId, partitions: NodeId) -> NodeId {
        self.node(SyntaxKind::LocalPartitions, l, r, &[kind, partitions])
    }
    pub fn domain_index(&mut self, l: u32, r: u32, indextype: NodeId, parameters: NodeId) -> NodeId {
        self.node(SyntaxKind::DomainIndex, l, r, &[indextype, parameters])
    }
    pub fn index_flag(&mut self, l: u32, r: u32, flag: NodeId) -> NodeId {
        self.node(SyntaxKind::IndexFlag, l, r, &[flag])
    }
    pub fn view_attribute(&mut self, l: u32, r: u32, words: NodeId, names: NodeId, exprs: NodeId) -> NodeId {
        self.node(SyntaxKind::ViewAttribute, l, r, &[words, names, exprs])
    }
    pub fn view_restriction(&mut self, l: u32, r: u32, kind: NodeId, name: NodeId) -> NodeId {
        self.node(SyntaxKind::ViewRestriction, l, r, &[kind, name])
    }
    pub fn view_column_name(&mut self, l: u32, r: u32, name: NodeId, attributes: NodeId) -> NodeId {
        self.node(SyntaxKind::ViewColumnName, l, r, &[name, attributes])
    }
    pub fn mview_option(&mut self, l: u32, r: u32, words: NodeId, expr: NodeId) -> NodeId {
        self.node(SyntaxKind::MviewOption, l, r, &[words, expr])
    }
    pub fn add_elements(&mut self, l: u32, r: u32, elements: NodeId, properties: NodeId) -> NodeId {
        self.node(SyntaxKind::AddElements, l, r, &[elements, properties])
    }
    pub fn modify_columns(&mut self, l: u32, r: u32, columns: NodeId) -> NodeId {
        self.node(SyntaxKind::ModifyColumns, l, r, &[columns])
    }
    pub fn modify_constraint(
        &mut self,
        l: u32,
        r: u32,
        what: NodeId,
        name: NodeId,
        columns: NodeId,
        states: NodeId,
        cascade: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::ModifyConstraint,
            l,
            r,
            &[what, name, columns, states, cascade],
        )
    }
    pub fn drop_columns(
        &mut self,
        l: u32,
        r: u32,
        unused: NodeId,
        columns: NodeId,
        options: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::DropColumns, l, r, &[unused, columns, options])
    }
    pub fn drop_constraint(
        &mut self,
        l: u32,
        r: u32,
        what: NodeId,
        name: NodeId,
        columns: NodeId,
        options: NodeId,
    ) -> NodeId {
        self.node(SyntaxKind::DropConstraint, l, r, &[what, name, columns, options])
    }
    pub fn rename_to(&mut self, l: u32, r: u32, name: NodeId) -> NodeId {
        self.node(SyntaxKind::RenameTo, l, r, &[name])
    }
    pub fn rename_column(&mut self, l: u32, r: u32, old: NodeId, new: NodeId) -> NodeId {
        self.node(SyntaxKind::RenameColumn, l, r, &[old, new])
    }
    pub fn rename_constraint(&mut self, l: u32, r: u32, old: NodeId, new: NodeId) -> NodeId {
        self.node(SyntaxKind::RenameConstraint, l, r, &[old, new])
    }
    pub fn enable_disable(
        &mut self,
        l: u32,
        r: u32,
        action: NodeId,
        validate: NodeId,
        what: NodeId,
        name: NodeId,
        columns: NodeId,
        options: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::EnableDisable,
            l,
            r,
            &[action, validate, what, name, columns, options],
        )
    }
    pub fn add_partition(&mut self, l: u32, r: u32, partition: NodeId) -> NodeId {
        self.node(SyntaxKind::AddPartition, l, r, &[partition])
    }
    pub fn modify_partitioning(&mut self, l: u32, r: u32, partitioning: NodeId) -> NodeId {
        self.node(SyntaxKind::ModifyPartitioning, l, r, &[partitioning])
    }
    pub fn opaque_action(
        &mut self,
        l: u32,
        r: u32,
        action: NodeId,
        words: NodeId,
        names: NodeId,
        exprs: NodeId,
        partitions: NodeId,
        table: NodeId,
    ) -> NodeId {
        self.node(
            SyntaxKind::OpaqueAction,
            l,
            r,
            &[action, words, names, exprs, partitions, table],
        )
    }
    pub fn privilege(&mut self, l: u32, r: u32, words: NodeId, columns: NodeId) -> NodeId {
        self.node(SyntaxKind::Privilege, l, r, &[words, columns])
    }
    pub fn grantee(&mut self, l: u32, r: u32, kind: NodeId, name: NodeId, password: NodeId) -> NodeId {
        self.node(SyntaxKind::Grantee, l, r, &[kind, name, password])
    }
}
