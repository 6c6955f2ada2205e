import { beforeAll, describe, expect, test } from 'vitest';
import { sealFile } from '../../../../electron/packet/seal.ts';
import { nodeSha256 } from '../../../../electron/platform/crypto.ts';
import { verifyPacket } from '../../../../shared/packet/verify/verify.ts';
import { ok } from '../../../../shared/result.ts';
import { sealedPacket, verifyOptions, type SealedPacket } from '../../../builders/sealed-packet.ts';

let packet: SealedPacket;
beforeAll(async () => { packet = await sealedPacket(); });

/** The packet with more objects at its end, listed in its table, sealed again by the issuer's own key. */
async function extended(bodies: readonly string[]): Promise<Uint8Array> {
  const text = Buffer.from(packet.bytes).toString('latin1').replace(/\/ByteRange \[.{40}\]/, `/ByteRange [${' '.repeat(40)}]`).replace(/\/Contents <([0-9a-f]{32768})>/, `/Contents <${'0'.repeat(32768)}>`);
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)![1]);
  const size = Number(/^xref\n0 (\d+)\n/.exec(text.slice(start))![1]);
  let at = start;
  const entries: string[] = [];
  const added = bodies.map((body, index) => {
    const object = `${size + index} 0 obj\n${body}\nendobj\n`;
    entries.push(`${String(at).padStart(10, '0')} 00000 n \n`);
    at += object.length;
    return object;
  }).join('');
  const table = text.slice(start).replace(/^xref\n0 \d+\n/, `xref\n0 ${size + bodies.length}\n`).replace('trailer', `${entries.join('')}trailer`).replace(/\/Size \d+/, `/Size ${size + bodies.length}`).replace(/startxref\n\d+\n/, `startxref\n${at}\n`);
  const { issuer, ca } = packet.world.basis;
  const sealed = await sealFile(new Uint8Array(Buffer.from(text.slice(0, start) + added + table, 'latin1')), { certificate: issuer.certificate, ca, sha256: nodeSha256, sign: (message) => Promise.resolve(ok(packet.world.members[0]!.key.sign(message))) });
  if (!sealed.ok) throw new Error(sealed.trouble.code);
  return sealed.value.bytes;
}

describe('a packet of many parts is judged, not stumbled over', () => {
  test.each<[string, () => string[]]>([
    ['one more object', () => ['[0]']],
    ['an array of 300,000', () => [`[${'0 '.repeat(300_000)}]`]],
    ['a dictionary of 150,000', () => [`<<${Array.from({ length: 150_000 }, (_, index) => `/a${index} 0`).join(' ')}>>`]],
    ['150,000 objects more', () => Array.from({ length: 150_000 }, () => '0')],
  ])('%s', async (_, bodies) => {
    const report = await verifyPacket(await extended(bodies()), verifyOptions(packet.trust));
    expect(report.facts.filter(({ step, result }) => ['file', 'grammar', 'integrity'].includes(step) && result !== 'passed')).toEqual([]);
    expect(report.verdict).toBe('approved');
  }, 60_000);
});
