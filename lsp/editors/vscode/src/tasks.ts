// The tree of what people still have to look at, and how far the project is.
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import * as protocol from "./protocol";

const STATUSES: { label: string; status: protocol.Status; icon: string }[] = [
  { label: "Open", status: "open", icon: "circle-outline" },
  { label: "In review", status: "in-review", icon: "eye" },
  { label: "Accepted", status: "accepted", icon: "check" },
  { label: "Will not port", status: "will-not-port", icon: "circle-slash" },
];

type Node = { group: string; tasks: protocol.Task[] } | protocol.Task;

function isTask(node: Node): node is protocol.Task {
  return "id" in node;
}

export class Tasks implements vscode.TreeDataProvider<Node> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private tasks: protocol.Task[] = [];
  private next = 0;

  constructor(
    private readonly client: () => LanguageClient | undefined,
    private readonly status: vscode.StatusBarItem,
  ) {}

  async refresh(): Promise<void> {
    const client = this.client();
    if (!client) {
      return;
    }
    this.tasks = await client.sendRequest(protocol.tasks);
    const progress = await client.sendRequest(protocol.progress);
    const objects = progress.reduce((sum, folder) => sum + folder.objects, 0);
    const refused = progress.reduce((sum, folder) => sum + (folder.byFate["refused"] ?? 0), 0);
    const open = progress.reduce((sum, folder) => sum + (folder.byStatus["open"] ?? 0), 0);
    this.status.text = `$(arrow-swap) ${objects - refused}/${objects} objects, ${open} open`;
    this.status.command = "plconv.nextTask";
    if (objects > 0) {
      this.status.show();
    }
    this.changed.fire();
  }

  getChildren(node?: Node): Node[] {
    if (node) {
      return isTask(node) ? [] : node.tasks;
    }
    const groups = new Map<string, protocol.Task[]>();
    for (const task of this.tasks) {
      groups.set(task.group, [...(groups.get(task.group) ?? []), task]);
    }
    return [...groups].map(([group, tasks]) => ({ group, tasks }));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (!isTask(node)) {
      const item = new vscode.TreeItem(node.group, vscode.TreeItemCollapsibleState.Collapsed);
      const open = node.tasks.filter((task) => task.status === "open").length;
      item.description = `${open} of ${node.tasks.length} open`;
      return item;
    }
    const item = new vscode.TreeItem(node.message);
    item.description = node.code;
    item.contextValue = "task";
    const icon = STATUSES.find((known) => known.status === node.status)?.icon ?? "circle-outline";
    item.iconPath = new vscode.ThemeIcon(
      node.status === "open" && node.isRefused ? "error" : icon,
    );
    item.command = { command: "vscode.open", title: "Open", arguments: this.place(node) };
    return item;
  }

  private place(task: protocol.Task): [vscode.Uri, vscode.TextDocumentShowOptions] {
    const { start } = task.location.range;
    const at = new vscode.Position(start.line, start.character);
    return [vscode.Uri.parse(task.location.uri, true), { selection: new vscode.Range(at, at) }];
  }

  async goToNext(): Promise<void> {
    const open = this.tasks.filter((task) => task.status === "open");
    const task = open[this.next % Math.max(open.length, 1)];
    if (!task) {
      void vscode.window.showInformationMessage("Nothing is open.");
      return;
    }
    this.next += 1;
    await vscode.window.showTextDocument(...this.place(task));
  }

  async setStatus(task?: Node): Promise<void> {
    if (!task || !isTask(task)) {
      return;
    }
    const chosen = await vscode.window.showQuickPick(STATUSES, { placeHolder: task.message });
    if (chosen) {
      await this.client()?.sendRequest(protocol.setTaskStatus, {
        textDocument: { uri: task.location.uri },
        id: task.id,
        status: chosen.status,
      });
      await this.refresh();
    }
  }
}
