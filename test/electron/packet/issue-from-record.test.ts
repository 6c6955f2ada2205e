import { beforeAll, describe, expect, it } from 'vitest';
import { issueFromRecord, type RecordPorts } from '../../../electron/packet/issue-from-record.ts';
import { nodeSha256, nodeVerifySignature } from '../../../electron/platform/crypto.ts';
import { readTrustRoot, verifyPacket } from '../../../shared/packet/verify/verify.ts';
import { ok } from '../../../shared/result.ts';
import type { Digest, MemberId } from '../../../shared/vocabulary.ts';
import { issuerSign, packetWorld, type PacketWorld } from '../../builders/packet-basis.ts';
import { packetFonts } from '../../builders/packet-fonts.ts';
import { packetRecord } from '../../builders/packet-record.ts';
import { verifyOptions } from '../../builders/sealed-packet.ts';
import { signingKey } from '../../builders/signing-key.ts';
import { codeOf, valueOf } from '../../builders/test-vault.ts';

describe('a packet from the record, end to end', () => {
  let world: PacketWorld;
  beforeAll(async () => { world = await packetWorld(); });

  const issue = (record = packetRecord(world), over: Partial<RecordPorts> = {}, request: Partial<Parameters<typeof issueFromRecord>[0]> = {}) => issueFromRecord(
    { ...record.request, shown: world.basis.revision.digest, ...request },
    { ...record.ports, sha256: nodeSha256, fonts: packetFonts, verify: nodeVerifySignature, sign: issuerSign(world), ...over },
  );

  it('verifies for a stranger with the board’s root, and says what is to be recorded', async () => {
    const { packet, body } = valueOf(await issue());
    expect(body).toEqual({ dossier: 'aurora-7b-2.3', revision: world.basis.revision.digest, decision: world.basis.decision.act, packet: packet.digest, number: '2026-aurora-7b-2.3-01', sizeBytes: packet.bytes.length });
    const report = await verifyPacket(packet.bytes, verifyOptions(readTrustRoot(world.basis.ca)));
    expect(report.facts.filter(({ result }) => result === 'failed')).toEqual([]);
    expect(report).toMatchObject({ verdict: 'approved-with-conditions', exitCode: 1, statement: { fingerprint: packet.fingerprint } });
  });

  it('P-3: verifies with a dissent that came after the decision, and tells it', async () => {
    const late = world.sign(3, 'vote.given/1', {
      dossier: world.basis.revision.revision.dossier, revision: world.basis.revision.digest, choice: 'abstain', reason: '', conditions: [], dissent: 'I doubt the timeout.', scope: { hazards: 0, evidence: 0, documents: 0 }, unread: [],
    }, '2026-11-19T09:11:00.000Z');
    const { packet } = valueOf(await issue(packetRecord(world, { later: [late] })));
    const report = await verifyPacket(packet.bytes, verifyOptions(readTrustRoot(world.basis.ca)));
    expect(report).toMatchObject({ exitCode: 1 });
    expect(report.statement?.dissents.map(({ text }) => text)).toContain('I doubt the timeout.');
  });

  it('P-5: a sample board’s packet is refused unless samples are allowed', async () => {
    const sample = await packetWorld({ sample: true });
    const record = packetRecord(sample);
    const { packet } = valueOf(await issueFromRecord({ ...record.request, shown: sample.basis.revision.digest }, { ...record.ports, fonts: packetFonts, verify: nodeVerifySignature, sign: issuerSign(sample) }));
    const root = readTrustRoot(sample.basis.ca);
    expect((await verifyPacket(packet.bytes, verifyOptions(root))).exitCode).toBe(3);
    expect(await verifyPacket(packet.bytes, verifyOptions(root, { allowSample: true }))).toMatchObject({ exitCode: 1, summary: expect.stringMatching(/^SAMPLE/) as string });
  });

  it('signs nothing where the rules refuse', async () => {
    let asked = 0;
    const counting = { sign: (purpose: 'statement' | 'packet', message: Uint8Array) => { asked++; return issuerSign(world)(purpose, message); } };
    expect(codeOf(await issue(undefined, counting, { shown: '0'.repeat(64) as Digest }))).toBe('board/shown-digest-differs');
    expect(codeOf(await issue(undefined, counting, { issuer: 'ingrid-solberg' as MemberId }))).toBe('board/not-the-role');
    expect(codeOf(await issue(undefined, counting, { decision: '0'.repeat(64) as Digest }))).toBe('board/not-decided');
    expect(asked).toBe(0);
  });

  it('makes no packet under a key that is not the issuer’s', async () => {
    const stranger = signingKey();
    expect(codeOf(await issue(undefined, { sign: (_purpose, message) => Promise.resolve(ok(stranger.sign(message))) }))).toBe('signature/unknown-key');
  });
});
