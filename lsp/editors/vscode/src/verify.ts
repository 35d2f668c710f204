// Loads the translation of a folder into PostgreSQL and shows its errors in the source.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";

// As `--format json` prints it.
interface Finding {
  file: string;
  start: { line: number; column: number };
  code: string;
  message: string;
}

/** Runs `plconv convert --verify` into a directory that is removed afterwards. */
function run(program: string, source: string, output: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = ["convert", source, "-o", output, "--verify", "--format", "json"];
    execFile(program, args, { maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      // 1: findings. More: it could not run.
      if (error && error.code !== 1) {
        reject(new Error(stderr || error.message));
      } else {
        resolve(stdout);
      }
    });
  });
}

export async function verify(
  program: string,
  uri: vscode.Uri | undefined,
  shown: vscode.DiagnosticCollection,
): Promise<void> {
  const folder = uri ? vscode.workspace.getWorkspaceFolder(uri) : vscode.workspace.workspaceFolders?.[0];
  const source = folder?.uri.fsPath ?? uri?.fsPath;
  if (!source) {
    return;
  }
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: "Verifying on PostgreSQL" },
    async () => {
      const output = await mkdtemp(path.join(tmpdir(), "plconv-"));
      try {
        const findings = JSON.parse(await run(program, source, path.join(output, "out"))) as Finding[];
        const rejected = findings.filter((finding) => finding.code.startsWith("PLC09"));
        const byFile = new Map<string, vscode.Diagnostic[]>();
        for (const finding of rejected) {
          const name = finding.file;
          const at = new vscode.Position(finding.start.line - 1, finding.start.column - 1);
          const diagnostic = new vscode.Diagnostic(new vscode.Range(at, at), finding.message);
          diagnostic.source = "PostgreSQL";
          diagnostic.code = finding.code;
          const file = path.isAbsolute(name) ? name : path.join(source, name);
          byFile.set(file, [...(byFile.get(file) ?? []), diagnostic]);
        }
        shown.clear();
        for (const [file, diagnostics] of byFile) {
          shown.set(vscode.Uri.file(file), diagnostics);
        }
        void vscode.window.showInformationMessage(
          rejected.length === 0 ? "PostgreSQL accepts all of it." : `PostgreSQL rejects ${rejected.length} places.`,
        );
      } catch (error) {
        void vscode.window.showErrorMessage(`plconv: ${String(error)}`);
      } finally {
        await rm(output, { recursive: true, force: true });
      }
    },
  );
}
