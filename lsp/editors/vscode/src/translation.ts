// The read-only document with the translation beside the source.
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import * as protocol from "./protocol";
import { ofOutput, ofSource, outputLine, translated } from "./spans";

export const SCHEME = "plconv";

/** The name of the translation of a source. */
function uriOf(source: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `${source.path}.pg.sql`, query: source.toString() });
}

function sourceOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.parse(uri.query, true);
}

export class Translations implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly shown = new Map<string, protocol.Translation>();

  constructor(private readonly client: () => LanguageClient | undefined) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const source = sourceOf(uri);
    const before = this.shown.get(uri.toString());
    const answer = await this.client()?.sendRequest(protocol.translation, {
      textDocument: { uri: source.toString() },
      previousResultId: before?.resultId,
    });
    const found = answer && translated(before, source.toString(), answer);
    if (!found) {
      return "-- The project has not been read yet.\n";
    }
    this.shown.set(uri.toString(), found);
    return found.text;
  }

  /** Asks again for those translations that are shown. */
  refresh(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (document.uri.scheme === SCHEME) {
        this.changed.fire(document.uri);
      }
    }
  }

  async show(source?: vscode.Uri, place?: { line: number }): Promise<void> {
    const uri = source ?? vscode.window.activeTextEditor?.document.uri;
    if (!uri || uri.scheme === SCHEME) {
      return;
    }
    const document = await vscode.workspace.openTextDocument(uriOf(uri));
    await vscode.languages.setTextDocumentLanguage(document, "sql");
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
    const line = place && this.line(document.uri, uri, place.line);
    if (line !== undefined) {
      editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
    }
  }

  private line(uri: vscode.Uri, source: vscode.Uri, line: number): number | undefined {
    const found = this.shown.get(uri.toString());
    return found && outputLine(found.spans, source.toString(), line);
  }

  /** Scrolls the translations of a source along with it. */
  follow(event: vscode.TextEditorVisibleRangesChangeEvent): void {
    const source = event.textEditor.document.uri;
    const first = event.visibleRanges[0]?.start.line;
    if (source.scheme === SCHEME || first === undefined) {
      return;
    }
    for (const editor of vscode.window.visibleTextEditors) {
      const uri = editor.document.uri;
      if (uri.scheme === SCHEME && uri.query === source.toString()) {
        const line = this.line(uri, source, first);
        if (line !== undefined) {
          editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
        }
      }
    }
  }

  /** From the source to its translation or back. */
  async jump(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      return;
    }
    const uri = editor.document.uri;
    const convert = this.client()?.protocol2CodeConverter;
    if (uri.scheme === SCHEME) {
      const span = ofOutput(this.shown.get(uri.toString())?.spans ?? [], editor.selection.active);
      if (span && convert) {
        await vscode.window.showTextDocument(vscode.Uri.parse(span.source.uri, true), {
          selection: convert.asRange(span.source.range),
          viewColumn: vscode.ViewColumn.One,
        });
      }
      return;
    }
    await this.show(uri);
    const target = uriOf(uri);
    const span = ofSource(this.shown.get(target.toString())?.spans ?? [], uri.toString(), editor.selection.active);
    if (span && convert) {
      await vscode.window.showTextDocument(target, {
        selection: convert.asRange(span.output),
        viewColumn: vscode.ViewColumn.Beside,
      });
    }
  }

  /** Why the translation at the cursor looks as it does. */
  async explain(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const client = this.client();
    if (!editor || !client || editor.document.uri.scheme !== SCHEME) {
      return;
    }
    const found = await client.sendRequest(protocol.explain, {
      textDocument: { uri: sourceOf(editor.document.uri).toString() },
      position: editor.selection.active,
    });
    if (!found) {
      void vscode.window.showInformationMessage("Nothing of the source became this text.");
      return;
    }
    const document = await vscode.workspace.openTextDocument({ content: found.markdown, language: "markdown" });
    await vscode.commands.executeCommand("markdown.showPreview", document.uri);
  }
}
