/** What Home concludes: which of its sentences are said, and in which order. Pure. */
import { homeWords } from '../../../shared/copy/screens/home.ts';
import { assertNever } from '../../../shared/result.ts';
import type { HomeDossier, HomeView, SinceBaseline } from '../../queries/home.ts';

type Kind = HomeDossier['summary']['waiting'][number]['kind'];
const { conclusion, table } = homeWords;
const otherKinds = ['record-decision', 'issue-packet', 'issue-addendum', 'countersign', 'resolve-blocker', 'answer-question', 'answer-finding', 'read-answer', 'discharge-condition'] as const satisfies readonly Kind[];

/** The page's conclusion: the first kind of thing that waits. */
export function homeSentence({ dossiers }: Pick<HomeView, 'dossiers'>): string {
  if (dossiers.length === 0) return conclusion.none;
  const votes = votesMissing(dossiers);
  return votes > 0 ? conclusion.needVote(votes, dossiers.length) : others(dossiers)[0] ?? conclusion.nothingWaits;
}

/** What else there is: other things that wait, what approvals have come to, then what is unread. */
export function homeDetail({ dossiers, conditions }: Pick<HomeView, 'dossiers' | 'conditions'>): string {
  if (dossiers.length === 0) return conclusion.noneDetail;
  const rest = votesMissing(dossiers) > 0 ? others(dossiers) : others(dossiers).slice(1);
  const unread = dossiers.reduce((sum, dossier) => sum + (dossier.unread ?? 0), 0);
  const lapsed = conditions.filter(({ state }) => state.kind === 'lapsed').length;
  const contested = dossiers.filter(({ summary }) => summary.current?.status.kind === 'contested').length;
  return [...rest, ...(lapsed === 0 ? [] : [conclusion.lapsed(lapsed)]), ...(contested === 0 ? [] : [conclusion.contested(contested)]), conclusion.unread(unread)].join(' ');
}

function votesMissing(dossiers: readonly HomeDossier[]): number {
  return dossiers.filter(({ summary }) => summary.waiting.some(({ kind }) => kind === 'vote')).length;
}

function others(dossiers: readonly HomeDossier[]): readonly string[] {
  return otherKinds.flatMap((kind) => {
    const n = dossiers.reduce((sum, { summary }) => sum + summary.waiting.filter((waiting) => waiting.kind === kind).length, 0);
    return n === 0 ? [] : [conclusion.waits[kind](n)];
  });
}

/** How many questions, findings and answers wait for the member on a dossier. */
export function toAnswer({ waiting }: HomeDossier['summary']): number {
  return waiting.filter(({ kind }) => kind === 'answer-question' || kind === 'answer-finding' || kind === 'read-answer').length;
}

/** The delta in short lines: how much, of it viewed, and against what. */
export function sinceWords(since: SinceBaseline): readonly [string, ...string[]] {
  switch (since.kind) {
    case 'first': return [table.firstReview, table.firstReviewWhy];
    case 'unknown': return [table.unknownChanges, table.unknownChangesWhy];
    case 'changes': return [table.changes(since.changed), ...(since.changed === 0 ? [] : [table.viewed(since.viewed)]), table.against[since.against](since.from)];
    default: return assertNever(since);
  }
}
