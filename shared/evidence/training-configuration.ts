/**
 * Training configurations as one list of dotted names and values: `config.json` of OmniSafe and Safety Gym, `params.yaml` of DVC, the `config` of an
 * lm-eval results file. Only for holding a design record against them.
 */
import { isList, isObject, readJson, type Json } from './json-text.ts';
import { beginning, numberOf, type EvidenceFile } from './reader.ts';
import { readYamlFile } from './yaml-file.ts';

export interface Configuration {
  readonly name: string;
  readonly values: ReadonlyMap<string, Json>;
  /** The dotted names by their last part. */
  readonly byLast: ReadonlyMap<string, readonly string[]>;
}

const mostValues = 20_000;
const mostBytes = 8 * 1024 * 1024;

/** TensorBoard writes records of protocol buffers: length, checksum, and an event that names its version. */
export const isEventFile = (file: EvidenceFile): boolean => /(?:^|\/)events\.out\.tfevents\./.test(file.name) || /brain\.Event:\d/.test(beginning(file, 64));

/** The configuration, or a sentence that says why it can't be read. */
export function configurationOf(format: string, file: EvidenceFile): Configuration | string {
  if (file.bytes.length > mostBytes) return `It is larger than ${mostBytes / 1024 / 1024} MB.`;
  const read = /^\uFEFF?\s*[{[]/.test(beginning(file, 4096)) ? readJson(format, file) : readYamlFile(format, file);
  if (!read.ok) {
    const { place, expected } = read.trouble.params as { readonly place?: string; readonly expected?: string };
    return `It could not be read${place === undefined ? '' : ` at ${place}`}${expected === undefined ? '' : `, where ${expected} was expected`}.`;
  }
  const { value } = read.value;
  if (!isObject(value)) return 'It does not hold names with values.';
  // An lm-eval results file holds far more than its configuration.
  const isLmEval = isObject(value['results']) && isObject(value['config']);
  const values = flat(isLmEval ? (value['config'] ?? null) : value);
  if (values === null) return `It holds more than ${mostValues} values.`;
  const byLast = new Map<string, string[]>();
  for (const path of values.keys()) {
    const last = path.slice(path.lastIndexOf('.') + 1);
    const others = byLast.get(last);
    if (others === undefined) byLast.set(last, [path]);
    else others.push(path);
  }
  return { name: file.name, values, byLast };
}

/** Lists are values as a whole, except those that hold objects. */
function flat(root: Json): ReadonlyMap<string, Json> | null {
  const values = new Map<string, Json>();
  const open: [string, Json][] = [['', root]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, value] = next;
    if (values.size + open.length > mostValues) return null;
    if (isObject(value)) for (const [name, child] of Object.entries(value)) open.push([path === '' ? name : `${path}.${name}`, child]);
    else if (isList(value) && value.some((child) => typeof child === 'object' && child !== null)) for (const [index, child] of value.entries()) open.push([`${path}.${index}`, child]);
    else values.set(path, value);
  }
  return values;
}

/** What stands under a name: the exact dotted name, or else every place whose name ends in it. */
export function valuesAt({ values, byLast }: Configuration, name: string): readonly { readonly path: string; readonly value: Json }[] {
  const exact = values.get(name);
  if (exact !== undefined) return [{ path: name, value: exact }];
  const places = byLast.get(name.slice(name.lastIndexOf('.') + 1)) ?? [];
  return places.filter((path) => path.endsWith(`.${name}`)).map((path) => ({ path, value: values.get(path)! }));
}

/** Every whole number under a name such as `seed`, `torch_seed` or `random_state`. */
export function seedsOf({ values }: Configuration): readonly { readonly path: string; readonly seed: number }[] {
  const isSeed = (path: string): boolean => /(?:^|[._])(?:seed|seeds|random_state)$/i.test(path);
  return [...values].filter(([path]) => isSeed(path)).flatMap(([path, value]) => (isList(value) ? value : [value]).flatMap((one) => (typeof one === 'number' && Number.isSafeInteger(one) ? [{ path, seed: one }] : [])));
}

/** Equal as values: `1e-4` written as text is the number, and OmniSafe's "None" is null. */
export function sameValue(a: Json, b: Json): boolean {
  if (isList(a) || isList(b)) return isList(a) && isList(b) && a.length === b.length && a.every((one, index) => sameValue(one, b[index] ?? null));
  const plain = (value: Json): string | number | boolean | null => {
    if (typeof value !== 'string') return typeof value === 'object' ? null : value;
    if (/^(?:None|null|~)$/.test(value)) return null;
    if (/^(?:true|false)$/i.test(value)) return /^t/i.test(value);
    return numberOf(value) ?? value;
  };
  return plain(a) === plain(b);
}
