import { beforeAll, describe, expect, it } from 'vitest';
import { issuePacket, statementOf, type IssuedPacket, type IssuePorts } from '../../../electron/packet/issue.ts';
import { lowS } from '../../../electron/packet/seal.ts';
import { nodeSha256, nodeVerifySignature } from '../../../electron/platform/crypto.ts';
import { canonicalBytes } from '../../../shared/bytes/canonical.ts';
import { derFromP1363, p1363FromDer } from '../../../shared/bytes/ecdsa.ts';
import { payloadTypes, preAuthenticationEncoding } from '../../../shared/bytes/envelope.ts';
import type { PacketBasis } from '../../../shared/packet/basis.ts';
import { packetFiles } from '../../../shared/packet/files.ts';
import { Statement } from '../../../shared/packet/statement.ts';
import { embeddedFiles } from '../../../shared/packet/verify/embedded-files.ts';
import { readPdf } from '../../../shared/packet/verify/pdf-file.ts';
import { refuse, type Result } from '../../../shared/result.ts';
import type { Instant } from '../../../shared/vocabulary.ts';
import { issuerSign, packetWorld, type PacketWorld } from '../../builders/packet-basis.ts';
import { packetFonts } from '../../builders/packet-fonts.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('issuing a packet', () => {
  let world: PacketWorld, issued: IssuedPacket;
  /** Answers the same message with the same signature, as a repeated run would have it from a record. */
  const remembering = () => {
    const given = new Map<string, Result<Uint8Array>>();
    return async (purpose: 'statement' | 'packet', message: Uint8Array) => {
      const key = nodeSha256(message);
      if (!given.has(key)) given.set(key, await issuerSign(world)(purpose, message));
      return given.get(key)!;
    };
  };
  const issue = (basis: PacketBasis, sign: IssuePorts['sign'] = issuerSign(world)) => issuePacket(basis, { fonts: packetFonts, sha256: nodeSha256, sign });
  beforeAll(async () => {
    world = await packetWorld();
    issued = valueOf(await issue(world.basis));
  });

  it('same basis and same signatures: same bytes', async () => {
    const sign = remembering();
    const [first, second] = [valueOf(await issue(world.basis, sign)), valueOf(await issue(world.basis, sign))];
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
    const other = valueOf(await issue({ ...world.basis, issuedAt: '2026-11-19T09:12:45.000Z' as Instant }, sign));
    expect(other.digest).not.toBe(first.digest);
    expect(other.fingerprint).not.toBe(first.fingerprint);
  });

  it('signs the statement and the seal’s attributes, in that order, and nothing else', async () => {
    const asked: [string, Uint8Array][] = [];
    valueOf(await issue(world.basis, (purpose, message) => { asked.push([purpose, message]); return issuerSign(world)(purpose, message); }));
    const { payload } = statementOf(world.basis, nodeSha256);
    expect(asked.map(([purpose]) => purpose)).toEqual(['statement', 'packet']);
    expect(Buffer.compare(asked[0]![1], preAuthenticationEncoding(payloadTypes.inToto, payload))).toBe(0);
    expect(asked[1]![1][0]).toBe(0x31);
  });

  it('passes on what the signer refuses, first time and second', async () => {
    const no = () => Promise.resolve(refuse('key/wrong-passphrase', { key: 'member' }));
    expect(codeOf(await issue(world.basis, no))).toBe('key/wrong-passphrase');
    expect(codeOf(await issue(world.basis, (purpose, message) => (purpose === 'packet' ? no() : issuerSign(world)(purpose, message))))).toBe('key/wrong-passphrase');
  });

  it('the statement validates, and its canonical bytes are what the envelope holds', () => {
    const { statement, payload } = statementOf(world.basis, nodeSha256);
    expect(Statement.parse(statement)).toEqual(statement);
    expect(Buffer.compare(payload, canonicalBytes(issued.statement))).toBe(0);
  });

  it('embeds the six files, and the statement names the others by digest', () => {
    const files = filesIn(issued);
    expect([...files.keys()].sort()).toEqual(packetFiles.map(({ name }) => name).sort());
    expect(issued.statement.predicate.files).toEqual(packetFiles.slice(1).map(({ name }) => ({ name, digest: nodeSha256(files.get(name)!), sizeBytes: files.get(name)!.length })));
    expect(nodeSha256(files.get('statement.dsse.json')!).startsWith(issued.fingerprint.replaceAll(' ', ''))).toBe(true);
  });

  it('is one tagged PDF/A revision in English with a title, bookmarks and one field', () => {
    const text = latin1(issued.bytes);
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text.match(/startxref/g)).toHaveLength(1);
    for (const needle of ['/Marked true', '/Lang (en-GB)', '/DisplayDocTitle true', '/StructTreeRoot', '/Outlines', '/SigFlags 3', 'pdfaid:part>3', `sha256:${nodeSha256(filesIn(issued).get('statement.dsse.json')!)}`]) expect(text).toContain(needle);
    expect(text).not.toMatch(/\/NeedAppearances|\/XFA|\/JavaScript|\/Launch/);
  });

  it('lowS: either of the two signatures that verify becomes the same one', async () => {
    const key = world.members[0]!.key;
    const message = Uint8Array.of(1, 2, 3);
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const raw = p1363FromDer(lowS(key.sign(message)))!;
    const s = BigInt(`0x${Buffer.from(raw.subarray(32)).toString('hex')}`);
    const twin = Uint8Array.from(raw);
    twin.set(Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex'), 32);
    expect(await nodeVerifySignature(key.spki, message, derFromP1363(twin))).toBe(true);
    expect(Buffer.compare(lowS(derFromP1363(twin)), derFromP1363(raw))).toBe(0);
    expect(s <= order / 2n).toBe(true);
    expect(() => lowS(Uint8Array.of(0x30, 0))).toThrow();
  });
});

function filesIn({ bytes }: IssuedPacket): ReadonlyMap<string, Uint8Array> {
  const pdf = readPdf(bytes);
  if (!pdf.ok) throw new Error(pdf.unread.problem);
  const answer = embeddedFiles(pdf.file, pdf.file.revisions.at(-1)!);
  if (!answer.ok) throw new Error('no files');
  return new Map(answer.files.map((file) => [file.name, file.bytes]));
}
