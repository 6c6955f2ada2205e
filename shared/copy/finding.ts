/** Findings and questions in sentences: what they come to, whose turn it is, what is behind them. */
import type { FindingSeverity, FindingSummary } from '../events/summary.ts';
import type { Addressee } from '../events/thread.ts';
import type { MemberId } from '../vocabulary.ts';
import { count, figure, list, sentenceStart } from './number.ts';

/** What each kind is for, where one is chosen. */
export const findingMeanings = {
  blocker: 'Bars approval until resolved; you sign it.', major: 'Has to be weighed in the decision.', minor: 'Should be put right.', observation: 'Worth knowing.',
  question: 'Waits for an answer; bars nothing.',
} as const satisfies Record<FindingSeverity, string>;

/** Headings of the list. */
export const findingGroupWords = { blocker: 'Blockers', major: 'Major', minor: 'Minor', observation: 'Observations', question: 'Questions' } as const satisfies Record<FindingSeverity, string>;

/** Who reads: ids become names, and one's own becomes “you”. `waits`: whether the finding waits for that reader. */
export interface Reader { readonly me: MemberId; readonly nameOf: (id: MemberId) => string; readonly waits: (finding: FindingSummary) => boolean }

/** `2 blockers bar an approval. 3 questions wait for an answer, 1 for you.` */
export function findingsSentence(findings: readonly FindingSummary[], { waits }: Pick<Reader, 'waits'>): string {
  if (findings.length === 0) return 'No finding is recorded and no question is asked.';
  const open = findings.filter((finding) => finding.resolution === null);
  if (open.length === 0) return 'Every finding is resolved.';
  const blockers = open.filter(({ severity }) => severity === 'blocker').length;
  const others = open.filter(({ severity }) => severity !== 'blocker' && severity !== 'question').length;
  const questions = open.filter(({ severity, turn }) => severity === 'question' && turn === 'addressee');
  const answered = open.filter(({ severity, turn }) => severity === 'question' && turn === 'author').length;
  const said = [
    blockers > 0 ? `${sentenceStart(count(blockers, 'blocker'))} ${blockers === 1 ? 'bars' : 'bar'} an approval.` : others > 0 ? `${sentenceStart(count(others, 'finding'))} ${others === 1 ? 'is open; it is no blocker' : 'are open, none of them a blocker'}.` : null,
    questions.length > 0 ? questionsSentence(questions.length, questions.filter(waits).length) : null,
    questions.length === 0 && answered > 0 ? `${sentenceStart(count(answered, 'question'))} ${answered === 1 ? 'is' : 'are'} answered and still open.` : null,
  ];
  return said.filter((sentence) => sentence !== null).join(' ');
}

function questionsSentence(questions: number, mine: number): string {
  const waits = `${sentenceStart(count(questions, 'question'))} ${questions === 1 ? 'waits' : 'wait'} for`;
  return mine === questions ? `${waits} your answer.` : `${waits} an answer${mine === 0 ? '' : `, ${figure(mine)} for you`}.`;
}

/** The line under it: what else is there, and what bars what. */
export function findingsDetail(findings: readonly FindingSummary[]): string {
  const open = findings.filter((finding) => finding.resolution === null);
  const blockers = open.some(({ severity }) => severity === 'blocker');
  const others = (['major', 'minor', 'observation'] as const).flatMap((severity) => {
    const n = open.filter((finding) => finding.severity === severity).length;
    return n === 0 ? [] : [severity === 'observation' ? count(n, 'observation') : `${figure(n)} ${severity}`];
  });
  const resolved = findings.length - open.length;
  return [
    blockers ? 'A blocker’s author, or a secretary, resolves it (rule Q-4).' : 'Only a blocker bars an approval (rule Q-4).',
    ...(blockers && others.length > 0 ? [`${sentenceStart(list(others))} open.`] : []),
    ...(resolved === 0 ? [] : [`${sentenceStart(figure(resolved))} resolved.`]),
  ].join(' ');
}

/** `you`, `Amara Okafor`, `the release team`. */
export function addresseeWords(to: Addressee, { me, nameOf }: Pick<Reader, 'me' | 'nameOf'>): string {
  return to.kind === 'release-team' ? 'the release team' : to.member === me ? 'you' : nameOf(to.member);
}

/** Whose turn it is, for a narrow line: `Waits for Amara Okafor`, `Answered, waits for you`, `Resolved`. */
export function turnWords(finding: FindingSummary, reader: Reader): string {
  if (finding.resolution !== null) return 'Resolved';
  if (finding.turn === 'addressee' && finding.addressee !== null) return `Waits for ${reader.waits(finding) ? 'you' : addresseeWords(finding.addressee, reader)}`;
  if (finding.turn === 'author') return `Answered, waits for ${finding.member === reader.me ? 'you' : reader.nameOf(finding.member)}`;
  return 'Open';
}
