/** Reviews as chance would have them: arbitrary acts by arbitrary people who have seen more or less, for property tests. */
import fc from 'fast-check';
import { charterDigest } from '../../shared/board/member.ts';
import type { Fact } from '../../shared/events/fact.ts';
import { choices, type Digest, type Instant } from '../../shared/vocabulary.ts';
import { everyone } from './board.ts';
import { countedDigest, minutesLater, type Writing } from './fact.ts';
import { aurora } from './revision.ts';
import { review, revisionOne, revisionTwo, type Review } from './review.ts';

const names = [...everyone.map((member) => member.id), 'a-stranger'];
/** Mostly those who may vote: quorums must come about for a property to see one go. */
const voters = names.slice(0, 3);

/** One move: who does what, having seen how many of the facts so far. `pick` chooses among what is there; `odd` makes it one that can't count. */
const play = fc.record({
  who: fc.constantFrom(...voters, ...voters, ...voters, ...names),
  what: fc.constantFrom('vote', 'vote', 'vote', 'vote', 'vote', 'vote', 'withdraw', 'recuse', 'publish', 'blocker', 'resolve', 'decide', 'discharge', 'note', 'repeat', 'fork'),
  choice: fc.constantFrom(...choices), revision: fc.constantFrom(revisionOne, revisionOne, revisionOne, revisionOne, revisionTwo), machine: fc.integer({ min: 0, max: 1 }),
  seen: fc.nat(30), minute: fc.nat(60), pick: fc.nat(30), dissent: fc.constantFrom(null, null, 'Not shown.'), odd: fc.nat(7).map((n) => n === 0),
});
export type Play = typeof play extends fc.Arbitrary<infer T> ? T : never;
export const plays = fc.array(play, { maxLength: 20, size: 'max' });

const picked = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)];
const ofType = <T extends Fact['type']>(facts: readonly Fact[], type: T) => facts.filter((fact): fact is Extract<Fact, { type: T; kind: 'known' }> => fact.kind === 'known' && fact.type === type);

/** Makes one move, as far as there is something to make it on. */
export function makePlay(board: Review, { who, what, choice, revision, machine, seen, minute, pick, dissent, odd }: Play): void {
  const { journal } = board;
  const how: Writing = { machine, minute, seen: journal.facts.slice(0, seen) };
  const votes = ofType(journal.facts, 'vote.given/1');
  switch (what) {
    case 'vote': board.vote(who, choice, { revision, dissent, ...(odd ? { reason: '', conditions: [] } : {}) }, how); break;
    case 'withdraw': {
      const vote = picked(votes, pick);
      journal.write(odd || vote === undefined ? who : vote.member, 'vote.withdrawn/1', { dossier: aurora, vote: vote?.act ?? countedDigest(1), reason: '' }, how);
      break;
    }
    case 'recuse': journal.write(who, 'recusal.declared/1', { dossier: aurora, reason: 'Adviser.' }, how); break;
    case 'publish': journal.write(who, 'revision.published/1', { dossier: aurora, revision, note: null }, how); break;
    case 'blocker': journal.write(who, 'blocker.recorded/1', { dossier: aurora, revision, item: null, itemDigest: null, text: 'Wrong weights.' }, how); break;
    case 'note': journal.write(who, 'finding.noted/1', { dossier: aurora, revision, item: null, itemDigest: null, severity: 'minor', text: 'A comma.' }, how); break;
    case 'resolve': journal.write(who, 'blocker.resolved/1', { dossier: aurora, finding: picked(ofType(journal.facts, 'blocker.recorded/1'), pick)?.digest ?? countedDigest(1), resolution: 'Done.' }, how); break;
    case 'discharge': journal.write(who, 'condition.discharged/1', { dossier: aurora, decision: picked(ofType(journal.facts, 'decision.recorded/1'), pick)?.act ?? countedDigest(1), condition: 'C-1' as never, basis: 'Statement' }, how); break;
    case 'decide': recordAnything(board, who, votes.slice(0, pick).map((vote) => vote.act), how); break;
    case 'repeat': {
      const vote = picked(votes, pick);
      if (vote !== undefined) journal.write(vote.member, 'vote.given/1', vote.body, { ...how, act: vote.act });
      break;
    }
    case 'fork': board.vote(who, choice, { revision }, { ...how, seq: 1 }); break;
  }
}

/** A decision that some secretary might sign: sometimes as the rules would have it, often not. */
function recordAnything(board: Review, who: string, votes: readonly Digest[], how: Writing): void {
  const { digest, roster } = board.rosters.at(-1)!;
  const { tally, ballot } = board.summary();
  board.journal.write(who, 'decision.recorded/1', {
    dossier: aurora, revision: revisionOne, outcome: tally.outcome === 'undecided' ? 'approved' : tally.outcome, votes: how.minute! % 2 === 0 ? [...votes] : tally.votes.filter((vote) => vote.standing.kind === 'counted').map((vote) => vote.vote.act),
    recusals: ballot.recusals.map((recusal) => recusal.act), dissents: tally.dissents.map((one) => one.act), conditions: [...tally.conditions],
    charter: charterDigest(roster.charter), roster: digest, validFrom: minutesLater(0), validUntil: '2027-01-01T00:00:00.000Z' as Instant, reason: '',
  }, how);
}

/** A published revision, every member's first device, then the moves. */
export function playedReview(moves: readonly Play[], charter: Parameters<typeof review>[0] = {}): Review {
  const board = review(charter);
  for (const member of names) board.journal.write(member, 'device.added/1', { device: deviceOf(member), key: { keyId: countedDigest(0), spki: 'AAAA' }, name: 'laptop' });
  board.publish();
  for (const move of moves) makePlay(board, move);
  return board;
}

/** The journal numbers devices as they first write. */
function deviceOf(member: string): Extract<Fact, { type: 'device.added/1' }>['body']['device'] {
  return (names.indexOf(member as never) + 1).toString(16).padStart(32, 'd') as ReturnType<typeof deviceOf>;
}
