import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { issueMemberCertificate, makeAuthority } from '../../../../electron/keys/certificates.ts';
import { rosterDigestOid } from '../../../../shared/board/trust.ts';
import { encodeUtf8 } from '../../../../shared/bytes/utf8.ts';
import { verdictReasons } from '../../../../shared/copy/verdict.ts';
import type * as Statements from '../../../../shared/packet/statement.ts';
import type { Statement } from '../../../../shared/packet/statement.ts';
import { VerifyReport, type Step } from '../../../../shared/packet/verdict.ts';
import { rosterExtension } from '../../../../shared/packet/verify/certificate.ts';
import { readTrustRoot } from '../../../../shared/packet/verify/trust-root.ts';
import { verifyPacket, type VerifyOptions } from '../../../../shared/packet/verify/verify.ts';
import { ok } from '../../../../shared/result.ts';
import type { Digest, Instant } from '../../../../shared/vocabulary.ts';
import { packetWorld } from '../../../builders/packet-basis.ts';
import { dayAfter, lowHazards, plainApproval, sealedPacket, sealPacket, verifyOptions, type SealedPacket } from '../../../builders/sealed-packet.ts';
import { signingKey, type SigningKey } from '../../../builders/signing-key.ts';

const verify = (packet: SealedPacket, over: Partial<VerifyOptions> = {}) => verifyPacket(packet.bytes, verifyOptions(packet.trust, over));
const failedSteps = (report: VerifyReport): Step[] => report.facts.filter(({ result }) => result === 'failed').map(({ step }) => step);
const conditional = { hazards: lowHazards, baseline: false };
const rootOf = (key: SigningKey) => ({ publicKey: () => Promise.resolve(ok(key.spki)), sign: ({ message }: { message: Uint8Array }) => Promise.resolve(ok(key.sign(message))), lock: () => Promise.resolve() });
const issuingWith = (key: SigningKey, board: string, sample = false) => ({ signer: rootOf(key), ids: { random: (n: number) => new Uint8Array(n).fill(3), id: () => '3'.repeat(32) }, passphrase: 'x', board, sample, root: key.spki, issuedAt: '2026-01-05T08:00:00.000Z' as Instant });

let approved: SealedPacket, conditionalPacket: SealedPacket;
beforeAll(async () => {
  approved = await sealedPacket();
  conditionalPacket = await sealedPacket(conditional);
});

describe('what the board decided', () => {
  test('an approval is approved: exit 0, every step passed but what others would have to say', async () => {
    const report = await verify(approved);
    expect(report).toMatchObject({ verdict: 'approved', exitCode: 0 });
    expect(report.facts.filter(({ result }) => result !== 'passed').map(({ step }) => step)).toEqual(['freshness', 'timestamp', 'revocation']);
    expect(report.level).toBe('B');
    expect(report.signatures).toMatchObject([{ field: 'Seal', integrity: { result: 'passed' }, coverage: { result: 'passed' }, modifications: { result: 'passed' }, signer: { result: 'passed', name: 'Helena Brandt' }, chain: { result: 'passed' }, timestamp: { result: 'indeterminate', at: null } }]);
    expect(report.statement).toMatchObject({ packet: 'NSRB-2026-017', outcome: 'approved', sample: false, votes: [{ choice: 'approve' }, { choice: 'approve' }, { choice: 'approve' }, { choice: 'abstain' }] });
    expect(report.summary).toContain(report.statement!.fingerprint);
    expect(VerifyReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(Object.keys(report)).toEqual(['verdict', 'exitCode', 'summary', 'signatures', 'level', 'statement', 'facts']);
  });

  test('the whole builder packet, with dissent, recusal and open conditions, exits 1', async () => {
    const report = await verify(await sealedPacket({}));
    expect(report).toMatchObject({ verdict: 'approved-with-conditions', exitCode: 1, statement: { conditions: [{ state: 'open' }, { state: 'open' }], dissents: [{ member: 'mei-ling-hoang' }], recusals: [{ member: 'tomasz-wieczorek' }] } });
    expect(failedSteps(report)).toEqual([]);
  });

  test('C-3 a lapsed condition ends the approval: exit 2', async () => {
    const report = await verify(conditionalPacket, { at: '2026-12-12T00:00:00.000Z' as Instant });
    expect(report).toMatchObject({ verdict: 'not-approved', exitCode: 2 });
    expect(failedSteps(report)).toEqual(['conditions']);
  });

  test('P-4 an expired approval approves nothing: exit 2, to the millisecond', async () => {
    expect((await verify(approved, { at: '2027-05-18T23:59:59.999Z' as Instant })).exitCode).toBe(0);
    const report = await verify(approved, { at: '2027-05-19T00:00:00.000Z' as Instant });
    expect(report).toMatchObject({ verdict: 'not-approved', exitCode: 2 });
    expect(failedSteps(report)).toEqual(['validity']);
  });

  test('before it was issued a packet approves nothing: exit 2', async () => {
    expect(await verify(approved, { at: '2026-11-18T00:00:00.000Z' as Instant })).toMatchObject({ exitCode: 2 });
  });

  test('a rejection is not approved: exit 2, then and years later', async () => {
    const packet = await sealedPacket({ outcome: 'rejected', hazards: lowHazards, baseline: false });
    for (const at of [dayAfter, '2031-01-01T00:00:00.000Z' as Instant]) expect(await verify(packet, { at })).toMatchObject({ verdict: 'not-approved', exitCode: 2 });
    expect(failedSteps(await verify(packet))).toEqual([]);
  });
});

describe('whom to trust', () => {
  test('without a trust root the verdict is indeterminate: exit 4, and nothing failed', async () => {
    const report = await verify(approved, { trust: null });
    expect(report).toMatchObject({ verdict: 'indeterminate', exitCode: 4, signatures: [{ integrity: { result: 'passed' }, coverage: { result: 'passed' }, chain: { result: 'indeterminate' } }] });
    expect(failedSteps(report)).toEqual([]);
  });

  test('another board’s root is not this packet’s: exit 3', async () => {
    const report = await verify(approved, { trust: conditionalPacket.trust });
    expect(report.exitCode).toBe(3);
    expect(failedSteps(report)).toEqual(expect.arrayContaining(['chain', 'roster']));
  });

  test('a sibling root with the same name and another key is refused: exit 3', async () => {
    const { board } = approved.world.basis;
    const sibling = await makeAuthority(issuingWith(signingKey(), board.name), board.id);
    if (!sibling.ok) throw new Error('no root');
    const report = await verify(approved, { trust: readTrustRoot(sibling.value) });
    expect(report.exitCode).toBe(3);
    expect(failedSteps(report)).toEqual(expect.arrayContaining(['chain', 'roster']));
  });

  test('the right key under another roster digest is refused: exit 3', async () => {
    const other = await makeAuthority(issuingWith(approved.world.root, approved.world.basis.board.name), '0'.repeat(64) as Digest);
    if (!other.ok) throw new Error('no root');
    const report = await verify(approved, { trust: readTrustRoot(other.value) });
    expect(report.exitCode).toBe(3);
    expect(failedSteps(report)).toContain('roster');
  });

  test('a trust file is exactly one certificate, in PEM or DER', () => {
    expect(readTrustRoot(encodeUtf8(approved.trustPem))).toMatchObject({ name: 'Northlight AI Safety Review Board root', board: approved.world.basis.board.id, sample: false });
    for (const text of ['', approved.trustPem + approved.trustPem, 'x'.repeat(100_000), approved.trustPem.slice(0, 400)]) expect(readTrustRoot(encodeUtf8(text))).toBeNull();
    expect(rosterExtension).toBe(rosterDigestOid);
  });
});

describe('a newer Countersign wrote the statement', () => {
  const statements = '../../../../shared/packet/statement.ts';

  /** A packet of a version that makes other statements: issued and sealed with modules of its own. */
  async function issuedByNewer(change: (statement: Statement) => unknown): Promise<SealedPacket> {
    vi.resetModules();
    vi.doMock(statements, async (original) => {
      const actual = await original<typeof Statements>();
      return { ...actual, Statement: { safeParse: (data: unknown) => ({ success: true, data }) }, makeStatement: (...words: Parameters<typeof actual.makeStatement>) => change(actual.makeStatement(...words)) };
    });
    const newer = await import('../../../builders/sealed-packet.ts');
    return newer.sealedPacket();
  }
  afterEach(() => { vi.doUnmock(statements); });
  const predicateThree = (statement: Statement) => ({ ...statement, predicateType: 'urn:countersign:decision:3', predicate: { decision: statement.predicate.outcome, panel: 'three' } });

  test.each<[string, number, (statement: Statement) => unknown]>([
    ['another predicate type', 3, predicateThree],
    ['a higher format number', 2, (statement) => ({ ...statement, predicate: { ...statement.predicate, format: 2, witnesses: [] } })],
  ])('%s: exit 4, with the fact that an update is needed', async (_, found, change) => {
    const packet = await issuedByNewer(change);
    const report = await verify(packet);
    expect(report).toMatchObject({ verdict: 'indeterminate', exitCode: 4, statement: null });
    expect(failedSteps(report)).toEqual([]);
    expect(report.facts.find(({ step }) => step === 'statement')).toEqual({ step: 'statement', result: 'indeterminate', reason: verdictReasons.newer('statement.dsse.json', found) });
    expect(report.summary).toContain(verdictReasons.newer('statement.dsse.json', found));
    // The seal counts all the same: another board's, or one changed byte, is not authentic.
    expect((await verify(packet, { trust: conditionalPacket.trust })).exitCode).toBe(3);
    const changed = Uint8Array.from(packet.bytes);
    changed[2000]! ^= 1;
    expect((await verifyPacket(changed, verifyOptions(packet.trust))).exitCode).toBe(3);
  });

  test.each<[string, (statement: Statement) => unknown]>([
    ['a predicate type of somebody else', (statement) => ({ ...predicateThree(statement), predicateType: 'urn:example:decision:2' })],
    ['a predicate type with no number', (statement) => ({ ...predicateThree(statement), predicateType: 'urn:countersign:decision:two' })],
    ['our number with another content', (statement) => ({ ...statement, predicate: { ...statement.predicate, witnesses: [] } })],
    ['a format number that is none', (statement) => ({ ...statement, predicate: { ...statement.predicate, format: 1.5 } })],
  ])('%s is no newer version: exit 3', async (_, change) => {
    const report = await verify(await issuedByNewer(change));
    expect(report.exitCode).toBe(3);
    expect(failedSteps(report)).toEqual(['statement']);
  });
});

describe('P-5 samples', () => {
  test('P-5 a sample packet never verifies as real; when asked for, the line says SAMPLE first', async () => {
    const sample = await sealedPacket({ ...plainApproval, sample: true });
    const refused = await verify(sample);
    expect(refused).toMatchObject({ verdict: 'not-authentic', exitCode: 3 });
    expect(failedSteps(refused)).toEqual(['sample']);
    const read = await verify(sample, { allowSample: true });
    expect(read).toMatchObject({ verdict: 'approved', exitCode: 0, statement: { sample: true } });
    expect(read.summary.startsWith('SAMPLE')).toBe(true);
    expect((await verify(sample, { trust: null })).exitCode).toBe(3);
    expect((await verify(approved, { allowSample: true })).summary.startsWith('SAMPLE')).toBe(false);
  });

  test('P-5 a sample board can’t seal a packet that says it is real', async () => {
    const world = await packetWorld({ ...plainApproval, sample: true });
    const packet = await sealPacket(world, (basis) => ({ ...basis, board: { ...basis.board, sample: false } }));
    for (const allowSample of [false, true]) {
      const report = await verify(packet, { allowSample });
      expect(report.exitCode).toBe(3);
      expect(failedSteps(report)).toContain('sample');
    }
  });
});

describe('the seal around the record', () => {
  test('L-5 only a secretary issues: a voter who seals in their own name exits 3', async () => {
    const world = await packetWorld(plainApproval);
    const voter = world.members[1]!;
    const packet = await sealPacket(world, (basis) => ({ ...basis, issuer: { member: voter.member.id, name: voter.member.name, key: voter.key.publicKey.keyId, certificate: new Uint8Array(Buffer.from(voter.member.certificate, 'base64')) } }), voter.key);
    const report = await verify(packet);
    expect(report).toMatchObject({ exitCode: 3, signatures: [{ chain: { result: 'passed' }, integrity: { result: 'passed' } }] });
    expect(failedSteps(report)).toEqual(['statement']);
  });

  test('a certificate of the board for a key that no roster lists does not issue: exit 3', async () => {
    const world = await packetWorld(plainApproval);
    const key = signingKey();
    const { member } = world.members[0]!;
    const certificate = await issueMemberCertificate(issuingWith(world.root, world.basis.board.name), { member: member.id, name: member.name, discipline: member.discipline, key: key.spki });
    if (!certificate.ok) throw new Error('no certificate');
    const report = await verify(await sealPacket(world, (basis) => ({ ...basis, issuer: { ...basis.issuer, key: key.publicKey.keyId, certificate: certificate.value } }), key));
    expect(report).toMatchObject({ exitCode: 3, signatures: [{ chain: { result: 'passed' }, integrity: { result: 'passed' } }] });
    expect(failedSteps(report)).toEqual(['statement']);
  });

  test('names that would move the cursor or turn the line round are made plain in every reason', async () => {
    const packet = await sealPacket(await packetWorld(plainApproval), (basis) => ({ ...basis, issuer: { ...basis.issuer, name: 'Eve \u202e\u001b[2J' } }));
    const report = await verify(packet);
    expect(report.exitCode).toBe(3);
    for (const text of [report.summary, ...report.facts.map(({ reason }) => reason)]) expect(text).not.toMatch(/[\u202e\u001b]/);
  });
});
