use super::*;

const SMALL: &str = r#"
version = 1
name = "hr"
[source]
[target]
url = "postgresql://localhost/hr"
[[table]]
source = "HR.EMPLOYEES"
target = "hr.employees"
csv = ["employees.csv"]
[table.column.HIRED]
format = "DD-MON-RR"
precision = "round"
[table.column.NAME]
transform = ["trim"]
expression = "upper({})"
"#;

#[test]
fn a_plan_is_read() {
    let plan = Plan::parse(SMALL).unwrap();
    let table = &plan.tables[0];
    assert_eq!(table.column["HIRED"].format.as_ref().unwrap().text(), "DD-MON-RR");
    let policy = plan.column_policy(table.column.get("HIRED"));
    assert_eq!(policy.precision, crate::policy::OnPrecision::Round);
    assert_eq!(plan.column_policy(None), ColumnPolicy::default());
    assert_eq!(Plan::parse(&toml::to_string(&plan).unwrap()).unwrap(), plan);
}

#[test]
fn what_makes_no_sense_is_said() {
    let error = |change: &dyn Fn(String) -> String| match Plan::parse(&change(SMALL.to_owned())) {
        Err(error) => error.to_string(),
        Ok(_) => String::new(),
    };
    assert!(error(&|text| text.replace("version = 1", "version = 7")).contains("version 7"));
    assert!(error(&|text| text.replace("csv = [\"employees.csv\"]", "")).contains("name its csv files"));
    assert!(error(&|text| text.replace("DD-MON-RR", "QQ")).contains("QQ"));
    assert!(error(&|text| text.replace("precision = ", "precison = ")).contains("precison"));
    assert!(error(&|text| format!("{text}\n[[ignore]]\ncheck = \"x\"\nreason = \" \"\n")).contains("reason"));
}
