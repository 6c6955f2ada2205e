import { beforeAll, describe, expect, test } from 'vitest';
import { addendumFault, type AddendumBasis } from '../../../../shared/packet/addendum.ts';
import { demandOf, noPolicy } from '../../../../shared/packet/demand.ts';
import { VerifyReport } from '../../../../shared/packet/verdict.ts';
import { verifyPacket, type VerifyOptions } from '../../../../shared/packet/verify/verify.ts';
import type { Digest, Instant } from '../../../../shared/vocabulary.ts';
import { boardList, raise, stampedPacket, stamperBy, value } from '../../../builders/archived-packet.ts';
import { addedAt, addendumTo, dischargeAct, gatheredAddendum } from '../../../builders/issued-addendum.ts';
import { packetWorld } from '../../../builders/packet-basis.ts';
import { lowHazards, sealPacket, verifyOptions, type SealedPacket } from '../../../builders/sealed-packet.ts';
import { given, listed, signedListBytes, statusListOf } from '../../../builders/status-list.ts';
import { codeOf, valueOf } from '../../../builders/test-vault.ts';
import { timeAuthority } from '../../../builders/time-authority.ts';

const after = '2026-12-05T00:00:00.000Z' as Instant;
/** After C-1 was due. */
const lapsed = '2026-12-20T00:00:00.000Z' as Instant;
const conditional = { hazards: lowHazards, baseline: false };
const both = [{ by: 1, condition: 'C-1' }, { by: 2, condition: 'C-2' }] as const;

let packet: SealedPacket, other: SealedPacket;
let one: Uint8Array, all: Uint8Array;
beforeAll(async () => {
  packet = await sealPacket(await packetWorld(conditional));
  other = await sealPacket(await packetWorld(conditional));
  one = await addendumTo(packet);
  all = await addendumTo(packet, { discharges: both });
});

const alone = (bytes: Uint8Array, over: Partial<VerifyOptions> = {}): Promise<VerifyReport> => verifyPacket(bytes, verifyOptions(packet.trust, { at: after, ...over }));
const together = (addenda: readonly Uint8Array[], over: Partial<VerifyOptions> = {}, bytes = packet.bytes): Promise<VerifyReport> =>
  verifyPacket(bytes, verifyOptions(packet.trust, { at: after, addenda: addenda.map((given, index) => ({ name: `a${index + 1}.pdf`, bytes: given })), ...over }));
const factOf = ({ facts }: VerifyReport, step: string) => facts.find((fact) => fact.step === step);
const failedSteps = ({ facts }: VerifyReport): string[] => facts.filter(({ result }) => result === 'failed').map(({ step }) => step);
/** What is the same with the addendum and without it, apart from the fact that tells of it. */
const worth = ({ verdict, exitCode, facts }: VerifyReport) => ({ verdict, exitCode, facts: facts.filter(({ step }) => step !== 'addenda') });

describe('an addendum alone', () => {
  test('is authentic, says what it adds to what, and approves nothing: exit 4', async () => {
    const report = await alone(one);
    expect(failedSteps(report)).toEqual([]);
    expect(report).toMatchObject({ verdict: 'indeterminate', exitCode: 4, statement: null, addendum: { number: 'NSRB-2026-017-A1', parent: { number: 'NSRB-2026-017' }, conditions: [{ id: 'C-1', before: 'open', state: 'discharged', discharge: { member: 'ingrid-solberg' } }, { id: 'C-2', state: 'open', discharge: null }] } });
    expect(report.summary).toMatch(/^AUTHENTIC ADDENDUM: NSRB-2026-017-A1 to packet NSRB-2026-017, .*1 of 2 conditions closed \(C-1\); C-2 \(due 15 Jan 2027\) is open.*approves nothing/);
    expect(VerifyReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  test('opens no gate, whatever is demanded, and nothing of it counts for a policy', async () => {
    for (const bytes of [one, all]) {
      const report = demandOf(await alone(bytes), { policy: { ...noPolicy, require: { ...noPolicy.require, conditionsClosed: true, approvals: 1 } }, artifacts: [], roots: { given: 1, used: null } }, after);
      expect([report.verdict, report.exitCode]).toEqual(['indeterminate', 4]);
      expect(report.facts.filter(({ step }) => step.startsWith('require-')).map(({ result }) => result)).toEqual(['indeterminate', 'indeterminate']);
    }
  });

  test('is not believed without a root, and not authentic under another board’s', async () => {
    expect(await alone(one, { trust: null })).toMatchObject({ verdict: 'indeterminate' });
    expect((await alone(one, { trust: null })).summary).not.toContain('AUTHENTIC ADDENDUM');
    expect(await alone(one, { trust: other.trust })).toMatchObject({ verdict: 'not-authentic', exitCode: 3 });
  });

  test('P-5 of a sample board is none, unless asked for', async () => {
    const sample = await sealPacket(await packetWorld({ ...conditional, sample: true }));
    const bytes = await addendumTo(sample);
    expect((await verifyPacket(bytes, verifyOptions(sample.trust, { at: after }))).verdict).toBe('not-authentic');
    expect((await verifyPacket(bytes, verifyOptions(sample.trust, { at: after, allowSample: true }))).summary).toMatch(/^SAMPLE AUTHENTIC ADDENDUM/);
  });
});

describe('a packet with its addenda', () => {
  test('P-9 counts what they close: two of two make an approval, one of two leaves it conditional', async () => {
    const report = await together([all]);
    expect(report).toMatchObject({ verdict: 'approved', exitCode: 0, addenda: [{ file: 'a1.pdf', number: 'NSRB-2026-017-A1', result: 'passed', closes: ['C-1', 'C-2'] }] });
    expect(factOf(report, 'conditions')?.result).toBe('passed');
    expect(await together([one])).toMatchObject({ verdict: 'approved-with-conditions', exitCode: 1 });
    expect(VerifyReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  test('P-9 for the demand that all are closed, and after a due day', async () => {
    const demand = (report: VerifyReport) => demandOf(report, { policy: { ...noPolicy, require: { ...noPolicy.require, conditionsClosed: true } }, artifacts: [], roots: { given: 1, used: null } }, after).verdict;
    expect([demand(await together([])), demand(await together([one])), demand(await together([all]))]).toEqual(['not-approved', 'not-approved', 'approved']);
    expect((await together([], { at: lapsed })).verdict).toBe('not-approved');
    expect((await together([one], { at: lapsed })).verdict).toBe('approved-with-conditions');
  });

  test('in any order, and one that is given twice counts once', async () => {
    expect((await together([one, all, one])).addenda).toMatchObject([{ closes: ['C-1'] }, { closes: ['C-1', 'C-2'] }]);
    expect(worth(await together([all, one]))).toEqual(worth(await together([one, all])));
    expect((await together([one, one])).verdict).toBe('approved-with-conditions');
  });

  test('also where the packet was archived since: its issued bytes are still the start of the file', async () => {
    const issued = '2026-11-19T09:12:50.000Z';
    const house = timeAuthority(issued);
    const world = packet.world;
    const stamped = await stampedPacket(world, stamperBy(house, issued));
    const archived = valueOf(await raise(stamped.bytes, [value('CRLs', await boardList(world, '2026-12-01T00:00:00.000Z', '2040-01-01T00:00:00.000Z'))], stamperBy(timeAuthority('2026-12-03T00:00:00.000Z'), '2026-12-03T00:00:00.000Z'))).bytes;
    const added = await addendumTo({ world, bytes: stamped.bytes }, { discharges: both });
    for (const bytes of [stamped.bytes, archived]) expect((await together([added], {}, bytes)).verdict).toBe('approved');
    // Named by the digest of the archived file it is not the packet as it was issued.
    const wrong = await addendumTo({ world, bytes: stamped.bytes }, { discharges: both, change: (basis) => ({ ...basis, parent: { ...basis.parent, sizeBytes: archived.length } }) });
    expect(failedSteps(await together([wrong], {}, archived))).toEqual(['addenda']);
  });
});

/** Addenda that change nothing: each is a failed fact, and the packet is worth what it was. */
describe('an addendum that is none of this packet', () => {
  const made: readonly (readonly [string, () => Promise<Uint8Array>])[] = [
    ['of another board', () => addendumTo(other, { discharges: both })],
    ['to another packet of the same board', async () => addendumTo(await sealPacket(packet.world, (basis) => ({ ...basis, number: 'NSRB-2026-018' })), { discharges: both })],
    ['to another issue of the same packet', async () => addendumTo(await sealPacket(packet.world, (basis) => ({ ...basis, issuedAt: '2026-11-19T09:20:00.000Z' as Instant })), { discharges: both })],
    ['that names the packet by another digest', () => addendumTo(packet, { discharges: both, change: (basis) => ({ ...basis, parent: { ...basis.parent, digest: 'a'.repeat(64) as Digest } }) })],
    ['that names another length', () => addendumTo(packet, { discharges: both, change: (basis) => ({ ...basis, parent: { ...basis.parent, sizeBytes: basis.parent.sizeBytes - 1 } }) })],
    ['that names another statement', () => addendumTo(packet, { discharges: both, change: (basis) => ({ ...basis, parent: { ...basis.parent, statement: 'b'.repeat(64) as Digest } }) })],
    ['that gives the packet another number', () => addendumTo(packet, { discharges: both, change: (basis) => ({ ...basis, parent: { ...basis.parent, number: 'NSRB-2026-016' } }) })],
    ['sealed by a member who is no secretary', () => addendumTo(packet, { discharges: both, change: (basis) => ({ ...basis, packet: { ...basis.packet, issuer: { ...basis.packet.issuer, member: packet.world.members[1]!.member.id, name: packet.world.members[1]!.member.name, key: packet.world.members[1]!.key.publicKey.keyId } } }), key: packet.world.members[1]!.key })],
    ['whose statement somebody else signed', () => addendumTo(packet, { discharges: both, key: packet.world.members[2]!.key })],
    ['that is the packet itself', () => Promise.resolve(packet.bytes)],
    ['that is another packet', () => Promise.resolve(other.bytes)],
    ['that is no PDF', () => Promise.resolve(new TextEncoder().encode('%PDF-1.7 closed: C-1, C-2'))],
    ['with a byte changed', () => { const bytes = Uint8Array.from(all); bytes[bytes.length >> 1]! ^= 1; return Promise.resolve(bytes); }],
    ['with bytes after its end', () => Promise.resolve(Uint8Array.from([...all, 0x0a]))],
    ['that claims to be issued before the packet', () => addendumTo(packet, { discharges: [{ by: 1, condition: 'C-1', at: '2026-11-19T09:05:00.000Z' }], change: (basis) => ({ ...basis, packet: { ...basis.packet, issuedAt: '2026-11-19T09:06:00.000Z' as Instant } }) })],
  ];
  test.each(made)('%s', async (_, make) => {
    const bytes = await make();
    const report = await together([bytes]);
    expect(failedSteps(report)).toEqual(['addenda']);
    expect(worth(report)).toEqual(worth(await together([])));
    expect(report.addenda).toMatchObject([{ result: 'failed', closes: [] }]);
    // Beside a true one it takes nothing away.
    expect((await together([bytes, all])).verdict).toBe('approved');
  });

  test('one from the future is not counted yet', async () => {
    const report = await together([all], { at: '2026-12-01T12:00:00.000Z' as Instant });
    expect([report.verdict, failedSteps(report)]).toEqual(['approved-with-conditions', ['addenda']]);
  });

  test('nothing is added to a packet that is not proven', async () => {
    for (const over of [{ trust: null }, { trust: other.trust }]) {
      const report = await together([all], over);
      expect([report.verdict === 'approved', factOf(report, 'addenda')?.result]).toEqual([false, 'indeterminate']);
    }
  });
});

/** A secretary's own seal around what the acts don't give. */
describe('a discharge that counts for nothing', () => {
  const { forgedFor, stated } = {
    /** Puts another member's act in the place of the discharge of C-1. */
    forgedFor: (by: number, parts: Partial<Parameters<typeof dischargeAct>[1]> = {}) => (basis: AddendumBasis): AddendumBasis => {
      const act = dischargeAct(packet.world, { by, condition: 'C-1', ...parts });
      const { member } = packet.world.members[by]!;
      return stated(basis, act, { member: member.id, name: member.name, discipline: member.discipline, act: act.act, claimedAt: act.by.claimedAt, basis: parts.basis ?? 'Configuration statement of 30 November, signed by Halden Compute AS.' });
    },
    stated: (basis: AddendumBasis, act: ReturnType<typeof dischargeAct>, discharge: NonNullable<AddendumBasis['conditions'][number]['discharge']>): AddendumBasis => ({
      ...basis, conditions: basis.conditions.map((condition) => (condition.id === 'C-1' ? { ...condition, discharge } : condition)), signOffs: [...basis.signOffs.filter(({ type }) => type !== 'condition.discharged/1'), act],
    }),
  };
  const first = (basis: AddendumBasis) => basis.conditions[0]!;
  const cases: readonly (readonly [string, string, (basis: AddendumBasis) => AddendumBasis])[] = [
    ['C-4 by a member who recused', 'rules', forgedFor(5)],
    ['C-2 claimed after the due day', 'rules', (basis) => ({ ...forgedFor(1, { at: '2026-12-12T00:00:00.000Z' })(basis), packet: { ...basis.packet, issuedAt: '2026-12-13T00:00:00.000Z' as Instant } })],
    ['claimed later than the addendum', 'sign-offs', forgedFor(1, { at: '2026-12-09T00:00:00.000Z' })],
    ['of another condition', 'sign-offs', forgedFor(1, { condition: 'C-2' })],
    ['whose signature is another member’s', 'sign-offs', (basis) => { const changed = forgedFor(1)(basis); return { ...changed, signOffs: changed.signOffs.map((one) => (one.type === 'condition.discharged/1' ? { ...one, envelope: { ...one.envelope, signatures: dischargeAct(packet.world, { by: 2, condition: 'C-1' }).envelope.signatures } } : one)) }; }],
    ['told with another basis than was signed', 'sign-offs', (basis) => ({ ...basis, conditions: basis.conditions.map((one) => (one.discharge === null ? one : { ...one, discharge: { ...one.discharge, basis: 'Everything is fine.' } })) })],
    ['told under another name', 'sign-offs', (basis) => ({ ...basis, conditions: basis.conditions.map((one) => (one.discharge === null ? one : { ...one, discharge: { ...one.discharge, name: 'Helena Brandt' } })) })],
    ['without its act', 'sign-offs', (basis) => ({ ...basis, signOffs: basis.signOffs.filter(({ type }) => type !== 'condition.discharged/1') })],
    ['beside one that the statement does not name', 'sign-offs', (basis) => ({ ...basis, signOffs: [...basis.signOffs, dischargeAct(packet.world, { by: 3, condition: 'C-2' })] })],
    ['without any act: only called discharged', 'sign-offs', (basis) => ({ ...basis, conditions: basis.conditions.map((one) => ({ ...one, state: 'discharged' as const })) })],
    ['of a condition that the decision does not have', 'sign-offs', (basis) => ({ ...basis, conditions: [{ ...first(basis), id: 'C-3' as never }, ...basis.conditions.slice(1)] })],
    ['of a condition whose text was softened', 'sign-offs', (basis) => ({ ...basis, conditions: [{ ...first(basis), text: 'Nothing.' }, ...basis.conditions.slice(1)] })],
    ['with a condition left out', 'sign-offs', (basis) => ({ ...basis, conditions: basis.conditions.slice(0, 1) })],
    ['closing nothing', 'sign-offs', (basis) => ({ ...basis, signOffs: basis.signOffs.filter(({ type }) => type !== 'condition.discharged/1'), conditions: basis.conditions.map((one) => ({ ...one, state: 'open' as const, discharge: null })) })],
    ['with a vote among the acts', 'sign-offs', (basis) => ({ ...basis, signOffs: [...basis.signOffs, packet.world.sign(1, 'revision.published/1', { dossier: 'another' as never, revision: basis.packet.revision.digest, note: null }, '2026-11-09T08:00:00.000Z')] })],
    ['on another revision', 'revision', (basis) => ({ ...basis, packet: { ...basis.packet, revision: { ...basis.packet.revision, bytes: new TextEncoder().encode('{}') } } })],
  ];
  test.each(cases)('%s', async (_, step, change) => {
    const bytes = await addendumTo(packet, { change });
    const own = await alone(bytes);
    expect([own.verdict, failedSteps(own)]).toEqual(['not-authentic', expect.arrayContaining([step])]);
    const report = await together([bytes]);
    expect(failedSteps(report)).toEqual(['addenda']);
    expect(worth(report)).toEqual(worth(await together([])));
  });

  test('the condition as the packet states it is compared with the packet', async () => {
    const bytes = await addendumTo(packet, { change: (basis) => ({ ...basis, conditions: [first(basis), { ...basis.conditions[1]!, before: 'lapsed' as const }] }) });
    expect(failedSteps(await together([bytes]))).toEqual(['addenda']);
  });

  test('a fault is named', () => {
    const conditions = [{ id: 'C-1', before: 'open', state: 'open', discharge: null }] as never;
    expect([addendumFault({ conditions }), addendumFault({ conditions: [...conditions as never[], ...conditions as never[]] as never })]).toEqual(['nothing', 'repeats']);
  });
});

describe('an addendum on a status list', () => {
  test('P-10 that is revoked, or that a later list does not know, closes nothing; one in force does', async () => {
    const entry = (over = {}) => listed({ bytes: all, world: packet.world }, { number: 'NSRB-2026-017-A1', kind: 'addendum', parent: listed(packet).packet, since: addedAt, ...over });
    const lists = (packets: readonly ReturnType<typeof listed>[]) => [given(signedListBytes(packet.world, statusListOf(packet.world, packets, { issuedAt: '2026-12-03T00:00:00.000Z' as Instant, nextUpdate: '2026-12-10T00:00:00.000Z' as Instant })))];
    const worth = async (packets: readonly ReturnType<typeof listed>[]) => { const report = await together([all], { statusLists: lists(packets) }); return [report.verdict, factOf(report, 'addenda')?.result]; };
    expect(await worth([listed(packet), entry()])).toEqual(['approved', 'passed']);
    expect(await worth([listed(packet), entry({ state: 'revoked', reason: 'Wrong basis.' })])).toEqual(['approved-with-conditions', 'failed']);
    expect(await worth([listed(packet)])).toEqual(['approved-with-conditions', 'indeterminate']);
    expect((await alone(all, { statusLists: lists([entry({ state: 'revoked', reason: 'Wrong basis.' })]) })).summary).toContain('Wrong basis');
  });
});

describe('gathering an addendum', () => {
  test('P-9 refuses where nothing was discharged since, or only by those who may not', async () => {
    expect(codeOf(await gatheredAddendum(packet, { discharges: [] }))).toBe('board/nothing-to-add');
    expect(codeOf(await gatheredAddendum(packet, { discharges: [{ by: 5, condition: 'C-1' }] }))).toBe('board/nothing-to-add');
    expect(codeOf(await gatheredAddendum(packet, { discharges: [{ by: 1, condition: 'C-1', at: '2026-12-12T00:00:00.000Z' }] }))).toBe('board/nothing-to-add');
    expect(codeOf(await gatheredAddendum(packet, { discharges: [{ by: 1, condition: 'C-1', at: '2026-12-03T00:00:00.000Z' }] }))).toBe('board/nothing-to-add');
  });
});
