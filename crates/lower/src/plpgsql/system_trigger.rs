//! Triggers on the schema or the database: event triggers. PL/SQL Language Reference, "System Triggers"; PostgreSQL manual,
//! "Event Triggers".

use super::trigger::trigger_name;
use crate::context::Lowering;
use plconv_diagnostics::Code;
use plconv_hir::item::{SystemEvent, SystemTrigger, Trigger, TriggerBody};
use plconv_pg::{self as pg, CreateRoutine, Ident, PlKind, PlStatement, Statement, TypeName};

/// The first version that has the event `login`.
const LOGIN_EVENT: u32 = 17;

/// The object that the trigger fires for.
const EVENT: &str = "ddl_event";

impl Lowering<'_> {
    /// The function and the event triggers that a system trigger becomes.
    pub(super) fn system_trigger(&mut self, trigger: &Trigger, system: &SystemTrigger) -> Vec<Statement> {
        let TriggerBody::Block(block) = &trigger.body else {
            self.report(
                Code::UNIT_REFUSED,
                trigger.span,
                "the body of this trigger could not be read",
            );
            return Vec::new();
        };
        let at_logon = system.events.contains(&SystemEvent::Logon);
        if at_logon && self.policy.target_version < LOGIN_EVENT {
            self.report(
                Code::TRIGGER_EVENT,
                trigger.span,
                format!(
                    "trigger {} is not carried over: event LOGON, which PostgreSQL has from version {LOGIN_EVENT} on (target-version)",
                    trigger.name
                ),
            );
            return Vec::new();
        }
        self.report(
            Code::EVENT_TRIGGER,
            trigger.span,
            format!("{}: {}", trigger.name, assumption(system)),
        );
        let outer = std::mem::take(&mut self.routine);
        self.routine.output_buffer = outer.output_buffer;
        let body = if block.is_autonomous() {
            self.refused_transaction(&trigger.name.to_string(), trigger.span)
        } else {
            self.routine_body(block)
        };
        let mut fired = if body.declarations.is_empty() && body.handlers.is_empty() {
            body.statements
        } else {
            vec![PlKind::Block(Box::new(body)).into()]
        };
        if let Some(condition) = &trigger.condition {
            let condition = self.condition(condition);
            fired = vec![PlKind::If(vec![(condition, fired)], None).into()];
        }
        let body = if at_logon {
            let mut statements = vec![note_event(pg::Expr::text(r#"{"event": "LOGON"}"#))];
            statements.extend(fired);
            pg::Block {
                statements,
                ..pg::Block::default()
            }
        } else {
            self.for_each_event(system, fired)
        };
        let mut statements = std::mem::take(&mut self.routine.hoisted);
        self.routine = outer;
        let name = trigger_name(trigger, None);
        let function = self.trigger_function_name(trigger, &name);
        let options = super::routine::variable_conflict(&trigger.visible_columns, &[], &body);
        statements.push(Statement::CreateRoutine(Box::new(CreateRoutine {
            name: function.clone(),
            procedure: false,
            parameters: Vec::new(),
            returns: Some(TypeName::builtin("event_trigger")),
            attributes: self.trigger_rights(trigger),
            body,
            options,
            comments: super::package::lines(&trigger.comments),
        })));
        for (suffix, event) in events_of_postgresql(system) {
            let name = Ident(crate::naming::shorten(&format!("{name}{suffix}")));
            statements.push(Statement::Raw(format!(
                "CREATE EVENT TRIGGER {name} ON {event} EXECUTE FUNCTION {function}()"
            )));
            if !trigger.enabled {
                statements.push(Statement::Raw(format!("ALTER EVENT TRIGGER {name} DISABLE")));
            }
        }
        statements
    }

    /// Runs the statements for each object of the event; the event attribute functions tell of it.
    fn for_each_event(&mut self, system: &SystemTrigger, fired: Vec<PlStatement>) -> pg::Block {
        let wanted = [
            (SystemEvent::Create, "CREATE"),
            (SystemEvent::Alter, "ALTER"),
            (SystemEvent::Drop, "DROP"),
        ];
        let wanted = wanted
            .iter()
            .filter(|(event, _)| system.events.contains(event) || system.events.contains(&SystemEvent::Ddl))
            .map(|(_, word)| pg::Expr::text(*word))
            .collect();
        let owner = match &system.on_schema {
            Some(Some(schema)) => pg::Expr::text(schema.as_str()),
            Some(None) | None => pg::Expr::null(),
        };
        let token = |name: &str| pg::Expr::Token(name.to_owned());
        let events = self.runtime(
            "ddl_events",
            vec![token("tg_event"), token("tg_tag"), pg::Expr::Array(wanted), owner],
        );
        let select = pg::Select {
            items: vec![pg::SelectItem {
                expr: events,
                alias: None,
            }],
            ..pg::Select::default()
        };
        let mut body = vec![note_event(pg::Expr::name(EVENT).cast(TypeName::builtin("text")))];
        body.extend(fired);
        pg::Block {
            declarations: vec![pg::Declaration {
                kind: pg::DeclarationKind::Variable {
                    name: Ident::from(EVENT),
                    constant: false,
                    ty: TypeName::builtin("json"),
                    not_null: false,
                    default: None,
                },
                comments: pg::Comments::default(),
            }],
            statements: vec![
                PlKind::ForQuery {
                    label: None,
                    variable: Ident::from(EVENT),
                    query: Box::new(pg::Query {
                        body: pg::QueryBody::Select(Box::new(select)),
                        ..pg::Query::default()
                    }),
                    body,
                }
                .into(),
            ],
            ..pg::Block::default()
        }
    }
}

/// What the translation takes for granted.
fn assumption(system: &SystemTrigger) -> &'static str {
    if system.events.contains(&SystemEvent::Logon) {
        return "it fires for every role; only a superuser can create it";
    }
    match &system.on_schema {
        Some(Some(_)) => {
            "it fires when the statement is done, within its transaction, for objects of the schema whoever changes them; \
             only a superuser can create it"
        }
        Some(None) | None => {
            "it fires when the statement is done, within its transaction, for objects of all schemas; \
             only a superuser can create it"
        }
    }
}

/// Event triggers by what their names end with, and the events they are for.
fn events_of_postgresql(system: &SystemTrigger) -> Vec<(&'static str, &'static str)> {
    let has = |event| system.events.contains(&event);
    if has(SystemEvent::Logon) {
        return vec![("", "login")];
    }
    let commands = has(SystemEvent::Create) || has(SystemEvent::Alter) || has(SystemEvent::Ddl);
    let drops = has(SystemEvent::Drop) || has(SystemEvent::Ddl);
    match (commands, drops) {
        (true, true) => vec![("", "ddl_command_end"), ("_drop", "sql_drop")],
        (true, false) => vec![("", "ddl_command_end")],
        (false, _) => vec![("", "sql_drop")],
    }
}

/// Keeps the event for the functions that tell of it.
fn note_event(event: pg::Expr) -> PlStatement {
    super::assign::perform(pg::Expr::call(
        "set_config",
        vec![pg::Expr::text("plconv.ddl_event"), event, pg::Expr::boolean(true)],
    ))
}
