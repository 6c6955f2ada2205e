/** Signing off: the tab, its conditions and decisions, the sheet in which a member votes, the sheet in which the decision is recorded. Each in the order of its screen. */
import type { Tally } from '../../board/decision.ts';
import type { Day, Instant } from '../../vocabulary.ts';
import { basisWords, scopeWords } from '../act.ts';
import { dueIn, longDay, shortDay } from '../date.ts';
import { count, figure, listUpTo } from '../number.ts';
import { slot, type Parts } from '../parts.ts';
import { quorumSentence } from '../quorum.ts';
import { conditionWords, disciplineWords, outcomeWords } from '../status.ts';

/** Who has to act and until when, behind what it is. */
const obligation = (obliged: string, dueOn: Day): string => `${obliged}, due ${shortDay(dueOn)}`;

export const votingWords = {
  obligation,
  signOffs: {
    record: 'Record decision', recuse: 'Recuse yourself', again: 'Vote again',
    /** What a decision recorded now would say. */
    now: ({ outcome, conditions }: Pick<Tally, 'outcome' | 'conditions'>): string => {
      if (outcome === 'undecided') return 'Decided now, nothing would be approved or rejected.';
      return `Decided now, the release would be ${outcome === 'approved-with-conditions' ? `approved with ${count(conditions.length, 'condition')}` : outcomeWords[outcome].toLowerCase()}.`;
    },
    rules: 'Rules Q-1 and Q-2.',
    head: 'Sign-offs',
    on: (revision: number): string => `on revision ${figure(revision)}`,
    heads: { member: 'Member', vote: 'Vote', reason: 'Reason' },
    notInRoster: 'Not in the roster',
    /** What a member voted before what counts now; only the last can be withdrawn. */
    earlier: (votes: number, lastWithdrawn: boolean): string => `${count(votes, 'earlier vote')}${lastWithdrawn ? (votes === 1 ? ', withdrawn' : ', the last withdrawn') : ''}`,
    conditionsOf: (name: string): string => `Conditions of ${name}`,
  },
  withdraw: {
    open: 'Withdraw my vote', done: 'Your vote is withdrawn.', why: 'Why you withdraw it', whyNote: 'no earlier vote returns (rule V-7)', keep: 'Keep my vote', sign: 'Withdraw and sign',
  },
  dissents: { head: 'Dissents', note: 'can’t be deleted; the packet prints each one', by: (name: string, at: Instant): string => `${name}, ${shortDay(at)}` },
  conditions: {
    head: 'Conditions', proposed: 'Proposed conditions',
    proposedNote: 'as the votes propose them; the decision makes them binding', boundNote: 'a condition still open when its day ends lapses, and the approval ends with it (rule C-3)',
    heads: { id: 'No.', text: 'Obligation', obliged: 'Who', due: 'Due', clause: 'Clause', state: 'State', action: 'Action' },
    /** How a condition was met. */
    basis: (name: string, text: string): string => `${name}: ${text}`,
    dueIn: (dueOn: Day, now: Instant): string => dueIn(dueOn, now),
    discharged: (at: Instant): string => `${conditionWords.discharged} ${shortDay(at)}`,
    discharge: (id: string): string => `Discharge ${id}`,
    done: (id: string): string => `${id} is discharged.`,
    /** Below the table, with the way to the packet. */
    toAdd: (ids: readonly string[]): Parts<'packet'> => [`${listUpTo(ids, 6)} ${ids.length === 1 ? 'was' : 'were'} discharged after the packet was issued: its readers learn of it from `, slot('packet'), '.'], addendum: 'an addendum',
    basisLabel: 'Basis', basisNote: 'what shows that it was met', basisMissing: 'Write what shows that it was met.',
  },
  rules: { head: 'Rules applied', note: 'to the votes as they stand now', heads: { rule: 'Rule', found: 'Found' } },
  decisions: {
    head: 'Decisions', heads: { outcome: 'Outcome', status: 'Status', revision: 'Revision', recorded: 'Recorded', until: 'Valid until', act: 'Act' },
    notHere: 'Not here', recorded: (name: string, at: Instant): string => `${name}, ${shortDay(at)}`, of: 'the decision',
  },
  vote: {
    title: (release: string): string => `Your vote on ${release}`,
    /** Who votes, and how the quorum stands. */
    note: (name: string, discipline: string | null, tally: Pick<Tally, 'quorum' | 'counts' | 'minimum'>): string => `${discipline === null ? name : `${name}, ${disciplineWords(discipline)}`}. ${quorumSentence(tally)}`,
    choice: 'Decision', recuse: 'Recuse',
    reason: 'Reason', reasonNote: 'printed in the packet', recusalNote: 'why you leave this dossier',
    dissents: 'Record a dissent', dissentsNote: 'A signed minority statement. It can’t be deleted, and the packet prints it.', dissent: 'Dissent',
    clear: 'Clear the draft', cleared: 'The draft is cleared.',
    done: 'Your vote is recorded.', recused: 'You are recused from this dossier.',
  },
  /** The lines of a conditional approval. */
  editor: {
    head: 'Conditions', note: 'the approval ends with one that is not met in time',
    line: (n: number): string => `Condition ${figure(n)}`,
    text: 'What has to be done', obliged: 'Who', due: 'Due', dueNote: 'end of day, UTC', clause: 'Clause', clauseNote: 'of the contract, if any',
    remove: (n: number): string => `Remove condition ${figure(n)}`,
    removed: (n: number): string => `Condition ${figure(n)} is removed.`,
    add: 'Add a condition',
  },
  /** What a vote lacks before it can be given. */
  lacks: {
    choice: 'Choose one.', recusal: 'Say why you leave this dossier.', reason: 'Rule V-6: a rejection and an approval with conditions give a reason.', conditions: 'Rule V-5: name at least one condition.', dissent: 'Write the dissent, or untick it.',
    text: 'Say what has to be done.', obliged: 'Say who has to do it.', due: 'Give the day it is due.', over: 'Rule C-3: that day is over.',
  },
  signing: {
    head: 'What you sign', revision: 'Revision', artifacts: 'Artifacts', scope: 'Scope',
    shown: (revision: number): string => `${figure(revision)}, the one on your screen`,
    covers: scopeWords,
    blockers: (n: number): string => `${count(n, 'blocker')} open: approval needs ${n === 1 ? 'it' : 'them'} resolved, whatever the votes.`,
    unread: (n: number): string => `${count(n, 'item')} not viewed`,
    /** The items themselves, as links, and how many more there are. */
    unreadItems: (others: number): Parts<'items'> => [slot('items'), others === 0 ? '. You may still vote; the signed vote names what was not viewed.' : ` and ${figure(others)} more. You may still vote; the signed vote names what was not viewed.`],
    next: 'What happens next',
    steps: {
      sign: 'A separate window shows the exact statement and asks for your passphrase.',
      recusal: 'Your recusal is kept on this machine and shared when a store is in reach. It can’t be withdrawn.',
      vote: 'The vote is kept on this machine and shared when a store is in reach.',
      later: 'A later vote of yours supersedes it; nothing edits it. A newer revision makes it stale.',
    },
  },
  decision: {
    title: (outcome: Tally['outcome']): string => `Record the decision: ${outcomeWords[outcome].toLowerCase()}`,
    done: (outcome: Tally['outcome']): string => `Decision recorded: ${outcomeWords[outcome].toLowerCase()}.`,
    revision: 'Revision', restsOn: 'Rests on', valid: 'Valid',
    byTheRules: (): Parts<'outcome'> => [slot('outcome'), ', as the rules give it.'],
    basis: basisWords,
    until: (day: Instant): string => `from now to ${longDay(day)}, end of day UTC`,
    reason: 'The board’s reason', reasonNote: 'printed on the packet', reasonMissing: 'Write the board’s reason.',
  },
} as const;
