/**
 * Step 0: whether a file that says it is a packet is written exactly as packets are (`../seal-grammar.md`). Each rule answers
 * with the first thing that is not as it must be. What other viewers tolerate is where forgeries hide: the letter case of
 * `/Contents`, bytes between objects, second copies, actions, hidden layers.
 */
import { fileListOf, packetFiles } from '../files.ts';
import { byteRangeText, countersignFieldName, seal } from '../seal.ts';
import { failed, passed, type Check } from '../verdict.ts';
import { associatedFiles, type EmbeddedFile } from './embedded-files.ts';
import { entry, isName, latin1, type PdfDict, type PdfObject } from './pdf-object.ts';
import { archiveProblem } from './archive-grammar.ts';
import { replayCountersignatures } from './countersign-grammar.ts';
import { cmsProblem, stampOf } from './cms-form.ts';
import type { PdfFile, Revision } from './pdf-file.ts';
import { contentsOf, signatureFields, type SignatureField } from './signature-field.ts';
import type { SignedData } from './signed-data.ts';

const catalogKeys: readonly string[] = ['Type', 'Version', 'Pages', 'Names', 'Outlines', 'PageMode', 'PageLayout', 'ViewerPreferences', 'Lang', 'MarkInfo', 'StructTreeRoot', 'Metadata', 'OutputIntents', 'AcroForm', 'Perms', 'AF', 'PageLabels', 'Dests', 'Extensions'];
const trailerKeys: readonly string[] = ['Size', 'Root', 'Info', 'ID'];
const formKeys: readonly string[] = ['Fields', 'SigFlags', 'DR', 'DA'];
const fieldKeys: readonly string[] = ['Type', 'Subtype', 'FT', 'T', 'TU', 'F', 'Rect', 'P', 'AP', 'V', 'StructParent', 'Lang', 'Border', 'BS', 'MK', 'DA', 'C'];
/** A packet does nothing by itself. */
const activeKeys: readonly string[] = ['JS', 'AA', 'OpenAction', 'XFA', 'RichMediaContent', 'OC', 'OCProperties'];
const activeActions: readonly string[] = ['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'ResetForm', 'Rendition', 'Movie', 'Sound', 'GoToE', 'GoToR', 'SetOCGState', 'Hide', 'Trans'];

const signatureShape = new RegExp([
  String.raw`^\d+ 0 obj\n<<\n/Type /Sig\n/Filter /Adobe\.PPKLite\n/SubFilter /${seal.subFilter.replaceAll('.', String.raw`\.`)}`,
  String.raw`/ByteRange \[(.{${seal.byteRangeWidth}})\]`,
  `/Contents <([0-9a-f]{${seal.contentsBytes * 2}})>`,
  String.raw`/M \(D:\d{14}Z\)`,
  String.raw`/Name [^\n]+`, String.raw`/Reason [^\n]+`,
  String.raw`/Reference \[<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ([${seal.docMdpLevel}${seal.countersignedMdpLevel}]) /V /1\.2 >> >>\]`,
  String.raw`>>\nendobj$`,
].join(String.raw`\n`));
const signatureKeys = 'Type Filter SubFilter ByteRange Contents M Name Reason Reference';

export interface PacketParts {
  readonly file: PdfFile;
  readonly embedded: readonly EmbeddedFile[];
  /** The seal's CMS. */
  readonly cms: SignedData | null;
}

/** Judges the whole grammar: the sealed revision, then what follows it. */
export async function judgeGrammar(subtle: SubtleCrypto, parts: PacketParts): Promise<Check> {
  const { file, embedded, cms } = parts;
  const fields = signatureFields(file, sealedRevision(file));
  const problem = fileProblem(file) ?? tilingProblem(file) ?? fieldProblem(file, fields) ?? activeProblem(file)
    ?? signatureProblem(file, fields) ?? filesProblem(file, embedded) ?? (await cmsProblem(subtle, cms, { stampAllowed: true })) ?? (await laterProblem(subtle, file, cms));
  return problem === null ? passed('every byte stands where the packet format puts one') : failed(`not written as packets are: ${problem}`);
}

/** What is wrong after the seal: countersignatures until no field waits, then an archive's revisions. */
async function laterProblem(subtle: SubtleCrypto, file: PdfFile, cms: SignedData | null): Promise<string | null> {
  const replayed = await replayCountersignatures(subtle, file, cms?.certificates[1] ?? null);
  return typeof replayed === 'string' ? replayed : archiveProblem(subtle, file, knownCertificates(cms), replayed);
}

/** The revision that the seal covers: the first. Whatever follows is a countersignature or an archive's. */
const sealedRevision = (file: PdfFile): Revision => file.revisions[0]!;
/** Where it ends: after the line feed of its `%%EOF`. */
const sealedEnd = (file: PdfFile): number => sealedRevision(file).eof + 1;

function knownCertificates(cms: SignedData | null): SignedData['certificates'] {
  const stamp = stampOf(cms);
  return [...(cms?.certificates ?? []), ...(stamp?.ok === true ? stamp.data.certificates : [])];
}

function strangeKey(dict: PdfDict, allowed: readonly string[]): string | null {
  return [...dict.entries.keys()].find((key) => !allowed.includes(key)) ?? null;
}

function fileProblem(file: PdfFile): string | null {
  const revision = sealedRevision(file);
  const section = revision.sections[0]!;
  if (revision.sections.length !== 1 || section.kind !== 'table' || section.prev !== null || section.hybrid !== null) return 'not one classic cross-reference table';
  if (file.version !== '1.7' || file.bytes[8] !== 10) return 'the first line is not %PDF-1.7';
  if (latin1(file.bytes.subarray(section.end, sealedEnd(file))) !== `\nstartxref\n${section.offset}\n%%EOF\n`) return 'the end of the file is not startxref, an offset and %%EOF, a line each';
  if (file.revisions.at(-1)!.eof + 1 !== file.bytes.length) return 'bytes stand after the end of the last revision';
  const strange = strangeKey(revision.trailer, trailerKeys) ?? strangeKey(file.catalog(revision), catalogKeys);
  return strange === null ? null : `the trailer or the catalog has /${strange}`;
}

/** The bytes of `\nendobj`. Compared one by one: a packet has tens of thousands of objects, and no text is made for each. */
const endOfObject = [0x0a, 0x65, 0x6e, 0x64, 0x6f, 0x62, 0x6a] as const;

/** Objects follow one another without a byte between them but the line feed, from the header to the table. */
function tilingProblem(file: PdfFile): string | null {
  const revision = sealedRevision(file);
  const spans = file.spans(revision);
  const used = [...revision.entries].filter(([, found]) => found.kind !== 'free').map(([num]) => num);
  if (used.length !== spans.length || used.reduce((most, num) => Math.max(most, num), 0) !== used.length || revision.entries.size !== used.length + 1) return 'the cross-reference table does not list the objects 1 to the last, each once';
  let at = file.bytes.indexOf(10, 9) + 1;
  if (file.bytes[9] !== 0x25 || at === 0 || at > 24) return 'the second line is not a short comment';
  for (const { num, from, to } of spans) {
    if (from !== at) return `bytes ${at} to ${from}, before object ${num}, belong to nothing`;
    if (!endOfObject.every((byte, i) => file.bytes[to - 7 + i] === byte) || file.bytes[to] !== 10) return `object ${num} does not end with endobj and a line feed`;
    at = to + 1;
  }
  return at === revision.sections[0]!.offset ? null : `bytes ${at} to ${revision.sections[0]!.offset}, before the cross-reference table, belong to nothing`;
}

function fieldProblem(file: PdfFile, fields: readonly SignatureField[]): string | null {
  const revision = sealedRevision(file);
  const catalog = file.catalog(revision);
  const form = file.get(revision, catalog, 'AcroForm');
  const [field, ...waiting] = fields;
  if (form.kind !== 'dict' || field?.name !== seal.fieldName || field.num === null || field.value === null || field.valueNum === null) return `not exactly one signature field called ${seal.fieldName}`;
  const odd = waiting.find((one, index) => one.name !== countersignFieldName(index) || one.num === null || one.valueNum !== null || one.dict.entries.has('V') || strangeKey(one.dict, fieldKeys) !== null || !isShownWidget(one.dict));
  if (odd !== undefined) return 'a field beside the seal is not one that waits for a countersignature';
  const listed = file.get(revision, form, 'Fields'), flags = entry(form, 'SigFlags');
  if (listed.kind !== 'array' || listed.items.length !== fields.length || flags.kind !== 'integer' || flags.value !== 3) return 'the form has other fields, or other flags than 3';
  const strange = strangeKey(form, formKeys) ?? strangeKey(field.dict, fieldKeys);
  if (strange !== null) return `the form or its field has /${strange}`;
  if (!isShownWidget(field.dict)) return 'the field is not a printed, locked widget with an appearance';
  if (!firstPageShows(file, revision, field.num)) return 'the field is not on the first page';
  const perms = file.get(revision, catalog, 'Perms');
  const certified = perms.kind === 'dict' && perms.entries.size === 1 ? entry(perms, 'DocMDP') : null;
  return certified?.kind === 'ref' && certified.num === field.valueNum ? null : 'the catalog’s /Perms does not name the seal, and nothing else';
}

/** A widget that is printed (4) and locked (128), with an appearance (12.5.3). */
function isShownWidget(dict: PdfDict): boolean {
  const shown = entry(dict, 'F');
  return isName(entry(dict, 'Subtype'), 'Widget') && shown.kind === 'integer' && shown.value === 132 && dict.entries.has('AP');
}

function firstPageShows(file: PdfFile, revision: Revision, num: number): boolean {
  let node = file.get(revision, file.catalog(revision), 'Pages');
  for (let depth = 0; depth < 16 && node.kind === 'dict' && node.entries.has('Kids'); depth++) {
    const kids = file.get(revision, node, 'Kids');
    node = kids.kind === 'array' && kids.items.length > 0 ? file.resolve(revision, kids.items[0]!) : node;
  }
  const annotations = node.kind === 'dict' ? file.get(revision, node, 'Annots') : null;
  return annotations?.kind === 'array' && annotations.items.filter((item) => item.kind === 'ref' && item.num === num).length === 1;
}

function activeProblem(file: PdfFile): string | null {
  const revision = sealedRevision(file);
  const stack: PdfObject[] = file.spans(revision).map(({ num }) => file.object(revision, num));
  for (let object = stack.pop(); object !== undefined; object = stack.pop()) {
    const dict = object.kind === 'stream' ? object.dict : object;
    // One by one: as arguments of one call, a long array would overrun the call stack.
    if (dict.kind === 'array') for (const item of dict.items) stack.push(item);
    if (dict.kind !== 'dict') continue;
    const action = entry(dict, 'S');
    const active = activeKeys.find((key) => dict.entries.has(key)) ?? (action.kind === 'name' && activeActions.includes(action.value) ? action.value : undefined);
    if (active !== undefined) return `something that acts or hides by itself (/${active})`;
    for (const value of dict.entries.values()) stack.push(value);
  }
  return null;
}

function signatureProblem(file: PdfFile, fields: readonly SignatureField[]): string | null {
  const field = fields[0]!;
  const span = file.spans(sealedRevision(file)).find(({ num }) => num === field.valueNum);
  const contents = field.value === null ? null : contentsOf(file, field.value);
  if (span === undefined || contents === null) return 'the signature dictionary is not an object of its own';
  const shape = signatureShape.exec(latin1(file.bytes.subarray(span.from, span.to)));
  if (!shape || [...field.value!.entries.keys()].join(' ') !== signatureKeys) return 'the signature dictionary is not written as the seal writes it (lower-case hexadecimal in /Contents, the keys in order)';
  if (Number(shape[3]) !== (fields.length === 1 ? seal.docMdpLevel : seal.countersignedMdpLevel)) return 'the seal permits what its packet has no field for, or the other way round';
  return shape[1] === byteRangeText(contents.from, contents.to, sealedEnd(file)) ? null : '/ByteRange is not the one text that this file has';
}

function filesProblem(file: PdfFile, embedded: readonly EmbeddedFile[]): string | null {
  const names = embedded.map((one) => one.name);
  // A paper that belongs to a packet holds fewer: whether the list fits its statement is the step of the files.
  const list = fileListOf(names);
  if (list === null) return `the embedded files are ${names.join(', ') || 'none'}; expected ${packetFiles.map((one) => one.name).join(', ')}`;
  const wrong = list.find((one) => embedded.find((found) => found.name === one.name)?.relationship !== one.relationship);
  if (wrong !== undefined) return `the embedded file ${wrong.name} is not marked as ${wrong.relationship}`;
  const associated = associatedFiles(file, sealedRevision(file));
  const inOrder = list.map((one) => embedded.find((found) => found.name === one.name)!.num);
  return associated !== null && associated.join() === inOrder.join() ? null : 'the catalog’s /AF does not name the embedded files in their order';
}
