/**
 * JSON as tools really write it: NaN and Infinity are taken as null and reported (rule E-3); duplicate names, trailing commas,
 * anything after the end, lone surrogates and depth above 64 are refused with line and column (rule E-6).
 */
import { beginning, clip, numberOf, textOf, unreadable, warning, type EvidenceFile } from './reader.ts';
import { ok, type Result } from '../result.ts';
import type { Warning } from '../dossier/evidence.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** Has no prototype with members: a name that isn't in the file is undefined, whatever it is. */
export interface JsonObject { readonly [name: string]: Json }

export interface JsonText {
  readonly value: Json;
  readonly warnings: readonly Warning[];
  /** The text of the number at a path such as `$.metrics[2].value`, where printing the number would not give it back. */
  readonly numberTexts: ReadonlyMap<string, string>;
}

/** The path of a member, in the form that `numberTexts` and warnings use. */
export function jsonPath(path: readonly (string | number)[]): string {
  let text = '$';
  for (const key of path) text += typeof key === 'number' ? `[${key}]` : `.${key}`;
  return text;
}

/** What the file said at a path: its own digits for a number, the text for a string, empty for what is missing. */
export function rawTextAt(json: JsonText, path: readonly (string | number)[], value: Json | undefined): string {
  const asWritten = json.numberTexts.get(jsonPath(path));
  return asWritten ?? (value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value).slice(0, 500) : String(value));
}

export const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The value at a path of names and indexes; undefined where the path leads nowhere. */
export function jsonAt(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((at, key) => {
    if (typeof key === 'number') return isList(at) ? at[key] : undefined;
    return isObject(at) ? at[key] : undefined;
  }, value);
}

const depthLimit = 64;
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

/** A scan of one text: the whole of it, or what was read before it stopped. */
type Scan = { readonly whole: JsonText } | { readonly stop: Stop; readonly text: string; readonly partial: Json | undefined };
const scans = new WeakMap<EvidenceFile, Result<Scan>>();

/** Scans a file once, however many readers look at it. */
function scanOf(file: EvidenceFile): Result<Scan> {
  const known = scans.get(file);
  if (known !== undefined) return known;
  const text = textOf('json', file);
  const scan: Result<Scan> = text.ok ? ok(scanText(text.value, file.name)) : text;
  scans.set(file, scan);
  return scan;
}

function scanText(text: string, name: string): Scan {
  const scanner = new Scanner(text, name);
  try {
    const value = scanner.document();
    const { warnings, numbers } = scanner;
    return { whole: { value, warnings, get numberTexts() { return numbers.byPath(); } } };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { stop: error, text, partial: scanner.root };
  }
}

/** Reads a whole file as JSON. */
export function readJson(format: string, file: EvidenceFile): Result<JsonText> {
  const scan = scanOf(file);
  if (!scan.ok) return textOf(format, file) as Result<never>;
  return 'whole' in scan.value ? ok(scan.value.whole) : refuseAt(format, file.name, scan.value.text, scan.value.stop, 1);
}

/** Reads one line of JSON; `line` is its number, for messages. */
export function readJsonLine(format: string, name: string, text: string, line: number): Result<JsonText> {
  const scan = scanText(text, `${name}, line ${line}`);
  return 'whole' in scan ? ok(scan.whole) : refuseAt(format, name, text, scan.stop, line);
}

function refuseAt(format: string, name: string, text: string, { offset, expected }: Stop, firstLine: number) {
  let [line, lineStart] = [firstLine, 0];
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) [line, lineStart] = [line + 1, at + 1];
  const found = offset >= text.length ? 'the end of the file' : JSON.stringify(text.slice(offset, offset + 12));
  return unreadable(format, name, `line ${line}, column ${offset - lineStart + 1}`, expected, found);
}

/**
 * What a detector may look at: the file's value, or of broken JSON as much as was read; the first value where several follow each other.
 * Undefined for what doesn't begin as an object or a list.
 */
export function seeJson(file: EvidenceFile): Json | undefined {
  const start = beginning(file, 64);
  if (!/^\uFEFF?\s*[[{]/.test(start)) return undefined;
  const scan = scanOf(file);
  if (!scan.ok) return undefined;
  return 'whole' in scan.value ? scan.value.whole.value : scan.value.partial;
}

/** Makes objects without inherited members that engines still keep in their fast form. */
const Bare = function Bare() { /* members come later */ } as unknown as { new (): Record<string, Json>; prototype: unknown };
Bare.prototype = Object.create(null);

/** Most files have thousands of numbers such as `1.0`, and readers ask for a few: paths are put into words when the first one is asked for. */
class Texts {
  private readonly paths: (readonly (string | number)[])[] = [];
  private readonly texts: string[] = [];
  private map: ReadonlyMap<string, string> | null = null;

  add(path: readonly (string | number)[], text: string): void {
    this.paths.push(path.slice());
    this.texts.push(text);
  }

  byPath(): ReadonlyMap<string, string> {
    return (this.map ??= new Map(this.texts.map((text, index) => [jsonPath(this.paths[index]!), text])));
  }
}

class Scanner {
  readonly warnings: Warning[] = [];
  readonly numbers = new Texts();
  /** The outermost value, from the moment it is begun. */
  root: Json | undefined;
  private readonly text: string;
  private readonly name: string;
  private readonly path: (string | number)[] = [];
  private at = 0;

  constructor(text: string, name: string) {
    this.text = text;
    this.name = name;
  }

  document(): Json {
    const value = this.value();
    this.root = value;
    this.skip();
    if (this.at < this.text.length) throw new Stop(this.at, 'nothing after the JSON value');
    return value;
  }

  private skip(): void {
    for (;; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    }
  }

  private has(code: number): boolean {
    this.skip();
    if (this.text.charCodeAt(this.at) !== code) return false;
    this.at++;
    return true;
  }

  private value(): Json {
    if (this.path.length > depthLimit) throw new Stop(this.at, `at most ${depthLimit} levels`);
    this.skip();
    const code = this.text.charCodeAt(this.at);
    if (code === 0x22) { this.at++; return this.string(); }
    if (code === 0x7b) { this.at++; return this.object(); }
    if (code === 0x5b) { this.at++; return this.list(); }
    for (const [word, value] of literals) {
      if (code === word.charCodeAt(0) && this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  private object(): JsonObject {
    const object = new Bare();
    this.root ??= object;
    if (this.has(0x7d)) return object;
    const depth = this.path.length;
    do {
      if (!this.has(0x22)) throw new Stop(this.at, 'a name in double quotes');
      const start = this.at - 1;
      const key = this.string();
      if (key === '__proto__') throw new Stop(start, 'no member named __proto__');
      if (object[key] !== undefined) throw new Stop(start, 'each name once in an object');
      if (!this.has(0x3a)) throw new Stop(this.at, 'a colon');
      this.path[depth] = key;
      // Only what the outermost object holds is wanted of a file that breaks off inside one of its values.
      if (depth === 0) object[key] = null;
      object[key] = this.value();
      this.path.length = depth;
    } while (this.has(0x2c));
    if (!this.has(0x7d)) throw new Stop(this.at, 'a comma or }');
    return object;
  }

  private list(): Json[] {
    const list: Json[] = [];
    this.root ??= list;
    if (this.has(0x5d)) return list;
    const depth = this.path.length;
    do {
      this.path[depth] = list.length;
      list.push(this.value());
      this.path.length = depth;
    } while (this.has(0x2c));
    if (!this.has(0x5d)) throw new Stop(this.at, 'a comma or ]');
    return list;
  }

  /** The rest of a string whose opening quote was read. */
  private string(): string {
    const { text } = this;
    const start = this.at;
    let wide = false;
    for (let at = start; ; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x22) {
        this.at = at + 1;
        const string = text.slice(start, at);
        if (wide) this.checkPairs(string, start);
        return string;
      }
      if (code === 0x5c) return this.escaped(start, at);
      if (code < 0x20 || at >= text.length) throw new Stop(at, at >= text.length ? 'the end of a string' : 'no control character in a string');
      if (code >= 0xd800 && code <= 0xdfff) wide = true;
    }
  }

  private escaped(start: number, from: number): string {
    const { text } = this;
    let string = text.slice(start, from);
    let plain = from;
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 0x22) break;
      if (code < 0x20 || at >= text.length) throw new Stop(at, at >= text.length ? 'the end of a string' : 'no control character in a string');
      if (code !== 0x5c) { at++; continue; }
      string += text.slice(plain, at);
      const escaped = text[at + 1] ?? '';
      const digits = escaped === 'u' ? /^[0-9a-fA-F]{4}/.exec(text.slice(at + 2, at + 6))?.[0] : undefined;
      if (digits === undefined && !Object.hasOwn(escapes, escaped)) throw new Stop(at, 'an escape that JSON knows');
      string += digits === undefined ? escapes[escaped]! : String.fromCharCode(parseInt(digits, 16));
      at += digits === undefined ? 2 : 6;
      plain = at;
    }
    string += text.slice(plain, at);
    this.at = at + 1;
    this.checkPairs(string, start);
    return string;
  }

  private checkPairs(string: string, start: number): void {
    if (/\p{Surrogate}/u.test(string)) throw new Stop(start - 1, 'no half of a surrogate pair');
  }

  private number(): number | null {
    const { text } = this;
    const start = this.at;
    let at = start;
    let small = 0;
    for (let code = text.charCodeAt(at); code >= 0x30 && code <= 0x39; code = text.charCodeAt(++at)) small = small * 10 + code - 0x30;
    const next = text.charCodeAt(at);
    const isPlain = at > start && at - start <= 15 && next !== 0x2e && next !== 0x65 && next !== 0x45 && (at - start === 1 || text.charCodeAt(start) !== 0x30);
    if (isPlain) {
      this.at = at;
      return small;
    }
    const decimal = this.decimal(start);
    if (decimal !== null) return decimal;
    numberToken.lastIndex = start;
    const token = numberToken.exec(text)?.[0] ?? '';
    this.at += token.length;
    if (/^-?(?:NaN|Infinity)$/.test(token)) return this.notFinite(token);
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(token)) throw new Stop(start, 'a JSON value');
    const value = numberOf(token);
    if (value === null) return this.notFinite(token);
    if (String(value) !== token) this.numbers.add(this.path, token);
    return value;
  }

  /** A whole number or a decimal fraction without an exponent; null where the long way has to decide. */
  private decimal(start: number): number | null {
    const { text } = this;
    let at = text.charCodeAt(start) === 0x2d ? start + 1 : start;
    const first = at;
    let code = text.charCodeAt(at);
    while (code >= 0x30 && code <= 0x39) code = text.charCodeAt(++at);
    const whole = at - first;
    if (whole === 0 || whole > 17 || (whole > 1 && text.charCodeAt(first) === 0x30)) return null;
    let places = 0;
    if (code === 0x2e) {
      const point = at;
      code = text.charCodeAt(++at);
      while (code >= 0x30 && code <= 0x39) code = text.charCodeAt(++at);
      places = at - point - 1;
      if (places === 0) return null;
    }
    // Anything else that the token of the long way would go on with.
    if (code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b || code === 0x2d || code === 0x4e || code === 0x49) return null;
    const token = text.slice(start, at);
    const value = Number(token);
    this.at = at;
    // Up to 15 digits come back as they were written, unless a zero ends them, or so many begin them that an exponent is printed.
    const isPrintedAlike = places > 0 && whole + places <= 15 && text.charCodeAt(at - 1) !== 0x30 && (places <= 6 || value >= 1e-6 || value <= -1e-6);
    if (!isPrintedAlike && String(value) !== token) this.numbers.add(this.path, token);
    return value;
  }

  private notFinite(token: string): null {
    if (this.warnings.length < 100) this.warnings.push(warning('not-finite', `${this.name}, ${clip(jsonPath(this.path), 300)}`, `${clip(token, 40)} is not a finite number and counts as missing.`));
    this.numbers.add(this.path, token);
    return null;
  }
}

const numberToken = /-?(?:NaN|Infinity|[0-9.eE+-]+)/y;
