import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { companionFiles, decisionOf, type PacketBasis } from '../../../shared/packet/basis.ts';
import { evidenceLineLimit, packetFiles } from '../../../shared/packet/files.ts';
import { packetNumber } from '../../../shared/packet/number.ts';
import { Decision, fingerprint, makeStatement, PacketNumber, Statement } from '../../../shared/packet/statement.ts';
import type { Digest, DossierId, Instant } from '../../../shared/vocabulary.ts';
import { packetWorld } from '../../builders/packet-basis.ts';

const lines = (bytes: Uint8Array): string[] => new TextDecoder().decode(bytes).split('\n');

describe('what a packet is made from', () => {
  let basis: PacketBasis;
  beforeAll(async () => { ({ basis } = await packetWorld()); });

  it('the companions are the files of the format in its order, each line one object', () => {
    const files = companionFiles(basis, sha256);
    expect(files.map(({ name }) => name)).toEqual(packetFiles.slice(1).map(({ name }) => name));
    expect(files.every(({ bytes, digest, sizeBytes }) => sha256(bytes) === digest && bytes.length === sizeBytes)).toBe(true);
    const [signOffs, rosters, revision, , evidence] = files;
    expect(lines(signOffs!.bytes)).toHaveLength(basis.signOffs.length + 1);
    expect(lines(rosters!.bytes)).toHaveLength(basis.roster.chain.length + 1);
    expect(revision!.digest).toBe(basis.revision.digest);
    expect(lines(evidence!.bytes).slice(0, -1).map((line) => sha256(new TextEncoder().encode(line)))).toEqual(basis.evidence.map(({ entry }) => entry.object));
  });

  it('sign-offs stand by type and then by digest, whatever order they came in', () => {
    const [first] = companionFiles(basis, sha256);
    const [again] = companionFiles({ ...basis, signOffs: [...basis.signOffs].reverse() }, sha256);
    expect(again!.digest).toBe(first!.digest);
  });

  it('leaves out evidence above the limit, which the statement still names', () => {
    const large = { ...basis, evidence: basis.evidence.map((one, i) => (i === 1 ? { ...one, bytes: new Uint8Array(evidenceLineLimit + 1) } : one)) };
    const files = companionFiles(large, sha256);
    expect(lines(files.at(-1)!.bytes)).toHaveLength(basis.evidence.length);
    expect(decisionOf(large, files).evidence).toHaveLength(basis.evidence.length);
  });

  it('P-1: the predicate lists votes, recusals and dissents by digest and passes its schema', () => {
    const predicate = decisionOf(basis, companionFiles(basis, sha256));
    expect(Decision.parse(predicate)).toEqual(predicate);
    expect(predicate.votes.map(({ act }) => act)).toEqual(basis.votes.map(({ act }) => act));
    expect(predicate.dissents.map(({ act, text }) => [act, text])).toEqual(basis.dissents.map(({ act, text }) => [act, text]));
    expect(predicate.recusals.map(({ act }) => act)).toEqual(basis.recusals.map(({ act }) => act));
    expect(predicate.hazards).toMatchObject({ count: 31, highestResidual: 'high' });
    expect(predicate.evidence.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'fail', 'pass', 'fail']);
  });

  it('the statement’s subjects are the artifacts, and it takes no other field', () => {
    const statement = makeStatement(basis.revision.revision.artifacts, decisionOf(basis, companionFiles(basis, sha256)));
    expect(statement.subject).toEqual(basis.revision.revision.artifacts.map(({ name, digest }) => ({ name, digest: { sha256: digest } })));
    expect(Statement.safeParse(statement).success).toBe(true);
    expect(Statement.safeParse({ ...statement, note: '' }).success).toBe(false);
    expect(Statement.safeParse({ ...statement, subject: [] }).success).toBe(false);
    expect(Statement.safeParse({ ...statement, predicate: { ...statement.predicate, format: 2 } }).success).toBe(false);
  });

  it('a fingerprint is the first sixteen digits in fours', () => {
    expect(fingerprint('861158f400b36d2d'.padEnd(64, '0') as Digest)).toBe('8611 58f4 00b3 6d2d');
  });
});

describe('numbering packets', () => {
  const at = '2026-11-19T09:12:44.000Z' as Instant;
  const number = (issued: readonly string[], dossier = 'aurora-7b-2.3') => packetNumber(dossier as DossierId, at, issued, sha256);

  it('counts on within dossier and year', () => {
    expect(number([])).toBe('2026-aurora-7b-2.3-01');
    expect(number(['2026-aurora-7b-2.3-01', '2026-aurora-7b-2.3-09', '2025-aurora-7b-2.3-40', '2026-aurora-7b-2.4-77', 'other'])).toBe('2026-aurora-7b-2.3-10');
  });

  it('fits its schema whatever the dossier’s id, and two long ids stay apart', () => {
    const [a, b] = [number([], `${'a'.repeat(90)}x`), number(['nonsense'], `${'a'.repeat(90)}y`)];
    expect(a).not.toBe(b);
    for (const one of [a, b, number([`2026-aurora-7b-2.3-${'9'.repeat(6)}`])]) expect(PacketNumber.safeParse(one).success).toBe(true);
  });
});
