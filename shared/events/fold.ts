/** Collects facts into the state. The order and number of times a fact comes make no difference. */
import type { Digest } from '../vocabulary.ts';
import type { Fact, KnownFact } from './fact.ts';
import { emptyState, type BoardState, type Fork } from './state.ts';

/** Where each type is kept. */
const collectionOf = {
  'device.added/1': 'devices',
  'revision.published/1': 'revisions',
  'blocker.recorded/1': 'findings',
  'finding.noted/1': 'findings',
  'blocker.resolved/1': 'resolutions',
  'finding.closed/1': 'resolutions',
  'question.asked/1': 'questions',
  'finding.assigned/1': 'assignments',
  'finding.answered/1': 'answers',
  'vote.given/1': 'votes',
  'vote.withdrawn/1': 'withdrawals',
  'recusal.declared/1': 'recusals',
  'decision.recorded/1': 'decisions',
  'condition.discharged/1': 'discharges',
  'packet.issued/1': 'packets',
  'packet.countersigned/1': 'countersignatures',
  'addendum.issued/1': 'addenda',
  'copy.issued/1': 'copies',
  'packet.superseded/1': 'supersessions',
  'packet.revoked/1': 'revocations',
  'hazard.scored/1': 'scores',
  'score.agreed/1': 'agreements',
  'annotation.made/1': 'annotations',
  'annotation.withdrawn/1': 'annotationWithdrawals',
  'privileged.noted/1': 'privilegedNotes',
  'privileged.withdrawn/1': 'privilegedWithdrawals',
  'meeting.called/1': 'meetings',
  'meeting.cancelled/1': 'meetingCancellations',
} as const satisfies Record<KnownFact['type'], keyof BoardState>;

/** Adds one fact; false when the state already had it. A type that this version doesn't know is kept as unknown (rule L-3). */
export function addFact(state: BoardState, fact: Fact): boolean {
  const known = fact.kind === 'known' && Object.hasOwn(collectionOf, fact.type);
  const collection = (known ? state[collectionOf[fact.type as KnownFact['type']]] : state.unknown) as Map<Digest, Fact>;
  if (collection.has(fact.digest)) return false;
  collection.set(fact.digest, fact);
  place(state, `${fact.device}/${fact.seq}`, fact.digest);
  return true;
}

/** Adds the proof of a fork whose second branch was never taken in as facts; false when the state already had it. */
export function addFork(state: BoardState, fork: Fork): boolean {
  const results = fork.digests.map((digest) => place(state, `${fork.device}/${fork.seq}`, digest));
  return results.some((added) => added);
}

/** The state of a whole set of facts. Equal to adding them one by one, in any order. */
export function foldFacts(facts: Iterable<Fact>): BoardState {
  const state = emptyState();
  for (const fact of facts) addFact(state, fact);
  return state;
}

function place(state: BoardState, key: string, digest: Digest): boolean {
  const there = state.places.get(key);
  if (there === undefined) {
    state.places.set(key, new Set([digest]));
    return true;
  }
  if (there.has(digest)) return false;
  there.add(digest);
  return true;
}
