// From places of the source to places of the translation and back. Knows nothing of the editor.
import type { Position, Range } from "vscode-languageclient/node";
import type { Span, Translation, TranslationAnswer } from "./protocol";

function isBefore(left: Position, right: Position): boolean {
  return left.line < right.line || (left.line === right.line && left.character < right.character);
}

function contains(range: Range, place: Position): boolean {
  return !isBefore(place, range.start) && !isBefore(range.end, place);
}

function lines(range: Range): number {
  return range.end.line - range.start.line;
}

/** The smallest span whose source is around a place of the source. */
export function ofSource(spans: Span[], uri: string, place: Position): Span | undefined {
  const around = spans.filter((span) => span.source.uri === uri && contains(span.source.range, place));
  return around.sort((left, right) => lines(left.source.range) - lines(right.source.range))[0];
}

/** The smallest span around a place of the translation. */
export function ofOutput(spans: Span[], place: Position): Span | undefined {
  const around = spans.filter((span) => contains(span.output, place));
  return around.sort((left, right) => lines(left.output) - lines(right.output))[0];
}

/** The line of the translation that belongs beside a line of the source. */
export function outputLine(spans: Span[], uri: string, line: number): number | undefined {
  const found = ofSource(spans, uri, { line, character: 0 }) ?? ofSource(spans, uri, { line, character: 1_000_000 });
  if (found) {
    const share = Math.min(line - found.source.range.start.line, Math.max(lines(found.output), 0));
    return found.output.start.line + Math.max(share, 0);
  }
  const before = spans.filter((span) => span.source.uri === uri && span.source.range.end.line <= line);
  return before.at(-1)?.output.end.line;
}

/** A range of which what is in a line or below has moved. */
function moved(range: Range, by: number, from: number): Range {
  const line = (place: Position) => (place.line < from ? place : { line: place.line + by, character: place.character });
  return { start: line(range.start), end: line(range.end) };
}

/** Where the line of a number begins. */
function lineStart(text: string, line: number): number {
  let at = 0;
  for (let number = 0; number < line; number += 1) {
    const end = text.indexOf("\n", at);
    if (end < 0) {
      return text.length;
    }
    at = end + 1;
  }
  return at;
}

/** The translation of a source after an answer that may tell only what is different. */
export function translated(
  before: Translation | undefined,
  source: string,
  answer: TranslationAnswer,
): Translation | undefined {
  const { edit, text, spans, ...rest } = answer;
  if (text !== undefined && spans !== undefined) {
    return { ...rest, text, spans };
  }
  if (!edit || !before) {
    return undefined;
  }
  const { start, deleteCount, insert, outputLines, sourceLine, sourceLines } = edit.spans;
  const kept = (spans: Span[], by: number): Span[] =>
    spans.map((span) => ({
      ...span,
      output: moved(span.output, by, 0),
      source: {
        uri: span.source.uri,
        range: span.source.uri === source ? moved(span.source.range, sourceLines, sourceLine) : span.source.range,
      },
    }));
  return {
    ...rest,
    text:
      before.text.slice(0, lineStart(before.text, edit.range.start.line)) +
      edit.newText +
      before.text.slice(lineStart(before.text, edit.range.end.line)),
    spans: [
      ...kept(before.spans.slice(0, start), 0),
      ...insert,
      ...kept(before.spans.slice(start + deleteCount), outputLines),
    ],
  };
}
