import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { evidenceChangeWords, linkStateWords, staleWords, voteReachWords } from '../../../shared/copy/trace.ts';
import type { Change } from '../../../shared/dossier/change.ts';
import type { EvidenceEntry } from '../../../shared/dossier/evidence.ts';
import type { Hazard, Mitigation } from '../../../shared/dossier/hazard.ts';
import { linkKey, linkState, staleCauses, traceLinks, traceTargets, voteReach, type LinkState, type TraceBasis, type Traced, type TraceLink } from '../../../shared/dossier/trace.ts';
import type { Digest, ItemId } from '../../../shared/vocabulary.ts';
import { measured } from '../../builders/evidence.ts';
import { countedDigest } from '../../builders/fact.ts';
import { hazard } from '../../builders/hazard.ts';
import { contentWith } from '../../builders/revision.ts';

const id = (text: string) => text as ItemId;
const entry = (name: string, object = 1, title = name): EvidenceEntry => ({ id: id(name), title, kind: 'benchmark', object: countedDigest(object), files: [{ name: 'a.json', digest: countedDigest(object), sizeBytes: 1 }] });
const mitigation = (name: string, ...evidence: string[]): Mitigation => ({ id: id(name), title: name, kind: 'reduce', evidence: evidence.map(id) });
const traced = (hazards: readonly Hazard[], entries: readonly EvidenceEntry[]): Traced => {
  const { revision, register } = contentWith({ evidence: [...entries] }, hazards);
  return { revision, register: register! };
};
const targets = (revision: Traced) => traceTargets(revision, sha256);
const none: ReadonlySet<ItemId> = new Set();
const names = { approved: '5.0', revision: () => 'revision 2' };
const plain = hazard({ id: 'H-003', mitigations: [mitigation('M-07', 'E-04')], evidence: ['E-04', 'E-05'] });
const before = traced([plain], [entry('E-04', 1), entry('E-05', 2)]);
const after = traced([plain], [entry('E-04', 9), entry('E-05', 2)]);

/** The states of a revision's links as `M-07>E-04 suspect`. */
function told(now: Traced, basis: Partial<TraceBasis>): string[] {
  const whole: TraceBasis = { now: targets(now), approved: null, viewed: none, viewings: [], ...basis };
  return now.register.hazards.flatMap(traceLinks).map((link) => `${link.from}>${link.to} ${linkState(link, whole).kind}`);
}

describe('links of a hazard', () => {
  it('lead to mitigations with their evidence, then to what no mitigation names', () => {
    expect(traceLinks(plain).map(({ kind, from, to }) => `${kind} ${from} ${to}`)).toEqual(['mitigation H-003 M-07', 'evidence M-07 E-04', 'evidence H-003 E-05']);
  });

  it('are suspect where the target is not what was approved', () => {
    expect(told(after, { approved: targets(before) })).toEqual(['H-003>M-07 steady', 'M-07>E-04 suspect', 'H-003>E-05 steady']);
    expect(told(traced([{ ...plain, mitigations: [{ ...plain.mitigations[0]!, kind: 'warn' }] }], before.revision.evidence), { approved: targets(before) })[0]).toBe('H-003>M-07 suspect');
  });

  it('are new where the approval had no such link, and lead to nothing where the revision lacks the target', () => {
    expect(told(after, { approved: targets(traced([], before.revision.evidence)) })).toEqual(['H-003>M-07 new', 'M-07>E-04 new', 'H-003>E-05 new']);
    expect(told(traced([plain], [entry('E-05', 2)]), { approved: targets(before) })[1]).toBe('M-07>E-04 missing');
  });

  it('are no longer suspect once the member has viewed the target as it is now', () => {
    expect(told(after, { approved: targets(before), viewed: new Set([id('E-04')]) })[1]).toBe('M-07>E-04 seen');
  });

  it('are suspect since the member last viewed the target, wherever it was viewed', () => {
    const viewing = (revision: Traced) => ({ revision: countedDigest(5), targets: targets(revision), viewed: new Set([id('E-04')]) });
    expect(told(after, { approved: targets(after), viewings: [viewing(before)] })[1]).toBe('M-07>E-04 suspect');
    // Viewed between the approval and now, and unchanged since: seen, though not as it was approved.
    expect(told(after, { approved: targets(before), viewings: [viewing(before), viewing(after)] })[1]).toBe('M-07>E-04 seen');
    expect(told(after, { approved: null, viewings: [viewing(before)] })[1]).toBe('M-07>E-04 suspect');
  });

  it('say since when in words', () => {
    const link: TraceLink = { kind: 'evidence', hazard: id('H-003'), from: id('M-07'), to: id('E-04') };
    const words = (state: LinkState) => linkStateWords(state, link, names);
    expect(words({ kind: 'suspect', since: 'approval' })).toBe('Suspect: E-04 changed since 5.0');
    expect(words({ kind: 'suspect', since: 'viewed', revision: countedDigest(1) })).toBe('Suspect: E-04 changed since you viewed it in revision 2');
    expect(words({ kind: 'steady' })).toBe('');
  });
});

describe('staleness of hazards', () => {
  it('has a cause with its rule', () => {
    const causes = staleCauses(targets(before), targets(after), after.register);
    expect(causes).toEqual([{ hazard: 'H-003', mitigation: 'M-07', evidence: 'E-04', became: 'changed' }]);
    expect(staleWords(causes)).toBe('Stale, because E-04 changed and M-07 of H-003 rests on it.');
  });

  it('names everything that changed and everything that rests on it', () => {
    const both = traced([plain], [entry('E-05', 8)]);
    expect(staleWords(staleCauses(targets(before), targets(both), both.register))).toBe('Stale, because E-05 changed, E-04 is gone, and H-003 itself and M-07 rest on them.');
    const direct = traced([plain], [entry('E-04', 1), entry('E-05', 8)]);
    expect(staleWords(staleCauses(targets(before), targets(direct), direct.register))).toBe('Stale, because E-05 changed and H-003 rests on it.');
    expect(staleWords([])).toBe('');
  });

  it('comes from what evidence found, not from its title, and not from a link that is new', () => {
    const renamed = traced([plain], [entry('E-04', 1, 'Other title'), entry('E-05', 2)]);
    expect(staleCauses(targets(before), targets(renamed), renamed.register)).toEqual([]);
    const unlinked = traced([{ ...plain, mitigations: [] , evidence: [id('E-05')] }], before.revision.evidence);
    expect(staleCauses(targets(unlinked), targets(after), after.register)).toEqual([]);
  });

  it('V-4 tells what a stale vote spoke of that has changed, or that it can’t be told', () => {
    const vote = (n: number) => ({ act: countedDigest(100 + n), revision: countedDigest(n) });
    const known = new Map<Digest, ReturnType<typeof targets>>([[countedDigest(1), targets(before)], [countedDigest(2), targets(after)]]);
    const reach = voteReach([vote(1), vote(2), vote(3)], (revision) => known.get(revision), targets(after), after.register);
    expect(reach.map(({ causes }) => causes?.length ?? null)).toEqual([1, 0, null]);
    expect(reach.map((one) => voteReachWords(one, names).replace('Stale by rule V-4: it was given on revision 2. ', ''))).toEqual([
      'Of what it spoke of, E-04 changed since, under H-003.', 'No evidence under any hazard has changed since.', 'That revision is not on this machine, so what changed under it can’t be shown.',
    ]);
  });

  it('says what moved in a piece of evidence', () => {
    expect(evidenceChangeWords([])).toBe('');
    expect(evidenceChangeWords([{ kind: 'evidence-replaced', id: 'E-04', within: null, title: 'E-04', reading: 'neutral', before: entry('E-04'), after: entry('E-04', 2) }])).toBe('New files; nothing that it found has moved');
    expect(evidenceChangeWords([{ kind: 'verdict-flipped', id: 'E-04', within: id('E-04'), title: 'E-04', reading: 'against', before: 'pass', after: 'fail' }])).toBe('Verdict changed');
    const gone: Change = { kind: 'metric-removed', id: 'robust_acc', within: id('E-04'), title: 'robust_acc', reading: 'against', before: measured(), after: null };
    expect(evidenceChangeWords([gone, gone])).toBe('Robust accuracy: no longer measured, and 1\u00a0more change');
  });
});

describe('any two revisions (property)', () => {
  const evidenceNames = ['E-1', 'E-2', 'E-3', 'E-4'];
  const some = fc.subarray(evidenceNames);
  const hazards = fc.array(fc.record({ direct: some, supports: fc.array(some, { maxLength: 3 }) }), { maxLength: 5 }).map((list) => list.map(({ direct, supports }, index) =>
    hazard({ id: `H-${index + 1}`, evidence: direct, mitigations: supports.map((names, at) => mitigation(`M-${index + 1}${at + 1}`, ...names)) })));
  const entries = fc.tuple(...evidenceNames.map((name) => fc.option(fc.integer({ min: 1, max: 3 }).map((object) => entry(name, object)))))
    .map((list) => list.filter((one) => one !== null));
  const revisions = fc.tuple(hazards, entries).map(([own, pieces]) => traced(own, pieces));

  it('nothing is suspect or stale against itself, in whatever order evidence is listed', () => {
    fc.assert(fc.property(revisions, (revision) => {
      const reversed = traced(revision.register.hazards, [...revision.revision.evidence].reverse());
      expect(staleCauses(targets(revision), targets(reversed), reversed.register)).toEqual([]);
      expect(told(reversed, { approved: targets(revision) }).filter((text) => !/ (?:steady|missing)$/.test(text))).toEqual([]);
    }), { numRuns: 200 });
  });

  it('one changed piece of evidence makes exactly the hazards stale that are traced to it', () => {
    fc.assert(fc.property(hazards, fc.constantFrom(...evidenceNames), (own, changed) => {
      const [was, is] = [traced(own, evidenceNames.map((name) => entry(name))), traced(own, evidenceNames.map((name) => entry(name, name === changed ? 7 : 1)))];
      const stale = new Set(staleCauses(targets(was), targets(is), is.register).map((cause) => cause.hazard));
      const resting = own.filter((one) => [...one.evidence, ...one.mitigations.flatMap(({ evidence }) => evidence)].some((name) => name === changed)).map((one) => one.id);
      expect([...stale].sort()).toEqual([...resting].sort());
    }), { numRuns: 200 });
  });

  it('each cause is a suspect or missing link, and viewing what is there leaves none suspect', () => {
    fc.assert(fc.property(hazards, entries, entries, (own, first, second) => {
      const [was, is] = [traced(own, first), traced(own, second)];
      const basis: TraceBasis = { now: targets(is), approved: targets(was), viewed: none, viewings: [] };
      const states = new Map(own.flatMap(traceLinks).map((link) => [linkKey(link), linkState(link, basis).kind]));
      for (const { hazard: of, mitigation: via, evidence } of staleCauses(targets(was), targets(is), is.register)) expect(['suspect', 'missing']).toContain(states.get(linkKey({ kind: 'evidence', hazard: of, from: via ?? of, to: evidence })));
      const everything = new Set([...own.map((one) => one.id), ...evidenceNames.map(id)]);
      expect(told(is, { approved: targets(was), viewed: everything }).some((text) => text.endsWith('suspect'))).toBe(false);
    }), { numRuns: 200 });
  });

  it('what a vote spoke of does not depend on other votes', () => {
    fc.assert(fc.property(revisions, revisions, revisions, (one, two, now) => {
      const known = new Map([[countedDigest(1), targets(one)], [countedDigest(2), targets(two)]]);
      const ask = (...list: number[]) => voteReach(list.map((n) => ({ act: countedDigest(n), revision: countedDigest(n) })), (revision) => known.get(revision), targets(now), now.register);
      expect(ask(1, 2, 1)).toEqual([...ask(1), ...ask(2), ...ask(1)]);
    }), { numRuns: 100 });
  });
});
