import { beforeAll, describe, expect, test } from 'vitest';
import { sealFile } from '../../../../electron/packet/seal.ts';
import { nodeSha256 } from '../../../../electron/platform/crypto.ts';
import { steps } from '../../../../shared/packet/verdict.ts';
import { verifyPacket } from '../../../../shared/packet/verify/verify.ts';
import { ok } from '../../../../shared/result.ts';
import { packetWorld } from '../../../builders/packet-basis.ts';
import { plainApproval, sealedPacket, sealPacket, verifyOptions, type SealedPacket } from '../../../builders/sealed-packet.ts';

let packet: SealedPacket;
let text: string;
beforeAll(async () => {
  packet = await sealedPacket();
  text = Buffer.from(packet.bytes).toString('latin1');
});

/** The packet with a change of the same length, sealed again by the issuer's own key: only the grammar stands between it and approval. */
async function resealed(change: (text: string) => string): Promise<Uint8Array> {
  const open = text.replace(/\/ByteRange \[.{40}\]/, `/ByteRange [${' '.repeat(40)}]`).replace(/\/Contents <([0-9a-f]{32768})>/, `/Contents <${'0'.repeat(32768)}>`);
  const changed = change(open);
  expect(changed.length).toBe(open.length);
  const { issuer, ca } = packet.world.basis;
  const sealed = await sealFile(new Uint8Array(Buffer.from(changed, 'latin1')), { certificate: issuer.certificate, ca, sha256: nodeSha256, sign: (message) => Promise.resolve(ok(packet.world.members[0]!.key.sign(message))) });
  if (!sealed.ok) throw new Error(sealed.trouble.code);
  return sealed.value.bytes;
}

async function failing(bytes: Uint8Array): Promise<readonly string[]> {
  const report = await verifyPacket(bytes, verifyOptions(packet.trust));
  expect(report.signatures).toMatchObject([{ integrity: { result: 'passed' }, coverage: { result: 'passed' } }]);
  expect(report.exitCode).toBe(report.facts.some(({ result }) => result === 'failed') ? 3 : 0);
  return steps.filter((step) => report.facts.some((fact) => fact.step === step && fact.result === 'failed'));
}

describe('the grammar of a packet (seal-grammar.md)', () => {
  test('sealed again without a change it is approved', async () => {
    expect(await failing(await resealed((one) => one))).toEqual([]);
  });

  test.each<[string, (text: string) => string]>([
    ['a hidden field', (one) => one.replace('/F 132', '/F 130')],
    ['other flags of the form', (one) => one.replace('/SigFlags 3', '/SigFlags 1')],
    ['a certification that permits filling in', (one) => one.replace('/P 1 /V /1.2', '/P 2 /V /1.2')],
    ['another kind of signature', (one) => one.replace('ETSI.CAdES.detached', 'adbe.pkcs7.detached')],
    ['a key of the field that the format doesn’t have', (one) => one.replace(/(\/FT \/Sig[^]*?)\/Border \[0 0 0\]/, '$1/Foo    [0 0 0]')],
    ['an action on the field', (one) => one.replace('/Border [0 0 0]', '/AA << >>      ')],
    ['something else between two objects than a line feed', (one) => one.replace('endobj\n', 'endobj ')],
    ['white space inside the signature dictionary', (one) => one.replace('/Type /Sig\n', '/Type\n/Sig\n')],
    ['another key in its place', (one) => one.replace('/Type /Sig\n/Filter /Adobe.PPKLite\n', '/Filter /Adobe.PPKLite\n/Type /Sig\n')],
    ['another version of the format', (one) => one.replace('%PDF-1.7', '%PDF-1.4')],
    ['an embedded file in another relation', (one) => one.replace('/AFRelationship /Source', '/AFRelationship /Data  ')],
    ['a hidden layer', (one) => one.replace('/Border [0 0 0]', '/OC << >>      ')],
  ])('%s: only the grammar fails', async (_, change) => {
    expect(await failing(await resealed(change))).toEqual(['grammar']);
  });

  test('a name with brackets, line ends and signs beyond Latin is written in the one way', async () => {
    const world = await packetWorld(plainApproval);
    const odd = await sealPacket(world, (basis) => ({ ...basis, issuer: { ...basis.issuer, name: 'Zoë (Ελένη) \\ Brandt \n\u0d0a\u0a0d >> /Contents <00>' } }));
    const report = await verifyPacket(odd.bytes, verifyOptions(odd.trust));
    expect(report.facts.find(({ step }) => step === 'grammar')).toMatchObject({ result: 'passed' });
    expect(report.signatures).toMatchObject([{ integrity: { result: 'passed' } }]);
  });
});
