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
import { archiveProblem } from './archive-grammar.ts';
import { judgeSigner } from './chain.ts';
import { judgeToken } from './integrity.ts';
import type { PdfFile, Revision } from './pdf-file.ts';
import { contentsOf, signatureFields, type SignatureField } from './signature-field.ts';
import { cmsOid, readSignedData, type SignedData } from './signed-data.ts';
import { certifiedBy, tokenProblem } from './token-form.ts';

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
  readonly embedded: readonly EmbeddedFile[];
  /** The seal's CMS. */
  readonly cms: SignedData | null;
}

/** Judges the whole grammar: the sealed revision, then what follows it. */
export async function judgeGrammar(subtle: SubtleCrypto, parts: PacketParts): Promise<Check> {
  const { file, embedded, cms } = parts;
  const fields = signatureFields(file, sealedRevision(file));
  const problem = fileProblem(file) ?? tilingProblem(file) ?? fieldProblem(file, fields) ?? activeProblem(file)
    ?? signatureProblem(file, fields[0]!) ?? filesProblem(file, embedded) ?? (await cmsProblem(subtle, cms)) ?? (await archiveProblem(subtle, file, knownCertificates(cms)));
  return problem === null ? passed('every byte stands where the packet format puts one') : failed(`not written as packets are: ${problem}`);
}

/** The revision that the seal covers: the first. Whatever follows is an archive's. */
const sealedRevision = (file: PdfFile): Revision => file.revisions[0]!;
/** Where it ends: after the line feed of its `%%EOF`. */
const sealedEnd = (file: PdfFile): number => sealedRevision(file).eof + 1;

function stampOf(cms: SignedData | null): ReturnType<typeof readSignedData> & { readonly bytes: Uint8Array } | null {
  const token = cms?.unsigned.get(cmsOid.signatureTimestamp);
  return token === undefined ? null : { ...readSignedData(token.bytes), bytes: token.bytes };
}

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

function signatureProblem(file: PdfFile, field: SignatureField): string | null {
  const span = file.spans(sealedRevision(file)).find(({ num }) => num === field.valueNum);
  const contents = field.value === null ? null : contentsOf(file, field.value);
  if (span === undefined || contents === null) return 'the signature dictionary is not an object of its own';
  const shape = signatureShape.exec(latin1(file.bytes.subarray(span.from, span.to)));
  if (!shape || [...field.value!.entries.keys()].join(' ') !== signatureKeys) return 'the signature dictionary is not written as the seal writes it (lower-case hexadecimal in /Contents, the keys in order)';
  return shape[1] === byteRangeText(contents.from, contents.to, sealedEnd(file)) ? null : '/ByteRange is not the one text that this file has';
}

function filesProblem(file: PdfFile, embedded: readonly EmbeddedFile[]): string | null {
  const names = embedded.map((one) => one.name);
  const expected = packetFiles.map((one) => one.name as string);
  if (names.length !== expected.length || expected.some((name) => !names.includes(name))) return `the embedded files are ${names.join(', ') || 'none'}; expected ${expected.join(', ')}`;
  const wrong = packetFiles.find((one) => embedded.find((found) => found.name === one.name)?.relationship !== one.relationship);
  if (wrong !== undefined) return `the embedded file ${wrong.name} is not marked as ${wrong.relationship}`;
  const associated = associatedFiles(file, sealedRevision(file));
  const inOrder = packetFiles.map((one) => embedded.find((found) => found.name === one.name)!.num);
  return associated !== null && associated.join() === inOrder.join() ? null : 'the catalog’s /AF does not name the embedded files in their order';
}

async function cmsProblem(subtle: SubtleCrypto, cms: SignedData | null): Promise<string | null> {
  const [certificate, ca, ...more] = cms?.certificates ?? [];
  const digest = cms === null ? null : octets(cms.signed.get(cmsOid.messageDigest));
  if (cms === null || certificate === undefined || ca === undefined || more.length > 0 || digest === null) return 'the signature does not carry exactly the signer’s and the authority’s certificate';
  const certificateDigest = new Uint8Array(await subtle.digest('SHA-256', source(certificate.der)));
  const stamp = stampOf(cms);
  const expected = signedData({ certificate: certificate.der, ca: ca.der, name: certificate, attributes: signedAttributes(digest, certificateDigest), signature: cms.signature, timestamp: stamp?.bytes ?? null });
  if (!sameBytes(expected, cms.bytes)) return 'the CMS is not the one that its certificates, digest and signature make';
  if (!isLowS(cms.signature)) return 'the signature value is not in its one normal form (low S)';
  // The signer's certificate is named by its digest; the authority's is pinned by its own signature, and that by its one form.
  const vouched = sameBytes(ca.subject, ca.issuer) && sameBytes(ca.subject, certificate.issuer) && isLowS(ca.signature) && await certifiedBy(subtle, ca, [ca]) && await certifiedBy(subtle, certificate, [ca]);
  if (!vouched) return 'the authority’s certificate in the seal is not one that certifies itself and the signer';
  return stamp === null ? null : stampProblem(subtle, stamp, cms.signature);
}

function isLowS(signature: Uint8Array): boolean {
  const numbers = p1363FromDer(signature);
  return numbers !== null && sameBytes(withLowS(numbers), numbers);
}

/** Nothing covers a signature's timestamp but itself, so all of it has to hold. */
async function stampProblem(subtle: SubtleCrypto, stamp: NonNullable<ReturnType<typeof stampOf>>, signature: Uint8Array): Promise<string | null> {
  if (!stamp.ok) return `its timestamp: ${stamp.problem}`;
  const { check } = await judgeToken(subtle, stamp.data, signature);
  const may = stamp.data.signer === null ? check : judgeSigner(stamp.data.signer, 'timestamp');
  const wrong = [check, may].find(({ result }) => result !== 'passed');
  if (wrong !== undefined) return `its timestamp: ${wrong.reason}`;
  const form = await tokenProblem(subtle, stamp.bytes, stamp.data);
  return form === null ? null : `its timestamp: ${form}`;
}
