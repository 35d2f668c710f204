// The server alone, driven by VS Code's own protocol library: an editor that pulls diagnostics.
"use strict";
const assert = require("node:assert/strict");
const { spawn } = require("node:child_process");
const test = require("node:test");
const {
  StreamMessageReader,
  StreamMessageWriter,
  createProtocolConnection,
} = require("vscode-languageserver-protocol/node");

test("pulled diagnostics, refreshed, in bytes as negotiated", { timeout: 60_000 }, async () => {
  const server = spawn(process.env.PLCONV, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  let pushed = 0;
  const refreshed = new Promise((resolve) => {
    connection.onRequest("workspace/diagnostic/refresh", () => {
      resolve();
      return null;
    });
  });
  connection.onNotification("textDocument/publishDiagnostics", () => (pushed += 1));
  connection.listen();
  const { capabilities } = await connection.sendRequest("initialize", {
    processId: null,
    rootUri: null,
    capabilities: {
      general: { positionEncodings: ["utf-8", "utf-16"] },
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
    },
  });
  assert.equal(capabilities.positionEncoding, "utf-8");
  await connection.sendNotification("initialized", {});
  const uri = "file:///nowhere/loose.sql";
  const text = "CREATE PROCEDURE p IS\n  x VARCHAR2(9) := '\u00e9\u00e9' y;\nBEGIN\n  NULL;\nEND;\n/\n";
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "plsql", version: 1, text },
  });
  await connection.sendRequest("plconv/settled");
  const { items } = await connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
  const error = items.find((item) => item.severity === 1);
  assert.ok(error, JSON.stringify(items));
  const line = Buffer.from(text.split("\n")[1]);
  assert.equal(line.subarray(error.range.start.character, error.range.end.character).toString(), "'\u00e9\u00e9' y");
  await refreshed;
  assert.equal(pushed, 0);
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  const code = await new Promise((resolve) => server.once("exit", resolve));
  assert.equal(code, 0);
});
