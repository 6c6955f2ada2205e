/** Home in sentences: what waits for the member, and what happened lately. */
import { itemsChanged } from '../../../shared/copy/change.ts';
import { daysUntil, shortDay } from '../../../shared/copy/date.ts';
import { count, figure, inWords, nbsp, sentenceStart } from '../../../shared/copy/number.ts';
import { choiceWords, findingWords, outcomeWords } from '../../../shared/copy/status.ts';
import type { Day, Instant, MemberId } from '../../../shared/vocabulary.ts';
import { assertNever } from '../../../shared/result.ts';
import type { DossierFact, HomeDossier, HomeView, SinceApproval } from '../../queries/home.ts';

type Kind = HomeDossier['summary']['waiting'][number]['kind'];

/** The page's conclusion: the first kind of thing that waits. */
export function homeSentence({ dossiers }: Pick<HomeView, 'dossiers'>): string {
  const total = dossiers.length;
  if (total === 0) return 'No dossier has arrived yet.';
  const votes = waitingCount(dossiers, 'vote', 'dossiers');
  if (votes > 0) return votesSentence(votes, total);
  const [first] = others(dossiers);
  return first ?? 'Nothing waits for you.';
}

/** What else there is: other things that wait, what approvals have come to, then what is unread. */
export function homeDetail({ dossiers, conditions }: Pick<HomeView, 'dossiers' | 'conditions'>): string {
  if (dossiers.length === 0) return 'A release team publishes one with “countersign publish”; the next sync brings it to this machine.';
  const rest = waitingCount(dossiers, 'vote', 'dossiers') > 0 ? others(dossiers) : others(dossiers).slice(1);
  const unread = dossiers.reduce((sum, dossier) => sum + (dossier.unread ?? 0), 0);
  const lapsed = conditions.filter(({ state }) => state.kind === 'lapsed').length;
  const contested = dossiers.filter(({ summary }) => summary.current?.status.kind === 'contested').length;
  const approvals = [
    lapsed === 0 ? null : `${sentenceStart(inWords(lapsed))} ${lapsed === 1 ? 'condition has' : 'conditions have'} lapsed.`,
    contested === 0 ? null : `${sentenceStart(inWords(contested))} ${contested === 1 ? 'decision is' : 'decisions are'} contested.`,
  ].filter((sentence) => sentence !== null);
  return [...rest, ...approvals, unread === 0 ? 'Everything is viewed.' : `${sentenceStart(count(unread, 'item'))} unread.`].join(' ');
}

function waitingCount(dossiers: readonly HomeDossier[], kind: Kind, of: 'dossiers' | 'things'): number {
  const found = dossiers.map(({ summary }) => summary.waiting.filter((waiting) => waiting.kind === kind).length);
  return of === 'things' ? found.reduce((sum, n) => sum + n, 0) : found.filter((n) => n > 0).length;
}

function votesSentence(votes: number, total: number): string {
  if (total === 1) return 'One dossier needs your vote.';
  if (votes === total) return total === 2 ? 'Both dossiers need your vote.' : `All ${inWords(total)} dossiers need your vote.`;
  return `${sentenceStart(inWords(votes))} of ${inWords(total)} dossiers ${votes === 1 ? 'needs' : 'need'} your vote.`;
}

function others(dossiers: readonly HomeDossier[]): readonly string[] {
  const said = (kind: Kind, one: string, many: string): string | null => {
    const n = waitingCount(dossiers, kind, 'things');
    return n === 0 ? null : `${sentenceStart(inWords(n))} ${n === 1 ? one : many}.`;
  };
  return [
    said('record-decision', 'vote is complete and waits for you to record the decision', 'votes are complete and wait for you to record the decisions'),
    said('issue-packet', 'decision has no packet yet', 'decisions have no packet yet'),
    said('resolve-blocker', 'of your blockers is open', 'of your blockers are open'),
    said('answer-question', 'question waits for your answer', 'questions wait for your answer'),
    said('answer-finding', 'finding is assigned to you', 'findings are assigned to you'),
    said('read-answer', 'answer waits for you to accept it', 'answers wait for you to accept them'),
    said('discharge-condition', 'condition is open', 'conditions are open'),
  ].filter((sentence) => sentence !== null);
}

/** How many questions, findings and answers wait for the member on a dossier. */
export function toAnswer({ waiting }: HomeDossier['summary']): number {
  return waiting.filter(({ kind }) => kind === 'answer-question' || kind === 'answer-finding' || kind === 'read-answer').length;
}

/** The delta in two short lines. */
export function sinceWords(since: SinceApproval): readonly [string, string] {
  switch (since.kind) {
    case 'first': return ['First review', 'No earlier approval'];
    case 'unknown': return ['Not known', 'Not all here yet'];
    case 'changes': return [itemsChanged(since.changed), since.changed === 0 ? `Since ${since.from}` : `${figure(since.viewed)} viewed, since ${since.from}`];
    default: return assertNever(since);
  }
}

/** How far a due day is, for a narrow column. */
export function leftWords(day: Day, at: Instant): string {
  const left = daysUntil(day, at);
  return left === 0 ? 'today' : left > 0 ? `${figure(left)}${nbsp}${left === 1 ? 'day' : 'days'}` : `${figure(-left)}${nbsp}${left === -1 ? 'day' : 'days'} over`;
}

/** When something arrived: the hour today, else the day. */
export function whenWords(then: Instant, at: Instant): string {
  return daysUntil(then, at) === 0 ? `${then.slice(11, 16)}${nbsp}UTC` : shortDay(then);
}

function toWhom(to: MemberId | null, memberName: Names['memberName']): string {
  return to === null ? 'the release team' : memberName(to);
}

export interface Names { readonly memberName: (id: MemberId) => string; readonly titleOf: HomeView['titleOf'] }

/** One fact as a sentence: `Amara Okafor voted on Aurora-7B 2.3: Approve.` */
export function factSentence(fact: DossierFact, { memberName, titleOf }: Names): string {
  const who = memberName(fact.member);
  const title = titleOf(fact.body.dossier);
  switch (fact.type) {
    case 'revision.published/1': return `${who} published a revision of ${title}.`;
    case 'blocker.recorded/1': return `${who} filed a blocker on ${fact.body.item ?? 'the whole'} of ${title}.`;
    case 'finding.noted/1': return `${who} noted on ${fact.body.item ?? 'the whole'} of ${title}: ${findingWords[fact.body.severity].toLowerCase()}.`;
    case 'blocker.resolved/1': return `${who} resolved a blocker on ${title}.`;
    case 'finding.closed/1': return `${who} closed a finding on ${title}.`;
    case 'question.asked/1': return `${who} asked ${toWhom(fact.body.to, memberName)} about ${fact.body.item ?? 'the whole'} of ${title}.`;
    case 'finding.assigned/1': return `${who} put a finding on ${title} to ${toWhom(fact.body.to, memberName)}.`;
    case 'finding.answered/1': return `${who} replied to a finding on ${title}.`;
    case 'vote.given/1': return `${who} voted on ${title}: ${choiceWords[fact.body.choice].toLowerCase()}.`;
    case 'vote.withdrawn/1': return `${who} withdrew a vote on ${title}.`;
    case 'recusal.declared/1': return `${who} recused from ${title}.`;
    case 'decision.recorded/1': return `${who} recorded the decision on ${title}: ${outcomeWords[fact.body.outcome].toLowerCase()}.`;
    case 'condition.discharged/1': return `${who} discharged ${fact.body.condition} of ${title}.`;
    case 'annotation.made/1': return `${who} ${fact.body.text === '' ? 'highlighted a passage' : 'wrote a note'} in ${fact.body.item} of ${title}.`;
    case 'annotation.withdrawn/1': return `${who} withdrew a note on ${title}.`;
    case 'packet.issued/1': return `${who} issued packet ${fact.body.number} for ${title}.`;
    case 'hazard.scored/1': return `${who} scored ${fact.body.item} of ${title}.`;
    case 'score.agreed/1': return `${who} recorded the agreed score of ${fact.body.item} of ${title}.`;
    default: return assertNever(fact);
  }
}
