//! How fast the language server answers: a package body of 10,000 lines is edited in the workspace of a directory.
//!
//! Nothing is written to the directory: the body is open in the editor only. Each keystroke changes one line in the middle
//! of the body. Measured from the change to the first diagnostics of that version (all of its syntax, and what still holds
//! of the findings before), and to the end of the analysis with all of its findings; then a completion at the place, and
//! the translation.

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
        shown(started.elapsed())
    );
    editor.wait_for(|message| message["method"] == "plconv/translationChanged")?;
    println!(
        "cold start to the analysis of the workspace:      {}",
        shown(started.elapsed())
    );
    editor.request("plconv/settled", &Value::Null)?;
    println!(
        "cold start to the conversion of the workspace:    {}",
        shown(started.elapsed())
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
        let show = |time: Option<&Duration>| time.map_or_else(String::new, |time| shown(*time));
        println!("{name:<32} {:>10} {:>10}", show(at(50)), show(at(95)));
    }
    println!("peak memory of the server: {}", editor.peak_memory());
    editor.stop()
}

fn shown(time: Duration) -> String {
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
    let end = text.find(behind).map_or(0, |start| start + behind.len());
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
