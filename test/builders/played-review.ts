/** Reviews as chance would have them: arbitrary acts by arbitrary people who have seen more or less, for property tests. */
import fc from 'fast-check';
import { charterDigest } from '../../shared/board/member.ts';
import { makeAnchor } from '../../shared/annotation/anchor.ts';
import { sha256 } from '../../shared/bytes/digest.ts';
import { itemDigest } from '../../shared/dossier/revision-tree.ts';
import type { Fact } from '../../shared/events/fact.ts';
import { choices, type Digest, type Instant } from '../../shared/vocabulary.ts';
import { everyone } from './board.ts';
import { countedDigest, minutesLater, type Writing } from './fact.ts';
import { hazard } from './hazard.ts';
import { aurora } from './revision.ts';
import { review, revisionOne, revisionTwo, type Review } from './review.ts';

const names = [...everyone.map((member) => member.id), 'a-stranger'];
/** Mostly those who may vote: quorums must come about for a property to see one go. */
const voters = names.slice(0, 3);

/** One move: who does what, having seen how many of the facts so far. `pick` chooses among what is there; `odd` makes it one that can't count. */
const play = fc.record({
  who: fc.constantFrom(...voters, ...voters, ...voters, ...names),
  what: fc.constantFrom('vote', 'vote', 'vote', 'vote', 'vote', 'vote', 'withdraw', 'recuse', 'publish', 'blocker', 'resolve', 'decide', 'discharge', 'note', 'score', 'agree', 'ask', 'assign', 'answer', 'annotate', 'unannotate', 'seal', 'unseal', 'meet', 'unmeet', 'issue', 'countersign', 'add', 'copy', 'supersede', 'revoke', 'repeat', 'fork'),
  choice: fc.constantFrom(...choices), revision: fc.constantFrom(revisionOne, revisionOne, revisionOne, revisionOne, revisionTwo), machine: fc.integer({ min: 0, max: 1 }),
  seen: fc.nat(30), minute: fc.nat(60), pick: fc.nat(30), dissent: fc.constantFrom(null, null, 'Not shown.'), odd: fc.nat(7).map((n) => n === 0),
});
export type Play = typeof play extends fc.Arbitrary<infer T> ? T : never;
export const plays = fc.array(play, { maxLength: 20, size: 'max' });

/** Of the one hazard that both revisions hold. */
const hazardDigest = itemDigest(hazard(), sha256);

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
    case 'score': journal.write(who, 'hazard.scored/1', { dossier: aurora, revision, item: 'H-001' as never, itemDigest: odd ? countedDigest(1) : hazardDigest, score: { severity: 9, likelihood: 1 + (pick % 10), detectability: 5 }, note: null }, how); break;
    case 'agree': journal.write(who, 'score.agreed/1', { dossier: aurora, revision, item: 'H-001' as never, itemDigest: hazardDigest, score: { severity: 9, likelihood: 5, detectability: 5 }, scores: [picked(ofType(journal.facts, 'hazard.scored/1'), pick)?.digest ?? countedDigest(1)], reason: '' }, how); break;
    case 'recuse': journal.write(who, 'recusal.declared/1', { dossier: aurora, reason: 'Adviser.' }, how); break;
    case 'publish': journal.write(who, 'revision.published/1', { dossier: aurora, revision, note: null }, how); break;
    case 'blocker': journal.write(who, 'blocker.recorded/1', { dossier: aurora, revision, item: null, itemDigest: null, text: 'Wrong weights.' }, how); break;
    case 'note': journal.write(who, 'finding.noted/1', { dossier: aurora, revision, item: null, itemDigest: null, severity: 'minor', text: 'A comma.' }, how); break;
    case 'ask': journal.write(who, 'question.asked/1', { dossier: aurora, revision, item: null, itemDigest: null, to: odd ? null : everyone[pick % everyone.length]!.id, text: 'Who watches?' }, how); break;
    case 'assign': journal.write(who, 'finding.assigned/1', { dossier: aurora, finding: picked(ofType(journal.facts, odd ? 'finding.noted/1' : 'question.asked/1'), pick)?.digest ?? countedDigest(1), to: everyone[minute % everyone.length]!.id }, how); break;
    case 'answer': journal.write(who, 'finding.answered/1', { dossier: aurora, finding: picked(ofType(journal.facts, odd ? 'finding.noted/1' : 'question.asked/1'), pick)?.digest ?? countedDigest(1), text: 'So.' }, how); break;
    case 'annotate': journal.write(who, 'annotation.made/1', { dossier: aurora, revision, item: 'D-1' as never, itemDigest: countedDigest(0xd1), anchor: makeAnchor('The limit is 25.', { start: pick % 8, end: 9 + (minute % 7) })!, text: odd ? '' : 'Why?', tags: [] }, how); break;
    case 'unannotate': journal.write(who, 'annotation.withdrawn/1', { dossier: aurora, annotation: picked(ofType(journal.facts, 'annotation.made/1'), pick)?.digest ?? countedDigest(1) }, how); break;
    case 'seal': journal.write(who, 'privileged.noted/1', { dossier: aurora, sealed: { ephemeral: '', commitment: '', readers: [], iv: '', content: `${pick}` } }, how); break;
    case 'unseal': journal.write(who, 'privileged.withdrawn/1', { dossier: aurora, note: picked(ofType(journal.facts, 'privileged.noted/1'), pick)?.digest ?? countedDigest(1) }, how); break;
    case 'meet': journal.write(who, 'meeting.called/1', { meeting: `m-${pick % 3}` as never, startsAt: minutesLater(minute * 10), minutes: 60, place: 'Room 3', title: 'Review', agenda: [{ dossier: aurora, minutes: 1 + pick }] }, how); break;
    case 'unmeet': journal.write(who, 'meeting.cancelled/1', { meeting: `m-${pick % 3}` as never, reason: '' }, how); break;
    case 'issue': {
      const decision = picked(ofType(journal.facts, 'decision.recorded/1'), pick);
      journal.write(who, 'packet.issued/1', { dossier: aurora, revision, decision: decision?.act ?? countedDigest(1), packet: countedDigest(0xc000 + (pick % 4)), number: `2026-${pick % 4}`, sizeBytes: 1 }, how);
      break;
    }
    case 'countersign': journal.write(who, 'packet.countersigned/1', { dossier: aurora, packet: countedDigest(0xc000 + (pick % 4)), base: countedDigest(0xc000 + (minute % 8)), file: countedDigest(0xc010 + (pick % 8)), revision: countedDigest(0xc020 + (pick % 8)), sizeBytes: 1 }, how); break;
    case 'add': journal.write(who, 'addendum.issued/1', { dossier: aurora, revision, decision: picked(ofType(journal.facts, 'decision.recorded/1'), pick)?.act ?? countedDigest(1), parent: countedDigest(0xc000 + (minute % 4)), packet: countedDigest(0xc004 + (pick % 4)), number: `2026-${minute % 4}-A1`, sizeBytes: 1 }, how); break;
    case 'copy': journal.write(who, 'copy.issued/1', { dossier: aurora, revision, decision: picked(ofType(journal.facts, 'decision.recorded/1'), pick)?.act ?? countedDigest(1), parent: countedDigest(0xc000 + (minute % 4)), packet: countedDigest(0xc008 + (pick % 4)), number: `2026-${minute % 4}-summary`, sizeBytes: 1, kind: odd ? 'board' : 'summary' }, how); break;
    case 'supersede': journal.write(who, 'packet.superseded/1', { dossier: aurora, packet: countedDigest(0xc000 + (pick % 4)), by: countedDigest(0xc000 + (minute % 4)), reason: '' }, how); break;
    case 'revoke': journal.write(who, 'packet.revoked/1', { dossier: aurora, packet: countedDigest(0xc000 + (pick % 8)), reason: 'Wrong weights.' }, how); break;
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
