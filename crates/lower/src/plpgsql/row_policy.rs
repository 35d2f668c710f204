//! DBMS_RLS.ADD_POLICY: row-level security of PostgreSQL.
//!
//! The policy function runs once for each statement, and what it returns is compared with the predicates that its code
//! can return, each of which is translated as a condition of the table. Anything else raises: no row is seen because a
//! predicate is not known. PL/SQL Packages and Types Reference, "DBMS_RLS"; PostgreSQL manual, "Row Security Policies".

use crate::context::Lowering;
use plconv_catalog::ObjectName;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_hir::expr::{Expr, ExprKind, Literal, Span};
use plconv_hir::item::RoutineId;
use plconv_hir::program::SchemaObject;
use plconv_hir::resolve::constant_text;
use plconv_hir::supplied::OWNER;
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, Ident, PlKind, PlStatement, PrintOptions};

/// A predicate that a policy function returns.
#[derive(Clone, Debug)]
pub struct RowCondition {
    /// The regular expression of its text; parts that are only known when it runs are its groups.
    pub pattern: String,
    /// The types of its groups.
    pub parts: Vec<Type>,
    /// The condition. Parts are [`part_variable`].
    pub condition: Expr,
}

/// What is known of a policy function.
#[derive(Clone, Debug)]
pub struct PolicyFunction {
    /// Its call for a table.
    pub call: Expr,
    /// The predicates it may return, NULL apart.
    pub conditions: Vec<RowCondition>,
    /// Whether it returns the first of them always, and does nothing else.
    pub is_constant: bool,
    /// Predicates that could not be translated, as messages have them.
    pub unknown: Vec<String>,
    /// What was found while they were resolved.
    pub diagnostics: Vec<Diagnostic>,
}

/// The name of the variable that stands for a part of a predicate, counted from 1.
pub fn part_variable(number: usize) -> String {
    format!("PLCONV_PART_{number}")
}

/// Commands a policy is for.
const COMMANDS: [&str; 4] = ["SELECT", "INSERT", "UPDATE", "DELETE"];

/// Why a policy is not carried over.
struct Refusal {
    why: String,
    /// The table that nobody sees then.
    table: Option<ObjectName>,
    commands: Vec<&'static str>,
}

/// Arguments of ADD_POLICY, by their places.
struct Policy<'e> {
    args: &'e [Option<Expr>],
}

impl<'e> Policy<'e> {
    fn argument(&self, place: usize) -> Option<&'e Expr> {
        let given = self.args.get(place)?.as_ref();
        given.filter(|value| !value.is_null_literal())
    }

    /// A constant text; an error for one that is not constant.
    fn text(&self, place: usize, what: &str) -> Result<Option<String>, String> {
        match self.argument(place) {
            None => Ok(None),
            Some(value) => match constant_text(value) {
                Some(text) => Ok(Some(text).filter(|text| !text.is_empty())),
                None => Err(format!("its {what} is only known when it is added")),
            },
        }
    }

    fn flag(&self, place: usize, default: bool, what: &str) -> Result<bool, String> {
        match self.argument(place).map(|value| &value.kind) {
            None => Ok(default),
            Some(ExprKind::Literal(Literal::Boolean(value))) => Ok(*value),
            Some(_) => Err(format!("its {what} is only known when it is added")),
        }
    }
}

/// A name without quotes in upper case, as the dictionary has it.
fn folded(name: &str) -> String {
    match name
        .trim()
        .strip_prefix('"')
        .and_then(|name| name.strip_suffix('"'))
    {
        Some(quoted) => quoted.to_owned(),
        None => name.trim().to_uppercase(),
    }
}

impl Lowering<'_> {
    /// ADD_POLICY as statements; none for any other routine.
    pub(super) fn row_policy(
        &mut self,
        routine: &RoutineId,
        args: &[Option<Expr>],
        span: Span,
    ) -> Option<Vec<PlStatement>> {
        if routine.schema.as_deref() != Some(OWNER)
            || routine.package.as_deref() != Some("DBMS_RLS")
            || routine.name != "ADD_POLICY"
        {
            return None;
        }
        let policy = Policy { args };
        Some(
            self.added_policy(&policy, span)
                .unwrap_or_else(|refusal| self.refused_policy(&policy, refusal, span)),
        )
    }

    fn added_policy(&mut self, policy: &Policy<'_>, span: Span) -> Result<Vec<PlStatement>, Refusal> {
        let unknown = |why: String| Refusal {
            why,
            table: None,
            commands: Vec::new(),
        };
        let name = policy.text(2, "name").map_err(unknown)?.unwrap_or_default();
        let table = self.table_of_policy(policy).map_err(unknown)?;
        let commands = commands_of(policy).map_err(|why| Refusal {
            why,
            table: Some(table.clone()),
            commands: COMMANDS.to_vec(),
        })?;
        let refuse = |why: String| Refusal {
            why,
            table: Some(table.clone()),
            commands: commands.clone(),
        };
        let check = policy.flag(6, false, "update_check").map_err(refuse)?;
        if !policy.flag(7, true, "state").map_err(refuse)? {
            let message =
                format!("policy {name} of {table} is added disabled and left out: every row is seen");
            self.report(Code::ROW_POLICY, span, message.clone());
            return Ok(vec![PlKind::Remark(vec![message]).into(), PlKind::Null.into()]);
        }
        if policy.argument(11).is_some() {
            return Err(refuse(
                "it holds for statements that use some columns only (sec_relevant_cols)".to_owned(),
            ));
        }
        let found = self.policy_function(policy, &table).map_err(refuse)?;
        for unknown in &found.unknown {
            self.report(
                Code::ROW_SECURITY,
                span,
                format!("policy {name} of {table}: {unknown}; it raises ORA-28113"),
            );
        }
        for diagnostic in &found.diagnostics {
            let message = format!("in the predicate of a policy: {}", diagnostic.message);
            self.report(diagnostic.code, span, message);
        }
        self.report(
            Code::ROW_POLICY,
            span,
            format!(
                "policy {name} of {table} is row-level security: superusers, roles with BYPASSRLS and routines and views that \
                 they own are not restricted, a session can set application contexts itself, and rows that UPDATE writes or \
                 RETURNING shows have to satisfy the policies of SELECT as well"
            ),
        );
        let mut statements = self.protected(&table);
        let condition = self.policy_condition(&name, &table, found, &mut statements);
        statements.extend(self.policies(&name, &table, &commands, check, &condition));
        Ok(statements)
    }

    /// The table a policy is for.
    fn table_of_policy(&self, policy: &Policy<'_>) -> Result<ObjectName, String> {
        let schema = match policy.argument(0) {
            // The schema that is current when it is added.
            Some(value) if is_current_schema(value) => None,
            _ => policy.text(0, "schema")?.map(|schema| folded(&schema)),
        };
        let name = policy.text(1, "table")?.unwrap_or_default();
        let current = self.current_schema.as_deref();
        let found = self.program.find(current, schema.as_deref(), &folded(&name));
        let Some(SchemaObject::Relation(found)) = found else {
            return Err(format!("{name} is no table of the tree"));
        };
        if !self.program.catalog.tables.contains_key(&found) {
            return Err(format!(
                "{found} is a view, which has no row-level security in PostgreSQL"
            ));
        }
        Ok(found)
    }

    fn policy_function(&self, policy: &Policy<'_>, table: &ObjectName) -> Result<PolicyFunction, String> {
        let owner = match policy.argument(3) {
            Some(value) if is_current_schema(value) => None,
            _ => policy.text(3, "function's schema")?,
        };
        let function = policy.text(4, "function")?.unwrap_or_default();
        if !self.in_block {
            return Err("it is added by a routine, and the function may be another one by then".to_owned());
        }
        let schema = match (&table.schema, policy.argument(0).and_then(constant_text)) {
            (Some(schema), _) => Some(schema.clone()),
            (None, written) => written.map(|written| folded(&written)),
        };
        let found = self
            .dynamic
            .and_then(|parser| parser.policy_function(owner.as_deref(), &function, table, schema.as_deref()));
        found.ok_or_else(|| {
            format!("its function {function} is not a function of the tree with two parameters")
        })
    }

    /// The condition of a policy, after what it needs.
    fn policy_condition(
        &mut self,
        name: &str,
        table: &ObjectName,
        found: PolicyFunction,
        before: &mut Vec<PlStatement>,
    ) -> pg::Expr {
        if found.is_constant
            && let [only] = found.conditions.as_slice()
        {
            return self.lower_sql_expr(&only.condition);
        }
        let predicate = self.predicate_function(name, table, &found, before);
        // A subquery of its own is evaluated once for each statement.
        let part = |number: usize| pg::Expr::Token(format!("(SELECT ({predicate}())[{}])", number + 1));
        let mut branches = vec![(pg::Expr::text("0"), pg::Expr::boolean(true))];
        for (number, condition) in found.conditions.iter().enumerate() {
            for (place, ty) in condition.parts.iter().enumerate() {
                let value = part(place + 1);
                let value = match ty.is_character() {
                    true => value,
                    false => value.cast(self.plain_type_name(ty)),
                };
                self.renamed.insert(part_variable(place + 1), value);
            }
            let value = self.lower_sql_expr(&condition.condition);
            for place in 1..=condition.parts.len() {
                self.renamed.remove(&part_variable(place));
            }
            branches.push((pg::Expr::text((number + 1).to_string()), value));
        }
        pg::Expr::Case {
            operand: Some(Box::new(part(0))),
            branches,
            else_value: None,
        }
    }

    /// A function that says which of the predicates holds now, and its parts. Its name has a blank, as none of Oracle's has.
    /// It has the owner's rights: who reads the table needs none for the function of its policy.
    fn predicate_function(
        &mut self,
        name: &str,
        table: &ObjectName,
        found: &PolicyFunction,
        before: &mut Vec<PlStatement>,
    ) -> pg::QualifiedName {
        let call = self.lower_sql_expr(&found.call);
        let patterns = found.conditions.iter();
        let patterns = patterns.map(|condition| pg::Expr::text(condition.pattern.clone()));
        let patterns = pg::Expr::Array(patterns.collect()).cast(pg::TypeName::builtin("text[]"));
        let value = self.runtime("policy_predicate", vec![call, patterns]);
        let value = pg::print_expr(&value, PrintOptions::default());
        let mut function = self.object_name(table);
        if let Some(last) = function.0.last_mut() {
            let own = crate::naming::identifier(&folded(name));
            *last = Ident(format!("{own} of {}", last.0));
        }
        let rights = self.owner_rights(table.schema.as_deref(), false).join(" ");
        let header = format!("CREATE OR REPLACE FUNCTION {function}() RETURNS text[]");
        let created = format!("{header}\n  LANGUAGE sql STABLE {rights}\n  RETURN {value}");
        before.push(PlKind::Raw(created).into());
        function
    }

    /// Row-level security of a table, on which policies then restrict what is seen.
    fn protected(&mut self, table: &ObjectName) -> Vec<PlStatement> {
        self.runtime.insert("protect_rows");
        let table = pg::quote_literal(&self.object_name(table).to_string());
        let schema = Ident(self.policy.runtime_schema.clone());
        vec![PlKind::Raw(format!("CALL {schema}.protect_rows({table})")).into()]
    }

    /// The policies that stand for one of Oracle: all that hold for a row must be satisfied.
    fn policies(
        &self,
        name: &str,
        table: &ObjectName,
        commands: &[&'static str],
        check: bool,
        condition: &pg::Expr,
    ) -> Vec<PlStatement> {
        let condition = pg::print_expr(condition, PrintOptions::default()).replace('\n', "\n  ");
        let table = self.object_name(table);
        let name = crate::naming::identifier(&folded(name));
        let has = |command: &str| commands.contains(&command);
        let reads_all = has("SELECT") && has("UPDATE") && has("DELETE");
        let mut parts: Vec<(Option<&str>, bool, Option<bool>)> = Vec::new();
        if reads_all && (!check || has("INSERT")) {
            parts.push((None, true, Some(check)));
        } else {
            for command in commands {
                match *command {
                    "INSERT" if !check => {}
                    "INSERT" => parts.push((Some("INSERT"), false, Some(true))),
                    "UPDATE" => parts.push((Some("UPDATE"), true, Some(check))),
                    command => parts.push((Some(command), true, None)),
                }
            }
        }
        let alone = parts.len() == 1;
        let created = parts.into_iter().map(|(command, using, check)| {
            let own = match command {
                Some(command) if !alone => format!("{name} for {}", command.to_lowercase()),
                _ => name.clone(),
            };
            let command = command.map_or_else(String::new, |command| format!(" FOR {command}"));
            let using = if using {
                format!("\n  USING ({condition})")
            } else {
                String::new()
            };
            let check = match check {
                Some(true) => format!("\n  WITH CHECK ({condition})"),
                Some(false) => "\n  WITH CHECK (true)".to_owned(),
                None => String::new(),
            };
            let own = Ident(own);
            PlKind::Raw(format!(
                "CREATE POLICY {own} ON {table} AS RESTRICTIVE{command}{using}{check}"
            ))
            .into()
        });
        created.collect()
    }

    /// A policy that raises for every row: rows must not be seen because their policy is not carried over.
    fn refused_policy(&mut self, policy: &Policy<'_>, refusal: Refusal, span: Span) -> Vec<PlStatement> {
        let name = policy.text(2, "name").ok().flatten().unwrap_or_default();
        let what = format!("policy {name}");
        let Some(table) = refusal.table.filter(|_| !name.is_empty()) else {
            self.report(
                Code::ROW_SECURITY,
                span,
                format!("{what} is not added: {}", refusal.why),
            );
            return vec![self.refused_statement(&format!("DBMS_RLS.ADD_POLICY ({})", refusal.why))];
        };
        self.report(
            Code::ROW_SECURITY,
            span,
            format!(
                "{what} of {table} raises for every row, which superusers and owners with BYPASSRLS alone see: {}",
                refusal.why
            ),
        );
        let raises = self.refused_expr(&format!("{what} of {table} ({})", refusal.why));
        let raises = raises.cast(pg::TypeName::builtin("boolean"));
        let mut statements = self.protected(&table);
        statements.extend(self.policies(&name, &table, &refusal.commands, true, &raises));
        statements
    }
}

fn commands_of(policy: &Policy<'_>) -> Result<Vec<&'static str>, String> {
    let Some(written) = policy.text(5, "list of statement types")? else {
        return Ok(COMMANDS.to_vec());
    };
    let mut found = Vec::new();
    for word in written.split(',').map(|word| word.trim().to_uppercase()) {
        match COMMANDS.iter().find(|command| **command == word) {
            Some(command) => found.push(*command),
            // Who creates an index of an expression is the owner.
            None if word == "INDEX" => {}
            None => return Err(format!("{word} is no type of statements")),
        }
    }
    found.sort_unstable_by_key(|found| COMMANDS.iter().position(|command| command == found));
    found.dedup();
    Ok(found)
}

/// USER and SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') where a schema is asked for.
fn is_current_schema(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Convert { operand, .. } => is_current_schema(operand),
        ExprKind::Builtin { name, args } => match (name.as_str(), args.as_slice()) {
            ("USER", []) => true,
            ("SYS_CONTEXT", [namespace, parameter]) => {
                let is = |value: &Expr, word: &str| {
                    constant_text(value).is_some_and(|text| text.eq_ignore_ascii_case(word))
                };
                is(namespace, "USERENV") && (is(parameter, "CURRENT_SCHEMA") || is(parameter, "SESSION_USER"))
            }
            _ => false,
        },
        _ => false,
    }
}
