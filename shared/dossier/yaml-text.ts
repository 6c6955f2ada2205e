/**
 * YAML as data only: one document of the core schema, without aliases, anchors, tags or merge keys, so that a file means what it shows
 * and can't grow while it is read.
 */
import { LineCounter, isNode, parseDocument, visit, type Document } from 'yaml';
import { clip } from '../bytes/place.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import { ok, refuse, type Result } from '../result.ts';

export interface YamlText {
  readonly value: unknown;
  /** The line of the value at a path, or of the nearest part of the path that exists. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads a YAML file of at most `maxBytes`. Refuses with the line. */
export function readYaml(name: string, bytes: Uint8Array, maxBytes: number): Result<YamlText> {
  if (bytes.length > maxBytes) return refuse('input/too-large', { name, sizeBytes: bytes.length, limitBytes: maxBytes });
  const text = decodeUtf8(bytes, name);
  if (!text.ok) return text;
  const lines = new LineCounter();
  const lineAt = (offset: number | undefined): number => (offset === undefined ? 1 : lines.linePos(offset).line || 1);
  const wrong = (offset: number | undefined, problem: string) => refuse('input/not-yaml', { name, place: `line ${lineAt(offset)}`, problem });
  try {
    const document = parseDocument(text.value, { version: '1.2', schema: 'core', merge: false, resolveKnownTags: false, uniqueKeys: true, prettyErrors: false, lineCounter: lines });
    const error = document.errors[0];
    if (error !== undefined) return wrong(error.pos[0], clip(error.message.split('\n', 1)[0]!, 200));
    const forbidden = findForbidden(document);
    if (forbidden !== null) return wrong(forbidden.offset, forbidden.problem);
    return ok({ value: document.toJS({ maxAliasCount: 0 }) as unknown, lineOf: (path) => lineAt(offsetOf(document, path)) });
  } catch (error) {
    // The composer recurses; nothing that a person writes gets near the end of the stack.
    if (error instanceof RangeError) return wrong(undefined, 'The file is nested too deeply.');
    throw error;
  }
}

function findForbidden(document: Document): { readonly offset: number | undefined; readonly problem: string } | null {
  let found: { offset: number | undefined; problem: string } | null = null;
  const stop = (offset: number | undefined, problem: string) => {
    found = { offset, problem };
    return visit.BREAK;
  };
  visit(document, {
    Alias: (_, node) => stop(node.range?.[0], 'Aliases are not read here. Write the value again.'),
    Node: (_, node) => {
      if ('anchor' in node && node.anchor !== undefined) return stop(node.range?.[0], 'Anchors are not read here. Write the value where it is used.');
      if (node.tag !== undefined) return stop(node.range?.[0], 'Tags are not read here.');
      return undefined;
    },
  });
  return found;
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}
