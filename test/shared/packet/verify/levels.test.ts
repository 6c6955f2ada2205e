import { beforeAll, describe, expect, test } from 'vitest';
import { nodeSha256 } from '../../../../electron/platform/crypto.ts';
import type { VerifyReport } from '../../../../shared/packet/verdict.ts';
import { verifyPacket, type TrustRoot } from '../../../../shared/packet/verify/verify.ts';
import { boardList, raise, stampedPacket, stamperBy, value } from '../../../builders/archived-packet.ts';
import { packetWorld } from '../../../builders/packet-basis.ts';
import { plainApproval, sealPacket, verifyOptions, type SealedPacket } from '../../../builders/sealed-packet.ts';
import { codeOf, valueOf } from '../../../builders/test-vault.ts';
import { timeAuthority, type TimeAuthority } from '../../../builders/time-authority.ts';

/** A moment after the packet's own time of issue, and one years later. */
const issued = '2026-11-19T09:12:50.000Z', later = '2027-03-01T08:00:00.000Z', next = '2040-01-01T00:00:00.000Z';

let plain: SealedPacket, stamped: SealedPacket;
let house: TimeAuthority, archive: TimeAuthority;
let list: Uint8Array, houseList: Uint8Array;
let full: Uint8Array;
beforeAll(async () => {
  house = timeAuthority(issued);
  archive = timeAuthority(later, { name: 'Archive House' });
  const world = await packetWorld(plainApproval);
  plain = await sealPacket(world);
  stamped = await stampedPacket(world, stamperBy(house, issued));
  list = await boardList(world, '2026-12-01T00:00:00.000Z', next);
  houseList = await house.list('2026-12-01T00:00:00.000Z', next);
  full = valueOf(await raise(stamped.bytes, [value('CRLs', list), value('CRLs', houseList)], stamperBy(archive, later))).bytes;
});

const judge = (bytes: Uint8Array, stampTrust: readonly TrustRoot[] = []): Promise<VerifyReport> => verifyPacket(bytes, verifyOptions(plain.trust, { stampTrust }));
const factOf = ({ facts }: VerifyReport, step: string) => facts.find((fact) => fact.step === step);

describe('levels of a sealed packet', () => {
  test('B, T, LT and LTA: each approved, each said', async () => {
    const lt = valueOf(await raise(stamped.bytes, [value('CRLs', list), value('CRLs', houseList)]));
    expect([lt.from, lt.to]).toEqual(['T', 'LT']);
    for (const [bytes, level] of [[plain.bytes, 'B'], [stamped.bytes, 'T'], [lt.bytes, 'LT'], [full, 'LTA']] as const) {
      const report = await judge(bytes, [house.trust, archive.trust]);
      expect([level, report.verdict, report.level, factOf(report, 'level')?.result]).toEqual([level, 'approved', level, 'passed']);
      expect(factOf(report, 'timestamp')?.result).toBe(level === 'B' ? 'indeterminate' : 'passed');
      expect(factOf(report, 'revocation')?.result).toBe(level === 'B' || level === 'T' ? 'indeterminate' : 'passed');
    }
  });

  test('what was issued stays at the head of what is raised', () => {
    expect(nodeSha256(full.subarray(0, stamped.bytes.length))).toBe(nodeSha256(stamped.bytes));
  });

  test('a plain packet is raised to T and to LTA by a timestamp of the document', async () => {
    const t = valueOf(await raise(plain.bytes, [], stamperBy(archive, later)));
    expect([t.from, t.to, t.stampedAt, t.authority]).toEqual(['B', 'T', later, 'Archive House']);
    expect(await judge(t.bytes)).toMatchObject({ verdict: 'approved', level: 'T' });
    const lta = valueOf(await raise(plain.bytes, [value('CRLs', list)], stamperBy(archive, later)));
    expect(lta.to).toBe('LTA');
    expect(await judge(lta.bytes, [archive.trust])).toMatchObject({ verdict: 'approved', level: 'LTA', signatures: [{ field: 'Seal' }, { field: 'Timestamp 1', chain: { result: 'passed' } }] });
  });

  test('again after years: a second store and a second timestamp', async () => {
    const far = '2031-05-01T08:00:00.000Z';
    const third = timeAuthority(far, { name: 'Third House' });
    const again = valueOf(await raise(full, [value('CRLs', await archive.list('2031-04-01T00:00:00.000Z', next))], stamperBy(third, far)));
    expect([again.from, again.to]).toEqual(['LTA', 'LTA']);
    const report = await judge(again.bytes, [third.trust, archive.trust, house.trust]);
    expect(report).toMatchObject({ verdict: 'approved', level: 'LTA', signatures: [{}, { field: 'Timestamp 1' }, { field: 'Timestamp 2' }] });
    expect(factOf(report, 'completeness')?.reason).toContain('4 archival revisions');
  });

  test('an authority that nobody chose proves nothing, and is named', async () => {
    for (const roots of [[], [plain.trust]]) {
      const report = await judge(stamped.bytes, roots);
      expect(report).toMatchObject({ verdict: 'approved', level: 'T' });
      expect(factOf(report, 'timestamp')).toMatchObject({ result: 'indeterminate', reason: expect.stringContaining('Stamp House') as string });
    }
  });

  test('nothing is added twice, nothing by a stranger, nothing to what is no packet', async () => {
    expect(codeOf(await raise(full, [value('CRLs', list)]))).toBe('packet/nothing-to-add');
    expect(codeOf(await raise(plain.bytes, []))).toBe('packet/nothing-to-add');
    const stranger = await (await import('../../../builders/time-authority.ts')).timeAuthority(issued).list(issued, next);
    expect(codeOf(await raise(plain.bytes, [value('CRLs', stranger)]))).toBe('input/schema');
    expect(codeOf(await raise(plain.bytes, [value('Certs', list)]))).toBe('input/schema');
    const changed = Uint8Array.from(plain.bytes);
    changed[4000]! ^= 1;
    expect(codeOf(await raise(changed, [value('CRLs', list)]))).toBe('packet/not-upgradable');
    expect(codeOf(await raise(Uint8Array.of(1, 2, 3), [value('CRLs', list)]))).toBe('packet/not-upgradable');
  });

  test('a lying authority: nothing is added', async () => {
    expect(codeOf(await raise(plain.bytes, [], stamperBy(archive, issued)))).toBe('timestamp/wrong');
  });
});

describe('revocation', () => {
  const withList = async (bytes: Uint8Array, revokedAt: string, issuedAt = '2027-01-01T00:00:00.000Z') => valueOf(await raise(bytes, [value('CRLs', await boardList(plain.world, issuedAt, next, revokedAt))])).bytes;

  test('revoked before the signature: not authentic, at every level', async () => {
    for (const bytes of [plain.bytes, stamped.bytes]) {
      const report = await judge(await withList(bytes, '2026-11-18T00:00:00.000Z'), [house.trust]);
      expect(report.verdict).toBe('not-authentic');
      expect(factOf(report, 'chain')).toMatchObject({ result: 'failed' });
      expect(factOf(report, 'revocation')).toMatchObject({ result: 'failed' });
    }
  });

  test('revoked later: a trusted timestamp saves it, the signer’s word does not', async () => {
    const [bare, held] = [await withList(plain.bytes, '2026-12-24T00:00:00.000Z'), await withList(stamped.bytes, '2026-12-24T00:00:00.000Z')];
    expect((await judge(held, [house.trust])).verdict).toBe('approved');
    expect((await judge(held)).verdict).toBe('indeterminate');
    expect((await judge(bare)).verdict).toBe('indeterminate');
  });

  test('a list that ended before the signature says nothing', async () => {
    const old = valueOf(await raise(plain.bytes, [value('CRLs', await boardList(plain.world, '2026-01-10T00:00:00.000Z', '2026-02-10T00:00:00.000Z'))]));
    const report = await judge(old.bytes);
    expect(report).toMatchObject({ verdict: 'approved', level: 'B' });
    expect(factOf(report, 'revocation')).toMatchObject({ result: 'indeterminate' });
  });

  test('an authority whose certificate was revoked when it stamped proves nothing', async () => {
    const bytes = valueOf(await raise(stamped.bytes, [value('CRLs', await house.list('2026-12-01T00:00:00.000Z', next, '2026-11-01T00:00:00.000Z'))])).bytes;
    const report = await judge(bytes, [house.trust]);
    expect(factOf(report, 'timestamp')).toMatchObject({ result: 'indeterminate', reason: expect.stringContaining('revoked') as string });
    expect(report.level).toBe('T');
  });

  test('a timestamp from before the claimed time speaks against the signer', async () => {
    const early = '2026-11-10T09:00:00.000Z';
    const bytes = await stampedPacket(plain.world, stamperBy(timeAuthority(early, { name: 'Early' }), early));
    expect((await judge(bytes.bytes)).verdict).toBe('approved');
    const own = timeAuthority(early);
    const trusted = await stampedPacket(plain.world, stamperBy(own, early));
    expect(await judge(trusted.bytes, [own.trust])).toMatchObject({ verdict: 'not-authentic' });
  });
});

describe('nothing but an archive may follow a seal', () => {
  const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
  const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
  let tail: number;
  beforeAll(() => { tail = stamped.bytes.length; });

  test('any byte of an archival revision changed: never approved', async () => {
    // Every 97th byte of the two revisions, and all of the seal's own timestamp stands behind tampering.test.ts's rule for the seal.
    for (let at = tail; at < full.length; at += 97) {
      const changed = Uint8Array.from(full);
      changed[at]! ^= 1 << (at % 7);
      const { verdict } = await judge(changed, [house.trust, archive.trust]);
      expect(`${at} ${verdict}`).not.toMatch(/approved/);
    }
  }, 60_000);

  test('any byte of the seal’s timestamp changed: never approved', async () => {
    const contents = textOf(stamped.bytes).indexOf('/Contents <308') + 11;
    for (let at = contents; at < contents + 7000; at += 61) {
      const changed = Uint8Array.from(stamped.bytes);
      changed[at] = changed[at] === 0x30 ? 0x31 : 0x30;
      const { verdict } = await judge(changed);
      expect(`${at} ${verdict}`).not.toMatch(/approved/);
    }
  }, 60_000);

  test.each<[string, (text: string) => string]>([
    ['the letter case of a timestamp', (one) => { const at = one.lastIndexOf('/Contents <') + 11; return one.slice(0, at) + one.slice(at, at + 400).toUpperCase() + one.slice(at + 400); }],
    ['something in a timestamp’s padding', (one) => one.replace(/0>\n>>\nendobj\n(\d+ 0 obj\n<<\n\/Type \/Annot\n\/Subtype \/Widget\n\/FT \/Sig\n\/T \(Timestamp)/, '1>\n>>\nendobj\n$1')],
    ['a visible field', (one) => one.replace('/Rect [0 0 0 0]', '/Rect [0 0 9 9]')],
    ['another name of the field', (one) => one.replace('(Timestamp 1)', '(Timestamp 7)')],
    ['a line feed at the end', (one) => `${one}\n`],
    ['the last revision cut in its middle', (one) => one.slice(0, -200)],
    ['another word in the catalog', (one) => { const at = one.lastIndexOf('/Lang (en)'); return `${one.slice(0, at)}/Lang (fr)${one.slice(at + 10)}`; }],
    ['a key in the DSS', (one) => one.replace('/Type /DSS\n', '/Type /DSQ\n')],
    ['a second store without values', (one) => one.replace(/\/CRLs \[([^\]]*)\]\n>>/, '/CRLx [$1]\n>>')],
  ])('%s: not authentic', async (_, change) => {
    const text = textOf(full);
    const changed = change(text);
    expect(changed).not.toBe(text);
    expect((await judge(latin1(changed), [archive.trust])).verdict).toBe('not-authentic');
  });

  test('cut back to an earlier level it is that level again', async () => {
    const revisions = [...textOf(full).matchAll(/%%EOF\n/g)].map((found) => found.index + 6);
    const levels = await Promise.all(revisions.map(async (end) => (await judge(full.subarray(0, end))).level));
    expect(levels).toEqual(['T', 'LT', 'LTA']);
  });

  test('an archival revision of another packet does not fit', async () => {
    const moved = Buffer.concat([Buffer.from(plain.bytes), Buffer.from(full.subarray(tail))]);
    expect((await judge(new Uint8Array(moved))).exitCode).toBe(3);
  });
});
