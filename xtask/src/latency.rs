//! How fast the language server answers: a package body of 10,000 lines is edited in the workspace of a directory.
//!
//! Nothing is written to the directory: the body is open in the editor only. Each keystroke changes one line in the middle
//! of the body. Measured from the change to the first diagnostics of that version (all of its syntax, and what still holds
//! of the findings before), and to the end of the analysis with all of its findings; then a completion at the place, and
//! the translation. Other edits follow, which take more: of what the body does, of headers, of other files.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// Procedures of the body, of ten lines each.
const PROCEDURES: usize = 1_000;

/// Edits `strokes` times in the workspace of `directory` and prints medians and 95th percentiles.
pub fn run(binary: &Path, directory: &Path, strokes: usize) -> Result<()> {
    let directory = directory.canonicalize()?;
    let started = Instant::now();
    let mut editor = Editor::start(binary, &directory)?;
    let uri = format!("file://{}/plconv_latency.pkb", directory.display());
    let text = body();
    let place = position(&text, "v_total := p_value + 500");
    editor.notify(
        "textDocument/didOpen",
        &json!({ "textDocument": { "uri": uri, "languageId": "plsql", "version": 1, "text": text } }),
    )?;
    editor.wait_for(|message| is_diagnostics(message, &uri, 1))?;
    println!(
        "cold start to first diagnostics of the open file: {}",
        shown_time(started.elapsed())
    );
    editor.wait_for(|message| message["method"] == "plconv/translationChanged")?;
    println!(
        "cold start to the analysis of the workspace:      {}",
        shown_time(started.elapsed())
    );
    editor.request("plconv/settled", &Value::Null)?;
    println!(
        "cold start to the conversion of the workspace:    {}",
        shown_time(started.elapsed())
    );

    // An editor that shows a translation is told what is different from then on.
    let translation =
        |previous: &Value| json!({ "textDocument": { "uri": uri }, "previousResultId": previous });
    let shown_first = editor.request("plconv/translation", &translation(&Value::Null))?;
    let mut result = shown_first["resultId"].clone();

    let mut first = Vec::new();
    let mut analysed = Vec::new();
    let mut translated = Vec::new();
    let mut completed = Vec::new();
    for stroke in 0..strokes {
        let version = stroke + 2;
        let digit = (stroke % 10).to_string();
        let change = json!({
            "textDocument": { "uri": uri, "version": version },
            "contentChanges": [{
                "range": { "start": place, "end": after(&place, usize::from(stroke > 0)) },
                "text": digit,
            }],
        });
        let typed = Instant::now();
        editor.notify("textDocument/didChange", &change)?;
        editor.wait_for(|message| is_diagnostics(message, &uri, version))?;
        first.push(typed.elapsed());
        editor.wait_for(|message| message["method"] == "plconv/translationChanged")?;
        analysed.push(typed.elapsed());
        let answer = editor.request("plconv/translation", &translation(&result))?;
        translated.push(typed.elapsed());
        if answer["edit"].is_null() {
            bail!("the translation came as a whole");
        }
        result = answer["resultId"].clone();
        let asked = Instant::now();
        let params = json!({ "textDocument": { "uri": uri }, "position": place });
        editor.request("textDocument/completion", &params)?;
        completed.push(asked.elapsed());
        // The next keystroke comes when the workspace is at rest, as between two thoughts.
        editor.request("plconv/settled", &Value::Null)?;
    }
    println!("\n{strokes} keystrokes                     median        p95");
    for (name, times) in [
        ("to diagnostics of that version", &mut first),
        ("to all findings", &mut analysed),
        ("to the translation of the file", &mut translated),
        ("completion", &mut completed),
    ] {
        times.sort_unstable();
        let at = |share: usize| times.get((times.len() * share / 100).min(times.len() - 1));
        let show = |time: Option<&Duration>| time.map_or_else(String::new, |time| shown_time(*time));
        println!("{name:<32} {:>10} {:>10}", show(at(50)), show(at(95)));
    }
    println!("\nother edits, to the translation of the body   median    longest");
    let mut opened = Opened {
        uri: uri.clone(),
        version: strokes + 1,
        text: with_digit(&text, strokes),
    };
    for (name, before, after) in IN_BODY {
        opened.measure(&mut editor, &uri, name, before, after)?;
    }
    for (name, file, text, before, after) in IN_OTHER_FILES {
        let mut opened = Opened {
            uri: format!("file://{}/{file}", directory.display()),
            version: 1,
            text: (*text).to_owned(),
        };
        let document = json!({ "uri": opened.uri, "languageId": "plsql", "version": 1, "text": text });
        editor.notify("textDocument/didOpen", &json!({ "textDocument": document }))?;
        opened.measure(&mut editor, &uri, name, before, after)?;
    }
    println!("peak memory of the server: {}", editor.peak_memory());
    editor.stop()
}

/// How often each of the other edits is made and taken back.
const OTHERS: usize = 5;

/// What is done, a text of the body, and what it becomes.
const IN_BODY: &[(&str, &str, &str)] = &[
    (
        "a statement in a line of its own",
        "v_total := p_value + 400;\n",
        "v_total := p_value + 400;\n      v_total := v_total + 1;\n",
    ),
    (
        "a routine ends transactions",
        "v_total := p_value + 300;\n",
        "v_total := p_value + 300;\n      COMMIT;\n",
    ),
    (
        "a header of the body",
        "step_200(p_value NUMBER)",
        "step_200(p_value NUMBER, p_more NUMBER)",
    ),
];

/// What is done, a file, its text, a part of it, and what that becomes.
const IN_OTHER_FILES: &[(&str, &str, &str, &str, &str)] = &[
    (
        "a standalone procedure",
        "plconv_latency_procedure.sql",
        "CREATE OR REPLACE PROCEDURE plconv_latency_procedure IS\n  x NUMBER := 1;\nBEGIN\n  x := x + 1;\nEND;\n/\n",
        "x + 1",
        "x + 12",
    ),
    (
        "a specification",
        "plconv_latency.pks",
        "CREATE OR REPLACE PACKAGE plconv_latency AS\n  FUNCTION step_1(p_value NUMBER) RETURN NUMBER;\nEND plconv_latency;\n/\n",
        "(p_value NUMBER)",
        "(p_value INTEGER)",
    ),
    (
        "a table",
        "plconv_latency_table.sql",
        "CREATE TABLE plconv_latency_table (\n  id NUMBER(10),\n  name VARCHAR2(10)\n);\n",
        "VARCHAR2(10)",
        "VARCHAR2(11)",
    ),
];

/// The body when the strokes are through.
fn with_digit(text: &str, strokes: usize) -> String {
    let place = "v_total := p_value + 500";
    match strokes.checked_sub(1) {
        Some(last) => text.replacen(place, &format!("{place}{}", last % 10), 1),
        None => text.to_owned(),
    }
}

/// A text that is open.
struct Opened {
    uri: String,
    version: usize,
    text: String,
}

impl Opened {
    /// Changes a part and changes it back, and prints how long the translation of `shown` takes.
    fn measure(
        &mut self,
        editor: &mut Editor,
        shown: &str,
        name: &str,
        before: &str,
        after: &str,
    ) -> Result<()> {
        editor.request("plconv/settled", &Value::Null)?;
        let translation =
            |previous: &Value| json!({ "textDocument": { "uri": shown }, "previousResultId": previous });
        let first = editor.request("plconv/translation", &translation(&Value::Null))?;
        let mut result = first["resultId"].clone();
        let mut times = Vec::new();
        for number in 0..2 * OTHERS {
            let (from, to) = match number % 2 {
                0 => (before, after),
                _ => (after, before),
            };
            let Some(start) = self.text.find(from) else {
                bail!("{} has no {from:?}", self.uri);
            };
            let range = json!({
                "start": position_of(&self.text, start),
                "end": position_of(&self.text, start + from.len()),
            });
            self.text.replace_range(start..start + from.len(), to);
            self.version += 1;
            let change = json!({
                "textDocument": { "uri": self.uri, "version": self.version },
                "contentChanges": [{ "range": range, "text": to }],
            });
            let typed = Instant::now();
            editor.notify("textDocument/didChange", &change)?;
            editor.wait_for(|message| message["method"] == "plconv/translationChanged")?;
            let answer = editor.request("plconv/translation", &translation(&result))?;
            times.push(typed.elapsed());
            result = answer["resultId"].clone();
            editor.request("plconv/settled", &Value::Null)?;
        }
        times.sort_unstable();
        let show = |time: Option<&Duration>| time.map_or_else(String::new, |time| shown_time(*time));
        println!(
            "{name:<42} {:>10} {:>10}",
            show(times.get(OTHERS)),
            show(times.last())
        );
        Ok(())
    }
}

fn shown_time(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1_000.0)
}

/// A package body of 10,000 lines whose parts use each other.
fn body() -> String {
    let mut text = String::from("CREATE OR REPLACE PACKAGE BODY plconv_latency AS\n");
    for number in 0..PROCEDURES {
        let _ = write!(
            text,
            "  FUNCTION step_{number}(p_value NUMBER) RETURN NUMBER IS\n    v_total NUMBER := 0;\n  BEGIN\n    \
             FOR i IN 1 .. 10 LOOP\n      v_total := p_value + {number};\n      IF v_total > 100 AND p_value IS NOT NULL THEN\n        \
             v_total := v_total - NVL(i, 0);\n      END IF;\n    END LOOP;\n    RETURN v_total; END step_{number};\n"
        );
    }
    text.push_str("END plconv_latency;\n/\n");
    text
}

fn position(text: &str, behind: &str) -> Value {
    position_of(text, text.find(behind).map_or(0, |start| start + behind.len()))
}

fn position_of(text: &str, end: usize) -> Value {
    let before = text.get(..end).unwrap_or("");
    let column = before.len() - before.rfind('\n').map_or(0, |line| line + 1);
    json!({ "line": before.matches('\n').count(), "character": column })
}

fn after(place: &Value, characters: usize) -> Value {
    let column = place["character"].as_u64().unwrap_or_default() as usize;
    json!({ "line": place["line"], "character": column + characters })
}

fn is_diagnostics(message: &Value, uri: &str, version: usize) -> bool {
    message["method"] == "textDocument/publishDiagnostics"
        && message["params"]["uri"] == uri
        && message["params"]["version"] == version
}

/// An editor that knows nothing but the protocol.
struct Editor {
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    requests: u64,
}

impl Editor {
    fn start(binary: &Path, directory: &Path) -> Result<Self> {
        let mut server = Command::new(binary)
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("starting {}", binary.display()))?;
        let input = server.stdin.take().context("no input")?;
        let output = BufReader::new(server.stdout.take().context("no output")?);
        let mut editor = Editor {
            server,
            input,
            output,
            requests: 0,
        };
        let root = format!("file://{}", directory.display());
        let params = json!({
            "processId": null,
            "rootUri": root,
            "capabilities": { "general": { "positionEncodings": ["utf-8"] } },
            // Files that are not open would only fill the pipe.
            "initializationOptions": { "diagnostics": "open" },
            "workspaceFolders": [{ "uri": root, "name": "workspace" }],
        });
        editor.request("initialize", &params)?;
        editor.notify("initialized", &json!({}))?;
        Ok(editor)
    }

    fn send(&mut self, message: &Value) -> Result<()> {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len())?;
        self.input.flush()?;
        Ok(())
    }

    fn notify(&mut self, method: &str, params: &Value) -> Result<()> {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    fn request(&mut self, method: &str, params: &Value) -> Result<Value> {
        self.requests += 1;
        let id = self.requests;
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        if !params.is_null() {
            message["params"] = params.clone();
        }
        self.send(&message)?;
        let answer = self.wait_for(|message| message["id"] == id && message.get("method").is_none())?;
        if let Some(error) = answer.get("error") {
            bail!("{method}: {error}");
        }
        Ok(answer["result"].clone())
    }

    fn wait_for(&mut self, wanted: impl Fn(&Value) -> bool) -> Result<Value> {
        loop {
            let mut length = 0;
            loop {
                let mut line = String::new();
                if self.output.read_line(&mut line)? == 0 {
                    bail!("the server ended");
                }
                let line = line.trim();
                if line.is_empty() {
                    break;
                }
                if let Some(number) = line.strip_prefix("Content-Length: ") {
                    length = number.parse()?;
                }
            }
            let mut text = vec![0; length];
            self.output.read_exact(&mut text)?;
            let message: Value = serde_json::from_slice(&text)?;
            if wanted(&message) {
                return Ok(message);
            }
        }
    }

    /// What Linux tells of it.
    fn peak_memory(&self) -> String {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.server.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
    }

    fn stop(mut self) -> Result<()> {
        self.request("shutdown", &Value::Null)?;
        self.notify("exit", &Value::Null)?;
        drop(self.input);
        self.server.wait()?;
        Ok(())
    }
}
