/**
 * Step 4: what the revisions after a signature changed. Allowed: document security stores, document timestamps, document
 * information and metadata, and further signatures in fields that were prepared for them. A change that the standard may allow
 * but that shows a reader something new is indeterminate; any other change fails. DocMDP and FieldMDP narrow this further
 * (ISO 32000-1, 12.8.2).
 */
import { failed, indeterminate, passed, type Check } from '../verdict.ts';
import { firstDifference, plainPath, typeOf, type RevisionPair } from './document-difference.ts';
import { countOf, entry, isName, pdfNull, type PdfArray, type PdfDict, type PdfObject } from './pdf-object.ts';
import type { PdfFile, Revision } from './pdf-file.ts';
import { fieldOf } from './signature-field.ts';

/** What the signatures before the change permit. */
export interface Permission {
  /** DocMDP level of the certification, null when the file is not certified. */
  readonly level: number | null;
  /** Whether a field may not change any more (FieldMDP). */
  readonly locked: (field: string) => boolean;
}

/** Judges every revision after `signed`, each against the one before it. */
export function judgeModifications(file: PdfFile, signed: Revision, permission: Permission): Check {
  const later = file.revisions.slice(signed.index + 1);
  if (later.length === 0) return passed('nothing was changed after this signature');
  const checks = later.map((after) => new Update({ file, before: file.revisions[after.index - 1]!, after }, permission).judge());
  const notes = new Set(checks.map((check) => check.reason));
  return checks.find((check) => check.result === 'failed') ?? checks.find((check) => check.result === 'indeterminate') ?? passed(`later revisions: ${[...notes].join('; ')}`);
}

/** What a new signature field may never have: actions and layers (12.5.2). */
const activeKeys: readonly string[] = ['A', 'AA', 'OC', 'PMD', 'JS'];
/** What it may have; anything else leaves the question open. */
const newFieldKeys: readonly string[] = ['Type', 'Subtype', 'FT', 'T', 'TU', 'TM', 'Ff', 'F', 'Rect', 'P', 'AP', 'AS', 'V', 'DA', 'Q', 'MK', 'M', 'NM', 'Border', 'BS', 'C', 'H', 'Lang', 'Lock', 'SV', 'Parent', 'Kids', 'StructParent'];

interface Field { readonly num: number; readonly name: string; readonly type: string | null }

/** One incremental update, compared with the revision before it. */
class Update {
  private readonly pair: RevisionPair;
  private readonly permission: Permission;
  private readonly pages = new Set<number>();
  private readonly fields = new Map<number, Field>();
  private readonly fieldsAfter: ReadonlyMap<number, Field>;
  private readonly apart = new Set<number>();
  private readonly compared = new Set<string>();
  private readonly problems: Check[] = [];
  private readonly notes = new Set<string>();

  constructor(pair: RevisionPair, permission: Permission) {
    this.pair = pair;
    this.permission = permission;
    this.walkPages(entry(this.catalog(pair.before), 'Pages'), 0);
    this.fields = this.walkFields(pair.before);
    this.fieldsAfter = this.walkFields(pair.after);
    const root = entry(pair.before.trailer, 'Root');
    for (const num of [...this.pages, ...this.fields.keys(), ...(root.kind === 'ref' ? [root.num] : [])]) this.apart.add(num);
  }

  private catalog(revision: Revision): PdfDict {
    return this.pair.file.catalog(revision);
  }

  private fail(reason: string): void {
    this.problems.push(failed(`revision ${this.pair.after.index + 1} ${reason}`));
  }

  private doubt(reason: string): void {
    this.problems.push(indeterminate(`revision ${this.pair.after.index + 1} ${reason}`));
  }

  judge(): Check {
    const { file, before, after } = this.pair;
    const rootBefore = entry(before.trailer, 'Root'), rootAfter = entry(after.trailer, 'Root');
    if (rootBefore.kind !== 'ref' || rootAfter.kind !== 'ref' || rootBefore.num !== rootAfter.num || rootBefore.gen !== rootAfter.gen) this.fail('names another document catalog');
    else {
      this.compareCatalogs();
      for (const num of this.pages) this.comparePage(num);
      for (const field of this.fields.values()) this.compareField(field);
    }
    if (this.same(entry(before.trailer, 'Info'), entry(after.trailer, 'Info'), '/Info') !== null && file.get(after, after.trailer, 'Info').kind === 'dict') this.notes.add('document information');
    return this.problems.find((check) => check.result === 'failed') ?? this.problems[0] ?? passed([...this.notes].join(', ') || 'nothing visible');
  }

  private same(before: PdfObject, after: PdfObject, path: string): string | null {
    return firstDifference(this.pair, this.apart, { before, after, path });
  }

  private mustBeSame(before: PdfObject, after: PdfObject, path: string): void {
    const different = firstDifference(this.pair, this.apart, { before, after, path }, this.compared);
    if (different !== null) this.fail(`changed ${plainPath(different)}, which was signed`);
  }

  private keys(before: PdfDict, after: PdfDict): Set<string> {
    return new Set([...before.entries.keys(), ...after.entries.keys()]);
  }

  private compareCatalogs(): void {
    const { file, before, after } = this.pair;
    const old = this.catalog(before), now = this.catalog(after);
    for (const key of this.keys(old, now)) {
      const [a, b] = [entry(old, key), entry(now, key)];
      if (key === 'AcroForm') this.compareForms(file.resolve(before, a), file.resolve(after, b));
      else if (this.same(a, b, `/${key}`) === null) continue;
      else if (key === 'DSS' && file.resolve(after, b).kind === 'dict') this.notes.add('validation data (DSS)');
      else if (key === 'Extensions' && file.resolve(after, b).kind === 'dict') this.notes.add('extension names');
      else if (key === 'Metadata' && typeOf(file.resolve(after, b)) === 'Metadata' && this.permission.level !== 1) this.notes.add('metadata');
      else this.mustBeSame(a, b, `/${key}`);
    }
  }

  private compareForms(old: PdfObject, now: PdfObject): void {
    if (now.kind === 'null' && old.kind === 'null') return;
    if (now.kind !== 'dict' || (old.kind !== 'dict' && old.kind !== 'null')) return this.fail('removed the form');
    const before: PdfDict = old.kind === 'dict' ? old : { kind: 'dict', entries: new Map() };
    for (const key of this.keys(before, now)) {
      if (key === 'SigFlags' && countOf(entry(now, key)) !== null) continue;
      if (key === 'Fields') this.compareLists(entry(before, key), entry(now, key), '/AcroForm/Fields');
      else this.mustBeSame(entry(before, key), entry(now, key), `/AcroForm/${key}`);
    }
    for (const field of this.fieldsAfter.values()) if (!this.fields.has(field.num)) this.judgeNewField(field);
  }

  private array(revision: Revision, object: PdfObject): PdfArray {
    const found = this.pair.file.resolve(revision, object);
    return found.kind === 'array' ? found : { kind: 'array', items: [] };
  }

  /** Lists of fields or annotations: new signature fields may join, everything else stays in its place. */
  private compareLists(old: PdfObject, now: PdfObject, path: string): void {
    const before = this.array(this.pair.before, old).items;
    const joined = (item: PdfObject): boolean => item.kind === 'ref' && !this.fields.has(item.num) && this.fieldsAfter.has(item.num) && !before.some((one) => one.kind === 'ref' && one.num === item.num);
    const after = this.array(this.pair.after, now).items.filter((item) => !joined(item));
    this.mustBeSame({ kind: 'array', items: before }, { kind: 'array', items: after }, path);
  }

  private comparePage(num: number): void {
    const { file, before, after } = this.pair;
    const old = file.object(before, num), now = file.object(after, num);
    if (old.kind !== 'dict' || now.kind !== 'dict') return this.fail(`replaced page object ${num}`);
    for (const key of this.keys(old, now)) {
      if (key === 'Annots') this.compareLists(entry(old, key), entry(now, key), `page ${num}/Annots`);
      else this.mustBeSame(entry(old, key), entry(now, key), `page ${num}/${key}`);
    }
  }

  private compareField(field: Field): void {
    const { file, before, after } = this.pair;
    const old = file.object(before, field.num), now = file.object(after, field.num);
    if (old.kind !== 'dict' || now.kind !== 'dict') return this.fail(`removed the field "${plainPath(field.name)}"`);
    const waiting = field.type === 'Sig' && !old.entries.has('V');
    const changes: string[] = [];
    for (const key of this.keys(old, now)) {
      const [a, b] = [entry(old, key), entry(now, key)];
      if (this.same(a, b, key) === null) continue;
      if (waiting ? ['V', 'AP', 'AS', 'M', 'F'].includes(key) : field.type !== 'Sig' && ['V', 'AP', 'AS', 'M'].includes(key)) changes.push(key);
      else this.mustBeSame(a, b, `the field "${field.name}"/${key}`);
    }
    if (changes.length === 0) return;
    const name = plainPath(field.name);
    if (this.permission.locked(field.name)) return this.fail(`changed the field "${name}", which a signature locked`);
    if (!waiting) return this.permission.level === 1 ? this.fail(`filled in the field "${name}", which the certification forbids`) : this.doubt(`filled in the form field "${name}": read it before relying on the document`);
    const value = file.get(after, now, 'V');
    const shown = isVisible(file, after, now);
    if (shown && !isVisible(file, before, old)) this.doubt(`shows the signature field "${name}", which was hidden: look what it covers`);
    if (shown && changes.includes('AP') && isStamp(value)) {
      // A timestamp needs no look; whoever gets one for the asking could draw anything.
      if (this.permission.level !== null) return this.fail(`drew in the field "${name}" with a timestamp, which the certification forbids`);
      this.doubt(`drew in the field "${name}" with a timestamp: look what it shows`);
    }
    this.judgeFurtherSignature(name, value);
  }

  private judgeFurtherSignature(name: string, value: PdfObject): void {
    if (value.kind !== 'dict' || !value.entries.has('ByteRange')) return this.doubt(`changed the look of the signature field "${name}" without a signature`);
    if (isStamp(value)) return void this.notes.add('a document timestamp');
    if (this.permission.level === 1) return this.fail(`added a signature in "${name}", which the certification forbids`);
    this.notes.add(`a further signature in "${name}"`);
  }

  private judgeNewField(field: Field): void {
    const { file, after } = this.pair;
    const dict = file.object(after, field.num);
    const name = plainPath(field.name);
    if (dict.kind !== 'dict' || field.type !== 'Sig') return this.fail(`added the field "${name}"`);
    if (this.permission.locked(field.name)) return this.fail(`added the field "${name}", although a signature locked the form`);
    const active = activeKeys.find((key) => dict.entries.has(key));
    if (active !== undefined) return this.fail(`added the field "${name}" with something that acts or hides by itself (/${active})`);
    const strange = [...dict.entries.keys()].find((key) => !newFieldKeys.includes(key));
    if (strange !== undefined) this.doubt(`added the field "${name}" with /${plainPath(strange)}, which no signature needs`);
    if (isVisible(file, after, dict)) {
      // A visible field can lie over anything on the page (the "sneaky signature" attack on certified files).
      if (this.permission.level !== null) return this.fail(`added the visible signature field "${name}", which the certification forbids`);
      this.doubt(`added the visible signature field "${name}", which was not prepared: look what it covers`);
    }
    this.judgeFurtherSignature(name, file.get(after, dict, 'V'));
  }

  private walkPages(object: PdfObject, depth: number): void {
    if (object.kind !== 'ref' || depth > 40 || this.pages.has(object.num)) return;
    const dict = this.pair.file.resolve(this.pair.before, object);
    if (dict.kind !== 'dict') return;
    const kids = this.pair.file.get(this.pair.before, dict, 'Kids');
    if (kids.kind !== 'array') return void this.pages.add(object.num);
    for (const kid of kids.items) this.walkPages(kid, depth + 1);
  }

  private walkFields(revision: Revision): Map<number, Field> {
    const { file } = this.pair;
    const found = new Map<number, Field>();
    const walk = (object: PdfObject, path: string, inherited: string | null, depth: number): void => {
      if (object.kind !== 'ref' || depth > 20 || found.has(object.num)) return;
      const dict = file.resolve(revision, object);
      if (dict.kind !== 'dict') return;
      const { name, type } = fieldOf(file, revision, dict, { name: path, type: inherited });
      found.set(object.num, { num: object.num, name, type });
      const kids = file.get(revision, dict, 'Kids');
      if (kids.kind === 'array') for (const kid of kids.items) walk(kid, name, type, depth + 1);
    };
    const form = file.get(revision, file.catalog(revision), 'AcroForm');
    const fields = form.kind === 'dict' ? file.get(revision, form, 'Fields') : pdfNull;
    if (fields.kind === 'array') for (const field of fields.items) walk(field, '', null, 0);
    return found;
  }
}

const isStamp = (value: PdfObject): boolean => value.kind === 'dict' && isName(entry(value, 'SubFilter'), 'ETSI.RFC3161');

/** Whether a widget shows, on screen or on paper: it has an area and is not hidden (Hidden, 2). NoView (32) hides it from the screen only where nothing toggles it (ToggleNoView, 256) and it is not printed (Print, 4; 12.5.3). */
function isVisible(file: PdfFile, revision: Revision, dict: PdfDict): boolean {
  const flags = countOf(file.get(revision, dict, 'F')) ?? 0;
  const rect = file.get(revision, dict, 'Rect');
  if (rect.kind !== 'array') return dict.entries.has('Kids');
  const [left, bottom, right, top] = rect.items.map((item) => (item.kind === 'integer' || item.kind === 'real' ? item.value : Number.NaN));
  return !(left === right || bottom === top) && (flags & 2) === 0 && !((flags & 32) !== 0 && (flags & (4 | 256)) === 0);
}
