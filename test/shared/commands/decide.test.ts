import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../shared/bytes/digest.ts';
import { makeAnchor } from '../../../shared/annotation/anchor.ts';
import type { Command } from '../../../shared/commands/catalogue.ts';
import { permissions, type EventDraft } from '../../../shared/commands/decide.ts';
import { factsOn } from '../../../shared/events/dossier-facts.ts';
import { scoringAt, scoringOf } from '../../../shared/events/scoring.ts';
import type { DocumentEntry } from '../../../shared/dossier/revision.ts';
import { readBody } from '../../../shared/events/upcast.ts';
import type { Fact } from '../../../shared/events/fact.ts';
import type { ItemId, MemberId } from '../../../shared/vocabulary.ts';
import { condition } from '../../builders/ballot.ts';
import { everyone, people } from '../../builders/board.ts';
import { countedDigest, minutesLater } from '../../builders/fact.ts';
import { makePlay, playedReview, plays } from '../../builders/played-review.ts';
import { aurora } from '../../builders/revision.ts';
import { review, revisionOne, revisionTwo, type Review } from '../../builders/review.ts';

const { ingrid, amara, helena } = people;
const may = (board: Review, member: string) => Object.entries(permissions(board.view(), aurora, { at: minutesLater(100), actor: member as MemberId, contentOf: board.contentOf }))
  .map(([command, refusal]) => `${command}: ${refusal === null ? 'yes' : `${refusal.code}${refusal.rule === undefined ? '' : ` ${refusal.rule}`}`}`);

describe('permissions', () => {
  it('are the refusals that the commands would give, before anything is typed', () => {
    const board = review();
    expect(may(board, ingrid.id)).toContain('give-vote: board/unknown-dossier');
    board.publish();
    expect(may(board, 'a-stranger').every((line) => line.endsWith('board/not-a-member'))).toBe(true);
    expect(may(board, ingrid.id)).toEqual([
      'publish-revision: board/not-the-role L-5', 'record-finding: yes', 'ask-question: yes', 'assign-finding: board/not-the-role F-2', 'answer-finding: yes', 'resolve-finding: board/not-the-role L-5', 'give-vote: yes', 'withdraw-vote: board/nothing-to-withdraw V-7', 'declare-recusal: yes',
      'record-decision: board/not-the-role L-5', 'discharge-condition: yes', 'issue-packet: board/not-the-role L-5', 'countersign-packet: board/not-asked-to-countersign P-11', 'issue-addendum: board/not-the-role L-5', 'issue-copy: board/not-the-role P-12', 'supersede-packet: board/not-the-role P-7', 'revoke-packet: board/not-the-role P-7', 'make-annotation: yes', 'withdraw-annotation: board/not-its-author A-1', 'make-privileged-note: board/not-the-role A-3', 'withdraw-privileged-note: board/not-its-author A-1', 'score-hazard: yes', 'agree-score: board/not-the-role L-5',
    ]);
    expect(may(board, helena.id)).toContain('record-decision: board/quorum-not-met Q-1');
    for (const member of [ingrid.id, amara.id]) board.vote(member, 'approve');
    expect(may(board, helena.id)).toContain('record-decision: yes');
    board.act(helena.id, { name: 'record-decision', dossier: aurora, shown: revisionOne, outcome: 'approved', reason: '' });
    expect(may(board, helena.id)).toContain('issue-packet: yes');
    expect(may(board, ingrid.id)).toContain('give-vote: board/already-decided');
  });

  it('V-2 say that nobody knows who owns a release whose content is not here', () => {
    const board = review();
    board.publish();
    for (const member of [ingrid.id, amara.id]) board.vote(member, 'approve');
    expect(may(board, helena.id)).toContain('record-decision: yes');
    board.contents.clear();
    expect(may(board, helena.id)).toContain('record-decision: board/quorum-not-met V-2');
  });
});

/** Everything that somebody might ask for in front of this record. */
function everyCommand(board: Review): readonly Command[] {
  const { latest, findings, decisions, annotations } = board.summary();
  const shown = latest.digest;
  const on = { dossier: aurora, shown };
  return [
    { name: 'publish-revision', dossier: aurora, revision: revisionTwo, note: null },
    { name: 'record-finding', ...on, item: 'H-001' as ItemId, severity: 'blocker', text: 'Wrong weights.' },
    { name: 'record-finding', ...on, item: null, severity: 'minor', text: 'A comma.' },
    { name: 'ask-question', ...on, item: null, to: null, text: 'Who watches?' },
    ...findings.flatMap(({ finding }): readonly Command[] => [
      { name: 'resolve-finding', dossier: aurora, finding, resolution: 'Done.' }, { name: 'answer-finding', dossier: aurora, finding, text: 'So.' }, { name: 'assign-finding', dossier: aurora, finding, to: amara.id },
    ]),
    { name: 'give-vote', ...on, choice: 'approve', reason: '', conditions: [], dissent: null, unread: [] },
    { name: 'give-vote', ...on, choice: 'approve-with-conditions', reason: 'Yes, but.', conditions: [condition()], dissent: 'I doubt it.', unread: [] },
    { name: 'give-vote', ...on, choice: 'reject', reason: 'No.', conditions: [], dissent: null, unread: [] },
    { name: 'withdraw-vote', dossier: aurora, reason: '' },
    { name: 'make-annotation', ...on, item: 'D-1' as ItemId, anchor: makeAnchor('The limit is 25.', { start: 4, end: 9 })!, text: '', tags: [] },
    ...annotations.map(({ annotation }): Command => ({ name: 'withdraw-annotation', dossier: aurora, annotation })),
    { name: 'score-hazard', ...on, item: 'H-001' as ItemId, score: { severity: 9, likelihood: 5, detectability: 5 }, note: null },
    { name: 'agree-score', ...on, item: 'H-001' as ItemId, score: { severity: 9, likelihood: 5, detectability: 5 }, reason: '' },
    { name: 'declare-recusal', dossier: aurora, reason: 'Adviser.' },
    ...(['approved', 'approved-with-conditions', 'rejected'] as const).map((outcome): Command => ({ name: 'record-decision', ...on, outcome, reason: '' })),
    ...decisions.map(({ decision }): Command => ({ name: 'discharge-condition', dossier: aurora, decision: decision.act, condition: 'C-1' as ItemId, basis: 'Statement' })),
  ];
}

/** What became of a draft once it is written. */
function outcomeOf(board: Review, fact: Fact, draft: EventDraft): string {
  const summary = board.summary(fact.member, 500);
  switch (draft.type) {
    case 'vote.given/1': return summary.mine.kind === 'cast' ? summary.mine.standing.kind : summary.mine.kind;
    case 'vote.withdrawn/1': return summary.mine.kind;
    case 'recusal.declared/1': return summary.mine.kind;
    case 'decision.recorded/1': return summary.current === null ? 'none' : summary.current.decision.act === fact['act' as never] ? summary.current.status.kind : 'another';
    case 'condition.discharged/1': return summary.decisions.find((one) => one.decision.act === draft.body.decision)?.conditions.find((one) => one.condition.id === draft.body.condition)?.state.kind ?? 'none';
    case 'blocker.resolved/1': case 'finding.closed/1': return summary.findings.find((one) => one.finding === draft.body.finding)?.resolution === null ? 'open' : 'closed';
    case 'finding.assigned/1': case 'finding.answered/1': return summary.findings.find((one) => one.finding === draft.body.finding)?.thread.some(({ entry }) => entry === fact.digest) === true ? 'in the thread' : 'nowhere';
    case 'blocker.recorded/1': case 'finding.noted/1': case 'question.asked/1': return summary.findings.some((one) => one.finding === fact.digest && one.resolution === null) ? 'open' : 'closed';
    case 'annotation.made/1': return summary.annotations.some((one) => one.annotation === fact.digest && one.withdrawnAt === null) ? 'stands' : 'gone';
    case 'annotation.withdrawn/1': return summary.annotations.some((one) => one.annotation === draft.body.annotation && one.withdrawnAt !== null) ? 'withdrawn' : 'stands';
    case 'revision.published/1': return summary.latest.digest === draft.body.revision ? 'latest' : 'earlier';
    case 'hazard.scored/1': case 'score.agreed/1': return scoredAs(board, fact);
    default: return draft.type;
  }
}

/** Whether a score, or an agreement, is what the hazard's scoring then holds. */
function scoredAs(board: Review, { digest }: Fact): string {
  const { ballot, latest } = board.summary();
  const { scores, agreed } = scoringAt(scoringOf(factsOn(board.view(), aurora), ballot, latest.content?.register ?? null, sha256), 'H-001' as ItemId);
  const agreement = board.view().state.agreements.get(digest);
  return agreement !== undefined ? (agreed?.act === agreement.act && agreed.fresh ? 'agreed' : 'not agreed') : scores.some(({ event }) => event === digest) ? 'counted' : 'void';
}

const intended: Readonly<Record<string, string>> = {
  'annotation.made/1': 'stands', 'annotation.withdrawn/1': 'withdrawn',
  'hazard.scored/1': 'counted', 'score.agreed/1': 'agreed',
  'vote.given/1': 'counted', 'vote.withdrawn/1': 'not-cast', 'recusal.declared/1': 'recused', 'decision.recorded/1': 'standing', 'condition.discharged/1': 'discharged',
  'blocker.resolved/1': 'closed', 'finding.closed/1': 'closed', 'blocker.recorded/1': 'open', 'finding.noted/1': 'open', 'question.asked/1': 'open', 'finding.assigned/1': 'in the thread', 'finding.answered/1': 'in the thread', 'revision.published/1': 'latest',
};

/** A document to annotate. */
const document: DocumentEntry = { id: 'D-1' as ItemId, title: 'Safety case', mediaType: 'text/markdown', name: 'safety-case.md', object: countedDigest(0xd1), sizeBytes: 17 };

/** Chance moves, before which the board may have voted, or decided with a condition. */
function played(moves: Parameters<typeof playedReview>[0], before: 'published' | 'voted' | 'decided'): Review {
  const board = playedReview([]);
  for (const [revision, content] of board.contents) board.contents.set(revision, { ...content, revision: { ...content.revision, documents: [document] } });
  if (before !== 'published') for (const member of [ingrid.id, amara.id]) board.vote(member, 'approve-with-conditions');
  if (before !== 'published') board.act(amara.id, { name: 'score-hazard', dossier: aurora, shown: revisionOne, item: 'H-001' as ItemId, score: { severity: 8, likelihood: 3, detectability: 4 }, note: null });
  if (before === 'decided') board.act(helena.id, { name: 'record-decision', dossier: aurora, shown: revisionOne, outcome: 'approved-with-conditions', reason: '' });
  for (const move of moves) makePlay(board, move);
  return board;
}

describe('decide', () => {
  it('V-1 P-6 C-4 never drafts what the fold then makes void of: each draft does what was asked for (property)', () => {
    const drafted = new Set<string>();
    fc.assert(fc.property(plays, fc.constantFrom('published', 'voted', 'decided'), (moves, before) => {
      const board = played(moves, before);
      const { facts } = board.journal;
      const { length } = facts;
      for (const command of everyCommand(board)) {
        for (const actor of everyone) {
          const answer = board.ask(actor.id, command, 100);
          for (const draft of answer.ok ? answer.value : []) {
            expect(readBody(draft.type, draft.body, draft.kind, 'draft')).toMatchObject({ value: { kind: 'known' } });
            const fact = board.act(actor.id, command, { minute: 100 });
            expect([draft.type, outcomeOf(board, fact, draft)]).toEqual([draft.type, intended[draft.type]]);
            drafted.add(draft.type);
            facts.length = length;
          }
        }
      }
    }), { numRuns: 40, examples: [[[], 'voted'], [[], 'decided']] });
    expect([...drafted].sort()).toEqual(Object.keys(intended).sort());
  });
});
