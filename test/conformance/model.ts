/** A PDF as the rules look at it: objects, pages with their operations, the structure tree, the fonts. Reading is the verifier's; judging is not. */
import { readPdf, type PdfFile, type Revision } from '../../shared/packet/verify/pdf-file.ts';
import { emptyDict, entry, latin1, type PdfDict, type PdfObject, type PdfStream } from '../../shared/packet/verify/pdf-object.ts';
import { contentBytes, operationsOf, type Operation } from './content.ts';
import { fontOf, type FontModel } from './font.ts';

export interface PageModel { readonly num: number; readonly dict: PdfDict; readonly operations: readonly Operation[]; readonly annotations: readonly { readonly num: number; readonly dict: PdfDict }[] }

/** A node of the structure tree. `content`: marked content by page object and number; `annotations`: object numbers. */
export interface Element {
  readonly num: number;
  readonly type: string;
  readonly dict: PdfDict;
  readonly parent: Element | null;
  readonly children: readonly Element[];
  readonly content: readonly { readonly page: number; readonly mcid: number }[];
  readonly annotations: readonly number[];
}

/** Everything that a rule may ask. Parts are read when first asked for. */
export class Model {
  readonly bytes: Uint8Array;
  readonly text: string;
  #file: PdfFile | null = null;
  #pages: readonly PageModel[] | null = null;
  #elements: readonly Element[] | null = null;
  readonly #fonts = new Map<PdfDict, FontModel>();

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.text = latin1(bytes);
  }

  get file(): PdfFile {
    if (this.#file === null) {
      const read = readPdf(this.bytes);
      if (!read.ok) throw new Error(`${read.unread.problem} (at byte ${read.unread.offsetBytes})`);
      this.#file = read.file;
    }
    return this.#file;
  }

  get last(): Revision { return this.file.revisions.at(-1)!; }
  get catalog(): PdfDict { return this.file.catalog(this.last); }
  resolve(object: PdfObject): PdfObject { return this.file.resolve(this.last, object); }
  get(dict: PdfDict, key: string): PdfObject { return this.file.get(this.last, dict, key); }
  dict(dict: PdfDict, key: string): PdfDict { const found = this.get(dict, key); return found.kind === 'dict' ? found : emptyDict; }

  /** Every object as of the last revision. */
  get objects(): readonly { readonly num: number; readonly object: PdfObject }[] {
    return [...this.last.entries].filter(([, found]) => found.kind !== 'free').map(([num]) => ({ num, object: this.file.object(this.last, num) }));
  }

  /** Every object and everything inside it, content streams excluded. */
  *everything(): Generator<PdfObject> {
    const stack = this.objects.map(({ object }) => object);
    for (let object = stack.pop(); object !== undefined; object = stack.pop()) {
      yield object;
      if (object.kind === 'array') stack.push(...object.items);
      if (object.kind === 'stream') stack.push(object.dict);
      if (object.kind === 'dict') stack.push(...object.entries.values());
    }
  }

  *dictionaries(): Generator<PdfDict> { for (const object of this.everything()) if (object.kind === 'dict') yield object; }
  *streams(): Generator<PdfStream> { for (const object of this.everything()) if (object.kind === 'stream') yield object; }

  /** The dictionaries with this value under a key. */
  having(key: string, name: string): PdfDict[] {
    return [...this.dictionaries()].filter((dict) => { const value = entry(dict, key); return value.kind === 'name' && value.value === name; });
  }

  get pages(): readonly PageModel[] {
    this.#pages ??= this.#leaves(entry(this.catalog, 'Pages')).map(({ num, dict }) => ({
      num, dict, operations: operationsOf(this, contentBytes(this, dict), this.dict(dict, 'Resources')),
      annotations: this.#list(this.get(dict, 'Annots')).flatMap((item) => { const found = this.resolve(item); return item.kind === 'ref' && found.kind === 'dict' ? [{ num: item.num, dict: found }] : []; }),
    }));
    return this.#pages;
  }

  #leaves(node: PdfObject, depth = 0): { num: number; dict: PdfDict }[] {
    const dict = this.resolve(node);
    if (node.kind !== 'ref' || dict.kind !== 'dict' || depth > 16) return [];
    return dict.entries.has('Kids') ? this.#list(this.get(dict, 'Kids')).flatMap((kid) => this.#leaves(kid, depth + 1)) : [{ num: node.num, dict }];
  }

  #list(object: PdfObject): readonly PdfObject[] { return object.kind === 'array' ? object.items : object.kind === 'null' ? [] : [object]; }

  /** The structure tree in reading order, parents before children. */
  get elements(): readonly Element[] {
    if (this.#elements !== null) return this.#elements;
    const all: Element[] = [];
    const seen = new Set<number>();
    const visit = (kid: PdfObject, parent: Element | null): Element | null => {
      const dict = this.resolve(kid);
      const type = dict.kind === 'dict' ? this.get(dict, 'S') : null;
      if (kid.kind !== 'ref' || dict.kind !== 'dict' || type?.kind !== 'name' || seen.has(kid.num)) return null;
      const children: Element[] = [], content: { page: number; mcid: number }[] = [], annotations: number[] = [];
      const element: Element = { num: kid.num, type: type.value, dict, parent, children, content, annotations };
      all.push(element);
      seen.add(kid.num);
      for (const item of this.#list(this.get(dict, 'K'))) {
        const inner = this.resolve(item);
        const page = inner.kind === 'dict' && inner.entries.has('Pg') ? entry(inner, 'Pg') : entry(dict, 'Pg');
        const mcid = inner.kind === 'integer' ? inner : inner.kind === 'dict' ? entry(inner, 'MCID') : null;
        const target = inner.kind === 'dict' ? entry(inner, 'Obj') : null;
        if (mcid?.kind === 'integer' && page.kind === 'ref') content.push({ page: page.num, mcid: mcid.value });
        else if (target?.kind === 'ref') annotations.push(target.num);
        else {
          const child = visit(item, element);
          if (child !== null) children.push(child);
        }
      }
      return element;
    };
    for (const kid of this.#list(this.get(this.dict(this.catalog, 'StructTreeRoot'), 'K'))) visit(kid, null);
    return this.#elements = all;
  }

  /** A font of the pages, read once. */
  font(dict: PdfDict): FontModel {
    let font = this.#fonts.get(dict);
    if (font === undefined) this.#fonts.set(dict, (font = fontOf(this, dict)));
    return font;
  }
}
