/** A CycloneDX document as one value, whichever of JSON and XML it is written in, with places for messages. */
import { isList, isObject, type Json, type JsonObject } from './json-text.ts';
import { numberOf } from './reader.ts';
import type { XmlElement } from './xml-text.ts';

/** Elements that are lists in JSON. */
const listNames = new Set([
  'components', 'hashes', 'licenses', 'performanceMetrics', 'datasets', 'users', 'useCases', 'technicalLimitations', 'performanceTradeoffs', 'ethicalConsiderations', 'fairnessAssessments',
  'inputs', 'outputs', 'properties', 'dependencies', 'externalReferences', 'compositions', 'vulnerabilities', 'ratings', 'energyConsumptions', 'tags',
]);

/** An element as the JSON form has it; `lines` gets the line of each object. */
export function valueOfXml(element: XmlElement, lines: WeakMap<object, number>): Json {
  const { local, children, attributes } = element;
  if (listNames.has(local) && !(local === 'datasets' && children.length === 0 && element.text.trim() !== '')) return children.map((child) => listItem(child, lines));
  const text = element.text.trim();
  const named = [...attributes].filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:') && name !== '__proto__');
  if (children.length === 0 && named.length === 0) return text;
  const object = Object.create(null) as Record<string, Json>;
  lines.set(object, element.line);
  for (const [name, value] of named) object[name] = value;
  for (const child of children) {
    const value = valueOfXml(child, lines);
    const before = object[child.local];
    // The attribute `type` of a component and an element `type` elsewhere don't meet; what is repeated becomes a list.
    object[child.local] = before === undefined ? value : isList(before) && !listNames.has(child.local) ? [...before.slice(0, 1000), value] : isList(before) && isList(value) ? [...before, ...value] : [before, value];
  }
  if (text !== '' && children.length === 0) object['content'] = text;
  return object;
}

function listItem(child: XmlElement, lines: WeakMap<object, number>): Json {
  const value = valueOfXml(child, lines);
  // JSON wraps a licence in an object that says which of both it is, and lists what a dependency depends on.
  if (child.local === 'license' || child.local === 'expression') {
    const wrapped = { [child.local]: isObject(value) && child.local === 'expression' ? (value['content'] ?? '') : value };
    lines.set(wrapped, child.line);
    return wrapped;
  }
  if (child.local === 'dependency' && isObject(value)) return { ref: value['ref'] ?? '', dependsOn: child.children.map((each) => each.attributes.get('ref') ?? '') };
  if (child.local === 'ref') return { ref: isObject(value) ? '' : value };
  return value;
}

export const textOfMember = (value: Json | undefined, name: string): string | null => {
  if (!isObject(value)) return null;
  const text = value[name];
  if (typeof text === 'string') return text === '' ? null : text;
  return typeof text === 'number' || typeof text === 'boolean' ? String(text) : isObject(text) && typeof text['content'] === 'string' && text['content'] !== '' ? text['content'] : null;
};
export const listAt = (value: Json | undefined, name: string): readonly Json[] => { const list = isObject(value) ? value[name] : undefined; return isList(list) ? list : []; };

export interface Stated { readonly value: number | null; readonly isPercent: boolean; readonly isNotFinite: boolean }

/** A number as a model card's strings have it: `0.93`, `93 %`. It is never rescaled (rule E-2). */
export function statedNumber(text: string): Stated {
  const trimmed = text.trim();
  const isPercent = trimmed.endsWith('%');
  const digits = isPercent ? trimmed.slice(0, -1).trim() : trimmed;
  const value = digits.length > 400 ? null : numberOf(digits);
  return { value, isPercent, isNotFinite: value === null && (/^[+-]?(?:nan|inf(?:inity)?)$/i.test(digits) || /^[+-]?[\d.]+[eE][+-]?\d+$/.test(digits)) };
}

const digestLengths: Readonly<Record<string, number>> = { 'md5': 32, 'sha1': 40, 'sha256': 64, 'sha384': 96, 'sha512': 128, 'sha3-256': 64, 'sha3-384': 96, 'sha3-512': 128, 'blake2b-256': 64, 'blake2b-384': 96, 'blake2b-512': 128, 'blake3': 64 };

/** `SHA-256` as all evidence writes it: `sha256`. */
export const algorithmOf = (text: string): string => text.trim().toLowerCase().replace(/^sha-(?=\d)/, 'sha');

/** Whether a hash can be of its algorithm. Of an algorithm that isn't known: whether it is hexadecimal. */
export const fitsAlgorithm = (algorithm: string, hash: string): boolean => /^[0-9a-f]+$/i.test(hash) && (digestLengths[algorithm] ?? hash.length) === hash.length;

export function licencesOf(component: JsonObject): readonly string[] {
  return listAt(component, 'licenses').flatMap((item) => {
    const licence = isObject(item) ? item['license'] : undefined;
    const text = textOfMember(licence, 'id') ?? textOfMember(licence, 'name') ?? textOfMember(item, 'expression');
    return text === null ? [] : [text];
  });
}
