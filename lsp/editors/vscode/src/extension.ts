// Starts the server and adds what the Language Server Protocol does not have.
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import { translationChanged } from "./protocol";
import { Tasks } from "./tasks";
import { SCHEME, Translations } from "./translation";
import { verify } from "./verify";

let client: LanguageClient | undefined;

function program(): string {
  return vscode.workspace.getConfiguration("plconv").get("server.path", "plconv");
}

function create(): LanguageClient {
  const server: ServerOptions = { command: program(), args: ["lsp"] };
  const options: LanguageClientOptions = {
    documentSelector: ["plsql", "oraclesql", "oracle-sql", "sql"].map((language) => ({ scheme: "file", language })),
    initializationOptions: vscode.workspace.getConfiguration("plconv"),
    synchronize: { configurationSection: "plconv" },
  };
  return new LanguageClient("plconv", "plconv", server, options);
}

export async function activate(context: vscode.ExtensionContext): Promise<LanguageClient> {
  const status = vscode.window.createStatusBarItem("plconv.progress", vscode.StatusBarAlignment.Left);
  const rejected = vscode.languages.createDiagnosticCollection("plconv verify");
  const current = () => client;
  const translations = new Translations(current);
  const tasks = new Tasks(current, status);
  const commands: Record<string, (...args: never[]) => unknown> = {
    "plconv.showTranslation": (uri?: string | vscode.Uri, place?: { line: number }) =>
      translations.show(typeof uri === "string" ? vscode.Uri.parse(uri, true) : uri, place),
    "plconv.jump": () => translations.jump(),
    "plconv.explain": () => translations.explain(),
    "plconv.verify": (uri?: string | vscode.Uri) =>
      verify(program(), typeof uri === "string" ? vscode.Uri.parse(uri, true) : uri, rejected),
    "plconv.nextTask": () => tasks.goToNext(),
    "plconv.setTaskStatus": (task?: Parameters<Tasks["setStatus"]>[0]) => tasks.setStatus(task),
    "plconv.showCallers": async (uri?: string, place?: { line: number; character: number }) => {
      if (uri && place) {
        const at = new vscode.Position(place.line, place.character);
        await vscode.window.showTextDocument(vscode.Uri.parse(uri, true), { selection: new vscode.Range(at, at) });
        await vscode.commands.executeCommand("references-view.showCallHierarchy");
      }
    },
    "plconv.restart": () => client?.restart(),
  };
  for (const [name, command] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(name, command));
  }
  context.subscriptions.push(
    status,
    rejected,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, translations),
    vscode.window.registerTreeDataProvider("plconv.tasks", tasks),
    vscode.window.onDidChangeTextEditorVisibleRanges((event) => translations.follow(event)),
  );
  client = create();
  context.subscriptions.push(
    client.onNotification(translationChanged, () => {
      translations.refresh();
      void tasks.refresh();
    }),
  );
  await client.start();
  return client;
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
