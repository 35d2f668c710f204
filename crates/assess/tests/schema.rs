//! `docs/assess.schema.json` describes JSON reports.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

mod support;

use plconv_assess::model::{CapturedFacts, Progress, TableSize};
use plconv_assess::{compare, render};
use plconv_findings::tasks::Status;
use serde_json::Value;
use support::Application;

/// Whether a value has a schema, as far as the schema's words go; an error names the place and what is wrong.
fn check(value: &Value, schema: &Value, root: &Value, place: &str) -> Result<(), String> {
    let wrong = |what: String| Err(format!("{place}: {what}"));
    if let Some(name) = schema["$ref"].as_str() {
        let target = &root["$defs"][name.trim_start_matches("#/$defs/")];
        if target.is_null() {
            return wrong(format!("no definition {name}"));
        }
        return check(value, target, root, place);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let fits = |choice: &Value| check(value, choice, root, place).is_ok();
        return if choices.iter().any(fits) {
            Ok(())
        } else {
            wrong(format!("fits no choice: {value}"))
        };
    }
    if let Some(choices) = schema["enum"].as_array()
        && !choices.contains(value)
    {
        return wrong(format!("{value} is none of {choices:?}"));
    }
    let fits = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_u64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        Some(_) | None => true,
    };
    if !fits {
        return wrong(format!("{value} is no {}", schema["type"]));
    }
    for item in schema["required"].as_array().into_iter().flatten() {
        if value.get(item.as_str().unwrap_or_default()).is_none() {
            return wrong(format!("{item} is missing"));
        }
    }
    for (key, inner) in value.as_object().into_iter().flatten() {
        let place = format!("{place}.{key}");
        match schema["properties"].get(key) {
            Some(schema) => check(inner, schema, root, &place)?,
            None if schema["additionalProperties"] == Value::Bool(false) => {
                return Err(format!("{place} is not described"));
            }
            None => check(inner, &schema["additionalProperties"], root, &place)?,
        }
    }
    for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
        check(inner, &schema["items"], root, &format!("{place}[{index}]"))?;
    }
    Ok(())
}

#[test]
fn json_reports_have_the_schema() {
    let schema: Value = serde_json::from_str(include_str!("../../../docs/assess.schema.json")).unwrap();
    let mut report = Application::new("orders").report("orders");
    let mut earlier = report.clone();
    earlier.objects.pop();
    report.comparison = Some(compare(&report, "now", &[("before".to_owned(), earlier)]));
    report.data.captured = Some(CapturedFacts {
        database: [("NLS_CHARACTERSET".to_owned(), "AL32UTF8".to_owned())].into(),
        tables: vec![TableSize {
            rows: Some(3),
            ..TableSize::default()
        }],
        invalid: vec!["VIEW HR.V".to_owned()],
        ..CapturedFacts::default()
    });
    report.progress = Some(Progress::default());
    let finding = report
        .objects
        .iter_mut()
        .find_map(|object| object.findings.first_mut());
    finding.unwrap().status = Some(Status::InReview);
    let mut value: Value = serde_json::from_str(&render::json(&report)).unwrap();
    assert_eq!(check(&value, &schema, &schema, "report"), Ok(()));
    value["size"]["object"] = Value::from(1);
    assert!(check(&value, &schema, &schema, "report").is_err());
}
