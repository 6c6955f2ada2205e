/** The signature fields of a form (ISO 32000-1, 12.7.4.5): where signatures are found, and nowhere else. */
import { entry, isName, pdfNull, textOf, type PdfDict, type PdfString } from './pdf-object.ts';
import type { PdfFile, Revision } from './pdf-file.ts';

export interface SignatureField {
  readonly name: string;
  /** Object number of the field, null when it stands directly in an array. */
  readonly num: number | null;
  readonly dict: PdfDict;
  /** The signature dictionary; null: the field waits for one. */
  readonly value: PdfDict | null;
  /** Object number of the signature dictionary, null when it is direct. */
  readonly valueNum: number | null;
}

/** A field's full name and type (ISO 32000-1, 12.7.3): parts joined by dots, and what it doesn't say itself comes from its parent. */
export function fieldOf(file: PdfFile, revision: Revision, dict: PdfDict, parent: { readonly name: string; readonly type: string | null }): { readonly name: string; readonly type: string | null } {
  const part = textOf(file.get(revision, dict, 'T'));
  const own = file.get(revision, dict, 'FT');
  return { name: part === null ? parent.name : parent.name === '' ? part : `${parent.name}.${part}`, type: own.kind === 'name' ? own.value : parent.type };
}

const fieldLimit = 5000;

/** Every field of type Sig as of a revision, in the form's order. */
export function signatureFields(file: PdfFile, revision: Revision): SignatureField[] {
  const form = file.get(revision, file.catalog(revision), 'AcroForm');
  if (form.kind !== 'dict') return [];
  const found: SignatureField[] = [];
  const seen = new Set<number>();
  let left = fieldLimit;
  const walk = (object: ReturnType<PdfFile['object']>, path: string, inherited: string | null, depth: number): void => {
    if (left-- <= 0 || depth > 20) return;
    const num = object.kind === 'ref' ? object.num : null;
    if (num !== null) {
      if (seen.has(num)) return;
      seen.add(num);
    }
    const dict = file.resolve(revision, object);
    if (dict.kind !== 'dict') return;
    const { name, type } = fieldOf(file, revision, dict, { name: path, type: inherited });
    const kids = file.get(revision, dict, 'Kids');
    // A signature field's value may stand on a parent whose kids are only widgets; ours and everyone's stand on the field itself.
    if (type === 'Sig' && (dict.entries.has('V') || kids.kind !== 'array')) {
      const raw = entry(dict, 'V');
      const value = file.resolve(revision, raw);
      found.push({ name, num, dict, value: value.kind === 'dict' ? value : null, valueNum: raw.kind === 'ref' ? raw.num : null });
      return;
    }
    if (kids.kind === 'array') for (const kid of kids.items) walk(kid, name, type, depth + 1);
  };
  const fields = file.get(revision, form, 'Fields');
  if (fields.kind === 'array') for (const field of fields.items) walk(field, '', null, 0);
  return found;
}

/** Level of the certification that a signature dictionary carries (DocMDP, 12.8.2.2): 1, 2 or 3; null when it carries none. */
export function docMdpLevel(file: PdfFile, revision: Revision, value: PdfDict): number | null {
  const references = file.get(revision, value, 'Reference');
  if (references.kind !== 'array') return null;
  for (const item of references.items) {
    const reference = file.resolve(revision, item);
    if (reference.kind !== 'dict' || !isName(file.get(revision, reference, 'TransformMethod'), 'DocMDP')) continue;
    const params = file.get(revision, reference, 'TransformParams');
    const level = params.kind === 'dict' ? file.get(revision, params, 'P') : null;
    if (level === null || level.kind === 'null') return 2; // the default (table 254)
    // A level that does not exist permits nothing: the cautious reading.
    return level.kind === 'integer' && (level.value === 2 || level.value === 3) ? level.value : 1;
  }
  return null;
}

/** The `/Contents` of a signature dictionary, when it is a hexadecimal string in the file itself. */
export function contentsOf(file: PdfFile, value: PdfDict): PdfString | null {
  const contents = entry(value, 'Contents');
  return contents.kind === 'string' && contents.from >= 0 && file.bytes[contents.from] === 0x3c ? contents : null;
}

/** Which fields a signature locks once it is made (FieldMDP, 12.8.2.4; the field's /Lock, 12.7.4.5). */
export function fieldLock(file: PdfFile, revision: Revision, field: SignatureField): (name: string) => boolean {
  const locks: PdfDict[] = [];
  const own = file.get(revision, field.dict, 'Lock');
  if (own.kind === 'dict') locks.push(own);
  const references = field.value === null ? pdfNull : file.get(revision, field.value, 'Reference');
  for (const item of references.kind === 'array' ? references.items : []) {
    const reference = file.resolve(revision, item);
    if (reference.kind !== 'dict' || !isName(file.get(revision, reference, 'TransformMethod'), 'FieldMDP')) continue;
    const params = file.get(revision, reference, 'TransformParams');
    if (params.kind === 'dict') locks.push(params);
  }
  const named = locks.map((lock) => {
    const list = file.get(revision, lock, 'Fields');
    const names = list.kind === 'array' ? list.items.map((item) => textOf(file.resolve(revision, item)) ?? '') : [];
    return { action: file.get(revision, lock, 'Action'), covers: (name: string) => names.some((one) => name === one || name.startsWith(`${one}.`)) };
  });
  // An action that is not known locks everything: the cautious reading.
  return (name) => named.some(({ action, covers }) => (isName(action, 'Include') ? covers(name) : isName(action, 'Exclude') ? !covers(name) : true));
}
