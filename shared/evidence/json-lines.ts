/** JSON Lines: one JSON value on each line. */
import { readJsonLine, type JsonText } from './json-text.ts';
import { textOf, unreadable, type EvidenceFile } from './reader.ts';
import { ok, type Result } from '../result.ts';

export interface JsonLine extends JsonText { readonly line: number }

export const mostJsonLines = 200_000;

/**
 * Every line of a file as JSON; empty lines are passed over. A line that isn't JSON is refused with its number. `cutOff` tells that the last line
 * has no line end and isn't JSON either: the writer was stopped, and that line is left out.
 */
export function readJsonLines(format: string, file: EvidenceFile): Result<{ readonly lines: readonly JsonLine[]; readonly cutOff: boolean }> {
  const text = textOf(format, file);
  if (!text.ok) return text;
  const lines: JsonLine[] = [];
  let number = 0;
  for (let at = 0; at < text.value.length;) {
    const end = text.value.indexOf('\n', at);
    const line = text.value.slice(at, end < 0 ? text.value.length : end);
    number++;
    at = end < 0 ? text.value.length : end + 1;
    if (line.trim() === '') continue;
    if (lines.length >= mostJsonLines) return unreadable(format, file.name, `line ${number}`, `at most ${mostJsonLines} lines`, 'more');
    const json = readJsonLine(format, file.name, line, number);
    if (!json.ok) return end < 0 && lines.length > 0 ? ok({ lines, cutOff: true }) : json;
    // Not spread: that would ask for the texts of its numbers.
    lines.push(Object.assign(json.value, { line: number }));
  }
  return ok({ lines, cutOff: false });
}
