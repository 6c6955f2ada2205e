import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { concat, encode, readWhole, tag } from '../../../../shared/packet/verify/der.ts';
import { readOcspResponse, readRevocationList } from '../../../../shared/packet/verify/revocation-list.ts';
import { verifyPacket } from '../../../../shared/packet/verify/verify.ts';
import { verifyOptions } from '../../../builders/sealed-packet.ts';
import { timeAuthority } from '../../../builders/time-authority.ts';

describe('lists and responses from hostile bytes', () => {
  test('every prefix and every flipped byte of a list: read or not, never thrown', async () => {
    const list = await timeAuthority('2026-11-19T09:12:50.000Z').list('2026-12-01T00:00:00.000Z', '2040-01-01T00:00:00.000Z', '2026-11-20T00:00:00.000Z');
    expect(readRevocationList(list)).toMatchObject({ complete: true, points: null, thisUpdateAt: '2026-12-01T00:00:00.000Z' });
    for (let at = 0; at < list.length; at++) {
      expect(readRevocationList(list.subarray(0, at))).toBeNull();
      for (const bit of [1, 0x20, 0x80]) {
        const changed = Uint8Array.from(list);
        changed[at]! ^= bit;
        readRevocationList(changed);
        readOcspResponse(changed);
      }
    }
  });

  test('a list of 60,000 entries is read; one beyond the limit isn’t', async () => {
    const short = readWhole(await timeAuthority('2026-11-19T09:12:50.000Z').list('2026-12-01T00:00:00.000Z', '2040-01-01T00:00:00.000Z', '2026-11-20T00:00:00.000Z'))!;
    const [body, algorithm, signature] = short.children;
    const at = body!.children.findIndex((one, index) => index > 0 && one.children[0]?.children[0]?.tag === tag.integer);
    const date = body!.children[at]!.children[0]!.children[1]!.bytes;
    const listOf = (count: number): Uint8Array => {
      const entries = Array.from({ length: count }, (_, n) => encode(tag.sequence, concat([encode(tag.integer, Uint8Array.of(1, n >> 16, (n >> 8) & 255, n & 255)), date])));
      const fields = body!.children.map(({ bytes }, index) => (index === at ? encode(tag.sequence, concat(entries)) : bytes));
      return encode(tag.sequence, concat([encode(tag.sequence, concat(fields)), algorithm!.bytes, signature!.bytes]));
    };
    expect(readRevocationList(listOf(60_000))?.revoked.size).toBe(60_000);
    expect(readRevocationList(listOf(240_000))).toBeNull();
  });

  const corpus = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'signed-pdf-corpus', 'pades-lta-dss-indirect-arrs-test.pdf');
  if (!existsSync(corpus)) console.info('skipped: the public corpus is not here');
  test.skipIf(!existsSync(corpus))('another maker’s archive: a list for one place and a delegated OCSP response make it LT', async () => {
    const report = await verifyPacket(new Uint8Array(readFileSync(corpus)), verifyOptions(null));
    expect(report.level).toMatch(/^LTA?$/);
    expect(report.facts.find(({ step }) => step === 'revocation')).toMatchObject({ result: 'passed' });
  });
});
