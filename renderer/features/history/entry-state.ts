/** How what an entry tells of stands today, as a shape and a few words: a stale vote never looks like one that counts. Pure. */
import { historyTabWords } from '../../../shared/copy/screens/history.ts';
import type { BoardNews } from '../../../shared/events/board-news.ts';
import type { HistoryFact } from '../../../shared/events/history.ts';
import type { DossierSummary } from '../../../shared/events/summary.ts';
import { decisionState } from '../../components/decision-state.ts';
import { findingState } from '../../components/finding-line.tsx';
import type { MarkState } from '../../components/state-mark.tsx';

/** `today`: what became of it since; null where that goes without saying. */
export interface EntryState { readonly shape: MarkState; readonly today: string | null }

const { today } = historyTabWords;
const voteShapes = { 'approve': 'passed', 'approve-with-conditions': 'passed', 'reject': 'failed', 'abstain': 'not-judged' } as const;

/** The shape beside news of the board. */
export const newsShapes = { founded: 'passed', joined: 'passed', left: 'void', seat: 'open', charter: 'open', device: 'open', fork: 'contested' } as const satisfies Record<BoardNews['kind'], MarkState>;

/** The state of an entry by what the summary makes of the record today. */
export function entryState(fact: HistoryFact, { tally, decisions, findings, annotations, privileged, packets }: Pick<DossierSummary, 'tally' | 'decisions' | 'findings' | 'annotations' | 'privileged' | 'packets'>): EntryState {
  switch (fact.type) {
    case 'vote.given/1': {
      const standing = tally.votes.find(({ vote }) => vote.act === fact.act)?.standing.kind ?? 'void';
      return standing === 'counted' ? { shape: voteShapes[fact.body.choice], today: null } : { shape: standing === 'stale' ? 'stale' : 'void', today: today.vote(standing) };
    }
    case 'decision.recorded/1': {
      const status = decisions.find(({ decision }) => decision.act === fact.act)?.status.kind ?? 'void';
      return { shape: decisionState(fact.body.outcome, status), today: status === 'standing' ? null : today.decision(status) };
    }
    case 'blocker.recorded/1': case 'finding.noted/1': case 'question.asked/1': {
      const finding = findings.find((one) => one.finding === fact.digest);
      return { shape: finding === undefined ? 'open' : findingState(finding), today: finding?.resolution === null || finding === undefined ? null : today.resolved };
    }
    case 'finding.answered/1': case 'finding.assigned/1': return { shape: 'question', today: null };
    case 'blocker.resolved/1': case 'finding.closed/1': case 'condition.discharged/1': case 'packet.issued/1': case 'addendum.issued/1': case 'copy.issued/1': case 'score.agreed/1': return { shape: 'passed', today: null };
    case 'annotation.made/1': return annotations.find((one) => one.annotation === fact.digest)?.withdrawnAt == null ? { shape: 'open', today: null } : { shape: 'void', today: today.withdrawn };
    case 'privileged.noted/1': return privileged.find((one) => one.note === fact.digest)?.withdrawnAt == null ? { shape: 'open', today: null } : { shape: 'void', today: today.withdrawn };
    case 'packet.countersigned/1': {
      const lost = packets.flatMap(({ countersigning }) => countersigning?.void ?? []).find(({ act }) => act === fact.act);
      return lost === undefined ? { shape: 'passed', today: null } : { shape: 'void', today: today.countersignature(lost.reason) };
    }
    case 'packet.superseded/1': return { shape: 'superseded', today: null };
    case 'packet.revoked/1': return { shape: 'void', today: null };
    case 'vote.withdrawn/1': case 'recusal.declared/1': case 'annotation.withdrawn/1': case 'privileged.withdrawn/1': case 'meeting.cancelled/1': return { shape: 'void', today: null };
    case 'revision.published/1': case 'hazard.scored/1': case 'meeting.called/1': return { shape: 'open', today: null };
  }
}
