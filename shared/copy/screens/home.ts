/** Home in the order of its screen: what waits, the next meeting, a line for each dossier, conditions due, what arrived lately. The sheet that calls a meeting is in `meeting.ts`. */
import { copyNouns } from '../packet-copy.ts';
import type { DossierFact } from '../../events/dossier-facts.ts';
import type { FactOf } from '../../events/fact.ts';
import type { Waiting } from '../../events/waiting.ts';
import { assertNever } from '../../result.ts';
import type { Day, Digest, DossierId, Instant, MeetingId, MemberId } from '../../vocabulary.ts';
import { itemsChanged } from '../change.ts';
import { daysUntil, shortDay, timeOfDay } from '../date.ts';
import { count, figure, inWords, nbsp, sentenceStart } from '../number.ts';
import { choiceWords, findingWords, outcomeWords } from '../status.ts';

const many = (n: number, one: string, more: string): string => `${sentenceStart(inWords(n))} ${n === 1 ? one : more}.`;

/** What waits beside votes, by kind. */
const waits: Readonly<Record<Exclude<Waiting['kind'], 'vote'>, (n: number) => string>> = {
  'record-decision': (n) => many(n, 'vote is complete and waits for you to record the decision', 'votes are complete and wait for you to record the decisions'),
  'issue-packet': (n) => many(n, 'decision has no packet yet', 'decisions have no packet yet'),
  'issue-addendum': (n) => many(n, 'packet has conditions that were discharged since: issue an addendum', 'packets have conditions that were discharged since: issue addenda'),
  'countersign': (n) => many(n, 'packet waits for your countersignature', 'packets wait for your countersignature'),
  'resolve-blocker': (n) => many(n, 'of your blockers is open', 'of your blockers are open'),
  'answer-question': (n) => many(n, 'question waits for your answer', 'questions wait for your answer'),
  'answer-finding': (n) => many(n, 'finding is assigned to you', 'findings are assigned to you'),
  'read-answer': (n) => many(n, 'answer waits for you to accept it', 'answers wait for you to accept them'),
  'discharge-condition': (n) => many(n, 'condition is open', 'conditions are open'),
};

/** `Two of four dossiers need your vote.` */
function needVote(votes: number, total: number): string {
  if (total === 1) return 'One dossier needs your vote.';
  if (votes === total) return total === 2 ? 'Both dossiers need your vote.' : `All ${inWords(total)} dossiers need your vote.`;
  return `${sentenceStart(inWords(votes))} of ${inWords(total)} dossiers ${votes === 1 ? 'needs' : 'need'} your vote.`;
}

export const homeWords = {
  reading: 'Reading the record',
  goOn: (title: string): string => `Continue ${title}`,
  signList: 'Sign the next list',
  conclusion: {
    none: 'No dossier has arrived yet.',
    noneDetail: 'A release team publishes one with “countersign publish”; the next sync brings it to this machine.',
    needVote, waits,
    nothingWaits: 'Nothing waits for you.',
    lapsed: (n: number): string => many(n, 'condition has lapsed', 'conditions have lapsed'),
    contested: (n: number): string => many(n, 'decision is contested', 'decisions are contested'),
    unread: (items: number): string => (items === 0 ? 'Everything is viewed.' : `${sentenceStart(count(items, 'item'))} unread.`),
  },
  /** What to do while there is no dossier. */
  firstStep: { invite: 'Invite members', chooseStore: 'Choose the store', sync: 'Sync now', syncing: 'Syncing' },
  table: {
    label: 'Dossiers',
    heads: { time: 'Time, UTC', dossier: 'Dossier', vote: 'Your vote', forYou: 'For you', changes: 'Changes', risk: 'Top residual risk', board: 'Quorum or decision' },
    /** Heads the dossiers that the next meeting doesn't take. */
    others: 'Not on the agenda',
    minutes: (n: number): string => `${figure(n)}${nbsp}min`,
    vendor: (vendor: string): string => `${vendor},`,
    revision: (ordinal: number): string => `revision ${figure(ordinal)}`,
    unknownCount: '–',
    unread: 'unread',
    toAnswer: (n: number): string => `${figure(n)} to answer`,
    viewed: (n: number): string => `${figure(n)} viewed`,
    noRisk: 'None', noRiskWhy: 'The register is empty',
    unknownRisk: 'Unknown', unknownRiskWhy: 'Not all here yet',
    firstReview: 'First review', firstReviewWhy: 'No earlier approval',
    unknownChanges: 'Not known', unknownChangesWhy: 'Not all here yet',
    changes: (n: number): string => itemsChanged(n),
    /** What the changes are counted against, by what the member chose in the dossier. `name`: a release, or a revision of this one. */
    against: {
      approval: (name: string): string => `Since approved ${name}`,
      looked: (name: string): string => `Since you looked, ${name}`,
      revision: (name: string): string => `Since ${name}`,
    },
    voteAgain: (ordinal: number): string => `Give it again on revision ${figure(ordinal)}`,
    toRecord: 'Decision to record', toIssue: 'Packet to issue', toCountersign: 'To countersign', toAdd: 'Addendum to issue', decided: 'Decided', nothingBlocks: 'Nothing blocks',
    blockers: (n: number): string => `${sentenceStart(count(n, 'blocker'))} open`,
    rejectedOn: (day: Instant): string => `On ${shortDay(day)}`,
    validUntil: (day: Instant): string => `Until ${shortDay(day)}`,
    quorum: (counted: number, minimum: number): string => `${figure(counted)} of ${figure(minimum)}`,
    met: 'Met', moreVotes: 'More votes needed',
    metWith: (outcome: keyof typeof outcomeWords): string => `Met: ${outcomeWords[outcome].toLowerCase()}`,
  },
  conditions: {
    heading: 'Conditions due',
    open: (n: number): string => `${count(n, 'condition')} open`,
    all: (n: number): string => `All ${figure(n)}`, fewer: 'Only the next ones',
    none: 'No approval in effect carries an open condition.',
    heads: { due: 'Due', left: 'Left', state: 'State', condition: 'Condition', dossier: 'Dossier', who: 'Who acts' },
  },
  lately: { heading: 'Lately', none: 'Nothing has happened yet.' },
} as const;

/** How far a due day is, for a narrow column. */
export function leftWords(day: Day, at: Instant): string {
  const left = daysUntil(day, at);
  return left === 0 ? 'today' : left > 0 ? `${figure(left)}${nbsp}${left === 1 ? 'day' : 'days'}` : `${figure(-left)}${nbsp}${left === -1 ? 'day' : 'days'} over`;
}

/** When something arrived: the hour today, else the day. */
export function whenWords(then: Instant, at: Instant): string {
  return daysUntil(then, at) === 0 ? timeOfDay(then) : shortDay(then);
}

/** News of a dossier or of a meeting. */
export type NewsFact = DossierFact | FactOf<'meeting.called/1'> | FactOf<'meeting.cancelled/1'>;

export interface NewsNames { readonly memberName: (id: MemberId) => string; readonly titleOf: (dossier: DossierId) => string; readonly meetingTitleOf: (meeting: MeetingId) => string; readonly packetNumberOf: (packet: Digest) => string }

/** One fact as a sentence: `Amara Okafor voted on Aurora-7B 2.3: approve.` */
export function newsSentence(fact: NewsFact, { memberName, titleOf, meetingTitleOf, packetNumberOf }: NewsNames): string {
  const who = memberName(fact.member);
  const toWhom = (to: MemberId | null): string => (to === null ? 'the release team' : memberName(to));
  if (fact.type === 'meeting.called/1') return `${who} called “${fact.body.title}” for ${shortDay(fact.body.startsAt)}, ${timeOfDay(fact.body.startsAt)}.`;
  if (fact.type === 'meeting.cancelled/1') return `${who} cancelled “${meetingTitleOf(fact.body.meeting)}”.`;
  const title = titleOf(fact.body.dossier);
  switch (fact.type) {
    case 'revision.published/1': return `${who} published a revision of ${title}.`;
    case 'blocker.recorded/1': return `${who} filed a blocker on ${fact.body.item ?? 'the whole'} of ${title}.`;
    case 'finding.noted/1': return `${who} noted on ${fact.body.item ?? 'the whole'} of ${title}: ${findingWords[fact.body.severity].toLowerCase()}.`;
    case 'blocker.resolved/1': return `${who} resolved a blocker on ${title}.`;
    case 'finding.closed/1': return `${who} closed a finding on ${title}.`;
    case 'question.asked/1': return `${who} asked ${toWhom(fact.body.to)} about ${fact.body.item ?? 'the whole'} of ${title}.`;
    case 'finding.assigned/1': return `${who} put a finding on ${title} to ${toWhom(fact.body.to)}.`;
    case 'finding.answered/1': return `${who} replied to a finding on ${title}.`;
    case 'vote.given/1': return `${who} voted on ${title}: ${choiceWords[fact.body.choice].toLowerCase()}.`;
    case 'vote.withdrawn/1': return `${who} withdrew a vote on ${title}.`;
    case 'recusal.declared/1': return `${who} recused from ${title}.`;
    case 'decision.recorded/1': return `${who} recorded the decision on ${title}: ${outcomeWords[fact.body.outcome].toLowerCase()}.`;
    case 'condition.discharged/1': return `${who} discharged ${fact.body.condition} of ${title}.`;
    case 'annotation.made/1': return `${who} ${fact.body.text === '' ? 'highlighted a passage' : 'wrote a note'} in ${fact.body.item} of ${title}.`;
    case 'annotation.withdrawn/1': return `${who} withdrew a note on ${title}.`;
    case 'privileged.noted/1': return `${who} wrote a privileged note on ${title}.`;
    case 'privileged.withdrawn/1': return `${who} withdrew a privileged note on ${title}.`;
    case 'packet.issued/1': return `${who} issued packet ${fact.body.number} for ${title}.`;
    case 'packet.countersigned/1': return `${who} countersigned packet ${packetNumberOf(fact.body.packet)} of ${title}.`;
    case 'addendum.issued/1': return `${who} issued addendum ${fact.body.number} for ${title}.`;
    case 'copy.issued/1': return `${who} made the ${copyNouns[fact.body.kind]} of packet ${packetNumberOf(fact.body.parent)} of ${title}.`;
    case 'packet.superseded/1': return `${who} superseded packet ${packetNumberOf(fact.body.packet)} of ${title} by ${packetNumberOf(fact.body.by)}.`;
    case 'packet.revoked/1': return `${who} revoked packet ${packetNumberOf(fact.body.packet)} of ${title}.`;
    case 'hazard.scored/1': return `${who} scored ${fact.body.item} of ${title}.`;
    case 'score.agreed/1': return `${who} recorded the agreed score of ${fact.body.item} of ${title}.`;
    default: return assertNever(fact);
  }
}
