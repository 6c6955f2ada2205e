import { describe, expect, test } from 'vitest';
import { nodeSha256 } from '../../../../electron/platform/crypto.ts';
import type { Roster } from '../../../../shared/board/roster.ts';
import { canonicalBytes } from '../../../../shared/bytes/canonical.ts';
import { sha256 } from '../../../../shared/bytes/digest.ts';
import { payloadTypes } from '../../../../shared/bytes/envelope.ts';
import { verdictReasons } from '../../../../shared/copy/verdict.ts';
import type { PacketBasis } from '../../../../shared/packet/basis.ts';
import { exitCodes, failed, indeterminate, passed, steps, type Step } from '../../../../shared/packet/verdict.ts';
import { judgeRecord, verdictOf, type Facts } from '../../../../shared/packet/verify/record.ts';
import { readTrustRoot } from '../../../../shared/packet/verify/trust-root.ts';
import type { ActBody, ActType } from '../../../../shared/events/catalogue.ts';
import type { Digest, Instant, ItemId } from '../../../../shared/vocabulary.ts';
import { packetWorld, type PacketWorld } from '../../../builders/packet-basis.ts';
import { lowHazards, packetRecordOf, plainApproval, verifyOptions } from '../../../builders/sealed-packet.ts';
import { signedBy, signingKey, type SigningKey } from '../../../builders/signing-key.ts';

/** Everything about the file around the record passed: what is asked here is the record alone. */
const soundFile: Facts = Object.fromEntries(steps.slice(0, steps.indexOf('files')).map((step) => [step, passed('')]));

interface Answer { readonly exitCode: number; readonly failed: readonly Step[]; readonly facts: Facts }

async function judge(world: PacketWorld, change?: (basis: PacketBasis) => PacketBasis, key = world.members[0]!.key): Promise<Answer> {
  const { stated, files, sealed } = packetRecordOf(world, change, key);
  const { facts } = await judgeRecord(stated, files, sealed, verifyOptions(readTrustRoot(world.basis.ca)));
  const all = { ...soundFile, ...facts };
  return { exitCode: exitCodes[verdictOf(all, stated.statement)], failed: steps.filter((step) => all[step]?.result === 'failed'), facts: all };
}

const plain = (): Promise<PacketWorld> => packetWorld(plainApproval);
const conditional = { hazards: lowHazards, baseline: false };
const on = ({ basis }: PacketWorld) => ({ dossier: basis.revision.revision.dossier, revision: basis.revision.digest });
const more = (...acts: PacketBasis['signOffs']) => (basis: PacketBasis): PacketBasis => ({ ...basis, signOffs: [...basis.signOffs, ...acts] });
const scope = { hazards: 1, evidence: 1, documents: 1 };
const vote = (world: PacketWorld, parts: Partial<ActBody<'vote.given/1'>>): ActBody<'vote.given/1'> => ({ ...on(world), choice: 'abstain', reason: '', conditions: [], dissent: null, scope, unread: [], ...parts });

describe('what the statement says is what was signed', () => {
  test('the record as issued holds', async () => {
    expect(await judge(await plain())).toMatchObject({ exitCode: 0, failed: [] });
  });

  test.each<[string, Step, (basis: PacketBasis) => PacketBasis]>([
    ['P-1 a vote that the decision lists is missing', 'sign-offs', (basis) => ({ ...basis, signOffs: basis.signOffs.filter(({ act }) => act !== basis.votes[1]!.act) })],
    ['P-1 the decision itself is missing', 'sign-offs', (basis) => ({ ...basis, signOffs: basis.signOffs.filter(({ type }) => type !== 'decision.recorded/1') })],
    ['P-1 the statement leaves a vote out', 'sign-offs', (basis) => ({ ...basis, votes: basis.votes.slice(1) })],
    ['P-1 the statement names the votes in another order', 'sign-offs', (basis) => ({ ...basis, votes: [...basis.votes].reverse() })],
    ['P-1 the statement gives a vote another choice', 'sign-offs', (basis) => ({ ...basis, votes: basis.votes.map((one, index) => (index === 3 ? { ...one, choice: 'approve' } : one)) })],
    ['the statement gives a vote to another name', 'sign-offs', (basis) => ({ ...basis, votes: basis.votes.map((one) => ({ ...one, name: 'Somebody Else' })) })],
    ['the statement gives a vote another time', 'sign-offs', (basis) => ({ ...basis, votes: basis.votes.map((one) => ({ ...one, claimedAt: basis.issuedAt })) })],
    ['the statement leaves the recusal out', 'sign-offs', (basis) => ({ ...basis, recusals: [] })],
    ['the statement tells another outcome', 'sign-offs', (basis) => ({ ...basis, decision: { ...basis.decision, outcome: 'approved-with-conditions' } })],
    ['the statement claims a longer validity', 'sign-offs', (basis) => ({ ...basis, decision: { ...basis.decision, validUntil: '2029-01-01T23:59:59.999Z' as Instant } })],
    ['the statement names another charter', 'sign-offs', (basis) => ({ ...basis, charter: { ...basis.charter, digest: nodeSha256(new Uint8Array([4])) } })],
    ['the statement names another revision', 'sign-offs', (basis) => ({ ...basis, revision: { ...basis.revision, digest: nodeSha256(new Uint8Array([4])) } })],
    ['the revision is another one than was decided upon', 'revision', (basis) => ({ ...basis, revision: { ...basis.revision, bytes: new Uint8Array([...basis.revision.bytes, 10]) } })],
    ['the register is another one than was reviewed', 'revision', (basis) => ({ ...basis, register: { ...basis.register, bytes: new Uint8Array([...basis.register.bytes, 32]) } })],
    ['the statement is about other artifacts', 'revision', (basis) => ({ ...basis, revision: { ...basis.revision, revision: { ...basis.revision.revision, artifacts: basis.revision.revision.artifacts.slice(1) } } })],
    ['the statement is about another release', 'revision', (basis) => ({ ...basis, revision: { ...basis.revision, revision: { ...basis.revision.revision, product: { ...basis.revision.revision.product, release: '9.9' } } } })],
    ['the statement leaves evidence out', 'revision', (basis) => ({ ...basis, evidence: basis.evidence.slice(1) })],
    ['the evidence is other evidence', 'revision', (basis) => ({ ...basis, evidence: basis.evidence.map((one, index) => (index === 0 ? { ...one, bytes: new Uint8Array([123, 125]) } : one)) })],
    ['the board goes by another name', 'roster', (basis) => ({ ...basis, board: { ...basis.board, name: 'Some Other Board' } })],
    ['the roster is missing', 'roster', (basis) => ({ ...basis, roster: { ...basis.roster, chain: [] } })],
    ['the roster has another place in the chain', 'roster', (basis) => ({ ...basis, roster: { ...basis.roster, seq: 1 } })],
    ['the issuer goes by another name', 'statement', (basis) => ({ ...basis, issuer: { ...basis.issuer, name: 'Somebody Else' } })],
  ])('%s: exit 3', async (_, step, change) => {
    const answer = await judge(await plain(), change);
    expect(answer.exitCode).toBe(3);
    expect(answer.failed).toContain(step);
  });

  test('a statement signed with another key than the issuer’s: exit 3', async () => {
    expect(await judge(await plain(), undefined, signingKey())).toMatchObject({ exitCode: 3, failed: ['statement'] });
  });

  test('a step whose ground failed is indeterminate, never passed', async () => {
    const { facts } = await judge(await plain(), (basis) => ({ ...basis, roster: { ...basis.roster, chain: [] } }));
    for (const step of ['statement', 'sign-offs', 'rules', 'validity', 'conditions'] as const) expect(facts[step]?.result).toBe('indeterminate');
  });

  test('an approval needs every step, reached and passed', () => {
    for (const step of steps.slice(0, steps.indexOf('sample') + 1)) {
      const all: Facts = Object.fromEntries(steps.map((one) => [one, passed('')]));
      const { [step]: _, ...without } = all;
      const approved = (format: 1 | 2) => ({ predicate: { outcome: 'approved', format } }) as Parameters<typeof verdictOf>[1];
      expect(verdictOf(all, approved(2))).toBe('approved');
      expect(verdictOf(without, approved(2))).toBe('indeterminate');
      // Only a countersigned packet is asked for countersignatures; one that was asked and didn't pass never is an approval.
      expect(verdictOf(without, approved(1))).toBe(step === 'countersignatures' ? 'approved' : 'indeterminate');
      expect(verdictOf({ ...all, [step]: indeterminate('') }, approved(1))).toBe('indeterminate');
      expect(verdictOf({ ...all, [step]: failed('') }, approved(1))).toBe('not-authentic');
    }
  });
});

describe('acts', () => {
  test('an act signed with a key that is not its author’s: exit 3', async () => {
    const world = await plain();
    const own = world.sign(2, 'blocker.recorded/1', { ...on(world), item: null, itemDigest: null, text: 'Stop.' }, '2026-11-18T10:00:00.000Z');
    const forged = { ...own, envelope: { ...own.envelope, signatures: [{ ...own.envelope.signatures[0]!, sig: Buffer.from(signingKey().sign(new Uint8Array(3))).toString('base64') }] } };
    expect(await judge(world, more(forged))).toMatchObject({ exitCode: 3, failed: ['sign-offs'] });
  });

  test.each<[string, ActType, (world: PacketWorld) => unknown]>([
    ['about another dossier', 'recusal.declared/1', () => ({ dossier: 'other-1.0', reason: 'None.' })],
    ['of a malformed body', 'recusal.declared/1', (world) => ({ dossier: on(world).dossier, reason: '' })],
  ])('an act %s does not belong: exit 3', async (_, type, body) => {
    const world = await plain();
    expect(await judge(world, more(world.sign(2, type, body(world) as never, '2026-11-18T10:00:00.000Z')))).toMatchObject({ exitCode: 3, failed: ['sign-offs'] });
  });

  test('Q-4 an open blocker contests the approval: exit 2; one that its author or a secretary resolved does not', async () => {
    const world = await plain();
    const blocker = (text: string) => world.sign(2, 'blocker.recorded/1', { ...on(world), item: null, itemDigest: null, text }, '2026-11-18T10:00:00.000Z');
    const resolved = (by: number, finding = 'e') => world.sign(by, 'blocker.resolved/1', { dossier: on(world).dossier, finding: finding.repeat(64) as Digest, resolution: 'Done.' }, '2026-11-18T11:00:00.000Z');
    expect(await judge(world, more(blocker('Stop.')))).toMatchObject({ exitCode: 2, failed: ['validity'] });
    for (const by of [0, 2]) expect(await judge(world, more(blocker('Stop.'), resolved(by)))).toMatchObject({ exitCode: 0 });
    expect(await judge(world, more(blocker('Stop.'), resolved(3)))).toMatchObject({ exitCode: 2 });
    expect(await judge(world, more(blocker('Stop.'), blocker('And this.'), resolved(0)))).toMatchObject({ exitCode: 2 });
    expect(await judge(world, more(blocker('Stop.'), blocker('And this.'), resolved(0), resolved(2, 'd')))).toMatchObject({ exitCode: 0 });
  });

  test('Q-4 a resolution that names another blocker’s act does not make two blockers one', async () => {
    const world = await plain();
    const blocker = (text: string) => world.sign(2, 'blocker.recorded/1', { ...on(world), item: null, itemDigest: null, text }, '2026-11-18T10:00:00.000Z');
    const two = [blocker('Stop.'), blocker('And this.')];
    for (const { act } of two) {
      const resolved = world.sign(0, 'blocker.resolved/1', { dossier: on(world).dossier, finding: act, resolution: 'Done.' }, '2026-11-18T11:00:00.000Z');
      expect(await judge(world, more(...two, resolved))).toMatchObject({ exitCode: 2, failed: ['validity'] });
    }
  });

  test('R-4 a recusal after the decision by a member whose vote it lists contests it: exit 2', async () => {
    const world = await plain();
    expect(await judge(world, more(world.sign(1, 'recusal.declared/1', { dossier: on(world).dossier, reason: 'I hold shares.' }, '2026-11-19T09:11:00.000Z')))).toMatchObject({ exitCode: 2, failed: ['validity'] });
  });

  test('V-7 a listed vote that its author withdrew contests the decision: exit 2', async () => {
    const world = await packetWorld({ ...plainApproval, choices: ['approve', 'approve', 'approve'] });
    const withdrawn = (by: number) => world.sign(by, 'vote.withdrawn/1', { dossier: on(world).dossier, vote: world.basis.votes[0]!.act, reason: 'Second thoughts.' }, '2026-11-19T09:11:00.000Z');
    expect(await judge(world, more(withdrawn(1)))).toMatchObject({ exitCode: 2, failed: ['validity'] });
    expect(await judge(world, more(withdrawn(2)))).toMatchObject({ exitCode: 0 });
  });

  test('V-3 an earlier vote is superseded by the listed one; a later one that would change the outcome contests it', async () => {
    const world = await packetWorld({ ...plainApproval, choices: ['approve', 'approve', 'approve'] });
    const rejecting = (by: number, at: string) => world.sign(by, 'vote.given/1', vote(world, { choice: 'reject', reason: 'No.' }), at);
    expect(await judge(world, more(rejecting(1, '2026-11-17T08:00:00.000Z'), rejecting(2, '2026-11-17T08:00:00.000Z')))).toMatchObject({ exitCode: 0 });
    expect(await judge(world, more(rejecting(1, '2026-11-19T08:00:00.000Z'), rejecting(2, '2026-11-19T08:00:00.000Z')))).toMatchObject({ exitCode: 2, failed: ['validity'] });
  });

  test('P-3 a dissent among the acts that the statement doesn’t tell: exit 3; told, whatever became of its vote, the packet stands', async () => {
    const world = await plain();
    const dissenting = world.sign(4, 'vote.given/1', vote(world, { dissent: 'Not like this.' }), '2026-11-17T09:00:00.000Z');
    expect(await judge(world, more(dissenting))).toMatchObject({ exitCode: 3, failed: ['sign-offs'] });
    const told = (basis: PacketBasis): PacketBasis => ({ ...more(dissenting)(basis), dissents: [{ ...dissenting.by, firstSeenAt: basis.issuedAt, text: 'Not like this.', counted: false }] });
    expect(await judge(world, told)).toMatchObject({ exitCode: 0 });
    expect(await judge(world, (basis) => ({ ...told(basis), dissents: told(basis).dissents.map((one) => ({ ...one, text: 'Fine.' })) }))).toMatchObject({ exitCode: 3, failed: ['sign-offs'] });
  });

  test('P-3 a dissenting vote that arrived after the decision, claimed before it, leaves it standing while the outcome is the same', async () => {
    const world = await packetWorld({ ...plainApproval, choices: ['approve', 'approve', 'approve'] });
    const late = world.sign(4, 'vote.given/1', vote(world, { dissent: 'Not like this.' }), '2026-11-18T09:00:00.000Z');
    expect(await judge(world, (basis) => ({ ...more(late)(basis), dissents: [{ ...late.by, firstSeenAt: basis.issuedAt, text: 'Not like this.', counted: false }] }))).toMatchObject({ exitCode: 0 });
  });
});

describe('what a newer version wrote', () => {
  /** The record with one more act, whose statement differs from the first one's by `changes`. */
  async function withAct(changes: Readonly<Record<string, unknown>>): Promise<Answer> {
    const world = await plain();
    const [first] = world.basis.signOffs;
    const bytes = canonicalBytes({ ...JSON.parse(Buffer.from(first!.envelope.payload, 'base64').toString()) as Record<string, unknown>, ...changes });
    return judge(world, more({ ...first!, act: sha256(bytes), envelope: signedBy([world.members[0]!.key], payloadTypes.act, bytes) }));
  }

  test.each([{ type: 'vote.given/2', body: { verdict: 'veto' } }, { format: 2, witness: 'ingrid-solberg' }])('an act with a higher number leaves the packet open, for an update: exit 4 (%j)', async (changes) => {
    const answer = await withAct(changes);
    expect(answer).toMatchObject({ exitCode: 4, failed: [], facts: { 'sign-offs': { result: 'indeterminate' } } });
    expect(answer.facts['sign-offs']!.reason).toContain(verdictReasons.newer(changes.type ?? 'sign-offs.jsonl', 2));
  });

  test.each(['release.blessed/1', 'release.blessed/2', 'vote.giveno/2'])('an act of a type that no version has under a lower number does not belong: exit 3 (%s)', async (type) => {
    expect(await withAct({ type })).toMatchObject({ exitCode: 3, failed: ['sign-offs'] });
  });

  test('a revision with a higher format number leaves its step open', async () => {
    const answer = await judge(await plain(), (basis) => {
      const bytes = canonicalBytes({ ...basis.revision.revision, format: 2 });
      return { ...basis, revision: { ...basis.revision, bytes, digest: sha256(bytes) } };
    });
    expect(answer.facts.revision).toMatchObject({ result: 'indeterminate' });
  });
});

describe('conditions', () => {
  const discharge = (world: PacketWorld, by: number, id: string, at = '2026-11-19T09:11:00.000Z') =>
    world.sign(by, 'condition.discharged/1', { dossier: on(world).dossier, decision: world.basis.decision.act, condition: id as ItemId, basis: 'Statement received.' }, at);
  const stated = (ids: readonly string[]) => (basis: PacketBasis): PacketBasis => ({ ...basis, conditions: basis.conditions.map((one) => (ids.includes(one.id) ? { ...one, state: 'discharged' } : one)) });

  test('C-2 discharged conditions leave an approval: exit 0; with one open, 1', async () => {
    const world = await packetWorld(conditional);
    expect(await judge(world, (basis) => stated(['C-1', 'C-2'])(more(discharge(world, 1, 'C-1'), discharge(world, 0, 'C-2'))(basis)))).toMatchObject({ exitCode: 0 });
    expect(await judge(world, (basis) => stated(['C-1'])(more(discharge(world, 1, 'C-1'))(basis)))).toMatchObject({ exitCode: 1 });
  });

  test('C-4 a discharge by someone who may not say so leaves the condition open, and a statement that says otherwise is false: exit 3', async () => {
    const world = await packetWorld(conditional);
    expect(await judge(world, more(discharge(world, 5, 'C-1')))).toMatchObject({ exitCode: 1 });
    expect(await judge(world, (basis) => stated(['C-1'])(more(discharge(world, 5, 'C-1'))(basis)))).toMatchObject({ exitCode: 3, failed: ['rules'] });
    expect(await judge(world, stated(['C-1', 'C-2']))).toMatchObject({ exitCode: 3, failed: ['rules'] });
  });
});

describe('P-6 counted again', () => {
  test.each<[string, Parameters<typeof packetWorld>[0]]>([
    ['Q-1 too few votes', { ...plainApproval, choices: ['approve', 'approve'] }],
    ['Q-2 a required discipline only abstains', { ...plainApproval, choices: ['approve', 'abstain', 'approve', 'approve'] }],
    ['Q-3 the votes reject', { ...plainApproval, choices: ['reject', 'reject', 'approve', 'reject'] }],
    ['Q-5 the residual risk bars an approval without conditions', { ...plainApproval, hazards: lowHazards.map((hazard) => ({ ...hazard, residual: { severity: 10, likelihood: 10, detectability: 10 } })) }],
    ['C-1 the conditions are not those of the votes', { ...conditional, choices: ['approve', 'approve', 'approve'] }],
  ])('%s: exit 3', async (_, parts) => {
    expect(await judge(await packetWorld(parts))).toMatchObject({ exitCode: 3, failed: ['rules'] });
  });

  test('L-5 a publication by a voter who is no submitter counts for nothing, and bars no vote', async () => {
    const world = await packetWorld({ ...plainApproval, choices: ['approve', 'approve', 'approve'] });
    expect(await judge(world, more(world.sign(1, 'revision.published/1', { ...on(world), note: null }, '2026-11-09T07:00:00.000Z')))).toMatchObject({ exitCode: 0 });
  });
});

describe('the roster chain', () => {
  test('one in a newer format leaves the packet open, for an update: exit 4', async () => {
    const answer = await later({ format: 2 } as never);
    expect(answer).toMatchObject({ exitCode: 4, failed: [], facts: { roster: { result: 'indeterminate' } } });
    expect(answer.facts.roster!.reason).toContain(verdictReasons.newer('roster 1', 2));
  });

  async function later(parts: Partial<Roster>, keys: (world: PacketWorld) => readonly SigningKey[] = ({ root }) => [root]): Promise<Answer> {
    const world = await plain();
    const next: Roster = { ...world.roster, seq: 1, previous: world.basis.roster.digest, issuedAt: '2026-11-19T09:11:00.000Z' as Instant, ...parts };
    return judge(world, (basis) => ({ ...basis, roster: { ...basis.roster, chain: [...basis.roster.chain, signedBy(keys(world), payloadTypes.roster, canonicalBytes(next))] } }));
  }

  test('a newer roster than the decision’s may follow it', async () => {
    expect(await later({})).toMatchObject({ exitCode: 0 });
  });

  test('L-5 the issuer must be secretary in the newest one: exit 3', async () => {
    const { roster } = await plain();
    expect(await later({ members: roster.members.map((member) => (member.id === 'helena-brandt' ? { ...member, status: 'revoked' as const } : member)) })).toMatchObject({ exitCode: 3 });
  });

  test.each<[string, Partial<Roster>, ((world: PacketWorld) => readonly SigningKey[])?]>([
    ['signed by a stranger', {}, () => [signingKey()]],
    ['naming another roster before it', { previous: '1'.repeat(64) as Digest }],
    ['with a gap before it', { seq: 2 }],
    ['that makes the board a sample', { sample: true }],
  ])('a roster %s breaks the chain: exit 3', async (_, parts, keys) => {
    expect((await later(parts, keys))).toMatchObject({ exitCode: 3, failed: ['roster'] });
  });

  test('a roster that ran out before the packet was issued leaves it open: exit 4', async () => {
    expect(await later({ expiresAt: '2026-11-19T09:12:00.000Z' as Instant })).toMatchObject({ exitCode: 4, failed: [] });
  });
});
