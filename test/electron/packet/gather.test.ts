import { beforeAll, describe, expect, it } from 'vitest';
import { gatherBasis } from '../../../electron/packet/gather.ts';
import { sha256 } from '../../../shared/bytes/digest.ts';
import type { PacketBasis } from '../../../shared/packet/basis.ts';
import { makeRevision } from '../../../shared/dossier/revision-tree.ts';
import type { Digest, DossierId, Instant, MemberId } from '../../../shared/vocabulary.ts';
import { hazards, packetWorld, type PacketWorld } from '../../builders/packet-basis.ts';
import { packetRecord } from '../../builders/packet-record.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';

const voteBody = (world: PacketWorld, dissent: string | null) => ({
  dossier: world.basis.revision.revision.dossier, revision: world.basis.revision.digest, choice: 'abstain' as const, reason: '', conditions: [], dissent, scope: { hazards: 0, evidence: 0, documents: 0 }, unread: [],
});

describe('gathering a packet from the record', () => {
  let world: PacketWorld, basis: PacketBasis;
  beforeAll(async () => {
    world = await packetWorld();
    const { request, ports } = packetRecord(world);
    basis = valueOf(await gatherBasis(request, ports));
  });

  it('P-1: names the decision’s votes and recusals by digest, in its order, with who gave them', () => {
    expect(basis.votes.map(({ act, name, discipline, choice, certificate }) => ({ act, name, discipline, choice, certificate })))
      .toEqual(world.basis.votes.map(({ act, name, discipline, choice, certificate }) => ({ act, name, discipline, choice, certificate })));
    expect(basis.recusals.map(({ act, name }) => [act, name])).toEqual(world.basis.recusals.map(({ act, name }) => [act, name]));
    expect(basis.decision).toEqual({ ...world.basis.decision, reason: basis.decision.reason });
    expect(basis.conditions).toEqual(world.basis.conditions);
  });

  it('holds the objects’ own bytes', () => {
    expect(sha256(basis.revision.bytes)).toBe(basis.revision.digest);
    expect(sha256(basis.register.bytes)).toBe(basis.revision.revision.hazards.object);
    expect(basis.evidence.map(({ bytes }) => sha256(bytes))).toEqual(basis.revision.revision.evidence.map(({ object }) => object));
    expect(basis.evidence.map(({ judgement }) => judgement.state)).toEqual(world.basis.evidence.map(({ judgement }) => judgement.state));
  });

  it('embeds every act that a recount needs, each once', () => {
    expect(basis.signOffs.map(({ act }) => act).sort()).toEqual(world.basis.signOffs.map(({ act }) => act).sort());
  });

  it('names board, charter, roster and issuer as the rosters have them, and numbers the packet', () => {
    expect(basis.board).toEqual(world.basis.board);
    expect(basis.charter).toEqual(world.basis.charter);
    expect(basis.roster).toEqual(world.basis.roster);
    expect(basis.issuer).toEqual(world.basis.issuer);
    expect(basis.number).toBe('2026-aurora-7b-2.3-01');
    expect(basis.quorum).toEqual({ eligible: 4, counted: 4, needed: 3, met: true });
    expect(basis.rules.map(({ rule, result }) => `${rule} ${result}`)).toEqual([
      'Q-1 passed', 'Q-2 passed', 'Q-3 passed', 'Q-4 passed', 'Q-5 passed', 'Q-6 passed', 'V-1 passed', 'V-2 passed', 'V-4 passed', 'R-1 passed', 'R-2 passed', 'C-1 passed', 'P-1 passed', 'P-2 passed', 'P-3 passed', 'P-6 passed',
    ]);
  });

  it('counts packets on from those that the record holds', async () => {
    const body = { dossier: world.basis.revision.revision.dossier, revision: world.basis.revision.digest, decision: world.basis.decision.act, packet: sha256(new Uint8Array([7])), number: '2026-aurora-7b-2.3-04', sizeBytes: 1 };
    const { request, ports } = packetRecord(world, { later: [world.sign(0, 'packet.issued/1', body, '2026-11-19T09:20:00.000Z')] });
    expect(valueOf(await gatherBasis(request, ports)).number).toBe('2026-aurora-7b-2.3-05');
  });

  it('P-3: lists a dissent whose vote came after the decision, and embeds that vote', async () => {
    const late = world.sign(3, 'vote.given/1', voteBody(world, 'I doubt the timeout.'), '2026-11-19T09:11:00.000Z');
    const { request, ports } = packetRecord(world, { later: [late] });
    const gathered = valueOf(await gatherBasis(request, ports));
    expect(gathered.dissents.map(({ act, counted, text }) => ({ act, counted, text }))).toEqual([
      { act: world.basis.dissents[0]!.act, counted: true, text: world.basis.dissents[0]!.text }, { act: late.act, counted: false, text: 'I doubt the timeout.' },
    ]);
    expect(gathered.signOffs.map(({ act }) => act)).toContain(late.act);
    expect(gathered.rules.find(({ rule }) => rule === 'P-3')?.text).toContain('2');
  });

  it('P-3: refuses a decision that left out a dissent which its author had seen', async () => {
    const earlier = world.sign(3, 'vote.given/1', voteBody(world, 'I doubt the timeout.'), '2026-11-17T10:00:00.000Z');
    const { signOffs } = world.basis;
    const { request, ports } = packetRecord({ ...world, basis: { ...world.basis, signOffs: [signOffs[0]!, earlier, ...signOffs.slice(1)] } });
    expect(codeOf(await gatherBasis(request, ports))).toBe('board/decision-not-standing');
  });

  it('compares with the last approved revision of the product, in whatever dossier, gravest change first', async () => {
    const { revision } = world.basis.revision;
    const register = { format: 1 as const, kind: 'hazard-register' as const, hazards: hazards(4).map((one) => ({ ...one, residual: { severity: 2, likelihood: 2, detectability: 2 } })) };
    const made = valueOf(makeRevision({ ...revision, dossier: 'aurora-7b-2.2' as DossierId, product: { ...revision.product, release: '2.2' }, register, evidence: [], documents: [], thresholds: [] }, sha256));
    const on = { dossier: 'aurora-7b-2.2' as DossierId, revision: made.digest };
    const votes = [1, 2, 3].map((by) => world.sign(by, 'vote.given/1', { ...voteBody(world, null), ...on, choice: 'approve' }, '2026-03-02T10:00:00.000Z'));
    const decision = world.sign(0, 'decision.recorded/1', {
      ...on, outcome: 'approved', votes: votes.map(({ act }) => act), recusals: [], dissents: [], conditions: [], charter: world.basis.charter.digest, roster: world.basis.roster.digest,
      validFrom: '2026-03-03T10:00:00.000Z' as Instant, validUntil: '2026-06-01T23:59:59.999Z' as Instant, reason: '',
    }, '2026-03-03T10:00:00.000Z');
    const published = world.sign(0, 'revision.published/1', { ...on, note: null }, '2026-03-01T10:00:00.000Z');
    const { request, ports } = packetRecord(world, { earlier: { acts: [published, ...votes, decision], made, register } });
    const { baseline } = valueOf(await gatherBasis(request, ports));
    expect(baseline).toMatchObject({ release: 'Aurora-7B 2.2', packet: null, revision: made.digest });
    const weakens = baseline!.changes.map((change) => change.weakens);
    expect(weakens.lastIndexOf(true)).toBeLessThan(weakens.indexOf(false));
    expect(baseline!.changes.find(({ item, reading }) => item === 'H-001' && reading === 'Re-scored')).toMatchObject({ before: 'Low\u00a08', weakens: expect.any(Boolean) as boolean });
    expect(basis.baseline).toBeNull();
  });

  it('takes approvals and rejections too', async () => {
    for (const parts of [{ outcome: 'approved' as const, choices: ['approve', 'approve', 'approve', 'reject'] as const, hazards: hazards(1), conditions: [] }, { outcome: 'rejected' as const }]) {
      const other = await packetWorld(parts);
      const { request, ports } = packetRecord(other);
      const gathered = valueOf(await gatherBasis(request, ports));
      expect(gathered.decision.outcome).toBe(parts.outcome);
      expect(gathered.rules.find(({ rule }) => rule === 'P-6')?.result).toBe('passed');
    }
  });

  it('P-4: refuses a decision that does not stand, or is none', async () => {
    const { request, ports } = packetRecord(world);
    expect(codeOf(await gatherBasis({ ...request, at: '2027-08-01T00:00:00.000Z' as typeof request.at }, ports))).toBe('board/decision-not-standing');
    expect(codeOf(await gatherBasis({ ...request, decision: '0'.repeat(64) as Digest }, ports))).toBe('board/not-decided');
  });

  it('refuses an issuer whom the newest roster does not list, and passes on what is missing', async () => {
    const { request, ports } = packetRecord(world);
    expect(codeOf(await gatherBasis({ ...request, issuer: 'nobody' as MemberId }, ports))).toBe('board/not-a-member');
    const without = { read: (digest: Digest) => (digest === basis.evidence[1]!.entry.object ? Promise.resolve({ ok: false as const, trouble: { family: 'integrity' as const, code: 'object/missing' as const, params: { digest } } }) : ports.objects.read(digest)) };
    expect(codeOf(await gatherBasis(request, { ...ports, objects: without }))).toBe('object/missing');
  });
});
