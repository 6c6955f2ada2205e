/** What happened on a dossier, a sentence for each fact: who is said apart. Each table names its whole type. */
import { copyNouns } from './packet-copy.ts';
import type { BoardNews, CharterPart } from '../events/board-news.ts';
import type { HistoryFact } from '../events/history.ts';
import { legibleText } from '../bytes/legible-text.ts';
import { assertNever } from '../result.ts';
import type { Digest, MeetingId, MemberId, Role } from '../vocabulary.ts';
import { readingNames } from './change.ts';
import { dateTime } from './date.ts';
import { count, figure, list } from './number.ts';
import { choiceWords, disciplineWords, findingWords, outcomeWords, roleWords } from './status.ts';

/** The kinds of facts that a reader tells apart. */
export const historyKindNames = ['revisions', 'votes', 'decisions', 'findings', 'scores', 'notes', 'meetings', 'board'] as const;
export type HistoryKind = (typeof historyKindNames)[number];
export const historyKindWords = {
  revisions: 'Revisions', votes: 'Votes and recusals', decisions: 'Decisions, conditions and packets', findings: 'Findings and questions', scores: 'Scores', notes: 'Notes and highlights', meetings: 'Meetings', board: 'The board itself',
} as const satisfies Record<HistoryKind, string>;

/** Which kind a fact is of. */
export const historyKinds = {
  'revision.published/1': 'revisions', 'packet.issued/1': 'decisions', 'packet.countersigned/1': 'decisions', 'addendum.issued/1': 'decisions', 'copy.issued/1': 'decisions', 'packet.superseded/1': 'decisions', 'packet.revoked/1': 'decisions', 'vote.given/1': 'votes', 'vote.withdrawn/1': 'votes', 'recusal.declared/1': 'votes', 'decision.recorded/1': 'decisions', 'condition.discharged/1': 'decisions',
  'blocker.recorded/1': 'findings', 'blocker.resolved/1': 'findings', 'finding.noted/1': 'findings', 'finding.closed/1': 'findings', 'question.asked/1': 'findings', 'finding.assigned/1': 'findings', 'finding.answered/1': 'findings',
  'hazard.scored/1': 'scores', 'score.agreed/1': 'scores', 'annotation.made/1': 'notes', 'annotation.withdrawn/1': 'notes', 'privileged.noted/1': 'notes', 'privileged.withdrawn/1': 'notes', 'meeting.called/1': 'meetings', 'meeting.cancelled/1': 'meetings',
} as const satisfies Record<HistoryFact['type'], HistoryKind>;

/** What the words need to know beside the fact: members' names, which of what is answered are questions, what a meeting is called, and a packet's number. */
export interface HistoryNames { readonly nameOf: (id: MemberId) => string; readonly isQuestion: (finding: Digest) => boolean; readonly meetingTitleOf: (meeting: MeetingId) => string; readonly packetNumberOf: (packet: Digest) => string }

/** What a fact says, after its author's name: `voted: approve with conditions`. */
export function historyWords(fact: HistoryFact, { nameOf, isQuestion, meetingTitleOf, packetNumberOf }: HistoryNames): string {
  const to = (id: MemberId | null): string => (id === null ? 'the release team' : nameOf(id));
  const what = (finding: Digest): string => (isQuestion(finding) ? 'question' : 'finding');
  switch (fact.type) {
    case 'revision.published/1': return 'published it';
    case 'blocker.recorded/1': return `filed a blocker on ${fact.body.item ?? 'the whole revision'}`;
    case 'finding.noted/1': return `noted on ${fact.body.item ?? 'the whole revision'}: ${findingWords[fact.body.severity].toLowerCase()}`;
    case 'question.asked/1': return `asked ${to(fact.body.to)} about ${fact.body.item ?? 'the whole revision'}`;
    case 'finding.assigned/1': return `put a ${what(fact.body.finding)} to ${to(fact.body.to)}`;
    case 'finding.answered/1': return `replied to a ${what(fact.body.finding)}`;
    case 'blocker.resolved/1': return 'resolved a blocker';
    case 'finding.closed/1': return `closed a ${what(fact.body.finding)}`;
    case 'vote.given/1': return `voted: ${choiceWords[fact.body.choice].toLowerCase()}`;
    case 'vote.withdrawn/1': return 'withdrew a vote';
    case 'recusal.declared/1': return 'recused';
    case 'decision.recorded/1': return `recorded the decision: ${outcomeWords[fact.body.outcome].toLowerCase()}${fact.body.conditions.length === 0 ? '' : `, ${count(fact.body.conditions.length, 'condition')}`}`;
    case 'condition.discharged/1': return `discharged ${fact.body.condition}`;
    case 'packet.issued/1': return `issued packet ${fact.body.number}`;
    case 'packet.countersigned/1': return `countersigned packet ${packetNumberOf(fact.body.packet)}`;
    case 'addendum.issued/1': return `issued addendum ${fact.body.number}`;
    case 'copy.issued/1': return `made the ${copyNouns[fact.body.kind]} of packet ${packetNumberOf(fact.body.parent)}`;
    case 'packet.superseded/1': return `superseded packet ${packetNumberOf(fact.body.packet)} by ${packetNumberOf(fact.body.by)}`;
    case 'packet.revoked/1': return `revoked packet ${packetNumberOf(fact.body.packet)}`;
    // The number itself stays with the hazard: whoever is asked to score scores first.
    case 'hazard.scored/1': return `scored ${fact.body.item}`;
    case 'score.agreed/1': return `recorded the agreed score of ${fact.body.item}`;
    case 'annotation.made/1': return `${fact.body.text === '' ? 'highlighted a passage of' : 'wrote a note on'} ${fact.body.item}`;
    case 'annotation.withdrawn/1': return 'withdrew a note';
    case 'privileged.noted/1': return 'wrote a privileged note';
    case 'privileged.withdrawn/1': return 'withdrew a privileged note';
    case 'meeting.called/1': return `called “${legibleText(fact.body.title)}” for ${dateTime(fact.body.startsAt)}`;
    case 'meeting.cancelled/1': return `cancelled “${legibleText(meetingTitleOf(fact.body.meeting))}”`;
    default: return assertNever(fact);
  }
}

/** The author's own words, for the line under it; null where there are none. */
export function historyText(fact: HistoryFact): string | null {
  switch (fact.type) {
    case 'revision.published/1': return fact.body.note;
    case 'blocker.recorded/1': case 'finding.noted/1': case 'question.asked/1': case 'finding.answered/1': return fact.body.text;
    case 'blocker.resolved/1': case 'finding.closed/1': return fact.body.resolution;
    case 'vote.given/1': case 'vote.withdrawn/1': case 'recusal.declared/1': case 'decision.recorded/1': return fact.body.reason === '' ? null : fact.body.reason;
    case 'condition.discharged/1': return fact.body.basis;
    case 'score.agreed/1': case 'meeting.cancelled/1': case 'packet.superseded/1': case 'packet.revoked/1': return fact.body.reason === '' ? null : fact.body.reason;
    case 'annotation.made/1': return fact.body.text === '' ? `“${fact.body.anchor.quote.exact}”` : fact.body.text;
    case 'meeting.called/1': return fact.body.place;
    case 'finding.assigned/1': case 'packet.issued/1': case 'packet.countersigned/1': case 'addendum.issued/1': case 'copy.issued/1': case 'hazard.scored/1': case 'annotation.withdrawn/1': case 'privileged.noted/1': case 'privileged.withdrawn/1': return null;
    default: return assertNever(fact);
  }
}

const charterWords = {
  name: 'its name', minimumVotes: 'the votes needed', requiredDisciplines: 'the required disciplines', majority: 'the majority', residualBar: 'the level that bars approval', validityDays: 'how long an approval is valid', thresholds: 'the limits',
  riskScheme: 'the risk scheme', riskTable: 'the risk table', packets: 'who signs a packet', paper: 'the paper of its packets',
} as const satisfies Record<CharterPart, string>;

/** News of the board as a whole sentence: it stands for itself, without an author. */
export function boardNewsWords(news: BoardNews, { nameOf }: Pick<HistoryNames, 'nameOf'>): string {
  const seat = ({ name, discipline, roles }: { readonly name: string; readonly discipline: string; readonly roles: readonly Role[] }): string => `${name}, ${disciplineWords(discipline)}, ${list(roles.map((role) => roleWords[role].toLowerCase()))}`;
  const who = news.member === null ? '' : nameOf(news.member);
  switch (news.kind) {
    case 'founded': return `The board was founded: ${news.name}.`;
    case 'joined': return `${seat(news.entry)}, joined the board.`;
    case 'left': return `${news.entry.name} left the board.`;
    case 'seat': return `${seat(news.entry)}: a new seat on the board.`;
    case 'charter': return `The charter changed: ${list(news.changed.map((part) => charterWords[part]))}.`;
    case 'device': return `${who} added the device ${news.name}.`;
    case 'fork': return `A device of ${who} wrote two events under number ${figure(news.seq)}: it has forked, and what it wrote since makes no quorum (rule L-4).`;
    default: return assertNever(news);
  }
}

/** The conclusion: `2 revisions, 4 votes, 1 decision and 1 packet in 12 days.` without what there is none of. */
export function historySentence(facts: readonly HistoryFact[]): string {
  const n = (...types: readonly HistoryFact['type'][]): number => facts.filter(({ type }) => types.includes(type)).length;
  const [revisions, votes, decisions, packets] = [n('revision.published/1'), n('vote.given/1'), n('decision.recorded/1'), n('packet.issued/1')];
  const findings = n('blocker.recorded/1', 'finding.noted/1'), questions = n('question.asked/1');
  const notes = n('annotation.made/1', 'privileged.noted/1'), scores = n('hazard.scored/1');
  const parts = [[revisions, 'revision'], [votes, 'vote'], [findings, 'finding'], [questions, 'question'], [notes, 'note'], [scores, 'score'], [decisions, 'decision'], [packets, 'packet']] as const;
  const said = parts.filter(([many]) => many > 0).map(([many, word]) => count(many, word));
  return said.length === 0 ? 'Nothing has happened yet.' : `${said.length === 1 ? said[0] : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`} so far.`;
}

/** `46 changes since 5.0: 11 against, 2 mixed, 15 neutral, 18 for the release.` */
export function changesSentence(changed: Readonly<Record<'against' | 'mixed' | 'neutral' | 'for', number>>, since: string): string {
  const total = changed.against + changed.mixed + changed.neutral + changed.for;
  if (total === 0) return `Nothing that the board reviews changed since ${since}.`;
  const parts = (['against', 'mixed', 'neutral', 'for'] as const).filter((reading) => changed[reading] > 0).map((reading) => `${figure(changed[reading])} ${readingNames[reading]}`);
  return `${count(total, 'change')} since ${since}: ${parts.join(', ')} the release.`.replace(/^./, (first) => first.toUpperCase());
}
