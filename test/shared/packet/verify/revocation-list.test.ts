import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
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

  const corpus = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'signed-pdf-corpus', 'pades-lta-dss-indirect-arrs-test.pdf');
  if (!existsSync(corpus)) console.info('skipped: the public corpus is not here');
  test.skipIf(!existsSync(corpus))('another maker’s archive: a list for one place and a delegated OCSP response make it LT', async () => {
    const report = await verifyPacket(new Uint8Array(readFileSync(corpus)), verifyOptions(null));
    expect(report.level).toMatch(/^LTA?$/);
    expect(report.facts.find(({ step }) => step === 'revocation')).toMatchObject({ result: 'passed' });
  });
});
