// What `vscode` gives an extension, as far as the extension and vscode-languageclient need it to start: events that a
// test can fire, calls that a test can look at. Everything else is a class or function that does nothing.
"use strict";
const { pathToFileURL, fileURLToPath } = require("node:url");

class Disposable {
  constructor(dispose = () => {}) {
    this.dispose = dispose;
  }
  static from(...items) {
    return new Disposable(() => items.forEach((item) => item.dispose()));
  }
}

class EventEmitter {
  listeners = new Set();
  event = (listener, self) => {
    const bound = self ? listener.bind(self) : listener;
    this.listeners.add(bound);
    return new Disposable(() => this.listeners.delete(bound));
  };
  fire(value) {
    for (const listener of [...this.listeners]) listener(value);
  }
  dispose() {
    this.listeners.clear();
  }
}

class Uri {
  constructor(text) {
    const url = new URL(text);
    this.text = text;
    this.scheme = url.protocol.slice(0, -1);
    this.authority = url.host;
    this.path = decodeURIComponent(url.pathname);
    this.query = decodeURIComponent(url.search.slice(1));
    this.fragment = "";
  }
  static parse(text) {
    return new Uri(text);
  }
  static file(path) {
    return new Uri(pathToFileURL(path).href);
  }
  static from({ scheme, path, query }) {
    return new Uri(`${scheme}:${path}${query ? `?${encodeURIComponent(query)}` : ""}`);
  }
  get fsPath() {
    return this.scheme === "file" ? fileURLToPath(this.text) : this.path;
  }
  toString() {
    return this.text;
  }
}

class Position {
  constructor(line, character) {
    this.line = line;
    this.character = character;
  }
}

class Range {
  constructor(...args) {
    const [start, end] = args.length === 4 ? [new Position(args[0], args[1]), new Position(args[2], args[3])] : args;
    this.start = start;
    this.end = end;
  }
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

/** Names that nothing here defines: classes to derive from, functions to call, namespaces to look into. */
function anything(name) {
  const target = class {
    dispose() {}
  };
  Object.defineProperty(target, "name", { value: name });
  return new Proxy(target, {
    get(object, key) {
      if (key in object || typeof key === "symbol") return object[key];
      return (object[key] = /^[A-Z]/.test(key) ? anything(key) : /^on/.test(key) ? new EventEmitter().event : anything(key));
    },
    apply: () => new Disposable(),
  });
}

/** A window of the editor over one folder. */
exports.create = (folder, settings) => {
  const events = { opened: new EventEmitter(), changed: new EventEmitter(), scrolled: new EventEmitter() };
  const seen = {
    commands: new Map(),
    diagnostics: [],
    contents: new Map(),
    onDiagnostics: new EventEmitter(),
    /** What was opened in an editor, with what is selected there. */
    shown: [],
    /** What the user was told. */
    told: [],
    /** The editor with the cursor; a test sets it. */
    window: undefined,
  };
  const workspaceFolder = { uri: Uri.file(folder), name: "ws", index: 0 };
  const configuration = {
    get: (key, other) => (key in settings ? settings[key] : other),
    has: (key) => key in settings,
    inspect: () => undefined,
  };
  const fallback = anything("vscode");
  const known = {
    Disposable,
    EventEmitter,
    Uri,
    Position,
    Range,
    Diagnostic,
    version: "1.96.0",
    env: { appName: "test", language: "en" },
    workspace: {
      workspaceFolders: [workspaceFolder],
      getWorkspaceFolder: () => workspaceFolder,
      getConfiguration: () => configuration,
      textDocuments: [],
      openTextDocument: async (uri) => ({ uri }),
      notebookDocuments: [],
      onDidOpenTextDocument: events.opened.event,
      onDidChangeTextDocument: events.changed.event,
      registerTextDocumentContentProvider: (scheme, provider) => {
        seen.contents.set(scheme, provider);
        return new Disposable();
      },
      createFileSystemWatcher: () =>
        Object.assign(new Disposable(), {
          onDidCreate: new EventEmitter().event,
          onDidChange: new EventEmitter().event,
          onDidDelete: new EventEmitter().event,
        }),
    },
    window: {
      visibleTextEditors: [],
      get activeTextEditor() {
        return seen.window;
      },
      onDidChangeTextEditorVisibleRanges: events.scrolled.event,
      showTextDocument: async (document, options) => {
        const uri = String(document.uri ?? document);
        seen.shown.push({ uri, options });
        return { document: { uri }, revealRange() {} };
      },
      tabGroups: { all: [], onDidChangeTabs: new EventEmitter().event },
      withProgress: (_, work) =>
        work({ report() {} }, { isCancellationRequested: false, onCancellationRequested: () => new Disposable() }),
      showInformationMessage: async (message) => void seen.told.push(message),
      showErrorMessage: async (message) => void seen.told.push(message),
      createOutputChannel: () => ({ append() {}, appendLine() {}, show() {}, dispose() {} }),
      createStatusBarItem: () => ({ show() {}, hide() {}, dispose() {} }),
      registerTreeDataProvider: (_, provider) => {
        seen.tasks = provider;
        return new Disposable();
      },
    },
    languages: {
      match: (selector, document) => {
        const filters = Array.isArray(selector) ? selector : [selector];
        return filters.some((filter) => filter.language === document.languageId) ? 10 : 0;
      },
      createDiagnosticCollection: (name) => ({
        name,
        set: (uri, diagnostics) => {
          const found = { name, uri: String(uri), diagnostics: diagnostics ?? [] };
          seen.diagnostics.push(found);
          seen.onDiagnostics.fire(found);
        },
        delete() {},
        clear() {},
        dispose() {},
        has: () => false,
      }),
    },
    commands: {
      registerCommand: (name, command) => {
        seen.commands.set(name, command);
        return new Disposable();
      },
      executeCommand: async () => undefined,
    },
  };
  const mixed = (object, other) =>
    new Proxy(object, {
      get: (target, key) => (key in target ? target[key] : other[key]),
      has: () => true,
    });
  for (const part of ["workspace", "window", "languages", "commands"]) {
    known[part] = mixed(known[part], fallback[part]);
  }
  // A bundle copies what a module has itself and keeps its prototype.
  return { api: Object.assign(Object.create(fallback), known), events, seen };
};
