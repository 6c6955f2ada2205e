/** Attacks on a packet of our own: the sealed file changed, extended or sealed anew. Everything but the seal's own bytes is refused. */
import { derFromP1363, p1363FromDer } from '../../shared/bytes/ecdsa.ts';
import { sealPacket, type SealedPacket } from '../builders/sealed-packet.ts';
import { attack, latin1, textOf, type Attack } from './attack.ts';
import { boardKey, certificate, ecKey, type CertificateParts } from './certificate.ts';
import { cmsOver, contentType, messageDigest, type CmsChange, type Signer } from './cms.ts';
import { certificateName } from '../../shared/packet/certificate-name.ts';
import { der, sequence } from './der.ts';
import { stream } from './good-files.ts';
import { startOf, streamUpdate, update, type Change } from './update.ts';

interface Found { readonly num: number; readonly body: string }

/** Order of the group of P-256 (SEC 2, 2.4.2). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function objectAt(text: string, needle: RegExp): Found {
  const found = [...text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].find((one) => needle.test(one[2]!))!;
  return { num: Number(found[1]), body: found[2]! };
}

/** The CMS of a packet replaced; the rest stays. */
function withCms(text: string, make: (covered: Uint8Array) => Uint8Array): string {
  const from = text.indexOf('/Contents <') + 10, to = text.indexOf('>', from) + 1;
  const hex = Buffer.from(make(latin1(text.slice(0, from) + text.slice(to)))).toString('hex').padEnd(to - from - 2, '0');
  return `${text.slice(0, from + 1)}${hex}${text.slice(to - 1)}`;
}

/** What a text editor and a PDF library can do to the file. */
export function packetEdits({ bytes, trust }: SealedPacket): Attack[] {
  const text = textOf(bytes);
  const root = /\/Root (\d+ 0 R)/.exec(text)![1]!, info = /\/Info (\d+ 0 R)/.exec(text)![1]!;
  const range = /\/ByteRange \[0 (\d+) (\d+) (\d+) *\]/.exec(text)!, [before, after, rest] = range.slice(1).map(Number);
  const contents = /\/Contents <[0-9a-f]+>/.exec(text)![0];
  const page = objectAt(text, /\/Type \/Page\n/), seal = objectAt(text, /\/FT \/Sig/), value = objectAt(text, /\/Type \/Sig\n/), catalog = objectAt(text, /\/Type \/Catalog/), font = objectAt(text, /\/Type \/Font\n/), form = objectAt(text, /\/SigFlags 3/);
  const file = objectAt(text, /statement\.dsse\.json/), second = objectAt(text, /\/Type \/Filespec[\s\S]*(?:roster|record|sign)/);
  const size = (change: Change): Change => ({ root, trailer: `/Info ${info} `, ...change });
  const later = (family: string, name: string, change: Change, step: Attack['step'] = 'modifications'): Attack => attack(family, name, step, update(text, size(change)).replace('/Size 200', '/Size 9999'), { trust });
  const edit = (family: string, name: string, step: Attack['step'], changed: string): Attack => attack(family, name, step, changed, { trust });
  const room = (found: string, by: string): string => text.replace(found, () => by.padEnd(found.length));
  const annotation = (subtype: string): Change => ({ objects: { [page.num]: page.body.replace(/\/Annots \[/, '/Annots [9001 0 R '), 9001: `<< /Type /Annot /Subtype /${subtype} /Rect [0 0 595 842] /F 4 /Contents (APPROVED) /AP << /N 9002 0 R >> >>`, 9002: stream('1 g 0 0 595 842 re f', '/Type /XObject /Subtype /Form /BBox [0 0 595 842] ') } });
  const end = text.slice(text.lastIndexOf('startxref'));
  return [
    ...([['missing', ''], ['without a value', '/Contents'], ['null', '/Contents null'], ['empty', '/Contents <>'], ['one zero byte', '/Contents <00>'], ['a string', '/Contents (0)']] as const).flatMap(([name, by]) => [
      edit('USF', `/Contents ${name}`, 'grammar', room(contents, by)), later('USF', `/Contents ${name}, by an update`, { objects: { [value.num]: value.body.replace(contents, () => by) } }, 'byte-range'),
    ]),
    ...([['missing', ''], ['without a value', '/ByteRange'], ['null', '/ByteRange null'], ['zeros', '/ByteRange [0 0 0 0]'], ['negative', `/ByteRange [0 ${before} -1 ${rest}]`], ['real', `/ByteRange [0 ${before}. ${after} ${rest}]`], ['overlapping', `/ByteRange [0 ${after! + 9} ${after} ${rest}]`]] as const).flatMap(([name, by]) => [
      edit('USF', `/ByteRange ${name}`, 'grammar', room(range[0], by)), later('USF', `/ByteRange ${name}, by an update`, { objects: { [value.num]: value.body.replace(range[0], () => by) } }, 'byte-range'),
    ]),
    edit('SWA', 'the gap is wider, with an object in it', 'byte-range', `${text.slice(0, after)}${`9001 0 obj\n${stream('q Q')}\nendobj\n`.padEnd(500)}${text.slice(after)}`.replace(range[0], `/ByteRange [0 ${before} ${after! + 500} ${rest}`.padEnd(range[0].length - 1) + ']')),
    edit('gap injection', 'white space in the padding', 'grammar', room(contents, `${contents.slice(0, -3)}  >`)), edit('gap injection', 'upper case', 'grammar', text.replace(contents, `/Contents ${contents.slice(10).toUpperCase()}`)), edit('gap injection', 'a byte in the padding', 'integrity', text.replace(contents, `${contents.slice(0, -3)}01>`)),
    edit('ISA', 'the end twice', 'file', text + end), edit('ISA', 'an object, then the old end', 'file', `${text}9001 0 obj\nnull\nendobj\n${end}`), edit('ISA', 'a line feed', 'grammar', `${text}\n`), edit('ISA', 'a comment', 'file', `${text}%\n`),
    later('ISA', 'an empty update', {}, 'grammar'), later('ISA', 'an update with an object that nothing shows', { objects: { 9001: 'null' } }, 'grammar'), attack('ISA', 'an empty stream of references', 'grammar', streamUpdate(text, size({})), { trust }),
    later('object override', 'page content', { objects: { [page.num]: page.body.replace(/\/Contents \d+ 0 R/, '/Contents 9001 0 R'), 9001: stream('q Q') } }), later('object override', 'font', { objects: { [font.num]: font.body.replace(/\/BaseFont \/\S+/, '/BaseFont /Symbol') } }),
    later('object override', 'another catalog', { objects: { 9001: catalog.body }, root: '9001 0 R' }), later('object override', 'a script on opening', { objects: { [catalog.num]: catalog.body.replace('<<', '<< /OpenAction << /S /JavaScript /JS (x) >> ') } }),
    later('object override', '/Perms removed', { objects: { [catalog.num]: catalog.body.replace(/\/Perms <<[\s\S]*?>>/, '') } }), later('object override', 'the page freed', { free: [page.num] }),
    later('appearance swap', 'of the seal', { objects: { [seal.num]: seal.body.replace(/\/AP <<[\s\S]*?>>/, '/AP << /N 9001 0 R >>'), 9001: stream('q Q', '/Type /XObject /Subtype /Form /BBox [0 0 9 9] ') } }),
    later('attachment swap', 'the statement’s file', { objects: { [file.num]: file.body.replaceAll(/\/(U?F) \d+ 0 R/g, '/$1 9001 0 R'), 9001: stream('{}', '/Type /EmbeddedFile ') } }), later('attachment swap', 'two files changed round', { objects: { [file.num]: second.body, [second.num]: file.body } }),
    ...['FreeText', 'Stamp', 'Redact', 'Highlight', 'FileAttachment'].map((subtype) => later('EAA', `${subtype} over page 1`, annotation(subtype))),
    later('SSA', 'a visible field over page 1', { objects: { [form.num]: form.body.replace(/\/Fields \[/, '/Fields [9001 0 R '), [page.num]: page.body.replace(/\/Annots \[/, '/Annots [9001 0 R '), 9001: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Second) /F 132 /Rect [0 0 300 300] /P ${page.num} 0 R >>` } }),
    later('signature cloning', 'a second field names the seal', { objects: { [form.num]: form.body.replace(/\/Fields \[/, '/Fields [9001 0 R '), 9001: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Second) /F 132 /Rect [0 0 0 0] /V ${value.num} 0 R >>` } }, 'byte-range'),
    later('duplicated keys', 'an escaped /Contents on the page', { objects: { [page.num]: page.body.replace('<<', '<< /Cont#65nts 9001 0 R '), 9001: stream('q Q') } }, 'file'), later('duplicated keys', 'an escaped /Root in the trailer', { trailer: '/R#6fot 9001 0 R ', objects: { 9001: catalog.body } }, 'file'),
    later('encryption', 'added later', { trailer: '/Encrypt << /Filter /Standard >> ' }, 'file'),
    ...[0.2, 0.5, 0.9, 0.999].map((part) => edit('truncated', `cut at ${part}`, 'file', text.slice(0, Math.floor(text.length * part)))), edit('truncated', 'without its last byte', 'grammar', text.slice(0, -1)),
    edit('polyglot', 'bytes before the header', 'file', `GIF89a${text}`), edit('polyglot', 'HTML behind the end', 'file', `${text}<html>`), later('cross-references', '/Prev in a circle', { prev: String(startOf(text) + 1) }, 'file'),
  ].map((one) => (one.family === 'encryption' ? { ...one, must: 'open' as const } : one));
}

/** Whoever can seal, but may not: other keys, other authorities, other algorithms; and the true key with another CMS. */
export async function packetSeals(packet: SealedPacket, other: SealedPacket): Promise<Attack[]> {
  const { bytes, trust, world } = packet;
  const text = textOf(bytes);
  const { issuer, ca } = world.basis;
  const key = boardKey(world.members[0]!.key), rootKey = boardKey(world.root);
  const own: Signer = { key, certificate: issuer.certificate, others: [ca] };
  const resigned = (name: string, signer: Signer, change: CmsChange, step: Attack['step'] = 'grammar', family = 'algorithm downgrade'): Attack => attack(family, name, step, withCms(text, (covered) => cmsOver(covered, signer, change)), { trust });
  const siblingRoot = ecKey(), sibling = named(ca, siblingRoot);
  const issued = (parts: Partial<CertificateParts>): CertificateParts => ({ subject: 'Issuer', issuer: 'Root', key, by: rootKey, ...parts });
  const bad = async (family: string, name: string, made: Uint8Array, authority = ca): Promise<Attack> => attack(family, name, 'chain', (await sealPacket(world, (basis) => ({ ...basis, ca: authority, issuer: { ...basis.issuer, certificate: made } }))).bytes, { trust });
  const fromBoard = (parts: Partial<CertificateParts>): Uint8Array => certificate({ ...issued(parts), issuerName: nameIn(ca) });
  const otherSeal = /\/Contents <([0-9a-f]+)>/.exec(textOf(other.bytes))![1]!;
  const highS = (signature: Uint8Array): Uint8Array => {
    const fixed = p1363FromDer(signature)!;
    const s = BigInt(`0x${Buffer.from(fixed.subarray(32)).toString('hex')}`);
    const high = s > order / 2n ? s : order - s;
    return derFromP1363(Uint8Array.from([...fixed.subarray(0, 32), ...Buffer.from(high.toString(16).padStart(64, '0'), 'hex')]));
  };
  return [
    attack('seal swap', 'another packet’s seal', 'integrity', text.replace(/\/Contents <[0-9a-f]+>/, `/Contents <${otherSeal}>`), { trust }),
    attack('sibling root', 'another board’s packet', 'chain', other.bytes, { trust }),
    resigned('SHA-384', own, { hash: 'sha384', signatureHash: 'sha256' }), resigned('SHA-1 for the content', own, { hash: 'sha1', signatureHash: 'sha256' }), resigned('high S', own, { signature: highS }),
    resigned('no signing certificate', own, { attributes: (digest) => [contentType(), messageDigest(digest)] }, 'integrity'), resigned('a certificate more', own, { certificates: [issuer.certificate, ca, issuer.certificate] }),
    resigned('unsigned attributes', own, { unsigned: () => [sequence(der(6, Uint8Array.of(0x2a, 3)), der(0x31, der(5)))] }), resigned('no signed attributes', own, { noAttributes: true }, 'integrity'),
    resigned('another member’s key under the issuer’s certificate', { ...own, key: boardKey(world.members[1]!.key) }, {}, 'integrity', 'certificate'),
    resigned('another member seals', { key: boardKey(world.members[1]!.key), certificate: world.roster.members[1] === undefined ? issuer.certificate : Uint8Array.from(Buffer.from(world.roster.members[1].certificate, 'base64')), others: [ca] }, {}, 'statement', 'certificate'),
    await bad('wrong EKU', 'TLS server', fromBoard({ purposes: ['1.3.6.1.5.5.7.3.1'] })), await bad('wrong EKU', 'timestamps', fromBoard({ purposes: ['1.3.6.1.5.5.7.3.8'] })), await bad('wrong EKU', 'key usage without signatures', fromBoard({ usage: [2] })),
    await bad('expired', 'before it was issued', fromBoard({ from: '2026-01-06T00:00:00Z', until: '2026-02-01T00:00:00Z' })), await bad('expired', 'not yet valid', fromBoard({ from: '2027-01-01T00:00:00Z' })),
    await bad('sibling root', 'a root of the same name', certificate({ ...issued({ by: siblingRoot }), issuerName: nameIn(ca) }), sibling), await bad('sibling root', 'a root of the same name, the true one in the file', certificate({ ...issued({ by: siblingRoot }), issuerName: nameIn(ca) })),
    await bad('certificate', 'self-issued', certificate(issued({ issuer: 'Issuer', by: key }))), await bad('certificate', 'a CA’s', fromBoard({ ca: null, usage: [0, 5] })), await bad('certificate', 'signed with SHA-1', fromBoard({ hash: 'sha1' })),
  ];
}

/** A root with another key under the same name. */
const named = (ca: Uint8Array, key: ReturnType<typeof ecKey>): Uint8Array => certificate({ subject: '', issuer: '', key, by: key, ca: 0, issuerName: nameIn(ca), subjectName: nameIn(ca) });
const nameIn = (ca: Uint8Array): Uint8Array => certificateName(ca)!.issuer;
