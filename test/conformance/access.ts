/** PDF/UA-1, what a machine can check of ISO 14289-1: the rules of veraPDF's profile, and a few more that tie the structure tree to the pages. */
import { entry, isName, textOf, type PdfDict } from '../../shared/packet/verify/pdf-object.ts';
import { metadataOf } from './archive-file.ts';
import type { Element, Model } from './model.ts';
import { rule, type Rule } from './rule.ts';

const painting = new Set('b B b* B* BI Do EI f F f* s S sh Tj TJ \' "'.split(' '));
const of = (model: Model, ...types: string[]): Element[] => model.elements.filter(({ type }) => types.includes(type));
const kids = ({ children }: Element): string => children.map(({ type }) => type).join('&');
const textIn = (model: Model, dict: PdfDict, key: string): string => textOf(model.get(dict, key)) ?? '';
/** Elements of these types whose parent is another. */
const outside = (model: Model, types: string, parents: RegExp): string[] => of(model, ...types.split(' ')).filter(({ parent }) => !parents.test(parent?.type ?? '')).map(({ type, parent }) => `${type} in ${parent?.type ?? 'nothing'}`);
/** Elements of this type whose children are not these. */
const holds = (model: Model, type: string, ...patterns: RegExp[]): string[] => of(model, type).filter((element) => !patterns.some((pattern) => pattern.test(kids(element)))).map((element) => `${type} of ${kids(element)}`);
const attribute = (model: Model, element: Element, key: string) => {
  const a = model.get(element.dict, 'A');
  return (a.kind === 'array' ? a.items.map((item) => model.resolve(item)) : [a]).flatMap((one) => (one.kind === 'dict' && one.entries.has(key) ? [model.get(one, key)] : []))[0] ?? null;
};
const language = (model: Model): boolean => textIn(model, model.catalog, 'Lang') !== '';

function headingProblems(model: Model): string[] {
  let before = 0;
  return of(model, 'H1', 'H2', 'H3', 'H4', 'H5', 'H6').flatMap(({ type }) => {
    const level = Number(type[1]), skipped = level > before + 1;
    const last = before;
    before = level;
    return skipped ? [`H${level} after ${last === 0 ? 'nothing' : `H${last}`}`] : [];
  });
}

const rowsOf = (table: Element): Element[] => table.children.flatMap((child) => (child.type === 'TR' ? [child] : child.children.filter(({ type }) => type === 'TR')));

function irregular(model: Model): string[] {
  const span = (cell: Element, key: string): number => { const value = attribute(model, cell, key); return value?.kind === 'integer' ? value.value : 1; };
  return of(model, 'Table').flatMap((table) => {
    // How many cells each row has once those that reach down from above are counted.
    const widths: number[] = [];
    rowsOf(table).forEach((row, r) => row.children.forEach((cell) => {
      for (let down = 0; down < span(cell, 'RowSpan'); down++) widths[r + down] = (widths[r + down] ?? 0) + span(cell, 'ColSpan');
    }));
    return new Set(widths).size <= 1 ? [] : [`rows of ${[...new Set(widths)].join(' and ')} cells`];
  });
}

/** What the parent tree answers for a key. */
function parentTree(model: Model): Map<number, readonly (number | null)[] | number> {
  const found = new Map<number, readonly (number | null)[] | number>();
  const visit = (node: PdfDict): void => {
    const nums = model.get(node, 'Nums'), more = model.get(node, 'Kids');
    for (let i = 0; nums.kind === 'array' && i + 1 < nums.items.length; i += 2) {
      const key = nums.items[i]!, given = nums.items[i + 1]!, value = model.resolve(given);
      if (key.kind === 'integer') found.set(key.value, value.kind === 'array' ? value.items.map((item) => (item.kind === 'ref' ? item.num : null)) : given.kind === 'ref' ? given.num : []);
    }
    if (more.kind === 'array') for (const kid of more.items) { const inner = model.resolve(kid); if (inner.kind === 'dict') visit(inner); }
  };
  visit(model.dict(model.dict(model.catalog, 'StructTreeRoot'), 'ParentTree'));
  return found;
}

/** Marked content that no element has, that two have, or that the parent tree gives to another one. */
function strayContent(model: Model): string[] {
  const owners = new Map<string, number[]>();
  for (const { num, content } of model.elements) for (const { page, mcid } of content) owners.set(`${page}/${mcid}`, [...owners.get(`${page}/${mcid}`) ?? [], num]);
  const tree = parentTree(model);
  return model.pages.flatMap(({ num, dict, operations }) => {
    const key = model.get(dict, 'StructParents');
    const listed = key.kind === 'integer' ? tree.get(key.value) : undefined;
    const drawn = new Set(operations.flatMap(({ marks }) => marks.flatMap(({ mcid }) => (mcid === null ? [] : [mcid]))));
    return [...drawn].filter((mcid) => { const by = owners.get(`${num}/${mcid}`) ?? []; return by.length !== 1 || !Array.isArray(listed) || listed[mcid] !== by[0]; }).map((mcid) => `content ${mcid} of page ${num}`);
  });
}

/** Annotations with the element that the parent tree gives them, as long as that element names them too. */
function annotations(model: Model): { readonly dict: PdfDict; readonly kind: string; readonly element: Element | null }[] {
  const tree = parentTree(model), elements = new Map(model.elements.map((element) => [element.num, element]));
  return model.pages.flatMap((page) => page.annotations).map(({ num, dict }) => {
    const key = model.get(dict, 'StructParent'), kind = entry(dict, 'Subtype');
    const owner = key.kind === 'integer' ? tree.get(key.value) : undefined;
    const element = typeof owner === 'number' ? elements.get(owner) ?? null : null;
    return { dict, kind: kind.kind === 'name' ? kind.value : '', element: element?.annotations.includes(num) === true ? element : null };
  });
}

function deadLinks(model: Model): string[] {
  const named = new Set<string>(), pages = new Set(model.pages.map(({ num }) => num));
  const leads = (place: unknown): boolean => { const object = place as ReturnType<Model['resolve']>; return object.kind === 'array' && object.items[0]?.kind === 'ref' && pages.has(object.items[0].num); };
  const visit = (node: PdfDict): void => {
    const names = model.get(node, 'Names'), more = model.get(node, 'Kids');
    for (let i = 0; names.kind === 'array' && i + 1 < names.items.length; i += 2) if (leads(model.resolve(names.items[i + 1]!))) named.add(textOf(names.items[i]!) ?? '');
    if (more.kind === 'array') for (const kid of more.items) { const inner = model.resolve(kid); if (inner.kind === 'dict') visit(inner); }
  };
  visit(model.dict(model.dict(model.catalog, 'Names'), 'Dests'));
  return [...model.dictionaries()].flatMap((dict) => {
    const place = model.get(dict, 'Dest');
    return place.kind === 'null' || leads(place) || (place.kind === 'string' && named.has(textOf(place) ?? '')) ? [] : [textOf(place) ?? 'a place'];
  });
}

export const accessRules: readonly Rule[] = [
  rule('UA 7.1-1', 'No decoration stands inside tagged content.', (model) => model.pages.every(({ operations }) => operations.every(({ marks }) => marks.every(({ tag }, i) => tag !== 'Artifact' || marks.slice(0, i).every(({ mcid }) => mcid === null))))),
  rule('UA 7.1-2', 'No tagged content stands inside decoration.', (model) => model.pages.every(({ operations }) => operations.every(({ marks }) => marks.every(({ mcid }, i) => mcid === null || marks.slice(0, i).every(({ tag }) => tag !== 'Artifact'))))),
  rule('UA 7.1-3', 'Everything drawn is tagged or decoration.', (model) => model.pages.flatMap(({ num, operations }) => operations.filter(({ op, marks }) => painting.has(op) && !marks.some(({ tag, mcid }) => tag === 'Artifact' || mcid !== null)).map(({ op }) => `${op} on page ${num}`))),
  rule('UA 7.1-4', 'Nothing is suspect.', (model) => { const suspects = model.get(model.dict(model.catalog, 'MarkInfo'), 'Suspects'); return suspects.kind === 'null' || (suspects.kind === 'boolean' && !suspects.value); }),
  rule('UA 7.1-9', 'The metadata have a title.', (model) => /<dc:title>[^]*?<rdf:li[^>]*>[^<]+<\/rdf:li>[^]*?<\/dc:title>/.test(metadataOf(model))),
  rule('UA 7.1-10', 'The title is shown instead of the file’s name.', (model) => { const shown = model.get(model.dict(model.catalog, 'ViewerPreferences'), 'DisplayDocTitle'); return shown.kind === 'boolean' && shown.value; }),
  rule('UA 7.2-2, UA 7.2-21, UA 7.2-22, UA 7.2-23, UA 7.2-24, UA 7.2-25, UA 7.2-30, UA 7.2-31, UA 7.2-32, UA 7.2-33, UA 7.2-34', 'The document has a language, which is that of everything in it.', language),
  rule('UA 7.2-3', 'A table holds rows, groups of rows and a caption.', (model) => holds(model, 'Table', /^(?:Caption&)?(?:TR|THead|TBody|TFoot)(?:&(?:TR|THead|TBody|TFoot))*$/, /^(?:TR|THead|TBody|TFoot)(?:&(?:TR|THead|TBody|TFoot))*&Caption$/)),
  rule('UA 7.2-4', 'A row stands in a table.', (model) => outside(model, 'TR', /^(?:Table|THead|TBody|TFoot)$/)),
  rule('UA 7.2-5, UA 7.2-6, UA 7.2-7', 'A group of rows stands in a table.', (model) => outside(model, 'THead TBody TFoot', /^Table$/)),
  rule('UA 7.2-8, UA 7.2-9', 'A cell stands in a row.', (model) => outside(model, 'TH TD', /^TR$/)),
  rule('UA 7.2-10', 'A row holds cells.', (model) => holds(model, 'TR', /^(?:TH|TD)(?:&(?:TH|TD))*$/)),
  rule('UA 7.2-11, UA 7.2-12, UA 7.2-13, UA 7.2-14', 'A table has one head and one foot at most, and then a body.', (model) => of(model, 'Table').every(({ children }) => { const count = (kind: string): number => children.filter(({ type }) => type === kind).length; return count('THead') <= 1 && count('TFoot') <= 1 && (count('THead') + count('TFoot') === 0 || count('TBody') > 0); })),
  rule('UA 7.2-15', 'Every row of a table has as many cells.', irregular),
  rule('UA 7.2-17', 'An item stands in a list.', (model) => outside(model, 'LI', /^L$/)),
  rule('UA 7.2-18', 'The body of an item stands in an item.', (model) => outside(model, 'LBody', /^LI$/)),
  rule('UA 7.2-19', 'A list holds items.', (model) => holds(model, 'L', /^(?:Caption&)?(?:L|LI)(?:&(?:L|LI))*$/)),
  rule('UA 7.2-20', 'An item holds a label and a body.', (model) => holds(model, 'LI', /^(?:Lbl|LBody)(?:&(?:Lbl|LBody))*$/)),
  rule('UA 7.2-26, UA 7.2-27', 'Contents hold their items.', (model) => [...outside(model, 'TOCI', /^TOC$/), ...holds(model, 'TOC', /^(?:Caption&)?(?:TOC|TOCI)(?:&(?:TOC|TOCI))*$/)]),
  rule('UA 7.2-36, UA 7.2-37, UA 7.2-38', 'A group of rows holds rows.', (model) => ['THead', 'TBody', 'TFoot'].flatMap((type) => holds(model, type, /^TR(?:&TR)*$/))),
  rule('UA 7.3-1', 'Every figure has words instead of it.', (model) => of(model, 'Figure').flatMap(({ num, dict }) => (textIn(model, dict, 'Alt') !== '' || dict.entries.has('ActualText') ? [] : [`figure ${num}`]))),
  rule('UA 7.4.2-1', 'Headings start at H1 and skip no level.', headingProblems),
  rule('UA 7.4.4-1, UA 7.4.4-2, UA 7.4.4-3', 'Headings are numbered, all of them.', (model) => of(model, 'H').length === 0),
  rule('UA 7.5-1', 'Every head of a table says what it heads.', (model) => of(model, 'TH').filter((cell) => { const scope = attribute(model, cell, 'Scope'); return scope === null || !['Row', 'Column', 'Both'].some((one) => isName(scope, one)); }).map(({ num }) => `TH ${num}`)),
  rule('UA 7.7-1', 'Every formula has words instead of it.', (model) => of(model, 'Formula').every(({ dict }) => textIn(model, dict, 'Alt') !== '')),
  rule('UA 7.9-1, UA 7.9-2', 'Every note has an ID of its own.', (model) => { const ids = of(model, 'Note').map(({ dict }) => textIn(model, dict, 'ID')); return ids.every((id) => id !== '') && new Set(ids).size === ids.length; }),
  rule('UA 7.18.1-1, UA 7.18.1-2, UA 7.18.2-1, UA 7.18.6.2-1, UA 7.18.6.2-2, UA 7.18.8-1', 'There are no annotations but links and fields.', (model) => annotations(model).filter(({ kind }) => kind !== 'Link' && kind !== 'Widget').map(({ kind }) => kind)),
  rule('UA 7.18.1-3', 'Every field has a name for people.', (model) => annotations(model).every(({ kind, dict, element }) => kind !== 'Widget' || textIn(model, dict, 'TU') !== '' || (element !== null && textIn(model, element.dict, 'Alt') !== ''))),
  rule('UA 7.18.3-1', 'On a page with annotations they are reached in the order of the structure.', (model) => model.pages.every(({ dict, annotations: on }) => on.length === 0 || isName(entry(dict, 'Tabs'), 'S'))),
  rule('UA 7.18.4-1', 'Every field stands in a Form element.', (model) => annotations(model).every(({ kind, element }) => kind !== 'Widget' || element?.type === 'Form')),
  rule('UA 7.18.4-2', 'A Form element holds its field and nothing else.', (model) => of(model, 'Form').every(({ annotations: fields, children, content }) => fields.length === 1 && children.length === 0 && content.length === 0)),
  rule('UA 7.18.5-1', 'Every link stands in a Link element.', (model) => annotations(model).every(({ kind, element }) => kind !== 'Link' || element?.type === 'Link')),
  rule('UA 7.18.5-2', 'Every link has a description.', (model) => annotations(model).every(({ kind, dict }) => kind !== 'Link' || textIn(model, dict, 'Contents') !== '')),
  rule('UA 7.20-2', 'No form XObject has tagged content of its own.', (model) => model.having('Subtype', 'Form').every(({ entries }) => !entries.has('StructParents'))),
  rule('own content', 'Every piece of tagged content is in the tree once, and the parent tree agrees.', strayContent),
  rule('own figure', 'Every figure says where it stands, on its page.', (model) => of(model, 'Figure').flatMap((figure) => { const box = attribute(model, figure, 'BBox'); const sides = box?.kind === 'array' ? box.items.map((item) => (item.kind === 'integer' || item.kind === 'real' ? item.value : NaN)) : []; return sides.length === 4 && sides[0]! < sides[2]! && sides[1]! < sides[3]! && sides.every((side) => side >= 0 && side <= 1008) ? [] : [`figure ${figure.num}: ${sides.join(' ')}`]; })),
  rule('own list', 'A list whose items are numbered says so.', (model) => of(model, 'L').every((list) => attribute(model, list, 'ListNumbering') !== null)),
  rule('own places', 'Every link and every bookmark leads to a page.', deadLinks),
  rule('own outline', 'Every entry of the outline with more below it counts them.', (model) => [...model.dictionaries()].every((dict) => !dict.entries.has('First') || !dict.entries.has('Last') || dict.entries.has('Count'))),
  rule('own paragraphs', 'No tagged text stands in the document itself, outside a paragraph, heading, cell or item.', (model) => model.elements.every(({ type, content }) => !['Document', 'Table', 'TR', 'L', 'LI'].includes(type) || content.length === 0)),
];
