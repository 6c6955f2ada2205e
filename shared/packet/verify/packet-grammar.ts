/**
 * Step 0: whether a file that says it is a packet is written exactly as packets are (`../seal-grammar.md`). Each rule answers
 * with the first thing that is not as it must be. What other viewers tolerate is where forgeries hide: the letter case of
 * `/Contents`, bytes between objects, second copies, actions, hidden layers.
 */
import { withLowS, p1363FromDer } from '../../bytes/ecdsa.ts';
import { signedAttributes, signedData } from '../cms.ts';
import { packetFiles } from '../files.ts';
import { byteRangeText, seal } from '../seal.ts';
import { failed, passed, type Check } from '../verdict.ts';
import { octets, sameBytes } from './der.ts';
import { associatedFiles, type EmbeddedFile } from './embedded-files.ts';
import { source } from './signature-algorithm.ts';
import { entry, isName, latin1, type PdfDict, type PdfObject } from './pdf-object.ts';
import type { PdfFile, Revision } from './pdf-file.ts';
import { contentsOf, type SignatureField } from './signature-field.ts';
import { cmsOid, type SignedData } from './signed-data.ts';

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
  String.raw`/Reference \[<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${seal.docMdpLevel} /V /1\.2 >> >>\]`,
  String.raw`>>\nendobj$`,
].join(String.raw`\n`));
const signatureKeys = 'Type Filter SubFilter ByteRange Contents M Name Reason Reference';

export interface PacketParts {
  readonly file: PdfFile;
  readonly fields: readonly SignatureField[];
  readonly embedded: readonly EmbeddedFile[];
  readonly cms: SignedData | null;
}

/** Judges the whole grammar. */
export async function judgeGrammar(subtle: SubtleCrypto, parts: PacketParts): Promise<Check> {
  const { file, fields, embedded, cms } = parts;
  const problem = fileProblem(file) ?? tilingProblem(file) ?? fieldProblem(file, fields) ?? activeProblem(file)
    ?? signatureProblem(file, fields[0]!) ?? filesProblem(file, embedded) ?? (await cmsProblem(subtle, cms));
  return problem === null ? passed('every byte stands where the packet format puts one') : failed(`not written as packets are: ${problem}`);
}

const latest = (file: PdfFile): Revision => file.revisions.at(-1)!;

function strangeKey(dict: PdfDict, allowed: readonly string[]): string | null {
  return [...dict.entries.keys()].find((key) => !allowed.includes(key)) ?? null;
}

function fileProblem(file: PdfFile): string | null {
  const revision = latest(file);
  const section = revision.sections[0]!;
  if (file.revisions.length !== 1) return `${file.revisions.length} revisions; expected one, since nothing may be added after the seal`;
  if (revision.sections.length !== 1 || section.kind !== 'table' || section.prev !== null || section.hybrid !== null) return 'not one classic cross-reference table';
  if (file.version !== '1.7' || file.bytes[8] !== 10) return 'the first line is not %PDF-1.7';
  if (latin1(file.bytes.subarray(section.end)) !== `\nstartxref\n${section.offset}\n%%EOF\n`) return 'the end of the file is not startxref, an offset and %%EOF, a line each';
  const strange = strangeKey(revision.trailer, trailerKeys) ?? strangeKey(file.catalog(revision), catalogKeys);
  return strange === null ? null : `the trailer or the catalog has /${strange}`;
}

/** Objects follow one another without a byte between them but the line feed, from the header to the table. */
function tilingProblem(file: PdfFile): string | null {
  const revision = latest(file);
  const spans = file.spans(revision);
  const used = [...revision.entries].filter(([, found]) => found.kind !== 'free').map(([num]) => num);
  if (used.length !== spans.length || Math.max(...used) !== used.length || revision.entries.size !== used.length + 1) return 'the cross-reference table does not list the objects 1 to the last, each once';
  let at = file.bytes.indexOf(10, 9) + 1;
  if (file.bytes[9] !== 0x25 || at === 0 || at > 24) return 'the second line is not a short comment';
  for (const { num, from, to } of spans) {
    if (from !== at) return `bytes ${at} to ${from}, before object ${num}, belong to nothing`;
    if (latin1(file.bytes.subarray(to - 7, to)) !== '\nendobj' || file.bytes[to] !== 10) return `object ${num} does not end with endobj and a line feed`;
    at = to + 1;
  }
  return at === revision.sections[0]!.offset ? null : `bytes ${at} to ${revision.sections[0]!.offset}, before the cross-reference table, belong to nothing`;
}

function fieldProblem(file: PdfFile, fields: readonly SignatureField[]): string | null {
  const revision = latest(file);
  const catalog = file.catalog(revision);
  const form = file.get(revision, catalog, 'AcroForm');
  const [field] = fields;
  if (form.kind !== 'dict' || fields.length !== 1 || field?.name !== seal.fieldName || field.num === null || field.value === null || field.valueNum === null) return `not exactly one signature field called ${seal.fieldName}`;
  const listed = file.get(revision, form, 'Fields'), flags = entry(form, 'SigFlags');
  if (listed.kind !== 'array' || listed.items.length !== 1 || flags.kind !== 'integer' || flags.value !== 3) return 'the form has other fields, or other flags than 3';
  const strange = strangeKey(form, formKeys) ?? strangeKey(field.dict, fieldKeys);
  if (strange !== null) return `the form or its field has /${strange}`;
  const shown = entry(field.dict, 'F');
  if (!isName(entry(field.dict, 'Subtype'), 'Widget') || shown.kind !== 'integer' || shown.value !== 132 || !field.dict.entries.has('AP')) return 'the field is not a printed, locked widget with an appearance';
  if (!firstPageShows(file, revision, field.num)) return 'the field is not on the first page';
  const perms = file.get(revision, catalog, 'Perms');
  const certified = perms.kind === 'dict' && perms.entries.size === 1 ? entry(perms, 'DocMDP') : null;
  return certified?.kind === 'ref' && certified.num === field.valueNum ? null : 'the catalog’s /Perms does not name the seal, and nothing else';
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
  const revision = latest(file);
  const stack: PdfObject[] = file.spans(revision).map(({ num }) => file.object(revision, num));
  for (let object = stack.pop(); object !== undefined; object = stack.pop()) {
    const dict = object.kind === 'stream' ? object.dict : object;
    if (dict.kind === 'array') stack.push(...dict.items);
    if (dict.kind !== 'dict') continue;
    const action = entry(dict, 'S');
    const active = activeKeys.find((key) => dict.entries.has(key)) ?? (action.kind === 'name' && activeActions.includes(action.value) ? action.value : undefined);
    if (active !== undefined) return `something that acts or hides by itself (/${active})`;
    stack.push(...dict.entries.values());
  }
  return null;
}

function signatureProblem(file: PdfFile, field: SignatureField): string | null {
  const span = file.spans(latest(file)).find(({ num }) => num === field.valueNum);
  const contents = field.value === null ? null : contentsOf(file, field.value);
  if (span === undefined || contents === null) return 'the signature dictionary is not an object of its own';
  const shape = signatureShape.exec(latin1(file.bytes.subarray(span.from, span.to)));
  if (!shape || [...field.value!.entries.keys()].join(' ') !== signatureKeys) return 'the signature dictionary is not written as the seal writes it (lower-case hexadecimal in /Contents, the keys in order)';
  return shape[1] === byteRangeText(contents.from, contents.to, file.bytes.length) ? null : '/ByteRange is not the one text that this file has';
}

function filesProblem(file: PdfFile, embedded: readonly EmbeddedFile[]): string | null {
  const names = embedded.map((one) => one.name);
  const expected = packetFiles.map((one) => one.name as string);
  if (names.length !== expected.length || expected.some((name) => !names.includes(name))) return `the embedded files are ${names.join(', ') || 'none'}; expected ${expected.join(', ')}`;
  const wrong = packetFiles.find((one) => embedded.find((found) => found.name === one.name)?.relationship !== one.relationship);
  if (wrong !== undefined) return `the embedded file ${wrong.name} is not marked as ${wrong.relationship}`;
  const associated = associatedFiles(file, latest(file));
  const inOrder = packetFiles.map((one) => embedded.find((found) => found.name === one.name)!.num);
  return associated !== null && associated.join() === inOrder.join() ? null : 'the catalog’s /AF does not name the embedded files in their order';
}

async function cmsProblem(subtle: SubtleCrypto, cms: SignedData | null): Promise<string | null> {
  const [certificate, ca, ...more] = cms?.certificates ?? [];
  const digest = cms === null ? null : octets(cms.signed.get(cmsOid.messageDigest));
  if (cms === null || certificate === undefined || ca === undefined || more.length > 0 || digest === null) return 'the signature does not carry exactly the signer’s and the authority’s certificate';
  const certificateDigest = new Uint8Array(await subtle.digest('SHA-256', source(certificate.der)));
  const expected = signedData({ certificate: certificate.der, ca: ca.der, name: certificate, attributes: signedAttributes(digest, certificateDigest), signature: cms.signature });
  if (!sameBytes(expected, cms.bytes)) return 'the CMS is not the one that its certificates, digest and signature make';
  const numbers = p1363FromDer(cms.signature);
  return numbers !== null && sameBytes(withLowS(numbers), numbers) ? null : 'the signature value is not in its one normal form (low S)';
}
