// The extension as it is packaged, over the real client library and the real server.
"use strict";
const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const Module = require("node:module");
const os = require("node:os");
const path = require("node:path");
const test = require("node:test");
const { create } = require("./vscode.cjs");

const root = path.join(__dirname, "..");
const vsix = path.join(root, "dist", "plconv.vsix");

function npx(...args) {
  return execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" });
}

const tool = (name, file) => path.join(root, "node_modules", name, file);

test.before(() => {
  npx(tool("typescript", "bin/tsc"), "--noEmit");
  const bundle = ["--bundle", "--platform=node", "--target=node20", "--format=cjs"];
  npx(tool("esbuild", "bin/esbuild"), "src/extension.ts", ...bundle, "--external:vscode", "--outfile=dist/extension.js");
  npx(tool("esbuild", "bin/esbuild"), "src/spans.ts", ...bundle, "--outfile=dist/spans.js");
});

test("the package has what the manifest names, and nothing else", async () => {
  fs.rmSync(vsix, { force: true });
  // The library does not ask the network for newer versions of itself.
  const vsce = require("@vscode/vsce");
  await vsce.createVSIX({ cwd: root, packagePath: vsix, dependencies: false });
  const names = await vsce.listFiles({ cwd: root, dependencies: false });
  assert.deepEqual(names.sort(), ["LICENSE.txt", "README.md", "dist/extension.js", "package.json"]);
  assert.ok(fs.statSync(vsix).size > 10_000);
  const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
  assert.ok(fs.existsSync(path.join(root, manifest.main)));
});

test("places lead from the source to the translation and back", () => {
  const { ofSource, ofOutput, outputLine } = require(path.join(root, "dist", "spans.js"));
  const range = (first, last) => ({ start: { line: first, character: 0 }, end: { line: last, character: 9 } });
  const spans = [
    { output: range(0, 20), source: { uri: "file:///a.sql", range: range(0, 10) } },
    { output: range(5, 8), source: { uri: "file:///a.sql", range: range(3, 4) } },
  ];
  assert.equal(ofSource(spans, "file:///a.sql", { line: 3, character: 2 }), spans[1]);
  assert.equal(ofSource(spans, "file:///b.sql", { line: 3, character: 2 }), undefined);
  assert.equal(ofOutput(spans, { line: 6, character: 0 }), spans[1]);
  assert.equal(ofOutput(spans, { line: 9, character: 0 }), spans[0]);
  assert.equal(outputLine(spans, "file:///a.sql", 4), 6);
});

test("a translation is made of the one before and what is different", () => {
  const { translated } = require(path.join(root, "dist", "spans.js"));
  const range = (first, last) => ({ start: { line: first, character: 0 }, end: { line: last, character: 9 } });
  const span = (output, uri, source) => ({ output, source: { uri, range: source } });
  const own = "file:///a.sql";
  const before = {
    resultId: "1",
    text: "one\ntwo\nthree\n",
    spans: [span(range(0, 0), own, range(0, 9)), span(range(1, 1), own, range(1, 1)), span(range(2, 2), "file:///b.sql", range(4, 4))],
  };
  const edit = {
    range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } },
    newText: "2\n2\n",
    spans: { start: 1, deleteCount: 1, insert: [span(range(1, 2), own, range(1, 2))], outputLines: 1, sourceLine: 2, sourceLines: 1 },
  };
  assert.deepEqual(translated(before, own, { resultId: "2", edit }), {
    resultId: "2",
    text: "one\n2\n2\nthree\n",
    spans: [span(range(0, 0), own, range(0, 10)), span(range(1, 2), own, range(1, 2)), span(range(3, 3), "file:///b.sql", range(4, 4))],
  });
  assert.equal(translated(undefined, own, { resultId: "2", edit }), undefined);
});

test("the extension starts the server, which finds something and translates", { timeout: 180_000 }, async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "plconv-vscode-"));
  const text = "CREATE TABLE t (id NUMBER(9), name VARCHAR2(10));\n";
  fs.writeFileSync(path.join(folder, "t.sql"), text);
  const editor = create(folder, { "server.path": process.env.PLCONV });
  const resolve = Module._load;
  Module._load = (name, ...rest) => (name === "vscode" ? editor.api : resolve(name, ...rest));
  const extension = require(path.join(root, "dist", "extension.js"));
  const context = { subscriptions: [], extensionUri: editor.api.Uri.file(root) };
  try {
    const client = await extension.activate(context);
    assert.equal(client.initializeResult.serverInfo.name, "plconv");
    assert.ok(client.initializeResult.capabilities.diagnosticProvider);
    const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
    for (const { command } of manifest.contributes.commands) {
      assert.ok(editor.seen.commands.has(command), command);
    }
    const uri = editor.api.Uri.file(path.join(folder, "t.sql"));
    await client.sendNotification("textDocument/didOpen", {
      textDocument: { uri: uri.toString(), languageId: "sql", version: 1, text },
    });
    await client.sendRequest("plconv/settled");
    const found = await client.sendRequest("textDocument/diagnostic", { textDocument: { uri: uri.toString() } });
    assert.ok(found.items.some((item) => item.code === "PLC0702"));
    const provider = editor.seen.contents.get("plconv");
    const name = editor.api.Uri.from({ scheme: "plconv", path: `${uri.path}.pg.sql`, query: uri.toString() });
    assert.match(await provider.provideTextDocumentContent(name), /CREATE TABLE t \(/);
    // It follows an edit; what comes is the difference, and what is shown all of it.
    await client.sendNotification("textDocument/didChange", {
      textDocument: { uri: uri.toString(), version: 2 },
      contentChanges: [
        { range: { start: { line: 0, character: 29 }, end: { line: 0, character: 33 } }, text: "full_name" },
      ],
    });
    await client.sendRequest("plconv/settled");
    const shown = await provider.provideTextDocumentContent(name);
    assert.match(shown, /full_name/);
    const whole = await client.sendRequest("plconv/translation", { textDocument: { uri: uri.toString() } });
    assert.equal(shown, whole.text);
    // It scrolls along with its source.
    const revealed = [];
    const { window } = editor.api;
    window.visibleTextEditors.push({ document: { uri: name }, revealRange: (range) => revealed.push(range.start.line) });
    editor.events.scrolled.fire({ textEditor: { document: { uri } }, visibleRanges: [{ start: { line: 0 } }] });
    const table = whole.text.split("\n").findIndex((line) => line.includes("CREATE TABLE t"));
    assert.deepEqual(revealed, [table]);
    // From the source to the translation, and back.
    const jump = editor.seen.commands.get("plconv.jump");
    editor.seen.window = { document: { uri }, selection: { active: { line: 0, character: 15 } } };
    await jump();
    const there = editor.seen.shown.at(-1);
    assert.equal(there.uri, name.toString());
    assert.equal(there.options.selection.start.line, table);
    editor.seen.window = { document: { uri: name }, selection: { active: there.options.selection.start } };
    await jump();
    assert.equal(editor.seen.shown.at(-1).uri, uri.toString());
    await editor.seen.tasks.refresh();
    assert.ok(editor.seen.tasks.getChildren().some((node) => node.group === "T"));
    // The next open task is shown in its file.
    const opened = editor.seen.shown.length;
    await editor.seen.commands.get("plconv.nextTask")();
    assert.equal(editor.seen.shown[opened].uri, uri.toString());
    // PostgreSQL's errors are shown where the source has their cause.
    const wrong = path.join(folder, "u.sql");
    const parameters = Array.from({ length: 101 }, (_, number) => `p${number} NUMBER`).join(", ");
    fs.writeFileSync(wrong, `CREATE TABLE u (id NUMBER(9));\nCREATE PROCEDURE wide(${parameters}) IS\nBEGIN\n  NULL;\nEND;\n/\n`);
    await editor.seen.commands.get("plconv.verify")(uri.toString());
    const rejected = editor.seen.diagnostics.filter((found) => found.name === "plconv verify");
    assert.deepEqual(rejected.map((found) => found.uri), [editor.api.Uri.file(wrong).toString()], editor.seen.told.join());
    const [place] = rejected[0].diagnostics;
    assert.match(place.message, /cannot have more than 100 arguments/);
    assert.equal(place.range.start.line, 1);
    assert.match(editor.seen.told.at(-1), /^PostgreSQL rejects \d+ places/);
    fs.writeFileSync(wrong, "CREATE TABLE u (id NUMBER(9));\n");
    await editor.seen.commands.get("plconv.verify")(uri.toString());
    assert.equal(editor.seen.told.at(-1), "PostgreSQL accepts all of it.");
  } finally {
    await extension.deactivate();
    Module._load = resolve;
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
