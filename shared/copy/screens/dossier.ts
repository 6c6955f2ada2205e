/** A dossier's frame and its overview: the header, the tabs with what waits in each, the one sentence, the changes, what is under review. */
import type { DecisionRecord, DecisionStatus } from '../../board/decision-status.ts';
import type { Reading } from '../../dossier/change.ts';
import type { Instant } from '../../vocabulary.ts';
import { itemsChanged, readingNames } from '../change.ts';
import { longDay, shortDay } from '../date.ts';
import { count, figure, list, nbsp, sentenceStart } from '../number.ts';
import { slot, type Parts } from '../parts.ts';
import { decisionStatusReason, outcomeWords } from '../status.ts';

/** What a tab holds, as it is shown beside its name, and as it is said. `waits`: for somebody. */
export interface TabCount { readonly shown: string; readonly said: string; readonly waits: boolean }
const waits = (n: number, state: string, what: string, many = `${what}s`): TabCount => ({ shown: `${figure(n)}${nbsp}${state}`, said: `${count(n, what, many)} ${state}`, waits: true });
const holds = (n: number, what: string, many = `${what}s`): TabCount => ({ shown: figure(n), said: count(n, what, many), waits: false });

export const dossierWords = {
  group: 'Dossier',
  opening: 'Opening the dossier…', openingRevision: 'Opening revision…',
  notHere: (dossier: string): string => `No revision of ${dossier} has arrived on this machine.`, home: 'Back to Home',
  revision: (ordinal: number): string => `Revision ${figure(ordinal)}`,
  header: {
    label: 'How it stands',
    revision: (vendor: string | null, ordinal: number): string => (vendor === null ? `Revision ${figure(ordinal)}` : `${vendor}, revision ${figure(ordinal)}`),
    fingerprint: 'Fingerprint', artifact: 'Artifact',
    blockers: (n: number): Parts<'n'> => [slot('n'), n === 1 ? ' blocker' : ' blockers'],
    failed: (): Parts<'n'> => [slot('n'), ' evidence failed'],
    /** In place of what failed, until all of it is read. */
    reading: 'Evidence being read',
    high: (): Parts<'n'> => [slot('n'), ' High'], highSaid: (n: number): string => count(n, 'hazard'),
    conditions: (n: number): Parts<'n'> => [slot('n'), n === 1 ? ' condition open' : ' conditions open'],
    quorum: (minimum: number): Parts<'n'> => ['Quorum ', slot('n'), ` of ${figure(minimum)}`],
    voted: (stand: string): string => `Your vote: ${stand}`,
  },
  /** What stands beside each tab's name: what waits, else how much there is. */
  tabs: {
    changed: (items: number): TabCount => waits(items, 'changed', 'item'),
    hazards: (changed: number, all: number): TabCount => (changed > 0 ? waits(changed, 'changed', 'hazard') : holds(all, 'hazard')),
    evidence: (failed: number, all: number): TabCount => (failed > 0 ? waits(failed, 'failed', 'piece of evidence', 'pieces of evidence') : holds(all, 'piece of evidence', 'pieces of evidence')),
    incidents: (open: number): TabCount => waits(open, 'open', 'incident'),
    documents: (unread: number, all: number): TabCount => (unread > 0 ? waits(unread, 'unread', 'document') : holds(all, 'document')),
    findings: (open: number, all: number): TabCount => (open > 0 ? waits(open, 'open', 'finding') : holds(all, 'finding')),
    votes: (counted: number, minimum: number): TabCount => ({ shown: `${figure(counted)} of ${figure(minimum)}`, said: `${figure(counted)} of ${count(minimum, 'vote')}`, waits: counted < minimum }),
    due: (conditions: number): TabCount => waits(conditions, 'due', 'condition'),
    decided: { shown: 'decided', said: 'decided', waits: false } satisfies TabCount,
    packets: (n: number): TabCount => holds(n, 'packet'),
    history: (n: number): TabCount => holds(n, 'revision'),
  },
  baseline: {
    approved: (release: string | null): string => (release === null ? 'Last approved' : `Last approved: ${release}`),
    of: 'the last approved revision',
    compared: (name: string): string => `Compared with ${name}`,
  },
  sentence: {
    /** What is decided and how that stands: `Approved with 2 conditions on 19 November 2026, valid until 18 May 2027.` */
    decided: ({ outcome, conditions, claimedAt, validUntil }: Pick<DecisionRecord, 'outcome' | 'conditions' | 'claimedAt' | 'validUntil'>, status: DecisionStatus): string => {
      const what = conditions.length > 0 ? `Approved with ${count(conditions.length, 'condition')}` : outcomeWords[outcome];
      if (status.kind !== 'standing') return `${what} on ${longDay(claimedAt)}. ${decisionStatusReason(status)}`;
      return outcome === 'rejected' ? `${what} on ${longDay(claimedAt)}.` : `${what} on ${longDay(claimedAt)}, valid until ${longDay(validUntil)}.`;
    },
    against: (against: number, changes: number, since: string): string => {
      if (against === 0) return `Nothing that changed since ${since} speaks against the release.`;
      if (changes === 1) return `The only change since ${since} speaks against the release.`;
      return `${figure(against)} of ${count(changes, 'change')} since ${since} ${against === 1 ? 'speaks' : 'speak'} against the release.`;
    },
    nothingAgainst: 'Nothing speaks against an approval.', reading: 'The evidence is being read.',
    published: (ordinal: number, name: string, at: Instant): string => `Revision ${figure(ordinal)}, published by ${name} on ${shortDay(at)}.`,
  },
  delta: {
    head: 'What changed', compare: 'Compare with', since: 'Changes since', nothingApproved: 'Nothing was approved before', anyRevision: 'Any revision',
    hide: (reviewed: number): string => `Hide reviewed ${figure(reviewed)}`,
    reading: 'Changes are listed once the evidence of both revisions is read.',
    notHere: 'That revision is not wholly on this machine, so the changes since then can’t be shown. Sync, then look again.',
    first: 'First review: no earlier revision of this product was approved.',
    /** By item as Home counts it, then by meaning: `16 items changed. 46 changes: 2 mixed, 14 neutral, 11 against, 19 for the release.` */
    line: (items: number, by: Readonly<Record<Reading, number>>): string => {
      const changes = by.mixed + by.neutral + by.against + by.for;
      const parts = (['mixed', 'neutral', 'against', 'for'] as const).filter((reading) => by[reading] > 0).map((reading) => `${figure(by[reading])} ${readingNames[reading]}`);
      return changes === 0 ? 'Nothing that the board reviews has changed.' : `${itemsChanged(items)}. ${sentenceStart(count(changes, 'change'))}: ${parts.join(', ')} the release.`;
    },
    folded: (changes: number, items: number): string => `${sentenceStart(count(changes, 'change'))} in ${count(items, 'item')} that you have reviewed ${changes === 1 ? 'is' : 'are'} folded away.`,
    which: 'Which changes', all: 'All', against: 'Against',
    changes: 'Changes', label: (since: string): string => `Changes since ${since}`,
    heads: { item: 'Item', what: 'What', change: 'Change', reading: 'Reading' },
    readings: { against: 'speaks against the release', mixed: 'speaks both ways', neutral: 'neutral', for: 'speaks for the release' } as const satisfies Record<Reading, string>,
    viewed: 'viewed', open: 'Open the item',
  },
  gravest: { hazardsLabel: 'Gravest hazards', hazards: 'Gravest hazards after mitigation', becomes: 'becomes', evidenceLabel: 'Evidence in doubt', evidence: 'Evidence that doesn’t pass' },
  overview: {
    use: 'Intended use', useBefore: (release: string): string => `As it was in ${release}`,
    notCovered: 'Not covered', nothingExcluded: 'Nothing is excluded.',
    readiness: 'Readiness', asks: 'What an approval asks',
    artifacts: 'Artifacts', underReview: (n: number): string => (n === 1 ? 'Artifact under review' : `${figure(n)} artifacts under review`), oci: 'OCI image', file: 'File',
    documents: 'Documents', documentsCount: (n: number): string => count(n, 'document'),
    revisions: 'Revisions', revisionsCount: (n: number): string => count(n, 'revision'), ofRevision: (ordinal: number): string => `revision ${figure(ordinal)}`,
    owners: (names: readonly string[]): string => (names.length === 0 ? 'No owner is named; owners don’t vote (rule V-2).' : `Owned by ${list(names)}; owners don’t vote (rule V-2).`),
  },
} as const;
