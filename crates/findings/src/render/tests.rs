use super::*;
use crate::test_run::{Run, place};
use expect_test::expect;
use plconv_diagnostics::Code;
use plconv_source::FileId;
use serde_json::Value;

const SCRIPT: &str = "create table emp (\n  a number, -- code\n  b number  -- code; plconv\n);\n\
                      -- plconv:allow PLC0604 one server\ninsert code;\n";

/// One finding is known, one is new, one is suppressed; a fourth is in a file with a strange name.
fn example() -> Run {
    let known = Run::new()
        .with_file("hr/emp.sql", &SCRIPT.replace("b number  -- code", "c number"))
        .with_object("TABLE", "HR.EMP", (1, 4));
    let baseline = known.judged().baseline(crate::Growth::AcceptNew);
    let mut run = Run::new()
        .with_file("hr/emp.sql", SCRIPT)
        .with_object("TABLE", "HR.EMP", (1, 4))
        .with_file("a b,<&>.sql", "größe code\n")
        .with_object("VIEW", "\"A&B\"", (3, 4))
        .with_baseline(baseline)
        .with_gate("silent");
    let labelled = run.diagnostics.pop().unwrap();
    run.diagnostics.push(
        labelled
            .with_label(place(FileId(0), 13, "emp"), "declared here")
            .with_help("100% sure:\nlook"),
    );
    run
}

/// What a schema says against a document.
fn violations(schema: &str, text: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let document: Value = serde_json::from_str(text).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    validator
        .iter_errors(&document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

const SARIF_SCHEMA: &str = include_str!("../../tests/schemas/sarif-schema-2.1.0.json");
const FINDINGS_SCHEMA: &str = include_str!("../../../../docs/findings.schema.json");

#[test]
fn sarif_is_valid_and_says_all_that_is_known() {
    let run = example();
    let text = render(&run.judged(), Format::Sarif);
    assert_eq!(violations(SARIF_SCHEMA, &text), Vec::<String>::new());
    let log: Value = serde_json::from_str(&text).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let states: Vec<&str> = results
        .iter()
        .map(|result| result["baselineState"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["unchanged", "new", "new", "new"]);
    assert_eq!(results[2]["suppressions"][0]["kind"], "inSource");
    assert_eq!(results[2]["suppressions"][0]["justification"], "one server");
    assert_eq!(results[1]["suppressions"], serde_json::json!([]));
    expect![[r#"
        {
          "baselineState": "new",
          "level": "warning",
          "locations": [
            {
              "logicalLocations": [
                {
                  "fullyQualifiedName": "HR.EMP",
                  "kind": "table"
                }
              ],
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "hr/emp.sql"
                },
                "region": {
                  "endColumn": 20,
                  "endLine": 3,
                  "startColumn": 16,
                  "startLine": 3
                }
              }
            }
          ],
          "message": {
            "text": "an assumption | here"
          },
          "partialFingerprints": {
            "plconvContent/v1": "32791730a560f593:1"
          },
          "properties": {
            "class": "silent",
            "counts": true,
            "severity": "assumed"
          },
          "relatedLocations": [
            {
              "id": 1,
              "message": {
                "text": "what was made of it"
              },
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "out/tables/emp.sql"
                },
                "region": {
                  "endLine": 3,
                  "startLine": 2
                }
              }
            }
          ],
          "ruleId": "PLC0604",
          "ruleIndex": 0,
          "suppressions": []
        }"#]]
    .assert_eq(&format!("{:#}", results[1]));
    let last = &results[3];
    assert_eq!(
        last["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "a%20b%2C%3C%26%3E.sql"
    );
    assert_eq!(
        last["locations"][0]["physicalLocation"]["region"]["startColumn"],
        7
    );
    assert_eq!(last["relatedLocations"][0]["message"]["text"], "declared here");
    let rule = &log["runs"][0]["tool"]["driver"]["rules"][0];
    assert_eq!(rule["id"], "PLC0604");
    assert!(
        rule["help"]["markdown"]
            .as_str()
            .unwrap()
            .starts_with("## Why it matters")
    );
}

#[test]
fn absolute_paths_are_urls_of_files() {
    assert_eq!(sarif::uri("/a b/c.sql"), "file:///a%20b/c.sql");
    assert_eq!(sarif::uri("C:/a.sql"), "file:///C%3A/a.sql");
}

#[test]
fn json_follows_its_schema() {
    let run = example();
    let text = render(&run.judged(), Format::Json);
    assert_eq!(violations(FINDINGS_SCHEMA, &text), Vec::<String>::new());
    let values: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(values[0]["baseline"], "unchanged");
    assert_eq!(values[1]["counts"], true);
    assert_eq!(values[2]["suppression"]["reason"], "one server");
    assert!(values[2]["suppression"]["until"].is_null());
    // The form without what is known about findings, as in an output directory.
    let plain = plconv_diagnostics::render_json(
        &run.diagnostics,
        &run.sources,
        plconv_diagnostics::JsonStyle::Array,
    );
    assert_eq!(violations(FINDINGS_SCHEMA, &plain), Vec::<String>::new());
    let wrong = text.replace("\"silent\"", "\"loud\"");
    assert!(!violations(FINDINGS_SCHEMA, &wrong).is_empty());
}

#[test]
fn gitlab_has_unique_fingerprints_and_no_suppressed_findings() {
    let run = example();
    let issues: Value = serde_json::from_str(&render(&run.judged(), Format::Gitlab)).unwrap();
    let issues = issues.as_array().unwrap();
    assert_eq!(issues.len(), 3);
    let mut fingerprints: Vec<&str> = issues
        .iter()
        .map(|issue| issue["fingerprint"].as_str().unwrap())
        .collect();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), 3);
    assert_eq!(issues[1]["severity"], "critical");
    assert_eq!(issues[1]["location"]["path"], "hr/emp.sql");
    assert_eq!(issues[1]["location"]["lines"]["begin"], 3);
}

#[test]
fn github_annotates_what_is_new_and_escapes_it() {
    let run = example();
    expect![[r#"
        ::error file=hr/emp.sql,line=3,col=16,endLine=3,endColumn=20,title=PLC0604 built-in-approximated::an assumption | here
        ::error file=a b%2C<&>.sql,line=1,col=7,endLine=1,endColumn=11,title=PLC0604 built-in-approximated::an assumption | here%0A100%25 sure:%0Alook
    "#]]
    .assert_eq(&render(&run.judged(), Format::Github));
}

#[test]
fn junit_has_a_case_for_each_object() {
    let run = example();
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="plconv" tests="4" skipped="0" failures="2" errors="0">
            <testsuite name="hr/emp.sql" tests="2" skipped="0" errors="0" failures="1">
                <testcase name="statements of the script" classname="hr/emp.sql">
                    <system-out>hr/emp.sql:6:8: silent[PLC0604]: an assumption | here (suppressed: one server)
        </system-out>
                </testcase>
                <testcase name="TABLE HR.EMP" classname="hr/emp.sql" file="hr/emp.sql" line="1">
                    <failure message="an assumption | here" type="PLC0604 built-in-approximated">hr/emp.sql:3:16: silent[PLC0604]: an assumption | here
        </failure>
                    <system-out>hr/emp.sql:2:16: silent[PLC0604]: an assumption | here (unchanged)
        </system-out>
                </testcase>
            </testsuite>
            <testsuite name="a b,&lt;&amp;&gt;.sql" tests="2" skipped="0" errors="0" failures="1">
                <testcase name="statements of the script" classname="a b,&lt;&amp;&gt;.sql">
                    <failure message="an assumption | here" type="PLC0604 built-in-approximated">a b,&lt;&amp;&gt;.sql:1:7: silent[PLC0604]: an assumption | here
        </failure>
                </testcase>
                <testcase name="VIEW &quot;A&amp;B&quot;" classname="a b,&lt;&amp;&gt;.sql" file="a b,&lt;&amp;&gt;.sql" line="3"/>
            </testsuite>
        </testsuites>
    "#]].assert_eq(&render(&run.judged(), Format::Junit));
}

#[test]
fn markdown_has_counts_and_the_new_findings() {
    let run = example();
    expect![[r#"
        ## plconv: failed: 2 new findings (silent)

        | Would hurt | New | Unchanged | Fixed | Suppressed |
        | --- | ---: | ---: | ---: | ---: |
        | load | 0 | 0 | 0 | 0 |
        | runtime | 0 | 0 | 0 | 0 |
        | silent | 2 | 1 | 0 | 1 |
        | performance | 0 | 0 | 0 | 0 |
        | note | 0 | 0 | 0 | 0 |

        ### New findings

        | Place | Class | Code | Finding |
        | --- | --- | --- | --- |
        | `hr/emp.sql:3` | **silent** | PLC0604 built-in-approximated | an assumption \| here |
        | `a b,<&>.sql:1` | **silent** | PLC0604 built-in-approximated | an assumption \| here |
    "#]]
    .assert_eq(&render(&run.judged(), Format::Markdown));
    let mut many = Run::new();
    many = many.with_file("a.sql", &"code\n".repeat(103));
    assert!(render(&many.judged(), Format::Markdown).contains("\nAnd 3 more.\n"));
}

#[test]
fn forms_have_names() {
    for (name, format) in FILE_FORMATS {
        assert_eq!((name.parse(), format.to_string()), (Ok(format), name.to_owned()));
    }
    assert!("terminal".parse::<Format>().is_err());
    assert_eq!(Code::BUILT_IN_APPROXIMATED.to_string(), "PLC0604");
}
