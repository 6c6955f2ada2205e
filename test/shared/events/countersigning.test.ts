import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countersigningOf, type Countersigning } from '../../../shared/events/countersigning.ts';
import type { DossierFacts } from '../../../shared/events/dossier-facts.ts';
import type { FactOf } from '../../../shared/events/fact.ts';
import type { RosterLink } from '../../../shared/board/member.ts';
import type { Digest, MemberId } from '../../../shared/vocabulary.ts';
import { countedDigest } from '../../builders/fact.ts';

const packet = countedDigest(1), decision = countedDigest(2), roster = countedDigest(3);
const members = ['ingrid-solberg', 'amara-okafor', 'rafael-quintero'] as MemberId[];
type Act = FactOf<'packet.countersigned/1'>;

/** An act of a member on a base; its number orders it and names its file, unless it says it made another's. */
const act = (number: number, member: string, base: Digest, file: Digest = countedDigest(100 + number)): Act => ({
  kind: 'known', type: 'packet.countersigned/1', member: member as MemberId, act: countedDigest(200 + number), digest: countedDigest(300 + number), device: String(members.indexOf(member as MemberId) + 5).padStart(32, '0') as never,
  seq: number, seen: {}, hlc: `${1000 + number}.0`, body: { dossier: 'aurora-7b-2.3' as never, packet, base, file, revision: countedDigest(400 + number), sizeBytes: 1 },
}) as unknown as Act;
const fileOf = (one: Act): Digest => one.body.file;

function worked(acts: readonly Act[], soundOf?: (one: Act) => boolean, kind: 'countersigned' | null = 'countersigned'): Countersigning | null {
  const facts = {
    decisions: [{ act: decision, body: { roster, votes: members.map((_, i) => countedDigest(10 + i)) } }],
    votes: members.map((member, i) => ({ member, act: countedDigest(10 + i) })), countersignatures: acts,
  } as unknown as DossierFacts;
  return countersigningOf(facts, [{ digest: roster, roster: { charter: kind === null ? {} : { packets: kind } } } as unknown as RosterLink], { packet, decision }, soundOf);
}
const names = (found: Countersigning | null): readonly string[] => found!.chain.map(({ member }) => member.split('-')[0]!);

describe('P-11 who must countersign', () => {
  it('P-11 is everybody whose vote the decision counts, where the charter asks for it', () => {
    expect(worked([])).toEqual({ required: members, chain: [], file: packet, missing: members, again: [], void: [] });
    expect(worked([], undefined, null)).toBeNull();
  });

  it('P-11 is nobody else: the act of a member who isn’t asked counts for nothing', () => {
    const found = worked([act(1, 'helena-brandt', packet)]);
    expect(found).toMatchObject({ chain: [], file: packet, void: [{ member: 'helena-brandt', reason: 'not-asked' }] });
  });
});

describe('P-13 the chain that counts', () => {
  const a = act(1, 'ingrid-solberg', packet), b = act(2, 'amara-okafor', fileOf(a)), c = act(3, 'rafael-quintero', fileOf(b));

  it('P-13 follows the files from the packet on, in any order of members', () => {
    expect(worked([a, b, c])).toMatchObject({ missing: [], file: fileOf(c), void: [] });
    const other = act(1, 'rafael-quintero', packet), next = act(2, 'ingrid-solberg', fileOf(other));
    expect(names(worked([other, next]))).toEqual(['rafael', 'ingrid']);
  });

  it('P-13 of two on one file the one recorded first counts, and the other member signs again', () => {
    const rival = act(2, 'amara-okafor', packet);
    expect(worked([a, rival])).toMatchObject({ file: fileOf(a), missing: ['amara-okafor', 'rafael-quintero'], again: ['amara-okafor'], void: [{ member: 'amara-okafor', reason: 'another-came-first' }] });
    const again = act(4, 'amara-okafor', fileOf(a));
    expect(worked([a, rival, again])).toMatchObject({ file: fileOf(again), missing: ['rafael-quintero'], again: [] });
  });

  it('P-13 the longer chain counts, even where its first act came later', () => {
    const rival = act(2, 'amara-okafor', packet), onRival = act(3, 'rafael-quintero', fileOf(rival));
    expect(worked([a, rival, onRival])).toMatchObject({ file: fileOf(onRival), missing: ['ingrid-solberg'], again: ['ingrid-solberg'] });
  });

  it('waits for what it was made on: until that is here, it is told and doesn’t count', () => {
    expect(worked([c])).toMatchObject({ chain: [], void: [{ reason: 'file-unknown' }], again: [] });
    expect(names(worked([c, a]))).toEqual(['ingrid']);
    expect(names(worked([c, a, b]))).toEqual(['ingrid', 'amara', 'rafael']);
  });

  it.each<[string, readonly Act[], readonly string[]]>([
    ['a member twice in one chain', [a, act(2, 'ingrid-solberg', fileOf(a))], ['ingrid']],
    ['a file that is its own base', [act(1, 'ingrid-solberg', packet, packet)], []],
    ['two acts that say they made one file', [a, act(2, 'amara-okafor', packet, fileOf(a))], ['ingrid']],
    ['a circle apart from the packet', [act(1, 'ingrid-solberg', countedDigest(102)), act(2, 'amara-okafor', countedDigest(101))], []],
    ['a file that goes back to the packet', [a, act(2, 'amara-okafor', fileOf(a), packet)], ['ingrid']],
  ])('hostile: %s', (_, acts, counted) => { expect(names(worked(acts))).toEqual(counted); });

  it('an act whose bytes do not verify stands in nobody’s way', () => {
    const rubbish = act(0, 'amara-okafor', packet);
    expect(names(worked([rubbish, a], (one) => one !== rubbish))).toEqual(['ingrid']);
    expect(worked([rubbish, a], (one) => one !== rubbish)!.void).toEqual([{ act: rubbish.act, member: 'amara-okafor', reason: 'unsound' }]);
  });

  it('P-13 any order of arrival gives the same chain, and what counts once is never shortened by a later act', () => {
    const acts = fc.array(fc.record({ member: fc.integer({ min: 0, max: 3 }), on: fc.integer({ min: 0, max: 9 }) }), { maxLength: 9 }).map((steps) => {
      const made: Act[] = [];
      for (const [i, { member, on }] of steps.entries()) made.push(act(i + 1, [...members, 'helena-brandt'][member]!, on >= made.length ? packet : fileOf(made[on]!)));
      return made;
    });
    fc.assert(fc.property(acts.chain((made) => fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length }))), ([made, shuffled]) => {
      const one = worked(made)!, other = worked(shuffled)!;
      expect(other).toEqual(one);
      for (let n = 0; n < made.length; n++) expect(worked(made.slice(0, n))!.chain.length).toBeLessThanOrEqual(one.chain.length);
      expect(new Set(one.chain.map(({ member }) => member)).size).toBe(one.chain.length);
      one.chain.forEach(({ body }, i) => { expect(body.base).toBe(i === 0 ? packet : fileOf(one.chain[i - 1]!)); });
    }), { seed: 20261127, numRuns: 400 });
  });
});
