/**
 * JSON as tools really write it: NaN and Infinity are taken as null and reported (rule E-3); duplicate names, trailing commas,
 * anything after the end, lone surrogates and depth above 64 are refused with line and column (rule E-6).
 */
import { clip, numberOf, textOf, unreadable, warning, type EvidenceFile } from './reader.ts';
import { ok, type Result } from '../result.ts';
import type { Warning } from '../dossier/evidence.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** Has no prototype. */
export interface JsonObject { readonly [name: string]: Json }

export interface JsonText {
  readonly value: Json;
  readonly warnings: readonly Warning[];
  /** The text of the number at a path such as `$.metrics[2].value`, where printing the number would not give it back. */
  readonly numberTexts: ReadonlyMap<string, string>;
}

const depthLimit = 64;
const space = /[ \t\r\n]*/y;
const plain = /[^"\\\u0000-\u001f]*/y;
const numberToken = /-?(?:NaN|Infinity|[0-9.eE+-]+)/y;
const literals = [['true', true], ['false', false], ['null', null]] as const;
const escapes: Record<string, string> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

class Stop extends Error {
  readonly offset: number;
  readonly expected: string;
  constructor(offset: number, expected: string) {
    super(expected);
    this.offset = offset;
    this.expected = expected;
  }
}

/** Reads a whole file as JSON. */
export function readJson(format: string, file: EvidenceFile): Result<JsonText> {
  const text = textOf(format, file);
  if (!text.ok) return text;
  const scanner = new Scanner(text.value, file.name);
  try {
    const value = scanner.document();
    return ok({ value, warnings: scanner.warnings, numberTexts: scanner.numberTexts });
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const before = text.value.slice(0, error.offset).split('\n');
    const found = error.offset >= text.value.length ? 'the end of the file' : JSON.stringify(text.value.slice(error.offset, error.offset + 12));
    return unreadable(format, file.name, `line ${before.length}, column ${before.at(-1)!.length + 1}`, error.expected, found);
  }
}

class Scanner {
  readonly warnings: Warning[] = [];
  readonly numberTexts = new Map<string, string>();
  private readonly text: string;
  private readonly name: string;
  private at = 0;

  constructor(text: string, name: string) {
    this.text = text;
    this.name = name;
  }

  document(): Json {
    const value = this.value('$', 0);
    this.skip();
    if (this.at < this.text.length) throw new Stop(this.at, 'nothing after the JSON value');
    return value;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  private skip(): void { this.take(space); }

  private has(character: string): boolean {
    this.skip();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private value(path: string, depth: number): Json {
    if (depth > depthLimit) throw new Stop(this.at, `at most ${depthLimit} levels`);
    if (this.has('{')) return this.object(path, depth);
    if (this.has('[')) return this.list(path, depth);
    if (this.has('"')) return this.string();
    for (const [word, value] of literals) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number(path);
  }

  private object(path: string, depth: number): JsonObject {
    const object = Object.create(null) as Record<string, Json>;
    if (this.has('}')) return object;
    do {
      if (!this.has('"')) throw new Stop(this.at, 'a name in double quotes');
      const start = this.at - 1;
      const key = this.string();
      if (key in object) throw new Stop(start, 'each name once in an object');
      if (key === '__proto__') throw new Stop(start, 'no member named __proto__');
      if (!this.has(':')) throw new Stop(this.at, 'a colon');
      object[key] = this.value(`${path}.${key}`, depth + 1);
    } while (this.has(','));
    if (!this.has('}')) throw new Stop(this.at, 'a comma or }');
    return object;
  }

  private list(path: string, depth: number): Json[] {
    const list: Json[] = [];
    if (this.has(']')) return list;
    do list.push(this.value(`${path}[${list.length}]`, depth + 1));
    while (this.has(','));
    if (!this.has(']')) throw new Stop(this.at, 'a comma or ]');
    return list;
  }

  private string(): string {
    const start = this.at;
    let string = this.take(plain);
    for (;;) {
      const character = this.text[this.at];
      if (character === '"') break;
      if (character !== '\\') throw new Stop(this.at, character === undefined ? 'the end of a string' : 'no control character in a string');
      const escaped = this.text[this.at + 1] ?? '';
      const code = escaped === 'u' ? /^[0-9a-fA-F]{4}/.exec(this.text.slice(this.at + 2, this.at + 6))?.[0] : undefined;
      if (code === undefined && !Object.hasOwn(escapes, escaped)) throw new Stop(this.at, 'an escape that JSON knows');
      string += code === undefined ? escapes[escaped]! : String.fromCharCode(parseInt(code, 16));
      this.at += code === undefined ? 2 : 6;
      string += this.take(plain);
    }
    this.at++;
    if (/\p{Surrogate}/u.test(string)) throw new Stop(start, 'no half of a surrogate pair');
    return string;
  }

  private number(path: string): number | null {
    const start = this.at;
    const token = this.take(numberToken);
    if (/^-?(?:NaN|Infinity)$/.test(token)) return this.notFinite(path, token);
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(token)) throw new Stop(start, 'a JSON value');
    const value = numberOf(token);
    if (value === null) return this.notFinite(path, token);
    if (String(value) !== token) this.numberTexts.set(path, token);
    return value;
  }

  private notFinite(path: string, token: string): null {
    if (this.warnings.length < 100) this.warnings.push(warning('not-finite', `${this.name}, ${clip(path, 300)}`, `${clip(token, 40)} is not a finite number and counts as missing.`));
    this.numberTexts.set(path, token);
    return null;
  }
}
