// The requests of plconv that the Language Server Protocol does not have; see docs/editors.md.
import { NotificationType, RequestType, RequestType0 } from "vscode-languageclient/node";
import type { Location, Position, Range, TextDocumentIdentifier } from "vscode-languageclient/node";

export interface Span {
  output: Range;
  source: Location;
  rule?: string;
}

export interface Translation {
  uri: string;
  version: number;
  isCurrent: boolean;
  resultId: string;
  text: string;
  spans: Span[];
}

/** What makes a translation of the one before. */
export interface TranslationEdit {
  range: Range;
  newText: string;
  spans: {
    start: number;
    deleteCount: number;
    insert: Span[];
    outputLines: number;
    sourceLine: number;
    sourceLines: number;
  };
}

/** All of a translation, or its difference from the one that was named. */
export type TranslationAnswer = Omit<Translation, "text" | "spans"> &
  Partial<Pick<Translation, "text" | "spans">> & { edit?: TranslationEdit };

export interface Explanation {
  markdown: string;
  source: Range;
  output?: Range;
}

export type Status = "open" | "in-review" | "accepted" | "will-not-port";

export interface Task {
  id: string;
  group: string;
  code: string;
  isRefused: boolean;
  message: string;
  location: Location;
  status: Status;
}

export interface Progress {
  folder: string;
  objects: number;
  byFate: Record<string, number>;
  tasks: number;
  byStatus: Partial<Record<Status, number>>;
}

export interface TextParams {
  textDocument: TextDocumentIdentifier;
}

export const translation = new RequestType<
  TextParams & { previousResultId?: string },
  TranslationAnswer | null,
  void
>("plconv/translation");
export const explain = new RequestType<TextParams & { position: Position }, Explanation | null, void>("plconv/explain");
export const tasks = new RequestType0<Task[], void>("plconv/tasks");
export const setTaskStatus = new RequestType<TextParams & { id: string; status: Status }, null, void>(
  "plconv/setTaskStatus",
);
export const progress = new RequestType0<Progress[], void>("plconv/progress");
export const translationChanged = new NotificationType<{ uris: string[] }>("plconv/translationChanged");
