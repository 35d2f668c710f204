// From places of the source to places of the translation and back. Knows nothing of the editor.
import type { Position, Range } from "vscode-languageclient/node";
import type { Span } from "./protocol";

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
