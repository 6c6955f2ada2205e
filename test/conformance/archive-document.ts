/** PDF/A-3a, the document around the pages: ISO 19005-3, 6.3 to 6.11. */
import { parseSignature, signatureFields } from './signatures.ts';
import { entry, isName, textOf, type PdfDict } from '../../shared/packet/verify/pdf-object.ts';
import { metadataOf } from './archive-file.ts';
import type { Model } from './model.ts';
import { rule, type Rule } from './rule.ts';
import { standardTypes } from './standard-types.ts';

const annotations = (model: Model): { readonly num: number; readonly dict: PdfDict }[] => model.pages.flatMap((page) => page.annotations);
const kinds = 'Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink Popup FileAttachment Widget PrinterMark TrapNet Watermark Redact'.split(' ');
const kindOf = (dict: PdfDict): string => { const kind = entry(dict, 'Subtype'); return kind.kind === 'name' ? kind.value : ''; };
const flagsOf = (dict: PdfDict): number | null => { const flags = entry(dict, 'F'); return flags.kind === 'integer' ? flags.value : null; };
const actions = (model: Model): PdfDict[] => [...model.dictionaries()].filter((dict) => { const s = entry(dict, 'S'); return s.kind === 'name' && !dict.entries.has('P') && !isName(entry(dict, 'Type'), 'OutputIntent'); });
const specifications = (model: Model): { readonly num: number; readonly dict: PdfDict }[] => model.objects.flatMap(({ num, object }) => (object.kind === 'dict' && object.entries.has('EF') ? [{ num, dict: object }] : []));
const associated = (model: Model): Set<number> => { const af = model.get(model.catalog, 'AF'); return new Set((af.kind === 'array' ? af.items : []).flatMap((item) => (item.kind === 'ref' ? [item.num] : []))); };

// Properties that XMP's own schemas or ISO 19005 define, with the shape of their value.
const properties = new Map<string, RegExp>([
  ['pdfaid:part', /^\d$/], ['pdfaid:conformance', /^[ABU]$/], ['xmp:CreateDate', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/], ['xmp:ModifyDate', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/], ['xmp:MetadataDate', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
  ['xmp:CreatorTool', /^[^<]+$/], ['pdf:Producer', /^[^<]+$/], ['pdf:Keywords', /^[^<]+$/], ['dc:title', /^\s*<rdf:Alt>\s*<rdf:li xml:lang="x-default">[^<]+<\/rdf:li>\s*<\/rdf:Alt>\s*$/],
]);
const spaces: Readonly<Record<string, string>> = { pdfaid: 'http://www.aiim.org/pdfa/ns/id/', xmp: 'http://ns.adobe.com/xap/1.0/', dc: 'http://purl.org/dc/elements/1.1/', pdf: 'http://ns.adobe.com/pdf/1.3/' };

/** The properties in the metadata: their name as written, and what stands inside. */
const propertiesIn = (xml: string): [string, string][] => [...xml.matchAll(/<rdf:Description\b[^>]*>([^]*?)<\/rdf:Description>/g)].flatMap((description) => [...description[1]!.matchAll(/<([a-zA-Z]+:[a-zA-Z]+)>([^]*?)<\/\1>/g)].map((match): [string, string] => [match[1]!, match[2]!])).filter(([name]) => !name.startsWith('rdf:'));

function metadataProblems(xml: string): string[] {
  const strange = propertiesIn(xml).filter(([name, value]) => properties.get(name)?.test(value) !== true).map(([name]) => name);
  const foreign = [...xml.matchAll(/xmlns:(\w+)="([^"]*)"/g)].filter(([, prefix, uri]) => !['x', 'rdf'].includes(prefix!) && spaces[prefix!] !== uri).map(([, prefix]) => `the namespace ${prefix!}`);
  return [...strange, ...foreign];
}

export const documentRules: readonly Rule[] = [
  rule('A 6.3.1-1', 'Annotations are of the standard kinds.', (model) => annotations(model).filter(({ dict }) => !kinds.includes(kindOf(dict))).map(({ dict }) => kindOf(dict))),
  rule('A 6.3.2-1', 'Every annotation has flags.', (model) => annotations(model).every(({ dict }) => kindOf(dict) === 'Popup' || flagsOf(dict) !== null)),
  rule('A 6.3.2-2', 'Every annotation is printed and can be seen.', (model) => annotations(model).every(({ dict }) => { const flags = flagsOf(dict); return flags === null || ((flags & 4) === 4 && (flags & (1 | 2 | 32 | 256)) === 0); })),
  rule('A 6.3.3-1', 'Every annotation but a link has an appearance.', (model) => annotations(model).every(({ dict }) => ['Popup', 'Link'].includes(kindOf(dict)) || dict.entries.has('AP'))),
  rule('A 6.3.3-2', 'An appearance is one stream under N.', (model) => annotations(model).every(({ dict }) => !dict.entries.has('AP') || ([...model.dict(dict, 'AP').entries.keys()].join() === 'N' && model.get(model.dict(dict, 'AP'), 'N').kind === 'stream'))),
  rule('A 6.4.1-1, A 6.4.1-2', 'No field acts by itself.', (model) => [...annotations(model).map(({ dict }) => dict), ...signatureFields(model)].every((dict) => kindOf(dict) !== 'Widget' || !dict.entries.has('A') && !dict.entries.has('AA'))),
  rule('A 6.4.1-3', 'Nobody is asked to make appearances.', (model) => { const asked = model.get(model.dict(model.catalog, 'AcroForm'), 'NeedAppearances'); return asked.kind === 'null' || (asked.kind === 'boolean' && !asked.value); }),
  rule('A 6.4.2-1, UA 7.15-1', 'The form is not XFA.', (model) => !model.dict(model.catalog, 'AcroForm').entries.has('XFA')),
  rule('A 6.4.2-2', 'Nothing needs rendering first.', (model) => !model.catalog.entries.has('NeedsRendering')),
  rule('A 6.4.3-1', 'Every signature covers its revision from the first byte to the last, but for itself.', (model) => signatureFields(model).flatMap((field) => {
    const { range, from, to } = parseSignature(model, field);
    const ends = model.file.revisions.map(({ eof }) => eof);
    const end = range === null ? NaN : range[2] + range[3];
    return range !== null && range[0] === 0 && range[1] === from && range[2] === to && ends.some((eof) => end >= eof && end <= eof + 2) ? [] : ['a signature whose range is not its revision'];
  })),
  rule('A 6.4.3-2', 'Every signature has one signer, whose certificate is in it.', (model) => signatureFields(model).flatMap((field) => { const { signers, certificates } = parseSignature(model, field); return signers === 1 && certificates > 0 ? [] : [`${signers} signers, ${certificates} certificates`]; })),
  rule('A 6.5.1-1, A 6.5.1-2', 'No action but going somewhere in this file.', (model) => [...actions(model).flatMap((dict) => { const s = entry(dict, 'S'); return s.kind === 'name' && s.value !== 'GoTo' ? [s.value] : []; }), ...[...model.dictionaries()].flatMap(({ entries }) => (entries.has('JS') || entries.has('JavaScript') || entries.has('OpenAction') ? ['a script or an opening action'] : []))]),
  rule('A 6.5.2-1', 'The document does nothing by itself.', (model) => !model.catalog.entries.has('AA')),
  rule('A 6.5.2-2', 'No page does anything by itself.', (model) => model.pages.every(({ dict }) => !dict.entries.has('AA'))),
  rule('A 6.6.2.1-1, UA 7.1-8', 'The catalog has metadata.', (model) => { const stream = model.get(model.catalog, 'Metadata'); return stream.kind === 'stream' && isName(entry(stream.dict, 'Type'), 'Metadata') && isName(entry(stream.dict, 'Subtype'), 'XML'); }),
  rule('A 6.6.2.1-2, A 6.6.2.1-3', 'The head of the metadata has neither bytes nor encoding.', (model) => /^<\?xpacket begin="[^"]*" id="W5M0MpCehiHzreSzNTczkc9d"\?>/.test(metadataOf(model).trimStart())),
  rule('A 6.6.2.1-4', 'The metadata are well-formed.', (model) => { const xml = metadataOf(model); const open = [...xml.matchAll(/<([a-zA-Z]+:[a-zA-Z]+)\b[^>]*[^/]>|<([a-zA-Z]+:[a-zA-Z]+)>/g)].length, closed = [...xml.matchAll(/<\/[a-zA-Z]+:[a-zA-Z]+>/g)].length; return xml !== '' && open === closed && /<\?xpacket end="[rw]"\?>\s*$/.test(xml); }),
  rule('A 6.6.2.1-5', 'The metadata are UTF-8.', (model) => { const stream = model.get(model.catalog, 'Metadata'); if (stream.kind !== 'stream') return false; try { new TextDecoder('utf-8', { fatal: true }).decode(stream.raw as Uint8Array<ArrayBuffer>); return true; } catch { return false; } }),
  rule('A 6.6.2.3-1, A 6.6.2.3-2, A 6.6.2.3-3, A 6.6.2.3-4, A 6.6.2.3-5, A 6.6.2.3-6, A 6.6.2.3-7', 'The metadata have only properties that XMP or PDF/A defines, so that no extension schema is needed.', (model) => metadataProblems(metadataOf(model))),
  rule('A 6.6.4-1, A 6.6.4-2, A 6.6.4-3, A 6.6.4-4', 'The metadata say PDF/A, part 3, level A.', (model) => /xmlns:pdfaid="http:\/\/www\.aiim\.org\/pdfa\/ns\/id\/"[^]*<pdfaid:part>3<\/pdfaid:part>\s*<pdfaid:conformance>A<\/pdfaid:conformance>/.test(metadataOf(model))),
  rule('A 6.7.2-1', 'The document is marked as tagged.', (model) => { const marked = model.get(model.dict(model.catalog, 'MarkInfo'), 'Marked'); return marked.kind === 'boolean' && marked.value; }),
  rule('A 6.7.3-1', 'The document has a structure tree.', (model) => model.dict(model.catalog, 'StructTreeRoot').entries.has('K') && model.elements.length > 0),
  rule('A 6.7.3-2, UA 7.1-5, UA 7.1-6, UA 7.1-7', 'Every structure type is a standard one, and none is mapped to another.', (model) => [...model.elements.filter(({ type }) => !standardTypes.has(type)).map(({ type }) => type), ...(model.dict(model.catalog, 'StructTreeRoot').entries.has('RoleMap') ? ['a role map'] : [])]),
  rule('A 6.7.4-1, UA 7.2-29', 'Every language is a language tag.', (model) => [...model.dictionaries()].flatMap((dict) => { const lang = entry(dict, 'Lang'); return lang.kind === 'null' || /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/.test(textOf(lang) ?? '') ? [] : ['a language that is no tag']; })),
  rule('A 6.8-1', 'Every embedded file says its kind.', (model) => specifications(model).every(({ dict }) => { const file = model.get(model.dict(dict, 'EF'), 'F'); const kind = file.kind === 'stream' ? entry(file.dict, 'Subtype') : null; return kind?.kind === 'name' && /^[-\w+.]+\/[-\w+.]+$/.test(kind.value); })),
  rule('A 6.8-2, UA 7.11-1', 'Every embedded file has a name, twice.', (model) => specifications(model).every(({ dict }) => ['F', 'UF'].every((key) => (textOf(model.get(dict, key)) ?? '') !== ''))),
  rule('A 6.8-3', 'Every embedded file says how it relates to the document.', (model) => specifications(model).every(({ dict }) => ['Source', 'Data', 'Alternative', 'Supplement', 'Unspecified'].some((relation) => isName(entry(dict, 'AFRelationship'), relation)))),
  rule('A 6.8-4', 'Every embedded file is associated with the document.', (model) => { const files = specifications(model); return files.length > 0 && files.every(({ num }) => associated(model).has(num)); }),
  rule('A 6.9-1, A 6.9-2, A 6.9-3, A 6.9-4, UA 7.10-1, UA 7.10-2', 'Nothing is optional content.', (model) => !model.catalog.entries.has('OCProperties')),
  rule('A 6.10-1, A 6.10-2', 'There is no other presentation.', (model) => !model.dict(model.catalog, 'Names').entries.has('AlternatePresentations') && model.pages.every(({ dict }) => !dict.entries.has('PresSteps'))),
  rule('A 6.11-1', 'Nothing is required of the reader.', (model) => !model.catalog.entries.has('Requirements')),
];
