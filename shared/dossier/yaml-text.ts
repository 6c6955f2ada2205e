/**
 * YAML as data only: one document of the core schema, without tags, so that a file means what it shows and can't grow while it is read. What
 * a person writes for Countersign has no aliases, anchors or merge keys either; other tools' files may have a few.
 */
import { LineCounter, isCollection, isNode, isScalar, parseDocument, visit, type Document, type Node } from 'yaml';
import { clip } from '../bytes/place.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import { ok, refuse, type Result } from '../result.ts';

export interface YamlText {
  readonly value: unknown;
  /** The line of the value at a path, or of the nearest part of the path that exists. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** How often anchors may be used in a file that may have them, counted as often as they would be written out. */
const mostAliases = 100;

/** Reads a YAML file of at most `maxBytes`. Refuses with the line. `aliases` allows a few anchors and merge keys. */
export function readYaml(name: string, bytes: Uint8Array, maxBytes: number, { aliases = false }: { readonly aliases?: boolean } = {}): Result<YamlText> {
  if (bytes.length > maxBytes) return refuse('input/too-large', { name, sizeBytes: bytes.length, limitBytes: maxBytes });
  const text = decodeUtf8(bytes, name);
  if (!text.ok) return text;
  const lines = new LineCounter();
  const lineAt = (offset: number | undefined): number => (offset === undefined ? 1 : lines.linePos(offset).line || 1);
  const wrong = (offset: number | undefined, problem: string) => refuse('input/not-yaml', { name, place: `line ${lineAt(offset)}`, problem });
  try {
    const document = parseDocument(text.value, { version: '1.2', schema: 'core', merge: aliases, resolveKnownTags: false, uniqueKeys: false, prettyErrors: false, lineCounter: lines });
    const error = document.errors[0];
    if (error !== undefined) return wrong(error.pos[0], clip(error.message.split('\n', 1)[0]!, 200));
    const forbidden = findForbidden(document, aliases);
    if (forbidden !== null) return wrong(forbidden.offset, forbidden.problem);
    return ok({ value: document.toJS({ maxAliasCount: aliases ? mostAliases : 0 }) as unknown, lineOf: (path) => lineAt(offsetOf(document, path)) });
  } catch (error) {
    // The composer recurses; nothing that a person writes gets near the end of the stack.
    if (error instanceof RangeError) return wrong(undefined, 'The file is nested too deeply.');
    // What the library says of aliases that multiply.
    if (error instanceof ReferenceError) return wrong(undefined, clip(error.message, 200));
    throw error;
  }
}

function findForbidden(document: Document, aliases: boolean): { readonly offset: number | undefined; readonly problem: string } | null {
  let found: { offset: number | undefined; problem: string } | null = null;
  const stop = (offset: number | undefined, problem: string) => {
    found = { offset, problem };
    return visit.BREAK;
  };
  const anyNode = (node: Node) => {
    if (!aliases && 'anchor' in node && node.anchor !== undefined) return stop(node.range?.[0], 'Anchors are not read here. Write the value where it is used.');
    return node.tag === undefined ? undefined : stop(node.range?.[0], 'Tags are not read here.');
  };
  visit(document, {
    Alias: (_, node) => (aliases ? undefined : stop(node.range?.[0], 'Aliases are not read here. Write the value again.')),
    // The library's own check compares each key with every other one: a lock file of many names would take minutes.
    Map: (_, node) => {
      const names = new Set<unknown>();
      for (const { key } of node.items) {
        if (isCollection(key)) return stop(key.range?.[0], 'A list or a table as a name is not read here.');
        const name = isScalar(key) ? key.value : key;
        if (names.has(name)) return stop(isNode(key) ? key.range?.[0] : undefined, `The name ${clip(String(name), 60)} stands twice.`);
        names.add(name);
      }
      return anyNode(node);
    },
    Node: (_, node) => anyNode(node),
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
