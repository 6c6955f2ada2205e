/** Findings and questions: the tab, its list, one thread and what can be done with it, the sheet that records one. What they come to as a whole is in `../finding.ts`. */
import type { FindingSeverity } from '../../events/summary.ts';
import type { Instant, ItemId } from '../../vocabulary.ts';
import { dateTime, shortDay } from '../date.ts';
import { count, figure } from '../number.ts';
import { slot, type Parts } from '../parts.ts';
import { findingWords } from '../status.ts';

type Kind = 'finding' | 'question';

export const findingsWords = {
  keys: { next: 'Next finding', previous: 'Previous finding', record: 'Record a finding or ask', reply: 'Reply' },
  record: 'Record or ask',
  none: 'Record a finding or ask a question here, on a hazard or on a piece of evidence.',
  filter: { label: 'Which findings', open: 'Open', mine: 'Mine', all: 'All' },
  empty: { open: 'No finding is open.', mine: 'None was written by you, put to you or answered by you.', all: 'No finding is recorded.' },
  list: {
    label: 'Findings and questions', whole: 'Whole revision',
    by: (name: string, at: Instant): string => `${name}, ${shortDay(at)}`,
    replies: (n: number): string => count(n, 'reply', 'replies'),
  },
  you: 'You',
  thread: {
    label: (severity: FindingSeverity, item: ItemId | null): string => `${findingWords[severity]} on ${item ?? 'the revision'}`,
    said: 'What was said', entries: 'Thread',
    onRevision: 'on the revision as a whole',
    onItem: (): Parts<'item'> => ['on ', slot('item')],
    item: (id: ItemId, title: string | null): string => (title === null ? id : `${id} ${title}`),
    /** Who wrote it, when, and on which revision where that is here. */
    by: (name: string, ordinal: number | null): Parts<'when'> => [`${name}, `, slot('when'), ordinal === null ? '.' : `, on revision ${figure(ordinal)}.`],
    turn: (words: string): string => `${words}.`,
    clock: (at: Instant): string => `${dateTime(at)} by the author’s clock`,
    resolved: 'Resolved',
    resolvedBy: (name: string | null, at: Instant): Parts<'state'> => [slot('state'), ` by ${name ?? 'you'}, ${shortDay(at)}`],
    assigned: (name: string, to: string): Parts<'when'> => [`${name} put it to ${to}, `, slot('when'), '.'],
    replied: (): Parts<'name' | 'when'> => [slot('name'), ', ', slot('when')],
  },
  reply: { label: 'Reply', sends: 'Ctrl ↵ sends it', missing: 'Write the reply.', send: 'Reply', done: 'Reply recorded.' },
  assign: { open: 'Assign', again: 'Put to someone else', label: 'Who is to answer', assign: 'Assign', leave: 'Leave it', done: 'Assigned.', team: (names: readonly string[]): string => `The release team (${names.join(', ')})`, you: (name: string): string => `${name} (you)` },
  resolve: {
    open: { finding: 'Resolve', question: 'Close the question' } as const satisfies Record<Kind, string>,
    others: { finding: 'Its author, or a secretary, resolves it.', question: 'Its author, or a secretary, closes it.' } as const satisfies Record<Kind, string>,
    label: 'Resolution', note: 'what settled it', missing: 'Write what settled it.', resolve: 'Resolve finding', done: 'Finding resolved.',
  },
  sheet: {
    titles: { finding: 'Record a finding', question: 'Ask a question' } as const satisfies Record<Kind, string>,
    about: (item: ItemId | null, title: string | undefined): string => (item === null ? 'The revision as a whole' : title === undefined ? item : `${item} ${title}`),
    kind: 'What it is', to: 'Asked of',
    text: { finding: 'Finding', question: 'Question' } as const satisfies Record<Kind, string>,
    notes: { finding: 'what you saw, and what it means', question: 'what you need to know' } as const satisfies Record<Kind, string>,
    missing: { finding: 'Write what you found.', question: 'Write the question.' } as const satisfies Record<Kind, string>,
    done: { finding: (item: ItemId | null): string => `Finding recorded on ${item ?? 'the revision'}.`, question: (item: ItemId | null): string => `Question asked on ${item ?? 'the revision'}.` },
    ask: 'Ask',
  },
} as const;
