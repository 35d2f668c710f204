//! Triggers on the schema or the database. PL/SQL Language Reference, "System Triggers".

use super::item::unit_name;
use crate::item::{SystemEvent, SystemTrigger, TriggerTiming};
use plconv_syntax::ast;

/// What a trigger on the schema or the database fires for; none for triggers of tables. Fails with what cannot be
/// carried over.
pub(super) fn system_trigger(
    trigger: ast::CreateTrigger<'_>,
    timing: TriggerTiming,
    own_schema: Option<&str>,
) -> Result<Option<SystemTrigger>, String> {
    let Some(target) = trigger.target() else {
        return Ok(None);
    };
    let on_schema = match target.kind().map(|kind| kind.upper()).as_deref() {
        Some("SCHEMA") => Some(own_schema.map(str::to_owned)),
        Some("DATABASE" | "PLUGGABLE") => None,
        Some(_) => return Err("event of a nested table".to_owned()),
        // schema.SCHEMA
        None => match unit_name(target.name()) {
            name if name.name == "SCHEMA" && name.schema.is_some() => Some(name.schema),
            _ => return Ok(None),
        },
    };
    let mut events = Vec::new();
    for event in trigger.events().iter() {
        let word = event.event().map(|event| event.upper()).unwrap_or_default();
        let event = match word.as_str() {
            "CREATE" => SystemEvent::Create,
            "ALTER" => SystemEvent::Alter,
            "DROP" => SystemEvent::Drop,
            "DDL" => SystemEvent::Ddl,
            "LOGON" => SystemEvent::Logon,
            _ => return Err(format!("event {word}")),
        };
        if !events.contains(&event) {
            events.push(event);
        }
    }
    if events.contains(&SystemEvent::Logon) && events.len() > 1 {
        return Err("LOGON together with DDL".to_owned());
    }
    if !matches!(timing, TriggerTiming::Before | TriggerTiming::After) {
        return Err("timing of a system trigger".to_owned());
    }
    Ok(Some(SystemTrigger { events, on_schema }))
}
